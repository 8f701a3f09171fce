"""Every field of case.yaml is described, and nothing else is."""

from __future__ import annotations

from typing import Any

import goodoffices as go
from goodoffices.casefile.field_words import WORDS


def kinds() -> dict[str, Any]:
    schema: dict[str, Any] = go.casefile.schema()
    return {"WrittenCase": schema, **schema["$defs"]}


def test_every_field_is_described_in_a_sentence() -> None:
    for name, shape in kinds().items():
        for field, entry in shape.get("properties", {}).items():
            words = entry.get("description", "")
            assert words.endswith((".", "?")), (name, field)


def test_no_description_is_of_a_field_that_is_not_there() -> None:
    known = {name: set(shape.get("properties", {})) for name, shape in kinds().items()}
    assert [
        (name, field) for name, words in WORDS.items() for field in words if field not in known[name]
    ] == []
