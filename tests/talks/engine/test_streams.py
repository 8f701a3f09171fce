"""Streams of draws: each run has its own, and a stream tells nothing else."""

from __future__ import annotations

import gc
from types import FunctionType, MethodType, ModuleType

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.talks.engine.streams import ManyStreams, stream_of


@given(start=st.integers(0, 1000), count=st.integers(1, 9), move=st.integers(0, 99))
def test_streams_give_each_run_its_own_draw(start: int, count: int, move: int) -> None:
    whole = stream_of(3, 0, "a", range(start + count)).draws("x", move)
    part = stream_of(3, 0, "a", range(start, start + count)).draws("x", move)
    assert whole[start:].tolist() == part.tolist()


@given(moves=st.lists(st.integers(0, 3), min_size=1, max_size=9))
def test_each_lane_is_at_its_own_move(moves: list[int]) -> None:
    stream = stream_of(3, 0, "a", range(len(moves)))
    drawn = stream.draws("x", np.array(moves))
    alone = [int(stream.draws("x", move)[lane]) for lane, move in enumerate(moves)]
    assert drawn.tolist() == alone


def test_another_seat_purpose_seed_or_place_has_other_draws() -> None:
    seats = [(3, 0, "a", "x"), (3, 0, "a", "y"), (3, 0, "b", "x"), (3, 1, "a", "x"), (4, 0, "a", "x")]
    first = {
        int(stream_of(seed, place, name, range(1)).draws(purpose, 0)[0])
        for seed, place, name, purpose in seats
    }
    assert len(first) == len(seats)


def reachable(thing: object) -> list[object]:
    """Everything that can be reached from an object, other than code, classes and modules."""
    found: dict[int, object] = {}
    left = [thing]
    while left:
        one = left.pop()
        code = type | ModuleType | FunctionType | MethodType
        if id(one) not in found and not isinstance(one, code):
            found[id(one)] = one
            left += gc.get_referents(one)
            # numbers are not collected, so that their holders do not name them as referents
            left += [getattr(one, name) for name in dir(one) if name[0] == "_" != name[1]]
    return list(found.values())


def test_nobody_reads_the_seed_or_a_name_from_a_stream() -> None:
    seed = 987_654_321
    one = stream_of(seed, 0, "harbour", range(7))
    for stream in (one, ManyStreams([one], np.arange(7))):
        stream.draws("x", 0)
        public = {name for name in dir(stream) if not name.startswith("_")}
        assert public <= {"draws", "of"}
        for held in reachable(stream):
            assert not (isinstance(held, int) and held == seed)
            text = held if isinstance(held, bytes) else str(held).encode()
            assert str(seed).encode() not in text
            assert b"harbour" not in text
