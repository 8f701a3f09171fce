"""A contact being put together: its day, place and words; what verbs and nouns of contacts share."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from goodoffices.reader.dates import When
from goodoffices.reader.grammar.clauses import Clause, date_clause
from goodoffices.reader.grammar.contact_status import is_known
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.tree import Tree, Word, prepositional
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import Assertion, Contact, ContactStatus, Span

_RESULT = "progress|agreement|results?|deal|breakthrough|accord|success|outcome|resolution|conclusion|settlement"
NO_RESULT = re.compile(
    rf"\bwithout (?:(?!but\b)\w+ ){{0,3}}?(?:{_RESULT})\b"
    rf"|\bfail(?:ed|s|ing)? to (?:\w+ )(?:\w+ ){{0,2}}?(?:{_RESULT})\b"
    r"|\binconclusive|\bno (?:agreement|deal|results?|breakthrough|accord|progress|outcome|common ground|solution|consensus|compromise)\b|\bfruitless|\bempty-handed"
    r"|\bin (?:an? |total |complete )?(?:failure|stalemate|deadlock|impasse|acrimony|disarray)\b|\bnothing\b|\bnowhere\b"
)
PRESS = frozenset(
    (
        "reporter",
        "reporters",
        "journalist",
        "journalists",
        "press",
        "media",
        "crowd",
        "audience",
        "parliament",
    )
)
"""Those to whom one speaks without being in talks with them."""
_ANOTHER = frozenset(
    (
        "again",
        "another",
        "further",
        "second",
        "third",
        "fourth",
        "next",
        "new",
        "fresh",
        "more",
        "separately",
        "other",
    )
)
HEADING = frozenset(("lead", "head"))
_SENT = frozenset(("delegation", "team", "side", "group", "mission"))
SHOWN: frozenset[Assertion] = frozenset(("asserted", "alleged", "planned", "denied"))


@dataclass(slots=True)
class Found:
    """A contact with its day, its words, and how it is asserted.

    ``verb`` is the place of its verb. ``another`` is whether it is said to be one more: 'met again'.
    ``was`` is whether it is told as a plan of the past, which may have come to nothing: 'were due to meet'.
    ``gone`` is whether something else came instead: 'had been due to meet'.
    ``weak`` is whether it is told in passing and without a day, so that it may be another told before or after.
    ``aside`` is whether its verb tells of something else than the contact.
    ``more`` is whether it only says who came to a contact told before: 'the meeting was attended by X'.
    ``noun`` is the place of its noun. ``confidence`` is how far it is to be trusted, if the weights of its words
    tell more of that than the rule.
    """

    contact: Contact
    edtf: str | None
    span: Span
    assertion: Assertion
    verb: int
    another: bool
    was: bool = False
    more: bool = False
    gone: bool = False
    weak: bool = False
    known: bool = False
    aside: bool = False
    noun: int | None = None
    confidence: float | None = None


def found_by(
    ground: Ground,
    tree: Tree,
    clause: Clause,
    contact: Contact,
    assertion: Assertion,
    noun: Word | None,
    apart: bool = False,
) -> Found:
    """Return a contact with its day: that of its clause, or if it has none, the day on which it was made known.

    If ``apart``, the clause is of a later event: 'after the talks, the board voted on Monday'.
    """
    when = ground.days.of(tree, None if apart else clause, noun)
    begins = contact.status in ("held", "planned") and contact.kind in ("meeting", "call", "visit")
    if begins and when is not None and ground.days.since(tree, when):
        when = None
    if (
        contact.status in ("broken-off", "suspended")
        and noun is not None
        and ground.days.only_planned(tree, when, noun)
    ):
        when = None
    announced = clause.verb.lemma in word_lists("saying")["made-known"] and noun is not None
    if (
        contact.status == "planned"
        and when is not None
        and announced
        and not ground.days.to_come(when.edtf)
    ):
        when = None  # 'announced talks on Monday': the day on which they were announced
    if contact.status == "postponed":
        when = _moved_to(ground, tree, clause)
    if contact.status == "suspended" and when is not None and ground.days.ends_a_term(tree, when):
        when = None
    edtf = when.edtf if when is not None else None
    known = None if when is not None or assertion != "asserted" else _made_known(ground, tree, clause)
    if known is not None and known.edtf:
        if contact.status == "held" and contact.kind in ("call", "meeting"):
            contact = replace(contact, announced=known.edtf)
            edtf = f"../{known.edtf.rpartition('/')[2]}"
        elif contact.status in ("suspended", "broken-off") and clause.perfect:
            edtf = known.edtf
    if contact.status == "ongoing" and when is not None and _on_a_day_to_come(ground, tree, when):
        contact, assertion = replace(contact, status="planned"), "planned"
    if contact.status == "ongoing":
        edtf = None
    people = tuple(dict.fromkeys(contact.participants))
    heads = heads_of(ground, [*clause.subjects, *clause.objects, *_others(clause, noun)])
    told = clause.verb.tag == "VBD" and clause.link not in ("acl", "relcl")
    if told and contact.status == "held" and assertion == "asserted" and ground.days.to_come(edtf):
        edtf = None  # 'held talks through Monday night': what is told in the past has been
    if assertion == "asserted" and contact.status in ("held", "resumed") and ground.days.to_come(edtf):
        contact, assertion = replace(contact, status="planned"), "planned"
    beside = [*clause.verb.kids, *(noun.kids if noun is not None else ())]
    another = any(word.lower in _ANOTHER for word in beside)
    return Found(
        replace(contact, participants=people, heads=tuple(heads)),
        edtf,
        ground.span(tree),
        assertion,
        clause.verb.place,
        another,
        contact.status == "planned" and _in_the_past(clause),
        gone=contact.status == "planned" and _had_been_planned(clause),
        known=noun is not None and is_known(noun),
        noun=noun.place if noun is not None else None,
    )


def heads_of(ground: Ground, words: list[Word]) -> list[str]:
    """Return who heads the delegations among some noun phrases: 'a Peruvian team led by Ana Bell'."""
    leading = [
        one
        for word in words
        for kid in word.of("acl")
        if kid.tag == "VBN" and kid.lemma in HEADING
        for one in prepositional(kid, "by")
    ]
    return _persons(ground, leading)


def _persons(ground: Ground, words: list[Word]) -> list[str]:
    found = ground.people(words)
    return [key for key in dict.fromkeys(found) if ground.cast.kind_of(key) == "person"]


def headed(ground: Ground, clause: Clause) -> list[str]:
    """Return who heads a delegation by a clause of its own: 'the government side is led by Teodor Halm'."""
    if not (clause.passive and clause.verb.lemma in HEADING) or clause.negated or clause.link == "acl":
        return []
    sent = any(word.lemma.lower() in _SENT for word in clause.subjects)
    return _persons(ground, clause.with_("by")) if sent else []


def _others(clause: Clause, noun: Word | None) -> list[Word]:
    around = [*clause.with_("with", "between", "by")]
    return around if noun is None else [*around, *prepositional(noun, "with", "between")]


def _in_the_past(clause: Clause) -> bool:
    """Whether a plan is one of the past: 'were due to meet', 'had been set for Friday', 'was to open'."""
    above = clause.governor
    plan = above is not None and clause.link in ("xcomp", "acomp") and above.verb.lemma != "agree"
    return clause.past or (plan and above is not None and above.past)


def _had_been_planned(clause: Clause) -> bool:
    """Whether a plan came to nothing because something else came: 'had been scheduled to meet', 'had been due to open'."""
    above = clause.governor
    return (
        above is not None
        and clause.link in ("xcomp", "acomp")
        and above.past
        and above.perfect
        and (above.passive or above.verb.lemma == "be")
    )


def _on_a_day_to_come(ground: Ground, tree: Tree, when: When) -> bool:
    """Whether a day is one on which people are still to meet: 'are meeting on Friday', not 'until Friday'."""
    bound = ground.days.ends_a_term(tree, when) or ground.days.since(tree, when)
    return ground.days.to_come(when.edtf) and not bound


def _made_known(ground: Ground, tree: Tree, clause: Clause) -> When | None:
    """Return the day on which somebody announced an event: 'have broken off talks, they announced on Monday'."""
    above = next((one for one in clause.above()), None)
    if above is None or above.verb.lemma not in word_lists("saying")["made-known"]:
        return None
    return ground.days.of(tree, above)


def _moved_to(ground: Ground, tree: Tree, clause: Clause) -> When | None:
    """Return the new day of a contact put off: behind 'to' or 'until'; else the last day of its clause."""
    own = [
        when for when, word in ground.days.whens(tree) if date_clause(word, ground.of(tree)) is clause
    ]
    for when in [one for one in own if one.start > clause.verb.start]:
        before = ground.document.text[max(tree.start, when.start - 12) : when.start]
        if re.search(r"\b(?:to|until|till|for)\s(?:the\s)?$", before) or re.match(
            r"(?:until|till)\s", when.text
        ):
            return when
    return None


def status_of(clause: Clause, assertion: Assertion) -> ContactStatus:
    """Return how a contact stands that a verb tells of: 'met', 'are meeting', 'will meet'."""
    if assertion == "planned":
        return "planned"
    if NO_RESULT.search(own_words(clause)):
        return "ended-without-result"
    progressive = clause.verb.tag == "VBG" and any(
        kid.tag in ("VBP", "VBZ") for kid in clause.verb.of("aux")
    )
    shut_in = clause.verb.lemma in ("closet", "lock") and any(
        kid.tag in ("VBP", "VBZ") for kid in clause.verb.of("auxpass")
    )
    if shut_in or clause.verb.lemma in ("remain", "stay", "keep", "continue"):
        return "ongoing"
    if clause.lemma == "reconvene":
        return "resumed"
    return "ongoing" if progressive else "held"


def denied_by(clause: Clause) -> bool:
    """Return whether somebody denies an event: 'Peru denied that they had met', not 'they have not met'."""
    denials = word_lists("cues")["denied"]
    return any(above.verb.lemma.lower() in denials for above in clause.above())


def own_words(clause: Clause) -> str:
    """Return the words of a clause with all that depends on its verb, without relative clauses about a thing beside it."""
    others = [kid for kid in clause.verb.of("conj") if kid.verb and kid.of("nsubj", "nsubjpass")]
    end = min([clause.verb.right + 1, *(kid.left for kid in others)])
    relative = _in_relatives(clause.verb)
    words = clause.verb.sentence[clause.verb.left : end]
    return " ".join(word.text for word in words if not relative.get(id(word), False))


def _in_relatives(verb: Word) -> dict[int, bool]:
    """Return for each word under a verb, by its id, whether it is in a relative clause about a thing of the clause.

    Such as 'the points that made them end without a deal'.
    """
    found, under = {id(verb): False}, [verb]
    for one in under:
        found |= {id(kid): found[id(one)] or kid.dep == "relcl" for kid in one.kids}
        under += one.kids
    return found


def is_put_off(clause: Clause) -> bool:
    """Return whether a contact will not be as planned: 'will not meet on Friday as planned', 'after all'."""
    behind = clause.verb.sentence[clause.verb.place : clause.verb.right + 1]
    words = [word.lower for word in behind]
    after_all = any(pair == ("after", "all") for pair in pairwise(words))
    return (clause.negated and clause.future and after_all) or _not_as_planned(clause)


def is_no_more(clause: Clause) -> bool:
    """Return whether something is to be no more: 'will no longer host talks'."""
    return any(kid.lower == "longer" for kid in clause.verb.of("advmod"))


def _not_as_planned(clause: Clause) -> bool:
    return clause.negated and any(
        other.link == "advcl"
        and other.mark == "as"
        and other.verb.lemma in ("plan", "schedule", "expect", "announce")
        for other in clause.governed
    )
