"""Parties that misreport: they lie on the way and answer truly at the end."""

from __future__ import annotations

import numpy as np
import pytest

import goodoffices as go
from goodoffices.space import compile
from goodoffices.talks.engine.event import FEEDBACK, VOTES
from tests.support.cases import shipped
from tests.support.players import answered, private, told

LIARS = ["stonewalling", "inflated-reservation", "exaggerated-weights"]


@pytest.mark.parametrize("name", LIARS)
def test_the_last_answer_of_a_liar_is_its_own_interest(name: str) -> None:
    mine = private()
    place = int(np.searchsorted(mine.worth, mine.reservation))
    assert answered(name, mine, "closing", mine.codes[place].tolist())
    assert not answered(name, mine, "closing", mine.codes[place - 1].tolist())


@pytest.mark.parametrize("name", ["stonewalling", "inflated-reservation"])
def test_who_refuses_votes_and_compares_against_what_does_not_please(name: str) -> None:
    mine = private()
    low, middle, best = (mine.codes[place].tolist() for place in (0, len(mine.codes) // 4, -1))

    def number(who: str, phase: str, text: list[int]) -> int:
        [act] = told(who, mine, phase, text, low)
        assert act.more is not None
        return int(act.more[0, 0])

    assert VOTES[number("truthful", "voting", middle)].endswith("yes")
    assert VOTES[number(name, "voting", middle)] == "weak no"
    assert VOTES[number(name, "voting", best)].endswith("yes")
    assert FEEDBACK[number("truthful", "comparing", middle)] == "better"
    assert FEEDBACK[number(name, "comparing", middle)] == "worse"
    assert FEEDBACK[number(name, "comparing", best)] == "better"


@pytest.mark.parametrize("name", LIARS)
def test_liars_change_what_a_mediator_comes_to(name: str) -> None:
    case = shipped("canal")
    honest = go.talks.run(case, "single-text", runs=60, seed=2)
    lied = go.talks.run(case, "single-text", runs=60, seed=2, strategy=[name, "truthful"])
    assert lied.packages != honest.packages
    space = compile(case)
    for package, _ in lied.packages:
        row = go.space.encode(space, package)[np.newaxis]
        assert (go.space.evaluate(space, row)[0] >= space.reservations).all()
