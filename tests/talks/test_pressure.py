"""Constituencies that will not wait: what delay costs, read, played and reckoned."""

from __future__ import annotations

import shutil
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.casefile.dump import dump
from goodoffices.model import Case, Constituency, Pressure, TalkRules
from goodoffices.space import compile
from goodoffices.talks import arrange
from goodoffices.talks.engine.players import Horizon, mediator_named, strategy_named
from goodoffices.talks.engine.views import PartyPrivate
from goodoffices.talks.strategies.pressed import Pressed
from tests.talks.test_strategies import CASES, play

PRESSURE = "pressure: {from_round: 2, cost_per_round: 1/2, basis: invented}"


def pressed_case(rounds: int = 4, steps: int = 10, cost: int = 3, after: int = 1) -> Case:
    """The canal, with somebody at A's home who makes delay cost after a round."""
    case = go.load(CASES / "canal")
    group = Constituency("crews", "Crews", None, Pressure(after, Fraction(cost), "invented"))
    first = replace(case.parties[0], constituencies=(group,))
    return replace(case, parties=(first, *case.parties[1:]), rules=TalkRules(rounds, steps))


def written_case(folder: Path, pressure: str) -> Path:
    """The strait with a line about pressure at its families."""
    text = (CASES / "strait" / "case.yaml").read_text()
    wants = "        wants: all of the crew home in one group\n"
    assert wants in text
    copy = folder / "strait"
    shutil.copytree(CASES / "strait", copy)
    (copy / "case.yaml").write_text(text.replace(wants, f"{wants}        {pressure}\n"))
    return copy


def test_pressure_is_read_and_written_again(tmp_path: Path) -> None:
    case = go.load(written_case(tmp_path, PRESSURE))
    group = case.parties[0].constituencies[0]
    assert group.pressure == Pressure(2, Fraction(1, 2), "invented")
    plain = go.load(CASES / "strait")
    assert case.numbers_by_basis()["invented"] == plain.numbers_by_basis()["invented"] + 1
    again = tmp_path / "again" / "case.yaml"
    again.parent.mkdir()
    again.write_text(dump(case))
    assert go.load(again.parent).parties[0].constituencies[0] == group
    assert "WrittenPressure" in go.schema()["$defs"]  # type: ignore[operator]


@pytest.mark.parametrize(
    ("pressure", "field", "expected"),
    [
        (PRESSURE.replace("1/2", "0"), "cost_per_round", "above 0"),
        (PRESSURE.replace("1/2", "-3"), "cost_per_round", "above 0"),
        (PRESSURE.replace("1/2", "much"), "cost_per_round", "a number"),
        (PRESSURE.replace("2,", "99,"), "from_round", "rounds of the talks"),
        (PRESSURE.replace("2,", "0,"), "from_round", "1"),
        (PRESSURE.replace("from_round", "from_rond"), "from_rond", ""),
    ],
)
def test_pressure_written_wrong_is_a_problem_with_its_place(
    tmp_path: Path, pressure: str, field: str, expected: str
) -> None:
    problems = go.check(written_case(tmp_path, pressure))
    assert any(
        problem.field.endswith(f"pressure.{field}") and expected in problem.expected
        for problem in problems
    )
    assert all("families" in problem.field for problem in problems)


def test_each_round_after_the_deadline_costs_more() -> None:
    party = pressed_case(after=2).parties[0]
    assert [party.pressure(r) for r in range(5)] == [0, 0, 3, 6, 9]


def test_pressure_comes_off_what_an_agreement_is_worth_to_its_party_alone() -> None:
    with_cost = pressed_case()
    free = replace(
        with_cost, parties=(replace(with_cost.parties[0], constituencies=()), *with_cost.parties[1:])
    )
    paid, kept = (go.talks.run(c, "single-text", runs=20, seed=2) for c in (with_cost, free))
    [gap, none] = [kept.mean_utilities[p] - paid.mean_utilities[p] for p in ("A", "B")]  # type: ignore[operator]
    assert gap == pytest.approx(3 * (paid.mean_rounds - 1))
    assert gap > 0
    assert none == 0


def test_a_pressed_party_agrees_earlier() -> None:
    case, patient = pressed_case(), pressed_case(after=4)

    def moves(who: Case, strategy: str) -> float:
        log = play(who, "alternating-offers", [strategy, "boulware"], runs=30)
        agreed = log.protocol.within(log.final, "agreed")
        assert agreed.any()
        return float((log.final.round * 10 + log.final.step)[agreed].mean())

    assert moves(case, "pressed") < moves(case, "boulware")
    assert moves(case, "pressed") < moves(patient, "pressed")
    assert moves(patient, "pressed") == moves(patient, "boulware")


def test_a_pressed_party_asks_for_what_delay_has_cost_it_by_then() -> None:
    """Pressure takes from its time, not from what no agreement is worth to it."""
    case = pressed_case(cost=2)
    table = arrange(case, compile(case), False)
    [seat, other] = table.seats(
        [strategy_named("pressed"), strategy_named("pressed")], mediator_named("one-issue")
    )[:2]
    assert isinstance(seat.private, PartyPrivate)
    assert isinstance(other.private, PartyPrivate)
    scale = int(table.space.scales[0])
    assert seat.private.pressure == (0, 2 * scale, 4 * scale, 6 * scale)
    assert not any(other.private.pressure)
    player = Pressed()
    player.prepare(seat.private, Horizon(4, 10, 1, 3))
    assert player.aspiration[-1] == seat.private.reservation + 6 * scale
    assert (player.aspiration >= seat.private.reservation).all()
