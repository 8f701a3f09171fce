"""Double-blind batch: answers to variants stay private and only an accepted variant is published."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.errors import ProtocolError
from goodoffices.space import compile
from goodoffices.talks import arrange
from goodoffices.talks.engine.events import (
    AgreementReached,
    DeadlinePassed,
    NoAgreement,
    VariantPut,
    VariantsAnswered,
)
from goodoffices.talks.engine.players import Act
from goodoffices.talks.engine.session import Session
from goodoffices.talks.engine.state import State
from goodoffices.talks.outcomes.disclosure import reached
from goodoffices.talks.protocols.double_blind_batch import (
    DoubleBlindBatch,
    accepted_by_all,
    variants_in,
)
from goodoffices.testing import tiny
from tests.support.cases import canal, session, sight, state_after, three_parties
from tests.support.parties import Drafts, Replies
from tests.support.shuttling import HERE


@given(secret=st.integers(0, 63), other=st.integers(0, 63), mine=st.integers(0, 63))
@settings(max_examples=30, deadline=None)
def test_two_worlds_answers_to_variants_do_not_reach_the_other_side(
    secret: int, other: int, mine: int
) -> None:
    """Only B's answers differ: A sees the same bytes until one word is published, and that word's too
    where the same variant, or none, is what comes of both."""
    texts = list(product(range(3), repeat=3))
    logs, words = [], []
    for bits in (secret, other):
        both = bits & mine
        drawn = (both & -both).bit_length() - 1 if both else 0
        third = Drafts(texts, [drawn])
        logs.append(
            session(canal(), "double-blind-batch", [Replies([mine]), Replies([bits])], third, seed=5)
        )
        words.append(drawn if both else None)
    before = [replace(log, happened=log.happened[:-1]) for log in logs]
    assert reached(before[0], 0, 0) == reached(before[1], 0, 0)
    assert sight(before[0], 0) == sight(before[1], 0)
    assert (reached(logs[0], 0, 0) == reached(logs[1], 0, 0)) == (words[0] == words[1])
    assert (reached(logs[0], 0, 2) == reached(logs[1], 0, 2)) == (secret == other)


def test_a_mediator_cannot_publish_what_somebody_refused() -> None:
    texts = list(product(range(3), repeat=3))
    log = session(
        canal(3), "double-blind-batch", [Replies([0b011]), Replies([0b110])], Drafts(texts, [1]), seed=5
    )
    assert log.final.put[0].tolist() == list(texts[1])
    state, lead, here = state_after(log, -1), log.protocol.setting.lead, np.array([True])
    for act in (
        Act(AgreementReached, here, package=np.array([texts[0]]), yes=here),
        Act(AgreementReached, here, package=np.array([texts[5]]), yes=here),
        Act(NoAgreement, here),
    ):
        with pytest.raises(ProtocolError, match="is not allowed"):
            log.protocol.apply(state, act.batch(lead, 1, 3), here)


def asked(steps: int = 2) -> tuple[DoubleBlindBatch, State]:
    """The rules for two issues, and a session in which variants 0, 1 and 1, 0 were put."""
    rules = DoubleBlindBatch(replace(tiny(1, steps), issues=2))
    state = rules.start(1)
    for variant in ([0, 1], [1, 0]):
        put = Act(VariantPut, HERE, package=np.array([variant])).batch(2, 1, 2)
        state = rules.apply(state, put, HERE)
    return rules, state


@pytest.mark.parametrize(("bits", "fine"), [(-1, False), (0, True), (3, True), (4, False), (5, False)])
def test_answers_are_about_variants_that_were_put(bits: int, fine: bool) -> None:
    rules, state = asked()
    answer = Act(VariantsAnswered, HERE, more=VariantsAnswered.numbers(chosen=[bits]))
    assert rules.allowed(state, answer.batch(0, 1, 2))[0] == fine


@pytest.mark.parametrize(
    ("package", "fine"), [([0, 1], True), ([1, 0], False), ([0, 0], False), ([1, 1], False)]
)
def test_only_a_whole_variant_that_all_accepted_is_published(package: list[int], fine: bool) -> None:
    rules, state = asked()
    for party, bits in ((0, 0b11), (1, 0b01)):
        answer = Act(VariantsAnswered, HERE, more=VariantsAnswered.numbers(chosen=[bits]))
        state = rules.apply(state, answer.batch(party, 1, 2), HERE)
    published = Act(AgreementReached, HERE, package=np.array([package]), yes=HERE)
    assert rules.allowed(state, published.batch(2, 1, 2))[0] == fine


def test_six_variants_are_put_at_most() -> None:
    assert [variants_in(steps) for steps in (1, 5, 6, 7, 40)] == [1, 5, 6, 6, 6]


@pytest.mark.parametrize("parties", [2, 3])
def test_silence_is_no_bit_in_the_batch(parties: int) -> None:
    """With 0, 1 … n parties silent, the variants that all of the others want are not agreed."""
    case, every = canal(3), (1 << 3) - 1
    case = three_parties(case) if parties == 3 else case
    table = arrange(case, compile(case), True, by_people=True)
    setting = table.setting
    for silent in range(parties + 1):
        playing = Session(DoubleBlindBatch(setting))
        for text in ([0, 0, 0], [1, 1, 1], [2, 2, 2]):
            put = Act(VariantPut, HERE, package=np.array([text]))
            playing.play(put.batch(setting.lead, 1, 3))
        for party in range(silent, parties):
            chosen = Act(VariantsAnswered, HERE, more=np.array([[every]]))
            playing.play(chosen.batch(party, 1, 3))
        if silent:
            playing.play(Act(DeadlinePassed, HERE).batch(setting.clock, 1, 3))
        assert accepted_by_all(playing.state.chosen, 3).any() == (silent == 0)
        assert (NoAgreement in playing.may()[setting.lead]) == (silent > 0)
        agreed = Act(AgreementReached, HERE, package=np.array([[1, 1, 1]]), yes=HERE)
        assert playing.protocol.allowed(playing.state, agreed.batch(setting.lead, 1, 3))[0] == (
            not silent
        )
