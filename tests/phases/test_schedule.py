"""Schedules by name: the guarantees, the steps, who is ahead, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from importlib import import_module

import pytest

import goodoffices as go
from goodoffices.errors import RecordOnlyError, UsageError
from goodoffices.model import Case, OwedTable, Phases, Precedence
from goodoffices.phases import Schedule, schedule
from tests.support.homes import delivery

TWO = (delivery("people", "A", "B", 30, "2.5", 4), delivery("days", "B", "A", 60, "1.2", 2))
SCHEDULE = import_module("goodoffices.phases.schedule")


def case(phases: Phases) -> Case:
    return replace(go.load("cases/canal"), phases=phases)


def needed(found: Schedule) -> dict[int, float]:
    return {each.steps: float(each.guarantee) for each in found.needed}


def held(found: Schedule, guarantee: Mapping[str, Fraction]) -> None:
    """Check that a schedule delivers everything and that nobody gains more by stopping than is guaranteed."""
    units = {d.id: 0 for d in found.phases.deliveries}
    for step in found.steps:
        for name, many in step.deliveries.items():
            assert many > 0
            units[name] += many
        for party, exposed in step.exposed.items():
            assert exposed == max(0, -step.to_come[party])
            assert exposed <= guarantee[party]
    assert units == {d.id: d.units for d in found.phases.deliveries}


def test_with_no_guarantee_the_fewest_steps_that_need_the_least() -> None:
    found = schedule(case(Phases(TWO)))
    assert needed(found) == {2: 72, 3: 28, 4: 14.4, 5: 8, 6: 4.8, 7: 3.2, 8: 2.4, 9: 2, 10: 1.2}
    assert (found.settled, found.exact, len(found.steps)) == (True, True, 10)
    held(found, dict.fromkeys("AB", Fraction("1.2")))


def test_with_a_number_of_steps_the_least_guarantee() -> None:
    found = schedule(case(Phases(TWO)), steps=5)
    assert needed(found) == {2: 72, 3: 28, 4: 14.4, 5: 8}
    assert found.within == dict.fromkeys("AB", 8)
    held(found, dict.fromkeys("AB", Fraction(8)))
    assert needed(schedule(case(Phases(TWO)), steps=12))[12] == 1.2


@pytest.mark.parametrize(("a", "b"), [("0", "13.6"), ("5", "10"), ("10", "4.4"), ("15", "0")])
def test_the_least_for_the_other_party(a: str, b: str) -> None:
    """UNCERTAIN.md, phases: five steps, (A, least B)."""
    found = schedule(case(Phases(TWO)), 5, {"A": Fraction(a)})
    assert found.least == {"B": Fraction(b)}
    held(found, {"A": Fraction(a), "B": Fraction(b)})
    assert needed(found)[5] == 8


def test_a_guarantee_of_one_party_alone_may_do() -> None:
    found = schedule(case(Phases(TWO)), 5)
    assert found.alone == {"A": 13, "B": Fraction("13.6")}
    assert schedule(case(Phases(TWO)), 5, {"A": Fraction(13)}).least == {"B": 0}
    less = schedule(case(Phases(TWO)), 5, {"A": Fraction("12.9")}).least["B"]
    assert less is not None
    assert less > 0


@pytest.mark.parametrize(("guarantee", "steps"), [(1, None), (2, 9), (3, 8), (5, 6), (10, 5)])
def test_the_guarantees_of_the_case_settle_the_number_of_steps(
    guarantee: int, steps: int | None
) -> None:
    """ORACLES.md, carrying a deal out."""
    given = dict.fromkeys("AB", Fraction(guarantee))
    found = schedule(case(Phases(TWO, guarantee=given)))
    assert found.enough == steps
    assert len(found.steps) == (steps or 0)
    if steps:
        held(found, given)
    assert needed(found)[10] == 1.2


def test_guarantees_that_are_not_needed_are_not_used_up() -> None:
    """Of the schedules of five steps that 20 each allows, the safest is shown: 8."""
    found = schedule(case(Phases(TWO)), 5, dict.fromkeys("AB", Fraction(20)))
    held(found, dict.fromkeys("AB", Fraction(8)))


def test_too_few_steps_have_no_schedule() -> None:
    found = schedule(case(Phases(TWO)), steps=1)
    assert (found.needed, found.steps) == ((), ())
    tight = schedule(case(Phases(TWO)), 5, {"A": Fraction(1), "B": Fraction(1)})
    assert tight.steps == ()


def test_a_rule_of_order_is_kept() -> None:
    rule = Precedence({"people": 20}, "days")
    found = schedule(case(Phases(TWO, before=(rule,))), steps=4)
    assert needed(found)[4] > 14.4
    people = 0
    for step in found.steps:
        people += step.deliveries.get("people", 0)
        assert people >= 20 or "days" not in step.deliveries


def test_a_table_of_what_is_owed_changes_the_guarantee() -> None:
    """B would lose 20 more by stopping as long as anybody is not yet home."""
    worth = tuple(Fraction(20 * (n > 0)) for n in range(31))
    table = OwedTable(("people",), "B", worth, "invented", 2)
    found = schedule(case(Phases(TWO, tables=(table,))), steps=5)
    assert needed(found)[5] < 8
    held(found, found.within)


def test_three_parties() -> None:
    three = (*TWO, delivery("monitors", "C", "A", 4, 1, 3), delivery("aid", "A", "C", 4, 1, 3))
    found = schedule(case(Phases(three)), steps=6)
    assert found.parties == ("A", "B", "C")
    held(found, found.within)


def test_very_many_units_go_to_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SCHEDULE, "MOST_STATES", 100)
    found = schedule(case(Phases(TWO)), steps=5)
    assert (found.exact, needed(found)) == (False, {2: 72, 3: 28, 4: 14.4, 5: 8})
    held(found, found.within)
    table = OwedTable(("people",), "B", (Fraction(0),) * 31, "invented", 1)
    with pytest.raises(UsageError, match="Write coarser units, such as people 6, days 12"):
        schedule(case(Phases(TWO, tables=(table,))))


def test_a_path_without_layers_is_as_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SCHEDULE, "LAYERS", 0)
    found = schedule(case(Phases(TWO)), steps=5)
    assert len(found.steps) == 5
    held(found, found.within)


def test_what_is_refused() -> None:
    with pytest.raises(RecordOnlyError, match="attributes no preferences to anyone"):
        schedule(go.load("cases/hostage-talks-2024"))
    with pytest.raises(UsageError, match="canal has no phases"):
        schedule(go.load("cases/canal"))
    with pytest.raises(UsageError, match="expected one of A, B, found 'C'"):
        schedule(case(Phases(TWO)), guarantee={"C": Fraction(1)})
    with pytest.raises(UsageError, match="expected at least 0, found -1"):
        schedule(case(Phases(TWO)), guarantee={"A": Fraction(-1)})
    with pytest.raises(UsageError, match="at most 1,000 steps"):
        schedule(case(Phases(TWO)), steps=1001)
