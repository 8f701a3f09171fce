"""Change a field of a case file; every other byte, comments too, stays as it was."""

from __future__ import annotations

import json
from pathlib import Path

from goodoffices.casefile.folder import locate
from goodoffices.casefile.nodes import Node, compose, read_text
from goodoffices.casefile.problems import Field, dotted
from goodoffices.errors import InputError, UsageError
from goodoffices.files import real, write_text
from goodoffices.wording import did_you_mean


def edit(path: Path | str, field: Field, value: str) -> None:
    """Set a word or number, such as ``("preferences", "A", "reservation")``, and save atomically.

    Raises:
        InputError: if the file is not YAML.
        UsageError: if the path is a dispatch, there is no such field, it holds a list or a mapping, or the
            text cannot stand there.
    """
    found = locate(path)
    if found.is_dispatch:
        raise UsageError(f"{path}: expected a case to change, found a dispatch.")
    place = found.case
    text = read_text(place)
    node = _find(compose(text, str(place))[0], field)
    if node.span is None:
        raise UsageError(f"{dotted(field)}: expected a word or a number, found a list or a mapping.")
    start, end = node.span
    # A word that YAML would read as something else goes in quotation marks, which JSON and YAML share.
    for written in (value, json.dumps(value, ensure_ascii=False)):
        changed = text[:start] + written + text[end:]
        if _says(changed, field, value):
            write_text(real(place), changed)
            return
    raise UsageError(f"{dotted(field)}: expected text that YAML can hold there, found {value!r}.")


def _says(text: str, field: Field, value: str) -> bool:
    try:
        return _find(compose(text, "")[0], field).plain == value
    except (InputError, UsageError):
        return False


def _find(root: Node, field: Field) -> Node:
    node = root
    for step in field:
        if step not in node.children:
            near = did_you_mean(str(step), map(str, node.children))
            raise UsageError(f"{dotted(field)}: expected a field that is there, found '{step}'.{near}")
        node = node.children[step]
    return node
