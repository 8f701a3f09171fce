"""Levels of willingness to sign a text."""

from __future__ import annotations

from math import inf

import pytest

from goodoffices.beliefs.replies import ASKED, LEVELS, Willingness
from goodoffices.talks.engine.event import FAR


def test_levels_that_may_be_chosen_meet_without_gap_or_overlap() -> None:
    chosen = [LEVELS[level] for level in ASKED]
    assert (chosen[0].low, chosen[-1].high) == (-inf, inf)
    assert [level.high for level in chosen[:-1]] == [level.low for level in chosen[1:]]
    assert len({level.typed for level in chosen}) == len(chosen)


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.said)
def test_a_level_means_yes_or_no(level: Willingness) -> None:
    """No level stands for losses and for gains, and its words say which it is."""
    assert level.low < level.high
    assert level.signs == level.said.startswith("would")
    assert level.signs == (level.high > 0)


def test_a_transcript_says_of_each_level_what_it_is_called() -> None:
    assert tuple(f"it {level.said}" for level in LEVELS) == FAR
