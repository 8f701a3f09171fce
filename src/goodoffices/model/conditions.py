"""Statements and ranges as linear conditions on the worth of options, the importance of issues and so on.

Kinds of variables, for the issues and options by their position:

- ``cell``: the worth of an option, weight included.
- ``importance``: the worth of the issue's best option less that of its worst.
- ``weight``: the factor of the values that a case file writes.
- ``floor``: the reservation value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Literal, NamedTuple

from goodoffices.model.issues import Issue, Package
from goodoffices.model.partial import (
    WHOLE,
    Amount,
    Between,
    ImportanceOrder,
    IssueKnown,
    LivesWith,
    OptionOrder,
    Partial,
    Prefers,
    Statement,
    Times,
)
from goodoffices.model.preferences import ValueTable


class Variable(NamedTuple):
    """An unknown number: its kind, and the position of its issue and its option, if it has them."""

    kind: Literal["cell", "importance", "weight", "floor"]
    issue: int = -1
    option: int = -1


FLOOR = Variable("floor")
MOST = 1_000
"""Largest factor between what an issue could be worth by its ranges and what it is worth."""
COMPARED = 30
"""Options of an issue, each worth a range, that are compared in pairs: 870 rows."""
HIGHEST = Fraction(98, 100)
"""Highest reservation value of which nothing is said, from 0, the worst package, to 1, the best."""


@dataclass(frozen=True, slots=True)
class Row:
    """The condition that a sum is at least ``least``, or above it if ``strict``."""

    terms: Mapping[Variable, Fraction]
    least: Fraction = Fraction(0)
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """The rows of a statement or of a range, with the field of the case file that holds it."""

    field: tuple[str | int, ...]
    rows: tuple[Row, ...]
    statement: Statement | None = None


@dataclass(frozen=True, slots=True)
class Conditions:
    """Everything known of a party's preferences, as rows.

    Attributes:
        structure: rows that hold by the meaning of the variables.
        said: ranges and statements.
        bounds: the least and the largest value of each variable, as far as its own range tells.
        unsettled: issues whose importance needs the worth of the best and the worst option, and these are
            not settled: rows of ``structure`` say only that importance is no less than each worth.
    """

    structure: tuple[Row, ...]
    said: tuple[Condition, ...]
    bounds: Mapping[Variable, tuple[Fraction, Fraction]]
    unsettled: tuple[int, ...]


def conditions(partial: Partial, issues: Sequence[Issue]) -> Conditions:
    """Return the knowledge of a party's preferences as linear conditions."""
    position = {issue.id: i for i, issue in enumerate(issues)}
    known = {each.issue: each for each in partial.issues}
    structure: list[Row] = []
    bounds: dict[Variable, tuple[Fraction, Fraction]] = {}
    said: list[Condition] = []
    unsettled = []
    best_known = _ends(partial, issues)
    for i, issue in enumerate(issues):
        rows, own, settled = _issue(i, issue, known[issue.id], best_known.get(issue.id))
        structure += rows
        bounds |= own
        weight = known[issue.id].weight
        if isinstance(weight, Between):
            valued = known[issue.id].values or len(issue.options) == 1
            name = Variable("weight", i) if valued else Variable("importance", i)
            said.append(Condition(("weights", issue.id), _within(name, weight)))
        if not settled:
            unsettled.append(i)
    if not partial.own_units and any(len(issue.options) > 1 for issue in issues):
        every: dict[Variable, Fraction] = {
            Variable("importance", i): Fraction(1) for i in range(len(issues))
        }
        structure += [Row(every, WHOLE), Row({v: -one for v, one in every.items()}, -WHOLE)]
    said += _floor(partial, issues, bounds)
    for number, statement in enumerate(partial.statements):
        stated = tuple(_statement(statement, position, issues, partial.together))
        said.append(Condition(("known", number), stated, statement))
    return Conditions(tuple(structure), tuple(said), bounds, tuple(unsettled))


def worth(
    package: Package, issues: Sequence[Issue], together: Sequence[ValueTable] = ()
) -> tuple[dict[Variable, Fraction], Fraction]:
    """Return the terms and the constant whose sum is the worth of a package, or of the part it names."""
    terms: dict[Variable, Fraction] = {}
    for i, issue in enumerate(issues):
        if issue.id in package:
            terms[Variable("cell", i, issue.option_ids.index(package[issue.id]))] = Fraction(1)
    options = {issue.id: issue.option_ids for issue in issues}
    constant = Fraction(0)
    for table in together:
        if all(name in package for name in table.scope):
            place = 0
            for name in table.scope:
                place = place * len(options[name]) + options[name].index(package[name])
            constant += table.weight * table.values[place]
    return terms, constant


def difference(
    package: Package, over: Package, issues: Sequence[Issue], together: Sequence[ValueTable] = ()
) -> tuple[dict[Variable, Fraction], Fraction]:
    """Return the terms and the constant whose sum is how much more a package is worth than another."""
    terms, constant = worth(package, issues, together)
    other, less = worth(over, issues, together)
    for name, value in other.items():
        terms[name] = terms.get(name, Fraction(0)) - value
    return {name: value for name, value in terms.items() if value}, constant - less


def _ends(partial: Partial, issues: Sequence[Issue]) -> dict[str, tuple[str, str]]:
    """Return the best and the worst option of the issues whose options a statement orders, all of them."""
    sizes = {issue.id: len(issue.options) for issue in issues}
    return {
        s.issue: (s.options[0], s.options[-1])
        for s in partial.statements
        if isinstance(s, OptionOrder) and len(s.options) == sizes[s.issue]
    }


def _issue(
    i: int, issue: Issue, known: IssueKnown, ends: tuple[str, str] | None
) -> tuple[list[Row], dict[Variable, tuple[Fraction, Fraction]], bool]:
    """Return an issue's rows, the bounds of its variables, and whether its importance is settled."""
    one, zero = Fraction(1), Fraction(0)
    importance = Variable("importance", i)
    rows: list[Row] = []
    bounds: dict[Variable, tuple[Fraction, Fraction]] = {}
    if len(issue.options) == 1:
        # There is nothing to choose, so the issue has no importance.
        (span,) = spans_of(known) if known.values else [(zero, zero)]
        low, high = ends_of(known.weight, zero, one)
        corners = [w * v for w in (low, high) for v in span]
        bounds = {importance: (zero, zero), Variable("cell", i, 0): (min(corners), max(corners))}
        return rows, bounds | {Variable("weight", i): (low, high)}, True
    if not known.values:
        for o in range(len(issue.options)):
            bounds[Variable("cell", i, o)] = (zero, WHOLE)
            rows.append(Row({importance: one, Variable("cell", i, o): -one}))
        bounds[importance] = (zero, WHOLE)
        if isinstance(known.weight, Fraction):
            bounds[importance] = (known.weight, known.weight)
        if ends is None:
            return rows, bounds, False
        best, worst = (issue.option_ids.index(end) for end in ends)
        rows.append(Row({Variable("cell", i, best): one, importance: -one}))
        rows.append(Row({Variable("cell", i, worst): -one}))
        return rows, bounds, True
    spans = spans_of(known)
    weight = Variable("weight", i)
    reach = max(high for _, high in spans) - min(low for low, _ in spans)
    # A weight of which nothing is said makes the issue worth the whole scale at the most.
    low_weight, high_weight = ends_of(known.weight, zero, MOST * WHOLE / reach if reach else WHOLE)
    if isinstance(known.weight, Between):
        # The condition says the range, and may be left out to find a contradiction.
        low_weight, high_weight = zero, 2 * high_weight
    bounds[weight] = (low_weight, high_weight)
    for o, (low, high) in enumerate(spans):
        cell = Variable("cell", i, o)
        corners = [w * v for w in (low_weight, high_weight) for v in (low, high)]
        bounds[cell] = (min(corners), max(corners))
        rows += [Row({cell: one, weight: -low}), Row({cell: -one, weight: high})]
    lows, highs = [low for low, _ in spans], [high for _, high in spans]
    bounds[importance] = (zero, high_weight * (max(highs) - min(lows)))
    if lows == highs:
        rows += [
            Row({importance: one, weight: -reach}),
            Row({importance: -one, weight: reach}),
        ]
        return rows, bounds, True
    # With very many options the rows would be too many; without them importance is less closely bound.
    compared = range(len(spans) if len(spans) <= COMPARED else 0)
    for o in compared:
        for p in compared:
            if o != p:
                rows.append(
                    Row({importance: one, Variable("cell", i, o): -one, Variable("cell", i, p): one})
                )
    return rows, bounds, False


def spans_of(known: IssueKnown) -> list[tuple[Fraction, Fraction]]:
    """Return the range of each option's value; one of which nothing is said lies between those written."""
    written = [
        end
        for amount in known.values
        if amount is not None
        for end in ends_of(amount, Fraction(0), WHOLE)
    ]
    return [
        (min(written), max(written)) if a is None else ends_of(a, min(written), max(written))
        for a in known.values
    ]


def ends_of(amount: Amount | None, low: Fraction, high: Fraction) -> tuple[Fraction, Fraction]:
    """Return both ends of an amount, ``low`` and ``high`` for those that nobody knows."""
    if amount is None:
        return low, high
    if isinstance(amount, Fraction):
        return amount, amount
    return (
        low if amount.low is None else amount.low,
        high if amount.high is None else amount.high,
    )


def _within(name: Variable, amount: Between) -> tuple[Row, ...]:
    rows = []
    if amount.low is not None:
        rows.append(Row({name: Fraction(1)}, amount.low))
    if amount.high is not None:
        rows.append(Row({name: Fraction(-1)}, -amount.high))
    return tuple(rows)


def _floor(
    partial: Partial, issues: Sequence[Issue], bounds: dict[Variable, tuple[Fraction, Fraction]]
) -> list[Condition]:
    """Add the bounds of the reservation value, and return the condition that its range is."""
    lowest = highest = Fraction(0)
    for i, issue in enumerate(issues):
        cells = [bounds[Variable("cell", i, o)] for o in range(len(issue.options))]
        lowest += min((low for low, _ in cells), default=Fraction(0))
        highest += max((high for _, high in cells), default=Fraction(0))
    for table in partial.together:
        lowest += min(table.weight * value for value in table.values)
        highest += max(table.weight * value for value in table.values)
    given = partial.reservation
    if isinstance(given, Fraction):
        bounds[FLOOR] = (given, given)
        return []
    if given is None or given.low is None or given.high is None:
        # The prior keeps it within the party's packages.
        only_open = not any(known.values for known in partial.issues)
        highest = HIGHEST * WHOLE if only_open and not partial.together else highest
        bounds[FLOOR] = (lowest, highest)
    else:
        # Wider than the range: the condition says the range, and may be left out to find a contradiction.
        bounds[FLOOR] = (min(lowest, given.low), max(highest, given.high))
    return [] if given is None else [Condition(("reservation",), _within(FLOOR, given))]


def _statement(
    statement: Statement,
    position: Mapping[str, int],
    issues: Sequence[Issue],
    together: Sequence[ValueTable],
) -> list[Row]:
    one = Fraction(1)
    if isinstance(statement, ImportanceOrder):
        return [
            Row(
                {Variable("importance", position[a]): one, Variable("importance", position[b]): -one},
                strict=True,
            )
            for a, b in pairwise(statement.issues)
        ]
    if isinstance(statement, Times):
        a, b = position[statement.issue], position[statement.other]
        return [Row({Variable("importance", a): one, Variable("importance", b): -statement.factor})]
    if isinstance(statement, OptionOrder):
        i = position[statement.issue]
        codes = [issues[i].option_ids.index(option) for option in statement.options]
        return [
            Row({Variable("cell", i, a): one, Variable("cell", i, b): -one}, strict=True)
            for a, b in pairwise(codes)
        ]
    if isinstance(statement, Prefers):
        terms, constant = difference(statement.package, statement.over, issues, together)
        return [Row(terms, -constant, strict=True)]
    assert isinstance(statement, LivesWith)
    terms, constant = worth(statement.package, issues, together)
    terms[FLOOR] = -one
    if statement.accepts:
        return [Row(terms, -constant)]
    return [Row({n: -v for n, v in terms.items()}, constant, strict=True)]
