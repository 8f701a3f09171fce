"""A small linear program solved exactly, in fractions: whether conditions can all hold.

The simplex method with Bland's rule (1977, Mathematics of Operations Research 2:103-107), which cannot
cycle, on a dictionary of basic variables. Meant for tens of rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

Numbers = list[Fraction]


def largest(
    rows: Sequence[tuple[dict[int, Fraction], Fraction]], size: int, aim: int
) -> tuple[Fraction, Numbers] | None:
    """Return the largest value of the variable ``aim``, and all variables there; None if no point fits.

    Args:
        rows: each is the terms of a sum, by variable, and the number it must not exceed.
        size: number of variables; each is at least 0.
        aim: the variable to make large; some row must bound it.
    """
    table = _Dictionary(rows, size)
    if not table.feasible():
        return None
    table.aim({aim: Fraction(1)})
    point = table.point()
    return point[aim], point


class _Dictionary:
    """Basic variables as linear functions of the others: ``x_b = constant + sum(row[n] * x_n)``."""

    def __init__(self, rows: Sequence[tuple[dict[int, Fraction], Fraction]], size: int) -> None:
        self.size = size
        # Variable size + r is the slack of row r; the last one is the auxiliary variable of phase one.
        self.spare = size + len(rows)
        self.rows: dict[int, dict[int, Fraction]] = {}
        self.constants: dict[int, Fraction] = {}
        for number, (terms, most) in enumerate(rows):
            self.rows[size + number] = {n: -value for n, value in terms.items() if value}
            self.constants[size + number] = most
        self.goal: dict[int, Fraction] = {}
        self.value = Fraction(0)

    def feasible(self) -> bool:
        """Find a first feasible point; return False if there is none."""
        worst = min(self.constants, key=lambda b: (self.constants[b], b), default=None)
        if worst is None or self.constants[worst] >= 0:
            return True
        for row in self.rows.values():
            row[self.spare] = Fraction(1)
        self.goal, self.value = {self.spare: Fraction(-1)}, Fraction(0)
        self._pivot(worst, self.spare)
        self._climb()
        if self.value != 0:
            return False
        if self.spare in self.rows:
            row = self.rows[self.spare]
            if row:
                self._pivot(self.spare, min(row))
            else:
                del self.rows[self.spare], self.constants[self.spare]
        for row in self.rows.values():
            row.pop(self.spare, None)
        return True

    def aim(self, goal: dict[int, Fraction]) -> None:
        """Make a sum of variables as large as it can be."""
        self.goal, self.value = {}, Fraction(0)
        for name, factor in goal.items():
            if name in self.rows:
                self.value += factor * self.constants[name]
                _add(self.goal, self.rows[name], factor)
            else:
                _add(self.goal, {name: Fraction(1)}, factor)
        self._climb()

    def point(self) -> Numbers:
        """Return the value of each variable."""
        return [self.constants.get(name, Fraction(0)) for name in range(self.size)]

    def _climb(self) -> None:
        while True:
            entering = min((n for n, factor in self.goal.items() if factor > 0), default=None)
            if entering is None:
                return
            limits = [
                (self.constants[b] / -row[entering], b)
                for b, row in self.rows.items()
                if row.get(entering, 0) < 0
            ]
            if not limits:
                # Callers bound what they aim at; phase one is bounded by 0.
                return
            self._pivot(min(limits)[1], entering)

    def _pivot(self, leaving: int, entering: int) -> None:
        row, constant = self.rows.pop(leaving), self.constants.pop(leaving)
        factor = row.pop(entering)
        row = {n: -value / factor for n, value in row.items()}
        row[leaving] = 1 / factor
        constant = -constant / factor
        for name, other in self.rows.items():
            part = other.pop(entering, None)
            if part:
                _add(other, row, part)
                self.constants[name] += part * constant
        part = self.goal.pop(entering, None)
        if part:
            _add(self.goal, row, part)
            self.value += part * constant
        self.rows[entering], self.constants[entering] = row, constant


def _add(terms: dict[int, Fraction], other: dict[int, Fraction], factor: Fraction) -> None:
    """Add a multiple of a sum to another; terms of 0 are dropped."""
    for name, value in other.items():
        total = terms.get(name, Fraction(0)) + factor * value
        if total:
            terms[name] = total
        else:
            terms.pop(name, None)
