"""Write a scenario of any known format as a case of ours, or in another format."""

from __future__ import annotations

from pathlib import Path

from goodoffices.casefile.dump import dump
from goodoffices.errors import UsageError
from goodoffices.files import filling, write_text
from goodoffices.formats.load_case import load
from goodoffices.formats.registry import FORMATS, written
from goodoffices.model import Case
from goodoffices.wording import unknown


def convert(source: Case | Path | str, out: Path | str, to: str = "case") -> list[Path]:
    """Write a case to ``out`` in another format, and return the files written.

    Nothing is overwritten.

    Args:
        source: a case, or the path of a case of ours or of a folder of a known format.
        out: a folder, made if there is none; for our own format also a ``.yaml`` file.
        to: ``case`` for our own format, or the name of a format that can be written, such as ``genius``.

    Raises:
        InputError: the source cannot be read.
        UsageError: a file would be overwritten, or the case does not fit the format.
    """
    out = Path(out)
    known = ["case", *written()]
    if to not in known:
        raise UsageError(unknown("to", to, known))
    case = source if isinstance(source, Case) else load(source)
    if out.exists() and (out.is_file() or any(out.iterdir())):
        raise UsageError(
            f"{out}: expected a folder that is empty or not there yet, found something in it."
        )
    text = dump(case) if to == "case" else ""
    if to == "case" and out.suffix in (".yaml", ".yml") and not out.is_dir():
        out.parent.mkdir(parents=True, exist_ok=True)
        write_text(out, text)
        return [out]
    with filling(out) as folder:
        if to == "case":
            inside = [folder / "case.yaml"]
            write_text(inside[0], text)
        else:
            inside = FORMATS[to]().write(case, folder)
    return [out / path.relative_to(folder) for path in inside]
