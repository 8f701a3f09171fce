"""Utility functions of NegMAS as a case of ours, and a party's preferences as such a function."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import isfinite, prod
from typing import Any

import numpy as np
from negmas.outcomes import CategoricalIssue, make_os
from negmas.preferences import LinearAdditiveUtilityFunction, MappingUtilityFunction
from negmas.preferences.value_fun import TableFun

from goodoffices.errors import UsageError
from goodoffices.limits import PACKAGES
from goodoffices.model import Case, Issue, Linkage, Option, Party, Preference, ValueTable
from goodoffices.talks.engine.views import PartyPrivate

WHOLE = "outcome"
"""The only issue of an outcome space that lists its outcomes without issues."""


@dataclass(frozen=True, slots=True)
class Outcomes:
    """The outcomes of a space of NegMAS as packages of ours.

    Attributes:
        issues: names of the issues.
        values: the values of each issue, in order.
        listed: true if the space lists outcomes without issues; a package then is an outcome alone.
    """

    issues: tuple[str, ...]
    values: tuple[tuple[Any, ...], ...]
    listed: bool

    @classmethod
    def of(cls, space: Any) -> Outcomes:
        """Return the outcomes of a space.

        Raises:
            UsageError: an issue is continuous, or there are too many outcomes.
        """
        issues = getattr(space, "issues", None)
        if not issues:
            found = cls((WHOLE,), (tuple(space.enumerate()),), True)
        else:
            endless = [str(issue.name) for issue in issues if not issue.is_discrete()]
            if endless:
                raise UsageError(
                    f"NegMAS: expected issues whose values can be listed, found '{endless[0]}', a range of "
                    "numbers; see 'to_discrete' of the outcome space."
                )
            names = tuple(str(issue.name or place) for place, issue in enumerate(issues))
            found = cls(names, tuple(tuple(issue.all) for issue in issues), False)
        if prod(map(len, found.values)) > PACKAGES.most:
            raise UsageError(f"NegMAS: expected an outcome space of {PACKAGES}, found more.")
        return found

    def codes(self, outcome: Any) -> list[int]:
        """Return the indices of an outcome's values."""
        row = (outcome,) if self.listed else outcome
        return [values.index(value) for values, value in zip(self.values, row, strict=True)]

    def outcome(self, codes: Sequence[int]) -> Any:
        """Return the outcome of a package."""
        row = tuple(values[code] for values, code in zip(self.values, codes, strict=True))
        return row[0] if self.listed else row

    def issue(self, place: int) -> Issue:
        """Return an issue as ours; values that are written alike are told apart by their number."""
        words = [str(value) for value in self.values[place]]
        ids = words if len(set(words)) == len(words) else [f"{n}: {w}" for n, w in enumerate(words)]
        options = tuple(Option(word, word) for word in ids)
        return Issue(self.issues[place], self.issues[place], "named", options)


def case_of(space: Any, functions: Mapping[str, Any]) -> Case:
    """Return the case of an outcome space and of a utility function for each party, by the party's name.

    Linear additive functions are read number by number, as a file of theirs would be; any other function is
    asked for the utility of every outcome. An outcome of utility minus infinity becomes a forbidden package.
    A reservation value of minus infinity becomes the least utility there is.

    Raises:
        UsageError: the outcomes cannot be listed.
    """
    outcomes = Outcomes.of(space)
    issues = tuple(outcomes.issue(place) for place in range(len(outcomes.issues)))
    found = [_preference(outcomes, name, function) for name, function in functions.items()]
    never = {row: None for _, forbidden in found for row in forbidden}
    rows = [
        tuple(issue.option_ids[code] for issue, code in zip(issues, row, strict=True)) for row in never
    ]
    return Case(
        id="negmas",
        title="Negotiation of NegMAS",
        kind="modelled",
        fictional=True,
        about="Made from an outcome space and utility functions of NegMAS.",
        parties=tuple(Party(name, name) for name in functions),
        issues=issues,
        linkages=(Linkage(outcomes.issues, tuple(rows)),) if rows else (),
        preferences=tuple(preference for preference, _ in found),
    )


def _preference(
    outcomes: Outcomes, name: str, function: Any
) -> tuple[Preference, list[tuple[int, ...]]]:
    """Return a party's preference, and the packages of utility minus infinity."""
    tables, never = _additive(outcomes, function), list[tuple[int, ...]]()
    if tables is None:
        rows = list(product(*(range(len(values)) for values in outcomes.values)))
        worths = [float(function(outcomes.outcome(row))) for row in rows]
        never = [row for row, worth in zip(rows, worths, strict=True) if not isfinite(worth)]
        least = min(filter(isfinite, worths), default=0.0)
        numbers = tuple(_exact(worth if isfinite(worth) else least) for worth in worths)
        tables = (ValueTable(outcomes.issues, numbers, "not stated", len(numbers)),)
    reserved = function.reserved_value
    known = reserved is not None and isfinite(reserved)
    floor = _exact(reserved) if known else sum((min(t.values) * t.weight for t in tables), Fraction(0))
    return Preference(name, tables, floor, "not stated"), never


def _additive(outcomes: Outcomes, function: Any) -> tuple[ValueTable, ...] | None:
    """Return the tables of a function that adds up its issues, exactly as written; None if it does not."""
    if outcomes.listed or not isinstance(function, LinearAdditiveUtilityFunction):
        return None
    weights: Any = function.weights
    values: Any = function.values
    tables = []
    for issue, own, weight, worth in zip(
        outcomes.issues, outcomes.values, weights, values, strict=True
    ):
        numbers = [float(worth(value)) for value in own]
        # negative weights turn the least into the most, which a reservation value of the least must know
        if not all(map(isfinite, [*numbers, weight])) or weight < 0:
            return None
        exact = tuple(map(_exact, numbers))
        tables.append(ValueTable((issue,), exact, "not stated", len(exact) + 1, _exact(weight)))
    # a function may add more than its issues, such as a constant: one outcome tells
    first = [0] * len(outcomes.values)
    told = float(function(outcomes.outcome(first)))
    total = float(sum(table.weight * table.values[0] for table in tables))
    return tuple(tables) if abs(told - total) < 1e-9 else None


def _exact(number: float) -> Fraction:
    """Return a number as it is written: 0.1 is a tenth."""
    return Fraction(repr(float(number)))


def utility_of(private: PartyPrivate) -> tuple[Any, Any]:
    """Return an outcome space and a party's utility function on it, divided by its largest utility.

    Tables over single issues become a linear additive function. If linkages forbid packages, the space lists
    the packages that are left, and the function is minus infinity for all others.
    """
    linked = len(private.codes) < prod(private.dims)
    issues = [
        CategoricalIssue(list(options), name=name)
        for name, options in zip(private.issues, private.options, strict=True)
    ]
    space, best = make_os(issues), Fraction(1)
    if not linked and all(len(table.scope) == 1 for table in private.tables):
        return space, _linear(private, space)
    top = int(private.worth[-1])
    if top > 0:
        best = Fraction(top)
    order = np.lexsort(private.codes.T[::-1])
    mapping = {
        _named(private, private.codes[place]): float(Fraction(int(private.worth[place])) / best)
        for place in order
    }
    if linked:
        space = make_os(outcomes=list(mapping))
    floor = float(private.reservation / best)
    given = {"default": -np.inf, "reserved_value": floor, "outcome_space": space, "name": private.name}
    return space, MappingUtilityFunction(mapping, **given)


def _named(private: PartyPrivate, codes: Any) -> tuple[str, ...]:
    return tuple(options[code] for options, code in zip(private.options, codes, strict=True))


def _linear(private: PartyPrivate, space: Any) -> Any:
    """Return the function that ``goodoffices convert --to negmas`` writes: weights, and values up to 1."""
    tables = {table.scope[0]: table.values for table in private.tables}
    most = [int(tables[issue].max()) if issue in tables else 0 for issue in range(len(private.issues))]
    total = sum(most)
    by = total if total > 0 else 1
    weights, values = [], []
    for issue, options in enumerate(private.options):
        own = tables.get(issue, np.zeros(len(options), dtype=np.int64)).tolist()
        unit = most[issue] if most[issue] > 0 else by
        weights.append(float(Fraction(most[issue], by)) if most[issue] > 0 else 1.0)
        numbers = [float(Fraction(int(worth), unit)) for worth in own]
        values.append(TableFun(dict(zip(options, numbers, strict=True))))
    floor = float(Fraction(private.reservation, by))
    given = {"reserved_value": floor, "outcome_space": space, "name": private.name}
    return LinearAdditiveUtilityFunction(values=values, weights=weights, **given)
