"""The list of slow tests: what is counted, and which runs may not rewrite it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.support import measuring
from tests.support.measuring import Measure, refuse_a_part_of_a_file

FILE = "tests/test_table.py"


def reported(measure: Measure, name: str, seconds: float, *, skipped: str | None = None) -> None:
    """Report the three steps of a test; ``skipped`` is the step in which it was left out."""
    for when in ("setup", "call", "teardown"):
        if skipped != "setup" or when != "call":
            report = pytest.TestReport(
                f"{FILE}::{name}",
                (FILE, 1, name),
                {},
                "skipped" if skipped == when else "passed",
                None,
                when,
                user_properties=[("processor", seconds)] if when == "teardown" else [],
            )
            measure.pytest_runtest_logreport(report)


def test_tests_that_take_long_are_slow_and_the_quickest_of_a_file_is_not() -> None:
    measure = Measure()
    reported(measure, "test_long", 0.9)
    reported(measure, "test_less_long", 0.4)
    assert measure.slow({"test_less_long", "test_elsewhere"}) == {"test_long", "test_elsewhere"}


@pytest.mark.parametrize("step", ["setup", "call"])
def test_a_skipped_test_is_neither_quick_nor_the_quickest(step: str) -> None:
    measure = Measure()
    reported(measure, "test_long", 0.9)
    reported(measure, "test_less_long", 0.4)
    reported(measure, "test_skipped", 0.0, skipped=step)
    assert measure.slow({"test_skipped"}) == {"test_long", "test_skipped"}
    assert "test_skipped" not in measure.seconds


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-k", "table"], "-k"),
        (["-m", "not slow"], "-m"),
        (["--deselect", f"{FILE}::test_a"], "--deselect"),
        (["--lf"], "--lf"),
        (["-x"], "-x"),
        ([f"{FILE}::test_a"], f"{FILE}::test_a"),
    ],
)
def test_a_run_of_some_tests_of_a_file_is_refused(words: Sequence[str], said: str) -> None:
    with pytest.raises(pytest.UsageError, match=f"whole files, found {said}"):
        refuse_a_part_of_a_file(pytest.Config.fromdictargs({}, list(words)))


@pytest.mark.parametrize("words", [[], [FILE], ["tests/record", "-n", "2", "--measure"]])
def test_a_run_of_whole_files_is_not_refused(words: Sequence[str]) -> None:
    refuse_a_part_of_a_file(pytest.Config.fromdictargs({}, list(words)))


class Terminal:
    """Takes in what the summary says."""

    def section(self, title: str) -> None: ...

    def line(self, text: str) -> None: ...


def test_a_run_that_was_interrupted_changes_no_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measuring, "SLOW", tmp_path / "slow.txt")
    (tmp_path / "slow.txt").write_text("test_long\n")
    measure = Measure()
    reported(measure, "test_long", 0.0)
    for status, left in ((pytest.ExitCode.INTERRUPTED, "test_long\n"), (pytest.ExitCode.OK, "")):
        measure.pytest_terminal_summary(Terminal(), status)  # type: ignore[arg-type]
        assert (tmp_path / "slow.txt").read_text() == left
