"""Necessary and possible: true for all preferences that fit what is known, or for some of them.

After Greco, S., Mousseau, V. & Slowinski, R. (2008), Ordinal regression revisited: multiple criteria
ranking using a set of additive value functions, EJOR 191:416-436. Preferences are additive, apart from exact
tables over several issues. A program for each question, by HiGHS; where it is not settled which option of an
issue is best or worst, whole variables choose it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from goodoffices.errors import UsageError, within
from goodoffices.limits import PROGRAM
from goodoffices.model import Issue, Package, Partial
from goodoffices.model.conditions import FLOOR, Variable, conditions, difference, worth
from goodoffices.solver import highs, model_of

SCALE = 100
"""Largest utility in a program."""
TOLERANCE = 1e-7
"""Largest amount on that scale that counts as nothing: the solver's own."""
NOTHING = 1e-8
"""Factor that is left out: the solver refuses such small ones."""


class Possible:
    """All preferences of a party that fit what is known of them.

    Raises:
        UsageError: HiGHS is not installed, or there are more unknown numbers than a program may have.
    """

    def __init__(self, known: Partial, issues: Sequence[Issue]) -> None:
        within("necessary and possible", sum(len(issue.options) for issue in issues), PROGRAM)
        self.issues, self.together = issues, known.together
        self._known = conditions(known, issues)
        self._library = highs("necessary and possible: this needs HiGHS")
        self._model = model_of(self._library)
        bounds = self._known.bounds
        # Utilities may be counted in millions or in millionths; the solver sees them on a scale of 100.
        utilities = [pair for name, pair in bounds.items() if name.kind != "weight"]
        reach = max((abs(end) for pair in utilities for end in pair), default=Fraction(1))
        self._unit = reach / SCALE or Fraction(1)
        self._columns = {
            name: self._model.addVariable(
                lb=float(low / self._scale(name)), ub=float(high / self._scale(name))
            )
            for name, (low, high) in bounds.items()
        }
        # Strict conditions hold by this much; 0 is allowed, so it bounds nothing else.
        self._room = self._model.addVariable(lb=0.0)
        self._reach = 2.0 * SCALE
        self._strict = any(row.strict for each in self._known.said for row in each.rows)
        for row in (*self._known.structure, *(r for each in self._known.said for r in each.rows)):
            room = self._room if row.strict else 0.0
            total, least = self._sum(row.terms), float(row.least / self._unit)
            self._model.addConstr(total - room >= least)
        for issue in self._known.unsettled:
            self._choose_ends(issue)

    def _scale(self, name: Variable) -> Fraction:
        """Return the amount that a variable of the program counts as 1."""
        return Fraction(1) if name.kind == "weight" else self._unit

    def _sum(self, terms: Mapping[Variable, Fraction]) -> Any:
        """Return a sum on the program's scale; what the solver would take for nothing is left out."""
        parts = [
            (float(value * self._scale(name) / self._unit), self._columns[name])
            for name, value in terms.items()
        ]
        return (
            sum(factor * column for factor, column in parts if abs(factor) > NOTHING) + 0.0 * self._room
        )

    def _choose_ends(self, issue: int) -> None:
        """Let whole variables choose the best and the worst option of an issue."""
        cells = [v for name, v in self._columns.items() if (name.kind, name.issue) == ("cell", issue)]
        best = [self._model.addBinary() for _ in cells]
        worst = [self._model.addBinary() for _ in cells]
        self._model.addConstr(sum(best) == 1)
        self._model.addConstr(sum(worst) == 1)
        importance = self._columns[Variable("importance", issue)]
        valued = Variable("weight", issue) in self._columns
        for high, is_best in zip(cells, best, strict=True):
            if not valued:
                self._model.addConstr(high - importance >= -self._reach * (1 - is_best))
                continue
            for low, is_worst in zip(cells, worst, strict=True):
                room = 2 * self._reach * (2 - is_best - is_worst)
                self._model.addConstr(high - low - importance >= -room)
        if not valued:
            for low, is_worst in zip(cells, worst, strict=True):
                self._model.addConstr(low <= self._reach * (1 - is_worst))

    def span(self, terms: Mapping[Variable, Fraction], constant: Fraction) -> tuple[float, float]:
        """Return the least and the largest value of a sum over all preferences that fit.

        Raises:
            UsageError: nothing fits, or the solver found no answer.
        """
        aim = self._sum(terms)
        found = []
        for solve in (self._model.minimize, self._model.maximize):
            solve(aim)
            if self._model.getModelStatus() != self._library.HighsModelStatus.kOptimal:
                raise UsageError("necessary and possible: HiGHS found no preferences that fit.")
            value = self._model.getInfo().objective_function_value
            found.append(value * float(self._unit) + float(constant))
        return found[0], found[1]

    def room(self) -> float:
        """Return the largest amount by which all strict conditions can hold at once; 0 if they only just can.

        The epsilon of robust ordinal regression, in units of utility; infinite without a strict condition.
        """
        if not self._strict:
            return float("inf")
        self._model.maximize(self._room)
        return float(self._model.getInfo().objective_function_value) * float(self._unit)

    def acceptance(self, package: Package) -> tuple[bool, bool]:
        """Return whether all preferences that fit accept a package, and whether some do."""
        terms, constant = worth(package, self.issues, self.together)
        low, high = self.span({**terms, FLOOR: -Fraction(1)}, constant)
        nearly = -TOLERANCE * float(self._unit)
        return low >= nearly, high >= nearly

    def preference(self, package: Package, over: Package) -> tuple[float, float]:
        """Return the least and the largest difference in worth between two packages."""
        terms, constant = difference(package, over, self.issues, self.together)
        if not terms:
            return float(constant), float(constant)
        return self.span(terms, constant)
