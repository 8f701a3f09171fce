"""A class and its tables: who sits where is drawn with a seed, unless the list says it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from goodoffices import plain_files
from goodoffices.errors import InputError, Problem
from goodoffices.limits import CASE_FILE, CLASS_TABLES, LABEL, STUDENTS


@dataclass(frozen=True, slots=True)
class Student:
    """A line of the class list: a label, and a table and a seat if the teacher chose them."""

    label: str
    table: int = 0
    seat: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A seat at a table, from 1, with the label of its student; empty if nobody sits there."""

    table: int
    seat: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Slip:
    """A ticket as it is handed out; ``table`` is 0 for the teacher."""

    table: int
    seat: str
    name: str
    label: str
    url: str


def read_class(path: Path, chairs: Sequence[str]) -> tuple[Student, ...]:
    """Return the students of a list in CSV: ``label[,table[,seat]]``, a line each.

    Args:
        path: of the list.
        chairs: ids of the seats at a table.

    Raises:
        InputError: with every problem of the list.
    """
    try:
        text = plain_files.read(path, CASE_FILE).decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline="")))
    except (UnicodeDecodeError, csv.Error) as error:
        found = "other bytes" if isinstance(error, UnicodeDecodeError) else str(error)
        raise InputError(
            [Problem(str(path), None, "", "a list of students in UTF-8", found)]
        ) from error
    problems: list[Problem] = []
    students: list[Student] = []
    taken: set[tuple[int, str]] = set()
    for line, row in enumerate(rows, 1):
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        label, table, seat, *more = (*cells, "", "", "")[: max(3, len(cells))]

        def wrong(field: str, expected: str, found: str, line: int = line) -> None:
            problems.append(Problem(str(path), line, field, expected, found))

        if not label or len(label) > LABEL.most:
            wrong("label", f"1 to {LABEL.most} {LABEL.unit}", f"{len(label)}")
        if any(more):
            wrong("", "label, table, seat", f"{len(cells)} cells")
        number = int(table) if table.isascii() and table.isdigit() and len(table) < 4 else 0
        if table and not 0 < number <= CLASS_TABLES.most:
            wrong("table", f"a number from 1 to {CLASS_TABLES.most}", f"'{table}'")
        if seat and seat not in chairs:
            wrong("seat", ", ".join(chairs), f"'{seat}'")
        if number and seat:
            if (number, seat) in taken:
                wrong("seat", "a seat that is free", f"table {number}, {seat} twice")
            taken.add((number, seat))
        students.append(Student(label, number, seat if seat in chairs else ""))
    if len(students) > STUDENTS.most:
        problems.append(Problem(str(path), None, "", str(STUDENTS), str(len(students))))
    if problems:
        raise InputError(problems)
    return tuple(students)


def draw(
    students: Sequence[Student], chairs: Sequence[str], tables: int, seed: int
) -> tuple[Drawn, ...]:
    """Return every seat of every table with its student, drawn with a seed.

    Args:
        students: those who chose a table or a seat get it; the others fill what is left, the first tables
            first. Seats may stay empty.
        chairs: ids of the seats at a table.
        tables: number of tables; 0 for as many as the students need.
        seed: of the draw.
    """
    least = max([-(-len(students) // len(chairs)), *(student.table for student in students), 1])
    tables = max(tables, least)
    free = [(table, seat) for table in range(1, tables + 1) for seat in chairs]
    found = dict.fromkeys(free, "")
    draws = np.random.Generator(np.random.Philox(seed))
    shuffled = [students[place] for place in draws.permutation(len(students))]
    # the choosiest first: a table and a seat, then one of both, then neither
    for student in sorted(shuffled, key=lambda s: -(bool(s.table) + bool(s.seat))):
        fits = [
            (table, seat)
            for table, seat in free
            if student.table in (0, table) and student.seat in ("", seat)
        ]
        place = (fits or free)[0]
        free.remove(place)
        found[place] = student.label
    return tuple(Drawn(table, seat, label) for (table, seat), label in found.items())
