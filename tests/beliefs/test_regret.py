"""Minimax regret: the published kind of example with weights on the simplex, before and after a statement."""

from __future__ import annotations

from typing import Any

import pytest

from goodoffices.beliefs.necessary import Possible
from goodoffices.beliefs.regret import largest_regrets
from tests.support.in_part import partial, with_known

ROWS = {
    "p1": (1, 0.2, 0.5),
    "p2": (0.3, 1, 0.4),
    "p3": (0.6, 0.6, 0.6),
    "p4": (0.2, 0.3, 1),
    "p5": (0.5, 0.7, 0.3),
}
ISSUES: dict[str, Any] = {f"i{c}": {"options": [*ROWS, "worst", "best"]} for c in range(3)}
MORE = {
    "values": {
        f"i{c}": {**{p: row[c] for p, row in ROWS.items()}, "worst": 0, "best": 1} for c in range(3)
    },
    "weights": {f"i{c}": "open" for c in range(3)},
}


def package(name: str) -> dict[str, str]:
    return dict.fromkeys(ISSUES, name)


@pytest.mark.parametrize(
    ("known", "regrets", "least"),
    [
        ([], [0.8, 0.7, 0.4, 0.8, 0.7], 0.4),
        ([{"prefers": package("p1"), "over": package("p3")}], None, 0.24),
        ([{"prefers": package("p3"), "over": package("p1")}], None, 0.4),
    ],
)
def test_the_least_regrets(known: list[Any], regrets: list[float] | None, least: float) -> None:
    """ORACLES.md, minimax regret: P3 wins with .4; .24 after "P1 over P3"; .4 after "P3 over P1"."""
    case = with_known(known, ISSUES, **MORE)
    found = largest_regrets(Possible(partial(case), case.issues), [package(p) for p in ROWS])
    assert min(found) / 100 == pytest.approx(least)
    if regrets is not None:
        assert [one / 100 for one in found] == pytest.approx(regrets)
