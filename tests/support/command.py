"""The command line in this process: what `goodoffices` prints, without the second that starting it takes."""

from __future__ import annotations

import os
import sys
from contextlib import chdir
from io import BytesIO, TextIOWrapper
from pathlib import Path
from subprocess import CompletedProcess
from unittest.mock import patch

from goodoffices.cli.main import main
from goodoffices.registry import forgetting
from tests.support.cases import ROOT


def goodoffices(
    *words: str | Path, cwd: Path = ROOT, typed: str = "", columns: int = 80
) -> CompletedProcess[str]:
    """Return the exit code and what went to standard output and error.

    Plug-ins that the command loads are forgotten after it.

    Args:
        words: the command with its options, as typed after `goodoffices`.
        cwd: the folder to be in.
        typed: the text of standard input.
        columns: the width of the window.
    """
    command = ["goodoffices", *map(str, words)]
    given = TextIOWrapper(BytesIO(typed.encode()), "utf-8")
    printed = BytesIO(), BytesIO()
    out, err = (TextIOWrapper(stream, "utf-8") for stream in printed)
    code: int | str | None = 0
    with (
        chdir(cwd),
        forgetting(),
        patch.dict(os.environ, COLUMNS=str(columns)),
        patch.multiple(sys, argv=command, stdin=given, stdout=out, stderr=err),
    ):
        try:
            main()
        except SystemExit as left:
            code = left.code
        out.flush()
        err.flush()
    assert code is None or isinstance(code, int)
    return CompletedProcess(command, code or 0, *(stream.getvalue().decode() for stream in printed))
