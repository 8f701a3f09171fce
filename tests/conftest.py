"""Settings all tests share, and the marker ``slow``.

Properties are held to what they say, not to how long a busy machine takes. A test whose name is in
``slow.txt`` took more than .02 s of processor time, its subprocesses counted, when it was last measured, and
was not the quickest of its file. ``scripts/test --quick`` leaves it out, and all tests that start a browser
or a cluster. Workers begin with the files of ``long.txt``. ``scripts/test --measure`` measures the tests of
whole files and brings both lists up to date.
"""

from __future__ import annotations

import gc
import os
import signal
import time
from collections.abc import Generator, Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.support import forked, thorough
from tests.support.measuring import Measure, NotQuick, listed, longest_first, refuse_a_part_of_a_file

# Before NumPy is imported, here or in a program that a test starts. Two workers share two cores: the threads
# of a matrix product that waited for one another took a hundred times as long as the product.
for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(name, "1")

# A property has forty examples: every run draws others, and runs are many.
settings.register_profile(
    "shared",
    deadline=None,
    max_examples=thorough.usually(40, 100),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("shared")
# In the inner loop twenty are enough: they let properties be quick that would be left out.
settings.register_profile("quick", settings.get_profile("shared"), max_examples=20)

COSTLY = {"browser", "cluster"}
"""Fixtures that start one: all tests that ask for it are slow, whichever of them comes first."""

BEGAN = pytest.StashKey[float]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--measure", action="store_true", help="bring tests/slow.txt and tests/long.txt up to date"
    )


def pytest_configure(config: pytest.Config) -> None:
    # a shell starts what is in the background with Ctrl-C ignored, and nohup with the end of the terminal:
    # programs that tests interrupt so would go on
    for number, handler in (
        (signal.SIGINT, signal.default_int_handler),
        (signal.SIGHUP, signal.SIG_DFL),
    ):
        if signal.getsignal(number) == signal.SIG_IGN:
            signal.signal(number, handler)
    config.addinivalue_line("markers", "slow: more than .02 s of processor time (tests/slow.txt)")
    if config.getoption("measure") and not hasattr(config, "workerinput"):
        refuse_a_part_of_a_file(config)
        config.pluginmanager.register(Measure())
    elif "not slow" in config.getoption("markexpr"):
        config.pluginmanager.register(NotQuick())
        settings.load_profile("quick")
    # files are given to workers in the order of collection, which is ours, not by the number of their tests
    config.option.loadscopereorder = False
    # Collection makes seven thousand tests and imports the house. The collector of cycles would go through
    # all of them again and again, a quarter of the time, and find nothing to free.
    gc.disable()


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Let every second worker collect from the end: it finds half of all files compiled by the others."""
    report = yield
    worker = getattr(collector.config, "workerinput", {"workerid": "gw0"})["workerid"]
    if isinstance(collector, pytest.Directory) and int(worker.removeprefix("gw")) % 2:
        report.result.reverse()
    return report


def pytest_collection_finish() -> None:
    gc.freeze()
    # a test makes many objects that live as long as it does: to look for cycles seldom is enough
    gc.set_threshold(20_000, 20, 20)
    gc.enable()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    thorough.told(terminalreporter)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if hasattr(config, "workerinput"):
        longest_first(items)
    slow = listed()
    for item in items:
        if item.name in slow or COSTLY & {*getattr(item, "fixturenames", ())}:
            item.add_marker("slow")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    item.stash[BEGAN] = processor_seconds()
    yield


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    try:
        yield
    finally:
        # also of a test that leaves something open: a report without its time would end the whole run
        item.user_properties.append(("processor", processor_seconds() - item.stash[BEGAN]))


def processor_seconds() -> float:
    """Return the seconds of processor time of this process, of its children that have ended, and of commands
    that were forked from a child."""
    # a process counts itself in millionths of a second, its children in hundredths
    return time.process_time() + sum(os.times()[2:4]) + forked.spent
