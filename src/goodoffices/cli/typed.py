"""Words that people type after ``goodoffices``: a refusal of them is short, and draws hidden characters."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer
from typer.core import TyperGroup

from goodoffices.errors import short, visible

_Refused: Any = typer.BadParameter.__mro__[1]
"""The exception for an option, an argument or a command that is not known or not valid."""


class Typed(TyperGroup):
    """Commands whose refusals of words typed are short."""

    def make_context(self, *args: Any, **named: Any) -> Any:
        """Return the context of the words typed before the command."""
        with _in_few_words():
            return super().make_context(*args, **named)

    def invoke(self, *args: Any, **named: Any) -> Any:
        """Carry the command out."""
        with _in_few_words():
            return super().invoke(*args, **named)


@contextmanager
def _in_few_words() -> Iterator[None]:
    try:
        yield
    except _Refused as error:
        # The words typed are quoted in it as they are, however long.
        error.message = visible(short(error.message))
        raise
