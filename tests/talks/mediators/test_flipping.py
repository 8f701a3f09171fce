"""Flipping mediators: which issue and which option they change."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.space import compile
from goodoffices.talks import arrange
from goodoffices.talks.engine.phases import Phase
from goodoffices.talks.engine.players import Horizon, mediator_named, strategy_named
from goodoffices.talks.engine.session import MediatorSeat
from goodoffices.talks.engine.streams import stream_of
from goodoffices.talks.engine.views import MediatorView, view
from goodoffices.talks.mediators.flipping import flips, picked
from tests.support.cases import session, shipped


def test_a_random_flip_draws_an_issue_then_an_option() -> None:
    """As GENIUS draws: given that something changes, an option of an issue with n has a chance like 1 / n."""
    weights = np.array([[6, 6, 0, 4, 4, 4, 0]])
    draws = (np.arange(24 * 50, dtype=np.uint64) * np.uint64(2**64 // (24 * 50))) + np.uint64(2**33)
    places = picked(draws, np.repeat(weights, len(draws), axis=0))
    counts = np.bincount(places, minlength=7)
    assert np.abs(counts - weights[0] * 50).max() <= 1


def test_random_flips_come_up_as_often_as_in_genius() -> None:
    """It draws an issue and an option until that is another: one with n options is changed as n - 1 to n."""
    case = replace(shipped("wage-talks"), linkages=())
    space, lanes, mediator = compile(case), 6000, mediator_named("random-flip")
    players = [strategy_named("truthful") for _ in case.parties]
    seat = arrange(case, space, True).seats(players, mediator)[-1]
    assert isinstance(seat, MediatorSeat)
    seat.player.prepare(seat.private, Horizon(1, 9, lanes, 5))
    seen, live = view([], len(players), len(players), lanes, 5), np.ones(lanes, dtype=np.bool_)
    assert isinstance(seen, MediatorView)
    seen.has_held[:] = True
    [act] = seat.player.act(seen, Phase("drafting"), live, stream_of(1, 0, "m", range(lanes)), 0)
    assert act.package is not None
    assert (act.package != 0).sum(axis=1).tolist() == [1] * lanes
    dims = np.array(space.dims)
    expected = (dims - 1) / dims / ((dims - 1) / dims).sum()
    assert len(set(space.dims)) > 2
    assert (act.package != 0).mean(axis=0) == pytest.approx(expected, abs=0.012)


@given(st.lists(st.integers(1, 4), min_size=1, max_size=4), st.data())
def test_flips_are_all_the_packages_one_issue_away(dims: list[int], data: st.DataObject) -> None:
    row = [data.draw(st.integers(0, dim - 1)) for dim in dims]
    slow = [[*row[:i], option, *row[i + 1 :]] for i, dim in enumerate(dims) for option in range(dim)]
    assert flips(np.array([row]), np.array(dims))[0].tolist() == slow


def test_random_flips_differ_from_run_to_run_and_fixed_ones_do_not() -> None:
    case = shipped("strait")
    for mediator, different in (("random-flip", 5), ("fixed-order-flip", 1)):
        log = session(case, "mediator-vote", runs=range(5), mediator=mediator)
        assert len({log.fingerprint(lane) for lane in range(5)}) == different
