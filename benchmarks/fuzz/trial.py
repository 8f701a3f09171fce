"""A trial: files, a command to run on them, and the promises that its end must keep."""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import sys
import tempfile
import time
import traceback
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from goodoffices.errors import HIDDEN

Content = bytes | str
"""The bytes of a file; or ``fifo``, ``folder`` or ``link:PLACE`` if it is none."""
WALL = 90
"""Seconds after which a command is said to hang."""
MOST_SECONDS = 60
"""Seconds of processor time after which a command is stopped."""
MOST_MEGABYTES = 3000
"""Memory at which a command is stopped, before the computer is."""
TO_REFUSE = 2.0, 300
"""Seconds of processor time and megabytes that a refusal may take."""
TO_ANSWER = 40.0, 1000
"""Seconds of processor time and megabytes that an answer may take."""
LINES, BYTES = 20, 10_000
"""Length of a refusal."""
OURS = re.compile(r"(^|/)(record\.jsonl(\.[\w-]+)?|[^/]*\.jsonl(\.lock)?)$|^out(/|\.|$)")
"""Files that a command may make or add to."""


@dataclass(frozen=True)
class Trial:
    """A command and the files it is run on; ``kind`` says what is hostile about them."""

    kind: str
    command: tuple[str, ...]
    files: Mapping[str, Content]
    typed: bytes = b""
    environment: Mapping[str, str] = field(default_factory=dict)
    seconds: float = TO_ANSWER[0]

    def to_json(self) -> dict[str, object]:
        files = {
            os.fsencode(name).decode("latin-1"): content
            if isinstance(content, str)
            else {"base64": b64encode(content).decode()}
            for name, content in self.files.items()
        }
        return {
            "kind": self.kind,
            "command": list(self.command),
            "files": files,
            "typed": b64encode(self.typed).decode(),
            "environment": dict(self.environment),
            "seconds": self.seconds,
        }

    @classmethod
    def from_json(cls, found: Mapping[str, object]) -> Trial:
        files: dict[str, Content] = {}
        given = found["files"]
        assert isinstance(given, dict)
        for name, content in given.items():
            plain = content if isinstance(content, str) else b64decode(content["base64"])
            files[os.fsdecode(name.encode("latin-1"))] = plain
        return cls(
            str(found["kind"]),
            tuple(found["command"]),  # type: ignore[arg-type]
            files,
            b64decode(str(found["typed"])),
            found["environment"],  # type: ignore[arg-type]
            float(found["seconds"]),  # type: ignore[arg-type]
        )


@dataclass(frozen=True)
class End:
    """How a command ended."""

    code: int
    out: bytes
    err: bytes
    seconds: float
    megabytes: float
    before: frozenset[str]
    after: frozenset[str]
    changed: tuple[str, ...]


def run(trial: Trial) -> End:
    """Run a trial in a copy of this process, which has all modules loaded already.

    This process must not have drawn a chart: the library that draws has threads, which no copy has.
    """
    with tempfile.TemporaryDirectory(prefix="fuzz-") as place, tempfile.TemporaryDirectory() as beside:
        folder = Path(place)
        _write(folder, trial.files)
        before = frozenset(_names(folder))
        streams = Path(beside)
        (streams / "in").write_bytes(trial.typed)
        sys.stdout.flush()
        sys.stderr.flush()
        child = os.fork()
        if child == 0:
            _play(trial, folder, streams)
        code, used = _awaited(child)
        megabytes = used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
        return End(
            code,
            (streams / "out").read_bytes(),
            (streams / "err").read_bytes(),
            used.ru_utime + used.ru_stime,
            megabytes,
            before,
            frozenset(_names(folder)),
            tuple(_changed(folder, trial.files)),
        )


def _write(folder: Path, files: Mapping[str, Content]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        elif content == "fifo":
            os.mkfifo(path)
        elif content == "folder":
            path.mkdir()
        else:
            path.symlink_to(content.removeprefix("link:"))


def _names(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        yield path.relative_to(folder).as_posix()


def _changed(folder: Path, files: Mapping[str, Content]) -> Iterator[str]:
    """Yield the names of files that a command has no business to change, and has changed."""
    for name, content in files.items():
        path = folder / name
        same = (
            path.is_symlink() or path.is_fifo() or path.is_dir() if isinstance(content, str) else False
        )
        if isinstance(content, bytes) and path.is_file() and not path.is_symlink():
            same = path.read_bytes() == content
        if not same and not OURS.search(name):
            yield name


def _play(trial: Trial, folder: Path, streams: Path) -> None:
    """Become the command, and end; this never returns."""
    code = 70
    try:
        os.setsid()
        os.chdir(folder)
        for number, name in enumerate(("in", "out", "err")):
            flags = os.O_RDONLY if name == "in" else os.O_WRONLY | os.O_CREAT | os.O_TRUNC
            os.dup2(os.open(streams / name, flags), number)
        encoding = trial.environment.get("PYTHONIOENCODING", "utf-8")
        sys.stdin = open(0, encoding=encoding, closefd=False)  # noqa: SIM115
        sys.stdout = open(1, "w", encoding=encoding, closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", encoding=encoding, closefd=False)  # noqa: SIM115
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        os.environ.update({"COLUMNS": "100", **trial.environment})
        sys.argv = ["goodoffices", *trial.command]
        from goodoffices.cli.main import main

        main()
        code = 0
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else int(left.code is not None)
    except BaseException:  # noqa: BLE001 (the child's own end)
        os.write(2, traceback.format_exc().encode("utf-8", "backslashreplace")[-20_000:])
    finally:
        with suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


def _awaited(child: int) -> tuple[int, resource.struct_rusage]:
    """Return the exit code of a child, -9 if it had to be killed, and what it used."""
    until, killed = time.monotonic() + WALL, False
    while True:
        number, status, used = os.wait4(child, os.WNOHANG)
        if number:
            return (-9 if killed else os.waitstatus_to_exitcode(status)), used
        if (time.monotonic() > until or _megabytes(child) > MOST_MEGABYTES) and not killed:
            killed = True
            with suppress(ProcessLookupError):
                os.killpg(child, signal.SIGKILL)
        time.sleep(0.005)


def _megabytes(child: int) -> float:
    """Return the memory of a process; 0 if the system does not tell."""
    try:
        pages = int(Path(f"/proc/{child}/statm").read_text("utf-8").split()[1])
    except (OSError, IndexError, ValueError):
        return 0
    return pages * resource.getpagesize() / 2**20


def broken_promise(trial: Trial, end: End) -> str | None:
    """Return the first promise that a command did not keep; None if it kept all."""
    checks = (
        _ended(end),
        _in_bounds(trial, end),
        _said(trial, end),
        _left(trial, end),
    )
    return next((found for found in checks if found), None)


def _ended(end: End) -> str | None:
    if b"Traceback (most recent call last)" in end.err:
        return "a traceback: " + end.err.decode("utf-8", "replace").strip().splitlines()[-1][:200]
    if end.code in (-signal.SIGKILL, -signal.SIGXCPU):
        return "it hung, or took all memory"
    return None if end.code in (0, 1, 2) else f"the exit code {end.code}"


def _in_bounds(trial: Trial, end: End) -> str | None:
    seconds, megabytes = TO_REFUSE if end.code == 2 else (trial.seconds, TO_ANSWER[1])
    # A refusal of a file may come after others were read, which takes its time too.
    if end.seconds > max(seconds, trial.seconds if end.code == 2 and trial.seconds < 5 else 0):
        return f"{end.seconds:.1f} s of processor time for exit code {end.code}"
    if end.megabytes > megabytes:
        return f"{end.megabytes:.0f} MB for exit code {end.code}"
    return None


def _said(trial: Trial, end: End) -> str | None:
    if end.code == 2:
        if not (end.err + end.out).strip():
            return "a refusal without a word"
        if end.err.count(b"\n") > LINES or len(end.err) > BYTES:
            return f"a refusal of {end.err.count(bytes([10]))} lines, {len(end.err)} bytes"
    if "export" in trial.command:
        return None
    for stream in (end.out, end.err):
        hidden = HIDDEN.search(stream.decode("utf-8", "surrogateescape"))
        if hidden:
            return f"the character {hidden[0]!r} on the terminal"
    if end.code == 0 and "--json" in trial.command:
        try:
            json.loads(end.out, parse_constant=_no_constant)
        except ValueError as error:
            return f"output that is no JSON: {error}"
    return None


def _no_constant(word: str) -> None:
    raise ValueError(f"the word {word}")


def _asked_for(trial: Trial, name: str) -> bool:
    """Return whether a command was told to write a file; a tournament asks whose it is before it does."""
    told = zip(trial.command, trial.command[1:], strict=False)
    return trial.command[0] != "tournament" and name == "file" and ("--out", name) in told


def _left(trial: Trial, end: End) -> str | None:
    changed = [name for name in end.changed if not _asked_for(trial, name)]
    if changed:
        return f"{changed[0]} was changed"
    for name in sorted(end.after - end.before):
        if ".goodoffices-" in name or name.endswith(".part"):
            return f"{name} was left behind"
        if end.code == 2 and not re.search(r"\.(index|lock|jsonl)$", name) and name != "out":
            return f"{name} was left after a refusal"
    return None
