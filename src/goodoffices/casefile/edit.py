"""Change one field of a case and leave every other byte, comments too, as it was."""

from __future__ import annotations

import json
import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from goodoffices.casefile.folder import locate
from goodoffices.casefile.nodes import Node, compose, read_text
from goodoffices.casefile.problems import dotted
from goodoffices.errors import InputError, UsageError, near_miss


def edit(path: Path | str, field: tuple[str | int, ...], value: str) -> None:
    """Set one word or number, such as ``("preferences", "A", "reservation")``, and save atomically.

    Raises:
        InputError: the file is not a case.
        UsageError: there is no such field, or it holds a list or a mapping.
    """
    place = locate(path).case
    text = read_text(place)
    node = _find(compose(text, str(place))[0], field)
    if node.span is None:
        raise UsageError(f"{dotted(field)}: expected a word or a number, found a list or a mapping.")
    start, end = node.span
    for written in (value, json.dumps(value, ensure_ascii=False)):
        changed = text[:start] + written + text[end:]
        if _says(changed, field, value):
            write_text(place, changed)
            return
    raise UsageError(f"{dotted(field)}: expected text that can stand there, found {value!r}.")


def _says(text: str, field: tuple[str | int, ...], value: str) -> bool:
    try:
        return _find(compose(text, "")[0], field).plain == value
    except (InputError, UsageError):
        return False


def _find(root: Node, field: tuple[str | int, ...]) -> Node:
    node = root
    for step in field:
        if step not in node.children:
            near = near_miss(str(step), map(str, node.children))
            hint = f" Did you mean '{near}'?" if near else ""
            raise UsageError(f"{dotted(field)}: expected a field that is there, found '{step}'.{hint}")
        node = node.children[step]
    return node


def write_text(path: Path, text: str) -> None:
    """Write a whole file or nothing: to a neighbour first, then renamed into place."""
    with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False, newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(file.name, path)
