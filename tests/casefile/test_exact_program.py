"""The exact linear program, against a search of all corner points."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from goodoffices.casefile.exact_program import largest

Rows = list[tuple[dict[int, Fraction], Fraction]]
NUMBERS = st.integers(-4, 4).map(Fraction)


def corner(rows: Rows) -> Fraction | None:
    """Return the largest value of variable 1 of two at a corner that all rows allow."""
    every = [*rows, ({0: Fraction(-1)}, Fraction(0)), ({1: Fraction(-1)}, Fraction(0))]
    best = None
    for (a, p), (b, q) in combinations(every, 2):
        (a0, a1), (b0, b1) = ((r.get(0, Fraction(0)), r.get(1, Fraction(0))) for r in (a, b))
        determinant = a0 * b1 - a1 * b0
        if determinant == 0:
            continue
        x, y = (p * b1 - a1 * q) / determinant, (a0 * q - p * b0) / determinant
        if all(r.get(0, 0) * x + r.get(1, 0) * y <= most for r, most in every):
            best = y if best is None else max(best, y)
    return best


@given(st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS), max_size=6))
def test_the_largest_value_is_that_of_the_best_corner(drawn: list[tuple[Fraction, ...]]) -> None:
    box: Rows = [({0: Fraction(1)}, Fraction(7)), ({1: Fraction(1)}, Fraction(9))]
    rows = [*box, *(({0: a, 1: b}, most) for a, b, most in drawn)]
    found = largest(rows, 2, 1)
    assert (None if found is None else found[0]) == corner(rows)
    if found is not None:
        assert all(sum(v * found[1][n] for n, v in r.items()) <= most for r, most in rows)
