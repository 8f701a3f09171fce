"""Several mediators in one talk: each leads its rounds, over its own channels, in its own compartment."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.errors import UsageError
from goodoffices.space import compile
from goodoffices.talks import Log, arrange, drive
from goodoffices.talks.engine.events import (
    Answer,
    Opened,
    Replied,
    TextCarried,
    TextClosed,
    TextKept,
    TextPut,
    Voted,
)
from goodoffices.talks.engine.players import mediator_named, strategy_named
from goodoffices.talks.engine.protocol import PROTOCOLS

STRAIT = Path(__file__).parents[2] / "cases" / "strait"
BRYN, KESH, VAAL = 2, 3, 4
PRIVATE = (Answer, Opened, Replied, Voted)
MEDIATORS = {"single-text": "two-issues", "single-text-votes": "annealing", "shuttle": "learning"}


def played(protocol: str, sharing: bool, leads: int = 3) -> Log:
    case = go.load(STRAIT)
    case = replace(case, rules=replace(case.rules, rounds=3, steps=3))
    table = arrange(case, compile(case), True, leads, sharing)
    drafting = [mediator_named(MEDIATORS[protocol]) for _ in range(leads)]
    players = [strategy_named("truthful") for _ in case.parties]
    return drive(PROTOCOLS[protocol](table.setting), table.seats(players, *drafting), 5, range(1))


@pytest.mark.parametrize("protocol", MEDIATORS)
def test_mediators_lead_the_rounds_in_turn(protocol: str) -> None:
    log = played(protocol, sharing=False)
    drafted = (TextPut, TextCarried, TextKept, TextClosed)
    who = {(int(h.round[0]), h.batch.by) for h in log.happened if h.batch.event in drafted}
    assert who == {(0, BRYN), (1, KESH), (2, VAAL)}


@pytest.mark.parametrize("protocol", MEDIATORS)
def test_what_a_party_says_to_one_mediator_reaches_the_others_only_where_they_share(
    protocol: str,
) -> None:
    """Bryn and Vaal carry nothing for each other: a round of one is closed to the other."""
    for sharing in (False, True):
        said = [h for h in played(protocol, sharing).happened if h.batch.event in PRIVATE]
        for happened in said:
            audience, turn = int(happened.audience[0]), int(happened.round[0])
            leading, other = {0: (BRYN, VAAL), 1: (KESH, VAAL), 2: (VAAL, BRYN)}[turn]
            assert audience >> leading & 1
            assert bool(audience >> other & 1) == sharing
            assert not audience >> (1 - happened.batch.by) & 1, "the other party hears it"
        assert {int(happened.round[0]) for happened in said} == {0, 1, 2}


def test_a_talk_with_several_mediators_is_said_to_be_led_by_them_and_minuted_over_their_channels() -> (
    None
):
    case = go.load(STRAIT)
    found = go.talks.run(
        case, "single-text", runs=3, seed=2, mediator=("two-issues", "one-issue"), sharing=True
    )
    assert found.mediator == "two-issues / one-issue"
    first, _, second = found.transcripts[0].text().partition("## Round 2")
    assert "Bryn puts a text to all" in first
    assert "Orsova answers yes, privately to Bryn, carried by Kesh." in first
    assert "Kesh puts a text to all" in second
    assert "Bryn puts" not in second


def test_more_mediators_than_reach_every_party_are_refused_with_those_that_do() -> None:
    case = go.load(STRAIT.parent / "canal")
    with pytest.raises(
        UsageError, match="expected 2 mediators with a channel or a relay to every party, found"
    ):
        go.talks.run(case, "single-text", mediator=("one-issue", "one-issue"))
