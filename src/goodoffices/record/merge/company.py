"""Whether two reports of contacts tell of different company: a mediator meets one side, then the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from goodoffices.record.entries import Actor, Contact, Entry

_BODIES = ("state", "organization")


@dataclass(frozen=True)
class Company:
    """The actors of a case by id, and to whom each belongs (see ``kin``)."""

    actors: Mapping[str, Actor] = field(default_factory=dict)
    homes: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, actors: Iterable[Actor], homes: Mapping[str, str]) -> Company:
        """Return the company that actors can be."""
        return cls({actor.id: actor for actor in actors}, homes)

    def differs(self, one: Entry, other: Entry) -> bool:
        """Return whether two contacts are two because each has somebody whom the other cannot have had.

        "Bord met Dunn in Geneva on Monday" and "Bord met Lang in Geneva on Monday" are two meetings; to
        make one of them would put Dunn and Lang at one table. So they are if one dispatch tells of both, or
        if each report names two who met and no more. A report that names only some of those who met tells
        of the same meeting, and so may one that names a state where the other names its minister.
        """
        first, second = one.body, other.body
        if not isinstance(first, Contact) or not isinstance(second, Contact):
            return False
        who, whom = set(first.participants), set(second.participants)
        if min(len(who), len(whom)) < 2 or who <= whom or whom <= who:
            return False
        if one.source.dispatch != other.source.dispatch and not len(who) == len(whom) == 2:
            return False
        return all(self._strangers(a, b) for a in who - whom for b in whom - who)

    def _strangers(self, one: str, other: str) -> bool:
        """Return whether two actors are certainly two, and neither stands for the other."""
        first, second = self.actors.get(one), self.actors.get(other)
        if first is None or second is None:
            return False
        if first.kind == second.kind == "person":
            return True
        if not {first.kind, second.kind} <= {"person", *_BODIES}:
            return False
        home, away = (
            self.homes.get(a.id) or (a.id if a.kind in _BODIES else None) for a in (first, second)
        )
        if home is None or away is None or home == away:
            return False
        return not _words(first.name) & _words(second.name)


def _words(name: str) -> set[str]:
    return {word for word in name.casefold().split() if len(word) > 3}
