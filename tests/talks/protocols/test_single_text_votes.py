"""Single text with strong and weak votes: strong votes run out, and a strong no is a veto."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from goodoffices.errors import ProtocolError
from goodoffices.space import compile
from goodoffices.talks import arrange
from goodoffices.talks.engine.event import Batch, Event
from goodoffices.talks.engine.events import TextDropped, TextKept, TextPut, Voted
from goodoffices.talks.engine.protocol import PROTOCOLS
from tests.support.cases import shipped


def _batch(event: type[Event], by: int, vote: int = 0) -> Batch:
    more = np.full((1, 6), vote, dtype=np.int64)
    package = np.zeros((1, 3), dtype=np.int64)
    return Batch(by, event, package, np.ones(1, dtype=np.bool_), np.ones(1, dtype=np.bool_), more)


def test_strong_votes_run_out_and_a_strong_no_is_a_veto() -> None:
    case = shipped("canal")
    setting = replace(arrange(case, compile(case), True).setting, strong=1)
    rules = PROTOCOLS["single-text-votes"](setting)
    live = np.ones(1, dtype=np.bool_)
    state = rules.start(1)
    for vote in (0, 1):
        state = rules.apply(state, _batch(TextPut, setting.lead), live)
        if vote == 1:
            with pytest.raises(ProtocolError, match="Voted by seat 0 is not allowed"):
                rules.apply(state, _batch(Voted, 0, 0), live)
        state = rules.apply(state, _batch(Voted, 0, vote), live)
        state = rules.apply(state, _batch(Voted, 1, 3 - vote), live)
        allowed = bool(rules.allowed(state, _batch(TextKept, setting.lead))[0])
        assert allowed == (vote == 1)
        if vote == 0:
            state = rules.apply(state, _batch(TextDropped, setting.lead), live)


def test_a_vote_reaches_its_party_and_who_carries_it_and_nobody_else() -> None:
    case = shipped("canal")
    setting = arrange(case, compile(case), True).setting
    rules = PROTOCOLS["single-text-votes"](setting)
    live = np.ones(1, dtype=np.bool_)
    state = rules.apply(rules.start(1), _batch(TextPut, setting.lead), live)
    for party in range(2):
        audience = int(rules.audience(state, _batch(Voted, party, 1))[0])
        assert audience == 1 << party | setting.carries[party]
        assert audience >> setting.lead & 1
