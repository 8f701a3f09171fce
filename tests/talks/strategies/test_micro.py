"""MiCRO: one new package for each new package offered, down to the reservation value."""

from __future__ import annotations

from dataclasses import replace

from goodoffices.talks.engine.views import PartyPrivate
from tests.support.players import asks, private


def value(mine: PartyPrivate, down: int) -> int:
    """The utility of the package so many places below the best."""
    return int(mine.worth[-1 - down])


def test_each_new_package_is_answered_by_one_and_a_repeated_one_by_none() -> None:
    mine = private()
    first, second, third = (mine.codes[place].tolist() for place in (0, 1, 2))
    asked = asks("micro", [first, first, first, second, second, third], mine)
    # the first package of the other side makes two, as its own opening offer needs none
    assert asked == [value(mine, down) for down in (0, 1, 1, 2, 2, 3)]


def test_it_stops_at_its_reservation_value_and_accepts_from_there() -> None:
    good = 6
    mine = private()
    mine = replace(mine, reservation=value(mine, good - 1))
    poor = [row.tolist() for row in mine.codes[:-good]]
    assert len(poor) > good + 3
    assert asks("micro", poor, mine) == [value(mine, min(n, good - 1)) for n in range(len(poor))]
    assert asks("micro", [*poor, mine.codes[-good].tolist()], mine)[-1] is None


def test_it_accepts_what_it_would_ask_for_next() -> None:
    mine = private()
    worst, third, second = (mine.codes[place].tolist() for place in (0, -3, -2))
    assert asks("micro", [worst, third], mine)[-1] == value(mine, 1)
    assert asks("micro", [worst, second], mine)[-1] is None
