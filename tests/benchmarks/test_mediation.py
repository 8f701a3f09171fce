"""The benchmark of mediations: what lying brings, and the rows of the page."""

from __future__ import annotations

import dataclasses

import pytest
from benchmarks.instances import synthetic
from benchmarks.mediation import FREE, R0, R20, ROWS, Measured, Row, _lies, _pair, _rows
from benchmarks.write import _table


def test_what_lying_brings_is_held_against_the_same_mediation_played_honestly() -> None:
    row = Row("liar", lambda quick: [], {2: None, 4: None}, R20, False, manner="never")
    instance = synthetic(11, 3, 3, r20=True)
    lying, honest = _pair(row, instance, 5)
    assert honest is not None
    again, none = _pair(dataclasses.replace(row, manner="honest"), instance, 5)
    assert none is None
    assert again.gains == honest.gains
    assert lying.learning == [0.0, 0.0]
    found = _rows(row, [(lying, honest)])
    assert [one["name"] for one in found] == ["liar@2", "liar@4"]
    assert found[1]["liar_gain"] == pytest.approx(-honest.gains[1][0])
    assert "liar_gain" not in _rows(row, [(again, none)])[0]
    assert all(one["goal"] is None for one in found)


def test_the_page_says_what_lying_brought() -> None:
    row = {"mediator": "learning", "instances": 2, "mean": 0.5, "median": 0.5, "p10": 0.1, "goal": None}
    lines = list(
        _table("mediation", [{**row, "name": "a@10", "liar_gain": -0.25}, {**row, "name": "b@10"}])
    )
    assert lines[2].endswith("|  | -0.250 |")
    assert lines[3].endswith("|  |  |")
    assert len({line.count("|") for line in lines}) == 1


def test_gains_from_lying_are_means_over_mediations() -> None:
    def measured(gains: list[float], flagged: list[bool]) -> Measured:
        return Measured([0.5], [gains], flagged, 0.0)

    pairs = [
        (measured([0.6, 0.1], [True, False]), measured([0.4, 0.4], [False, False])),
        (measured([0.2, 0.3], [False, False]), measured([0.2, 0.2], [False, False])),
    ]
    lies = _lies(list(pairs), 0)
    assert lies["liar_gain"] == pytest.approx(0.1)
    assert lies["partner_gain"] == pytest.approx(-0.1)
    assert (lies["flagged"], lies["partner_flagged"]) == (0.5, 0.0)
    assert _lies([(pairs[0][0], None)], 0) == {}


def test_every_kind_of_answer_and_lie_has_a_row() -> None:
    asked = {row.asks for row in ROWS}
    assert any(asks.much for asks in asked)
    assert any(asks.wanted for asks in asked)
    assert any(asks.order for asks in asked)
    assert {row.manner for row in ROWS} == {
        "honest",
        "high",
        "never",
        "inflated",
        "exaggerated",
        "reversed",
    }
    for known in (True, False):
        assert {row.errs for row in ROWS if row.known == known} == {0.0, 0.1}
    assert len({row.name for row in ROWS}) == len(ROWS)
    assert FREE.keys() == {10, 20}
    assert R0 in asked
