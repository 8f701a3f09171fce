"""Claims: nouns for words that may not be true, and the clauses that give those words: 'denied reports that …'."""

from __future__ import annotations

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.noun_assertion import object_of
from goodoffices.reader.grammar.tree import Word
from goodoffices.reader.wordlists import keys_of, word_lists

_FALSE = frozenset(("false", "untrue", "wrong", "unfounded", "baseless", "incorrect"))
CLAIMS = frozenset(
    [
        "claim",
        "report",
        "suggestion",
        "allegation",
        "accusation",
        "charge",
        "assertion",
        "rumour",
        "rumor",
        "notion",
    ]
)
"""Nouns for words that may not be true: 'denied reports that …'."""
_TOLD = frozenset(("statement", "story", "account", "version", "news", "information"))
"""Nouns for words that are untrue only if somebody says so: 'refuted the statements that …'."""


def is_bare_claim(clause: Clause) -> bool:
    """Return whether a clause hangs on a claim in a sentence read as having no verb: 'Rumours that … spread'."""
    noun = clause.verb.head
    that = next((kid for kid in clause.verb.of("mark") if kid.lower == "that"), None)
    if noun is None or that is None:
        return False
    before = noun.sentence[that.place - 1] if that.place else noun
    return any(one.lemma.lower() in CLAIMS for one in (noun, before))


def tells_of_claim(clause: Clause) -> bool:
    """Return whether a clause gives the words of a claim, though it was read as relative: 'a report that she had agreed'."""
    noun = clause.verb.head
    claims = noun is not None and noun.lemma.lower() in (*CLAIMS, *_TOLD)
    return claims and opens_with_that(clause)


def claim_beside(clause: Clause, governor: Clause) -> Word | None:
    """Return the claim whose words a clause gives, if a parse hangs it on the verb: 'there were reports on Monday that'.

    So does 'speculation grew that A had signed': the claim is the subject.
    """
    marked = any(kid.lower == "that" for kid in clause.verb.of("mark", "nsubj", "dobj"))
    if not marked or governor.lemma in word_lists("saying")["clause"]:
        return None
    near = [
        *governor.verb.of("dobj", "attr"),
        *(governor.subjects if not governor.verb.of("dobj", "attr", "acomp") else []),
    ]
    names = {*CLAIMS, "speculation", "gossip", "talk", "whisper", "hearsay"}
    return next(
        (one for one in near if one.lemma.lower() in names and one.place < clause.verb.left), None
    )


def claim_before(clause: Clause) -> Word | None:
    """Return the claim that stands before 'that' behind words between commas: 'a report, denied by the firm, that it …'."""
    before = clause.verb.sentence[: clause.verb.left]
    return next((one for one in reversed(before) if one.lemma.lower() in CLAIMS and one.noun), None)


def in_a_false_claim(clause: Clause) -> bool:
    """Return whether a clause is a part of a claim that a verb calls untrue: 'a report in a paper that they had signed was wrong'."""
    for up in clause.verb.above():
        home = up.head
        if up.dep not in ("nsubj", "nsubjpass") or home is None or home.lemma != "be":
            continue
        false = any(kid.lower in _FALSE for kid in home.of("acomp", "attr"))
        if up.lemma.lower() in (*CLAIMS, *_TOLD) and false and not home.of("neg"):
            return True
    return False


def opens_with_that(clause: Clause) -> bool:
    """Return whether 'that' opens a clause as a conjunction, however it was read: 'a report that A had agreed to sell B'."""
    if any(kid.lower == "that" and (kid.dep == "mark" or kid.tag == "IN") for kid in clause.verb.kids):
        return True
    noun = clause.verb.head
    behind = noun.sentence[noun.place + 1 : noun.place + 2] if noun is not None else []
    misread = [one for one in behind if one.lower == "that" and one.dep == "dobj"]
    return bool(misread) and any(
        kid.dep == "dobj"
        for one in misread
        if one.head is not None
        for kid in one.head.kids
        if kid is not one
    )


def is_called_untrue(claim: Word, governor: Clause) -> bool:
    """Return whether a claim is denied or rejected, or is said to be false."""
    if claim.dep in ("nsubj", "nsubjpass"):
        return any(kid.lower in _FALSE for kid in governor.verb.of("acomp", "attr"))
    naming = governor.verb.lemma in word_lists("saying")["naming"]
    lists = word_lists("reported")["untrue"]
    words = claim.sentence[claim.place : governor.verb.right + 1]
    if naming and not governor.negated and any(word.lower in lists for word in words):
        return True
    kind = keys_of("governing").get(governor.lemma) if claim.dep == "npadvmod" else None
    return (kind or object_of(claim, governor)) in ("denied", "refused")


def false_beside(clause: Clause) -> bool:
    """Return whether 'is false' was read as a part of the words that it is said of."""
    beside = [kid for one in clause.verb.of("ccomp") for kid in one.of("acomp", "attr")]
    return any(kid.lower in _FALSE for kid in beside)
