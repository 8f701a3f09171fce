"""Tests are where one looks for them: their folders mirror those of the package, their names its modules."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

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


@pytest.mark.parametrize("file", MIRRORED)
def test_a_test_bears_the_name_of_what_it_tests(file: str) -> None:
    """``test_shuttle.py`` and ``test_shuttle_releases.py`` are both of ``shuttle.py``, in the same folder."""
    folder = PACKAGE / Path(file).parent
    assert folder.is_dir(), f"no folder {Path(file).parent} in the package"
    subject = Path(file).stem.removeprefix("test_")
    assert any(subject == name or subject.startswith(f"{name}_") for name in names(folder))


@pytest.mark.parametrize("file", FILES)
def test_no_test_imports_a_test(file: str) -> None:
    tree = ast.parse((TESTS / file).read_text("utf-8"))
    imported = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    imported += [
        name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names
    ]
    shared = [name for name in imported if name.split(".")[0] == "tests" and ".support" not in name]
    assert shared == []
