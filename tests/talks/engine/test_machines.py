"""Players beside people: asked turn by turn from rows, they do what they do when the engine drives them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from goodoffices.space import compile
from goodoffices.talks import PROTOCOLS, arrange, drive
from goodoffices.talks.engine.machines import Machines
from goodoffices.talks.engine.players import mediator_named, strategy_named
from goodoffices.talks.engine.session import Seat
from goodoffices.talks.engine.wire import row_of, rows_of
from tests.support.cases import shipped

SEED, RUN = 5, 3


def tabled(name: str, protocol: str, strategy: str) -> tuple[Any, list[Seat]]:
    case = shipped(name)
    case = replace(case, rules=replace(case.rules, rounds=2, steps=4))
    kind = PROTOCOLS[protocol]
    table = arrange(case, compile(case), kind.needs_mediator)
    players = [strategy_named(strategy) for _ in case.parties]
    return kind(table.setting), table.seats(players, mediator_named(kind.usual_mediator))


@pytest.mark.parametrize(
    ("name", "protocol", "strategy"),
    [
        ("canal", "single-text-critique", "truthful"),
        ("strait", "single-text-critique", "stonewalling"),
        ("canal", "alternating-offers", "frequency"),
        ("wage-talks", "alternating-offers", "tit-for-tat"),
        ("canal", "double-blind-batch", "truthful"),
    ],
)
def test_asked_from_rows_players_do_what_they_do_when_driven(
    name: str, protocol: str, strategy: str
) -> None:
    rules, seats = tabled(name, protocol, strategy)
    rows = rows_of(drive(rules, seats, SEED, range(RUN, RUN + 1)))
    assert len(rows) > 4
    rules, seats = tabled(name, protocol, strategy)
    machines = Machines(rules, dict(enumerate(seats)), SEED, RUN)
    for row in rows:
        if row["seat"] != rules.setting.clock:
            act = machines.act(row["seat"])
            assert act is not None
            assert row_of(act.batch(row["seat"], 1, rules.setting.issues)) == row
        machines.play(row)
    # rebuilt in the middle, as a room does it at each request
    for cut in range(0, len(rows), 3):
        if (place := rows[cut]["seat"]) == rules.setting.clock:
            continue
        rules, seats = tabled(name, protocol, strategy)
        act = Machines(rules, dict(enumerate(seats)), SEED, RUN, rows[:cut]).act(place)
        assert act is not None
        assert row_of(act.batch(place, 1, rules.setting.issues)) == rows[cut]


def test_a_player_whose_turn_it_is_not_does_nothing_and_may_be_asked_twice() -> None:
    rules, seats = tabled("canal", "single-text-critique", "truthful")
    machines = Machines(rules, {0: seats[0], 2: seats[2]}, SEED, RUN)
    assert machines.act(0) is None
    first, again = machines.act(2), machines.act(2)
    assert first is not None
    assert first is again
    machines.play(row_of(first.batch(2, 1, 3)))
    said = machines.act(0)
    assert said is not None
    assert said is machines.act(0)


def test_a_player_takes_a_seat_over_from_a_person() -> None:
    rules, seats = tabled("canal", "single-text-critique", "truthful")
    machines = Machines(rules, {0: seats[0]}, SEED, RUN)
    machines.play({"seat": 2, "event": "TextPut", "package": [0, 0, 0]})
    # a person said something else than the player would have
    machines.play({"seat": 0, "event": "Criticised", "issue": 3, "option": 3, "level": 1})
    machines.play({"seat": 1, "event": "Criticised", "issue": 0, "option": 0, "level": 4})
    machines.play({"seat": 2, "event": "TextKept"})
    machines.play({"seat": 2, "event": "TextPut", "package": [1, 1, 1]})
    said = machines.act(0)
    assert said is not None
    assert row_of(said.batch(0, 1, 3))["event"] == "Criticised"
