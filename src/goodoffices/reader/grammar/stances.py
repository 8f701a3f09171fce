"""The stance that the verb or the adjective of a clause tells of, and how a negation turns it."""

from __future__ import annotations

from functools import cache

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.contact_kinds import noun_kind
from goodoffices.reader.grammar.moods import is_subjunctive
from goodoffices.reader.grammar.tree import Word, prepositional
from goodoffices.reader.wordlists import keys_of, word_lists
from goodoffices.record.dates import MONTHS, WEEKDAYS
from goodoffices.record.entries import Stance

JUDGES = frozenset(("court", "judge", "tribunal", "magistrate", "police", "reporter", "journalist"))
STANCES: tuple[Stance, ...] = ("demands", "rejects", "accepts", "offers")
NO = frozenset(("no", "neither", "nothing", "none"))

_DAYS = frozenset(
    (*MONTHS, *WEEKDAYS, "morning", "afternoon", "evening", "night", "day", "account", "behalf")
)
_LINKING = frozenset(("be", "remain", "stand", "stay", "feel", "become", "declare", "profess"))
_FIRST, _THIRD = frozenset(("we", "i")), frozenset(("it", "they", "he", "she"))
_QUESTIONS = frozenset(("whether", "what", "why", "who", "how", "when", "if"))
_IF_BACKED = frozenset(("ask", "agree", "back", "call", "push", "press", "live", "look"))
"""Verbs that tell of no stance with a particle that is not listed: 'call off', 'back down'."""


@cache
def stances_of(kind: str = "") -> dict[str, Stance]:
    """Return the stance of each listed verb, or with a kind such as 'noun' of each noun."""
    prefix = f"{kind}-" if kind else ""
    lists = word_lists("positions")
    return {word: stance for stance in STANCES for word in lists.get(prefix + stance, ())}


def is_known(clause: Clause) -> bool:
    """Return whether rules know when the verb of a clause takes a stance: 'no longer demands', 'repeated that'."""
    if clause.verb.lemma == "be":
        return any(kid.of("xcomp", "prep") for kid in clause.verb.of("acomp"))
    base = clause.verb.lemma.lower()
    claims = keys_of("governing").get(base) in ("alleged", "denied")
    if clause.negated and stance_of(clause)[0] is not None:
        return True
    if drops(clause) and any(word.lemma in stances_of("noun") for word in clause.objects):
        return True
    content = bool(clause.verb.of("ccomp"))
    says = content and (base == "say" or base in word_lists("positions")["light"])
    return claims or says or no_longer(clause) or (base in stances_of() and _no_stance(clause, base))


def stance_of(clause: Clause) -> tuple[Stance | None, Word | None]:
    """Return the stance of a verb as if it were not negated, and the word behind which its matter stands, if it has one."""
    if clause.verb.tag == "VBG" and clause.link in ("amod", "compound"):
        return None, None
    if (clause.passive and not clause.with_("by")) or no_longer(clause):
        return None, None
    base = clause.verb.lemma.lower()
    if base in _LINKING:
        return _of_adjective(clause)
    if base == "say":
        return _yes_or_no(clause)
    if base == "put" and any(word.lower == "table" for word in clause.with_("on")):
        return "offers", None
    if base in ("like", "prefer"):
        wishes = clause.modal == "would" and bool(clause.verb.of("xcomp", "ccomp", "dobj"))
        return ("demands", None) if wishes else (None, None)
    return _of_verb(clause, base)


def turned(clause: Clause, stance: Stance, marker: Word | None) -> Stance | None:
    """Return the stance of a clause that is negated: 'did not accept' rejects, 'was not opposed' tells of none."""
    if marker is not None and marker.tag.startswith(("JJ", "VBN")):
        return "rejects" if stance in ("offers", "accepts") else None
    wanted = stance == "demands" and clause.verb.lemma in word_lists("positions")["unwanted"]
    return "rejects" if stance == "accepts" or wanted else None


def _of_verb(clause: Clause, base: str) -> tuple[Stance | None, Word | None]:
    stances = stances_of()
    lists = word_lists("positions")
    for kid in clause.verb.of("prep", "dative"):
        if clause.negated and f"{clause.lemma} {kid.lower}" in lists["unagreed"]:
            return "accepts", kid
        found = stances.get(f"{clause.lemma} {kid.lower}") or stances.get(f"{base} {kid.lower}")
        settled = base == "live" and clause.modal is None
        if found and not (settled or _only_when(kid) or _visits(clause, base)):
            return found, kid
    if base == "live" or (base == "approve" and not _of_a_text(clause)):
        return None, None
    if base in ("ask", "request", "insist") and _asks_that(clause):
        return "demands", None
    asked = [
        kid for kid in clause.verb.of("advcl") if any(one.lower == "for" for one in kid.of("mark"))
    ]
    if asked and f"{base} for" in stances:
        return stances[f"{base} for"], clause.verb  # 'calling for them to accept'
    if clause.lemma in stances:
        if base == "agree" and clause.lemma == "agree" and not clause.verb.of("xcomp"):
            return None, None
        return (None, None) if _no_stance(clause, base) else (stances[clause.lemma], None)
    if base == "object" and clause.verb.of("xcomp"):
        return "rejects", None  # 'objected to language in a draft', read as an infinitive
    if base in stances and base not in _IF_BACKED and (clause.lemma == base or base == "want"):
        return stances[base], None
    return None, None


def _asks_that(clause: Clause) -> bool:
    """Return whether a verb asks for what a clause without tense tells: 'asks that the inquiry sit in public'."""
    return any(
        is_subjunctive(one) for one in clause.governed if one.link == "ccomp" and one.mark == "that"
    )


def _of_adjective(clause: Clause) -> tuple[Stance | None, Word | None]:
    """Return the stance of 'is ready to free the crew', 'stood firm against', 'was open to a truce'."""
    if clause.modal == "would" and not clause.negated:
        return None, None  # 'would be open to a truce'
    lists, stances = word_lists("positions"), stances_of("adjective")
    for kid in clause.verb.of("acomp", "oprd", "advmod", "amod", "ccomp"):
        word = kid.lower
        behind = next((one for one in kid.of("prep") if one.lower in ("to", "on", "about")), None)
        if word in lists["adjective-eager"] and clause.negated and kid.of("xcomp"):
            return "offers", kid
        if word in lists["adjective-offers"] and _for_talks(kid):
            return "offers", kid
        if word in lists["adjective-offers"] and kid.of("xcomp"):
            return ("offers", kid) if clause.negated or _concedes(kid) else (None, None)
        if word in lists["adjective-accepts"] and behind is not None:
            talks = any(noun_kind(one) or one.lemma == "dialogue" for one in behind.of("pobj"))
            return ("offers" if behind.of("pcomp") or talks else "accepts"), kid
        if word in lists["adjective-rejects"] and (behind is not None or kid.of("xcomp")):
            return "rejects", kid
        said = [*kid.of("ccomp", "xcomp"), *clause.verb.of("ccomp")]
        if stances.get(word) == "demands" and (behind is not None or said):
            return "demands", kid
    for kid in clause.verb.of("prep"):
        if kid.lower == "against":
            return "rejects", kid
    return None, None


def _only_when(preposition: Word) -> bool:
    """Return whether a preposition only says when or why: 'insisted on Monday night', 'called off on account of'."""
    return any(thing.text in _DAYS or thing.lower in _DAYS for thing in preposition.of("pobj"))


def _visits(clause: Clause, base: str) -> bool:
    """Return whether a verb tells of a visit: 'called on the mayor on Monday'."""
    aims = [kid for kid in clause.verb.kids if kid.dep in ("xcomp", "advcl", "ccomp") and kid.verb]
    beside = [
        kid
        for prep in clause.verb.of("prep")
        for thing in prep.of("pobj")
        for kid in thing.kids
        if kid.verb or kid.lower == "for"
    ]
    return base == "call" and not clause.with_("for") and not aims and not beside


def _no_stance(clause: Clause, base: str) -> bool:
    """Whether a verb that may tell of a stance is used otherwise: 'asked the court', 'insists that it knows'."""
    if base == "ask":
        asked = any(word.lemma in JUDGES for word in clause.objects)
        for_nothing = not (clause.verb.of("xcomp") and (clause.verb.of("dobj") or clause.passive))
        whether = any(_wonders(kid) for kid in clause.verb.of("ccomp", "xcomp", "advcl"))
        return asked or whether or (for_nothing and not any(map(_must, clause.verb.of("ccomp"))))
    if base == "suggest":
        acts = any(kid.tag == "VBG" for kid in clause.verb.of("xcomp"))
        return not (acts or any(map(_are_talks, clause.verb.of("dobj"))))
    if base == "need":
        others = [kid for kid in clause.verb.of("ccomp", "xcomp") if kid.of("nsubj")]
        return not (_own_need(clause) and (clause.objects or others))
    if base == "insist":
        return not any(_must(kid) for kid in clause.verb.of("ccomp"))
    return any(word.lower in NO for word in clause.objects)


def _yes_or_no(clause: Clause) -> tuple[Stance | None, Word | None]:
    """Return the stance of 'said yes to the division', 'said no to the toll'."""
    said = {
        kid.lower: kid
        for kid in clause.verb.kids
        if kid.lower in ("yes", "no") and kid.quotation is None
    }
    for word, kid in said.items():
        to = [one for one in (*clause.verb.of("prep"), *kid.of("prep")) if one.lower == "to"]
        if to:
            return ("accepts" if word == "yes" else "rejects"), to[0]
    return None, None


def _own_need(clause: Clause) -> bool:
    """Whether those who need a thing say so: 'we need a truce', 'said it needs a truce', but not 'the town needs a truce'."""
    subjects = {word.lower for word in clause.subjects}
    owned = any(kid.tag == "PRP$" for word in clause.subjects for kid in word.of("poss"))
    told = clause.link == "ccomp" and (owned or bool(subjects & _THIRD))
    return bool(subjects & _FIRST) or told


def drops(clause: Clause) -> bool:
    """Return whether a clause tells that something is given up: 'dropped its demand for a toll'."""
    dropped = word_lists("positions")["dropped"]
    return clause.verb.lemma.lower() in dropped or clause.lemma in dropped


def no_longer(clause: Clause) -> bool:
    """Whether a stance is one of the past: 'no longer demands'."""
    words = clause.verb.sentence[max(0, clause.verb.place - 2) : clause.verb.place]
    return [word.lower for word in words] == ["no", "longer"]


def _for_talks(ready: Word) -> bool:
    """Return whether somebody is ready for talks or a compromise, not 'ready for the winter'."""
    return any(_are_talks(one) for one in prepositional(ready, "for"))


def _are_talks(noun: Word) -> bool:
    """Return whether a noun is of talks, or of a thing that sides talk about."""
    named = word_lists("positions")["at-issue"] | word_lists("outcomes")["agreement"]
    return noun_kind(noun) is not None or noun.lemma.lower() in named


def _concedes(ready: Word) -> bool:
    """Whether a readiness is an offer: 'ready to free the crew', not 'ready to strike'."""
    bare = frozenset(("accept", "give", "offer", "make"))
    return any(concedes(kid) and (kid.of("dobj") or kid.lemma not in bare) for kid in ready.of("xcomp"))


def concedes(verb: Word) -> bool:
    """Return whether a verb is of something that a side gives the other: 'free the crew', 'lift the ban'."""
    return verb.lemma.lower() in word_lists("positions")["concession"]


def gives(verb: Word) -> bool:
    """Return whether a verb is of giving way, whatever stands behind it: 'free', but not 'take' or 'hold'."""
    return concedes(verb) and verb.lemma.lower() not in word_lists("positions")["weak"]


def _wonders(verb: Word) -> bool:
    """Return whether a clause is a question: 'asked whether the road would open'."""
    return any(kid.lower in _QUESTIONS for kid in verb.kids)


def _of_a_text(clause: Clause) -> bool:
    """Return whether a body approves a text, and no minutes: 'voted to approve the contract'."""
    lists = word_lists("outcomes")
    about = {word.lemma.lower() for word in (clause.subjects if clause.passive else clause.objects)}
    return any(about & lists[key] for key in ("draft", "agreement", "text"))


def _must(verb: Word) -> bool:
    """Whether a clause says that something must be: 'that it must know', 'that talks be held'."""
    helpers = verb.of("aux", "auxpass")
    if any(kid.tag == "MD" and kid.lower not in ("must", "should") for kid in helpers):
        return False
    modal = any(kid.lower in ("must", "should") or kid.lower == "be" for kid in helpers)
    first = verb.tag == "VBP" and any(kid.lower == "first" for kid in verb.of("advmod"))
    return modal or first or verb.tag == "VB"
