"""Scenario files beyond the limits: refused at reading, with a sentence that says the limit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.errors import InputError

LONG = "7" * 5000


def negolog(values: str) -> dict[str, str]:
    """Return the files of a NegoLog folder whose second profile has these values of its only issue."""
    text = """{"issueWeights": {"a": 1}, "issues": {"a": %s}, "reservationValue": 0}"""
    return {"profile1.json": text % """{"x": 1}""", "profile2.json": text % values}


def genius(bound: str) -> dict[str, str]:
    """Return the files of a GENIUS folder with an integer issue up to a bound."""
    issue = (
        f"""<issue name="a" index="1" type="integer" lowerbound="0" upperbound="{bound}">"""
        """<evaluator ftype="linear" offset="0" slope="0.1"/></issue>"""
    )
    domain = f"<negotiation_template><utility_space>{issue}</utility_space></negotiation_template>"
    profile = f'<utility_space>{issue}<weight index="1" value="1"/></utility_space>'
    return {"domain.xml": domain, "one.xml": profile, "two.xml": profile}


def negmas(value: str) -> dict[str, str]:
    """Return the files of a NegMAS folder in YAML with a value of a table."""
    space = (
        "type: CartesianOutcomeSpace\nissues:\n- {name: a, values: [x, y], type: CategoricalIssue}\n"
    )
    function = (
        "type: LinearAdditiveUtilityFunction\n"
        "values: {a: {type: TableFun, mapping: {x: 1, y: %s}}}\nreserved_value: 0\n"
    )
    return {"space.yml": space, "one.yml": function % "2", "two.yml": function % value}


def written(files: dict[str, str], folder: Path) -> Path:
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(
    "files", [negolog("""{"x": 1}"""), genius("9"), negmas("3")], ids=["negolog", "genius", "negmas"]
)
def test_the_same_files_within_the_limits_are_read(files: dict[str, str], tmp_path: Path) -> None:
    assert len(go.load(written(files, tmp_path)).parties) == 2


@pytest.mark.parametrize(
    "files",
    [
        negolog(f"""{{"x": {LONG}}}"""),
        negolog(f"""{{"x": 0.{LONG}}}"""),
        negolog(json.dumps({"x": LONG})),
        genius(LONG),
        negmas(LONG),
        negmas("0x" + LONG),
        {"table.csv": f"issue,option,A,B\na,x,1,{LONG}\n"},
    ],
    ids=["json", "json decimal", "json text", "xml", "yaml", "yaml hex", "csv"],
)
def test_a_number_of_too_many_digits_is_refused_with_the_limit(
    files: dict[str, str], tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="at most 400 digits") as refused:
        go.load(written(files, tmp_path))
    assert len(str(refused.value)) < 2_000


def test_comments_before_a_domain_are_read_however_many(tmp_path: Path) -> None:
    files = {name: "<!-- x -->" * 2_000 + text for name, text in genius("9").items()}
    assert len(go.load(written(files, tmp_path)).parties) == 2
