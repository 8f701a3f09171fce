"""goodoffices review: the browser that it starts learns the link from a file, which goes when it stops."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.support.cases import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and modes of POSIX")


HANGS = 1800
"""Seconds after which a command hangs, however busy the machine is."""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_token_is_on_no_command_line_and_its_file_goes(tmp_path: Path, number: int) -> None:
    (tmp_path / "case").mkdir()
    shutil.copy(next((ROOT / "tests" / "data" / "ferry-talks").rglob("*.txt")), tmp_path / "case")
    told = tmp_path / "told"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$@" > {told}.new\nmv {told}.new {told}\n')
    browser.chmod(0o700)
    running = subprocess.Popen(
        [sys.executable, "-m", "goodoffices", "review", str(tmp_path / "case"), "--reader", "rules"],
        env=os.environ | {"BROWSER": str(browser), "TMPDIR": str(tmp_path), "COLUMNS": "200"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        end = time.monotonic() + HANGS
        while not told.exists() and running.poll() is None and time.monotonic() < end:
            time.sleep(0.05)
        address = told.read_text().strip()
        entrance = Path(unquote(urlsplit(address).path))
        kept, mode = entrance.read_text(), entrance.stat().st_mode & 0o777
        running.send_signal(number)
        out, complaints = running.communicate(timeout=HANGS)
    finally:
        running.kill()
    link = next(word for word in out.split() if word.startswith("http://127.0.0.1:"))
    assert address.startswith("file:///")
    assert link.split("/")[3] not in address
    assert link in kept
    assert mode == 0o600
    assert not entrance.exists()
    assert running.returncode == 0
    assert "left to review" in out
    assert "Traceback" not in complaints
