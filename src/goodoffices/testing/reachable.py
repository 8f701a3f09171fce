"""Play every session that a protocol allows at a tiny table: check its rules and count the sessions.

The counts are like perft in chess programs: small enough to be derived by hand, and wrong as soon as a rule
is wrong. Every seat tries every event with every content that it may carry, even if it is not its turn.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress

import numpy as np

from goodoffices.errors import ProtocolError
from goodoffices.talks.engine.event import NOTHING, Batch, Carried, Event, known_events
from goodoffices.talks.engine.protocol import Protocol
from goodoffices.talks.engine.state import Setting, State

Carrying = Mapping[type[Event], Callable[[Sequence[int]], list[Carried]]]
MOST_STATES = 100_000
REFUSALS = 25
"""Number of states of a phase in which the same event of a seat is applied though it is not allowed: the
protocol looks in the same way in all of them, and a refusal takes longer than all else."""


@dataclass(frozen=True, slots=True)
class Reached:
    """Counts of everything that a protocol allows.

    Attributes:
        sessions: number of different sessions from start to end.
        longest: number of events in the longest session.
        states: number of different states.
        rows: the rows of the transition table that some session uses.
    """

    sessions: int
    longest: int
    states: int
    rows: frozenset[tuple[str, type[Event]]]


def tiny(rounds: int = 1, steps: int = 2) -> Setting:
    """Return a setting of two parties, a mediator who carries and drafts, and a single issue."""
    return Setting(
        parties=2,
        mediators=1,
        issues=1,
        rounds=rounds,
        steps=steps,
        lead=2,
        carries=(1 << 2, 1 << 2),
    )


def reachable(
    kind: type[Protocol],
    setting: Setting | None = None,
    dims: Sequence[int] = (2,),
    carrying: Carrying | None = None,
) -> Reached:
    """Play every possible session, and check the rules that every protocol must keep.

    - If an event is allowed, it is applied, and the state before it is not written to. If it is not allowed,
      it is refused with a ProtocolError, which the first states of each phase are asked for.
    - The seat that acts is in the audience of its own event, and only seats that exist are.
    - Talks end exactly in the phases that no row leads out of.
    - If a seat may act, there is an event that it can do.

    Args:
        kind: the protocol.
        setting: the seats and the length of talks; :func:`tiny` by default.
        dims: (issues,) number of options of each issue.
        carrying: contents to try for some events, in place of their own ``tiny`` instances.

    Returns:
        The counts, and the rows that were used.

    Raises:
        AssertionError: a rule is broken, or a session can go on for ever.
    """
    walk = _Walk(kind(setting or tiny()), dims, carrying or {})
    sessions, longest = walk.from_state(walk.protocol.start(1), frozenset())
    return Reached(sessions, longest, len(walk.known), frozenset(walk.rows))


class _Walk:
    """A depth-first search that visits each state once."""

    def __init__(self, protocol: Protocol, dims: Sequence[int], carrying: Carrying) -> None:
        self.protocol = protocol
        self.known: dict[bytes, tuple[int, int]] = {}
        self.rows: set[tuple[str, type[Event]]] = set()
        self.refused = Counter[tuple[str, int, type[Event], int]]()
        self.going_on = set(protocol.phases)
        own = set(protocol.events)
        self.asks = [
            _Asked([batch_of(protocol.setting, seat, event, carried) for carried in contents])
            for seat in range(protocol.setting.clock + 1)
            for event in dict.fromkeys([*protocol.events, *known_events()])
            for contents in [carrying.get(event, event.tiny)(dims) if event in own else [NOTHING]]
            if contents
        ]
        # events in as many lanes after each other: the protocol reckons once who may act in these
        self.asks.sort(key=lambda asked: len(asked.each))
        self.lanes = {len(asked.each) for asked in self.asks}

    def from_state(self, state: State, before: frozenset[bytes]) -> tuple[int, int]:
        """Return the number of sessions that go on from a state, and the events that the longest takes."""
        name = _bytes(state)
        assert name not in before, f"{self.protocol.name}: sessions can come back to where they were"
        if name in self.known:
            return self.known[name]
        assert len(self.known) < MOST_STATES, f"{self.protocol.name}: too many states to go through"
        phase = str(self.protocol.ordered[state.phase[0]])
        actors = int(self.protocol.actors(state)[0])
        goes_on = phase in self.going_on
        assert (actors != 0) == goes_on, (
            f"{self.protocol.name}: in '{phase}' nobody may act, or talks are over and somebody may"
        )
        busy, sessions, longest = 0, 0 if goes_on else 1, 0
        together = {lanes: in_lanes(state, lanes) for lanes in self.lanes}
        for asked in self.asks:
            for after in self._tried(state, together[len(asked.each)], name, asked, phase):
                busy |= 1 << asked.all.by
                more, length = self.from_state(after, before | {name})
                sessions, longest = sessions + more, max(longest, length + 1)
        assert busy == actors, (
            f"{self.protocol.name}: in '{phase}' seats {actors:b} may act, but {busy:b} can"
        )
        self.known[name] = sessions, longest
        return sessions, longest

    def _tried(
        self, state: State, together: State, name: bytes, asked: _Asked, phase: str
    ) -> Iterator[State]:
        """Yield the states after a seat's event, with each content that is allowed.

        All contents are asked about together, in a lane each: ``together`` has the state in so many lanes. Of
        those refused, the first is tried.
        """
        protocol, event, seat = self.protocol, asked.all.event, asked.all.by
        allowed = protocol.allowed(together, asked.all).tolist()
        if not all(allowed):
            first = allowed.index(False)
            kind = phase, seat, event, first
            self.refused[kind] += 1
            assert self.refused[kind] > REFUSALS or _refused(protocol, state, asked.each[first]), (
                f"{asked.words(protocol, phase)} is not allowed and is applied"
            )
        if not any(allowed):
            return
        what, setting = asked.words(protocol, phase), protocol.setting
        for batch in compress(asked.each, allowed):
            audience = int(protocol.audience(state, batch)[0])
            after = protocol.apply(state, batch, batch.where)
            assert _bytes(state) == name, f"{what} writes in the state it is given"
            assert seat == setting.clock or audience >> seat & 1, f"{what} is not known to that seat"
            assert audience < 1 << setting.clock, f"{what} is told to seats that there are not"
            self.rows.add((phase, event))
            yield after


class _Asked:
    """A seat's event with every content it may carry: one by one, and in a lane each."""

    def __init__(self, each: Sequence[Batch]) -> None:
        self.each = each
        names = ("package", "yes", "where", "more")
        lanes = {name: np.concatenate([getattr(one, name) for one in each]) for name in names}
        self.all = Batch(each[0].by, each[0].event, **lanes)

    def words(self, protocol: Protocol, phase: str) -> str:
        return f"{protocol.name}: in '{phase}', {self.all.event.__name__} by seat {self.all.by}"


def in_lanes(state: State, lanes: int) -> State:
    """Return a session as it stands, in so many lanes."""
    if lanes == 1:
        return state
    arrays = {name: np.repeat(getattr(state, name), lanes, axis=0) for name in state.__slots__}
    return State(**arrays)


def batch_of(setting: Setting, seat: int, event: type[Event], carried: Carried) -> Batch:
    """Return an event of a seat in a single lane."""
    package, yes, more = carried
    row = np.zeros((1, setting.issues), dtype=np.int64)
    row[0, : len(package)] = package
    beside = np.zeros((1, setting.issues + 3), dtype=np.int64)
    beside[0, : len(more)] = more
    return Batch(seat, event, row, np.array([yes]), np.ones(1, dtype=np.bool_), beside)


def _refused(protocol: Protocol, state: State, batch: Batch) -> bool:
    try:
        protocol.apply(state, batch, batch.where)
    except ProtocolError:
        return True
    return False


def _bytes(state: State) -> bytes:
    return b"|".join(getattr(state, name).tobytes() for name in state.__slots__)
