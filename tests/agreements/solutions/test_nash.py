"""The Nash solution on his own example."""

from __future__ import annotations

from fractions import Fraction

import goodoffices as go
from tests.support.small_cases import additive_case


def test_nash_1950() -> None:
    """Bill and Jack: Econometrica 18:155. Disagreement (12, 6); answer (24, 11), product of gains 60."""
    things = ("book", "whip", "ball", "bat", "box", "pen", "toy", "knife", "hat")
    bill = dict(zip(things, (2, 2, 2, 2, 4, 10, 4, 6, 2), strict=True))
    jack = dict(zip(things, (4, 2, 1, 2, 1, 1, 1, 2, 2), strict=True))
    case = additive_case(
        dict.fromkeys(things, ("bill", "jack")),
        {
            "bill": ({name: [Fraction(worth), Fraction(0)] for name, worth in bill.items()}, 12),
            "jack": ({name: [Fraction(0), Fraction(worth)] for name, worth in jack.items()}, 6),
        },
    )
    (point,) = go.deals(case).solutions.nash
    assert dict(point.utilities) == {"bill": 24, "jack": 11}
    assert {name for name, holder in point.package.items() if holder == "bill"} == {
        "box",
        "pen",
        "toy",
        "knife",
    }
