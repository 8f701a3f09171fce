"""Measures of agreements, by hand, and of many sessions against each alone."""

from __future__ import annotations

import numpy as np
import pytest

from goodoffices.space import compile, encode, evaluate
from goodoffices.talks import drive
from goodoffices.talks.engine.players import mediator_named, strategy_named
from goodoffices.talks.engine.protocol import PROTOCOLS
from goodoffices.talks.engine.table import arrange
from goodoffices.talks.outcomes.measures import Yardstick
from tests.support.cases import shipped


def test_one_yardstick_measures_as_each_session_does_alone() -> None:
    one = compile(shipped("canal"))
    table = arrange(shipped("canal"), one, False)
    log = drive(
        PROTOCOLS["alternating-offers"](table.setting),
        table.seats([strategy_named("nice"), strategy_named("nice")], mediator_named("two-issues")),
        0,
        range(20),
    )
    utilities, agreed = evaluate(one, log.final.put), log.protocol.within(log.final, "agreed")
    yardstick = Yardstick(one)
    for run in range(20):
        lane = slice(run, run + 1)
        assert (
            yardstick.measure(utilities, agreed).of(lane).means()
            == Yardstick(one).measure(utilities[lane], agreed[lane]).means()
        )


def test_measures_of_a_known_agreement() -> None:
    """The canal's Nash package is on the frontier, takes 40/50 and 20/46 of each side's most."""
    space = compile(shipped("canal"))
    codes = encode(space, {"convoys": "33", "notice": "60", "toll": "600"})[np.newaxis]
    found = Yardstick(space).measure(evaluate(space, codes), np.array([True]))
    assert found.to_frontier[0] == found.to_nash[0] == 0
    assert found.least[0] == pytest.approx(min(30 / 30, 20 / 46))
    assert found.means()["joint_gain"] == pytest.approx(
        (30 / 30 + 20 / 46)
        / max((a - 40) / 30 + (b - 40) / 46 for a, b in ((40, 86), (50, 80), (60, 66), (70, 60)))
    )
