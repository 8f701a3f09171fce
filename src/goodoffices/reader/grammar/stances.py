"""The stance that a verb tells of: demands, rejects, accepts, offers."""

from __future__ import annotations

from functools import lru_cache

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.tree import Word
from goodoffices.reader.wordlists import keys_of, word_lists
from goodoffices.record.dates import MONTHS, WEEKDAYS
from goodoffices.record.entries import Stance

JUDGES = frozenset(("court", "judge", "tribunal", "magistrate", "police", "reporter", "journalist"))


_DAYS = frozenset((*MONTHS, *WEEKDAYS))
_RAISING = frozenset(("raise", "increase", "improve", "sweeten", "better", "revise"))
_BIDS = frozenset(("bid", "offer"))
_FIRST, _THIRD = frozenset(("we", "i")), frozenset(("it", "they", "he", "she"))


def _no_stance(clause: Clause, base: str) -> bool:
    """Whether a verb that may tell of a stance is used otherwise: 'asked the court', 'insists that it knows'."""
    if base == "ask":
        asked = any(word.lemma in JUDGES for word in clause.objects)
        for_nothing = not (clause.verb.of("xcomp") and (clause.verb.of("dobj") or clause.passive))
        return asked or (for_nothing and not any(kid.tag == "VB" for kid in clause.verb.of("ccomp")))
    if base == "need":
        return not (_own_need(clause) and clause.objects)
    if base == "insist":
        return not any(_must(kid) for kid in clause.verb.of("ccomp"))
    if base in ("want", "favour", "favor") and clause.link == "relcl" and clause.past:
        return True
    return any(word.lower in ("neither", "none", "nothing") for word in clause.objects)


def _yes_or_no(clause: Clause) -> tuple[Stance | None, Word | None]:
    """Return the stance of 'said yes to the division', 'said no to the toll'."""
    said = {kid.lower: kid for kid in clause.verb.kids if kid.lower in ("yes", "no")}
    for word, kid in said.items():
        to = [one for one in (*clause.verb.of("prep"), *kid.of("prep")) if one.lower == "to"]
        if to:
            return ("accepts" if word == "yes" else "rejects"), to[0]
    return None, None


def _own_need(clause: Clause) -> bool:
    """Whether those who need a thing say so: 'we need a truce', 'said it needs a truce', but not 'the town needs a truce'."""
    subjects = {word.lower for word in clause.subjects}
    return bool(subjects & _FIRST) or (clause.link == "ccomp" and bool(subjects & _THIRD))


def _no_longer(clause: Clause) -> bool:
    """Whether a stance is one of the past: 'no longer demands', 'dropped its demand for'."""
    words = clause.verb.sentence[max(0, clause.verb.place - 2) : clause.verb.place]
    dropped = clause.verb.lemma in ("drop", "abandon", "withdraw")
    dropped = dropped and any(word.lemma in ("demand", "claim", "objection") for word in clause.objects)
    return dropped or [word.lower for word in words] == ["no", "longer"]


def _concedes(ready: Word) -> bool:
    """Whether what somebody is ready for is an offer: 'ready to free the crew', not 'ready to strike'."""
    return any(kid.lemma.lower() in word_lists("positions")["concession"] for kid in ready.of("xcomp"))


def _must(verb: Word) -> bool:
    """Whether a clause says that something must be: 'that it must know', 'that talks be held'."""
    helpers = verb.of("aux", "auxpass")
    modal = any(kid.lower in ("must", "should") or kid.lower == "be" for kid in helpers)
    first = verb.tag == "VBP" and any(kid.lower == "first" for kid in verb.of("advmod"))
    return modal or first or (verb.tag == "VB" and not any(kid.tag == "MD" for kid in helpers))


@lru_cache(maxsize=1)
def _stances() -> dict[str, str]:
    """Return the stance of each verb, from the word lists."""
    return {
        word: key
        for key, words in word_lists("positions").items()
        if key not in ("pressure", "concession")
        for word in words
    }


def is_known(clause: Clause) -> bool:
    """Return whether rules know when the verb of a clause takes a stance: 'no longer demands', 'claims to hold'."""
    if clause.verb.lemma == "be":
        return any(kid.of("xcomp", "prep") for kid in clause.verb.of("acomp"))
    base = clause.verb.lemma.lower()
    claims = keys_of("governing").get(base) in ("alleged", "denied")
    return claims or _no_longer(clause) or (base in _stances() and _no_stance(clause, base))


def stance_of(clause: Clause) -> tuple[Stance | None, Word | None]:
    """Return the stance of a verb, and the preposition behind which its object stands, if it has one."""
    if clause.verb.tag == "VBG" and clause.link in ("amod", "compound"):
        return None, None
    if (clause.passive and not clause.with_("by")) or _no_longer(clause):
        return None, None
    stances = _stances()
    base = clause.verb.lemma.lower()
    for kid in clause.verb.of("prep"):
        found = stances.get(f"{clause.lemma} {kid.lower}") or stances.get(f"{base} {kid.lower}")
        if found and not any(thing.text in _DAYS for thing in kid.of("pobj")):
            return found, kid  # type: ignore[return-value]
    if clause.lemma in stances:
        if base == "agree" and clause.lemma == "agree" and not clause.verb.of("xcomp"):
            return None, None
        if _no_stance(clause, base):
            return None, None
        return stances[clause.lemma], None  # type: ignore[return-value]
    if (
        base in stances
        and base not in ("ask", "agree", "back", "call", "push", "press")
        and clause.lemma == base
    ):
        return stances[base], None  # type: ignore[return-value]
    if base == "put" and any(word.lower == "table" for word in clause.with_("on")):
        return "offers", None
    if base in _RAISING and any(word.lemma in _BIDS for word in clause.objects):
        return "offers", next((kid for kid in clause.verb.of("prep") if kid.lower == "to"), None)
    if base == "make" and any(word.lemma in _BIDS for word in clause.objects):
        return "offers", None
    if base == "say":
        return _yes_or_no(clause)
    if base == "be":
        for kid in clause.verb.of("acomp"):
            if kid.lower in ("ready", "willing", "prepared") and kid.of("xcomp"):
                return ("offers", kid) if _concedes(kid) else (None, None)
            if kid.lower in ("unwilling",) and kid.of("xcomp"):
                return "rejects", kid
            against = [one for one in kid.of("prep") if one.lower == "to"]
            if kid.lower == "opposed" and against:
                return "rejects", against[0]
        for kid in clause.verb.of("prep"):
            if kid.lower == "against":
                return "rejects", kid
    return None, None
