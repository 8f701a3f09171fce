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

from goodoffices.errors import UsageError
from goodoffices.model import Issue, Package, Partial
from goodoffices.model.conditions import FLOOR, Variable, conditions, worth
from goodoffices.solver import highs, model_of

TOLERANCE = 1e-7
"""Largest amount, on the scale of utilities of about 100, that counts as nothing: the solver's own."""


class Possible:
    """All preferences of a party that fit what is known of them.

    Raises:
        UsageError: HiGHS is not installed.
    """

    def __init__(self, known: Partial, issues: Sequence[Issue]) -> None:
        self.issues, self.together = issues, known.together
        self._known = conditions(known, issues)
        self._library = highs("necessary and possible: this needs HiGHS")
        self._model = model_of(self._library)
        self._columns = {
            name: self._model.addVariable(lb=float(low), ub=float(high))
            for name, (low, high) in self._known.bounds.items()
        }
        # Strict conditions hold by this much; 0 is allowed, so it bounds nothing else.
        self._room = self._model.addVariable(lb=0.0)
        self._reach = max(float(high - low) for low, high in self._known.bounds.values())
        self._strict = any(row.strict for each in self._known.said for row in each.rows)
        for row in (*self._known.structure, *(r for each in self._known.said for r in each.rows)):
            room = self._room if row.strict else 0.0
            self._model.addConstr(self._sum(row.terms) - room >= float(row.least))
        for issue in self._known.unsettled:
            self._choose_ends(issue)

    def _sum(self, terms: Mapping[Variable, Fraction]) -> Any:
        return sum(float(value) * self._columns[name] for name, value in terms.items())

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
            found.append(self._model.getInfo().objective_function_value + float(constant))
        return found[0], found[1]

    def room(self) -> float:
        """Return the largest amount by which all strict conditions can hold at once; 0 if they only just can.

        The epsilon of robust ordinal regression, in units of utility; infinite without a strict condition.
        """
        if not self._strict:
            return float("inf")
        self._model.maximize(self._room)
        return float(self._model.getInfo().objective_function_value)

    def acceptance(self, package: Package) -> tuple[bool, bool]:
        """Return whether all preferences that fit accept a package, and whether some do."""
        terms, constant = worth(package, self.issues, self.together)
        low, high = self.span({**terms, FLOOR: -Fraction(1)}, constant)
        return low >= -TOLERANCE, high >= -TOLERANCE

    def preference(self, package: Package, over: Package) -> tuple[float, float]:
        """Return the least and the largest difference in worth between two packages."""
        terms, constant = worth(package, self.issues, self.together)
        other, less = worth(over, self.issues, self.together)
        for name, value in other.items():
            terms[name] = terms.get(name, Fraction(0)) - value
        kept = {name: value for name, value in terms.items() if value}
        if not kept:
            return float(constant - less), float(constant - less)
        return self.span(kept, constant - less)
