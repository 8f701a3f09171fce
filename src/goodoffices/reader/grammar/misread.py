"""Words that a parse has taken for another kind: 'Monitors report that …' has a verb, 'denied on Monday claims that …' none there."""

from __future__ import annotations

from itertools import pairwise

from goodoffices.reader.grammar.tree import FINITE, Word
from goodoffices.reader.wordlists import word_lists

_PLURAL = ("NNS", "NNPS")
_DENIES = frozenset(
    ("denied", "rejected", "dismissed", "disputed", "refuted", "rebutted", "contradicted")
)
_CLAIMS = frozenset(("claims", "reports", "charges", "rumours", "rumors", "suggestions", "allegations"))
_CHARGES = frozenset(("accuse", "suspect", "convict"))
_LEFT = ("compound", "nmod", "amod", "det", "poss", "nummod")


def give_verb(words: list[Word], heads: list[int]) -> None:
    """Make a noun before 'that' the verb of its sentence if the sentence has no other, and give it its subject.

    ``heads`` holds the place of the head of every word, its own for a root, and is changed too.
    """
    verb = _misread(words)
    if verb is None:
        return
    at = verb.place
    root = next((place for place, head in enumerate(heads) if head == place), at)
    nouns = [word.place for word in words[:at] if word.noun and word.dep != "det"]
    subject = root if root < at else next((n for n in nouns if words[n].dep == "nsubj"), None)
    if subject is None:
        subject = max((n for n in nouns if heads[n] == at), default=None)
    if subject is None or not _agree(words[subject], verb):
        return
    above = words[heads[at]] if heads[at] != at else None
    for place, word in enumerate(words):
        if place > at and heads[place] in (root, at) and word.verb:
            heads[place], word.dep = at, "ccomp"
        elif place > at and heads[place] == root:
            heads[place] = at
    left = [n for n in nouns if heads[n] == at and n != subject and n > subject]
    if left:
        noun = left[-1]
        lone = [
            w.place
            for w in words[subject:noun]
            if w.dep == "prep" and w.place not in heads[w.place + 1 : at]
        ]
        heads[noun] = (
            above.place if above is not None and above.tag == "IN" else lone[-1] if lone else subject
        )
        words[noun].dep = "pobj"
        for place in range(noun):
            if heads[place] == at and place != subject and words[place].dep in _LEFT:
                heads[place] = noun
    else:
        for place in range(subject):
            if heads[place] == at and words[place].dep in _LEFT:
                heads[place] = subject
    verb.tag = "VBZ" if verb.lower.endswith("s") else "VBP"
    verb.dep, heads[at] = "ROOT", at
    words[subject].dep, heads[subject] = "nsubj", at
    words[-1].dep, heads[-1] = ("punct", at) if words[-1].tag == "." else (words[-1].dep, heads[-1])


def give_noun(words: list[Word], heads: list[int]) -> None:
    """Make claims the object of the verb that denies them: 'denied on Tuesday claims that …' claims nothing.

    ``heads`` holds the place of the head of every word, its own for a root, and is changed too.
    """
    for claims, following in pairwise(words):
        at = claims.place
        if not (claims.verb and claims.lower in _CLAIMS and following.lower == "that"):
            continue
        denied = next(
            (word for word in reversed(words[max(0, at - 5) : at]) if word.lower in _DENIES), None
        )
        between = words[denied.place + 1 : at] if denied is not None else []
        if denied is None or any(word.verb or word.text == "," for word in between):
            continue
        for place, head in enumerate(heads):
            moved = head == at and place not in (at, denied.place)
            if moved and (place < at or words[place].dep == "punct"):
                heads[place] = denied.place
            elif moved and words[place].verb:
                words[place].dep = "acl"
        heads[denied.place] = heads[at] if heads[at] != at else denied.place
        heads[at] = denied.place
        denied.tag, denied.dep = "VBD", claims.dep
        claims.tag, claims.dep, claims.lemma = "NNS", "dobj", claims.lower.removesuffix("s")


def give_charge(words: list[Word], heads: list[int]) -> None:
    """Make a gerund behind 'accused X of' a verb with its object: 'accused both camps of shelling hospitals'.

    ``heads`` holds the place of the head of every word, its own for a root, and is changed too.
    """
    for accused in words:
        if not (accused.verb and accused.lemma in _CHARGES):
            continue
        near = words[accused.place + 1 : accused.place + 6]
        of = next((word for word in near if word.lower == "of"), None)
        gerund = words[of.place + 1] if of is not None and of.place + 2 < len(words) else None
        if (
            of is None
            or gerund is None
            or gerund.tag != "VBG"
            or gerund.dep not in ("amod", "compound")
        ):
            continue
        noun = heads[gerund.place]
        if heads[noun] == of.place and noun > gerund.place:
            heads[of.place], heads[gerund.place], heads[noun] = accused.place, of.place, gerund.place
            of.dep, gerund.dep, words[noun].dep = "prep", "pcomp", "dobj"


def give_author(words: list[Word], heads: list[int]) -> None:
    """Give 'by' behind a text to it: '“…,” read a notice by the guild' tells whose notice it is.

    ``heads`` holds the place of the head of every word and is changed too.
    """
    texts = word_lists("saying")["document"]
    for text, by in pairwise(words):
        at = heads[by.place]
        mine = by.lower == "by" and by.dep == "agent" and text.lemma.lower() in texts
        passive = any(word.dep == "auxpass" and heads[word.place] == at for word in words)
        if mine and not passive and words[at].verb and heads[text.place] == at < text.place:
            by.dep, heads[by.place] = "prep", text.place


def give_read(words: list[Word]) -> None:
    """Make 'read' behind a text the verb of its sentence: '“…,” the joint statement read.'"""
    for word in words:
        adjective = word.tag == "JJ" and word.dep in ("dobj", "nsubj", "pobj")
        if adjective and word.lower in word_lists("saying")["document"]:
            word.tag = "NN"  # 'read a circular'
    last = next((word for word in reversed(words) if word.text[:1].isalpha()), None)
    if last is not None and last.lower == "read" and last.tag == "NN":
        texts = word_lists("saying")["document"]
        said = [word for word in words if word.dep == "nsubj" and word.lemma.lower() in texts]
        if said and last.dep == "ROOT":
            last.tag, last.lemma = "VBD", "read"


def _misread(words: list[Word]) -> Word | None:
    """Return the only word that can be the verb of its sentence: a noun like a verb of saying, before 'that'."""
    for word, following in pairwise(words):
        if word.tag in FINITE:
            return None
        if (
            following.lower == "that"
            and following.tag == "IN"
            and word.tag in ("NN", "NNS")
            and word.place
        ):
            lemma = word.lower.removesuffix("s") if word.tag == "NNS" else word.lower
            if lemma in word_lists("saying")["clause"]:
                word.lemma = lemma
                return word
    return None


def _agree(subject: Word, verb: Word) -> bool:
    plural = subject.tag in _PLURAL or subject.lower in ("police", "people")
    return plural is not verb.lower.endswith("s") and subject.tag[:2] == "NN"
