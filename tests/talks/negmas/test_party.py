"""Their negotiators at our table play offer for offer as at theirs; NegMAS itself is asked in test_negmas."""

from __future__ import annotations

import random  # noqa: TID251 - NegMAS draws from it
from collections.abc import Callable
from pathlib import Path
from threading import enumerate as threads
from typing import Any

import pytest

import goodoffices as go
from goodoffices.errors import UsageError
from goodoffices.space import compile
from goodoffices.talks.engine.views import allowed_packages, party_private
from goodoffices.talks.tournament import play, read_plan
from tests.support.cases import CASES
from tests.support.fake_negmas import SAOMechanism
from tests.support.offers import case, offers

LINKED = "linkages: [{forbid: {days: four, fee: low}, because: a test}]"


def at_theirs(parties: int, kind: Any, steps: int, more: str = "") -> list[tuple[int, Any]]:
    from goodoffices.talks.negmas import utility_of

    space = compile(case(parties, more=more))
    codes = allowed_packages(space)
    made = [utility_of(party_private(space, place, codes)) for place in range(parties)]
    table = SAOMechanism(made[0][0], steps)
    for outcomes, function in made:
        assert list(outcomes.enumerate()) == list(made[0][0].enumerate())
        table.add(kind(name=function.name, ufun=function))
    table.run()
    return table.trace


@pytest.mark.parametrize("more", ["", LINKED])
@pytest.mark.parametrize("parties", [2, 3])
def test_the_same_offers_at_both_tables(parties: int, more: str, agent: Callable[[str], Any]) -> None:
    """Three parties: an agent must hear of each offer, not only of the last; linked packages do not exist."""
    wanted = at_theirs(parties, agent("Ladder"), 24 // parties, more)
    assert len(wanted) > 3
    assert offers(case(parties, more=more), ["NegMAS:Ladder"] * parties) == wanted
    assert (("four", "low") in {offer[:2] for _, offer in wanted}) == (not more)


def test_an_agent_that_does_not_answer_leaves_the_table() -> None:
    for strategies, left in ((["NegMAS:Mute", "tough"], "A"), (["tough", "negmas:Quits"], "B")):
        result = go.talks.run(case(), strategy=strategies)
        assert result.breakdowns == {f"broken off by {left}": 1}
        assert f"{left} leaves the table" in result.transcripts[0].text()


def test_each_round_is_a_negotiation_of_its_own() -> None:
    """Talks break off after a round, and a new agent begins again with its best package."""
    result = go.talks.run(case(rounds=2, steps=4), strategy=["NegMAS:Ladder", "tough"])
    first = [line.words for line in result.transcripts[0].lines if line.step == 0 and line.by == "A"]
    assert len(first) == 2
    assert first[0] == first[1]
    assert len(SAOMechanism.ended) == 2


def test_an_agent_is_told_how_talks_end_and_leaves_no_thread() -> None:
    go.talks.run(case(), strategy=["NegMAS:Ladder", "NegMAS:Ladder"])
    assert [state.agreement is not None for state in SAOMechanism.ended] == [True, True]
    go.talks.run(case(steps=5), strategy=["NegMAS:Ladder", "tough"])
    assert [thread.name for thread in threads() if thread.name == "negmas"] == []


def test_draws_come_from_the_seed_of_the_talks_and_not_from_those_of_the_process() -> None:
    """The global generator is left as it was, and what somebody else drew from it changes nothing."""
    random.seed(1)
    before = random.getstate()
    one = offers(case(), ["NegMAS:Gambler", "tough"])
    assert random.getstate() == before
    random.seed(2)
    assert offers(case(), ["NegMAS:Gambler", "tough"]) == one
    assert offers(case(), ["NegMAS:Gambler", "tough"], seed=1) != one


def test_refusals() -> None:
    for name, says in (
        ("NegMAS:Laddr", "expected a class of negotiators, found 'Laddr'. Did you mean 'Ladder'?"),
        ("NegMAS:no.such.Thing", "expected a class of negotiators"),
        ("NegMAS:SAOResponse", "expected a class of negotiators"),
        ("NegMAS:Broken", "NegMAS:Broken failed: AttributeError: 'no such thing'"),
    ):
        with pytest.raises(UsageError, match=says.replace("?", "\\?")):
            go.talks.run(case(), strategy=[name, "tough"])
    with pytest.raises(UsageError, match="makes offers only"):
        go.talks.run(go.load("cases/canal"), "single-text", strategy="NegMAS:Ladder")


def test_a_tournament_plays_them(tmp_path: Path) -> None:
    """Names are checked when the plan is read, before anything is played."""
    for agent, says in (("Ladder", None), ("Laddr", "Did you mean 'Ladder'")):
        plan = tmp_path / "plan.yaml"
        plan.write_text(
            f"cases: [{CASES / 'canal'}]\nstrategies: [NegMAS:{agent}, tough]\n"
            "protocols: [alternating-offers]\nruns: 2\n"
        )
        if says:
            with pytest.raises(UsageError, match=says):
                read_plan(plan)
        else:
            rows = play(read_plan(plan), tmp_path, tmp_path / "out.jsonl")
            assert {tuple(row["strategies"]) for row in rows} >= {("NegMAS:Ladder", "tough")}
