"""The environment of the peers, separate from ours: created once, by name and version."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PEERS = ROOT / ".venv-peers"
PACKAGES = (
    "negmas==0.16.0",
    "moocore==0.3.2",
    "ruamel.yaml==0.19.1",
    "filelock==4.3.1",
    "crispyn==0.0.7",
)
"""NegMAS, and what our talks need beside what it brings; crispyn, which ranks as SMAA does."""


def python() -> Path:
    """Return the peers' interpreter; create the environment if it does not exist."""
    found = PEERS / "bin" / "python"
    marker = PEERS / "installed.txt"
    if not marker.exists() or marker.read_text() != "\n".join(PACKAGES):
        print(f"Making {PEERS.name} with {', '.join(PACKAGES)} …", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", str(PEERS)], check=True)
        subprocess.run([found, "-m", "pip", "install", "-q", *PACKAGES], check=True)
        marker.write_text("\n".join(PACKAGES))
    return found


class Peer:
    """A peer's program, which answers each JSON line with a JSON line."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def ask(self, **question: object) -> dict[str, Any]:
        """Return the answer to a question.

        Raises:
            RuntimeError: the program ended.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the peer ended without an answer; its words are above.")
        return dict(json.loads(line))


@contextmanager
def peer(script: str) -> Iterator[Peer]:
    """Start a script of this folder in the peers' environment."""
    path = ROOT / "benchmarks" / "peers" / script
    with subprocess.Popen([python(), path], stdin=-1, stdout=-1, text=True) as process:
        try:
            yield Peer(process)
        finally:
            process.kill()
