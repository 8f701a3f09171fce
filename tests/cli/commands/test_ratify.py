"""goodoffices ratify: what it prints, its JSON, its exit codes and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from goodoffices.cli.main import app
from goodoffices.errors import UsageError
from tests.support.homes import GROUPS, canal_with


def ratify(case: Path | str, *words: str) -> Result:
    return CliRunner().invoke(app, ["ratify", str(case), *words])


def test_sentences_and_tables(tmp_path: Path) -> None:
    done = ratify(
        canal_with(tmp_path, GROUPS),
        *("--package", "convoys=33", "--package", "notice=60", "--package", "toll=600"),
    )
    assert done.exit_code == 0, done.output
    text = " ".join(done.output.split())
    assert "8 packages pass everywhere. Of these, 5 are at or above every reservation value." in text
    assert "Crews (the shipping league) and Council (the shipping league) refuse it." in text
    assert "It does not pass for the shipping league. Changes of 1 issue" in text
    assert "They do not say how strong a constituency is" in text


def test_numbers_of_many_digits_are_counted_exactly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the packages are too many to be put in order, counts are ranges, and their method says why."""
    case = canal_with(tmp_path, GROUPS.replace("42: 10", f"42: 10.{'0' * 20}1"))

    def counted() -> tuple[str, dict[str, Any]]:
        overlap = json.loads(ratify(case, "--json").stdout)["overlap"]
        return " ".join(ratify(case).output.split()), overlap

    text, overlap = counted()
    assert "8 packages pass everywhere." in text
    assert overlap["exact"]
    monkeypatch.setattr("goodoffices.space.exact.ordinal.RANKED", 0)
    text, overlap = counted()
    assert not overlap["exact"]
    assert overlap["count"] < 8 < overlap["most"]
    assert "numbers were rounded" in text


def test_json_and_another_quota(tmp_path: Path) -> None:
    case = canal_with(tmp_path, GROUPS)
    found = json.loads(ratify(case, "--json").stdout)
    assert [found[key]["B"] for key in ("decisive", "quotas")] == [
        {"shippers": 4, "crews": 5, "council": 14},
        0.5,
    ]
    assert json.loads(ratify(case, "--quota", "B=1", "--json").stdout)["win_sets"]["B"]["count"] == 6


def test_exit_code_1_if_nothing_passes_and_who_could_change_that(tmp_path: Path) -> None:
    done = ratify(
        canal_with(tmp_path, GROUPS.replace("at_least: 45", "at_least: 100")), "--quota", "B=1"
    )
    assert done.exit_code == 1
    text = " ".join(done.output.split())
    assert "No package passes everywhere." in text
    assert (
        "If the least that Shippers (the shipping league) accepts were 14 lower, in its own units"
        in text
    )


@pytest.mark.parametrize(
    ("option", "words"),
    [
        ("B", "expected PARTY=a number, found 'B'"),
        ("B=many", "expected PARTY=a number, found 'B=many'"),
        ("C=1/2", "found 'C'"),
        ("B=0", "above 0 and at most 1, found 0"),
    ],
)
def test_a_wrong_quota_is_refused(tmp_path: Path, option: str, words: str) -> None:
    done = ratify(canal_with(tmp_path, GROUPS), "--quota", option)
    assert isinstance(done.exception, UsageError)
    assert words in str(done.exception)


def test_a_case_without_ratification_says_so() -> None:
    done = ratify("cases/canal")
    assert done.exit_code == 0
    assert "No party of this case needs ratification" in " ".join(done.output.split())
