"""goodoffices phases: what it prints, its JSON, its exit codes and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from goodoffices.cli.main import app
from goodoffices.errors import RecordOnlyError, UsageError
from tests.support.homes import PHASES, canal_with


def phases(case: Path | str, *words: str) -> Result:
    return CliRunner().invoke(app, ["phases", str(case), *words])


def test_sentences_and_tables(tmp_path: Path) -> None:
    done = phases(canal_with(tmp_path, phases=PHASES), "--steps", "5")
    assert done.exit_code == 0, done.output
    text = " ".join(done.output.split())
    assert "The agreement: Ships in a convoy: 33; Days of notice: 60 days." in text
    assert "Fewer than 2 steps cannot deliver everything." in text
    assert "It is safe with a guarantee of 8 for each party." in text
    assert "red-cross:" in text
    assert "each party's gain if it stopped after the step" in text
    assert "people are delivered, never priced" in text
    assert "price" not in text.replace("never priced", "").replace("not prices", "")


def test_json_has_the_keys_it_promises(tmp_path: Path) -> None:
    case = canal_with(tmp_path, phases=PHASES)
    found = json.loads(phases(case, "--json").stdout)
    assert [row["guarantee"] for row in found["needed"]] == [72, 28, 14.4, 8, 4.8, 3.2, 2.4, 2, 1.2]
    assert [row["steps"] for row in found["needed"]] == list(range(2, 11))
    assert found["exact"] is True
    assert "least" not in found
    step = found["schedule"][0]
    assert {"by", "deliveries", "exposed", "verified_by", "event"} <= step.keys()
    asked = json.loads(phases(case, "--steps", "5", "--guarantee", "A=5", "--json").stdout)
    assert asked["least"] == {"B": 10}


def test_exit_code_1_if_no_schedule_is_safe(tmp_path: Path) -> None:
    case = canal_with(tmp_path, phases=PHASES)
    done = phases(case, "--steps", "5", "--guarantee", "A=1", "--guarantee", "B=1")
    assert done.exit_code == 1
    assert "No schedule is safe with these guarantees in so few steps." in " ".join(done.output.split())
    assert phases(case, "--steps", "1").exit_code == 1


def test_the_guarantees_of_the_case(tmp_path: Path) -> None:
    done = phases(canal_with(tmp_path, phases=f"{PHASES}  guarantee: {{A: 10, B: 10}}\n"))
    text = " ".join(done.output.split())
    assert (
        "(10 for the canal authority and 10 for the shipping league) are enough from 5 steps on" in text
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--guarantee", "A"), "expected PARTY=a number, found 'A'"),
        (("--guarantee", "C=1"), "expected one of A, B, found 'C'"),
        (("--guarantee", "A=-1"), "expected at least 0"),
    ],
)
def test_a_wrong_guarantee_is_refused(tmp_path: Path, words: tuple[str, ...], message: str) -> None:
    done = phases(canal_with(tmp_path, phases=PHASES), *words)
    assert isinstance(done.exception, UsageError)
    assert message in str(done.exception)


@pytest.mark.parametrize("steps", ["0", "1001", "many"])
def test_a_wrong_number_of_steps_is_refused(tmp_path: Path, steps: str) -> None:
    done = phases(canal_with(tmp_path, phases=PHASES), "--steps", steps)
    assert done.exit_code == 2
    assert "at most 1,000 steps" in " ".join(done.stderr.replace("│", " ").split())


def test_a_case_without_phases_and_a_record_only_case() -> None:
    assert "canal has no phases" in str(phases("cases/canal").exception)
    done = phases("cases/hostage-talks-2024")
    assert isinstance(done.exception, RecordOnlyError)
    assert "nothing to compute" in str(done.exception)
