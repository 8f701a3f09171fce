"""Check that a protocol or an event keeps the rules of all protocols and events."""

from __future__ import annotations

import numpy as np

from goodoffices.model import Case
from goodoffices.space import compile
from goodoffices.talks import PROTOCOLS, Log, arrange, drive, transcript
from goodoffices.talks.engine.event import Event, Number
from goodoffices.talks.engine.players import mediator_named, strategy_named
from goodoffices.talks.engine.protocol import Protocol
from goodoffices.talks.engine.table import Table
from goodoffices.testing.reachable import batch_of, reachable, tiny

SEED = 5


def check_protocol(kind: type[Protocol], case: Case) -> None:
    """Go through everything a protocol allows on a tiny table, then let its usual players play a case.

    Raises:
        AssertionError: if it is registered under another name, breaks a rule of :func:`reachable`, has
            a row that nothing can use, or its usual players do not bring it to an end.
    """
    assert PROTOCOLS.label(kind) == kind.name, f"is registered as '{PROTOCOLS.label(kind)}'"
    used = reachable(kind).rows | reachable(kind, tiny(2, 1), dims=(1,)).rows
    unused = [row for row in kind.table if (row.phase, row.event) not in used]
    idle = "; ".join(f"'{row.phase}', {row.event.__name__}" for row in unused)
    assert not idle, f"{kind.name}: rows that nothing can use: {idle}"
    log, _ = _played(kind, case)
    assert log.protocol.within(log.final, *kind.ends())[0], f"{kind.name}: does not come to an end"


def check_event(event: type[Event], kind: type[Protocol], case: Case) -> None:
    """Try everything that an event may carry, then see it happen in a session of a protocol.

    Raises:
        AssertionError: if its small instances are not all sound, a number that is too large is, it does not
            happen, has no sentence for the minutes, or is private and reaches another party.
    """
    setting, name = tiny(), event.__name__
    instances = event.tiny((2,))
    assert instances, f"{name}: has no small instance, not even an empty one"
    for carried in instances:
        sound = event.sound(batch_of(setting, 0, event, carried))
        assert sound is None or sound.all(), f"{name}: refuses its own instance {carried}"
    for field in event.fields:
        if isinstance(field, Number) and (limit := field.limit(setting.issues)) is not None:
            beside = (0,) * field.column + (limit,)
            sound = event.sound(batch_of(setting, 0, event, ((), False, beside)))
            assert sound is not None, f"{name}: takes any number for '{field.name}'"
            assert not sound.any(), f"{name}: takes {limit} for '{field.name}'"
    log, table = _played(kind, case)
    found = [happened for happened in log.lane(0) if happened.batch.event is event]
    assert found, f"{name}: does not happen in {kind.name}"
    lines = transcript(log, 0, case, table.routes).lines
    spoken = [
        line.words
        for happened, line in zip(log.lane(0), lines, strict=True)
        if happened.batch.event is event
    ]
    assert all(map(str.strip, spoken)), f"{name}: has no sentence for the minutes"
    for happened in found if event.private else ():
        others = (1 << len(case.parties)) - 1 & ~(1 << happened.batch.by)
        assert not np.any(happened.audience & others), f"{name}: is private, and reaches another party"


def _played(kind: type[Protocol], case: Case) -> tuple[Log, Table]:
    """Return a session of the usual players of a protocol, and the table at which they sat."""
    table = arrange(case, compile(case), kind.needs_mediator)
    parties = [strategy_named(kind.usual_strategy) for _ in case.parties]
    seats = table.seats(parties, mediator_named(kind.usual_mediator))
    return drive(kind(table.setting), seats, SEED, range(1)), table
