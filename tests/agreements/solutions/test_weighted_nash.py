"""The weighted Nash solution, against worked answers and the best product over all points."""

from __future__ import annotations

from fractions import Fraction
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.agreements import Zone, weighted_nash, zone
from goodoffices.errors import UsageError
from goodoffices.space import Space, decode, frontier


def test_weighted_nash_with_equal_weights_is_nash(canal: Space) -> None:
    front = frontier(canal)
    agreeable = zone(canal, front)
    [place] = weighted_nash(agreeable, (Fraction(1), Fraction(1)))
    assert decode(canal, front.packages[place]) == {"convoys": "33", "notice": "60", "toll": "600"}
    [place] = weighted_nash(agreeable, (Fraction(1, 10), Fraction(9, 10)))
    assert front.utilities[place].tolist() == [50, 80]
    with pytest.raises(UsageError, match="above 0"):
        weighted_nash(agreeable, (Fraction(0), Fraction(1)))


GAINS = st.lists(
    st.tuples(*[st.fractions(0, 4, max_denominator=3)] * 2), min_size=1, max_size=6, unique=True
)


@given(GAINS, st.tuples(*[st.fractions(Fraction(1, 3), 4, max_denominator=3)] * 2))
def test_it_has_the_largest_product_among_points_that_give_everyone_something(
    gains: list[tuple[Fraction, Fraction]], weights: tuple[Fraction, Fraction]
) -> None:
    """A weight of n / 6 is the power n: products of whole powers are compared exactly."""
    powers = [int(6 * weight) for weight in weights]
    products = {
        point: prod(gain**power for gain, power in zip(row, powers, strict=True))
        for point, row in enumerate(gains)
        if min(row) > 0
    }
    best = max(products.values(), default=Fraction(0))
    found = weighted_nash(Zone(tuple(range(len(gains))), tuple(gains), (Fraction(4),) * 2), weights)
    assert found == tuple(point for point, product in products.items() if product == best)


def test_weights_of_a_half_and_a_third_are_powers_of_three_and_two() -> None:
    """4**3 * 1**2 = 64 is more than 2**3 * 2.5**2 = 50; with equal powers it would be the other."""
    gains = ((Fraction(4), Fraction(1)), (Fraction(2), Fraction(5, 2)))
    table = Zone((0, 1), gains, (Fraction(4), Fraction(4)))
    assert weighted_nash(table, (Fraction(1, 2), Fraction(1, 3))) == (0,)
    assert weighted_nash(table, (Fraction(1), Fraction(1))) == (1,)


def test_a_package_that_gives_somebody_nothing_is_no_solution() -> None:
    """Though its product of gains, 0, is the largest there is."""
    lopsided = Zone(
        (3, 5), ((Fraction(2), Fraction(0)), (Fraction(0), Fraction(1))), (Fraction(2), Fraction(1))
    )
    assert weighted_nash(lopsided, (Fraction(1), Fraction(1))) == ()


@pytest.mark.parametrize(
    ("weights", "fine"),
    [
        ((Fraction(1), Fraction(1000)), True),
        ((Fraction(1), Fraction(1001)), False),
        ((Fraction(1, 1000), Fraction(1)), True),
        ((Fraction(1, 1001), Fraction(1)), False),
        ((Fraction(-1), Fraction(1)), False),
        ((Fraction(1), Fraction(0)), False),
    ],
)
def test_weights_are_above_0_and_at_most_1_to_1000(weights: tuple[Fraction, ...], fine: bool) -> None:
    one = Zone((0,), ((1, 1),), (1, 1))
    if fine:
        assert weighted_nash(one, weights) == (0,)
        return
    with pytest.raises(
        UsageError, match=r"expected numbers above 0 whose ratios are at most 1 to 1000"
    ):
        weighted_nash(one, weights)
