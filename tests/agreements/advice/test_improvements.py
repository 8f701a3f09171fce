"""Post-settlement improvements on the canal."""

from __future__ import annotations

import numpy as np

from goodoffices.agreements import improvements
from goodoffices.space import Space, decode, evaluate, frontier
from tests.support.small_cases import codes


def test_post_settlement(canal: Space) -> None:
    """RC-1: from (20,42,400) the improvements are +5/+10 and +15/+4; max-min picks the first."""
    front = frontier(canal)
    start = codes(canal, "20", "42", "400")
    places = improvements(canal, front, start)
    gained = front.utilities[list(places)] - evaluate(canal, start[np.newaxis])
    assert [tuple(decode(canal, front.packages[p]).values()) for p in places] == [
        ("33", "60", "400"),
        ("33", "60", "600"),
    ]
    assert gained.tolist() == [[5, 10], [15, 4]]
