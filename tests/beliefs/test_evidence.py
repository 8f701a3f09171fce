"""Answers as half-spaces."""

from __future__ import annotations

from itertools import permutations

import pytest

from goodoffices.beliefs import Opening, Reply
from goodoffices.beliefs.evidence import lines_of
from goodoffices.beliefs.prior import Prior
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
