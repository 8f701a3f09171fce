"""Words typed that no command knows are refused in few words, with nothing hidden in them."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from goodoffices.cli.main import app
from goodoffices.errors import HIDDEN


@pytest.mark.parametrize(
    "words",
    [
        ("schema", "WORD"),
        ("schema", "--WORD"),
        ("talks", "case", "--runs", "WORD"),
        ("record", "case", "WORD"),
    ],
    ids=["argument", "option", "value", "command"],
)
@pytest.mark.parametrize("word", ["x" * 90_000, "a\u200fb\x1b[31m"], ids=["long", "hidden"])
def test_a_refusal_of_words_typed_is_short_and_visible(words: tuple[str, ...], word: str) -> None:
    done = CliRunner().invoke(app, [typed.replace("WORD", word) for typed in words])
    assert done.exit_code == 2
    assert 0 < len(done.output) < 2_000
    assert HIDDEN.search(done.output) is None
