"""How strongly reports speak for each actor being a party: a sum of signs, each with its points.

The points were set, in round numbers, by the share of parties among the actors of coded reports that have
each sign beside the others.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

from goodoffices.record.briefing.helping import is_helper
from goodoffices.record.briefing.masked import NUMBER, numbers
from goodoffices.record.briefing.sides import (
    asides,
    is_proper,
    kind_of_side,
    plainer,
    signs,
    together,
    told_kinds,
)
from goodoffices.record.entries import Actor, Contact, Outcome, Position, Pressure, Proposal, Statement
from goodoffices.record.merge.events import Event

POINTS = {
    "between": 2.0,  # 'talks between A and B' names the sides
    "joint": 2.0,  # 'A and B agreed'
    "hyphen": 2.0,  # 'the A-B talks'
    "with": 2.0,  # 'a dispute with A'
    "position": 2.0,  # who demands, offers or refuses something
    "outcome": 1.25,  # who signs, frees or breaks something
    "contact": 0.75,  # who meets: mediators and guests do so too
    "acting": 0.75,  # 'A wants', 'A refused'
    "against": 0.5,  # 'a strike at A', 'a petition against A'
    "pressure": 1.0,  # who is pressed for something
    "watching": -1.0,  # who counts and comments
    "cited": -2.5,  # who is told something or quoted as a source
}
"""Points for each time that a sign is found of an actor, up to ``OFTEN`` times."""
OFTEN = 2
HEAD, LONGEST_HEAD = 2.0, 300
"""Points of those whom the head of a report names, and its characters: reports begin with the dispute."""
MENTION, MOST_MENTIONS = 2.0, 10
"""Points of a mention, in proportion to the logarithm, and mentions that count."""
OF_ACTOR = {"organization": 0.5, "state": 0.0, "person": -1.0, "group": -1.0, "unnamed": -3.0}
"""Points by the kind of actor: people are named in reports for many reasons."""
OF_SIDE = {
    "state": 2.0,
    "rebels": 2.0,
    "locals": 2.0,
    "lenders": 1.0,
    "employer": 1.0,
    "labour": 1.0,
    "beside": -3.0,
}
"""Points by the nouns of a name: a government, rebels or a union; a court or an office is beside."""
PART, DESCRIBED = -3.5, -0.5
"""Points of the name of a part of somebody ('the firm's board'), and of a name without a proper noun."""
ASIDE = {"place": -3.0, "adjective": -3.0, "part": -3.0, "held": -6.0}
"""Points of those told of only as a place, an adjective ('its US arm'), a part ('its board') or held."""
HELPER = -2.0
"""Points of a body that helps others: the United Nations."""
_DEEDS, _PAIRS = (
    ("contact", "outcome", "position", "pressure"),
    ("between", "joint", "with", "hyphen", "against"),
)
_PART = re.compile(r"[’']s ")


@dataclass(frozen=True)
class Told:
    """What reports tell of actors: ``home`` is the number of the body for which each of them stands."""

    actors: Sequence[Actor]
    home: Sequence[int]
    texts: Sequence[str]
    rough: Sequence[str]
    """The texts with articles and with nouns such as 'negotiators of'."""
    events: Sequence[Event]

    @classmethod
    def of(
        cls,
        events: Sequence[Event],
        actors: Sequence[Actor],
        texts: Sequence[str],
        home: Sequence[int],
    ) -> Told:
        """Return what masked texts and the events tell, each of the body at home."""

        def at_home(match: re.Match[str]) -> str:
            return f"@{home[int(match[1])]}"

        rough = [NUMBER.sub(at_home, text) for text in texts]
        return cls(actors, home, [plainer(text) for text in rough], rough, events)

    @cached_property
    def counts(self) -> dict[str, Counter[int]]:
        """How often each sign and each kind of event is found of each actor, by number."""
        found = defaultdict(Counter, {**signs(self.texts), **asides(self.rough)})
        for event in self.events:
            found[event.kind].update(self.home[n] for n in self._numbers(event))
        for text in self.texts:
            head = text.strip()[:LONGEST_HEAD]
            found["head"].update(set(numbers(head)))
            found["mention"].update(numbers(text))
        return found

    @cached_property
    def _number(self) -> dict[str, int]:
        return {actor.id: n for n, actor in enumerate(self.actors)}

    def _numbers(self, event: Event) -> list[int]:
        return [self._number[actor] for actor in _who(event) if actor in self._number]

    def thirds(self, sides: set[str]) -> set[int]:
        """Return the numbers of those who met at least two of some sides, and are none of them."""
        met: defaultdict[int, set[str]] = defaultdict(set)
        for event in self.events:
            if isinstance(event.shown.body, Contact):
                there = self._numbers(event)
                homes = {self.actors[self.home[n]].id for n in there}
                for n in there:
                    met[n] |= homes & sides
        return {
            n for n, seen in met.items() if len(seen) >= 2 and self.actors[self.home[n]].id not in sides
        }

    @cached_property
    def kinds(self) -> dict[int, str]:
        """The kind of side of each actor, by number, if its name or the words beside it tell it."""
        beside = told_kinds(self.texts)
        found = {n: beside.get(n) or kind_of_side(actor.name) for n, actor in enumerate(self.actors)}
        return {n: kind for n, kind in found.items() if kind}

    @cached_property
    def apart(self) -> set[frozenset[str]]:
        """The pairs of actors, by id, that are named as sides in the same words, or meet or settle as two."""
        found = {frozenset(self.actors[n].id for n in pair) for pair in together(self.texts)}
        for event in self.events:
            pair = frozenset(self.home[n] for n in self._numbers(event))
            if len(pair) == 2 and {self.kinds.get(n) for n in pair} != {"rebels"}:
                found.add(frozenset(self.actors[n].id for n in pair))
        return found

    @property
    def sides(self) -> Counter[int]:
        """How often each actor is named as a side: 'between A and B', 'the A-B talks'."""
        return self.counts["between"] + self.counts["hyphen"]

    @cached_property
    def has_events(self) -> bool:
        """Whether anybody is told to meet, to settle or to demand something."""
        return any(self.counts[sign] for sign in (*_DEEDS, *_PAIRS))

    @cached_property
    def points(self) -> list[float]:
        """The points of each actor, by number."""
        found = [self._of_name(n, actor) for n, actor in enumerate(self.actors)]
        for sign, worth in POINTS.items():
            for n, times in self._capped(sign, OFTEN).items():
                found[n] += worth * times
        for n, share in self._capped("head", 1).items():
            found[n] += HEAD * share
        for n, times in self._capped("mention", MOST_MENTIONS).items():
            found[n] += MENTION * log(1 + times)
        for sign, worth in ASIDE.items():
            for n, times in self.counts[sign].items():
                if self._may_be(sign, n):
                    found[n] += worth * min(1.0, times / max(1, self.counts["mention"][n]))
        return found

    def _may_be(self, aside: str, n: int) -> bool:
        """Return whether an actor may be beside the matter in some way: only states have adjectives."""
        if aside == "adjective":
            return self.actors[n].kind == "state"
        if aside == "held":
            return self.actors[n].kind in ("group", "person")
        return aside == "place" or self.kinds.get(n) == "running"

    def _capped(self, sign: str, most: int) -> dict[int, float]:
        """Return how often a sign is found, up to a number that in many reports is scaled.

        It counts in full for the two of whom it is found most often, since a dispute has two sides.
        """
        counts = self.counts[sign]
        second = min(count for _, count in counts.most_common(2)) if counts else 0
        return {n: min(most, count * most / max(most, second)) for n, count in counts.items()}

    def _of_name(self, n: int, actor: Actor) -> float:
        kind = self.kinds.get(n, "")
        found = OF_ACTOR[actor.kind] + HELPER * is_helper(actor.name)
        found += 0.0 if kind == "beside" and self.sides[n] else OF_SIDE.get(kind, 0.0)
        found += PART if _PART.search(actor.name) else 0.0
        return found if is_proper(actor.name) else found + DESCRIBED


def _who(event: Event) -> Iterator[str]:
    """Yield the actors of an event who may be sides."""
    body = event.shown.body
    match body:
        case Outcome() | Proposal():
            yield from body.by
        case Contact():
            yield from body.participants
        case Position() | Statement(actor=str()):
            yield body.actor or ""
        case Pressure():
            yield body.on
