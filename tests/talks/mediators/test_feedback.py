"""The feedback mediator, held to what it heard by slow orders."""

from __future__ import annotations

import numpy as np
import pytest

import goodoffices as go
from goodoffices.space import compile
from goodoffices.talks import arrange, drive
from goodoffices.talks.engine.events import Compared, TextClosed, TextPut, TextToCompare
from goodoffices.talks.engine.players import mediator_named, strategy_named
from goodoffices.talks.engine.protocol import PROTOCOLS
from tests.support.cases import rows_of, session, shipped
from tests.support.orders import SlowOrder


@pytest.mark.parametrize("name", ["canal", "strait"])
def test_what_the_feedback_mediator_puts_follows_from_what_it_heard(name: str) -> None:
    """By slow orders, from the log: one issue at a time, nothing known to be worse, the best at the end."""
    case = shipped(name)
    space = compile(case)
    log = session(case, "mediator-feedback", runs=range(8))
    begins = np.cumsum(space.dims) - space.dims
    codes = go.space.packages(space)
    for lane in range(8):
        orders = [SlowOrder(int(sum(space.dims))) for _ in case.parties]
        put: tuple[int, ...] = ()
        pair, seen, texts = (0, 0), set[int](), 0
        for event, by, package, _, said in rows_of(log, lane):
            if event is TextToCompare:
                [issue] = [i for i, (a, b) in enumerate(zip(package, put, strict=True)) if a != b]
                pair = int(begins[issue] + package[issue]), int(begins[issue] + put[issue])
                assert not any(pair[::-1] in order.better for order in orders)
                texts += 1
            if event in (TextPut, TextToCompare):
                put = package
                seen |= {int(begins[i] + option) for i, option in enumerate(package)}
                assert go.space.feasible(space, np.array([put]))[0]
            elif event is Compared:
                orders[by].say(*pair, said - 1)
            elif event is TextClosed:
                counts = option_counts(space.dims, orders, seen)
                each = [sum(counts[begins[i] + o] for i, o in enumerate(row)) for row in codes.tolist()]
                mine = sum(counts[begins[i] + o] for i, o in enumerate(package))
                assert mine == pytest.approx(max(each))
        assert texts > 1


def option_counts(dims: tuple[int, ...], orders: list[SlowOrder], seen: set[int]) -> list[float]:
    counts, place = [], 0
    for dim in dims:
        for option in range(place, place + dim):
            product = 1.0
            for order in orders:
                below = sum((option, other) in order.better for other in range(place, place + dim))
                above = sum((other, option) in order.better for other in range(place, place + dim))
                product *= (dim - 1 + below - above) / (2 * (dim - 1))
            counts.append(product if option in seen else -1.0)
        place += dim
    return counts


def test_what_is_learnt_of_issues_that_stand_alone_is_true() -> None:
    """In the canal every issue counts by itself: whatever is known to be better is worth more."""
    case = shipped("canal")
    space = compile(case)
    mediator = mediator_named("feedback")
    table = arrange(case, space, True)
    seats = table.seats([strategy_named("truthful") for _ in case.parties], mediator)
    drive(PROTOCOLS["mediator-feedback"](table.setting), seats, 3, range(12))
    values = [
        np.concatenate([t.values for t in sorted(own, key=lambda t: t.scope)]) for own in space.tables
    ]
    better = mediator.orders.better.reshape(12, 2, 9, 9)  # type: ignore[attr-defined]
    assert better.sum() > 12
    for party, worth in enumerate(values):
        for _, high, low in np.argwhere(better[:, party]):
            assert worth[high] > worth[low]
