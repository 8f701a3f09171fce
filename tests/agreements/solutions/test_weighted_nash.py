"""The weighted Nash solution."""

from __future__ import annotations

from fractions import Fraction

import pytest

import goodoffices as go
from goodoffices.agreements import (
    weighted_nash,
    zone,
)
from goodoffices.errors import UsageError
from goodoffices.space import (
    Space,
    compile,
    decode,
    frontier,
)


@pytest.fixture
def canal() -> Space:
    return compile(go.load("cases/canal"))


def test_weighted_nash_with_equal_weights_is_nash(canal: Space) -> None:
    front = frontier(canal)
    agreeable = zone(canal, front)
    [place] = weighted_nash(agreeable, (Fraction(1), Fraction(1)))
    assert decode(canal, front.packages[place]) == {"convoys": "33", "notice": "60", "toll": "600"}
    [place] = weighted_nash(agreeable, (Fraction(1, 10), Fraction(9, 10)))
    assert front.utilities[place].tolist() == [50, 80]
    with pytest.raises(UsageError, match="above 0"):
        weighted_nash(agreeable, (Fraction(0), Fraction(1)))
