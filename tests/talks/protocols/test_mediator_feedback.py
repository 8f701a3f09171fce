"""Mediator feedback: a round begins with a text that nobody answers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from goodoffices.space import compile
from goodoffices.talks import arrange, drive
from goodoffices.talks.engine.events import (
    AgreementReached,
    Compared,
    DeadlinePassed,
    NoAgreement,
    TextPut,
    TextToCompare,
)
from goodoffices.talks.engine.players import mediator_named, strategy_named
from goodoffices.talks.engine.protocol import PROTOCOLS
from goodoffices.talks.engine.views import MediatorView, view
from tests.support.cases import rows_of, session, shipped


def test_a_round_of_feedback_begins_with_a_text_that_nobody_answers() -> None:
    case = shipped("strait")
    case = replace(case, rules=replace(case.rules, rounds=2, steps=4))
    events = [event for event, *_ in rows_of(session(case, "mediator-feedback", runs=range(1)), 0)]
    begins = [place for place, event in enumerate(events) if event is TextPut]
    assert len(begins) == 2
    assert all(events[place + 1] is TextToCompare for place in begins)
    assert events.count(TextToCompare) == 6
    assert events.count(DeadlinePassed) == 2
    assert events[-1] in (AgreementReached, NoAgreement)


def test_a_text_put_has_no_replies_yet() -> None:
    """Else the feedback mediator takes in, at the start of a round, what was said of two other texts."""
    case = shipped("canal")
    case = replace(case, rules=replace(case.rules, rounds=4, steps=4))
    table = arrange(case, compile(case), True)
    mediator = mediator_named("feedback")
    players = [strategy_named("truthful") for _ in case.parties]
    seats = table.seats(players, mediator)
    log = drive(PROTOCOLS["mediator-feedback"](table.setting), seats, 3, range(60))
    setting = log.protocol.setting
    for place, happened in enumerate(log.lane(0)):
        if happened.batch.event in (TextPut, TextToCompare):
            seen = view(log.lane(0)[: place + 1], setting.lead, 2, 1, 3)
            assert isinstance(seen, MediatorView)
            assert (seen.replies == -1).all()
    assert any(h.batch.event is Compared for h in log.lane(0))
    values = [
        np.concatenate([t.values for t in sorted(own, key=lambda t: t.scope)])
        for own in compile(case).tables
    ]
    better = mediator.orders.better.reshape(60, 2, 9, 9)  # type: ignore[attr-defined]
    for party, worth in enumerate(values):
        for _, high, low in np.argwhere(better[:, party]):
            assert worth[high] > worth[low]
