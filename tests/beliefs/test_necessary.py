"""Necessary and possible relations: the canal's counts, and every drawn profile within the spans."""

from __future__ import annotations

import sys
from itertools import permutations, product
from typing import Any

import numpy as np
import pytest

import goodoffices as go
from goodoffices.beliefs.necessary import TOLERANCE, Possible
from goodoffices.beliefs.profiles import profiles_of
from goodoffices.errors import UsageError
from tests.support.in_part import LINKAGES, partial, row, square, tree, with_known

ORDERS: list[dict[str, Any]] = [
    {"best first": {"convoys": [10, 20, 33]}},
    {"best first": {"notice": [60, 42, 30]}},
    {"best first": {"toll": [600, 400, 200]}},
]
STATED: list[dict[str, Any]] = [
    {
        "prefers": {"convoys": 20, "notice": 42, "toll": 200},
        "over": {"convoys": 10, "notice": 30, "toll": 200},
    },
    {
        "prefers": {"convoys": 33, "notice": 60, "toll": 200},
        "over": {"convoys": 20, "notice": 42, "toll": 200},
    },
]


@pytest.mark.parametrize(
    ("statements", "pairs", "room"), [(0, 93, 1 / 6), (1, 105, 1 / 7), (2, 123, 1 / 8)]
)
def test_the_canal_counts_of_necessary_pairs(statements: int, pairs: int, room: float) -> None:
    """RC-1, robust ordinal regression for A, strictly monotone: of 210 pairs, with e* (ORACLES.md)."""
    known = [*ORDERS, *STATED[:statements]]
    preferences = {"A": {"unsaid": "open", "known": known}, "B": {"unsaid": "open"}}
    case = go.load(tree(preferences, linkages=LINKAGES))
    space = go.space.agenda(case)
    every = [dict(zip(space.issues, options, strict=True)) for options in product(*space.options)]
    packages = [p for p in every if go.space.feasible(space, go.space.encode(space, p)[None])[0]]
    assert len(packages) == 21
    fits = Possible(partial(case), case.issues)
    assert fits.room() / 100 == pytest.approx(room)
    spans = [fits.preference(a, b) for a, b in permutations(packages, 2)]
    assert sum(low >= -TOLERANCE and high > TOLERANCE for low, high in spans) == pairs


@pytest.mark.parametrize(
    ("known", "more"),
    [
        ([], {}),
        ([{"issue": "i0", "at least": 2, "times": "i1"}], {}),
        ([{"best first": {"i0": ["o1", "o0", "o2"]}}, {"can live with": row(0, 1, 2)}], {}),
        (
            [],
            {
                "values": {"i0": {"o0": {"between": [1, 3]}, "o2": 5}},
                "weights": {"i0": {"between": [2, 9]}},
            },
        ),
        ([{"prefers": row(0, 0, 0), "over": row(1, 1, 1)}], {"reservation": {"between": [30, 50]}}),
    ],
)
def test_no_profile_lies_outside_the_span(known: list[dict[str, Any]], more: dict[str, Any]) -> None:
    """Programs bound what is drawn; profiles come near the bounds, so the bounds are not too wide."""
    case = with_known(known, square(3, 3), **more)
    one = partial(case)
    fits = Possible(one, case.issues)
    drawn = profiles_of(one, case.issues, 4000, 1)
    cells = drawn.cells.reshape(-1, 3, 3)
    for a, b in ((row(0, 1, 2), row(2, 2, 0)), (row(1, 1, 1), row(1, 0, 1))):
        low, high = fits.preference(a, b)
        worths = [
            sum(cells[:, i, int(option[1:])] for i, option in enumerate(package.values()))
            for package in (a, b)
        ]
        gap = np.asarray(worths[0] - worths[1])
        assert low - 1e-6 <= gap.min()
        assert gap.max() <= high + 1e-6
        assert gap.min() - low < 0.45 * (high - low)
        assert high - gap.max() < 0.45 * (high - low)


def test_acceptance_is_certain_where_ranges_say_so() -> None:
    """RC-1: A certainly accepts what is worth 65 or more, and never less than 35 (UNCERTAIN.md)."""
    values = {"i0": {"o0": 65, "o1": 64, "o2": 34}, "i1": {"o0": 0, "o1": 0, "o2": 0}}
    case = go.load(
        tree(
            {
                "A": {"unsaid": "open", "reservation": {"between": [35, 65]}, "values": values},
                "B": {"unsaid": "open"},
            },
            {**square(2, 3)},
        )
    )
    fits = Possible(partial(case), case.issues)
    found = [fits.acceptance(row(code, 0)) for code in range(3)]
    assert found == [(True, True), (False, True), (False, False)]


def test_without_highs_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "highspy", None)
    case = with_known([], square(2, 2))
    with pytest.raises(UsageError, match=r"pip install 'goodoffices\[uncertain\]'"):
        Possible(partial(case), case.issues)
