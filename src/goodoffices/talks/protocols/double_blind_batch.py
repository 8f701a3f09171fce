"""Double-blind close of several variants: each party says yes or no to every text, to the mediator only; then
all hear of one that all accepted, or that there is none.

All variants are put before any answer is given. If some were accepted by all, one of them, drawn at
random, is published as agreed; otherwise 'no agreement', and nothing more: not how many were accepted, nor
which others.
"""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

import numpy as np

from goodoffices.talks.engine.event import Batch, Mask, Rows
from goodoffices.talks.engine.events import (
    AgreementReached,
    BrokenOff,
    NoAgreement,
    VariantPut,
    VariantsAnswered,
)
from goodoffices.talks.engine.phases import Asks, Leads, Row
from goodoffices.talks.engine.protocol import Phases, Protocol, Table, protocol
from goodoffices.talks.engine.state import State

MOST_VARIANTS = 6
"""Number of variants at most: a party has to weigh all of them at once."""


def variants_in(steps: int) -> int:
    """Return how many variants are put in talks with that many steps."""
    return min(steps, MOST_VARIANTS)


def accepted_by_all(chosen: Rows, variants: int) -> Mask:
    """Return which variants every party said yes to: (lanes, parties) bits -> (lanes, variants)."""
    bits = np.bitwise_and.reduce(chosen, axis=1)
    return np.asarray(bits[:, np.newaxis] >> np.arange(variants) & 1 == 1)


def _accepted(state: State) -> Mask:
    """Return which variants every party said yes to, (lanes, variants)."""
    return accepted_by_all(state.chosen, state.variants.shape[1])


def last_variant(rules: Protocol, state: State, batch: Batch) -> Mask:
    """All other variants have been put."""
    return np.asarray(state.step == state.variants.shape[1] - 1)


def among_the_variants(rules: Protocol, state: State, batch: Batch) -> Mask:
    """The answer is about variants that there are."""
    chosen = VariantsAnswered.chosen.of(batch)
    return np.asarray((chosen >= 0) & (chosen < 1 << state.variants.shape[1]))


def names_one_accepted(rules: Protocol, state: State, batch: Batch) -> Mask:
    """The package published is a variant that all accepted."""
    named = (state.variants == batch.package[:, np.newaxis]).all(axis=2)
    return np.asarray(batch.yes & (named & _accepted(state)).any(axis=1))


def none_accepted(rules: Protocol, state: State, batch: Batch) -> Mask:
    """No variant was accepted by all."""
    return np.asarray(~_accepted(state).any(axis=1))


@protocol
class DoubleBlindBatch(Protocol):
    """``variants`` are the texts, ``chosen`` the answers, ``put`` the variant agreed."""

    name = "double-blind-batch"
    phases: ClassVar[Phases] = {
        "putting": Leads(),
        "choosing": Asks(VariantsAnswered),
        "chosen": Leads(),
    }
    table: ClassVar[Table] = (
        Row("putting", VariantPut, to="putting", last="choosing", last_if=last_variant),
        Row("choosing", VariantsAnswered, to="choosing", last="chosen", when=among_the_variants),
        Row("chosen", AgreementReached, to="agreed", when=names_one_accepted),
        Row("chosen", NoAgreement, to="ended", when=none_accepted),
        Row("choosing", BrokenOff, to="broken off"),
    )

    def start(self, lanes: int) -> State:
        shape = lanes, variants_in(self.setting.steps), self.setting.issues
        return replace(super().start(lanes), variants=np.zeros(shape, dtype=np.int64))
