"""CSV tables beside a case: a header with the issues' ids (and 'value'), then a row a combination."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from io import StringIO
from pathlib import PurePosixPath

from goodoffices.casefile.faults import Faults
from goodoffices.casefile.nodes import read_text
from goodoffices.errors import InputError, Problem, near_miss, shorten


@dataclass(frozen=True, slots=True)
class Table:
    """A table's rows as ``(line, {column: word})``; none where the table is wrong."""

    file: str
    rows: tuple[tuple[int, dict[str, str]], ...]


def read_table(faults: Faults, place: tuple[str | int, ...], name: str, columns: list[str]) -> Table:
    """A CSV file in the case's folder with exactly these columns, in any order."""
    if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
        faults.add(place, "the name of a CSV file in the case's folder", shorten(name))
        return Table(name, ())
    path = faults.folder / name
    file = str(path)
    if not path.is_file():
        near = near_miss(name, (found.name for found in faults.folder.glob("*.csv")))
        faults.add(place, "a CSV file in the case's folder", shorten(name), near)
        return Table(file, ())
    try:
        reader = csv.reader(StringIO(read_text(path), newline=""), strict=True)
        lines = [(reader.line_num, [cell.strip() for cell in row]) for row in reader if any(row)]
    except InputError as error:
        faults.found.extend(error.problems)
        return Table(file, ())
    except csv.Error as error:
        faults.found.append(Problem(file, None, "", "a CSV table", str(error)))
        return Table(file, ())
    header = lines[0][1] if lines else []
    if sorted(header) != sorted(columns):
        found = ", ".join(header) or "none"
        faults.found.append(Problem(file, 1, "", f"the columns {', '.join(columns)}", found))
        return Table(file, ())
    rows = []
    for line, cells in lines[1:]:
        if len(cells) != len(header):
            faults.found.append(Problem(file, line, "", f"{len(header)} cells", str(len(cells))))
        else:
            rows.append((line, dict(zip(header, cells, strict=True))))
    return Table(file, tuple(rows))
