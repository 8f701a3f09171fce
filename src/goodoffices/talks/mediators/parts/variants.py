"""Variants of a batched close: spread them over the packages that linkages allow, then draw a winner."""

from __future__ import annotations

import numpy as np

from goodoffices.talks.engine.bases import MediatorTurn
from goodoffices.talks.engine.events import AgreementReached, NoAgreement, VariantPut
from goodoffices.talks.engine.players import Act, Horizon
from goodoffices.talks.engine.streams import below
from goodoffices.talks.engine.views import MediatorPrivate
from goodoffices.talks.protocols.double_blind_batch import accepted_by_all, variants_in


def variant(private: MediatorPrivate, horizon: Horizon, turn: MediatorTurn) -> Act:
    """Put the next variant, drawn from its own equal share of all packages, so that variants differ."""
    many, codes = variants_in(horizon.steps), private.codes
    low, high = (len(codes) * (turn.view.heard + more) // many for more in (0, 1))
    place = low + below(turn.draws("variants"), np.maximum(high - low, 1))
    return Act(VariantPut, turn.live, package=codes[np.minimum(place, len(codes) - 1)])


def one_of_the_accepted(turn: MediatorTurn) -> list[Act]:
    """Publish a variant that all accepted, each as likely as the others, or that there is none."""
    view, live = turn.view, turn.live
    good = accepted_by_all(view.chosen, view.variants.shape[1])
    agreed = good.any(axis=1)
    number = below(turn.draws("drawn"), np.maximum(good.sum(axis=1), 1))
    # the variant drawn is the first with that many good variants up to and including it
    drawn = (good & (good.cumsum(axis=1) == number[:, np.newaxis] + 1)).argmax(axis=1)
    package = view.variants[np.arange(len(live)), drawn]
    return [
        Act(AgreementReached, live & agreed, package=package, yes=np.ones(len(live), dtype=np.bool_)),
        Act(NoAgreement, live & ~agreed),
    ]
