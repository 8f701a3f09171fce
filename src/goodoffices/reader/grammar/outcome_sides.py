"""Who brought an outcome about that names nobody: the sides of whom the report tells, those who held the captives.

Asked when all outcomes of a report are found. If several answers fit, nobody is named.
"""

from __future__ import annotations

from dataclasses import replace

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.outcome_captors import Captors
from goodoffices.reader.grammar.outcome_parts import MUTUAL, Found
from goodoffices.reader.grammar.outcome_told import with_counted
from goodoffices.reader.grammar.tree import Word, conjuncts, prepositional
from goodoffices.reader.wordlists import word_lists

_SWAPPED = frozenset(("exchange", "swap"))


def name_sides(ground: Ground, found: list[Found]) -> None:
    """Give each outcome without actors those whom the rest of the report names."""
    captors = Captors(ground)
    for one in found:
        by = _actors(ground, captors, one, found)
        if by:
            one.outcome = replace(one.outcome, by=tuple(by))


def _strikers(ground: Ground, one: Found, found: list[Found]) -> list[str]:
    """Return who struck: told beside the strike, else the only ones of whom the report says so."""
    strikes = word_lists("outcomes")["strikes"]
    nouns = [word for word in with_counted(one.words[1:]) if word.lemma.lower() in strikes]
    if not nouns:
        return []
    before = [kid for kid in nouns[0].of("compound") if ground.parties.is_people(kid)]
    own = ground.people([*prepositional(nouns[0], "by"), *before])
    struck = [
        tuple(by)
        for tree in ground.document.trees
        for clause in ground.of(tree)
        if _strikes(clause) and (by := ground.people(clause.subjects))
    ]
    only = list(struck[0]) if len(set(struck)) == 1 else []
    return own or only or _who_stopped(found)


def _who_stopped(found: list[Found]) -> list[str]:
    """Return who ended a strike of which the report tells elsewhere, if only they did."""
    strikes = word_lists("outcomes")["strikes"]
    stopped = {
        other.outcome.by
        for other in found
        if other.outcome.kind == "ceased"
        and other.outcome.by
        and not strikes.isdisjoint(other.outcome.what.lower().split())
    }
    return list(stopped.pop()) if len(stopped) == 1 else []


def _strikes(clause: Clause) -> bool:
    """Return whether the subject of a clause stops work: 'walked out', 'began a strike'."""
    lists = word_lists("outcomes")
    if clause.passive or clause.negated or clause.modal:
        return False
    walks = clause.lemma in lists["striking"] and not set(clause.objects) - {
        word for word in clause.objects if word.lemma == "tool"
    }
    return walks or (
        clause.lemma in lists["begins-strike"]
        and any(word.lemma.lower() in lists["strikes"] for word in clause.objects)
    )


def _actors(ground: Ground, captors: Captors, one: Found, found: list[Found]) -> list[str]:
    known, verb = one.outcome.by, one.words[0]
    if one.outcome.kind == "released" and not known:
        lists = word_lists("outcomes")
        if any({word.lemma, word.lower} & lists["by-force"] for word in verb.sentence):
            return []
        if verb.lemma in _SWAPPED and not verb.of("agent"):
            return _nations(ground, verb) or ground.parties.sides()
        return _freed_by(ground, captors.of(one), one)
    if one.outcome.kind == "ceased" and not known:
        return _strikers(ground, one, found)
    if one.outcome.kind in MUTUAL and len(known) < 2:
        sides = ground.parties.sides()
        half = len(known) == 1 and known[0] in sides and verb.lemma in word_lists("outcomes")["joint"]
        return sides if half or not known else []
    return []


def _freed_by(ground: Ground, captors: list[str], one: Found) -> list[str]:
    """Return the captors, or the other side if those set free are the captors' own: 'four Hill Front leaders were freed'."""
    whose = [kid for word in one.words[-1:] for kid in word.of("compound", "poss", "amod", "nmod")]
    own = {ground.cast.actor(kid) or ground.parties.by_adjective(kid) for kid in whose}
    if own.isdisjoint(captors):
        return captors
    sides = ground.parties.sides()
    return [key for key in sides if key not in captors] if len(sides) == 2 else []


def _nations(ground: Ground, verb: Word) -> list[str]:
    """Return the two states whose people are swapped: 'five Peruvian pilots were exchanged for nine Chilean sailors'."""
    people = [
        *verb.of("nsubjpass", "dobj"),
        *(one for kid in verb.of("prep") for one in kid.of("pobj")),
    ]
    adjectives = [
        kid for word in people for one in conjuncts(word) for kid in one.of("amod", "compound")
    ]
    found = [key for kid in adjectives if (key := ground.parties.by_adjective(kid))]
    two = list(dict.fromkeys(found))
    return two if len(two) == 2 else []
