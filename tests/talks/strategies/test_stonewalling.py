"""A stonewalling party has a good word only for nearly its best."""

from __future__ import annotations

import numpy as np

from goodoffices.talks.engine.events import Criticised
from tests.support.cases import critique_rows, critique_session, shipped
from tests.support.players import answered, levels, private


def test_a_stonewalling_party_has_a_good_word_only_for_nearly_its_best() -> None:
    mine = private()
    low, middle, best = (mine.codes[place].tolist() for place in (0, len(mine.codes) // 2, -1))
    assert answered("truthful", mine, "answering", middle, low)
    assert not answered("stonewalling", mine, "answering", middle, low)
    assert answered("stonewalling", mine, "answering", best, low)
    said, true = levels("stonewalling", mine), levels("truthful", mine)
    assert said[-1] > 0
    assert sum(level > 0 for level in said) < sum(level > 0 for level in true) / 2


def test_a_stonewaller_says_that_it_is_far_from_signing_and_a_high_claim_that_it_is_farther() -> None:
    case = shipped("canal")
    levels = {}
    for name in ("truthful", "stonewalling", "inflated-reservation", "exaggerated-weights"):
        log = critique_session(case, range(30), [name, "truthful"])
        levels[name] = [
            more[2]
            for lane in range(30)
            for event, by, _, more, _ in critique_rows(log, lane)
            if event is Criticised and by == 0
        ]
    assert set(levels["stonewalling"]) <= {1, *range(5, 10)}
    assert 6 * levels["stonewalling"].count(1) > 5 * len(levels["stonewalling"])
    assert np.mean(levels["inflated-reservation"]) < np.mean(levels["truthful"])
    assert levels["exaggerated-weights"] != levels["truthful"]
