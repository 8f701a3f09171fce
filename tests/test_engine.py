"""Engines: the same results whoever does the work, on this machine and on a real cluster of Dask."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

import goodoffices as go
from benchmarks import mediation
from goodoffices.engine import Workers, about, address, checked, workers
from goodoffices.errors import UsageError
from goodoffices.registry import forgetting, plug_in
from goodoffices.talks.tournament import play, read_plan
from tests.support.cluster import started

ROOT = Path(__file__).parents[1]
MISSING = "Dask is not installed here: pip install 'goodoffices[scale]'"
PLUGIN = """
from goodoffices.talks import strategy
from goodoffices.talks.strategies.time_dependent import TimeDependent

@strategy("of-the-plug-in")
def made():
    return TimeDependent(0.5)
"""


def squared(number: int) -> int:
    return number * number


def test_results_come_in_the_order_of_the_work() -> None:
    for jobs in (1, 2):
        with workers(jobs) as found:
            assert not found.remote
            assert list(found.in_order(squared, ((n,) for n in range(9)))) == [n * n for n in range(9)]


def test_a_piece_of_work_is_a_share_of_each_worker_and_never_too_large() -> None:
    assert [Workers(2).size(runs, 100) for runs in (1, 16, 17, 10_000)] == [1, 1, 2, 100]
    assert [Workers(2).size(runs, 100, 64) for runs in (64, 128, 129)] == [1, 1, 2]
    assert Workers(-1).number >= 1


def test_an_address_is_that_of_a_scheduler() -> None:
    assert address("dask://node-1:8786") == "tcp://node-1:8786"
    assert address("dask+tls://[::1]:8786") == "tls://[::1]:8786"
    refused = ("dask://node", "ray://node:1", "node:8786", "dask://a:b", "dask://u@h:1", "dask://h:1/x")
    for wrong in (*refused, ""):
        with pytest.raises(UsageError, match="engine: expected dask://HOST:PORT, found"):
            address(wrong)


def test_without_dask_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"pip install 'goodoffices\[scale\]'"):
        go.talks.run(go.load("cases/canal"), engine="dask://localhost:1")


def test_talks_in_other_processes_are_the_same_talks() -> None:
    """Of players that play many sessions at once; one at a time: tests/talks/test_run.py."""
    case = go.load("cases/canal")
    whole = go.talks.run(case, "alternating-offers", runs=40, seed=3)
    assert go.talks.run(case, "alternating-offers", runs=40, seed=3, jobs=2) == whole
    assert len(whole.transcripts) == 3


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a scheduler with two workers, each a process of its own in another folder.

    A worker that opens a file of pytest's folders fails: it stands for one on another machine.
    """
    if find_spec("distributed") is None:
        pytest.skip(MISSING)
    folder = tmp_path_factory.mktemp("cluster")
    inside = str(tmp_path_factory.getbasetemp())
    (folder / "elsewhere.py").write_text(
        "import sys\n"
        "def watch(event, args):\n"
        f"    if event == 'open' and isinstance(args[0], str) and args[0].startswith({inside!r}) "
        f"and not args[0].startswith({str(folder)!r}):\n"
        "        raise RuntimeError(f'a worker elsewhere has no {args[0]}')\n"
        "sys.addaudithook(watch)\n"
    )
    log = folder / "scheduler.log"
    words = ["--no-dashboard", "--host", "127.0.0.1", "--port", "0"]
    found = [started("scheduler", words, folder, log)]
    try:
        at = _said(log, r"Scheduler at:\s+tcp://(127\.0\.0\.1:\d+)")
        for number in range(2):
            # without a process that would start it again: nothing here waits for a second life
            options = ["--nthreads", "1", "--no-dashboard", "--no-nanny", "--preload", "elsewhere.py"]
            words = [f"tcp://{at}", *options]
            found.append(started("worker", words, folder, folder / f"worker{number}.log"))
        for number in range(2):
            _said(folder / f"worker{number}.log", r"(Registered to)")
        yield f"dask://{at}"
    finally:
        # a worker that is asked to end may wait for a scheduler that has ended; nothing here is to be kept
        for process in found[::-1]:
            process.kill()
        for process in found:
            process.join(20)


def _said(log: Path, wanted: str) -> str:
    """Return what a process wrote, once it has."""
    for _ in range(600):
        match = re.search(wanted, log.read_text() if log.exists() else "")
        if match:
            return match[1]
        time.sleep(0.1)
    raise AssertionError(f"{log.name} never said {wanted}: {log.read_text()}")


def test_talks_of_a_cluster_are_the_same_talks(cluster: str) -> None:
    """Many at once, and one at a time with a mediator that learns or a party that remembers."""
    case, told = go.load("cases/canal"), list[int]()
    given: dict[str, Any]
    for protocol, given in (
        ("alternating-offers", {"runs": 300}),
        ("alternating-offers", {"runs": 6, "strategy": "micro"}),
        ("single-text", {"runs": 40}),
        ("shuttle", {"runs": 2}),
    ):
        there = go.talks.run(
            case, protocol, seed=3, engine=cluster, progress=lambda done, _: told.append(done), **given
        )
        assert there == go.talks.run(case, protocol, seed=3, **given)
        assert told[-1] == given["runs"]


def test_what_is_registered_here_is_known_there(cluster: str, tmp_path: Path) -> None:
    """A plug-in's file is only on this machine, and may change while the cluster stays."""
    case = go.load("cases/canal")
    for exponent in ("0.5", "3.0"):
        with forgetting():
            file = tmp_path / "mine.py"
            file.write_text(PLUGIN.replace("0.5", exponent))
            plug_in(str(file))
            given: dict[str, Any] = {"runs": 20, "strategy": "of-the-plug-in"}
            assert go.talks.run(case, **given, engine=cluster) == go.talks.run(case, **given)
    with pytest.raises(UsageError, match="of-the-plug-in"):
        go.talks.run(case, runs=20, strategy="of-the-plug-in", engine=cluster)


def plan_in(folder: Path, runs: int = 2) -> Path:
    (folder / "canal").mkdir()
    (folder / "canal" / "case.yaml").write_bytes((ROOT / "cases" / "canal" / "case.yaml").read_bytes())
    plan = folder / "plan.yaml"
    plan.write_text(
        "cases: [canal]\nprotocols: [alternating-offers]\n"
        f"strategies: [linear, micro, frequency]\nruns: {runs}\n"
    )
    return plan


def test_a_tournament_of_a_cluster_has_the_same_bytes(cluster: str, tmp_path: Path) -> None:
    plan = plan_in(tmp_path)
    play(read_plan(plan), tmp_path, tmp_path / "here.jsonl", 1)
    play(read_plan(plan), tmp_path, tmp_path / "there.jsonl", 1, engine=cluster)
    here, there = ((tmp_path / name).read_bytes() for name in ("here.jsonl", "there.jsonl"))
    assert sorted(here.splitlines()) == sorted(there.splitlines())
    assert len(here.splitlines()) == 1 + 9


def test_reading_of_a_cluster_is_the_same_reading(cluster: str, tmp_path: Path) -> None:
    """The text is sent; a file that cannot be read is named by its own machine."""
    for number in range(3):
        text = (
            f"The minister, Ana Ruiz, said on Friday she would not meet the rebels, {number} of them."
        )
        (tmp_path / f"2031-03-0{number + 1}-wire.txt").write_text(text)
    (tmp_path / "bad.txt").write_bytes(b"\x00\xff\xfe\x00")
    paths = sorted(tmp_path.glob("*.txt"))
    here = go.reader.read_all(paths, readers=["rules"])
    assert go.reader.read_all(paths, readers=["rules"], engine=cluster) == here
    assert len(here.problems) == 1
    assert any(reading.entries for reading in here.readings)


def test_mediations_of_the_benchmark_are_the_same(cluster: str) -> None:
    """The workers have no folder of benchmarks: it travels along."""
    row = mediation.ROWS[0]
    given = [(row, instance, seed) for seed, instance in row.mediations(quick=True)[:1]]
    mediation.send_along()
    with workers(1, cluster) as found:
        there = list(found.in_order(mediation._pair, given))
    for (one, _), arguments in zip(there, given, strict=True):
        here, _ = mediation._pair(*arguments)
        assert (one.learning, one.gains, one.flagged) == (here.learning, here.gains, here.flagged)


@pytest.mark.parametrize("killed", ["worker", "client"])
def test_whoever_is_killed_nothing_finished_is_lost(killed: str, cluster: str, tmp_path: Path) -> None:
    """A worker's piece is played again by another; a tournament goes on where its client was killed."""
    plan = plan_in(tmp_path, 4)
    out, whole = tmp_path / "out.jsonl", tmp_path / "whole.jsonl"
    play(read_plan(plan), tmp_path, whole)
    program = (
        "import sys; from pathlib import Path; from goodoffices.talks.tournament import play, read_plan; "
        "plan = Path(sys.argv[1]); play(read_plan(plan), plan.parent, Path(sys.argv[2]), engine=sys.argv[3])"
    )
    env = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    client = subprocess.Popen([sys.executable, "-c", program, plan, out, cluster], env=env)
    _grown(out, lambda: client.poll() is None)
    if killed == "client":
        client.kill()
        client.wait(60)
        kept = out.read_bytes().rpartition(b"\n")[0].splitlines()
        play(read_plan(plan), tmp_path, out, engine=cluster)
        assert out.read_bytes().splitlines()[: len(kept)] == kept
    else:
        _kill_a_worker(cluster)
        assert client.wait(120) == 0
    assert sorted(out.read_bytes().splitlines()) == sorted(whole.read_bytes().splitlines())


def _grown(out: Path, going: Callable[[], bool]) -> None:
    """Wait until some results are on disk."""
    while going() and not (out.exists() and len(out.read_bytes().splitlines()) > 1):
        time.sleep(0.01)


def _kill_a_worker(cluster: str) -> None:
    import distributed

    with distributed.Client(address(cluster), set_as_default=False) as client:
        pids: dict[str, int] = client.run(os.getpid)
        os.kill(next(iter(pids.values())), signal.SIGKILL)


def test_a_cluster_that_does_not_fit_is_refused(cluster: str, monkeypatch: pytest.MonkeyPatch) -> None:
    case = go.load("cases/canal")
    monkeypatch.setattr("goodoffices.engine.PATIENCE", 1)
    with pytest.raises(UsageError, match=r"a scheduler of Dask at tcp://127\.0\.0\.1:9, found none"):
        go.talks.run(case, engine="dask://127.0.0.1:9")
    monkeypatch.undo()
    monkeypatch.setattr(sys.modules["goodoffices"], "__version__", "9.9")
    with pytest.raises(UsageError, match=r"expected Good Offices 9\.9 .* on every worker, found Good"):
        go.talks.run(case, engine=cluster)


class Cluster:
    """A client of a cluster with other workers."""

    def __init__(self, threads: int | None, told: object) -> None:
        self.threads, self.told = threads, told

    def wait_for_workers(self, number: int, timeout: float) -> None:
        if self.threads is None:
            raise TimeoutError

    def run(self, function: object, on_error: str) -> dict[str, object]:
        return {"tcp://one:1": self.told}

    def nthreads(self) -> dict[str, int]:
        return {"tcp://one:1": self.threads or 0}


def test_workers_without_what_is_needed_are_refused() -> None:
    for client, says in (
        (Cluster(None, ""), "expected workers at dask://x:1, found none"),
        (Cluster(1, ModuleNotFoundError()), "found no Good Offices on tcp://one:1"),
        (Cluster(4, about()), "expected workers of one thread"),
    ):
        with pytest.raises(UsageError, match=says):
            checked(client, "dask://x:1")
    assert checked(Cluster(1, about()), "dask://x:1") == 1
