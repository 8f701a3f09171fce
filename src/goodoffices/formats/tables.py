"""A CSV table as a case: the columns issue and option, and one for each party.

A row with an issue and no option holds the issue's weight for each party; a row with ``reservation`` and no
option their reservation values. Weights are 1 and reservation values 0 where there is no such row.
"""

from __future__ import annotations

import csv
import io
from fractions import Fraction
from pathlib import Path

from goodoffices.casefile.nodes import read_text
from goodoffices.casefile.written import parse_number
from goodoffices.errors import InputError, Problem
from goodoffices.formats.build import Domain, Profile, case_of
from goodoffices.formats.registry import scenario_format
from goodoffices.model import Case

RESERVATION = "reservation"


def _file(folder: Path) -> Path | None:
    found = []
    for path in sorted(folder.glob("*.csv")):
        with path.open("rb") as file:
            head = file.readline(10_000).decode("utf-8-sig", "replace")
        if [cell.strip().lower() for cell in head.split(",")[:2]] == ["issue", "option"]:
            found.append(path)
    return found[0] if len(found) == 1 else None


@scenario_format("csv", lambda folder: _file(folder) is not None)
def read_table(folder: Path) -> Case:
    """The options in the order of the rows.

    Raises:
        InputError: with every row that is not a row, and every cell that is not a number.
    """
    path = _file(folder)
    assert path is not None
    rows = list(csv.reader(io.StringIO(read_text(path).lstrip("\ufeff"))))
    parties = [cell.strip() for cell in rows[0][2:]]
    problems: list[Problem] = []
    if len(parties) < 2 or len(set(parties)) < len(parties) or not all(parties):
        problems.append(
            Problem(str(path), 1, "", "two parties or more, each once", ", ".join(parties) or "none")
        )
    options: dict[str, list[str]] = {}
    worth: dict[tuple[str, str], list[Fraction]] = {}
    for line, row in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        issue, option = (*(cell.strip() for cell in row[:2]), "", "")[:2]
        if len(row) != 2 + len(parties) or not issue:
            expected = f"an issue, an option and {len(parties)} numbers"
            problems.append(Problem(str(path), line, "", expected, f"{len(row)} cells"))
            continue
        numbers = [parse_number(cell.strip()) for cell in row[2:]]
        for party, cell, found in zip(parties, row[2:], numbers, strict=True):
            if found is None:
                problems.append(Problem(str(path), line, party, "a number", cell.strip() or "nothing"))
        if (issue, option) in worth:
            problems.append(Problem(str(path), line, issue, "each option once", f"'{option}' again"))
        worth[issue, option] = [found if found is not None else Fraction(0) for found in numbers]
        if option:
            options.setdefault(issue, []).append(option)
    if not options:
        problems.append(Problem(str(path), None, "", "at least one issue with options", "none"))
    if problems:
        raise InputError(problems)
    profiles = [
        Profile(
            party,
            path,
            {issue: worth[issue, ""][at] for issue in options if (issue, "") in worth},
            {issue: {o: worth[issue, o][at] for o in known} for issue, known in options.items()},
            worth[RESERVATION, ""][at] if (RESERVATION, "") in worth else Fraction(0),
        )
        for at, party in enumerate(parties)
    ]
    return case_of(folder, Domain(options), profiles, "Read from a CSV table.")
