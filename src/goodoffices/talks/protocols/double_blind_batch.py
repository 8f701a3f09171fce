"""Double-blind close of several variants: yes or no to each, to the mediator only, then one word to all.

All variants are put before any answer is given. Where some were accepted by all, one of them, drawn at
random, is published as agreed; otherwise 'no agreement', and nothing more: not how many were accepted, nor
which others.
"""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from goodoffices.talks.engine.events import (
    AgreementReached,
    Batch,
    BrokenOff,
    Lanes,
    Mask,
    NoAgreement,
    Rows,
    VariantPut,
    VariantsAnswered,
)
from goodoffices.talks.engine.protocol import Protocol, Transitions, Where, protocol
from goodoffices.talks.engine.state import State

MOST_VARIANTS = 6
"""Answers to so many fit the eight bits that a state keeps for a party."""


def variants_in(steps: int) -> int:
    """How many variants are put in talks of so many steps."""
    return min(steps, MOST_VARIANTS)


def accepted_by_all(answers: NDArray[np.int8], variants: int) -> Mask:
    """Which variants every party said yes to, from all their answers: (lanes, variants)."""
    bits = np.bitwise_and.reduce(answers.astype(np.int64) - 1, axis=1)
    return np.asarray(bits[:, np.newaxis] >> np.arange(variants) & 1 == 1)


@protocol
class DoubleBlindBatch(Protocol):
    """``held`` is the variants side by side, ``put`` the one agreed.

    ``answers`` are 0 where none was given, else 1 and a bit for each variant that is accepted.
    """

    name = "double-blind-batch"
    transitions: ClassVar[Transitions] = {
        ("putting", VariantPut): ("putting", "choosing"),
        ("choosing", VariantsAnswered): ("choosing", "chosen"),
        ("chosen", AgreementReached): ("agreed",),
        ("chosen", NoAgreement): ("ended",),
        ("choosing", BrokenOff): ("broken off",),
    }

    def start(self, lanes: int) -> State:
        state = State.start(self.setting, lanes)
        many = variants_in(self.setting.steps)
        room = np.zeros((lanes, many * self.setting.issues), dtype=np.int64)
        return replace(state, held=room)

    def actors(self, state: State) -> Lanes:
        lead = self.within(state, "putting", "chosen")
        return np.where(
            lead,
            self.leading(state),
            np.where(self.within(state, "choosing"), self.unanswered(state), 0),
        )

    def guard(self, state: State, batch: Batch) -> Mask:
        many = variants_in(self.setting.steps)
        if batch.event is VariantsAnswered:
            return np.asarray((batch.more[:, 0] >= 0) & (batch.more[:, 0] < 1 << many))
        good = accepted_by_all(state.answers, many)
        if batch.event is AgreementReached:
            named = (self._variants(state) == batch.package[:, np.newaxis]).all(axis=2)
            return np.asarray(batch.yes & (named & good).any(axis=1))
        if batch.event is NoAgreement:
            return np.asarray(~good.any(axis=1))
        return super().guard(state, batch)

    def completes(self, state: State, batch: Batch) -> Mask:
        if batch.event is VariantPut:
            return np.asarray(state.step == variants_in(self.setting.steps) - 1)
        return self.answered_by_the_last(state)

    def write(self, state: State, batch: Batch, live: Where) -> None:
        if batch.event is VariantPut:
            lanes = np.arange(len(state.phase))[live]
            self._variants(state)[lanes, state.step[lanes]] = batch.package[lanes]
            state.step[live] += 1
        elif batch.event is VariantsAnswered:
            state.answers[live, batch.by] = 1 + batch.more[live, 0]
        elif batch.event is AgreementReached:
            state.put[live] = batch.package[live]

    def _variants(self, state: State) -> Rows:
        """The variants as they stand in the state, (lanes, variants, issues): written through."""
        return state.held.reshape(len(state.phase), -1, self.setting.issues)
