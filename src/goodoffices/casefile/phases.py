"""Phases of carrying out an agreement: from their written form to the model's, with every problem."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import product
from math import prod

from goodoffices.casefile.exact_numbers import number_text, parse_number
from goodoffices.casefile.issues import Issues, Known
from goodoffices.casefile.preferences import rows_of
from goodoffices.casefile.problems import Field, Problems
from goodoffices.casefile.tables import Row, read_table
from goodoffices.casefile.written import WrittenCase, WrittenDelivery, WrittenOwed, WrittenPhases
from goodoffices.errors import shorten
from goodoffices.limits import DELIVERIES, OWED, wanted
from goodoffices.model import Basis, Delivery, OwedTable, Phases, Precedence

PLACE = ("phases",)


def phases_of(written: WrittenCase, issues: Issues, problems: Problems) -> Phases | None:
    """Return the phases of a case, or None if it has none or something in them is wrong."""
    given, before = written.phases, len(problems.found)
    if given is None:
        return None
    if written.kind == "record-only":
        problems.add(PLACE, "no phases in a record-only case", "phases")
        return None
    if not given.deliveries:
        problems.add((*PLACE, "deliveries"), "at least one delivery", "none")
    elif len(given.deliveries) > DELIVERIES.most:
        problems.add((*PLACE, "deliveries"), str(DELIVERIES), f"{len(given.deliveries):,}")
    basis = given.basis or written.basis
    deliveries = [
        _delivery(key, delivery, basis, written, problems) for key, delivery in given.deliveries.items()
    ]
    tables = [
        _table((*PLACE, "tables", number), table, basis, written, problems)
        for number, table in enumerate(given.tables)
    ]
    agreed = _agreed(given, written, issues, problems)
    precedence = _precedence(given, problems)
    _check_guarantee(given, basis, written, problems)
    if len(problems.found) > before:
        return None
    return Phases(
        deliveries=tuple(deliveries),
        agreed=agreed,
        tables=tuple(table for table in tables if table is not None),
        before=precedence,
        guarantee=dict(given.guarantee),
        guarantee_basis=basis or "not stated",
    )


def _delivery(
    key: str, given: WrittenDelivery, default: Basis | None, written: WrittenCase, problems: Problems
) -> Delivery:
    place: Field = (*PLACE, "deliveries", key)
    for end in ("by", "to"):
        party = getattr(given, end)
        problems.known((*place, end), party, "a party of this case", written.parties)
    if given.by == given.to:
        problems.add((*place, "to"), "another party than the giver", f"'{given.to}' again")
    for name in ("cost", "worth"):
        value = getattr(given, name)
        if value < 0:
            problems.add((*place, name), "at least 0", number_text(value))
    basis = given.basis or default
    if basis is None:
        problems.no_basis(place)
    return Delivery(
        id=key,
        name=given.name or key.replace("-", " ").replace("_", " "),
        by=given.by,
        to=given.to,
        units=given.units,
        cost=given.cost,
        worth=given.worth,
        basis=basis or "not stated",
        unit=given.unit,
        verified_by=given.verified_by,
        event=given.event,
    )


def _agreed(
    given: WrittenPhases, written: WrittenCase, issues: Issues, problems: Problems
) -> Mapping[str, str]:
    """Return the agreement that is carried out: an option of each issue that it names."""
    place: Field = (*PLACE, "for")
    found = {}
    for key, word in given.agreed.items():
        if problems.known((*place, key), key, "an issue of this case", issues):
            known = Known.of(issues[key])
            found[key] = known.settled(word)
            problems.known((*place, key), found[key], f"an option of {key}", known.options)
    for linkage in written.linkages:
        if not isinstance(linkage.forbid, dict):
            continue
        forbidden = {
            issue: [words] if isinstance(words, str) else words
            for issue, words in linkage.forbid.items()
        }
        if all(found.get(issue) in words for issue, words in forbidden.items()):
            tied = " with ".join(f"{issue} {found[issue]}" for issue in forbidden)
            problems.add(place, "options that no linkage forbids together", tied)
    return found


def _precedence(given: WrittenPhases, problems: Problems) -> tuple[Precedence, ...]:
    """Return the rules of order; a circle of them is a problem, because nothing could be delivered."""
    known = given.deliveries
    later: dict[str, set[str]] = {}
    for number, rule in enumerate(given.before):
        place: Field = (*PLACE, "before", number)
        problems.known((*place, "then"), rule.then, "a delivery of these phases", known)
        if not rule.first:
            problems.add((*place, "first"), "units of at least one delivery", "none")
        for name, units in rule.first.items():
            here = (*place, "first", name)
            if problems.known(here, name, "a delivery of these phases", known):
                if units > known[name].units:
                    expected = f"at most the {known[name].units:,} units of {name}"
                    problems.add(here, expected, f"{units:,}")
                later.setdefault(name, set()).add(rule.then)
        if _reaches(later, rule.then, rule.then):
            expected = "rules of order that can be kept together"
            problems.add(place, expected, f"a circle through {shorten(rule.then)}")
    return tuple(Precedence(dict(rule.first), rule.then) for rule in given.before)


def _reaches(later: Mapping[str, set[str]], start: str, goal: str) -> bool:
    """Return whether rules of order lead from a delivery to another in at least one step."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        following = later.get(waiting.pop(), set()) - seen
        seen |= following
        waiting.extend(following)
    return goal in seen


def _check_guarantee(
    given: WrittenPhases, basis: Basis | None, written: WrittenCase, problems: Problems
) -> None:
    for party, value in given.guarantee.items():
        here = (*PLACE, "guarantee", party)
        problems.known(here, party, "a party of this case", written.parties)
        if value < 0:
            problems.add(here, "at least 0", number_text(value))
    if given.guarantee and basis is None:
        problems.no_basis((*PLACE, "guarantee"))


def _table(
    place: Field, given: WrittenOwed, default: Basis | None, written: WrittenCase, problems: Problems
) -> OwedTable | None:
    """Return a table of what is still owed, from rows in the file or of a CSV table."""
    assert written.phases is not None
    known = written.phases.deliveries
    before = len(problems.found)
    for name in given.of:
        problems.known((*place, "of"), name, "a delivery of these phases", known)
    if not given.of or len(set(given.of)) < len(given.of):
        problems.add((*place, "of"), "different deliveries", ", ".join(given.of) or "none")
    problems.known((*place, "party"), given.party, "a party of this case", written.parties)
    if (given.csv is None) == (given.values is None):
        found = "neither" if given.csv is None else "both"
        problems.add(place, "'csv: …' or 'values: […]'", found)
    basis = given.basis or default
    if basis is None:
        problems.no_basis(place)
    if len(problems.found) > before:
        return None
    units = [known[name].units for name in given.of]
    combinations = prod(most + 1 for most in units)
    if combinations > OWED.most:
        problems.add(place, str(OWED), f"{combinations:,}")
        return None
    columns = [*given.of, "value"]
    if given.csv is not None:
        rows = read_table(problems, (*place, "csv"), given.csv, columns)
    else:
        rows = list(rows_of((*place, "values"), given.values or [], columns, problems))
    worth = _worths(rows, given.of, units)
    if len(problems.found) > before:
        return None
    nothing = (0,) * len(units)
    if worth.setdefault(nothing, Fraction(0)):
        found = number_text(worth[nothing])
        problems.add(place, "the value 0 if nothing is owed: there is nothing left to lose", found)
    every = list(product(*(range(most + 1) for most in units)))
    missing = next((owed for owed in every if owed not in worth), None)
    if missing is not None and given.otherwise is None:
        owed = " and ".join(f"{many} {name}" for many, name in zip(missing, given.of, strict=True))
        problems.add(place, "a value for every combination, or 'otherwise: 0'", f"none for {owed}")
    values = tuple(worth.get(owed, given.otherwise or Fraction(0)) for owed in every)
    numbers = len(worth) - 1 + (given.otherwise is not None)
    return OwedTable(tuple(given.of), given.party, values, basis or "not stated", numbers)


def _worths(rows: list[Row], names: list[str], units: list[int]) -> dict[tuple[int, ...], Fraction]:
    """Return the value of each combination of owed units; wrong and repeated rows are reported."""
    worths: dict[tuple[int, ...], Fraction] = {}
    for row in rows:
        owed = []
        for name, most in zip(names, units, strict=True):
            word = row.cells[name].strip()
            number = parse_number(word)
            if number is None or number.denominator != 1 or not 0 <= number <= most:
                row.report(name, f"a whole number from 0 to {most}", shorten(word), None)
            else:
                owed.append(int(number))
        value = parse_number(row.cells["value"])
        if value is None:
            word = row.cells["value"]
            row.report("value", wanted(word), shorten(word), None)
        elif len(owed) == len(names):
            if tuple(owed) in worths:
                row.report("", "each combination once", f"{', '.join(map(str, owed))} again", None)
            worths[tuple(owed)] = value
    return worths
