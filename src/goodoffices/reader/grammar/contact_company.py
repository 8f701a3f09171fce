"""Who came too: 'joined by X', 'with Y attending'; and of a contact told before, 'Z is to take part'."""

from __future__ import annotations

from dataclasses import replace

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.contact_kinds import noun_kind
from goodoffices.reader.grammar.contact_parts import Found, headed
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.tree import Tree, Word, conjuncts, prepositional

_THEY = frozenset(("they", "both", "two", "he", "she", "pair", "men", "women"))
_ATTENDING = frozenset(
    ("participant", "attendee", "delegate", "delegation", "those", "negotiator", "guest", "team")
)
_ALONG = frozenset(("join", "accompany", "flank", "attend"))
_COMING = frozenset(
    ("attend", "participate", "join", "sit", "take", "act", "listen", "assist", "observe")
)
_COMING_NOUNS = frozenset(("participation", "presence", "attendance", "involvement"))
_GOING = frozenset(("held", "ongoing", "resumed", "planned"))
_NEAR = 500
"""Signs behind a contact within which a sentence may say who else came."""


def along(clause: Clause) -> list[Word]:
    """Return those who are told of beside a contact in its own sentence: 'met, joined by X', 'with Y present'."""
    found: list[Word] = []
    for kid in clause.verb.of("advcl", "conj"):
        if kid.tag == "VBN" and kid.lemma in _ALONG and not kid.of("nsubjpass", "nsubj"):
            found += prepositional(kid, "by")
    for preposition in clause.verb.of("prep"):
        if preposition.lower == "along" and preposition.of("prep"):
            found += _with_including(clause.verb)
        for kid in preposition.of("pcomp") if preposition.lower == "with" else ():
            if kid.lemma in _COMING and kid.tag == "VBG":
                found += [one for who in kid.of("nsubj") for one in conjuncts(who)]
    return found


def _with_including(verb: Word) -> list[Word]:
    """Return who stands behind 'along with', or is named for it: 'along with observers, including the UN and the League'."""
    behind = prepositional(verb, "along")
    behind += [
        one for kid in verb.of("prep") if kid.lower == "along" for one in prepositional(kid, "with")
    ]
    named = [one for word in behind for one in prepositional(word, "including")]
    named += [kid for kid in verb.of("conj") if kid.proper] if named else []
    return named or behind


def add_company(ground: Ground, tree: Tree, found: list[Found]) -> bool:
    """Add those who came too to the last contact; return whether the sentence told of any."""
    last = found[-1] if found else None
    if (
        last is None
        or last.contact.status not in _GOING
        or last.contact.kind
        not in (
            "meeting",
            "talks-round",
        )
    ):
        return False
    if not last.span.start < tree.start < last.span.end + _NEAR:
        return False
    added = False
    for clause in ground.of(tree):
        heads = dict.fromkeys((*last.contact.heads, *headed(ground, clause)))
        last.contact = replace(last.contact, heads=tuple(heads))
        people = _came_too(ground, clause)
        if people and clause.assertion in ("asserted", last.assertion):
            more = dict.fromkeys((*last.contact.participants, *people))
            last.contact = replace(last.contact, participants=tuple(more))
            added = True
    return added


def who_came(words: list[Word]) -> list[Word]:
    """Return those who took part in place of the noun for it: Ana Bell of 'the participation of Ana Bell'."""
    found: list[Word] = []
    for word in words:
        found += prepositional(word, "of") if word.lemma.lower() in _COMING_NOUNS else [word]
    return found


def _came_too(ground: Ground, clause: Clause) -> list[str]:
    first = clause.subjects[0] if clause.subjects else None
    if first is None or clause.negated or any(kid.proper for kid in first.of("compound")):
        return []  # 'the Lenz talks' are talks of their own
    talks = noun_kind(first) is not None or first.lower == "it"
    if talks and clause.verb.lemma in ("involve", "include") and not clause.passive:
        return ground.people(who_came(clause.objects), partners=True)
    if talks and clause.verb.lemma in ("mediate", "chair") and clause.passive:
        return ground.people(clause.with_("by"))
    if _comes(clause):
        return ground.people([word for word in clause.subjects if ground.human(word)])
    if clause.verb.lemma == "join" and clause.passive and first.lower in _THEY:
        return ground.people(clause.with_("by"))
    if clause.verb.lemma == "join" and [word.lower for word in clause.objects] == ["them"]:
        return ground.people(clause.subjects)
    if clause.verb.lemma == "include" and not clause.passive:
        attending = first.lemma.lower() in _ATTENDING or first.lower in _ATTENDING
        return ground.people(clause.objects) if attending else []
    return []


def _comes(clause: Clause) -> bool:
    """Return if somebody comes to a contact told before: 'are to take part', 'will attend', not 'attended a wedding'."""
    verb = clause.verb
    if verb.lemma == "take":
        part = [kid for kid in verb.of("dobj") if kid.lower == "part"]
        return bool(part) and not any(
            kid.dep == "prep" and kid.lower == "in" for kid in (*verb.kids, *part[0].kids)
        )
    if verb.lemma in ("participate", "attend"):
        return not (clause.objects or clause.passive or verb.of("prep") or verb.of("advcl"))
    return False
