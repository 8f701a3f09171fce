"""Exaggerated weights: the first issue decides."""

from __future__ import annotations

import numpy as np
import pytest

from goodoffices.talks.engine.shuttle_events import Opened
from goodoffices.talks.strategies.exaggerated_weights import ExaggeratedWeights
from tests.support.players import answered, private, told


def test_exaggerated_weights_make_the_first_issue_decide() -> None:
    """What it says matters most does; which of two texts is better, it tells by what matters most."""
    mine = private("strait")
    [opened], [true] = (
        told(name, mine, "asked", mine.codes[0].tolist())
        for name in ("exaggerated-weights", "truthful")
    )
    assert opened.event is Opened
    assert opened.more is not None
    assert true.more is not None
    assert opened.more[0, 0] == true.more[0, 0]
    claimed = ExaggeratedWeights().claims(mine)
    spans = [np.array([np.ptp(table.values) for table in p.tables]) for p in (mine, claimed)]
    expected = (spans[0] / spans[0].max()) ** 2.5
    assert spans[1] / spans[1].max() == pytest.approx(expected, abs=1e-5)
    rows = mine.codes[:: max(len(mine.codes) // 60, 1)]
    worth, said = mine.value(rows), claimed.value(rows)
    turned = np.argwhere((worth[:, None] > worth[None, :]) & (said[:, None] < said[None, :]))
    assert len(turned)
    text, held = (rows[place].tolist() for place in turned[0])
    assert answered("truthful", mine, "answering", text, held)
    assert not answered("exaggerated-weights", mine, "answering", text, held)
