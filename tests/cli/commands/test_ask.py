"""goodoffices ask: its sentences, its JSON, its exit codes and what it refuses."""

from __future__ import annotations

import json

from typer.testing import CliRunner, Result

from goodoffices.cli.main import app
from goodoffices.errors import RecordOnlyError, UsageError

IN_PART = "cases/strait/in-part.yaml"


def ask(*words: str) -> Result:
    return CliRunner().invoke(app, ["ask", *words])


def test_sentences() -> None:
    done = ask(IN_PART, "--profiles", "300", "--most", "2")
    assert done.exit_code == 0, done.output
    text = " ".join(done.output.split())
    assert "For the mediator only" in text
    assert "After the answer, both accept the best proposal in" in text
    assert "All this assumes truthful answers." in text
    assert "largest" in text.split("If you distrust the prior")[1]


def test_json_has_the_fields_as_written() -> None:
    found = json.loads(ask(IN_PART, "--profiles", "300", "--party", "orsova", "--json").stdout)
    assert 0 <= found["base"] <= found["perfect"] <= 1
    fields = {"party", "kind", "text", "value", "low", "high", "bits"}
    assert found["questions"]
    assert all(fields <= question.keys() for question in found["questions"])
    assert {question["party"] for question in found["questions"]} == {"orsova"}


def test_the_exit_code_is_1_if_nothing_is_worth_asking() -> None:
    done = ask("cases/canal")
    assert done.exit_code == 1
    assert "No question is worth asking" in done.output


def test_refusals() -> None:
    assert isinstance(ask("cases/hostage-talks-2024").exception, RecordOnlyError)
    assert isinstance(ask(IN_PART, "--party", "tavlandia").exception, UsageError)
