"""Settings all tests share, and the marker ``slow``.

Properties are held to what they say, not to how long a busy machine takes. A test whose name is in
``slow.txt`` took more than .1 s of processor time, its subprocesses counted, when it was last measured, and
was not the quickest of its file; ``scripts/test --quick`` leaves it out. ``scripts/test --measure`` measures
the tests it runs and brings the list up to date.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Before NumPy is imported, here or in a program that a test starts. Two workers share two cores: the threads
# of a matrix product that waited for one another took a hundred times as long as the product.
for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(name, "1")

settings.register_profile("shared", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("shared")

SLOW = Path(__file__).with_name("slow.txt")
LIMIT = 0.1
"""Seconds of processor time: a test that takes more is slow. The quick tests take about a minute in all."""
QUICKEST = 1.0
"""Seconds up to which the quickest test of a file is never slow, so that quick runs reach every module."""
BEGAN = pytest.StashKey[float]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--measure", action="store_true", help="bring tests/slow.txt up to date")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: more than .1 s of processor time (tests/slow.txt)")
    if config.getoption("measure") and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Measure())
    # Collection makes seven thousand tests and imports the house. The collector of cycles would go through
    # all of them again and again, a quarter of the time, and find nothing to free.
    gc.disable()


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    slow = listed()
    for item in items:
        if item.name in slow:
            item.add_marker("slow")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    item.stash[BEGAN] = processor_seconds()
    yield


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    yield
    item.user_properties.append(("processor", processor_seconds() - item.stash[BEGAN]))


def processor_seconds() -> float:
    """Return the seconds of processor time of this process and of its children that have ended."""
    return sum(os.times()[:4])


def listed() -> set[str]:
    return set(SLOW.read_text("utf-8").splitlines())


class Measure:
    """Measures the tests that run and brings the list up to date; tests that did not run stay as they are."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.files: dict[str, set[str]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "teardown":
            file, name = report.nodeid.split("::", 1)
            self.files.setdefault(file, set()).add(name)
            measured = float(str(dict(report.user_properties)["processor"]))
            self.seconds[name] = max(measured, self.seconds.get(name, 0.0))

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        slow = {name for name, seconds in self.seconds.items() if seconds > LIMIT}
        quickest = {min(names, key=self.seconds.__getitem__) for names in self.files.values()}
        slow -= {name for name in quickest if self.seconds[name] <= QUICKEST}
        kept = listed() - self.seconds.keys()
        SLOW.write_text("".join(f"{name}\n" for name in sorted(slow | kept)), "utf-8")
        terminalreporter.section("processor time")
        for name, seconds in sorted(self.seconds.items(), key=lambda pair: -pair[1]):
            if seconds > LIMIT / 4:
                terminalreporter.line(f"{seconds:7.2f} s  {name}")
        terminalreporter.line(f"{sum(self.seconds.values()):7.2f} s  {len(self.seconds)} tests")
