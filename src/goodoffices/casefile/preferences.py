"""Written preferences to the model's, with every fault in them."""

from __future__ import annotations

from bisect import bisect_right
from fractions import Fraction
from itertools import product

from goodoffices.casefile.faults import Faults
from goodoffices.casefile.issues import Issues, number_text, option_row, scope_of, settled
from goodoffices.casefile.tables import read_table
from goodoffices.casefile.written import (
    WrittenLine,
    WrittenPreference,
    WrittenReservation,
    WrittenTogether,
    parse_number,
)
from goodoffices.errors import Problem, shorten
from goodoffices.model import Basis, Issue, Preference, ValueTable

Place = tuple[str | int, ...]


def preference_of(
    party: str, written: WrittenPreference, issues: Issues, default: Basis | None, faults: Faults
) -> Preference | None:
    """One party's preferences, or None where something in them is wrong."""
    before, place = len(faults.found), ("preferences", party)
    basis = written.basis or default
    reservation = written.reservation
    own = reservation.basis if isinstance(reservation, WrittenReservation) else None
    value = reservation.value if isinstance(reservation, WrittenReservation) else reservation
    if (own or basis) is None or (basis is None and (written.values or written.together)):
        expected = "a basis: reported, stated by the party, inferred or invented"
        faults.add(place, f"{expected} (here, or once for the whole case)", "none")
    for issue in written.weights:
        if issue not in written.values:
            faults.unknown((*place, "weights", issue), issue, "an issue with values", written.values)
    if not 0 < written.discount <= 1:
        faults.add((*place, "discount"), "above 0 and at most 1", number_text(written.discount))
    if written.cost_per_round < 0:
        faults.add((*place, "cost_per_round"), "at least 0", number_text(written.cost_per_round))
    tables = [
        _single(place, key, written, issues[key], basis or "invented", faults)
        for key in written.values
        if faults.known((*place, "values", key), key, "an issue of this case", issues)
    ]
    together = [
        _together(
            (*place, "together", number), entry, issues, entry.basis or basis or "invented", faults
        )
        for number, entry in enumerate(written.together)
    ]
    for issue in issues:
        if issue not in written.values and not any(issue in entry.over for entry in written.together):
            faults.add(
                (*place, "values"), f"values for the issue '{issue}' (all 0 if it has none)", "nothing"
            )
    if len(faults.found) > before:
        return None
    return Preference(
        party=party,
        tables=tuple(table for table in [*tables, *together] if table is not None),
        reservation=value,
        reservation_basis=own or basis or "invented",
        discount=written.discount,
        cost_per_round=written.cost_per_round,
        because=tuple(written.because),
    )


def _single(
    place: Place, key: str, written: WrittenPreference, issue: Issue, basis: Basis, faults: Faults
) -> ValueTable | None:
    where, given = (*place, "values", key), written.values[key]
    if isinstance(given, WrittenLine):
        points = {point[0]: point[1] for point in given.line}
        values, numbers = _along(where, points, len(given.line), issue, faults), len(points)
    else:
        if isinstance(given, str):
            found = _from_table(where, given, [issue], faults)
            points_by_option = {row[0]: worth for row, worth in found.items()}
        else:
            points_by_option = {settled(issue, word): worth for word, worth in given.items()}
        for option in points_by_option:
            faults.known((*where, option), option, f"an option of {key}", issue.option_ids)
        missing = [option for option in issue.option_ids if option not in points_by_option]
        if missing:
            faults.add(
                where, "a value for every option", f"none for {', '.join(map(shorten, missing[:5]))}"
            )
        values = tuple(points_by_option.get(option, Fraction(0)) for option in issue.option_ids)
        numbers = len(points_by_option)
    weight = written.weights.get(key, Fraction(1))
    return ValueTable((key,), values, basis, numbers + (key in written.weights), weight)


def _along(
    where: Place, points: dict[Fraction, Fraction], given: int, issue: Issue, faults: Faults
) -> tuple[Fraction, ...]:
    """A piecewise linear value for each option of an issue of numbers."""
    if issue.kind == "named":
        faults.add(
            (*where, "line"), "values for each option (a line needs an issue of numbers)", "a line"
        )
        return ()
    if len(points) < given:
        faults.add((*where, "line"), "each number once", "one number twice")
        return ()
    known = sorted(points)
    numbers = [option.number for option in issue.options if option.number is not None]
    if not numbers or known[0] > numbers[0] or known[-1] < numbers[-1]:
        span = f"{number_text(numbers[0])} to {number_text(numbers[-1])}" if numbers else "the issue"
        found = f"{number_text(known[0])} to {number_text(known[-1])}"
        faults.add((*where, "line"), f"points that cover {span}", found)
        return ()
    values = []
    for number in numbers:
        left = min(bisect_right(known, number) - 1, len(known) - 2)
        low, high = known[left], known[left + 1]
        share = (number - low) / (high - low)
        values.append(points[low] + share * (points[high] - points[low]))
    return tuple(values)


def _together(
    place: Place, written: WrittenTogether, issues: Issues, basis: Basis, faults: Faults
) -> ValueTable | None:
    scope = scope_of((*place, "over"), written.over, issues, faults)
    if scope is None:
        return None
    if isinstance(written.values, str):
        worth = _from_table((*place, "values"), written.values, scope, faults)
    else:
        worth = _from_rows((*place, "values"), written.values, scope, faults)
    combinations = list(product(*(issue.option_ids for issue in scope)))
    missing = [row for row in combinations if row not in worth]
    if missing and written.otherwise is None:
        found = f"none for {' with '.join(missing[0])}"
        faults.add(place, "a value for every combination, or 'otherwise: 0'", found)
    values = tuple(worth.get(row, written.otherwise or Fraction(0)) for row in combinations)
    return ValueTable(tuple(written.over), values, basis, len(worth) + (written.otherwise is not None))


def _from_rows(
    place: Place, rows: list[dict[str, str]], scope: list[Issue], faults: Faults
) -> dict[tuple[str, ...], Fraction]:
    columns = [*(issue.id for issue in scope), "value"]
    worth: dict[tuple[str, ...], Fraction] = {}
    for number, row in enumerate(rows):
        where = (*place, number)
        if sorted(row) != sorted(columns):
            faults.add(where, f"the fields {', '.join(columns)}", ", ".join(row))
            continue
        key = tuple(settled(issue, row[issue.id]) for issue in scope)
        for issue, option in zip(scope, key, strict=True):
            faults.known((*where, issue.id), option, f"an option of {issue.id}", issue.option_ids)
        value = parse_number(row["value"])
        if value is None:
            faults.add((*where, "value"), "a number", shorten(row["value"]))
            continue
        if key in worth:
            faults.add(where, "each combination once", f"{' with '.join(key)} again")
        worth[key] = value
    return worth


def _from_table(
    place: Place, name: str, scope: list[Issue], faults: Faults
) -> dict[tuple[str, ...], Fraction]:
    table = read_table(faults, place, name, [*(issue.id for issue in scope), "value"])
    worth: dict[tuple[str, ...], Fraction] = {}
    for line, cells in table.rows:
        key = option_row((line, cells), table, scope, faults)
        value = parse_number(cells["value"])
        if value is None:
            faults.found.append(Problem(table.file, line, "value", "a number", shorten(cells["value"])))
        elif key is not None and key in worth:
            found = f"{' with '.join(key)} again"
            faults.found.append(Problem(table.file, line, "", "each combination once", found))
        elif key is not None:
            worth[key] = value
    return worth
