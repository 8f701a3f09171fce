"""The case file: what it accepts, and every way of getting it wrong, each with its file and line."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

import goodoffices as go
from goodoffices.casefile import edit
from goodoffices.errors import InputError, UsageError
from tests.support.malformed import BASE, MALFORMED, Malformed

CASES = sorted((Path(__file__).parents[2] / "cases").iterdir())


def write(folder: Path, text: str | bytes, name: str = "case.yaml") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.name)
def test_shipped_cases_have_no_problems(folder: Path) -> None:
    assert go.check(folder) == ()
    assert go.load(folder).id == folder.name


def test_the_base_of_the_malformed_files_is_good(tmp_path: Path) -> None:
    assert go.check(write(tmp_path / "x", BASE)) == ()


def test_there_are_a_hundred_ways() -> None:
    assert len(MALFORMED) >= 100
    assert len({bad.name for bad in MALFORMED}) == len(MALFORMED)


@pytest.mark.parametrize("bad", MALFORMED, ids=lambda bad: bad.name)
def test_a_malformed_case_is_refused_with_its_line(bad: Malformed, tmp_path: Path) -> None:
    folder = write(tmp_path / "x", bad.text)
    for name, text in bad.tables.items():
        write(folder, text, name)
    problems = go.check(folder)
    said = "\n".join(map(str, problems))
    assert problems, bad.name
    assert any(problem.line == bad.line for problem in problems), said
    assert bad.says in said
    assert all(problem.file.startswith(str(folder)) for problem in problems)


def test_the_command_exits_2_and_prints_every_problem(tmp_path: Path) -> None:
    text = BASE.replace("notice: 42", "notise: 42").replace("kind: modelled", "kind: modeled")
    folder = write(tmp_path / "x", text)
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
    problems = go.check(write(tmp_path / "x", text.replace("reservation: x", "reservation: 40")))
    assert len(problems) >= 2


@settings(max_examples=300)
@given(data=st.binary(max_size=400))
def test_any_bytes_are_a_case_or_an_input_error(
    data: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = write(tmp_path_factory.mktemp("any"), data)
    assert go.check(folder)


@settings(max_examples=300)
@given(data=st.data())
def test_any_damage_to_a_good_case_is_a_case_or_an_input_error(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    start = data.draw(st.integers(0, len(BASE)))
    end = data.draw(st.integers(start, min(len(BASE), start + 40)))
    inserted = data.draw(st.text(alphabet="abc:[]{}-#&*!|>'\"\n 0.5,%@`\t", max_size=12))
    folder = write(tmp_path_factory.mktemp("any"), BASE[:start] + inserted + BASE[end:])
    problems = go.check(folder)
    assert problems or go.load(folder).parties


def test_words_stay_words(tmp_path: Path) -> None:
    text = BASE
    for number, word in (("10", "no"), ("20", "012"), ("33", "2024-05-26")):
        text = re.sub(rf"\b{number}\b(?!\}})", word, text)
    text = text.replace("[600, 012]", "[600, 20]")
    case = go.load(write(tmp_path / "x", text))
    assert case.issues[0].option_ids == ("no", "012", "2024-05-26")


def test_numbers_are_read_exactly(tmp_path: Path) -> None:
    case = go.load(write(tmp_path / "x", BASE.replace("reservation: 40", "reservation: 0.1", 1)))
    assert case.preferences[0].reservation == Fraction(1, 10)


def test_a_line_between_points(tmp_path: Path) -> None:
    case = go.load(write(tmp_path / "x", BASE))
    toll = next(table for table in case.preferences[0].tables if table.scope == ("toll",))
    assert toll.values == (Fraction(0), Fraction(10), Fraction(20))
    assert toll.numbers == 2


@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.name)
def test_an_edit_changes_one_field_and_nothing_else(folder: Path, tmp_path: Path) -> None:
    before = (folder / "case.yaml").read_text()
    copy = write(tmp_path / folder.name, before)
    for table in folder.glob("*.csv"):
        write(copy, table.read_bytes(), table.name)
    edit(copy, ("title",), "Another: title # with marks")
    after = (copy / "case.yaml").read_text()
    assert go.load(copy).title == "Another: title # with marks"
    changed = [(a, b) for a, b in zip(before.splitlines(), after.splitlines(), strict=True) if a != b]
    assert len(changed) == 1


def test_new_writes_a_case_that_loads_and_never_overwrites(tmp_path: Path) -> None:
    folder = go.new("first", tmp_path)
    case = go.load(folder)
    assert go.deals(case).zopa.count > 0
    with pytest.raises(UsageError, match="not taken"):
        go.new("first", tmp_path)


def test_the_schema_names_every_field() -> None:
    schema = go.casefile.schema()
    assert json.dumps(schema)
    properties = schema["properties"]
    assert isinstance(properties, dict)
    assert {"goodoffices", "parties", "issues", "linkages", "preferences", "rounds"} <= set(properties)


# --- cases that are not files ---------------------------------------------------------------------


def test_the_text_of_a_case_and_a_dict_load_as_the_file_does(tmp_path: Path) -> None:
    of_file = go.load(write(tmp_path / "x", BASE))
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
