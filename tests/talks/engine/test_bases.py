"""Bases of players: every phase calls the method that decides it, and the others stay as they were."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from goodoffices.talks.engine.bases import MediatorTurn, PartyTurn, TextMediator
from goodoffices.talks.engine.event import Event, Mask, Rows
from goodoffices.talks.engine.events import (
    AgreementReached,
    NoAgreement,
    TextClosed,
    TextDropped,
    TextKept,
    TextPut,
)
from goodoffices.talks.engine.players import Act, Horizon, strategy_named
from goodoffices.talks.engine.streams import stream_of
from goodoffices.talks.engine.views import MediatorView, view
from goodoffices.talks.strategies.truthful import Truthful
from tests.support.players import LIVE, PHASES, private, seen

ASKED = sorted(name for name, phase in PHASES.items() if phase.asks)
STREAM = stream_of(1, 0, "A", range(1))
METHODS = sorted({"opening" if phase == "asked" else phase for phase in ASKED} - {"confiding"})


def silent(method: str) -> type[Truthful]:
    """A truthful party whose answer to one kind of question is an error."""

    def refuse(self: Truthful, turn: PartyTurn) -> Mask:
        raise NotImplementedError(method)

    return type("Silent", (Truthful,), {method: refuse})


def heard(make: Callable[[], Truthful], phase: str) -> list[Act]:
    player, mine = make(), private()
    player.prepare(mine, Horizon(2, 20, 1, mine.codes.shape[1]))
    return player.act(seen(mine.codes[0].tolist()), PHASES[phase], LIVE, STREAM, 0)


@pytest.mark.parametrize("method", METHODS)
def test_a_question_is_answered_by_its_own_method_and_no_other(method: str) -> None:
    asked = "asked" if method == "opening" else method
    with pytest.raises(NotImplementedError, match=method):
        heard(silent(method), asked)
    # a party answers a text as it answers an improvement, unless it overrides either
    alike = {asked, "answering"} if method == "improving" else {asked}
    for phase in set(ASKED) - alike - {"confiding"}:
        [act], [true] = heard(silent(method), phase), heard(Truthful, phase)
        assert (act.event, str(act.yes), str(act.more)) == (true.event, str(true.yes), str(true.more))


def test_a_party_that_is_not_asked_makes_an_offer() -> None:
    mine = private()
    for name, made in (("tough", True), ("truthful", False)):
        player = strategy_named(name)
        player.prepare(mine, Horizon(2, 20, 1, mine.codes.shape[1]))
        acts = player.act(seen(mine.codes[0].tolist()), PHASES["opening"], LIVE, STREAM, 0)
        assert [act.event.__name__ for act in acts] == (["Offer"] if made else ["Answer"])


class Fixed(TextMediator):
    """Puts the first package always."""

    def text(self, turn: MediatorTurn) -> Rows:
        return np.zeros_like(turn.view.table)


def after(phase: str, answers: list[list[int]], held: list[bool]) -> dict[type[Event], list[int]]:
    """The lanes of each event with which a mediator follows these answers, a list for each lane."""
    lanes = len(answers)
    now = view([], 2, 2, lanes, 3)
    assert isinstance(now, MediatorView)
    now.has_held[:] = held
    if phase == "voted":
        now.votes[:] = answers
    else:
        now.answers[:] = answers
    acts = Fixed().act(
        now, PHASES[phase], np.ones(lanes, dtype=np.bool_), stream_of(1, 0, "m", range(lanes)), 0
    )
    return {act.event: np.flatnonzero(act.where).tolist() for act in acts}


@pytest.mark.parametrize(
    ("phase", "expected"),
    [
        ("drafting", {TextPut: [0, 1, 2]}),
        ("answered", {TextKept: [0], TextDropped: [1, 2]}),
        ("polled", {TextKept: [0], TextDropped: [1, 2]}),
        ("time is over", {TextClosed: [0, 2], NoAgreement: [1]}),
        ("closed", {AgreementReached: [0], NoAgreement: [1, 2]}),
    ],
)
def test_a_mediator_keeps_and_closes_only_what_all_said_yes_to(
    phase: str, expected: dict[type[Event], list[int]]
) -> None:
    assert after(phase, [[2, 2], [2, 1], [1, 1]], [True, False, True]) == expected


def test_a_mediator_keeps_a_text_for_which_all_voted_weakly_or_strongly() -> None:
    assert after("voted", [[2, 3], [1, 3], [0, 2]], [True] * 3) == {TextKept: [0], TextDropped: [1, 2]}
