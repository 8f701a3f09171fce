"""A small linear program: whether conditions can all hold, quickly in floats and surely in fractions.

HiGHS (``solver``) does not do for this: a case file is checked without any extra installed, and a message
that statements contradict each other must be proven, which floats cannot do.

The simplex method on a dictionary of basic variables: the steepest variable enters, and after many pivots
the first one (Bland 1977, Mathematics of Operations Research 2:103-107), which cannot cycle. Meant for tens
of rows. Floats answer a hundred times sooner; they are believed only if they find room to spare, so that a
contradiction is always proven in fractions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

Rows = Sequence[tuple[Mapping[int, Fraction], Fraction]]
"""Each row is the terms of a sum, by variable, and the number that the sum must not exceed."""
TINY = 1e-10
"""Coefficient in floats that counts as 0."""
STEEP = 500
"""Pivots after which the first variable enters in place of the steepest."""
MANY = 1_500
"""Pivots in floats before they are given up: rounding can make them go round in circles."""
WORK = 1_500_000
"""Sums of fractions before a program is given up: some five seconds."""


class TooLong(Exception):
    """Raised if a program in fractions takes too long."""


def largest(rows: Rows, size: int, aim: int) -> tuple[Fraction, list[Fraction]] | None:
    """Return the largest value of the variable ``aim``, and all variables there; None if no point fits.

    Args:
        rows: the rows; some row must bound ``aim``.
        size: number of variables; each is at least 0.
        aim: the variable to make large.

    Raises:
        TooLong: it takes more than :data:`WORK`.
    """
    table = _Dictionary(rows, size, Fraction(0))
    if not table.feasible():
        return None
    table.aim(aim)
    point = table.point()
    return point[aim], point


def roughly_largest(rows: Rows, size: int, aim: int) -> tuple[float, list[float]] | None:
    """Return the same in floats; None as well if rounding leads nowhere."""
    plain = [({n: float(v) for n, v in terms.items()}, float(most)) for terms, most in rows]
    table = _Dictionary(plain, size, TINY)
    if not table.feasible():
        return None
    table.aim(aim)
    point = table.point()
    return (point[aim], point) if table.pivots < MANY else None


class _Dictionary:
    """Basic variables as linear functions of the others: ``x_b = constant + sum(row[n] * x_n)``.

    Numbers are fractions if ``tiny`` is 0, else floats, of which the tiny ones count as 0.
    """

    def __init__(
        self, rows: Sequence[tuple[Mapping[int, Any], Any]], size: int, tiny: float | Fraction
    ) -> None:
        self.size, self.tiny, self.pivots, self.work = size, tiny, 0, 0
        self.one = type(tiny)(1)
        # Variable size + r is the slack of row r; the last one is the auxiliary variable of phase one.
        self.spare = size + len(rows)
        self.rows: dict[int, dict[int, Any]] = {}
        self.constants: dict[int, Any] = {}
        for number, (terms, most) in enumerate(rows):
            self.rows[size + number] = {n: -value for n, value in terms.items() if value}
            self.constants[size + number] = most
        self.goal: dict[int, Any] = {}
        self.value: Any = self.one * 0

    def feasible(self) -> bool:
        """Find a first feasible point; return False if there is none."""
        worst = min(self.constants, key=lambda b: (self.constants[b], b), default=None)
        if worst is None or self.constants[worst] >= 0:
            return True
        for row in self.rows.values():
            row[self.spare] = self.one
        self.goal, self.value = {self.spare: -self.one}, self.one * 0
        self._pivot(worst, self.spare)
        self._climb()
        # In floats the sum of many roundings is allowed for.
        if self.value < -1_000 * self.tiny:
            return False
        if self.spare in self.rows:
            row = self.rows[self.spare]
            if row:
                self._pivot(self.spare, max(row, key=lambda n: (abs(row[n]), -n)))
            else:
                del self.rows[self.spare], self.constants[self.spare]
        for row in self.rows.values():
            row.pop(self.spare, None)
        return True

    def aim(self, name: int) -> None:
        """Make a variable as large as it can be."""
        self.goal, self.value = {}, self.one * 0
        if name in self.rows:
            self.value = self.constants[name]
            self.goal = dict(self.rows[name])
        else:
            self.goal = {name: self.one}
        self._climb()

    def point(self) -> list[Any]:
        """Return the value of each variable."""
        return [self.constants.get(name, self.one * 0) for name in range(self.size)]

    def _climb(self) -> None:
        while self.tiny == 0 or self.pivots < MANY:
            raising = [n for n, factor in self.goal.items() if factor > self.tiny]
            if not raising:
                return
            steep = self.pivots < STEEP
            entering = max(raising, key=lambda n: (self.goal[n], -n)) if steep else min(raising)
            limits = [
                (self.constants[b] / -row[entering], b)
                for b, row in self.rows.items()
                if row.get(entering, 0) < -self.tiny
            ]
            if not limits:
                # Callers bound what they aim at; phase one is bounded by 0.
                return
            self._pivot(min(limits)[1], entering)

    def _pivot(self, leaving: int, entering: int) -> None:
        self.pivots += 1
        if self.tiny == 0 and self.work > WORK:
            raise TooLong
        row, constant = self.rows.pop(leaving), self.constants.pop(leaving)
        factor = row.pop(entering)
        row = {n: -value / factor for n, value in row.items()}
        row[leaving] = self.one / factor
        constant = -constant / factor
        for name, other in self.rows.items():
            part = other.pop(entering, None)
            if part:
                self._add(other, row, part)
                self.constants[name] += part * constant
        part = self.goal.pop(entering, None)
        if part:
            self._add(self.goal, row, part)
            self.value += part * constant
        self.rows[entering], self.constants[entering] = row, constant

    def _add(self, terms: dict[int, Any], other: dict[int, Any], factor: Any) -> None:
        """Add a multiple of a sum to another; terms of 0 are dropped."""
        self.work += len(other)
        for name, value in other.items():
            total = terms.get(name, 0) + factor * value
            if abs(total) > self.tiny:
                terms[name] = total
            else:
                terms.pop(name, None)
