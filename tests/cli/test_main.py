"""The list of commands: described as their own help does, imported when used, and completed by the shell."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from goodoffices.cli.commands import __path__ as folder
from goodoffices.cli.main import COMMANDS, app, loaded
from tests.support.command import goodoffices


def test_every_file_of_a_command_is_in_the_list() -> None:
    files = {path.stem for path in Path(next(iter(folder))).glob("*.py")} - {"__init__"}
    assert set(COMMANDS) == files


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_made_under_its_name_with_help_and_an_example(name: str) -> None:
    made = loaded(name)
    assert (made.name, bool(made.help)) == (name, True)
    assert made.epilog.startswith("Example: goodoffices")


def test_lines_of_the_help_are_whole_and_fit_a_window() -> None:
    wide = max(map(len, COMMANDS))
    assert [line for line in COMMANDS.values() if len(line) + wide + 4 > 80 or line[-1] != "."] == []
    printed = goodoffices("--help").stdout
    assert [line for line in COMMANDS.values() if line not in printed] == []


def test_a_misspelt_command_is_told_with_the_nearest() -> None:
    done = goodoffices("deal", "cases/canal")
    assert done.returncode == 2
    assert "Did you mean 'deals'" in done.stderr


@pytest.mark.parametrize(
    ("typed", "expected"),
    [(["ta"], {"talks"}), (["ro"], {"room"}), (["record", "cases/canal", "ex"], {"export"})],
)
def test_the_shell_completes_commands(typed: list[str], expected: set[str]) -> None:
    *before, last = typed
    command: Any = typer.main.get_command(app)
    context = command.make_context("goodoffices", [], resilient_parsing=True)
    for word in before[:1]:
        command = command.get_command(context, word)
        context = command.make_context(word, before[1:], parent=context, resilient_parsing=True)
    assert {item.value for item in command.shell_complete(context, last)} == expected


def test_a_name_that_is_too_long_for_a_file_is_told_in_short() -> None:
    done = goodoffices("check", "x" * 90_000)
    assert done.returncode == 2
    assert done.stderr.startswith("xxx")
    assert len(done.stderr) < 5_000


def test_numpy_is_told_to_use_one_thread_before_it_is_loaded() -> None:
    seen = (
        "import os, sys; from goodoffices.cli import main as command; "
        "command.app = lambda: print('numpy' in sys.modules, os.environ['OPENBLAS_NUM_THREADS']); "
        "command.main()"
    )
    for given, expected in ({}, "False 1"), ({"OPENBLAS_NUM_THREADS": "2"}, "False 2"):
        kept = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
        done = subprocess.run(
            [sys.executable, "-c", seen], env=kept | given, capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == expected
