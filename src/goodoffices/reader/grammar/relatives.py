"""Whom a relative clause is about: the people of 'who', and not those of whom it is denied."""

from __future__ import annotations

from goodoffices.reader.grammar.namewords import listed
from goodoffices.reader.grammar.tree import Word, conjuncts


def who_is(relative: Word, head: Word) -> Word:
    """Return the people that 'who' is about, if a parse has hung it on a thing: 'two people involved in the talks who …'."""
    people = listed("unnamed-source") | listed("unnamed-official")
    if relative.lower != "who" or head.dep != "pobj" or head.proper or head.lemma.lower() in people:
        return head
    nouns = [up for up in list(head.above())[:4] if up.tag in ("NN", "NNS")]
    return next((up for up in nouns if up.lemma.lower() in people), head)


def meant(whose: Word) -> list[Word]:
    """Return those whom 'who' is about, without whom it is not: 'It was the mayor, and not the clerk, who spoke'."""
    top = whose
    if whose.dep in ("conj", "appos") and whose.head is not None and _denied(whose):
        top = whose.head
    return [one for one in conjuncts(top) if one is top or not _denied(one)]


def _denied(word: Word) -> bool:
    """Whether 'not' stands before a noun phrase."""
    before = word.sentence[max(0, word.left - 1) : word.place]
    return any(one.lower == "not" for one in before)
