"""Texts of a file of tests parsed in one go, as those of a folder are: four times as quickly as one by one.

A sentence is parsed alike whatever stands beside it (tests/reader/grammar/test_model.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import pytest

from goodoffices.reader.grammar import document
from goodoffices.reader.grammar.model import Parsed, parse
from goodoffices.reader.grammar_reader import Grammar
from goodoffices.reader.read_text import prepare


class Together:
    """The parser, which keeps what it has parsed for a file of tests."""

    def __init__(self) -> None:
        self.known: dict[str, Parsed] = {}

    def __call__(self, texts: Sequence[str]) -> Iterator[Parsed]:
        new = [text for text in texts if text not in self.known]
        self.known.update(zip(new, parse(new), strict=True))
        return (self.known[text] for text in texts)


@contextmanager
def parsed_together(texts: Iterable[str]) -> Iterator[None]:
    """Parse texts in one go; what is read of each is left to its test."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(document, "parse", Together())
        # the sentences of all are parsed before the first text is read, and only that is begun
        next(Grammar().many([prepare(text) for text in dict.fromkeys(texts)]), None)
        yield


def parameters(request: pytest.FixtureRequest) -> list[str]:
    """Return every text that is a parameter of a test in the file of a fixture's request."""
    return [
        value
        for item in request.session.items
        if item.path == request.path and isinstance(item, pytest.Function) and hasattr(item, "callspec")
        for value in item.callspec.params.values()
        if isinstance(value, str)
    ]
