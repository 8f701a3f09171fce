"""The mixed-integer program, compared with the exact grid."""

from __future__ import annotations

import importlib
from fractions import Fraction
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.errors import UsageError
from goodoffices.model import Phases, Precedence
from goodoffices.phases.exposure import Exposures
from goodoffices.phases.milp import least_guarantee
from goodoffices.phases.schedule import _Grid
from tests.support.homes import delivery
from tests.support.thorough import usually


@st.composite
def phases(draw: st.DrawFn) -> Phases:
    """Two to four deliveries between two or three parties, some with a rule of order."""
    deliveries = []
    for number in range(draw(st.integers(2, 4))):
        by, to = draw(st.permutations("ABC"))[:2]
        cost, worth = (Fraction(draw(st.integers(0, 30)), 4) for _ in range(2))
        deliveries.append(
            delivery(f"d{number}", by, to, draw(st.integers(1, 4)), str(cost), str(worth))
        )
    rules = [Precedence({"d0": 1}, "d1")] if draw(st.booleans()) else []
    return Phases(tuple(deliveries), before=tuple(rules))


@settings(max_examples=usually(25, 60), deadline=None)
@given(drawn=phases(), steps=st.integers(1, 4), fixed=st.sampled_from([{}, {"A": Fraction(5)}]))
def test_the_program_finds_what_the_grid_finds(
    drawn: Phases, steps: int, fixed: dict[str, Fraction]
) -> None:
    exposures = Exposures(drawn)
    known = {p: int(v * exposures.scale) for p, v in fixed.items() if p in exposures.parties}
    values, _ = _Grid(exposures).least(known, steps)
    found = least_guarantee(exposures, known, steps)
    assert (None if found is None else found.guarantee) == values[steps - 1]
    if found is not None:
        assert found.proven
        assert found.states[-1] == exposures.units


def test_thirty_against_sixty() -> None:
    """UNCERTAIN.md, phases: five steps need 8."""
    two = (delivery("people", "A", "B", 30, "2.5", 4), delivery("days", "B", "A", 60, "1.2", 2))
    exposures = Exposures(Phases(two))
    found = least_guarantee(exposures, {}, 5)
    assert found is not None
    assert exposures.units_of(found.guarantee) == 8


def test_a_rule_of_order_is_kept() -> None:
    two = (delivery("people", "A", "B", 30, "2.5", 4), delivery("days", "B", "A", 60, "1.2", 2))
    exposures = Exposures(Phases(two, before=(Precedence({"people": 20}, "days"),)))
    values, _ = _Grid(exposures).least({}, 4)
    found = least_guarantee(exposures, {}, 4)
    assert found is not None
    assert found.guarantee == values[3]
    assert all(people >= 20 or not days for people, days in found.states)


def test_the_solver_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    """Its name on standard output would spoil the JSON of a command."""
    test_thirty_against_sixty()
    assert capfd.readouterr().out == ""


def test_without_highs_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.import_module

    def missing(name: str) -> ModuleType:
        if name == "highspy":
            raise ImportError
        return found(name)

    monkeypatch.setattr(importlib, "import_module", missing)
    exposures = Exposures(Phases((delivery("people", "A", "B", 1, 1, 1),)))
    with pytest.raises(UsageError, match=r"pip install 'goodoffices\[uncertain\]'"):
        least_guarantee(exposures, {}, 1)
