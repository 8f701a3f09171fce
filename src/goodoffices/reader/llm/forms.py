"""The form of a model's answer: the JSON Schema that is asked for, and the check of each part that comes back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, ValidationError

from goodoffices.errors import shorten
from goodoffices.record.entries import (
    ActorKind,
    Assertion,
    ContactKind,
    ContactStatus,
    OutcomeKind,
    Stance,
)

MOST = 100
"""Parts of one kind in an answer: a dozen sentences hold far fewer, so more is noise."""
LONGEST = 2000
"""Characters of a field: as long as the longest sentence that is sent."""


class Form(BaseModel):
    """A part of the answer. ``sentence`` is the number of the sentence that it is about."""

    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")
    kind_of_entry: ClassVar[str]


class Named(Form):
    """An actor, by a name that the text has."""

    kind_of_entry = "actor"
    name: str
    kind: ActorKind
    role: str | None = None


class Said(Form):
    """A statement: its speaker, cue and content in the words of the text."""

    kind_of_entry = "statement"
    sentence: int
    speaker: str
    actor: str | None = None
    cue: str
    content: list[str]
    told: str | None = None
    assertion: Assertion


class Met(Form):
    """A contact; ``words`` is the clause that tells of it, ``date`` the words that date it."""

    kind_of_entry = "contact"
    sentence: int
    words: str
    kind: ContactKind
    status: ContactStatus
    participants: list[str]
    place: str | None = None
    date: str | None = None
    assertion: Assertion


class Came(Form):
    """An outcome; every field but the kind and the assertion is in the words of the text."""

    kind_of_entry = "outcome"
    sentence: int
    words: str
    kind: OutcomeKind
    by: list[str]
    what: str
    place: str | None = None
    terms: str | None = None
    duration: str | None = None
    amount: str | None = None
    date: str | None = None
    assertion: Assertion


class Held(Form):
    """A position: the stance of an actor, with its issue in the words of the text."""

    kind_of_entry = "position"
    sentence: int
    words: str
    actor: str
    issue: str
    stance: Stance
    by: str | None = None
    assertion: Assertion


class Counted(Form):
    """A figure: ``words`` has the number, ``unit`` the thing counted, ``source`` the actor who gave it."""

    kind_of_entry = "figure"
    sentence: int
    words: str
    number: float
    unit: str
    source: str | None = None


FORMS: dict[str, type[Form]] = {
    "actors": Named,
    "statements": Said,
    "contacts": Met,
    "outcomes": Came,
    "positions": Held,
    "figures": Counted,
}
"""The lists of an answer, and the form of their parts."""


def schema() -> dict[str, Any]:
    """Return the JSON Schema of an answer, as strict as servers ask: every field is required."""
    properties = {name: {"type": "array", "items": _strict(form)} for name, form in FORMS.items()}
    return _object(properties)


def _strict(form: type[Form]) -> dict[str, Any]:
    fields = form.model_json_schema()["properties"]
    return _object({name: _plain(field) for name, field in fields.items()})


def _plain(field: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in field.items() if key not in ("title", "default")}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def parts_of(answer: Any, refused: list[str]) -> Iterator[Form]:
    """Yield the parts of an answer that have their form, actors first; add a reason for each other part."""
    if not isinstance(answer, dict):
        refused.append(f"expected an object with lists, found {shorten(answer)}")
        return
    for name, form in FORMS.items():
        found = answer.get(name, [])
        if not isinstance(found, list):
            refused.append(f"{name}: expected a list, found {shorten(found)}")
            continue
        if len(found) > MOST:
            refused.append(
                f"{name}: expected at most {MOST} in a part of the text, found {len(found):,}"
            )
        for given in found[:MOST]:
            try:
                part = form.model_validate(given)
            except ValidationError as error:
                refused.append(f"{form.kind_of_entry}: {_first(error)}")
                continue
            wrong = next(
                (text for text in words_in(part) if not text.strip() or len(text) > LONGEST), None
            )
            if wrong is None:
                yield part
            else:
                refused.append(
                    f"{form.kind_of_entry}: expected 1 to {LONGEST:,} characters, found {shorten(wrong)}"
                )


def words_in(part: Form) -> Iterator[str]:
    """Yield every text in a part, chosen values such as its kind included."""
    for value in dict(part).values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            yield from value


def _first(error: ValidationError) -> str:
    """Return the first fault of a part, with the values that its field may have."""
    fault = error.errors(include_url=False)[0]
    field = ".".join(map(str, fault["loc"])) or "form"
    return f"{field}: {fault['msg']}, found {shorten(fault['input'])}"
