"""A scenario of any kind that is read, written as a case of ours or as a GENIUS folder."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args

from goodoffices.casefile.dump import dump
from goodoffices.casefile.edit import write_text
from goodoffices.errors import UsageError
from goodoffices.formats.genius_write import write_genius
from goodoffices.formats.load_case import load

Kind = Literal["case", "genius"]
KINDS: tuple[Kind, ...] = get_args(Kind)


def convert(source: Path | str, out: Path | str, to: Kind | None = None) -> list[Path]:
    """Write the case at ``source`` to ``out`` and return the files written.

    ``out`` is a folder, made if need be, or a ``.yaml`` file. Nothing is overwritten.

    Raises:
        InputError: the source cannot be read.
        UsageError: a file would be overwritten, or the case does not fit the format.
    """
    out = Path(out)
    kind = to or "case"
    if kind not in KINDS:
        raise UsageError(f"expected one of {', '.join(KINDS)}, found '{kind}'.")
    case = load(source)
    if out.exists() and (out.is_file() or any(out.iterdir())):
        raise UsageError(
            f"{out}: expected a folder that is empty or not there yet, found something in it."
        )
    if kind == "genius":
        return write_genius(case, out)
    target = out if out.suffix in (".yaml", ".yml") else out / "case.yaml"
    text = dump(case)
    target.parent.mkdir(parents=True, exist_ok=True)
    write_text(target, text)
    return [target]
