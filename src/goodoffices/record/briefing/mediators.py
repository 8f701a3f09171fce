"""Whom reports tell to help the parties: a sum of signs, each with its points, as for the parties.

The points are round numbers, set by hand on coded reports, so that a sign by which reports say it outright
is enough alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from goodoffices.record.briefing.doubles import once_each
from goodoffices.record.briefing.helping import is_helper, is_mediator, role_of_help, signs_of_help
from goodoffices.record.briefing.sides import is_proper, kind_of_side, plainer, signs
from goodoffices.record.briefing.standing import Told
from goodoffices.record.entries import Actor

POINTS = {
    "by": 3.0,  # 'brokered by A'
    "means": 3.0,  # 'under the auspices of A'
    "effort": 2.0,  # 'A's mediators'
    "helper": 3.0,  # 'the mediator, A'
    "serves": 3.0,  # 'A as mediator'
    "asked": 3.0,  # 'asked A to mediate'
    "does": 3.0,  # 'A mediated'
    "leads": 2.0,  # 'A chaired the talks'
    "between": 2.0,  # 'A went back and forth between'
    "together": 2.0,  # 'A brought them together'
    "pleads": 2.5,  # 'A spoke with the kidnappers'
    "steps in": 1.5,  # 'A offered its services'
    "both": 1.5,  # 'A urged both sides': commentators do so too
    "turn": 1.0,  # 'A saw them separately'
    "aims": 1.0,  # 'A came to revive the talks'
    "for a side": -1.0,  # 'the delegation of a side led by A'
    "talks": 1.0,  # 'the talks at A', 'a draft drawn up by A', of a person or a body that helps
}
"""Points for each time that a sign is found of an actor, up to ``OFTEN`` times."""
OFTEN = 2
OF_ROLE = {"mediator": 4.0, "envoy": 4.0, "special envoy": 2.0, "neutral": 1.0}
"""Points by the role of a person: judges and bishops help often."""
BODY = 1.0
"""Points of a body that helps others: the United Nations."""
THIRD = 1.0
"""Points of who met both of those who are most likely the parties."""
OF_ACTOR = {"person": 0.0, "state": 0.5, "organization": 0.0, "group": -0.5, "unnamed": -0.5}
AGAINST = {"between": -2.0, "hyphen": -2.0, "joint": -1.0, "outcome": -1.0}
"""Points for each time that an actor is told of as a side, up to ``OFTEN`` times."""
COMMON = -3.0
"""Points of a noun for a side and no more: 'the government' mediates seldom."""
LEAST = 2.0
"""Points of a mediator."""


@dataclass(frozen=True)
class Help:
    """What reports tell of each actor as helping; ``texts`` are masked, each actor with its own number."""

    actors: Sequence[Actor]
    texts: Sequence[str]

    @cached_property
    def signs(self) -> dict[str, Counter[int]]:
        """How often each sign is found of each actor, by number."""
        return signs_of_help(self.texts)

    @cached_property
    def points(self) -> list[float]:
        """The points of each actor by what it does and is, by number."""
        found = [OF_ACTOR[actor.kind] + BODY * is_helper(actor.name) for actor in self.actors]
        for sign, worth in POINTS.items():
            for n, times in self.signs.get(sign, Counter()).items():
                if sign != "talks" or self.actors[n].kind == "person" or is_helper(self.actors[n].name):
                    found[n] += worth * min(times, OFTEN)
        for n, actor in enumerate(self.actors):
            found[n] += OF_ROLE.get(role_of_help(actor), 0.0)
            if actor.kind != "person" and not is_proper(actor.name) and not is_mediator(actor):
                found[n] += COMMON * (kind_of_side(actor.name) not in ("", "front", "beside"))
        return found

    def told(self, n: int) -> bool:
        """Return whether an actor is told of as helping, whomever it belongs to."""
        return self.points[n] >= LEAST

    def mediators(self, told: Told, sides: Sequence[Actor]) -> tuple[Actor, ...]:
        """Return the mediators; ``sides`` are those who are most likely the parties."""
        points = self._beside(told, {actor.id for actor in sides})
        sure = [
            actor
            for n, actor in enumerate(self.actors)
            if points[n] >= LEAST and (actor.kind != "unnamed" or is_mediator(actor))
        ]
        met = told.counts["contact"]
        unnamed = [a for n, a in enumerate(self.actors) if is_mediator(a) and (" " in a.name or met[n])]
        named = [actor for actor in sure if not is_mediator(actor)]
        chosen = named or sure or unnamed[:1]
        return once_each([actor for actor in chosen if not _stands_behind(actor, chosen)])

    def _beside(self, told: Told, sides: set[str]) -> list[float]:
        """Return the points of help and those by what the reports tell beside it."""
        found = list(self.points)
        paired = signs(map(plainer, self.texts))
        for sign, worth in AGAINST.items():
            counts = told.counts[sign] if sign == "outcome" else paired.get(sign, Counter())
            for n, times in counts.items():
                found[n] += worth * min(times, OFTEN)
        for n in told.thirds(sides):
            found[n] += THIRD
        return found


def _stands_behind(actor: Actor, mediators: Sequence[Actor]) -> bool:
    """Return whether a mediator is the body whose envoy is one too, or 'the ministry' of one."""
    if actor.kind != "person" and not is_proper(actor.name) and not is_mediator(actor):
        return any(other.kind == "state" for other in mediators)
    envoys = (other.role or "" for other in mediators if other.kind == "person")
    return is_helper(actor.name) and any(actor.name in role for role in envoys)
