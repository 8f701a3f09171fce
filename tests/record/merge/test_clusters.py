"""Clusters: pairs that share a key, the best joined first, and work that is linear in the entries."""

from __future__ import annotations

from goodoffices.record.merge.clusters import CERTAIN, NEIGHBOURS, clusters, pairs


def near(one: int, other: int) -> float:
    return 5 - abs(one - other)


def test_items_that_share_no_key_are_not_compared() -> None:
    assert list(pairs([1, 2, 11, 12], lambda item: (item // 10,))) == [(0, 1), (2, 3)]


def test_a_pair_with_two_keys_comes_once() -> None:
    assert list(pairs([1, 2], lambda item: ("a", "b"))) == [(0, 1)]


def test_the_best_pair_is_joined_first_and_what_cannot_be_stays_apart() -> None:
    """4 is near 2 and near 6, but 1 and 7 cannot be of one thing."""
    assert clusters([1, 2, 4, 6, 7], lambda item: (0,), near, 3, 1) == [[1, 2, 4], [6, 7]]


def test_what_a_person_merged_stays_together() -> None:
    found = clusters([1, 99], lambda item: (0,), lambda one, other: CERTAIN, 3)
    assert found == [[1, 99]]


def test_comparisons_grow_with_the_items_and_not_with_their_square() -> None:
    for many in (1_000, 4_000):
        assert len(list(pairs(range(many), lambda item: (0,)))) <= many * NEIGHBOURS
