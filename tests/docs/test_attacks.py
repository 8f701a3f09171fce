"""Every kind of fault that attacks found has its tests, and they are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
TEXT = (TESTS / "attacks.md").read_text("utf-8")
ROWS = re.findall(r"^\| ([^|:]+): ([^|]+) \| (.+) \|$", TEXT, re.MULTILINE)


@pytest.fixture(scope="module")
def known() -> set[str]:
    sources = (path.read_text("utf-8") for path in TESTS.rglob("test_*.py"))
    return {name for source in sources for name in re.findall(r"def (test_\w+)", source)}


def test_there_are_rows() -> None:
    assert len(ROWS) >= 35


@pytest.mark.parametrize(
    ("row", "tests"), [(row[0], row[2]) for row in ROWS], ids=lambda word: word[:12]
)
def test_a_kind_of_fault_has_its_tests(row: str, tests: str, known: set[str]) -> None:
    named = re.findall(r"`(test_\w+)`", tests)
    assert named
    assert set(named) <= known, row
