"""The check of formats: the shipped ones pass on scenarios of theirs, and each fault is found."""

from __future__ import annotations

from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.formats import FORMATS, Format
from goodoffices.formats.csv_tables import CsvTable
from goodoffices.model import Case
from goodoffices.testing import check_format

TABLE = "issue,option,A,B\ntoll,low,3,0\ntoll,high,0,5\n"


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    (tmp_path / "table.csv").write_text(TABLE)
    return tmp_path


def test_shipped_formats_pass(scenario: Path, tmp_path: Path) -> None:
    check_format(FORMATS["csv"], scenario)
    go.convert(scenario, tmp_path / "genius", "genius")
    check_format(FORMATS["genius"], tmp_path / "genius")


class Blind(CsvTable):
    def find(self, folder: Path) -> Path | None:
        return None


class Greedy(CsvTable):
    def find(self, folder: Path) -> Path | None:
        return super().find(folder) or folder


class Fickle(CsvTable):
    reads = 0

    def read(self, folder: Path, files: Path) -> Case:
        Fickle.reads += 1
        files.write_text(TABLE.replace("5", str(Fickle.reads)))
        return super().read(folder, files)


class Meddling(CsvTable):
    def read(self, folder: Path, files: Path) -> Case:
        case = super().read(folder, files)
        files.write_text(TABLE + "\n")
        return case


class Careless(Format[Path]):
    def find(self, folder: Path) -> Path | None:
        return next(folder.glob("*.csv"), None)

    def read(self, folder: Path, files: Path) -> Case:
        files.read_text("utf-8").splitlines()[2].split(",")[3]
        return CsvTable().read(folder, files)


class Lossy(CsvTable):
    def write(self, case: Case, folder: Path) -> list[Path]:
        folder.mkdir()
        (folder / "table.csv").write_text(TABLE.replace("5", "4"))
        return [folder / "table.csv"]


@pytest.mark.parametrize(
    ("kind", "fault"),
    [
        (Blind, "does not find its scenario"),
        (Greedy, "in an empty folder"),
        (Fickle, "two different cases"),
        (Meddling, "changes the files"),
        (Careless, "if table.csv is damaged"),
        (Lossy, "other utilities than it reads"),
    ],
)
def test_a_fault_is_found(kind: type[Format[Path]], fault: str, scenario: Path) -> None:
    with pytest.raises(AssertionError, match=fault):
        check_format(kind, scenario)
