"""A rehearsal: strategies play a class over HTTPS, and the export equals the engine's own results."""

from __future__ import annotations

import csv
import io
from fractions import Fraction
from pathlib import Path

import pytest

from goodoffices import casefile
from goodoffices.rooms.folder import REHEARSAL_SECONDS, Folder
from goodoffices.rooms.players import PROTOCOLS
from goodoffices.rooms.rehearsal import Played, differences, played
from tests.support import forked

pytest.importorskip("granian", reason="the extra 'rooms' is not installed")

ROOT = Path(__file__).parents[2]
CANAL = ROOT / "cases" / "canal"
STRAIT = ROOT / "cases" / "strait"
"""Three mediators: at every other table machines have the seats of the two that do not lead."""
RESERVOIR = ROOT / "cases" / "reservoir"
"""Three parties: at every other table two machines answer beside a browser, and a third mediates."""
HEAD = "table,agreed,option convoys,option notice,option toll,points A,points B\n"


@pytest.mark.parametrize(
    ("case", "protocol"), [(RESERVOIR, "text"), (CANAL, "alternating"), (STRAIT, "shuttle")]
)
def test_a_class_is_rehearsed_and_the_server_ends_by_itself(
    tmp_path: Path, case: Path, protocol: str
) -> None:
    words = ["serve", str(case), "--exercise", "--rehearse", "2", "--seed", "3", "--port", "0"]
    words += ["--protocol", protocol]
    places = ["--data", str(tmp_path / "data"), "--key", str(tmp_path / "room.key")]
    done = forked.goodoffices(*words, *places)
    assert done.returncode == 0, done.stderr
    assert "2 tables rehearsed" in done.stdout
    assert Folder(tmp_path / "data").config().table_seconds == REHEARSAL_SECONDS
    text = (tmp_path / "data" / "tables.csv").read_text("utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    loaded = casefile.load(case)
    first = loaded.parties[0].id
    wanted = played(loaded, 2, 3, protocol=PROTOCOLS[protocol])
    assert any(table.agreed for table in wanted)
    for row, table in zip(rows, wanted, strict=True):
        assert row["protocol"] == PROTOCOLS[protocol]
        assert (row["agreed"] == "yes") == (table.agreed is not None)
        if table.agreed:
            assert {issue.id: row[f"option {issue.id}"] for issue in loaded.issues} == table.agreed
            assert float(row[f"points {first}"]) == float(table.points[first])


@pytest.mark.parametrize("name", ["canal", "wage-talks", "reservoir", "strait"])
def test_each_exercise_that_ships_has_a_sheet_for_every_seat_and_notes(name: str) -> None:
    case = casefile.load(ROOT / "cases" / name)
    folder = ROOT / "cases" / name
    seats = [*(party.id for party in case.parties), *(mediator.id for mediator in case.mediators)]
    assert sorted(path.stem for path in (folder / "roles").iterdir()) == sorted(seats)
    notes = (folder / "teaching.md").read_text("utf-8")
    for part in ("Aims", "Timing", "What usually goes wrong", "Questions for the debrief"):
        assert f"## {part}\n" in notes
    # the strategies find something to agree on
    assert any(table.agreed for table in played(case, 2, 1))


def test_every_difference_from_the_engine_is_told() -> None:
    case = casefile.load(CANAL)
    agreed = {"convoys": "20", "notice": "42", "toll": "400"}
    table = Played((), agreed, {"A": Fraction(55), "B": Fraction(56)})
    none = Played((), None, {})
    row = "20,42,400,55,56\n"
    assert differences(case, [table], f"{HEAD}1,yes,{row}") == []
    assert differences(case, [none], f"{HEAD}1,no,,,,,\n") == []
    assert "found none" in differences(case, [table, none], f"{HEAD}1,yes,{row}")[0]
    assert "table 1: expected {" in differences(case, [table], f"{HEAD}1,no,,,,55,56\n")[0]
    assert "no agreement" in differences(case, [none], f"{HEAD}1,yes,{row}")[0]
    [told] = differences(case, [table], f"{HEAD}1,yes,20,42,400,55,57\n")
    assert told == "table 1: expected 56 points for B, found '57'."
