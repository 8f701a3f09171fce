"""goodoffices deals --uncertain: what it prints, its JSON, its exit codes and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from goodoffices.cli.main import app
from goodoffices.errors import GoodOfficesError, InputError, RecordOnlyError, UsageError
from tests.support.homes import canal_with

IN_PART = "cases/strait/in-part.yaml"


def deals(*words: str) -> Result:
    return CliRunner().invoke(app, ["deals", *words])


def test_sentences_and_tables() -> None:
    done = deals(IN_PART, "--uncertain", "--profiles", "300")
    assert done.exit_code == 0, done.output
    text = " ".join(done.output.split())
    assert "Linkages forbid 645 of 2,160 packages; the other 1,515 were all looked at." in text
    assert "The most robust package: Release of the crews:" in text
    assert "A share counts profiles. It does not say what a party will do." in text
    assert "9 stated by the party, 7 inferred" in text


def test_json_of_a_case_known_in_part_and_of_an_exact_case() -> None:
    words = ("--uncertain", "--profiles", "200", "--seed", "4", "--json")
    found = json.loads(deals(IN_PART, *words).stdout)
    assert (found["profiles"], found["seed"], found["listed"]) == (200, 4, True)
    assert {"package", "own", "joint", "low", "high"} <= found["robust"][0].keys()
    assert found == json.loads(deals(IN_PART, *words).stdout)
    exact = json.loads(deals("cases/canal", *words).stdout)
    assert exact["zopa"]["count"] == 10
    plain = json.loads(deals("cases/canal", "--json").stdout)
    assert {key: exact[key] for key in plain} == plain
    assert sum(one["joint"] == 1 for one in exact["robust"]) == 10


@pytest.mark.parametrize(
    ("words", "error", "part"),
    [
        ((IN_PART,), UsageError, "--uncertain"),
        (
            (IN_PART, "--uncertain", "--fix", "visits=at-once"),
            UsageError,
            "--fix: expected no --uncertain",
        ),
        (("cases/hostage-talks-2024", "--uncertain"), RecordOnlyError, "record-only"),
    ],
)
def test_refusals(words: tuple[str, ...], error: type[GoodOfficesError], part: str) -> None:
    done = deals(*words)
    assert isinstance(done.exception, error)
    assert part in str(done.exception)


def test_contradictions_are_shown_with_their_lines(tmp_path: Path) -> None:
    case = canal_with(tmp_path)
    text = (case / "case.yaml").read_text()
    known = (
        "  A:\n    unsaid: open\n    known:\n      - {best first: {toll: [200, 400]}}\n"
        "      - {best first: {toll: [400, 200]}}\n"
    )
    head, tail = text.partition("preferences:\n")[0], text[text.index("  B:\n    reservation") :]
    (case / "case.yaml").write_text(f"{head}preferences:\n{known}{tail}")
    done = deals(str(case), "--uncertain")
    assert isinstance(done.exception, InputError)
    assert [p.field for p in done.exception.problems] == [
        "preferences.A.known[0]",
        "preferences.A.known[1]",
    ]


def test_the_exit_code_is_1_if_nothing_survives(tmp_path: Path) -> None:
    case = canal_with(tmp_path)
    text = (case / "case.yaml").read_text().replace("reservation: 40", "reservation: 99")
    (case / "case.yaml").write_text(text)
    done = deals(str(case), "--uncertain")
    assert done.exit_code == 1
    assert "No package is acceptable to every party in any profile." in " ".join(done.output.split())


def test_fallback_and_bridges_over_profiles() -> None:
    words = ("--uncertain", "--profiles", "200", "--fallback", "--bridge", "2")
    text = " ".join(deals(IN_PART, *words).output.split())
    assert "the parties go down their rankings in step until they have a package in common" in text
    assert "Packages that could bridge the gap: the most robust first" in text
    found = json.loads(deals(IN_PART, *words, "--json").stdout)
    assert len(found["bridging"]) == 2
    assert {"packages", "impasse", "profiles"} == found["fallback"].keys()


def test_adjusted_winner() -> None:
    text = " ".join(deals("cases/canal", "--adjusted-winner").output.split())
    assert "gives the shipping league 13.33% of Days of notice. Each then has 64 of 100 points." in text
    found = json.loads(deals("cases/canal", "--adjusted-winner", "--json").stdout)["adjusted_winner"]
    assert (found["shared"], found["each"]) == ("notice", 64)


def test_an_exact_case_whose_numbers_may_be_off() -> None:
    done = deals("cases/canal", "--uncertain", "--spread", "0.2", "--profiles", "200")
    text = " ".join(done.output.split())
    assert "Each number of the case may be off by 20%." in text
    assert "What is known" not in text
    for alone in (("--spread", "0.2"), ("--profiles", "300"), ("--seed", "3")):
        assert isinstance(deals("cases/canal", *alone).exception, UsageError)
    assert isinstance(deals("cases/canal", "--uncertain", "--spread", "much").exception, UsageError)
