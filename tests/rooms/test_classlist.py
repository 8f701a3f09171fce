"""Who sits where: drawn with a seed, unless the list says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodoffices.errors import InputError
from goodoffices.rooms.classlist import Student, draw, read_class

CHAIRS = ("A", "B", "m")


def test_a_list_has_labels_and_perhaps_tables_and_seats(tmp_path: Path) -> None:
    path = tmp_path / "class.csv"
    path.write_text("\ufeffred\n\nblue,2\ngreen,1,B\n", "utf-8")
    assert read_class(path, CHAIRS) == (Student("red"), Student("blue", 2), Student("green", 1, "B"))


def test_every_fault_of_a_list_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "class.csv"
    path.write_text(f"{'x' * 61}\nred,zero\nblue,1,C\ngreen,1,A\nteal,1,A\na,1,A,more\n", "utf-8")
    with pytest.raises(InputError) as error:
        read_class(path, CHAIRS)
    told = str(error.value)
    for line, word in ((1, "61"), (2, "'zero'"), (3, "'C'"), (5, "twice"), (6, "4 cells")):
        assert f"{line}" in told
        assert word in told


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\xff", "UTF-8"),
        (b"x" * 200_000, "field larger"),
        (b"a\n" * 600_000, "1,000,000 bytes"),
        (None, "a device"),
        (b"Ann,61\n", "table: expected a number from 1 to 60, found '61'"),
        (b"Ann,0\n", "table: expected a number from 1 to 60, found '0'"),
        (b"Ann\n" * 401, "at most 400 students, found 401"),
    ],
    ids=["bytes", "a cell", "lines", "a device", "a table", "no table", "students"],
)
def test_what_is_no_list_is_refused(data: bytes | None, says: str, tmp_path: Path) -> None:
    path = tmp_path / "class.csv"
    if data is None:
        path = Path("/dev/zero")
    else:
        path.write_bytes(data)
    with pytest.raises(InputError, match=says):
        read_class(path, CHAIRS)


def test_everyone_has_one_seat_and_the_seed_decides() -> None:
    students = [Student(f"s{n}") for n in range(7)]
    seats = draw(students, CHAIRS, 0, seed=1)
    assert len(seats) == 9
    assert sorted(seat.label for seat in seats if seat.label) == [f"s{n}" for n in range(7)]
    # the first tables are full
    assert all(seat.label for seat in seats if seat.table < 3)
    assert draw(students, CHAIRS, 0, seed=1) == seats
    assert draw(students, CHAIRS, 0, seed=2) != seats


def test_a_chosen_seat_is_kept_and_more_tables_stay_empty() -> None:
    students = [Student("red"), Student("blue", 3, "B"), Student("green", 0, "m"), Student("teal", 3)]
    seats = {(seat.table, seat.seat): seat.label for seat in draw(students, CHAIRS, 4, seed=5)}
    assert seats[3, "B"] == "blue"
    assert "green" in [seats[table, "m"] for table in range(1, 5)]
    assert "teal" in [seats[3, chair] for chair in CHAIRS]
    assert len(seats) == 12
