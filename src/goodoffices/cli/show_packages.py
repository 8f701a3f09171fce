"""Packages as tables: the first in full, the others by their differences from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import goodoffices as go
from goodoffices.cli.console import say, table
from goodoffices.wording import amount, listing

if TYPE_CHECKING:
    from goodoffices.model import Case

SHORT = "only the differences from it"
TIES = 5
"""Packages printed of those that tie in a solution; --json has all of them."""


@dataclass(frozen=True, slots=True)
class Line:
    """A package with its label, such as ``1``, and its utility to each party."""

    label: str
    package: Mapping[str, str]
    utilities: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Names:
    """The names that a case gives to its parties, issues and options."""

    case: Case

    def party(self, party: str) -> str:
        """Return a party's name."""
        return next(known.name for known in self.case.parties if known.id == party)

    def parties(self, parties: Sequence[str]) -> list[str]:
        """Return the names of several parties."""
        return [self.party(party) for party in parties]

    def issue(self, issue: str) -> str:
        """Return an issue's name."""
        return next(known.name for known in self.case.issues if known.id == issue)

    def package(self, package: Mapping[str, str], base: Mapping[str, str] | None = None) -> str:
        """Return a package as text; if a ``base`` is given, only the options that differ from it."""
        return go.agreements.package_words(self.case, package, base)


def show_packages(
    lines: Sequence[Line],
    names: Names,
    base: Mapping[str, str] | None = None,
    gains_over: Mapping[str, Fraction] | None = None,
) -> None:
    """Print packages with their utilities: all in full, or by their differences from the ``base``.

    With ``gains_over``, each utility is followed by the gain or loss against that utility.
    """
    parties = list(lines[0].utilities)
    rows = [
        [
            line.label,
            *(
                _utility(line.utilities[party], gains_over[party] if gains_over else None)
                for party in parties
            ),
            names.package(line.package, None if line.package == base else base),
        ]
        for line in lines
    ]
    partial = [line.package != base for line in lines] if base is not None else [False]
    heading = "differences" if all(partial) else f"package; after the first, {SHORT}"
    _table(rows, names.parties(parties), heading if any(partial) else "package")


def show_frontier(lines: Sequence[Line], names: Names) -> None:
    """Print neighbouring packages: the first in full, the others by their differences from the line above."""
    before = [None, *(line.package for line in lines)]
    rows = [
        [*map(amount, line.utilities.values()), names.package(line.package, base)]
        for line, base in zip(lines, before, strict=False)
    ]
    parties = names.parties(list(lines[0].utilities))
    heading = "package; after the first, only the differences from the line above"
    _table([["", *row] for row in rows], parties, heading if len(rows) > 1 else "package")


def show_solutions(found: Sequence[tuple[str, Sequence[Line]]], names: Names) -> None:
    """Print the packages of solution concepts, each package once and numbered, with its concepts."""
    chosen: list[tuple[Line, list[str]]] = []
    for title, lines in found:
        tied = f" (tie of {len(lines)})" if len(lines) > 1 else ""
        for line in lines[:TIES]:
            known = next((by for one, by in chosen if one.package == line.package), None)
            if known is None:
                chosen.append((line, [title + tied]))
            else:
                known.append(title + tied)
    for number, (_, by) in enumerate(chosen, 1):
        say(f"{number}  {', '.join(by)}")
    for title, lines in found:
        if len(lines) > TIES:
            say(f"{title}: and {len(lines) - TIES:,} more that tie (--json has all of them).")
    nowhere = [title for title, lines in found if not lines]
    if nowhere:
        say(f"No package: {listing(nowhere)}.")
    if chosen:
        say()
        numbered = [
            Line(str(number), line.package, line.utilities)
            for number, (line, _) in enumerate(chosen, 1)
        ]
        show_packages(numbered, names, numbered[0].package)


def signed(value: Fraction) -> str:
    """Return a change with its sign."""
    return f"{'+' if value > 0 else ''}{amount(value)}"


def _utility(value: Fraction, before: Fraction | None) -> str:
    return amount(value) if before is None else f"{amount(value)} ({signed(value - before)})"


def _table(rows: Sequence[Sequence[str]], parties: Sequence[str], last: str) -> None:
    """Print rows of label, utilities and package; labels are left out if no row has a label."""
    labels = any(row[0] for row in rows)
    columns, start = ["", *parties, last], 0 if labels else 1
    table(columns[start:], [row[start:] for row in rows], range(1 - start, 1 - start + len(parties)))
