"""Words that people type after ``goodoffices``: a refusal of them is short, and draws hidden characters."""

from __future__ import annotations

from collections import Counter
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


def once(command: Any) -> Any:
    """Return a command, or a group of commands, that refuses an option with a value that is typed twice.

    The library takes the last value and says nothing.
    """
    for inner in getattr(command, "commands", {}).values():
        once(inner)
    make_parser = command.make_parser

    def parser_of(context: Any) -> Any:
        parser = make_parser(context)
        parse = parser.parse_args

        def parse_args(args: list[str]) -> Any:
            found, rest, order = parse(args=args)
            for param, times in Counter(order).items():
                if (
                    times > 1
                    and param.param_type_name == "option"
                    and not (param.multiple or param.is_flag)
                ):
                    raise _Refused(f"{param.opts[-1]}: expected one value, found {times}.", context)
            return found, rest, order

        parser.parse_args = parse_args
        return parser

    command.make_parser = parser_of
    return command


@contextmanager
def _in_few_words() -> Iterator[None]:
    try:
        yield
    except _Refused as error:
        # The words typed are quoted in it as they are, however long.
        error.message = visible(short(error.message))
        raise
