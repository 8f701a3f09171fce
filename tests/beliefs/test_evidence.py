"""Answers as half-spaces."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from goodoffices.beliefs import Opening, Reply
from goodoffices.beliefs.answers import better_chances, level_chances
from goodoffices.beliefs.evidence import lines_of
from goodoffices.beliefs.layout import Layout
from goodoffices.beliefs.prior import Preferences, Prior
from goodoffices.beliefs.replies import ASKED, Level
from tests.support.respondents import LAYOUT, TEXTS, draws


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_ranking_is_likely_just_where_worths_come_in_that_order(order: tuple[int, ...]) -> None:
    thought = Prior(LAYOUT, (Opening(),)).preferences(draws(2).standard_normal((1, 400, LAYOUT.latent)))
    lines = lines_of(LAYOUT, [Reply(order=order)], TEXTS[0], TEXTS[1], thought, TEXTS[2])
    assert lines.rows.shape[1] == 3
    margins = lines.rows[0] @ thought.features()[0].T
    issues = range(3)
    for particle, table in enumerate(thought.table[0]):
        worths = [table[issues, TEXTS[place]].sum() for place in order]
        assert bool((margins[:, particle] > 0).all()) == (worths[0] > worths[1] > worths[2])


def test_a_ranking_is_not_counted_again_as_a_comparison() -> None:
    thought = Prior(LAYOUT, (Opening(),)).preferences(draws().standard_normal((1, 5, LAYOUT.latent)))
    both = Reply(better=True, order=(0, 1, 2))
    lines = lines_of(LAYOUT, [both], TEXTS[0], TEXTS[1], thought, TEXTS[2])
    assert lines.rows.shape[1] == 3
    plain = lines_of(LAYOUT, [Reply(better=True)], TEXTS[0], TEXTS[1], thought, TEXTS[2])
    assert plain.rows.shape[1] == 1


SAID = (
    (-0.4, 1.0, 0),
    (-0.08, 1.0, 1),
    (0.015, 1.0, 4),
    (0.05, 1.0, 5),
    (0.1, 1.0, 6),
    (0.19, 1.0, 7),
    (0.35, 1.0, 8),
    # who speaks of a gain as others do of half or twice as large a gain
    (0.1, 2.0, 5),
    (0.1, 0.5, 7),
    (-0.2, 2.0, 1),
)
"""Gain over the reservation value, unit of gains, and the level that the party is most likely to choose."""


@pytest.mark.parametrize(("gain", "unit", "level"), SAID)
def test_a_level_is_likeliest_where_the_gain_is_as_large_as_it_says(
    gain: float, unit: float, level: Level
) -> None:
    layout = Layout((3, 3, 3), told=True)
    thought = _gaining(layout, gain, unit)
    logs = {
        said: lines_of(layout, [Reply(level=said)], TEXTS[0], None, thought)
        .log_likelihood(thought.features(), 0.02)
        .item()
        for said in ASKED
    }
    assert max(logs, key=lambda said: logs[said]) == level
    chances = level_chances(thought, np.full((1, 1, 1), gain), 0.02)
    assert ASKED[int(chances.argmax())] == level
    assert chances.sum() == pytest.approx(1.0, abs=0.05)


def _gaining(layout: Layout, gain: float, unit: float) -> Preferences:
    """Return preferences by which the first text gains so much over the reservation value."""
    table = np.zeros((1, 1, 3, 3))
    table[..., 0] = 0.2
    weights = np.full((1, 1, 3), 1 / 3)
    return Preferences(table, weights, np.full((1, 1), 0.6 - gain), np.full((1, 1), unit))


def test_a_level_of_an_older_record_counts_as_it_did() -> None:
    """Would just about sign: a gain of up to 0.15, in whatever unit a party speaks."""
    layout = Layout((3, 3, 3), told=True)
    near, far = _gaining(layout, 0.1, 1.0), _gaining(layout, 0.3, 1.0)
    just, ease = (lines_of(layout, [Reply(level=said)], TEXTS[0], None, near) for said in (2, 3))
    likely = [
        lines.log_likelihood(thought.features(), 0.02).item()
        for lines in (just, ease)
        for thought in (near, far)
    ]
    assert likely[0] > likely[1]
    assert likely[3] > likely[2]
    assert likely[0] > likely[2]


@pytest.mark.parametrize("unit", [0.5, 1.0, 2.0])
@pytest.mark.parametrize(
    ("change", "better", "much"),
    [(0.2, True, True), (0.02, True, False), (-0.02, False, False), (-0.2, False, True)],
)
def test_much_is_likeliest_where_the_change_is_large_as_the_party_speaks(
    change: float, better: bool, much: bool, unit: float
) -> None:
    layout = Layout((3, 3, 3), told=True)
    thought = _gaining(layout, 0.1, unit)
    # the first text is worth 0.6: that much more or less than the other
    thought.table[..., 1] = thought.table[..., 0] - change * unit / 3
    first, other = np.array([0, 0, 0]), np.array([1, 1, 1])
    answers = [(False, True), (False, False), (True, False), (True, True)]
    logs = [
        lines_of(layout, [Reply(better=said, much=far)], first, other, thought)
        .log_likelihood(thought.features(), 0.02)
        .item()
        for said, far in answers
    ]
    assert answers[int(np.argmax(logs))] == (better, much)
    chances = better_chances(np.full((1, 1, 1), change * unit), 0.02, thought)
    assert answers[int(chances.argmax())] == (better, much)
    assert chances.sum() == pytest.approx(1.0)
    assert chances[..., 2:].sum() == pytest.approx(
        better_chances(np.full((1, 1, 1), change * unit), 0.02)[..., 1:].sum()
    )
