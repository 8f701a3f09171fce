"""Transcripts: golden minutes a person has read, relays and critiques in words."""

from __future__ import annotations

import pytest

import goodoffices as go
from goodoffices.space import compile
from goodoffices.talks import arrange, drive
from goodoffices.talks.engine.players import mediator_named, strategy_named
from goodoffices.talks.engine.protocol import PROTOCOLS, protocol_named
from tests.support.cases import CRITIQUE, shipped
from tests.support.golden import GOLDEN, MINUTES, golden_path, minutes
from tests.support.parties import Critic, Fixed
from tests.support.pseudo import MODELLED, WORD, pseudo


def test_a_relay_is_in_the_minutes() -> None:
    case = shipped("strait")
    words = go.talks.run(case, "double-blind-close", seed=1).transcripts[0].text()
    assert "Tavland answers no, privately to Bryn." in words
    assert "Orsova answers no, privately to Bryn, carried by Kesh." in words


@pytest.mark.parametrize("session", MINUTES)
def test_golden_minutes(session: tuple[str, ...]) -> None:
    """Minutes a person has read; write them again with tests/regenerate_golden.py."""
    assert minutes(*session) == golden_path(*session).read_text()


def test_no_golden_minutes_are_orphaned() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {
        golden_path(*session).name for session in MINUTES
    }


def test_a_critique_is_in_the_minutes_with_what_it_leaves_out() -> None:
    """Nothing to change; an issue only; an issue, an option and a distance."""
    said = [(0, 0, 0), (3, 0, 0), (2, 3, 1), (0, 0, 4)]
    case = shipped("canal")
    words = []
    for first, second in zip(said[::2], said[1::2], strict=True):
        table = arrange(case, compile(case), True)
        seats = table.seats([Critic(first), Critic(second)], Fixed([[0, 0, 0]]))
        log = drive(PROTOCOLS[CRITIQUE](table.setting), seats, 1, range(1))
        lines = go.talks.transcript(log, 0, case, table.routes).lines
        words += [line.words.partition(": ")[2] for line in lines if line.event == "Criticised"]
        assert all(line.private for line in lines if line.event == "Criticised")
    assert words == [
        "it names no change.",
        "first it would change Toll.",
        "first it would change Days of notice (rather 60); it is far from signing it.",
        "it names no change; it would sign it with ease.",
    ]


@pytest.mark.parametrize("protocol", [*sorted(PROTOCOLS), "shuttle carrying"])
def test_every_sentence_can_be_translated(protocol: str) -> None:
    """The case is in Greek, so that a plain letter is one of a template that was not translated."""
    name, _, mediator = protocol.partition(" ")
    kind = protocol_named(name)
    case = go.load(MODELLED)
    table = arrange(case, compile(case), kind.needs_mediator)
    players = [strategy_named(kind.usual_strategy) for _ in case.parties]
    seats = table.seats(players, mediator_named(mediator or kind.usual_mediator))
    log = drive(kind(table.setting), seats, 1, range(1))
    minutes = go.talks.transcript(log, 0, case, table.routes, translate=pseudo)
    assert len(minutes.lines) > 1
    assert [line.words for line in minutes.lines if WORD.search(line.words)] == []
