"""Problems in a case file, in words for the person who wrote it, each with the line of its field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from goodoffices.casefile.nodes import Node
from goodoffices.errors import Problem, near_miss, shorten
from goodoffices.limits import MESSAGE_LINES, PACKAGES
from goodoffices.model import BASES

Field = tuple[str | int, ...]
"""The way to a field of the case file: names of fields, and numbers of entries from 0."""

EXPECTED = {
    "missing": "this field",
    "string_type": "a word or a sentence",
    "list_type": "a list",
    "dict_type": "a mapping of 'name: value' lines",
    "model_type": "a mapping of 'name: value' lines",
    "too_short": "at least {min_length} of them",
    "too_long": "at most {max_length:,} of them",
    "greater_than_equal": "a number of at least {ge}",
    "less_than_equal": "a number of at most {le}",
    "literal_error": "one of {expected}",
    "string_too_long": "at most {max_length} characters",
}
"""The expectation behind each kind of pydantic's errors (pydantic 2, 'Validation Errors')."""
PATTERNS = {"[A-Za-z0-9]": "a name of letters, digits, '_', '.' or '-' without spaces"}
"""The expectation behind a pattern of ``written``, by a part of the pattern."""


@dataclass(slots=True)
class Problems:
    """Collects the problems of a case file, so that its author sees all of them at once.

    ``root`` is the tree of the file, which knows the line of each field; ``folder`` holds its tables.
    """

    file: str
    folder: Path
    root: Node
    found: list[Problem] = field(default_factory=list)
    packages: int = 0
    compared: int = 0

    def add(self, path: Field, expected: str, found: str, near: str | None = None) -> None:
        """Add a problem with the field at a path."""
        self.found.append(
            Problem(self.file, self.root.line_of(path), dotted(path), expected, found, near)
        )

    def room(self, path: Field, packages: int) -> bool:
        """Return whether tables may hold so many more packages; add a problem if they may not."""
        fits, self.packages = self.packages <= PACKAGES.most, self.packages + packages
        if fits and self.packages > PACKAGES.most:
            self.add(path, f"{PACKAGES} in all linkages and tables", f"{self.packages:,}")
        return self.packages <= PACKAGES.most

    def near(self, word: str, known: Iterable[str]) -> str | None:
        """Return the closest known word, for the first problems only: no more are shown."""
        self.compared += 1
        return near_miss(word, known) if self.compared <= MESSAGE_LINES.most else None

    def unknown(self, path: Field, word: str, expected: str, known: Iterable[str]) -> None:
        """Add a problem with a word that names nothing known, with the known word most like it."""
        self.add(path, expected, shorten(word), self.near(word, known))

    def known(self, path: Field, word: str, expected: str, known: Iterable[str]) -> bool:
        """Return whether a word is known; add a problem if it is not."""
        names = known if isinstance(known, Mapping | Set) else list(known)
        if word in names:
            return True
        self.unknown(path, word, expected, names)
        return False

    def no_basis(self, path: Field) -> None:
        """Add the problem of numbers about preferences that rest on no basis."""
        expected = f"a basis: {', '.join(BASES[:-1])} or {BASES[-1]} (here, or once for the whole case)"
        self.add(path, expected, "none")


def problems_of(error: ValidationError, root: Node, file: str, model: type[BaseModel]) -> list[Problem]:
    """Return the problems that a validation by pydantic found, each with its line, field and near miss."""
    # The closest known word is looked for in the first problems only: no more are shown.
    found = error.errors(include_url=False)
    return [
        _problem(one, root, file, model, place < MESSAGE_LINES.most) for place, one in enumerate(found)
    ]


def _problem(
    found: Mapping[str, Any], root: Node, file: str, model: type[BaseModel], look: bool
) -> Problem:
    # pydantic's location has steps of its own, which stand in no file: '[key]' and the tags of unions.
    steps = (step for step in found["loc"] if step != "[key]" and not str(step).startswith("⟨"))
    path, kind = tuple(steps), found["type"]
    line = root.line_of(path)
    if kind == "extra_forbidden":
        known = _fields(model, found["loc"][:-1])
        word = str(path[-1])
        expected = f"one of {', '.join(known)}" if known else "no such field"
        near = near_miss(word, known) if look else None
        return Problem(file, line, dotted(path), expected, shorten(word), near)
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
    near = near_miss(value, choices) if look and isinstance(value, str) else None
    counted = kind in ("too_short", "too_long") and isinstance(value, dict | list)
    shown = f"{len(value):,}" if counted else _kind(value)
    return Problem(file, line, dotted(path), expected, shown, near)


def dotted(path: Field) -> str:
    """Return a path as people read it: ``preferences.A.reservation``, ``channels[2].between``."""
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
    """Return the names of the fields allowed at a location, found by following the model's types."""
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
    """Return the types inside unions and annotations; lists and mappings are kept whole."""
    if getattr(kind, "__origin__", None) in (list, dict):
        return [kind]
    inner = [found for argument in get_args(kind) for found in _unwrapped(argument)]
    return inner or [kind]
