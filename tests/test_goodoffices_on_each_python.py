"""The same bytes on each Python to be had: four commands, hashed.

Interpreters are those that ``GOODOFFICES_PYTHONS`` lists, those on the path and those of pyenv, if they
can import what the package needs.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from shutil import which

import pytest

from tests.support.cases import ROOT

COMMANDS = (
    ("deals", "cases/strait", "--json"),
    ("talks", "cases/wage-talks", "--runs", "40", "--json"),
    ("brief", "tests/data/ferry-talks", "--json"),
    ("ratify", "cases/strait", "--json"),
)
NEEDED = (
    "import sys, numpy, moocore, pydantic, ruamel.yaml, typer, rich, jinja2, filelock, spacy; "
    "print(sys.version)"
)


def interpreters() -> list[Path]:
    """Return the interpreters of this machine other than the one that runs this test."""
    listed = os.environ.get("GOODOFFICES_PYTHONS", "").split(os.pathsep)
    named = [which(f"python3.{minor}") for minor in range(11, 20)]
    pyenv = sorted(Path.home().glob(".pyenv/versions/3.*/bin/python"))
    found = dict.fromkeys(Path(path) for path in [*listed, *named, *pyenv] if path)
    return [path for path in found if path.is_file() and path != Path(sys.executable)]


def ran(python: Path, words: tuple[str, ...]) -> str:
    """Return the hash of what a command prints under an interpreter."""
    command = [str(python), "-m", "goodoffices.cli.main", *words]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONHASHSEED": "random"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return hashlib.sha256(done.stdout).hexdigest()


@cache
def usable() -> dict[str, Path]:
    """Return an interpreter of each other version that has what the package needs, by version."""
    found: dict[str, Path] = {}
    for python in interpreters():
        done = subprocess.run([python, "-c", NEEDED], capture_output=True, text=True, check=False)
        version = done.stdout.split(" ")[0]
        if done.returncode == 0 and version != sys.version.split(" ")[0]:
            found.setdefault(version, python)
    return found


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_a_command_prints_the_same_bytes_on_each_python(words: tuple[str, ...]) -> None:
    if not usable():
        looked = ", ".join(map(str, interpreters())) or "none"
        pytest.skip(f"no other Python has what the package needs; looked at: {looked}")
    own = ran(Path(sys.executable), words)
    assert {version: ran(python, words) for version, python in usable().items()} == dict.fromkeys(
        usable(), own
    )
