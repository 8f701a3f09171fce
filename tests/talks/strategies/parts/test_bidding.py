"""Bidding: the package offered at an aspiration, against a search of all packages one by one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.talks.engine.players import Horizon, strategy_named
from goodoffices.talks.engine.streams import stream_of
from goodoffices.talks.strategies.parts.bidding import Bidder, Scheduled
from tests.support.players import LIVE, PHASES, private, seen

HORIZON = Horizon(rounds=2, steps=10, lanes=1, issues=3)


@given(st.integers(-10_000, 10_000))
def test_the_cheapest_package_at_or_above_an_aspiration_is_found(beyond: int) -> None:
    mine, bidder = private(), Bidder()
    bidder.prepare(mine, HORIZON)
    level = int(mine.worth[len(mine.worth) // 2]) + beyond
    enough = [place for place, worth in enumerate(mine.worth.tolist()) if worth >= level]
    [place] = bidder.place_of(np.array([level])).tolist()
    assert place == min(enough, default=len(mine.worth) - 1)


@pytest.mark.parametrize("name", ["boulware", "linear", "conceder", "nice", "pressed", "tough"])
def test_an_offer_is_drawn_between_the_aspiration_and_the_top_of_its_band(name: str) -> None:
    mine, player = private(), strategy_named(name)
    assert isinstance(player, Scheduled)
    player.prepare(mine, HORIZON)
    tops = np.full_like(player.levels, mine.worth[-1]) if name == "tough" else player.top(player.levels)
    for entry, (level, top) in enumerate(zip(player.levels.tolist(), tops.tolist(), strict=True)):
        band = [place for place, worth in enumerate(mine.worth.tolist()) if level <= worth <= top]
        first, count = int(player.first[entry]), int(player.count[entry])
        if name == "tough":
            assert range(first, first + count) == range(len(mine.worth) - 1, len(mine.worth))
        elif band:
            assert list(range(first, first + count)) == band
        else:
            assert count == 1
            assert mine.worth[first] >= level


def test_time_goes_on_from_round_to_round_and_stops_one_step_after_the_last() -> None:
    player, mine = strategy_named("linear"), private()
    assert isinstance(player, Scheduled)
    player.prepare(mine, HORIZON)
    asked = []
    for round_, step, heard in ((0, 0, 0), (0, 0, 1), (0, 9, 5), (1, 0, 7), (1, 9, 9), (1, 50, 9)):
        now = seen(mine.codes[0].tolist(), heard=heard, step=step)
        now.round[:] = round_
        [act] = player.act(now, PHASES["opening"], LIVE, stream_of(1, 0, "A", range(1)), 0)
        assert act.package is not None
        asked.append(int(mine.value(act.package)[0]))
    assert asked == sorted(asked, reverse=True)
    assert asked[0] > asked[2] > asked[4] == asked[5] >= mine.reservation
