"""What pydantic found wrong, in words for the person who wrote the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from goodoffices.casefile.nodes import Node
from goodoffices.errors import Problem, near_miss, shorten

Path = tuple[str | int, ...]

EXPECTED = {
    "missing": "this field",
    "string_type": "a word or a sentence",
    "list_type": "a list",
    "dict_type": "a mapping of 'name: value' lines",
    "model_type": "a mapping of 'name: value' lines",
    "too_short": "at least {min_length} of them",
    "too_long": "at most {max_length} of them",
    "greater_than_equal": "a number of at least {ge}",
    "less_than_equal": "a number of at most {le}",
    "literal_error": "one of {expected}",
    "string_too_long": "at most {max_length} characters",
}
PATTERNS = {"[A-Za-z0-9]": "a name of letters, digits, '_', '.' or '-' without spaces"}


def problems_of(error: ValidationError, root: Node, file: str, model: type[BaseModel]) -> list[Problem]:
    """One Problem for each thing a validation found, each with its line, field and near miss."""
    return [_problem(found, root, file, model) for found in error.errors(include_url=False)]


def _problem(found: Mapping[str, Any], root: Node, file: str, model: type[BaseModel]) -> Problem:
    path, kind = _place(found["loc"], root, found["type"]), found["type"]
    line = root.line_of(path)
    if kind == "extra_forbidden":
        known = _fields(model, found["loc"][:-1])
        word = str(path[-1])
        expected = f"one of {', '.join(known)}" if known else "no such field"
        return Problem(file, line, dotted(path), expected, shorten(word), near_miss(word, known))
    value = found["input"]
    if kind == "missing":
        return Problem(file, line, dotted(path), "this field", "nothing")
    if kind == "value_error":
        expected = str(found["ctx"]["error"])
    elif kind == "shape":
        expected = "another shape of value"
    elif kind == "string_pattern_mismatch":
        pattern = found["ctx"]["pattern"]
        expected = next(
            (words for part, words in PATTERNS.items() if part in pattern), "text on one line"
        )
    else:
        template = EXPECTED.get(kind, str(found["msg"]).lower())
        expected = template.format(**found.get("ctx", {}))
    choices = [word.strip("'") for word in expected.split("'")[1::2]] if kind == "literal_error" else []
    near = near_miss(value, choices) if isinstance(value, str) else None
    return Problem(file, line, dotted(path), expected, _kind(value), near)


def _place(location: Iterable[str | int], root: Node, kind: str) -> Path:
    """Where in the file a pydantic location is: tags of unions and '[key]' marks are left out."""
    steps = [step for step in location if step != "[key]" and not str(step).startswith("⟨")]
    return tuple(steps)


def dotted(path: Path) -> str:
    """A path as people read it: ``preferences.A.reservation``, ``channels[2].between``."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


def _kind(value: object) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    return "nothing" if value is None else shorten(value)


def _fields(model: type[BaseModel], location: Iterable[str | int]) -> list[str]:
    """The fields that may stand where a location points: found by following the model's types."""
    kinds: list[Any] = [model]
    for step in location:
        if str(step).startswith("⟨"):
            continue
        following: list[Any] = []
        for kind in kinds:
            if isinstance(kind, type) and issubclass(kind, BaseModel):
                following += [
                    f.annotation for n, f in kind.model_fields.items() if step in (n, f.alias)
                ]
            else:
                following += list(get_args(kind))
        kinds = [inner for kind in following for inner in _unwrapped(kind)]
    models = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)]
    return [field.alias or name for kind in models for name, field in kind.model_fields.items()]


def _unwrapped(kind: Any) -> list[Any]:
    """A type and what unions and annotations hold inside it, lists and mappings kept whole."""
    if getattr(kind, "__origin__", None) in (list, dict):
        return [kind]
    inner = [found for argument in get_args(kind) for found in _unwrapped(argument)]
    return inner or [kind]
