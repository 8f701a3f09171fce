"""Exposures in every state, compared with sums by hand in fractions."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from goodoffices.errors import UsageError
from goodoffices.model import OwedTable, Phases, Precedence
from goodoffices.phases.exposure import Exposures
from tests.support.homes import delivery

DELIVERIES = (
    delivery("people", "A", "B", 2, "2.5", 4),
    delivery("days", "B", "A", 3, "1/3", 2),
    delivery("visits", "C", "A", 1, 1, "0.25"),
)
WORTHS = {
    (visits, people): Fraction(visits * 7 - people, 2) * bool(visits or people)
    for visits, people in product(range(2), range(3))
}
TABLE = OwedTable(("visits", "people"), "A", tuple(WORTHS.values()), "invented", 5)
EXPOSURES = Exposures(Phases(DELIVERIES, tables=(TABLE,), before=(Precedence({"people": 1}, "days"),)))


def test_exposure_is_what_is_owed_less_what_is_to_come() -> None:
    assert EXPOSURES.parties == ("A", "B", "C")
    assert EXPOSURES.scale == 12
    for state in product(range(3), range(4), range(2)):
        people, days, visits = (d.units - n for d, n in zip(DELIVERIES, state, strict=True))
        a = people * Fraction("2.5") - days * 2 - visits * Fraction("0.25") - WORTHS[visits, people]
        b = days * Fraction(1, 3) - people * 4
        for party, exposure in (("A", a), ("B", b), ("C", Fraction(visits))):
            assert EXPOSURES.units_of(int(EXPOSURES.of(party)[state])) == exposure
            assert EXPOSURES.of(party, state, state).flat[0] == EXPOSURES.of(party)[state]


def test_nobody_is_exposed_if_nothing_is_owed() -> None:
    assert [int(EXPOSURES.of(party).flat[-1]) for party in EXPOSURES.parties] == [0, 0, 0]


def test_rules_of_order_forbid_states() -> None:
    order = EXPOSURES.in_order()
    assert [bool(order[people, 1, 0]) for people in range(3)] == [False, True, True]
    assert order[:, 0].all()


def test_numbers_of_any_size_that_64_bits_hold() -> None:
    large = delivery("people", "A", "B", 10, 10**15, 10**15)
    exposures = Exposures(Phases((large,)))
    assert exposures.number_type == np.int64
    assert int(exposures.of("A")[0]) == 10**16
    with pytest.raises(UsageError, match="too fine or too large"):
        _ = Exposures(Phases((delivery("people", "A", "B", 10, f"1/{10**30}", 1),))).scale
