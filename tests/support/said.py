"""The statements of a text, as rows that tests compare."""

from __future__ import annotations

from typing import Any

import goodoffices as go

Row = tuple[str, str, str]
"""The speaker's words, the assertion, and the words said, parts with ' / ' between them."""


def said_in(text: str) -> list[Row]:
    """Return the statements in a report of Wednesday, 12 March 2031."""
    reading: dict[str, Any] = go.read(text, published="2031-03-12").to_json()
    return [
        (
            said["speaker"]["text"],
            said["assertion"],
            " / ".join(part["text"].strip(' ,.;“”"') for part in said["content"]),
        )
        for said in reading["statements"]
    ]
