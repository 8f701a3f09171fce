"""A row of the mediation benchmark that is played several times has a seed of its own for every mediation."""

from __future__ import annotations

from benchmarks.instances import Instance, synthetic
from benchmarks.mediation import R20, ROWS, Row

from tests.support.thorough import spread


def three(quick: bool) -> list[Instance]:
    return [synthetic(seed) for seed in range(1 if quick else 3)]


def test_instances_are_mediated_again_with_other_seeds() -> None:
    row = Row("three", three, {10: None}, R20, False, times=2)
    found = [(seed, instance.name) for seed, instance in row.mediations(quick=False)]
    assert found == [
        (100, "s0"),
        (101, "s1"),
        (102, "s2"),
        (1100, "s0"),
        (1101, "s1"),
        (1102, "s2"),
    ]


def test_a_quick_row_and_a_row_of_one_time_are_mediated_once() -> None:
    again = Row("three", three, {10: None}, R20, False, times=2)
    assert [seed for seed, _ in again.mediations(quick=True)] == [100]
    once = Row("three", three, {10: None}, R20, False)
    assert [seed for seed, _ in once.mediations(quick=False)] == [100, 101, 102]


def test_seeds_of_one_row_never_meet() -> None:
    """A thousand instances would have to be in a row before two mediations had one seed."""
    for row in spread(ROWS, 4):
        seeds = [seed for seed, _ in row.mediations(quick=False)]
        assert len(set(seeds)) == len(seeds)
