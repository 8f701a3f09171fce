"""A disk that is full: exit code 2, the file named, nothing left behind, nothing acknowledged lost.

A small disk of its own is mounted where that is allowed; where it is not, files may grow no further than a
limit of the process, which fails in the same places with another reason.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.cases import ROOT
from tests.support.command import goodoffices

SAID = ("No space left on device", "File too large")
RECORD_ONLY = "goodoffices: 1\ntitle: A ferry\nkind: record-only\nfictional: true\nabout: x\n"
POINTS = """\
issue,option,A,B
days,two,0,60
days,three,20,45
days,four,45,0
fee,low,55,0
fee,high,0,40
reservation,,35,40
"""


class Disk:
    """A folder on a small disk, and what is done to fill it."""

    def __init__(self, folder: Path, mounted: bool) -> None:
        self.folder, self.mounted = folder, mounted

    @contextmanager
    def full(self, left: int = 0) -> Iterator[None]:
        """Leave so many bytes free, to every file together or, if the disk is not ours, to each file."""
        filler = self.folder / "filler"
        if self.mounted:
            free = os.statvfs(self.folder)
            filler.write_bytes(bytes(max(0, free.f_bavail * free.f_frsize - left)))
            yield
            filler.unlink()
            return
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        written = sys.dont_write_bytecode
        # Python would keep half of its compiled code, which every later program would take for the whole
        sys.dont_write_bytecode = True
        resource.setrlimit(resource.RLIMIT_FSIZE, (left, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
            sys.dont_write_bytecode = written

    def names(self) -> set[str]:
        """Return every file and folder but the one that fills the disk, and locks, which are empty."""
        found = {path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*")}
        return {name for name in found if name != "filler" and not name.endswith(".lock")}


@pytest.fixture(params=["a small disk", "a limit of the process"])
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Disk]:
    if request.param == "a limit of the process":
        yield Disk(tmp_path, False)
        return
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", tmp_path], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip(f"no disk can be mounted here: {made.stderr.decode().strip()}")
    yield Disk(tmp_path, True)
    subprocess.run(["umount", tmp_path], check=True)


def refused(*words: str | Path) -> str:
    """Run a command that must end with exit code 2 and a sentence that names the reason; return it."""
    done = goodoffices(*words)
    assert done.returncode == 2, done.stdout + done.stderr
    last = done.stderr.strip().splitlines()[-1]
    assert any(said in last for said in SAID), done.stderr
    assert "Traceback" not in done.stderr
    return last


def test_the_ledger_keeps_what_it_acknowledged_and_goes_on_when_there_is_room(disk: Disk) -> None:
    case = disk.folder / "case"
    case.mkdir()
    (case / "case.yaml").write_text(RECORD_ONLY, "utf-8")
    assert goodoffices("record", case, "add", "note", "text=first").returncode == 0
    added = 1
    with disk.full(6_000):
        while (done := goodoffices("record", case, "add", "note", f"text={'x' * 900}")).returncode == 0:
            added += 1
            assert added < 30
        assert any(said in done.stderr for said in SAID)
        assert str(case / "record.jsonl") in done.stderr.replace("\n", "")
        listed = json.loads(goodoffices("record", case, "list", "--json").stdout)
        assert len(listed) == added
        assert goodoffices("record", case, "verify").returncode == 0
    assert added > 1
    assert goodoffices("record", case, "add", "note", "text=after").returncode == 0
    assert len(json.loads(goodoffices("record", case, "list", "--json").stdout)) == added + 1
    assert goodoffices("record", case, "verify").returncode == 0


def test_a_ledger_is_listed_though_its_index_cannot_be_written(disk: Disk) -> None:
    case = disk.folder / "case"
    case.mkdir()
    (case / "case.yaml").write_text(RECORD_ONLY, "utf-8")
    for number in range(3):
        assert goodoffices("record", case, "add", "note", f"text=n{number}").returncode == 0
    for index in case.glob("*.index*"):
        index.unlink()
    with disk.full():
        done = goodoffices("record", case, "list", "--json")
        assert done.returncode == 0, done.stderr
        assert len(json.loads(done.stdout)) == 3


@pytest.mark.parametrize("to", ["case", "genius", "negmas"])
def test_a_folder_that_cannot_be_written_whole_is_not_there(to: str, disk: Disk) -> None:
    source = disk.folder / "points"
    source.mkdir()
    (source / "points.csv").write_text(POINTS)
    before = disk.names()
    for left in (0, 100, 32_768):
        with disk.full(left):
            done = goodoffices("convert", source, disk.folder / "out", "--to", to)
        if done.returncode == 0:
            break
        assert str(disk.folder / "out") in done.stderr.replace("\n", "")
        assert any(said in done.stderr for said in SAID)
        assert disk.names() == before
    else:
        raise AssertionError("a page of the disk is enough for these files")
    assert goodoffices("check", disk.folder / "out").returncode == 0
    with disk.full(0):
        refused("convert", source, disk.folder / "another", "--to", to)
    assert "another" not in disk.names()


@pytest.mark.parametrize("command", ["report", "run"])
def test_a_page_is_the_old_one_or_the_new_one(command: str, disk: Disk) -> None:
    page = disk.folder / "page.html"
    page.write_text("old")
    out = page if command == "report" else disk.folder / "run"
    with disk.full():
        message = refused(command, ROOT / "tests/data/ferry-talks", "--out", out)
    assert str(disk.folder) in message
    assert page.read_text() == "old"
    assert disk.names() <= {"page.html", "run"}


def test_the_results_of_a_run_are_there_with_their_page_or_not_at_all(disk: Disk) -> None:
    out = disk.folder / "run"
    out.mkdir()
    for name in ("results.json", "report.html"):
        (out / name).write_text("old")
    # There is room for the results, and none for the page after them.
    with disk.full(100_000 if disk.mounted else 60_000):
        refused("run", ROOT / "tests/data/ferry-talks", "--out", out)
    assert {path.name: path.read_text() for path in out.iterdir()} == {
        "results.json": "old",
        "report.html": "old",
    }


def test_a_tournament_goes_on_when_there_is_room(disk: Disk) -> None:
    out = disk.folder / "results.jsonl"
    plan = ("tournament", ROOT / "tests/data/plan.yaml", "--out", out)
    with disk.full(5_000):
        assert str(out) in refused(*plan)
    # A line that was cut short is played again; those that end were acknowledged.
    text = out.read_text() if out.exists() else ""
    kept = [json.loads(line) for line in text[: text.rfind("\n") + 1].splitlines()]
    done = goodoffices(*plan)
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in out.read_text().splitlines()]
    assert lines[: len(kept)] == kept
    assert len(lines) == 19
    assert disk.names() == {"results.jsonl"}


def test_an_export_is_whole_or_not_there(disk: Disk) -> None:
    out = disk.folder / "new.csv"
    with disk.full():
        refused("record", ROOT / "cases/hostage-talks-2024", "export", "--format", "csv", "--out", out)
    assert disk.names() == set()
