"""What a mediator does in a batched close: spread some variants over what there can be, then draw one."""

from __future__ import annotations

import numpy as np

from goodoffices.talks.engine.events import AgreementReached, Lanes, Mask, NoAgreement, VariantPut
from goodoffices.talks.engine.players import Act, Horizon
from goodoffices.talks.engine.streams import Stream, below
from goodoffices.talks.engine.views import MediatorPrivate, MediatorView
from goodoffices.talks.protocols.double_blind_batch import accepted_by_all, variants_in

VARIANT_PHASES = ("putting", "chosen")


def variant_acts(
    private: MediatorPrivate,
    horizon: Horizon,
    view: MediatorView,
    phase: str,
    live: Mask,
    stream: Stream,
    move: int,
) -> list[Act]:
    """Put the next variant; or publish one of those that all accepted, each as likely as the others.

    Variants are drawn from as many equal shares of the packages that linkages allow, so that they differ.
    """
    if phase == "putting":
        many, codes = variants_in(horizon.steps), private.codes
        low, high = (len(codes) * (view.heard + more) // many for more in (0, 1))
        place = low + below(stream.draws("variants", move), np.maximum(high - low, 1))
        return [Act(VariantPut, live, package=codes[np.minimum(place, len(codes) - 1)])]
    good = accepted_by_all(view.answers, view.variants.shape[1])
    agreed = good.any(axis=1)
    drawn = _place(good, below(stream.draws("drawn", move), np.maximum(good.sum(axis=1), 1)))
    package = view.variants[np.arange(len(live)), drawn]
    return [
        Act(AgreementReached, live & agreed, package=package, yes=np.ones(len(live), dtype=np.bool_)),
        Act(NoAgreement, live & ~agreed),
    ]


def _place(good: Mask, number: Lanes) -> Lanes:
    """Where each lane's ``number``-th good one is, counted from 0; 0 where there is none."""
    return np.asarray((good & (good.cumsum(axis=1) == number[:, np.newaxis] + 1)).argmax(axis=1))
