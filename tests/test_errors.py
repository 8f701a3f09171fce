"""Messages: short, and every hidden character in them is drawn as a mark."""

from __future__ import annotations

import pickle
import unicodedata
from collections.abc import Iterator

import pytest

from goodoffices.errors import (
    HIDDEN,
    GoodOfficesError,
    InputError,
    Problem,
    Refusal,
    Refused,
    shorten,
    visible,
)


def acts(sign: str) -> bool:
    """Return whether a terminal or a page obeys a character instead of drawing it."""
    if sign in "\n\t":
        return False
    direction = unicodedata.bidirectional(sign)
    acting = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}
    return (
        unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp")
        or direction in acting
        or sign in "\u061c\u200e\u200f\ufffe\uffff"
    )


def test_every_character_that_acts_is_hidden() -> None:
    acting = [sign for number in range(0x110000) if acts(sign := chr(number))]
    assert len(acting) > 2000
    assert [sign for sign in acting if not HIDDEN.fullmatch(sign)] == []


@pytest.mark.parametrize(
    "text", ["Élan, ça va?", "שלום", "نم\u200cی", "🕊\ufe0f", "two\nlines\tand a tab"]
)
def test_words_of_any_script_are_left_alone(text: str) -> None:
    assert visible(text) == text


def test_hidden_characters_are_drawn_as_marks() -> None:
    assert visible("a\x1b]0;t\x07b\u202ec\ud800\x9b") == r"a\x1b]0;t\x07b\u202ec\ud800\x9b"
    assert shorten("a\x1b\n\u202e\u200b") == r"'a\x1b\x0a\u202e\u200b'"


def kinds(of: type[GoodOfficesError] = GoodOfficesError) -> Iterator[type[GoodOfficesError]]:
    """Yield every exception of ``errors`` itself; other modules and tests may have more."""
    if of.__module__ == "goodoffices.errors":
        yield of
    for kind in of.__subclasses__():
        yield from kinds(kind)


@pytest.mark.parametrize("kind", list(kinds()), ids=lambda kind: kind.__name__)
def test_an_error_of_a_worker_process_arrives_as_it_left(kind: type[GoodOfficesError]) -> None:
    problems = [Problem("case.yaml", line, "issues", "one", "none", "near") for line in range(30)]
    raised = {InputError: InputError(problems), Refused: Refused(Refusal.NOT_NOW.value)}
    error = raised.get(kind) or kind("expected one, found two.")
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is kind
    assert str(again) == str(error)
    assert again.args == error.args
    assert vars(again) == vars(error)
    if isinstance(again, InputError):
        assert again.problems == tuple(problems)
    if isinstance(again, Refused):
        assert again.refusal is Refusal.NOT_NOW
