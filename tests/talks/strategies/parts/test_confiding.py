"""Trades that a truthful party confides, by hand and by trying all."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.space import compile
from goodoffices.talks.engine.release_events import Confided
from goodoffices.talks.engine.release_rules import Confidence, Form, Point
from goodoffices.talks.engine.views import PartyView, party_private, view
from goodoffices.talks.strategies.parts.confiding import confidences, due, softener, trade
from tests.support.cases import shipped
from tests.support.shuttling import CONVOYS, NOTICE, TOLL

A_VALUES = [[30, 15, 0], [0, 25, 45], [0, 15, 25]]

B_VALUES = [[0, 30, 60], [30, 20, 0], [10, 6, 0]]
"""What each side of the canal makes of 10, 20, 33 ships; 30, 42, 60 days; 200, 400, 600 coins."""


def test_trades_on_the_canal_worked_by_hand() -> None:
    """The text is 33 ships, 60 days, 600. For A 33 ships cost 30, and 60 days help most, 45. For B 600 coins
    cost 10 and 60 days 30, and 33 ships help most, 60."""
    text = [2, 2, 2]
    first = Confidence(0, Point(CONVOYS, 2), Form.SUBSTANCE, only_if=Point(NOTICE, 2))
    assert trade(0, frozenset(), A_VALUES, text, set()) == first
    assert trade(0, frozenset({first}), A_VALUES, text, set()) is None
    cheap = Confidence(1, Point(TOLL, 2), Form.SUBSTANCE, only_if=Point(CONVOYS, 2))
    dear = replace(cheap, gives=Point(NOTICE, 2))
    assert trade(1, frozenset(), B_VALUES, text, set()) == cheap
    assert trade(1, frozenset({cheap}), B_VALUES, text, set()) == dear
    # with 60 days given already there is only the toll to ask for, and 25 do not pay for 30
    assert trade(0, frozenset(), A_VALUES, text, {Point(NOTICE, 2)}) is None


def test_what_was_asked_for_and_given_is_paid_for_while_it_pays() -> None:
    """B got 33 ships, worth 60 to it, for 60 days, 30; another 10 is less than 60 in all, 31 is not."""
    ships = Point(CONVOYS, 2)
    paid = Confidence(1, Point(NOTICE, 2), Form.VERBATIM, only_if=ships, passed=frozenset({0}))
    owed = Confidence(1, Point(TOLL, 2), Form.SUBSTANCE, only_if=ships)
    assert due(frozenset({paid, owed}), B_VALUES, {ships}) == replace(owed, only_if=None)
    assert due(frozenset({paid, owed}), B_VALUES, set()) is None
    assert due(frozenset({paid, replace(owed, armed=False)}), B_VALUES, {ships}) is None
    dear = [*B_VALUES[:2], [31, 6, 0]]
    assert due(frozenset({paid, owed}), dear, {ships}) is None


VALUES = st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=2, max_size=4)


@given(VALUES, st.data())
def test_a_trade_is_the_cheapest_that_pays_by_trying_all(
    values: list[list[int]], data: st.DataObject
) -> None:
    text = [data.draw(st.integers(0, 2)) for _ in values]
    given_ = {Point(i, o) for i, o in enumerate(text) if data.draw(st.booleans())}
    said = {issue for issue in range(len(text)) if data.draw(st.integers(0, 3)) == 0}
    own = frozenset(Confidence(0, Point(issue, 0), Form.IDEA) for issue in said)
    cost = [max(row) - row[option] for row, option in zip(values, text, strict=True)]
    gain = [row[option] - min(row) for row, option in zip(values, text, strict=True)]
    hoped = [i for i, o in enumerate(text) if Point(i, o) not in given_]
    pays = [
        (cost[i], i)
        for i in range(len(text))
        if i not in said and cost[i] > 0 and any(gain[j] > cost[i] for j in hoped if j != i)
    ]
    found = trade(0, own, values, text, given_)
    assert (found is None) == (not pays)
    if found is not None and found.only_if is not None:
        issue, asked = found.gives.issue, found.only_if.issue
        assert (cost[issue], issue) == min(pays)
        assert gain[asked] == max(gain[j] for j in hoped if j != issue) > cost[issue]
        assert (found.gives.option, found.only_if.option) == (text[issue], text[asked])


def test_a_small_thing_may_be_floated_once_the_round_has_failed() -> None:
    small = softener(1, frozenset(), B_VALUES, [2, 0, 1], 5.0, 1)
    assert small == Confidence(1, Point(TOLL, 1), Form.IDEA, hold_until=1)
    assert softener(1, frozenset(), B_VALUES, [2, 0, 1], 3.0, 1) is None
    assert softener(1, frozenset({small}), B_VALUES, [2, 0, 1], 5.0, 1) is None


def test_what_a_party_confides_is_from_its_own_view_and_lane_by_lane() -> None:
    """Many lanes at once are each alone; where there is no text yet there is nothing to confide."""
    case = shipped("canal")
    space = compile(case)
    private = party_private(space, 0, np.zeros((0, 3), dtype=np.int64))
    texts = np.array(list(product(range(3), repeat=3)))
    blank = view([], 0, 2, len(texts), 3)
    seen = replace(blank, table=texts, has_table=np.arange(len(texts)) % 5 > 0)
    assert isinstance(seen, PartyView)
    many = confidences(private, A_VALUES, seen, np.ones(len(texts), dtype=np.bool_)).batch(0, 27, 3)
    for lane in range(len(texts)):
        one = confidences(private, A_VALUES, seen.of(np.array([lane])), np.ones(1, dtype=np.bool_))
        alone = one.batch(0, 1, 3)
        assert Confided.confidence(many, lane) == Confided.confidence(alone, 0)
        assert bool(many.yes[lane]) <= (lane % 5 > 0)
    assert many.yes.any()
