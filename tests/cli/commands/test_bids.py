"""goodoffices bids: its table, its JSON and what it refuses."""

from __future__ import annotations

import json

from typer.testing import CliRunner, Result

from goodoffices.cli.main import app
from goodoffices.errors import UsageError


def bids(*words: str) -> Result:
    return CliRunner().invoke(app, ["bids", *words])


def test_sentences_and_json() -> None:
    text = " ".join(bids("--low", "200", "--high", "600").output.split())
    assert (
        "a seller who could go down to 200 asks 300, and a buyer who could go up to 600 bids 500"
        in text
    )
    assert "everyone learns 0.86 bits" in text
    found = json.loads(bids("--json").stdout)
    assert (found["deal"], found["gain"]) == (9 / 32, 9 / 64)


def test_refusals() -> None:
    assert isinstance(bids("--low", "much").exception, UsageError)
    assert isinstance(bids("--low", "2").exception, UsageError)
