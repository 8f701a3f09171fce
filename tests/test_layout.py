"""Tests are where one looks for them: their folders mirror those of the package, their names its modules."""

from __future__ import annotations

import re
from pathlib import Path

from tests.support.cases import PACKAGE

TESTS = Path(__file__).parent

ELSEWHERE = {"support", "data", "golden", "docs", "benchmarks"}
"""Folders that mirror none of the package: `docs` and `benchmarks` mirror those of the repository."""

WHOLE = {"test_layout.py", "test_digests.py"}
"""Tests of the repository as a whole."""

FILES = sorted(path.relative_to(TESTS).as_posix() for path in TESTS.rglob("test_*.py"))
MIRRORED = [file for file in FILES if file not in WHOLE and file.split("/")[0] not in ELSEWHERE]


def names(folder: Path) -> set[str]:
    """Return the names a test of a package may bear: its modules, its packages and itself."""
    inside = {path.stem for path in folder.iterdir() if path.suffix == ".py" or path.is_dir()}
    return inside - {"__init__", "__pycache__"} | {folder.name}


def named_after(file: str) -> list[str]:
    """Return the names of what a test file tests; none if nothing of that name is there."""
    folder = PACKAGE / Path(file).parent
    subject = Path(file).stem.removeprefix("test_")
    known = names(folder) if folder.is_dir() else set()
    return [name for name in known if subject == name or subject.startswith(f"{name}_")]


def test_a_test_bears_the_name_of_what_it_tests() -> None:
    """``test_shuttle.py`` and ``test_shuttle_releases.py`` are both of ``shuttle.py``, in the same folder."""
    assert named_after("talks/protocols/test_shuttle_releases.py") == ["shuttle"]
    assert named_after("talks/test_shuttle.py") == named_after("nowhere/test_shuttle.py") == []
    assert [file for file in MIRRORED if not named_after(file)] == []


IMPORT = re.compile(r"^\s*(?:from (tests[\w.]*) import|import (tests[\w.]*))", re.MULTILINE)


def imported_tests(text: str) -> list[str]:
    """Return the modules of tests that a program imports, but for those that tests share."""
    found = [one or other for one, other in IMPORT.findall(text)]
    return [name for name in found if not f"{name}.".startswith("tests.support.")]


def test_no_test_imports_a_test() -> None:
    assert imported_tests("import tests.b\n  from tests.a import c\nfrom tests.support import d") == [
        "tests.b",
        "tests.a",
    ]
    found = {file: imported_tests((TESTS / file).read_text("utf-8")) for file in FILES}
    assert {file: imported for file, imported in found.items() if imported} == {}
