"""Which tests are slow and which files take long: measured as they run, and kept in ``tests/slow.txt``
and ``tests/long.txt``."""

from __future__ import annotations

from pathlib import Path

import pytest

SLOW = Path(__file__).parents[1] / "slow.txt"
LONG = Path(__file__).parents[1] / "long.txt"
LIMIT = 0.02
"""Seconds of processor time: a test that takes more is slow. The quick tests take 45 seconds in all."""
NOT_QUICK = 2.0
"""Seconds of processor time: a test of a quick run that takes more is told at its end. Loading a model or
setting up Django, which the first test of a process pays for, takes less."""
QUICKEST = 0.5
"""Seconds up to which the quickest test of a file is never slow, so that quick runs reach every module."""
LEAST = 2.0
"""Seconds from which on a file is listed as long: shorter files fill up the end of a run in any order."""
PARTIAL = {"keyword": "-k", "markexpr": "-m", "deselect": "--deselect", "lf": "--lf", "maxfail": "-x"}
"""Options with which some tests of a file do not run, by pytest's names for them."""


def listed() -> set[str]:
    return set(SLOW.read_text("utf-8").splitlines())


def longest_first(items: list[pytest.Item]) -> None:
    """Order tests by their files, those of ``long.txt`` first, the others by name.

    Workers are given files in this order, and end within seconds of each other. By the number of their tests,
    as pytest-xdist orders files, a browser test of half a minute would begin when the other worker has ended.
    """
    order = {file: number for number, file in enumerate(files_of(LONG.read_text("utf-8")))}

    def place(item: pytest.Item) -> tuple[int, str]:
        # workers collect in orders of their own, and have to agree on this one
        file = item.nodeid.split("::", 1)[0]
        return order.get(file, len(order)), file

    items.sort(key=place)


def files_of(text: str) -> dict[str, float]:
    """Return the seconds of each file in a list such as ``long.txt``, in its order."""
    pairs = (line.split() for line in text.splitlines())
    return {file: float(seconds) for seconds, file in pairs}


def refuse_a_part_of_a_file(config: pytest.Config) -> None:
    """Raise a usage error if tests are chosen inside files: the quickest of a file would not be known."""
    found = [option for name, option in PARTIAL.items() if getattr(config.option, name, None)]
    found += [word for word in config.args if "::" in word]
    if found:
        raise pytest.UsageError(f"--measure measures whole files, found {', '.join(found)}")


def measured(report: pytest.TestReport) -> float | None:
    """Return the seconds of processor time of a test, when it has ended."""
    return float(str(dict(report.user_properties)["processor"])) if report.when == "teardown" else None


class NotQuick:
    """Tells at the end of a quick run which tests are not quick: ``--measure`` has not met them yet."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        seconds = measured(report)
        if seconds is not None and seconds > NOT_QUICK:
            self.lines.append(f"{seconds:7.2f} s  {report.nodeid}")

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.lines:
            terminalreporter.section("not in tests/slow.txt: scripts/test --measure FILE")
            for line in sorted(self.lines, reverse=True):
                terminalreporter.line(line)


class Measure:
    """Measures the tests that run and brings the list up to date; tests that did not run stay as they are."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.files: dict[str, set[str]] = {}
        self.skipped: set[str] = set()
        self.spent: dict[str, float] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.skipped and not hasattr(report, "wasxfail"):
            self.skipped.add(report.nodeid)
        elif report.when == "teardown" and report.nodeid not in self.skipped:
            file, name = report.nodeid.split("::", 1)
            self.files.setdefault(file, set()).add(name)
            seconds = measured(report) or 0.0
            self.seconds[name] = max(seconds, self.seconds.get(name, 0.0))
            self.spent[file] = self.spent.get(file, 0.0) + seconds

    def slow(self, before: set[str]) -> set[str]:
        """Return the names of all slow tests, of those ``before`` the ones that did not run now."""
        found = {name for name, seconds in self.seconds.items() if seconds > LIMIT}
        quickest = {min(names, key=self.seconds.__getitem__) for names in self.files.values()}
        found -= {name for name in quickest if self.seconds[name] <= QUICKEST}
        return found | (before - self.seconds.keys())

    def long(self, before: dict[str, float]) -> list[tuple[str, float]]:
        """Return all files that take long with their seconds, the longest first; of those in ``before`` the
        ones that did not run now are as they were."""
        found = {file: seconds for file, seconds in (before | self.spent).items() if seconds >= LEAST}
        return sorted(found.items(), key=lambda pair: (-round(pair[1]), pair[0]))

    def pytest_terminal_summary(
        self, terminalreporter: pytest.TerminalReporter, exitstatus: pytest.ExitCode
    ) -> None:
        if exitstatus != pytest.ExitCode.INTERRUPTED:
            SLOW.write_text("".join(f"{name}\n" for name in sorted(self.slow(listed()))), "utf-8")
            lines = self.long(files_of(LONG.read_text("utf-8")))
            LONG.write_text("".join(f"{round(seconds)} {file}\n" for file, seconds in lines), "utf-8")
        terminalreporter.section("processor time")
        for name, seconds in sorted(self.seconds.items(), key=lambda pair: -pair[1]):
            if seconds > LIMIT / 4:
                terminalreporter.line(f"{seconds:7.2f} s  {name}")
        terminalreporter.line(f"{sum(self.seconds.values()):7.2f} s  {len(self.seconds)} tests")
