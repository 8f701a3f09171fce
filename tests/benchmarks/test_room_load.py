"""A small load on a real server: nothing that it acknowledged is lost, doubled or broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import room_load, write

pytest.importorskip("granian", reason="the extra 'rooms' is not installed")


@pytest.mark.skipif(not Path("/proc/stat").exists(), reason="the load of this system cannot be read")
def test_a_small_load_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room_load, "RATE", 10)
    monkeypatch.setattr(room_load, "BURST", 6)
    rows, others = room_load.run(tmp_path, seconds=1, rooms=2)
    found = {row["name"]: row["ours"] for row in rows}
    # six who warm up, ten in a second
    assert found["answers acknowledged"] == 16
    for name in (
        "answers that failed (status 5xx or no reply)",
        "acknowledged answers that are lost",
        "answers that are kept twice",
        "links of chains that do not hold",
    ):
        assert found[name] == 0, name
    assert 0 < found["CPU of publishing a window of three parties"] < 500
    assert others >= 0


def test_a_void_run_says_so_in_the_page() -> None:
    row = {"name": "x", "ours": 1.0, "unit": "ms", "goal": 15, "at_most": True}
    assert "Void" not in "\n".join(write._loaded([{**row, "void": False}]))
    assert "\n".join(write._loaded([{**row, "void": True}])).startswith("**Void**")
    assert "| x | 1.0 | ms | ≤ 15 |" in "\n".join(write._loaded([{**row, "void": True}]))
