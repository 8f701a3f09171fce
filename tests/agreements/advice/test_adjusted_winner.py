"""Adjusted winner: the published kind of example, and its properties on random points."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import goodoffices as go
from goodoffices.agreements import Division, adjusted_winner, divided
from goodoffices.errors import UsageError
from goodoffices.space import compile, from_tables

POINTS = st.lists(st.integers(0, 30), min_size=2, max_size=6)


def scaled(points: list[int]) -> dict[str, Fraction]:
    total = sum(points)
    return {f"i{n}": Fraction(100 * p, total) for n, p in enumerate(points)}


def has(found: Division, points: dict[str, dict[str, Fraction]]) -> dict[str, Fraction]:
    """Return each party's points, the part of the shared issue counted, worked out anew."""
    total = dict.fromkeys(points, Fraction(0))
    for issue, winner in found.wins.items():
        part = found.part if issue == found.shared else Fraction(0)
        for party, own in points.items():
            total[party] += own[issue] * (1 - part if party == winner else part)
    return total


def test_carol_and_bob() -> None:
    """Brams & Taylor 1996 (ORACLES.md): the tie to Bob, who gets 1/6 of item 1; 170/3 each."""
    carol = {str(n): Fraction(p) for n, p in enumerate((50, 20, 15, 10, 5), 1)}
    bob = {str(n): Fraction(p) for n, p in enumerate((40, 30, 10, 10, 10), 1)}
    found = divided({"carol": carol, "bob": bob})
    assert found.wins == {"1": "carol", "2": "bob", "3": "carol", "4": "bob", "5": "bob"}
    assert (found.shared, found.part, found.each) == ("1", Fraction(1, 6), Fraction(170, 3))


def test_a_tie_goes_to_the_second_party_until_it_has_more() -> None:
    even = {"x": Fraction(50), "y": Fraction(50)}
    found = divided({"a": even, "b": dict(even)})
    assert found == Division({"x": "a", "y": "b"}, None, Fraction(0), Fraction(50))


@given(POINTS, POINTS)
def test_both_have_the_same_and_no_less_than_half(first: list[int], second: list[int]) -> None:
    """Equitable and envy-free: each thinks that it has at least half; at most one issue is shared."""
    size = min(len(first), len(second))
    first, second = first[:size], second[:size]
    if not sum(first) or not sum(second):
        return
    points = {"a": scaled(first), "b": scaled(second)}
    found = divided(points)
    totals = has(found, points)
    assert totals["a"] == totals["b"] == found.each
    assert found.each >= 50
    assert 0 <= found.part < 1


@given(POINTS, POINTS)
def test_no_other_division_is_better_for_both(first: list[int], second: list[int]) -> None:
    """Efficient: whoever has an issue values it, beside the others' issues, relatively more."""
    size = min(len(first), len(second))
    if not sum(first[:size]) or not sum(second[:size]):
        return
    points = {"a": scaled(first[:size]), "b": scaled(second[:size])}
    found = divided(points)
    held = {
        party: [i for i, w in found.wins.items() if w == party or i == found.shared] for party in points
    }
    for mine in held["a"]:
        for theirs in held["b"]:
            a, b = points["a"], points["b"]
            assert a[mine] * b[theirs] >= a[theirs] * b[mine] or found.each == 100


def test_the_canal_is_divided() -> None:
    """A wins notice and toll (45 + 25), B the convoys (60); 2/15 of notice are handed over."""
    found = adjusted_winner(compile(go.load("cases/canal")))
    assert found.division.wins == {"convoys": "B", "notice": "A", "toll": "A"}
    assert (found.division.shared, found.division.part) == ("notice", Fraction(10, 75))
    assert found.division.each == 64
    assert found.package == {"convoys": "33", "notice": "60", "toll": "600"}
    assert found.has == {"A": 70, "B": 60}


def test_a_package_that_linkages_forbid_is_none() -> None:
    tables = [[[0, 1], [0, 0]], [[0, 0], [0, 1]]]
    free = adjusted_winner(from_tables(tables))
    assert free.package == {"0": "1", "1": "1"}
    assert adjusted_winner(from_tables(tables, forbidden={(0, 1): [(1, 1)]})).package is None


@pytest.mark.parametrize(
    ("tables", "words"),
    [
        ([[[0, 1]]] * 3, "expected two parties, found 3"),
        ([[[0, 1]], [[2, 2]]], "an issue that matters to B"),
    ],
)
def test_refusals(tables: list[list[list[int]]], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        adjusted_winner(from_tables(tables))


def test_issues_valued_together_are_refused() -> None:
    with pytest.raises(UsageError, match="values that add up"):
        adjusted_winner(compile(go.load("cases/strait")))
