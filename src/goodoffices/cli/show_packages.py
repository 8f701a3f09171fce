"""Packages as tables: what differs from the first is marked with a star, on its side where it is narrow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from goodoffices.cli.console import out, say, table
from goodoffices.wording import amount, listing

MARK = "*"
ON_ITS_SIDE = 6
"""Up to so many packages stand side by side where a row each would not fit."""


@dataclass(frozen=True, slots=True)
class Line:
    """A package with its label, as in ``1``, and what it is worth to each party."""

    label: str
    package: Mapping[str, str]
    utilities: Mapping[str, Fraction]


def show_packages(
    lines: Sequence[Line],
    parties: Sequence[str],
    names: Mapping[str, str],
    base: Mapping[str, str] | None = None,
    what: str = "",
    gains_over: Mapping[str, Fraction] | None = None,
) -> None:
    """A table of packages; options that differ from the ``base`` are marked, and ``what`` says what it is.

    With ``gains_over`` each utility is followed by what it is more or less than there.
    """
    head = ["", *parties, *names.values()]
    rows = [
        [
            line.label,
            *(
                _worth(line.utilities[party], None if gains_over is None else gains_over[party])
                for party in parties
            ),
            *_options(line, names, base),
        ]
        for line in lines
    ]
    if not any(line.label for line in lines):
        head, rows = head[1:], [row[1:] for row in rows]
    first = head.index(parties[0])
    tabulate(head, rows, len(names), range(first, first + len(parties)))
    if base is not None and any(cell.startswith(MARK) for row in rows for cell in row):
        say(f"{MARK} differs from {what}.")


def tabulate(
    head: Sequence[str], rows: Sequence[Sequence[str]], issues: int, numeric: Sequence[int]
) -> None:
    """A table whose last ``issues`` columns are options, so that no option is broken where room is scarce.

    Issues that are settled alike in every row are said in words, or rows stand side by side.
    """
    names, cells, same = list(head), [list(row) for row in rows], list[str]()
    if not _fitting(names, cells, (1, 2)) and len(cells) > ON_ITS_SIDE:
        names, cells, same = _without_the_same(names, cells, issues)
    widths = _fitting(names, cells, (1, 2) if len(cells) <= ON_ITS_SIDE else (1, 2, 9))
    if widths or not cells:
        table(names, cells, numeric, widths)
    else:
        _on_its_side(names, cells)
    if same:
        say(f"The same in all of these: {listing(same)}.")


def _on_its_side(names: list[str], cells: list[list[str]]) -> None:
    """A row for each column, and as many of the rows beside each other as there is room for."""
    room = out.width - max(map(len, names)) - 2
    beside = max(1, room // (max(len(cell) for row in cells for cell in row) + 2))
    for start in range(0, len(cells), beside):
        lines = list(zip(names, *cells[start : start + beside], strict=True))
        if start:
            say()
        table(lines[0], lines[1:])


def show_solutions(
    found: Sequence[tuple[str, Sequence[Line]]], parties: Sequence[str], names: Mapping[str, str]
) -> None:
    """Solution concepts' packages, each package once and numbered, with the concepts that choose it."""
    chosen: list[tuple[Line, list[str]]] = []
    nowhere = []
    for title, lines in found:
        if not lines:
            nowhere.append(title)
        tied = f" (tie of {len(lines)})" if len(lines) > 1 else ""
        for line in lines:
            known = next((by for one, by in chosen if one.package == line.package), None)
            if known is None:
                chosen.append((line, [title + tied]))
            else:
                known.append(title + tied)
    for place, (_, by) in enumerate(chosen, 1):
        say(f"{place}  {', '.join(by)}")
    if nowhere:
        say(f"No package: {listing(nowhere)}.")
    if chosen:
        say()
        numbered = [
            Line(str(place), one.package, one.utilities) for place, (one, _) in enumerate(chosen, 1)
        ]
        show_packages(numbered, parties, names, numbered[0].package, f"package 1, {chosen[0][1][0]}")


def signed(value: Fraction) -> str:
    """A change, with its sign."""
    return f"{'+' if value > 0 else ''}{amount(value)}"


def _worth(value: Fraction, before: Fraction | None) -> str:
    return amount(value) if before is None else f"{amount(value)} ({signed(value - before)})"


def _options(line: Line, names: Mapping[str, str], base: Mapping[str, str] | None) -> list[str]:
    return [
        MARK + line.package[issue]
        if base is not None and line.package[issue] != base[issue]
        else line.package[issue]
        for issue in names
    ]


def _fitting(head: Sequence[str], rows: Sequence[Sequence[str]], in_lines: Sequence[int]) -> list[int]:
    """Widths of columns with cells in one line and headings in about so many; empty where none fits."""
    for lines in in_lines:
        widths = [
            max(*map(len, name.split()), -(-len(name) // lines), *map(len, cells), 0, 0)
            for name, *cells in zip(head, *rows, strict=True)
        ]
        if sum(widths) + 2 * len(widths) <= out.width:
            return widths
    return []


def _without_the_same(
    head: list[str], rows: list[list[str]], issues: int
) -> tuple[list[str], list[list[str]], list[str]]:
    """A table without the issues that are settled alike in every row, and those in words."""
    places = range(len(head) - issues, len(head))
    alike = [place for place in places if len({row[place] for row in rows}) == 1]
    kept = [place for place in range(len(head)) if place not in alike]
    return (
        [head[place] for place in kept],
        [[row[place] for place in kept] for row in rows],
        [f"{head[place]} {rows[0][place]}" for place in alike],
    )
