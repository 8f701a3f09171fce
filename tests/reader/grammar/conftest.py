"""The texts of a file's tables are parsed together, and each is read by its own test."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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


@pytest.fixture(scope="module", autouse=True)
def parsed_together(request: pytest.FixtureRequest) -> Iterator[None]:
    """Parse every text that is a parameter of a test in one go, as those of a folder are.

    A sentence is parsed alike whatever stands beside it (test_model.py), and four times as quickly.
    """
    texts = [
        value
        for item in request.session.items
        if item.path == request.path and isinstance(item, pytest.Function) and hasattr(item, "callspec")
        for value in item.callspec.params.values()
        if isinstance(value, str)
    ]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(document, "parse", Together())
        # what is read of each is left to its test: only the first is begun
        next(Grammar().many([prepare(text) for text in dict.fromkeys(texts)]), None)
        yield
