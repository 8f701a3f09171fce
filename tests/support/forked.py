"""Commands in a process of their own that begins where everything they need is loaded.

Django is set up once in a process, so that commands about a room cannot run in the process of the test. Of
the seconds that one takes in a new interpreter most go into loading modules. Here a process loads them once
and is forked for each command; nothing that a command does reaches the next. Tests of starting, of signals
and of streams start an interpreter.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOADED = (
    "goodoffices.casefile",
    "goodoffices.cli.commands.room",
    "goodoffices.cli.commands.serve",
    "goodoffices.rooms.folder",
    "goodoffices.rooms.serve",
    "goodoffices.talks",
    "django.contrib.messages",
    "django.core.management",
    "django.db.migrations.executor",
    "django.template.loader",
    "django.urls",
)
"""Modules that commands about a room need, and that can be loaded before Django is set up."""
spent = 0.0
"""Seconds of processor time of all commands so far: they are no children of this process."""


def goodoffices(
    *words: str | Path, env: Mapping[str, str] | None = None, first: str = ""
) -> subprocess.CompletedProcess[str]:
    """Return the exit code of a command and what went to standard output and error.

    Args:
        words: the command with its options, as typed after `goodoffices`.
        env: variables of its environment beside those of this process.
        first: what its process does before it, such as limiting the size of files. The command then prints
            into pipes, and no more than these hold.
    """
    global spent
    command = [str(word) for word in words]
    if not hasattr(os, "fork"):
        return _started(command, env or {}, first)
    server = _server()
    assert server.stdin is not None
    assert server.stdout is not None
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder) / "out", Path(folder) / "err"
        if first:
            for path in (out, err):
                os.mkfifo(path)
        # opened for reading before anybody writes
        pipes = [os.open(path, os.O_RDONLY | os.O_NONBLOCK) for path in (out, err) if first]
        asked = {
            "words": command,
            "env": {**environment(), **(env or {})},
            "cwd": os.getcwd(),
            "out": str(out),
            "err": str(err),
            "first": first,
        }
        server.stdin.write(f"{json.dumps(asked)}\n")
        server.stdin.flush()
        done = json.loads(server.stdout.readline())
        spent += done["spent"]
        if first:
            printed = [_read(pipe) for pipe in pipes]
        else:
            printed = [path.read_text("utf-8") for path in (out, err)]
    return subprocess.CompletedProcess(["goodoffices", *command], done["code"], *printed)


def _read(pipe: int) -> str:
    """Return what is in a pipe into which nobody writes any more."""
    with os.fdopen(pipe, "rb") as end:
        return end.read().decode()


def environment() -> dict[str, str]:
    """Return the environment of an interpreter that finds what is tested."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}


def _started(words: list[str], env: Mapping[str, str], first: str) -> subprocess.CompletedProcess[str]:
    code = f"{first}\nfrom goodoffices.cli.main import main\nmain()"
    return subprocess.run(
        [sys.executable, *(("-c", code) if first else ("-m", "goodoffices")), *words],
        capture_output=True,
        text=True,
        check=False,
        env={**environment(), **env},
    )


@lru_cache(maxsize=1)
def _server() -> subprocess.Popen[str]:
    """Return the process that is forked for each command; it ends with this process."""
    made = subprocess.Popen(
        [sys.executable, "-m", "tests.support.forked"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environment(),
    )
    atexit.register(made.communicate)
    return made


def _serve() -> None:
    """Load what commands need, and fork for each command that is asked for."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    for name in LOADED:
        import_module(name)
    # a collection of what was loaded would copy all pages of memory in each command
    gc.freeze()
    while line := sys.stdin.readline():
        child = os.fork()
        if not child:
            os._exit(_command(**json.loads(line)))
        _, status, used = os.wait4(child, 0)
        done = {"code": os.waitstatus_to_exitcode(status), "spent": used.ru_utime + used.ru_stime}
        print(json.dumps(done), flush=True)  # noqa: T201


def _command(words: list[str], env: dict[str, str], cwd: str, out: str, err: str, first: str) -> int:
    """Return the exit code of a command, after all that an interpreter does at its end but forgetting."""
    from goodoffices.cli.main import main

    for stream, path in ((0, os.devnull), (1, out), (2, err)):
        opened = os.open(path, os.O_WRONLY | os.O_CREAT if stream else os.O_RDONLY)
        os.dup2(opened, stream)
        os.close(opened)
    # that of the parent was read, and takes no other encoding
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    # that of the parent may be a file, in which one can go back
    sys.stderr = open(2, "w", 1, "utf-8", "backslashreplace", closefd=False)  # noqa: SIM115
    os.environ.clear()
    os.environ.update(env)
    os.chdir(cwd)
    # as ``python -m goodoffices``, by which the command line names itself
    sys.modules["__main__"].__package__ = "goodoffices"
    sys.argv = [str(ROOT / "src" / "goodoffices" / "__main__.py"), *words]
    code: int | str | None = 0
    try:
        exec(first, {})
        main()
    except SystemExit as left:
        code = left.code
    except BaseException:  # noqa: BLE001 -- as an interpreter tells what nobody caught
        traceback.print_exc()
        code = 1
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    assert code is None or isinstance(code, int)
    return code or 0


if __name__ == "__main__":
    _serve()
