"""The command ``convert``: a folder is there only when it is whole, also after a kill or on a full disk."""

from __future__ import annotations

from pathlib import Path

import pytest

import goodoffices as go
from tests.support import forked
from tests.support.cases import CASES
from tests.support.command import goodoffices

RECORD_ONLY = """
goodoffices: 1
title: A ferry
kind: record-only
fictional: true
about: x
parties: {A: {name: The town}, B: {name: The ferrymen}}
"""
"""A case of which a page is made without playing talks."""
KILLED = """
import os, signal
calls, real = [], os.{step}
def counted(*args):
    calls.append(args)
    if len(calls) == {call}:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*args)
os.{step} = counted
"""
"""What kills a command at the n-th call of a function of the operating system."""


def killed(step: str, call: int, *command: str) -> None:
    """Run a command, and kill it."""
    done = forked.goodoffices(*command, first=KILLED.format(step=step, call=call))
    assert done.returncode == -9, done


@pytest.mark.parametrize(("step", "call"), [("fsync", 1), ("fsync", 2), ("replace", 1), ("replace", 3)])
def test_a_killed_convert_leaves_no_half_folder(
    step: str, call: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = (CASES / "canal" / "case.yaml").read_text()
    (tmp_path / "in.yaml").write_text(
        text[: text.index("linkages:")] + text[text.index("preferences:") :]
    )
    command = ("convert", "in.yaml", "out", "--to", "genius")
    killed(step, call, *command)
    assert not (tmp_path / "out").exists()
    done = goodoffices(*command, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.yaml", "out"]
    assert go.check(tmp_path / "out") == ()


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_killed_report_leaves_the_old_page(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "case.yaml").write_text(RECORD_ONLY)
    (tmp_path / "page.html").write_text("old")
    command = ("report", ".", "--out", "page.html")
    killed(step, 1, *command)
    assert (tmp_path / "page.html").read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 3
    assert goodoffices(*command, cwd=tmp_path).returncode == 0
    assert {path.name for path in tmp_path.iterdir()} == {"case.yaml", "page.html"}
    assert "<html" in (tmp_path / "page.html").read_text("utf-8")


FULL = """
import resource, sys
# Python would keep half of its compiled code, which every later program would take for the whole
sys.dont_write_bytecode = True
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
"""
"""What makes a disk hold no file of more than a hundred bytes for a command."""


@pytest.mark.parametrize(
    "command",
    [
        "convert {case} out",
        "convert {case} out/new.yaml",
        "report {ferry} --out page.html",
        "run {ferry} --out out",
        "tournament {plan} --out t.jsonl",
        "record . add note text=x",
        "new harbour",
    ],
)
def test_a_full_disk_is_said_and_leaves_nothing(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "case.yaml").write_text((CASES / "canal" / "case.yaml").read_text())
    (tmp_path / "ferry.yaml").write_text(RECORD_ONLY)
    (tmp_path / "plan.yaml").write_text("cases: [.]\nstrategies: [nice]\n")
    before = sorted(path.name for path in tmp_path.iterdir())
    names = {"case": tmp_path, "plan": tmp_path / "plan.yaml", "ferry": tmp_path / "ferry.yaml"}
    line = command.format_map(names)
    done = forked.goodoffices(*line.split(), first=FULL)
    assert done.returncode == 2, done.stderr
    assert done.stderr.strip().splitlines()[-1].endswith(": File too large.")
    assert not done.stderr.strip().splitlines()[-1].startswith("input")
    left = {path for path in tmp_path.rglob("*") if path.is_file() and path.stat().st_size}
    assert sorted(path.name for path in left) == before
