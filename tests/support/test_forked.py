"""Commands forked from a process that has loaded what they need: as in an interpreter of their own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import forked
from tests.support.cases import ROOT

pytest.importorskip("django", reason="the extra 'rooms' is not installed")


@pytest.mark.parametrize("words", [["check", "cases/canal"], ["room", "nowhere", "log"], ["nonsense"]])
def test_a_forked_command_says_what_an_interpreter_says(
    words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    before = forked.spent
    found = forked.goodoffices(*words, env={"COLUMNS": "80"})
    assert forked.spent > before
    alone = subprocess.run(
        [sys.executable, "-m", "goodoffices", *words],
        capture_output=True,
        text=True,
        check=False,
        env={**forked.environment(), "COLUMNS": "80"},
    )
    assert (found.returncode, found.stdout, found.stderr) == (
        alone.returncode,
        alone.stdout,
        alone.stderr,
    )


def test_nothing_of_a_command_reaches_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "500")
    assert "found no file" in forked.goodoffices("room", "here", "log").stderr
    monkeypatch.chdir(ROOT)
    (tmp_path / "here").mkdir()
    # a command that nobody could run to its end: its folder is no folder of a server
    assert forked.goodoffices("room", tmp_path / "here", "log").returncode == 2
    assert forked.goodoffices("check", "cases/canal").returncode == 0


def test_the_settings_of_tests_load_nothing_that_starts_threads() -> None:
    """Before NumPy is loaded, ``tests/conftest.py`` says how many threads it may have."""
    code = "import sys, tests.support.forked, tests.support.measuring; print('numpy' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env=forked.environment(),
    )
    assert done.stdout == "False\n"
