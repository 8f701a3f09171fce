"""What a lie leaves: the best text that all would sign at the floors they claim."""

from __future__ import annotations

import numpy as np
import pytest
from benchmarks.ceilings import ceiling
from benchmarks.instances import Instance
from benchmarks.write import _table

# One issue with three options: 0.9 and 0.3, 0.6 and 0.6, 0.2 and 0.9; nobody signs below 0.2.
SPLIT = Instance("split", (3,), (np.array([[0.9, 0.6, 0.2]]), np.array([[0.3, 0.6, 0.9]])), (0.2, 0.2))


def test_a_liar_leaves_the_best_text_above_the_floor_it_claims() -> None:
    # products of true gains: 0.7 * 0.1, 0.4 * 0.4, 0; 0.85 rules the second out, 0.2 + 0.4 does not
    assert ceiling(SPLIT, "honest") == 1.0
    assert ceiling(SPLIT, "exaggerated") == 1.0
    assert ceiling(SPLIT, "high") == pytest.approx(0.07 / 0.16)
    assert ceiling(Instance("eased", (3,), SPLIT.tables, (0.19, 0.2)), "inflated") == pytest.approx(1.0)
    assert ceiling(Instance("raised", (3,), SPLIT.tables, (0.25, 0.2)), "inflated") == pytest.approx(
        0.65 * 0.1 / (0.35 * 0.4)
    )
    assert ceiling(SPLIT, "never") == 0.0


def test_the_page_says_how_often_nothing_is_left() -> None:
    row = {"name": "5x5-r20-high", "instances": 16, "mean": 0.7321, "p10": 0.19, "none": 1}
    assert list(_table("ceilings", [row]))[2] == "| 5x5-r20-high | 16 | 0.732 | 0.190 | 1 |"
