"""A small load on a real server: nothing that it acknowledged is lost, doubled or broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import room_load, write
from tests.support.postgres import cluster, why_not

pytest.importorskip("granian", reason="the extra 'rooms' is not installed")


NOTHING = (
    "acknowledged answers that are lost",
    "answers that are kept twice",
    "links of chains that do not hold",
)
linux = pytest.mark.skipif(
    not Path("/proc/stat").exists(), reason="the load of this system cannot be read"
)


@linux
def test_a_small_load_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room_load, "RATE", 10)
    monkeypatch.setattr(room_load, "CLASS", 3)
    rows, others = room_load.run(tmp_path, seconds=1, rooms=2)
    found = {row["name"]: row["ours"] for row in rows}
    # six who warm up, ten in a second, three at once, all six at once
    assert found["answers acknowledged"] == 25
    for name in (room_load.FAILED, *NOTHING):
        assert found[name] == 0, name
    assert 0 < found["CPU of publishing a window of three parties"] < 500
    assert others >= 0


@linux
def test_killed_processes_and_a_database_that_crashes_lose_and_double_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two processes on PostgreSQL: each is killed once, then the database is, while answers come."""
    if reason := why_not():
        pytest.skip(reason)
    monkeypatch.setattr(room_load, "RATE", 20)
    with cluster() as made:
        made.ask("CREATE DATABASE room")
        rows, _ = room_load.run(tmp_path, seconds=2, rooms=2, cluster=made)
    found = {row["name"]: row["ours"] for row in rows}
    assert found["answers while processes and database were killed"] == 40
    # six who warm up, twice forty, and twice six at once: every one in the end
    assert found["answers acknowledged"] == 6 + 80 + 12
    for name in (room_load.FAILED, *NOTHING):
        assert found[name] == 0, name


def test_a_void_run_says_so_in_the_page() -> None:
    row = {"name": "x", "ours": 1.0, "unit": "ms", "goal": 15, "at_most": True}
    assert "Void" not in "\n".join(write._loaded([{**row, "void": False}]))
    assert "\n".join(write._loaded([{**row, "void": True}])).startswith("**Void**")
    assert "| x | 1.0 | ms | ≤ 15 |" in "\n".join(write._loaded([{**row, "void": True}]))
