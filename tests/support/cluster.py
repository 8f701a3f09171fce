"""Processes of a cluster of Dask, forked from one that has loaded what they need: a second each is saved."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

LOADED = (
    "distributed.cli.dask_scheduler",
    "distributed.cli.dask_worker",
    "goodoffices.reader",
    "goodoffices.talks.tournament",
    "tests.support.cluster",
)


def started(command: str, words: Sequence[str], folder: Path, log: Path) -> BaseProcess:
    """Start `dask scheduler` or `dask worker` in a folder; what it prints goes to a file.

    Only Python's own server of forks is the parent, so that nothing of the tests is known to it.
    """
    given = (command, [*words], str(folder), str(log))
    process: BaseProcess
    if hasattr(os, "fork"):
        forking = get_context("forkserver")
        forking.set_forkserver_preload([*LOADED])
        process = forking.Process(target=_run, args=given, daemon=True)
    else:
        process = get_context("spawn").Process(target=_run, args=given, daemon=True)
    process.start()
    return process


def _run(command: str, words: list[str], folder: str, log: str) -> None:
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(out, stream)
    os.chdir(folder)
    # the folder of the command is that in which a module is looked for, as in an interpreter
    sys.path.insert(0, folder)
    import_module(f"distributed.cli.dask_{command}").main(words)
