"""JSON files of scenarios: exact numbers, within the limits, and no key twice in an object."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

from goodoffices.casefile.nodes import HALF, has_half, read_text
from goodoffices.errors import InputError, Problem, shorten
from goodoffices.formats.build import refuse
from goodoffices.limits import DEPTH, JSON_VALUES, whole

_PART = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]', re.DOTALL)
_COLON = re.compile(r"\s*:")


class _Doubled(Exception):
    """An object has a key twice."""


def load_json(path: Path) -> Any:
    """Return the content of a JSON file with exact numbers.

    Raises:
        InputError: if it is not JSON, has too many values, is nested too deep, holds half a character, or
            an object in it has a key twice.
    """
    text = read_text(path)
    found = text.count(",") + 1
    if found > JSON_VALUES.most:
        raise refuse(path, "", str(JSON_VALUES), f"{found:,}")
    try:
        whole_file = json.loads(
            text, parse_float=Decimal, parse_int=whole, object_pairs_hook=_object_of
        )
    except json.JSONDecodeError as error:
        raise InputError([Problem(str(path), error.lineno, "", "JSON", error.msg)]) from None
    except _Doubled:
        raise InputError([_doubled(text, str(path))]) from None
    except RecursionError:
        raise refuse(path, "", str(DEPTH), "deeper nesting") from None
    _check(path, whole_file, 1)
    return whole_file


def _object_of(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; Python's own way is to keep the last of two values silently."""
    made = dict(pairs)
    if len(made) < len(pairs):
        raise _Doubled
    return made


def _doubled(text: str, file: str) -> Problem:
    """Return the problem of the first key that stands in an object again, with its line.

    Up to there the text is JSON, whatever comes after it.
    """
    # The line of each key of every object, and every list, that is open at a place.
    lines: list[dict[str, int]] = []
    reached, line = 0, 1
    for part in _PART.finditer(text):
        if part[0] in "{[":
            lines.append({})
        elif part[0] in "}]":
            lines.pop()
        elif _COLON.match(text, part.end()):
            line += text.count("\n", reached, part.start())
            reached, key = part.start(), json.loads(part[0])
            if key in lines[-1]:
                found = f"{shorten(key)} again (first on line {lines[-1][key]})"
                return Problem(file, line, shorten(key)[1:-1], "each key once", found)
            lines[-1][key] = line
    raise AssertionError("no key stands in an object twice")


def _check(path: Path, value: Any, level: int) -> None:
    if level > DEPTH.most:
        raise refuse(path, "", str(DEPTH), "deeper nesting")
    if isinstance(value, str) and has_half(value):
        raise refuse(path, "", "text", HALF)
    inner = value if isinstance(value, list) else ()
    if isinstance(value, dict):
        inner = [*value, *value.values()]
    for part in inner:
        if isinstance(part, str | list | dict):
            _check(path, part, level + 1)
