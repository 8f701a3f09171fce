"""Variants differ, and each accepted one is drawn."""

from __future__ import annotations

import numpy as np

from goodoffices.talks.engine.players import mediator_named
from tests.support.cases import canal, session
from tests.support.parties import Replies


def test_variants_differ_and_each_accepted_one_is_drawn() -> None:
    case = canal()
    log = session(
        case, "double-blind-batch", [Replies([63] * 400)] * 2, mediator_named("one-issue"), 400, seed=5
    )
    variants = log.final.variants
    assert variants.shape == (400, 6, 3)
    assert all(len(set(map(tuple, rows))) == 6 for rows in variants.tolist())
    drawn = (variants == log.final.put[:, np.newaxis]).all(axis=2).argmax(axis=1)
    assert (np.bincount(drawn, minlength=6) > 40).all()
