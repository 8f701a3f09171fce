"""Standard streams that are closed, or a pipe whose reader left, or a terminal that is not UTF-8."""

from __future__ import annotations

import codecs
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from goodoffices.cli.streams import MARKS, mark, typed
from tests.support.cases import ROOT
from tests.support.record import ferry_talks

ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": ""}
GO = f"{shlex.quote(sys.executable)} -m goodoffices"
REPORT = "cases/hostage-talks-2024"
PLAIN = "cases/canal"
"""A case without dispatches: no model is loaded to read them."""
BY_RULES = "read - --reader rules"
TELLING = "read {} --reader rules"
"""Of a folder, of which it tells how far it is."""
ALL = "<&- >&- 2>&-"
CLOSED = [
    *((command, ALL) for command in ("check {}", TELLING, "record {} add note text=x", BY_RULES)),
    *(("check {}", closed) for closed in ("<&-", ">&-", "2>&-")),
    *(("record {} add note text=x", closed) for closed in ("<&-", ">&-", "2>&-")),
    (TELLING, "2>&-"),
    (BY_RULES, "<&-"),
]
"""Commands that only look, that tell how far they are, that write, and that read standard input."""


def shell(line: str, **environment: str) -> tuple[int, str, str]:
    """Return the exit code of the first command of a pipeline, and what was printed."""
    done = subprocess.run(
        ["bash", "-c", f"{line}; exit ${{PIPESTATUS[0]}}"],
        capture_output=True,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        text=True,
        check=False,
        env=os.environ | environment,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("command", ["deals cases/strait --json", f"brief {PLAIN}", "--help"])
def test_a_reader_that_leaves_stops_nothing(command: str) -> None:
    code, _, err = shell(f"{GO} {command} | head -c1")
    assert (code, "Traceback" in err, "Broken" in err) == (0, False, False)


def test_the_exit_code_is_the_commands_own(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("title: x\n")
    assert shell(f"{GO} check {tmp_path} 2>&1 | true")[0] == 2
    # Nobody at the keyboard: no agreement.
    words = "sit cases/canal --protocol double-blind-close"
    codes = {shell(f"{GO} {words}{end}")[0] for end in ("", " | true", " <&- >&-")}
    assert len(codes) == 1


@pytest.mark.parametrize(("command", "closed"), CLOSED)
def test_closed_streams_stop_nothing(command: str, closed: str, tmp_path: Path) -> None:
    line = command.replace("{}", str(ferry_talks(tmp_path)))
    code, _, err = shell(f"{GO} {line} {closed}")
    assert (code, err if "2>&-" in closed else "") == (0, "")
    assert "Traceback" not in err
    if command.startswith("record"):
        # No file took the number of the closed stream, so nothing was printed into it.
        (entry,) = (tmp_path / "ferry" / "record.jsonl").read_text().splitlines()
        assert json.loads(entry)["entry"]["body"] == {"text": "x"}


def test_a_full_disk_is_said() -> None:
    for command in (f"deals {PLAIN} --json", f"check {PLAIN}"):
        code, _, err = shell(f"{GO} {command} >/dev/full")
        assert (code, err.count("\n")) == (2, 1)
        assert err == "standard output: No space left on device.\n"


@pytest.mark.parametrize(
    "command",
    [f"brief {PLAIN}", "deals cases/strait", f"read {REPORT}/dispatches --reader rules", "--help"],
)
def test_a_terminal_that_is_not_utf_8_gets_marks(command: str) -> None:
    code, out, err = shell(f"{GO} {command}", **ASCII)
    assert (code, "Traceback" in err) == (0, False)
    assert (out + err).isascii()


def test_json_is_the_same_on_every_terminal() -> None:
    command = f"{GO} read {REPORT}/dispatches --reader rules --json"
    plain, marked = shell(command)[1], shell(command, **ASCII)[1]
    assert marked.isascii()
    assert not plain.isascii()
    assert json.loads(marked) == json.loads(plain)


def test_words_typed_in_the_c_locale_are_kept(tmp_path: Path) -> None:
    line = f"{GO} record {ferry_talks(tmp_path)} add note text='café – “x”' --quote 'Zoë'"
    assert shell(line, **ASCII)[0] == 0
    entry = json.loads((tmp_path / "ferry" / "record.jsonl").read_text())["entry"]
    assert (entry["body"]["text"], entry["span"]["text"]) == ("café – “x”", "Zoë")


@pytest.mark.parametrize(
    ("text", "marks"),
    [("é", "\\u00e9"), ("—", "\\u2014"), ("🕊", "\\ud83d\\udd4a"), ("\udcff", "\\udcff"), ("a", "a")],
)
def test_a_mark_is_the_character_in_json(text: str, marks: str) -> None:
    codecs.register_error(MARKS, mark)
    assert text.encode("ascii", MARKS) == marks.encode()
    assert json.loads(f'"{marks}"') == text
    with pytest.raises(UnicodeDecodeError):
        mark(UnicodeDecodeError("utf-8", b"\xff", 0, 1, "no"))


@pytest.mark.parametrize("text", ["plain", "café", "\udcff", ""])
def test_a_typed_word_is_itself_in_utf_8(text: str) -> None:
    assert typed(text) == text
