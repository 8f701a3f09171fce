"""The list of slow tests: what is counted, and which runs may not rewrite it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.support import measuring
from tests.support.measuring import Measure, NotQuick, refuse_a_part_of_a_file

FILE = "tests/test_table.py"


def reported(
    measure: Measure | NotQuick, name: str, seconds: float, *, skipped: str | None = None
) -> None:
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


def test_a_quick_run_tells_which_tests_are_not_quick() -> None:
    found = NotQuick()
    for name, seconds in (("test_quick", 1.9), ("test_long", 12.0)):
        reported(found, name, seconds)
    assert found.lines == [f"  12.00 s  {FILE}::test_long"]


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
    monkeypatch.setattr(measuring, "LONG", tmp_path / "long.txt")
    (tmp_path / "slow.txt").write_text("test_long\n")
    (tmp_path / "long.txt").write_text(f"9 {FILE}\n4 tests/test_other.py\n")
    measure = Measure()
    reported(measure, "test_long", 0.0)
    for status, left, long in (
        (pytest.ExitCode.INTERRUPTED, "test_long\n", f"9 {FILE}\n4 tests/test_other.py\n"),
        (pytest.ExitCode.OK, "", "4 tests/test_other.py\n"),
    ):
        measure.pytest_terminal_summary(Terminal(), status)  # type: ignore[arg-type]
        assert (tmp_path / "slow.txt").read_text() == left
        assert (tmp_path / "long.txt").read_text() == long


def test_the_seconds_of_a_file_are_those_of_all_its_tests_and_the_longest_file_is_first() -> None:
    measure = Measure()
    for name in ("test_a", "test_b", "test_c"):
        reported(measure, name, 3.0)
    before = {"tests/test_more.py": 20.0, FILE: 99.0, "tests/test_less.py": 4.0}
    assert measure.long(before) == [
        ("tests/test_more.py", 20.0),
        (FILE, 9.0),
        ("tests/test_less.py", 4.0),
    ]


def test_workers_begin_with_the_files_that_take_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measuring, "LONG", tmp_path / "long.txt")
    (tmp_path / "long.txt").write_text("9 tests/test_b.py\n4 tests/test_a.py\n")
    names = ["test_d.py::x", "test_a.py::y", "test_a.py::x", "test_c.py::x", "test_b.py::x[a::b]"]
    items = [SimpleNamespace(nodeid=f"tests/{name}") for name in names]
    measuring.longest_first(items)  # type: ignore[arg-type]
    found = [item.nodeid.removeprefix("tests/") for item in items]
    # the others by name, whatever the order in which a worker collects
    assert found == [names[4], *names[1:3], names[3], names[0]]


def test_every_file_that_is_listed_as_long_is_there() -> None:
    files = measuring.files_of(measuring.LONG.read_text("utf-8"))
    root = measuring.LONG.parents[1]
    assert [file for file in files if not (root / file).exists()] == []
    assert list(files.values()) == sorted(files.values(), reverse=True)
