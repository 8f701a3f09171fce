"""Who brought an outcome about that names nobody: the sides of whom the report tells, those who held the captives.

Asked when all outcomes of a report are found. If several answers fit, nobody is named.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.contact_pairs import pair_before
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.namewords import states
from goodoffices.reader.grammar.outcome_captors import Captors
from goodoffices.reader.grammar.outcome_parts import MUTUAL, Found
from goodoffices.reader.grammar.outcome_told import with_counted
from goodoffices.reader.grammar.tree import Word, conjuncts, prepositional
from goodoffices.reader.wordlists import word_lists

_SWAPPED = frozenset(("exchange", "swap"))


def name_sides(ground: Ground, found: list[Found]) -> None:
    """Give each outcome without actors those whom the rest of the report names."""
    whole = _Whole(ground, found)
    for one in found:
        by = whole.actors(one)
        if by:
            one.outcome = replace(one.outcome, by=tuple(by))


class _Whole:
    """The sides of outcomes as the whole report tells of them; each question is answered once."""

    def __init__(self, ground: Ground, found: list[Found]) -> None:
        self.ground, self.found = ground, found
        self.captors = Captors(ground)

    def actors(self, one: Found) -> list[str]:
        """Return who brought an outcome about, nobody if its own sentence tells or nothing does."""
        known, verb = one.outcome.by, one.words[0]
        if one.outcome.kind in MUTUAL and len(known) == 1:
            joint = verb.lemma in word_lists("outcomes")["joint"]
            return self.sides if joint and known[0] in self.sides else []
        if known:
            return []
        if one.outcome.kind in MUTUAL:
            pairs = (pair_before(self.ground, word) for word in one.words if _joins_states(word))
            return next(pairs, None) or self.sides
        if one.outcome.kind == "ceased":
            return self._strikers(one)
        return self._freed_by(one, verb) if one.outcome.kind == "released" else []

    @cached_property
    def sides(self) -> list[str]:
        return self.ground.parties.sides()

    def _freed_by(self, one: Found, verb: Word) -> list[str]:
        """Return the captors, or the other side if those set free are the captors' own: 'four Hill Front leaders were freed'."""
        if any({word.lemma, word.lower} & word_lists("outcomes")["by-force"] for word in verb.sentence):
            return []
        if verb.lemma in _SWAPPED and not verb.of("agent"):
            return _nations(self.ground, verb) or self.sides
        captors = self.captors.of(one)
        whose = [kid for word in one.words[-1:] for kid in word.of("compound", "poss", "amod", "nmod")]
        own = {self.ground.cast.actor(kid) or self.ground.parties.by_adjective(kid) for kid in whose}
        if not captors and one.words[-1].lemma.lower() in word_lists("outcomes")["captive"]:
            return self._freeing
        if own.isdisjoint(captors):
            return captors
        return [key for key in self.sides if key not in captors] if len(self.sides) == 2 else []

    @cached_property
    def _freeing(self) -> list[str]:
        """Return those who let captives go, if only they did in the whole report."""
        freeing = {
            other.outcome.by
            for other in self.found
            if other.outcome.kind == "released" and other.outcome.by
        }
        return list(freeing.pop()) if len(freeing) == 1 else []

    def _strikers(self, one: Found) -> list[str]:
        """Return who struck: told beside the strike, else the only ones of whom the report says so."""
        strikes = word_lists("outcomes")["strikes"]
        nouns = [word for word in with_counted(one.words[1:]) if word.lemma.lower() in strikes]
        if not nouns:
            return []
        before = [kid for kid in nouns[0].of("compound") if self.ground.parties.is_people(kid)]
        own = self.ground.people([*prepositional(nouns[0], "by"), *before])
        return own or self._struck or self._stopped

    @cached_property
    def _struck(self) -> list[str]:
        """Those who stopped work, if only they did."""
        struck = {
            tuple(by)
            for tree in self.ground.document.trees
            for clause in self.ground.of(tree)
            if _strikes(clause) and (by := self.ground.people(clause.subjects))
        }
        return list(struck.pop()) if len(struck) == 1 else []

    @cached_property
    def _stopped(self) -> list[str]:
        """Those who ended a strike, if only they did."""
        strikes = word_lists("outcomes")["strikes"]
        stopped = {
            other.outcome.by
            for other in self.found
            if other.outcome.kind == "ceased"
            and other.outcome.by
            and not strikes.isdisjoint(other.outcome.what.lower().split())
        }
        return list(stopped.pop()) if len(stopped) == 1 else []


def _joins_states(noun: Word) -> bool:
    """Whether a hyphen joins two states before a noun: 'the Peru-Chile pact', not 'the Tolm-Lenz ferry deal'."""
    words, names = noun.sentence, states()[0]
    return any(
        words[at].text in ("-", "–") and words[at - 1].text in names and words[at + 1].text in names
        for at in range(max(noun.left, 1), noun.place)
    )


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
