"""Ask one player one thing."""

from __future__ import annotations

import numpy as np

import goodoffices as go
from goodoffices.space import compile
from goodoffices.talks.engine.events import Accept, Answer
from goodoffices.talks.engine.phases import Phase
from goodoffices.talks.engine.players import Act, Horizon, strategy_named
from goodoffices.talks.engine.protocol import PROTOCOLS
from goodoffices.talks.engine.shuttle_events import Replied
from goodoffices.talks.engine.streams import stream_of
from goodoffices.talks.engine.views import PartyPrivate, PartyView, allowed_packages, party_private
from tests.support.cases import CASES


def private(name: str = "canal", party: int = 0) -> PartyPrivate:
    space = compile(go.load(CASES / name))
    return party_private(space, party, allowed_packages(space))


def seen(table: list[int], held: list[int] | None = None, heard: int = 1, step: int = 0) -> PartyView:
    put = np.array([table], dtype=np.int64)
    return PartyView(
        seat=0,
        round=np.zeros(1, dtype=np.int64),
        step=np.array([step]),
        table=put,
        has_table=np.ones(1, dtype=np.bool_),
        held=put if held is None else np.array([held], dtype=np.int64),
        has_held=np.array([held is not None]),
        closing=np.zeros(1, dtype=np.bool_),
        heard=np.array([heard]),
        strong_left=np.zeros(1, dtype=np.int64),
        variants=np.zeros((1, 0, put.shape[1]), dtype=np.int64),
    )


PHASES = {name: kind.phase(name) for kind in PROTOCOLS.values() for name in kind.phases}
LIVE = np.ones(1, dtype=np.bool_)


def asks(name: str, offers: list[list[int]], mine: PartyPrivate) -> list[int | None]:
    """What a strategy asks for after each offer, in its own utility; None where it accepts."""
    player = strategy_named(name)
    player.prepare(mine, Horizon(2, 20, 1, mine.codes.shape[1]))
    found: list[int | None] = []
    for number, offer in enumerate(offers):
        acts = player.act(
            seen(offer, step=2 * number),
            Phase("replying"),
            LIVE,
            stream_of(1, 0, "A", range(1)),
            number,
        )
        [act] = [act for act in acts if act.where[0]]
        if act.event is Accept:
            found.append(None)
        else:
            assert act.package is not None
            found.append(int(mine.value(act.package)[0]))
    return found


def answered(
    name: str, mine: PartyPrivate, phase: str, text: list[int], held: list[int] | None = None
) -> bool:
    [act] = told(name, mine, phase, text, held)
    assert act.event is Answer
    assert act.yes is not None
    return bool(act.yes[0])


def told(
    name: str, mine: PartyPrivate, phase: str, text: list[int], held: list[int] | None = None
) -> list[Act]:
    player = strategy_named(name)
    player.prepare(mine, Horizon(2, 20, 1, mine.codes.shape[1]))
    return player.act(seen(text, held), PHASES[phase], LIVE, stream_of(1, 0, "A", range(1)), 0)


def levels(name: str, mine: PartyPrivate) -> list[int]:
    """How far from signing it says it is, package by package from its worst to its best."""
    found = []
    for row in mine.codes.tolist():
        [act] = told(name, mine, "hearing", row)
        assert act.event is Replied
        assert act.more is not None
        found.append(Replied.level.at(act.batch(0, 1, len(row))))
    return found
