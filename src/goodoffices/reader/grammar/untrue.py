"""Words that call other words untrue: 'the reports are false', 'not a word of truth', 'called it a fabrication'."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.tree import Tree, Word, prepositional
from goodoffices.reader.wordlists import keys_of, word_lists


def calls_untrue(clause: Clause) -> bool:
    """Return whether a clause calls words untrue: 'the reports are false', 'there was no such meeting'."""
    verb = clause.verb
    lists = word_lists("reported")
    if verb.lemma.lower() == "be":
        for kid in verb.of("acomp", "attr", "prep"):
            if kid.lower in lists["untrue"] and not clause.negated and not _judges(clause, kid):
                return True
            if kid.lower in word_lists("doubt")["true"] and clause.negated:
                return True
            if kid.lower == "without" and any(one.lower in lists["grounds"] for one in kid.of("pobj")):
                return True
            if kid.lower == "truth" and any(one.lower == "no" for one in kid.of("det")):
                return True
    if _of_a_claim(clause) or _nothing_in_it(clause):
        return True
    subjects = verb.of("nsubj", "nsubjpass")
    if any(word.lower == "nothing" and word.of("prep") for word in subjects):
        return True
    after = verb.sentence[verb.place : verb.place + 5]
    before = [one for word in subjects for one in verb.sentence[word.left : word.place]]
    pairs = [*pairwise(after), *pairwise(before)]
    return any(word.lower == "no" and following.lower == "such" for word, following in pairs)


def _judges(clause: Clause, word: Word) -> bool:
    """Return whether a word that may call words untrue judges a deed: 'the strike is premature', 'it is wrong to cut pay'."""
    lists = word_lists("reported")
    if word.lower not in lists["judging"]:
        return False
    deeds = [*clause.verb.of("xcomp"), *word.of("xcomp")]
    deed = any(one.lemma not in keys_of("saying") for one in deeds)
    subjects = clause.verb.of("nsubj")
    thing = any(one.noun and not one.tag.startswith(("PRP", "DT", "W")) for one in subjects)
    claim = any(one.lemma.lower() in lists["claims"] for one in subjects)
    return deed or (thing and not claim and not clause.verb.of("csubj"))


def _nothing_in_it(clause: Clause) -> bool:
    """Return whether words say that a claim is empty or made up: 'there was nothing in the report', 'he made it up'."""
    verb, lists = clause.verb, word_lists("reported")
    if clause.lemma in lists["made-up"] and any(word.lower == "it" for word in clause.objects):
        return True
    empty = [kid for kid in verb.of("attr") if kid.lower == "nothing"] if verb.of("expl") else []
    claims = [one for kid in empty for one in prepositional(kid, "in")]
    claims += clause.with_("in") if empty else []
    return any(word.lemma.lower() in lists["claims"] for word in claims)


def ends_untrue(tree: Tree) -> bool:
    """Return whether a sentence ends by calling words untrue: 'The news that they will meet tomorrow is wrong.'"""
    words = [word.lower for word in tree.words if word.text[:1].isalnum()][-3:]
    intensive = words[:-1] if words[-2:-1] != ["not"] else []
    return (
        len(words) > 1
        and any(word in ("is", "are", "was", "were") for word in intensive[-2:])
        and words[-1] in word_lists("reported")["untrue"]
    )


def claim_is_untrue(words: Sequence[Word]) -> bool:
    """Return whether words open with a claim and end by calling it untrue: 'claims that they met were “invention”'."""
    said = [word for word in words if word.text[:1].isalnum()]
    claims = word_lists("reported")["claims"]
    opens = any(word.lower in claims or word.lower.removesuffix("s") in claims for word in said[:4])
    if not opens or any(word.lower in ("not", "n't", "n’t") for word in said[-5:]):
        return False
    untrue = word_lists("reported")["untrue"]
    linked = [at for at, word in enumerate(said) if word.lower in ("is", "are", "was", "were")]
    return bool(linked) and any(word.lower in untrue for word in said[linked[-1] :][:4])


def is_untrue(words: Sequence[Word]) -> bool:
    """Return whether a name given to words calls them untrue: 'called the report a fabrication'."""
    negated = any(word.lower in ("not", "n't", "n’t", "never") for word in words)
    return not negated and any(word.lower in word_lists("reported")["untrue"] for word in words)


def _of_a_claim(clause: Clause) -> bool:
    """Return whether a clause calls a claim before it untrue: 'the story was made up', 'that is not what I said'."""
    verb, lists = clause.verb, word_lists("reported")
    subjects = verb.of("nsubj", "nsubjpass")
    claim = any(word.lemma.lower() in lists["claims"] for word in subjects)
    if clause.negated:
        if verb.lemma == "be":
            said = [kid for one in verb.of("ccomp", "attr") for kid in (one, *one.kids)]
            this = any(word.lower in ("that", "this", "it") for word in subjects)
            return this and any(kid.lower in ("what", "how") for kid in said)
        if verb.lemma in ("recognise", "recognize"):
            return any(word.lemma.lower() in lists["claims"] for word in clause.objects)
        unfounded = verb.lemma == "have" and any(
            kid.lower in lists["grounds"] for kid in clause.objects
        )
        return claim and (unfounded or clause.lemma in lists["bears-out"])
    if verb.lemma == "be":
        return claim and any(kid.lower in lists["untrue-claims"] for kid in verb.of("acomp", "attr"))
    return claim and clause.passive and clause.lemma in lists["made-up"]
