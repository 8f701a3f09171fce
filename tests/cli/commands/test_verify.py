"""``goodoffices verify`` says yes to a log as it was written, and no to each way of changing it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from goodoffices.rooms import chain
from tests.support.command import goodoffices


def log(word: str) -> list[str]:
    lines, previous = [], chain.FIRST
    for seq in range(3):
        line = chain.publication(previous, seq, "2026-03-01T18:00Z", {"kind": word}, ["00", "11"])
        lines.append(line.line())
        previous = line.hash
    return lines


def verify(folder: Path, lines: list[str], head: str, *more: str) -> subprocess.CompletedProcess[str]:
    (folder / "room.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    code = (
        "import sys\nsys.modules['django'] = None\n"
        "from goodoffices.cli.main import main\nsys.argv[0] = 'goodoffices'\nmain()"
    )
    arguments = [sys.executable, "-c", code, "verify", str(folder / "room.jsonl"), head, *more]
    return subprocess.run(arguments, capture_output=True, text=True, check=False)


def test_a_log_is_verified_without_django(tmp_path: Path) -> None:
    lines = log("text put")
    head = json.loads(lines[1])["hash"]
    done = verify(tmp_path, lines, chain.spoken(head), "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["publications"] == 3


@pytest.mark.parametrize("how", ["flip", "swap", "delete", "truncate", "fork"])
def test_five_kinds_of_tampering_end_with_exit_code_1(how: str, tmp_path: Path) -> None:
    lines = log("text put")
    changed = {
        "flip": [lines[0], lines[1].replace("text put", "text pux"), lines[2]],
        "swap": [lines[1], lines[0], lines[2]],
        "delete": [lines[0], lines[2]],
        "truncate": lines[:2],
        "fork": log("text kept"),
    }[how]
    done = verify(tmp_path, changed, json.loads(lines[2])["hash"])
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith(str(tmp_path))


@pytest.mark.parametrize("place", ["log", "own"])
def test_a_pipe_or_a_device_is_refused_and_not_waited_for(place: str, tmp_path: Path) -> None:
    pipe, lines = tmp_path / "pipe", log("text put")
    os.mkfifo(pipe)
    (tmp_path / "log").write_text("\n".join(lines) + "\n", "utf-8")
    head = json.loads(lines[2])["hash"]
    words = [str(pipe), head] if place == "log" else [str(tmp_path / "log"), head, "--own", str(pipe)]
    done = goodoffices("verify", *words)
    assert done.returncode == 2
    assert "expected a plain file, found a pipe" in done.stderr


def test_a_half_of_a_character_in_a_log_is_no_publication(tmp_path: Path) -> None:
    lines = log("text put")
    done = verify(tmp_path, [lines[0].replace("text put", "\\ud800")], json.loads(lines[2])["hash"])
    assert done.returncode == 1
    assert "line 1: expected a publication" in done.stderr
    assert "Traceback" not in done.stderr
