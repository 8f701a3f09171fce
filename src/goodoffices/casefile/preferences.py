"""Preferences: from their written form to the model's, with every problem in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import partial
from itertools import product
from math import prod

from goodoffices.casefile.exact_numbers import number_text, parse_number
from goodoffices.casefile.issues import Issues, Known, known_of, options_in, scope_of
from goodoffices.casefile.problems import Field, Problems
from goodoffices.casefile.tables import Row, read_table
from goodoffices.casefile.written import (
    WrittenBetween,
    WrittenLine,
    WrittenPreference,
    WrittenReservation,
    WrittenTables,
    WrittenTogether,
)
from goodoffices.errors import shorten
from goodoffices.limits import wanted
from goodoffices.model import Basis, Issue, Preference, ValueTable
from goodoffices.wording import several

Worth = dict[tuple[str, ...], Fraction]
"""The value of each combination of options, in the order of the issues in scope."""
NAMED = 5
"""Options without a value that a message names: enough to see a pattern, few enough to read."""


def preference_of(
    party: str, written: WrittenPreference, issues: Issues, default: Basis | None, problems: Problems
) -> Preference | None:
    """Return a party's preferences, or None if something in them is wrong.

    ``default`` is the case's own basis: numbers without a basis of their own rest on it.
    """
    before, place = len(problems.found), ("preferences", party)
    basis = written.basis or default
    reservation = written.reservation
    own = reservation.basis if isinstance(reservation, WrittenReservation) else None
    value = reservation.value if isinstance(reservation, WrittenReservation) else reservation
    if value is None:
        field = (*place, "reservation") if reservation is None else (*place, "reservation", "value")
        problems.add(field, "this field", "nothing")
    if (own or basis) is None or (basis is None and (written.values or written.together)):
        problems.no_basis(place)
    # Checking goes on without a basis; the problem above keeps this stand-in from ever being used.
    assumed: Basis = basis or "not stated"
    if not 0 < written.discount <= 1:
        problems.add((*place, "discount"), "above 0 and at most 1", number_text(written.discount))
    if written.cost_per_round < 0:
        problems.add((*place, "cost_per_round"), "at least 0", number_text(written.cost_per_round))
    tables = tables_of(place, written, issues, assumed, problems)
    for issue in issues:
        if issue not in written.values and not any(issue in entry.over for entry in written.together):
            expected = f"values for the issue '{issue}' (all 0 if it has none)"
            problems.add((*place, "values"), expected, "nothing")
    if len(problems.found) > before or value is None:
        return None
    return Preference(
        party=party,
        tables=tables,
        reservation=value,
        reservation_basis=own or assumed,
        discount=written.discount,
        cost_per_round=written.cost_per_round,
        because=tuple(written.because),
    )


def tables_of(
    place: Field, written: WrittenTables, issues: Issues, basis: Basis, problems: Problems
) -> tuple[ValueTable, ...]:
    """Return the tables of values at a place, those that are right; ``basis`` is that of their numbers."""
    for issue in written.weights:
        if issue not in written.values:
            expected = "an issue with values"
            problems.unknown((*place, "weights", issue), issue, expected, written.values)
    alone = [
        single(place, key, written, issues[key], basis, problems)
        for key in written.values
        if problems.known((*place, "values", key), key, "an issue of this case", issues)
    ]
    together = [
        together_of((*place, "together", number), entry, issues, entry.basis or basis, problems)
        for number, entry in enumerate(written.together)
    ]
    return tuple(table for table in [*alone, *together] if table is not None)


def single(
    place: Field, key: str, written: WrittenTables, issue: Issue, basis: Basis, problems: Problems
) -> ValueTable | None:
    """Return the table of an issue, written as a line, a mapping or the name of a CSV file."""
    here, given = (*place, "values", key), written.values[key]
    if isinstance(given, WrittenLine):
        points = {point[0]: point[1] for point in given.line}
        values, numbers = _along(here, points, len(given.line), issue, problems), len(points)
    else:
        if isinstance(given, str):
            rows = read_table(problems, here, given, [issue.id, "value"])
            worths = {row[0]: worth for row, worth in _worths(rows, known_of([issue])).items()}
        else:
            known = Known.of(issue)
            worths = {
                known.settled(word): exact((*here, word), worth, problems)
                for word, worth in given.items()
            }
            for option in worths:
                problems.known((*here, option), option, f"an option of {key}", known.options)
        missing = [option for option in issue.option_ids if option not in worths]
        if missing:
            found = f"none for {several([*map(shorten, missing)], NAMED)}"
            problems.add(here, "a value for every option", found)
        values = tuple(worths.get(option, Fraction(0)) for option in issue.option_ids)
        numbers = len(worths)
    weight = exact((*place, "weights", key), written.weights.get(key, Fraction(1)), problems)
    return ValueTable((key,), values, basis, numbers + (key in written.weights), weight)


def exact(place: Field, amount: Fraction | WrittenBetween | None, problems: Problems) -> Fraction:
    """Return a number; a range or 'open' is a problem, and stands for 0."""
    if isinstance(amount, Fraction):
        return amount
    problems.add(place, "a number", "'open'" if amount is None else "a range")
    return Fraction(0)


def _along(
    here: Field, points: Mapping[Fraction, Fraction], given: int, issue: Issue, problems: Problems
) -> tuple[Fraction, ...]:
    """Return the value of each option of an issue of numbers on a piecewise linear function.

    Args:
        here: the field, for problems.
        points: value by number, at least two; the function is linear between neighbours.
        given: how many points were written; more than ``points`` if a number was written twice.
    """
    place = (*here, "line")
    if issue.kind == "named":
        expected = "values for each option (a line needs an issue of numbers)"
        problems.add(place, expected, "a line")
        return ()
    if len(points) < given:
        problems.add(place, "each number once", "one number twice")
        return ()
    known = sorted(points)
    numbers = [option.number for option in issue.options if option.number is not None]
    if not numbers or known[0] > numbers[0] or known[-1] < numbers[-1]:
        span = f"{number_text(numbers[0])} to {number_text(numbers[-1])}" if numbers else "the issue"
        found = f"{number_text(known[0])} to {number_text(known[-1])}"
        problems.add(place, f"points that cover {span}", found)
        return ()
    values = []
    for number in numbers:
        # The last point begins no segment: an option at it belongs to the segment before.
        left = min(bisect_right(known, number) - 1, len(known) - 2)
        low, high = known[left], known[left + 1]
        share = (number - low) / (high - low)
        values.append(points[low] + share * (points[high] - points[low]))
    return tuple(values)


def together_of(
    place: Field, written: WrittenTogether, issues: Issues, basis: Basis, problems: Problems
) -> ValueTable | None:
    """Return a table of combinations; the combinations that are not written are worth ``otherwise``."""
    scope = scope_of((*place, "over"), written.over, issues, problems)
    if scope is None:
        return None
    if not problems.room((*place, "over"), prod(len(issue.options) for issue in scope)):
        return None
    columns, known = [*(issue.id for issue in scope), "value"], known_of(scope)
    here = (*place, "values")
    if isinstance(written.values, str):
        worth = _worths(read_table(problems, here, written.values, columns), known)
    else:
        worth = _worths(rows_of(here, written.values, columns, problems), known)
    options = [issue.option_ids for issue in scope]
    missing = next((row for row in product(*options) if row not in worth), None)
    if missing and written.otherwise is None:
        found = f"none for {' with '.join(missing)}"
        problems.add(place, "a value for every combination, or 'otherwise: 0'", found)
    otherwise = written.otherwise or Fraction(0)
    values = tuple(worth.get(row, otherwise) for row in product(*options))
    return ValueTable(tuple(written.over), values, basis, len(worth) + (written.otherwise is not None))


def rows_of(
    here: Field, written: list[dict[str, str]], columns: list[str], problems: Problems
) -> Iterable[Row]:
    """The rows written in the case file itself that have exactly the columns; others are reported."""

    def report(number: int, column: str, expected: str, found: str, near: str | None) -> None:
        place = (*here, number, column) if column else (*here, number)
        problems.add(place, expected, found, near)

    for number, cells in enumerate(written):
        if sorted(cells) == sorted(columns):
            yield Row(cells, partial(report, number), problems.near)
        else:
            report(number, "", f"the fields {', '.join(columns)}", ", ".join(cells), None)


def _worths(rows: Iterable[Row], scope: Mapping[str, Known]) -> Worth:
    """Return the value of each combination in rows; wrong and repeated rows are reported and left out."""
    worths: Worth = {}
    for row in rows:
        options, word = options_in(row, scope), row.cells["value"]
        value = parse_number(word)
        if value is None:
            row.report("value", wanted(word), shorten(word), None)
        elif options in worths:
            row.report("", "each combination once", f"{' with '.join(options)} again", None)
        elif options is not None:
            worths[options] = value
    return worths
