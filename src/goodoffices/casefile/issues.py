"""Written issues and linkages to the model's, with every fault in them."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from goodoffices.casefile.faults import Faults
from goodoffices.casefile.tables import Table, read_table
from goodoffices.casefile.written import (
    WrittenIssue,
    WrittenLinkage,
    WrittenOption,
    WrittenRange,
    parse_number,
)
from goodoffices.errors import Problem, near_miss, shorten
from goodoffices.model import Issue, IssueKind, Linkage, Option

MOST_OPTIONS = 100_000
Issues = dict[str, Issue]


def issue_of(key: str, written: WrittenIssue, faults: Faults) -> Issue:
    """One issue with its options; an empty one where they are wrong, so that checking can go on."""
    place = ("issues", key)
    ways = [way for way in ("options", "integers", "reals") if getattr(written, way) is not None]
    if len(ways) != 1:
        found = " and ".join(ways) or "none of them"
        faults.add(place, "one of options, integers or reals", found)
        return Issue(key, written.name or key, "named", (), written.unit)
    kind: IssueKind = "named"
    if written.options is not None:
        options = _named(place, written.options, faults)
    else:
        kind = "integer" if written.integers is not None else "real"
        span = written.integers or written.reals
        assert span is not None
        options = _numbered((*place, ways[0]), span, kind, faults)
    return Issue(key, written.name or key, kind, options, written.unit)


def _named(
    place: tuple[str | int, ...], written: list[str | WrittenOption], faults: Faults
) -> tuple[Option, ...]:
    options: dict[str, Option] = {}
    for number, entry in enumerate(written):
        option = (
            Option(entry, entry) if isinstance(entry, str) else Option(entry.id, entry.name or entry.id)
        )
        if option.id in options:
            faults.add((*place, "options", number), "each option once", f"{shorten(option.id)} again")
        options.setdefault(option.id, option)
    if not options:
        faults.add((*place, "options"), "at least one option", "an empty list")
    return tuple(options.values())


def _numbered(
    place: tuple[str | int, ...], span: WrittenRange, kind: IssueKind, faults: Faults
) -> tuple[Option, ...]:
    if span.step <= 0:
        faults.add((*place, "step"), "a step above 0", number_text(span.step))
        return ()
    if span.to < span.start:
        faults.add((*place, "to"), f"at least {number_text(span.start)}", number_text(span.to))
        return ()
    steps = (span.to - span.start) / span.step
    if steps.denominator != 1:
        expected = f"a whole number of steps of {number_text(span.step)} from {number_text(span.start)}"
        faults.add((*place, "to"), expected, number_text(span.to))
        return ()
    if steps >= MOST_OPTIONS:
        faults.add(place, f"at most {MOST_OPTIONS:,} options", f"{steps.numerator + 1:,}")
        return ()
    if kind == "integer" and (span.start.denominator != 1 or span.step.denominator != 1):
        faults.add(place, "whole numbers", f"{number_text(span.start)} and {number_text(span.step)}")
        return ()
    numbers = [span.start + step * span.step for step in range(steps.numerator + 1)]
    return tuple(Option(number_text(value), number_text(value), value) for value in numbers)


def number_text(value: Fraction) -> str:
    """A number as it is written: a decimal without an exponent, or a fraction where decimals do not end."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    digits, denominator = 0, value.denominator
    while denominator != 1:
        value, digits = value * 10, digits + 1
        denominator = value.denominator
    sign, whole = "-" if value < 0 else "", str(abs(value.numerator)).rjust(digits + 1, "0")
    return sign + (f"{whole[:-digits]}.{whole[-digits:]}" if digits else whole)


def linkage_of(
    place: tuple[str | int, ...], written: WrittenLinkage, issues: Issues, faults: Faults
) -> Linkage | None:
    """One hard linkage: the combinations it forbids, from options in the file or from a CSV table."""
    before = len(faults.found)
    if isinstance(written.forbid, str):
        if written.over is None:
            faults.add(place, "'over: [issues]' beside a table", "none")
            return None
        scope = scope_of((*place, "over"), written.over, issues, faults)
        if scope is None:
            return None
        table = read_table(faults, (*place, "forbid"), written.forbid, [*written.over])
        rows = [option_row(row, table, scope, faults) for row in table.rows]
        forbidden = [row for row in rows if row is not None]
    else:
        if written.over is not None:
            faults.add((*place, "over"), "'over' only beside a table", "it beside options")
        chosen: dict[str, list[str]] = {
            issue: [options] if isinstance(options, str) else options
            for issue, options in written.forbid.items()
        }
        scope = scope_of((*place, "forbid"), list(chosen), issues, faults)
        if scope is None:
            return None
        chosen = {issue.id: [settled(issue, word) for word in chosen[issue.id]] for issue in scope}
        for issue, options in chosen.items():
            for option in options:
                where = (*place, "forbid", issue)
                faults.known(where, option, f"an option of {issue}", issues[issue].option_ids)
            if not options:
                faults.add((*place, "forbid", issue), "at least one option", "an empty list")
        forbidden = list(product(*chosen.values()))
    if len(faults.found) > before:
        return None
    return Linkage(tuple(issue.id for issue in scope), tuple(dict.fromkeys(forbidden)), written.because)


def settled(issue: Issue, word: str) -> str:
    """The id of the option a word means: on issues of numbers 2.0 is 2."""
    if issue.kind == "named" or word in issue.option_ids:
        return word
    number = parse_number(word)
    return word if number is None else number_text(number)


def scope_of(
    place: tuple[str | int, ...], names: list[str], issues: Issues, faults: Faults
) -> list[Issue] | None:
    """The two or more issues that something ties together, or None where they are not that."""
    good = [faults.known((*place, name), name, "an issue of this case", issues) for name in names]
    if len(set(names)) < 2 or len(set(names)) < len(names):
        faults.add(place, "two or more different issues", ", ".join(names) or "none")
        return None
    return [issues[name] for name in names] if all(good) else None


def option_row(
    row: tuple[int, dict[str, str]], table: Table, scope: list[Issue], faults: Faults
) -> tuple[str, ...] | None:
    """The options one row of a table names, or None where one of them is unknown."""
    line, cells = row
    good = True
    for issue in scope:
        word = settled(issue, cells[issue.id])
        if word not in issue.option_ids:
            near = near_miss(word, issue.option_ids)
            expected = f"an option of {issue.id}"
            faults.found.append(Problem(table.file, line, issue.id, expected, shorten(word), near))
            good = False
    return tuple(settled(issue, cells[issue.id]) for issue in scope) if good else None
