"""Measures of gains, beside slow twins of them."""

from __future__ import annotations

from math import prod

import numpy as np
import pytest

from goodoffices.beliefs.gains import expected, scaled, shares_of
from tests.support.respondents import draws

GAINS = draws(4).normal(0.1, 0.3, (3, 20, 7))
"""Gains of three parties' particles by seven packages."""


def test_expected_gains_multiply_over_parties_and_losses_count_as_none() -> None:
    found = expected(GAINS)
    for package in range(7):
        means = [sum(max(gain, 0.0) for gain in own[:, package]) / 20 for own in GAINS]
        assert found[package] == pytest.approx(prod(means), abs=1e-9)


def test_of_packages_that_some_party_cannot_gain_by_the_least_bad_is_first() -> None:
    gains = np.array([[[0.5, 0.2]], [[-0.1, -0.1]]])
    assert expected(gains).argmax() == 0


def test_shares_are_of_the_largest_product_of_each_profile() -> None:
    products = np.array([[1.0, 4.0], [0.0, 0.0]])
    assert shares_of(products).tolist() == [[0.25, 1.0], [0.0, 0.0]]
    assert shares_of(products, np.array([[8.0], [2.0]])).tolist() == [[0.125, 0.5], [0.0, 0.0]]
    assert scaled(np.array([1.0, 4.0])).tolist() == [0.25, 1.0]
    assert scaled(np.zeros(2)).tolist() == [0.0, 0.0]
