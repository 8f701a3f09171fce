"""CSV tables beside a case: a header of issue ids (and 'value'), then a row for each combination."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from io import StringIO
from pathlib import PurePosixPath

from goodoffices.casefile.nodes import read_text
from goodoffices.casefile.problems import Field, Problems
from goodoffices.errors import InputError, Problem, near_miss, shorten
from goodoffices.limits import LINES


@dataclass(frozen=True, slots=True)
class Row:
    """The words of a row by column, and a function that reports a problem in it.

    ``report(column, expected, found, near)`` adds a problem; an empty column means the whole row.
    ``near(word, known)`` returns the closest known word.
    """

    cells: dict[str, str]
    report: Callable[[str, str, str, str | None], None]
    near: Callable[[str, Iterable[str]], str | None]


def read_table(problems: Problems, place: Field, name: str, columns: list[str]) -> list[Row]:
    """Return the rows of a CSV file in the case's folder; no rows if the table is wrong.

    The table must have exactly ``columns``, in any order. ``place`` is the field that names the file.
    """
    if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
        problems.add(place, "the name of a CSV file in the case's folder", shorten(name))
        return []
    path = problems.folder / name
    if not path.exists():
        near = near_miss(name, (found.name for found in problems.folder.glob("*.csv")))
        problems.add(place, "a CSV file in the case's folder", shorten(name), near)
        return []

    def report(line: int | None, column: str, expected: str, found: str, near: str | None) -> None:
        problems.found.append(Problem(str(path), line, column, expected, found, near))

    try:
        text = read_text(path, inside=problems.folder)
        if text.count("\n") > LINES.most:
            report(None, "", f"a table of {LINES}", f"{text.count(chr(10)):,}", None)
            return []
        reader = csv.reader(StringIO(text, newline=""), strict=True)
        lines = [(reader.line_num, [cell.strip() for cell in row]) for row in reader if any(row)]
    except InputError as error:
        problems.found.extend(error.problems)
        return []
    except csv.Error as error:
        report(None, "", "a CSV table", str(error), None)
        return []
    header = lines[0][1] if lines else []
    if sorted(header) != sorted(columns):
        report(1, "", f"the columns {', '.join(columns)}", ", ".join(header) or "none", None)
        return []
    rows = []
    for line, cells in lines[1:]:
        if len(cells) == len(header):
            rows.append(
                Row(dict(zip(header, cells, strict=True)), partial(report, line), problems.near)
            )
        else:
            report(line, "", f"{len(header)} cells", str(len(cells)), None)
    return rows
