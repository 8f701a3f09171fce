"""JSON that other programs rest on: the promised keys and types, on the strait.

More keys may be added to an object that describes a whole answer; those of the small objects are exact.
"""

from __future__ import annotations

import json
from numbers import Real
from typing import Any

import pytest

from tests.support.case_pages import CASES
from tests.support.command import goodoffices

STRAIT, IN_PART = CASES / "strait", CASES / "strait" / "in-part.yaml"
PARTIES = {"tavland", "orsova"}
CONSTITUENCIES = {
    "tavland": {"families", "fishers", "assembly"},
    "orsova": {"families", "navy", "cabinet"},
}


def answer(*words: object) -> dict[str, Any]:
    done = goodoffices(*map(str, words), "--json")
    assert done.returncode in (0, 1), done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def is_number(value: object) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool)


def is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def of_parties(value: dict[str, Any]) -> bool:
    """Return whether a number stands for each party, and for nobody else."""
    return value.keys() == PARTIES and all(map(is_number, value.values()))


@pytest.mark.parametrize("words", [(), ("--steps", 3), ("--guarantee", "tavland=5", "--steps", 4)])
def test_phases(words: tuple[object, ...]) -> None:
    found = answer("phases", STRAIT, *words)
    assert found["needed"]
    assert all(row.keys() == {"steps", "guarantee"} for row in found["needed"])
    assert all(is_count(row["steps"]) and is_number(row["guarantee"]) for row in found["needed"])
    assert isinstance(found["exact"], bool)
    for step in found["schedule"]:
        assert step["by"] in PARTIES
        assert all(map(is_count, step["deliveries"].values()))
        assert of_parties(step["exposed"])
    assert ("least" in found) == ("--guarantee" in words)
    if "least" in found:
        assert found["least"].keys() == PARTIES - {"tavland"}
        assert is_number(found["least"]["orsova"])
    if "--steps" in words:
        assert len(found["schedule"]) <= int(str(words[-1]))


@pytest.mark.parametrize("words", [(), ("--quota", "orsova=2/3"), ("--quota", "tavland=1")])
def test_ratify(words: tuple[str, ...]) -> None:
    found = answer("ratify", STRAIT, *words)
    assert is_count(found["packages"])
    assert found["win_sets"].keys() == PARTIES
    for counted in (*found["win_sets"].values(), found["overlap"]):
        assert is_count(counted["count"])
        assert counted["exact"] is True
    assert {party: set(told) for party, told in found["decisive"].items()} == CONSTITUENCIES
    assert all(is_count(n) for told in found["decisive"].values() for n in told.values())


def test_a_quota_named_on_the_command_line_counts() -> None:
    usual, stricter = answer("ratify", STRAIT), answer("ratify", STRAIT, "--quota", "orsova=2/3")
    assert stricter["win_sets"]["orsova"]["count"] < usual["win_sets"]["orsova"]["count"]
    assert stricter["win_sets"]["tavland"] == usual["win_sets"]["tavland"]


def test_ask() -> None:
    found = answer("ask", IN_PART)
    assert is_number(found["base"])
    assert is_number(found["perfect"])
    assert found["questions"]
    for question in found["questions"]:
        assert {"party", "kind", "text", "value", "low", "high", "bits"} <= question.keys()
        assert question["party"] in PARTIES
        assert isinstance(question["kind"], str)
        assert isinstance(question["text"], str)
        assert question["low"] <= question["value"] <= question["high"]
        assert is_number(question["bits"])


def test_deals_known_in_part() -> None:
    words = ("deals", IN_PART, "--uncertain", "--profiles", 200, "--seed", 1)
    found = answer(*words)
    assert found["robust"]
    for row in found["robust"]:
        assert all(isinstance(option, str) for option in row["package"].values())
        assert of_parties(row["own"])
        assert all(0 <= share <= 1 for share in row["own"].values())
        assert 0 <= row["low"] <= row["joint"] <= row["high"] <= 1
    assert answer(*words) == found
