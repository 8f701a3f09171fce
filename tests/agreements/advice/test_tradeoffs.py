"""Trade-offs on the canal."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np

import goodoffices as go
from goodoffices.agreements import (
    best_with_consent,
    importance,
    least_concession,
    logrolling,
)
from goodoffices.space import (
    Space,
    compile,
    decode,
    frontier,
    reference,
)
from tests.support.cases import CASES
from tests.support.small_cases import codes


def test_importance_is_each_issues_share_of_what_can_move(canal: Space) -> None:
    assert importance(canal)["A"] == {
        "convoys": Fraction(30, 100),
        "notice": Fraction(45, 100),
        "toll": Fraction(25, 100),
    }
    assert sum(importance(compile(go.load(CASES / "strait")))["tavland"].values()) == 1


def test_logrolling_says_who_gains_where(canal: Space) -> None:
    trade = logrolling(canal, codes(canal, "20", "42", "400"), codes(canal, "33", "60", "600"))
    assert trade.by_issue == {
        "convoys": {"A": -15, "B": 30},
        "notice": {"A": 20, "B": -20},
        "toll": {"A": 10, "B": -6},
    }
    assert trade.total == {"A": 15, "B": 4}


def test_the_least_concession_opens_the_zone(canal: Space) -> None:
    closed = replace(canal, reservations=np.array([72, 67]))
    found = least_concession(closed, frontier(closed))
    assert {one.party for one in found} == {"A", "B"}
    for one in found:
        party = closed.parties.index(one.party)
        lower = closed.reservations.copy()
        lower[party] -= int(one.by)
        assert reference.zopa(replace(closed, reservations=lower))
        lower[party] += 1
        assert not reference.zopa(replace(closed, reservations=lower))
    assert least_concession(canal, frontier(canal)) == ()


def test_the_best_a_party_can_have_with_the_others_consent(canal: Space) -> None:
    package = best_with_consent(canal, frontier(canal), 1)
    assert package is not None
    assert decode(canal, package) == {"convoys": "33", "notice": "42", "toll": "400"}
    assert (
        best_with_consent(replace(canal, reservations=np.array([99, 99])), frontier(canal), 1) is None
    )
