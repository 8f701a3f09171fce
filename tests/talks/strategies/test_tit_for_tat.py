"""Tit for tat in its three forms: who is given more asks for less."""

from __future__ import annotations

import numpy as np
import pytest

from tests.support.players import asks, private


@pytest.mark.parametrize(
    "name", ["tit-for-tat", "relative-tit-for-tat", "averaged-tit-for-tat", "hybrid"]
)
def test_who_is_given_more_asks_for_less(name: str) -> None:
    mine = private()
    count = len(mine.codes)
    rising = [mine.codes[place].tolist() for place in range(count // 8, count // 2, count // 16)]
    still = [rising[0]] * len(rising)
    kind, hard = asks(name, rising, mine), asks(name, still, mine)
    assert kind[-1] is None or kind[-1] < (hard[-1] or 0)
    if name != "hybrid":
        assert set(hard) == {int(mine.worth[-1])}


def test_the_relative_form_gives_the_same_share() -> None:
    mine = private()
    worst, best = int(mine.worth[0]), int(mine.worth[-1])
    low, high = len(mine.codes) // 4, len(mine.codes) // 3
    asked = asks("relative-tit-for-tat", [mine.codes[low].tolist(), mine.codes[high].tolist()], mine)
    share = (int(mine.worth[low]) - worst) / (int(mine.worth[high]) - worst)
    wanted = max(worst + (best - worst) * share, mine.reservation)
    [least] = mine.worth[np.searchsorted(mine.worth, np.ceil(wanted))][None]
    assert asked[1] == int(least)


def test_the_averaged_form_gives_less_for_one_gain() -> None:
    mine = private("strait")
    count = len(mine.codes)
    offers = [mine.codes[count // 4].tolist()] * 3 + [mine.codes[count // 3].tolist()]
    relative, averaged = (
        asks(f"{kind}-tit-for-tat", offers, mine)[-1] for kind in ("relative", "averaged")
    )
    assert relative is not None
    assert averaged is not None
    assert relative < averaged < int(mine.worth[-1])
