"""The case file: what it accepts, and every way of getting it wrong, with its file and line."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from ruamel.yaml import YAML

import goodoffices as go
from goodoffices.errors import InputError
from tests.support.cases import SHIPPED
from tests.support.malformed import BASE, MALFORMED, Malformed, write_case
from tests.support.record import FERRY


def test_a_folder_of_dispatches_is_a_record_only_case(tmp_path: Path) -> None:
    outcome = go.run(FERRY, out=tmp_path)
    assert (outcome.case.kind, outcome.case.title) == ("record-only", "Ferry talks")
    assert outcome.deals is None
    assert "Contradictions" in outcome.report.read_text("utf-8")


@pytest.mark.parametrize("name", ["...yaml", "..yaml", "....yml"])
def test_a_case_whose_id_would_lead_out_of_a_folder_is_refused(name: str, tmp_path: Path) -> None:
    write_case(tmp_path, BASE, name)
    for use in (go.load, go.brief, go.run):
        with pytest.raises(InputError, match="expected a name with more than dots in it, found"):
            use(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "marks"), [("\udcff", "\\udcff"), ("a\x1b]0;t\x07", "a\\x1b]0;t\\x07")]
)
def test_a_name_that_is_no_text_is_an_id_with_marks(name: str, marks: str, tmp_path: Path) -> None:
    folder = write_case(tmp_path / name, BASE)
    assert go.load(folder).id == go.load(write_case(tmp_path, BASE, f"{name}.yaml") / f"{name}.yaml").id
    assert go.load(folder).id == marks
    assert go.run(folder, out=tmp_path / "out", runs=1).results.exists()


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda path: path.name)
def test_shipped_cases_have_no_problems(folder: Path) -> None:
    assert go.check(folder) == ()
    assert go.load(folder).id == folder.name


def test_the_base_of_the_malformed_files_is_good(tmp_path: Path) -> None:
    assert go.check(write_case(tmp_path / "x", BASE)) == ()


def test_there_are_a_hundred_ways() -> None:
    assert len(MALFORMED) >= 100
    assert len({bad.name for bad in MALFORMED}) == len(MALFORMED)


@pytest.mark.parametrize("bad", MALFORMED, ids=lambda bad: bad.name)
def test_a_malformed_case_is_refused_with_its_line(bad: Malformed, tmp_path: Path) -> None:
    folder = write_case(tmp_path / "x", bad.text)
    for name, text in bad.tables.items():
        write_case(folder, text, name)
    problems = go.check(folder)
    said = "\n".join(map(str, problems))
    assert problems, bad.name
    assert any(problem.line == bad.line for problem in problems), said
    assert bad.says in said
    assert all(problem.file.startswith(str(folder)) for problem in problems)


def test_the_command_exits_2_and_prints_every_problem(tmp_path: Path) -> None:
    text = BASE.replace("notice: 42", "notise: 42").replace("kind: modelled", "kind: modeled")
    folder = write_case(tmp_path / "x", text)
    done = subprocess.run(
        [sys.executable, "-m", "goodoffices", "check", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr + done.stdout
    assert "modeled" in done.stdout


def test_all_kinds_of_problem_are_reported_at_once(tmp_path: Path) -> None:
    text = (
        BASE.replace("[m, B]", "[m, C]")
        .replace("toll: 400", "toll: 401")
        .replace("reservation: 40", "reservation: x", 1)
    )
    problems = go.check(write_case(tmp_path / "x", text.replace("reservation: x", "reservation: 40")))
    assert len(problems) >= 2


def test_the_schema_names_every_field() -> None:
    schema = go.casefile.schema()
    assert json.dumps(schema)
    properties = schema["properties"]
    assert isinstance(properties, dict)
    assert {"goodoffices", "parties", "issues", "linkages", "preferences", "rounds"} <= set(properties)


def test_the_text_of_a_case_and_a_dict_load_as_the_file_does(tmp_path: Path) -> None:
    of_file = go.load(write_case(tmp_path / "x", BASE))
    of_dict = go.load(YAML(typ="safe").load(BASE))
    assert replace(of_file, id="case") == go.load(BASE) == of_dict
    assert go.deals(of_dict).feasible == 18


def test_problems_of_a_text_have_lines_and_those_of_a_dict_have_none() -> None:
    wrong = BASE.replace("kind: modelled", "kind: modeled").replace("about:", "abuot:")
    of_text = go.check(wrong)
    of_dict = go.check(YAML(typ="safe").load(wrong))
    assert [(p.file, p.line, p.field) for p in of_text] == [
        ("<text>", 3, "kind"),
        ("<text>", 6, "abuot"),
    ]
    assert {(p.file, p.line) for p in of_dict} == {("<dict>", None)}
    assert {(p.field, p.expected, p.found, p.near) for p in of_text} == {
        (p.field, p.expected, p.found, p.near) for p in of_dict
    }


def test_a_dict_that_holds_itself_is_refused() -> None:
    endless: dict[str, object] = {}
    endless["about"] = endless
    with pytest.raises(
        InputError, match=r"^<dict>: expected at most 30 levels, found deeper nesting\.$"
    ):
        go.load(endless)
