"""Partial orders are closed as their slow twin."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.talks.mediators.parts.partial_orders import Orders
from tests.support.orders import SlowOrder
from tests.support.thorough import usually

STATEMENTS = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(-1, 1)).filter(lambda s: s[0] != s[1]),
    max_size=12,
)


@settings(max_examples=usually(25, 60), deadline=None)
@given(st.lists(STATEMENTS, min_size=1, max_size=3))
def test_orders_are_closed_as_their_slow_twin(heard: list[list[tuple[int, int, int]]]) -> None:
    orders, slow = Orders(len(heard), 5), [SlowOrder(5) for _ in heard]
    for turn in range(max(map(len, heard))):
        here = np.array([turn < len(said) for said in heard])
        now = [said[turn] if turn < len(said) else (0, 1, 0) for said in heard]
        first, second, sign = (np.array(column) for column in zip(*now, strict=True))
        orders.say(first, second, sign, here)
        for place, twin in enumerate(slow):
            if here[place]:
                twin.say(*now[place])
    for place, twin in enumerate(slow):
        assert {tuple(pair) for pair in np.argwhere(orders.least[place]).tolist()} == twin.least
        assert {tuple(pair) for pair in np.argwhere(orders.better[place]).tolist()} == twin.better
        assert not (orders.better[place] & orders.better[place].T).any(), "nothing beats what beats it"
