"""Go through everything a protocol allows on a tiny table: hold it to its rules, and count what can happen.

The counts are as of perft in chess programs: small enough to be derived by hand, and wrong as soon as a rule
is. Every seat tries every event with everything it may carry, whether it is its turn or not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from goodoffices.errors import ProtocolError
from goodoffices.talks.engine.events import NOTHING, Batch, Carried, Event, known_events
from goodoffices.talks.engine.protocol import Protocol
from goodoffices.talks.engine.state import Setting, State

Carrying = Mapping[type[Event], Callable[[Sequence[int]], list[Carried]]]
MOST_STATES = 100_000


@dataclass(frozen=True, slots=True)
class Reached:
    """What can happen: how many different whole sessions, of how many events at most, through which rows.

    ``rows`` are the rows of the transition table that some session uses.
    """

    sessions: int
    longest: int
    states: int
    rows: frozenset[tuple[str, type[Event]]]


def tiny(rounds: int = 1, steps: int = 2) -> Setting:
    """Two parties, one mediator who carries and drafts, one issue."""
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
    """Play every session there can be, and hold the protocol to what every protocol must keep.

    An event that is allowed is applied, without writing in the state it is given, and one that is not is
    refused with a ProtocolError; whoever acts knows of it, and nobody does who has no seat; talks end in the
    phases that nothing leads out of, and only there; whoever may act has something to do.

    Args:
        kind: the protocol.
        setting: who sits where and how long; by default :func:`tiny`.
        dims: how many options each issue has.
        carrying: what some events carry here, in place of their own ``tiny`` instances.

    Raises:
        AssertionError: it does not keep one of these, or sessions can go on for ever.
    """
    walk = _Walk(kind(setting or tiny()), dims, carrying or {})
    sessions, longest = walk.from_state(walk.protocol.start(1), frozenset())
    return Reached(sessions, longest, len(walk.known), frozenset(walk.rows))


class _Walk:
    """Depth first, each state once."""

    def __init__(self, protocol: Protocol, dims: Sequence[int], carrying: Carrying) -> None:
        self.protocol = protocol
        self.known: dict[bytes, tuple[int, int]] = {}
        self.rows: set[tuple[str, type[Event]]] = set()
        self.going_on = set(protocol.phases)
        own = set(protocol.events)
        self.batches = [
            batch_of(protocol.setting, seat, event, carried)
            for seat in range(protocol.setting.clock + 1)
            for event in dict.fromkeys([*protocol.events, *known_events()])
            for carried in (carrying.get(event, event.tiny)(dims) if event in own else [NOTHING])
        ]

    def from_state(self, state: State, before: frozenset[bytes]) -> tuple[int, int]:
        """How many sessions go on from here, and the most events they take."""
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
        refused: set[tuple[int, type[Event]]] = set()
        for batch in self.batches:
            after = self._tried(state, batch, phase, refused)
            if after is not None:
                busy |= 1 << batch.by
                more, length = self.from_state(after, before | {name})
                sessions, longest = sessions + more, max(longest, length + 1)
        assert busy == actors, (
            f"{self.protocol.name}: in '{phase}' seats {actors:b} may act, but {busy:b} can"
        )
        self.known[name] = sessions, longest
        return sessions, longest

    def _tried(
        self, state: State, batch: Batch, phase: str, refused: set[tuple[int, type[Event]]]
    ) -> State | None:
        """The state after an event, if it is allowed; one refusal is tried for a seat and event."""
        protocol, setting = self.protocol, self.protocol.setting
        what = f"{protocol.name}: in '{phase}', {batch.event.__name__} by seat {batch.by}"
        before = _bytes(state)
        if not protocol.allowed(state, batch)[0]:
            if (batch.by, batch.event) not in refused:
                assert _refused(protocol, state, batch), f"{what} is not allowed and is applied"
                refused.add((batch.by, batch.event))
            return None
        audience = int(protocol.audience(state, batch)[0])
        after = protocol.apply(state, batch, batch.where)
        assert _bytes(state) == before, f"{what} writes in the state it is given"
        assert batch.by == setting.clock or audience >> batch.by & 1, (
            f"{what} is not known to that seat"
        )
        assert audience < 1 << setting.clock, f"{what} is told to seats that there are not"
        self.rows.add((phase, batch.event))
        return after


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
