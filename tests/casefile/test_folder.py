"""The case file: what it accepts, and every way of getting it wrong, with its file and line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from ruamel.yaml import YAML

import goodoffices as go
from goodoffices.casefile.nodes import _kept
from goodoffices.errors import InputError
from tests.support.cases import SHIPPED
from tests.support.growth import LARGEST_RATIO, ratio
from tests.support.malformed import BASE, MALFORMED, Malformed, write_case
from tests.support.record import FERRY
from tests.support.thorough import usually


def test_a_folder_of_dispatches_is_a_record_only_case(tmp_path: Path) -> None:
    outcome = go.run(FERRY, out=tmp_path)
    assert (outcome.case.kind, outcome.case.title) == ("record-only", "Ferry talks")
    assert outcome.deals is None
    assert "Contradictions" in outcome.report.read_text("utf-8")


def test_a_dispatch_is_a_record_only_case_with_a_record_of_its_own(tmp_path: Path) -> None:
    for source in sorted(FERRY.glob("*.txt"))[:2]:
        (tmp_path / source.name).write_bytes(source.read_bytes())
    one, other = sorted(tmp_path.glob("*.txt"))
    place = go.casefile.locate(one)
    case = go.load(one)
    assert (case.id, case.kind, place.dispatches) == (one.stem, "record-only", (one,))
    told = {version.source.dispatch for event in go.brief(one).events for version in event.versions}
    assert told == {one.stem}
    assert place.ledger not in (go.casefile.locate(other).ledger, go.casefile.locate(tmp_path).ledger)


@pytest.mark.parametrize("name", ["...yaml", "..yaml", "....yml"])
def test_a_case_whose_id_would_lead_out_of_a_folder_is_refused(name: str, tmp_path: Path) -> None:
    write_case(tmp_path, BASE, name)
    for use in (go.load, go.brief, go.run):
        with pytest.raises(InputError, match="expected a name with more than dots in it, found"):
            use(tmp_path / name)


@pytest.mark.parametrize(("name", "marks"), [("\udcff", "\\xff"), ("a\x1b]0;t\x07", "a\\x1b]0;t\\x07")])
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


@cache
def large() -> dict[str, str]:
    """Return texts of cases that are too large, by the way in which they are."""
    few = "[" + ", ".join(f"o{n}" for n in range(30)) + "]"
    issues = "".join(f"  i{n}: {{options: {few}}}\n" for n in range(8))
    whole = BASE.replace("issues:\n", f"issues:\n{issues}")
    four = ", ".join(f"i{n}: {few}" for n in range(4))
    more = "".join(f"  k{n}: {{options: [a]}}\n" for n in range(2_000))
    crowd = "".join(f"  p{n}: {{name: x}}\n" for n in range(300))
    rows = "{over: [i0, i1, i2, i3], values: [], otherwise: 0}"
    return {
        "aliases": "x: &a 1\ny: [" + "*a, " * 700_000 + "]",
        "fields": "".join(f"k{n}: 1\n" for n in range(1_000_000)),
        "issues": BASE.replace("issues:\n", "issues:\n" + more),
        "parties": BASE.replace("parties:\n", "parties:\n" + crowd),
        "comment": BASE + "#" * 2_000_000,
        "title": BASE.replace("title: A small case", "title: " + "x y" * usually(60_000, 300_000)),
        "linkage": whole.replace("linkages:\n", f"linkages:\n  - forbid: {{{four}, i4: {few}}}\n"),
        "linkages": whole.replace("linkages:\n", "linkages:\n" + f"  - forbid: {{{four}}}\n" * 9),
        "together": whole.replace("  A:\n    res", f"  A:\n    together: [{rows}, {rows}]\n    res"),
        "half": BASE.replace("title: A small case", 'title: "\\udfff"'),
    }


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("aliases", "at most 1,000,000 bytes"),
        ("fields", "at most 1,000,000 bytes"),
        ("issues", "at most 1,000 of them, found 2,003"),
        ("parties", "at most 200 of them, found 302"),
        ("comment", "at most 1,000,000 bytes"),
        ("title", "at most 500 characters"),
        ("linkage", "at most 1,000,000 combinations of options in all linkages and tables"),
        ("linkages", "at most 1,000,000 combinations of options in all linkages and tables"),
        ("together", "at most 1,000,000 combinations of options in all linkages and tables"),
        ("half", "half of a character"),
    ],
)
def test_a_case_beyond_a_limit_is_refused_soon_with_the_limit(
    name: str, says: str, tmp_path: Path
) -> None:
    folder = write_case(tmp_path / "x", large()[name])
    begin = time.process_time()
    with pytest.raises(InputError) as caught:
        go.load(folder)
    assert time.process_time() - begin < 3
    message = str(caught.value)
    assert says in message
    assert len(message) < 10_000
    assert len(message.splitlines()) <= 20


def test_a_dict_has_the_same_limits() -> None:
    with pytest.raises(InputError, match="at most 30,000 values"):
        go.load({"title": ["x"] * 40_000})
    with pytest.raises(InputError, match="half of a character"):
        go.load({"title": "\ud800"})
    with pytest.raises(InputError, match="at most 400 digits"):
        go.load({"preferences": {"A": {"reservation": 10**5_000, "values": {}}}})


@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.symlink_to("/dev/zero")])
def test_a_table_that_is_no_plain_file_is_refused(make: object, tmp_path: Path) -> None:
    folder = write_case(
        tmp_path / "x", BASE.replace("notice: {30: 1, 42: 2, 60: 3}", "notice: t.csv", 1)
    )
    make(folder / "t.csv")  # type: ignore[operator]
    assert any("t.csv: expected a plain file" in str(problem) for problem in go.check(folder))


def test_a_table_of_too_many_lines_is_refused(tmp_path: Path) -> None:
    folder = write_case(
        tmp_path / "x", BASE.replace("notice: {30: 1, 42: 2, 60: 3}", "notice: t.csv", 1)
    )
    write_case(folder, "notice,value\n" + "30,1\n" * 100_001, "t.csv")
    assert "a table of at most 100,000 lines" in {problem.expected for problem in go.check(folder)}


def test_a_case_has_two_parties_or_more() -> None:
    text = BASE.replace(
        "  B: {name: Second, delegates: [{name: Ann, role: head}], constituencies:", "#"
    )
    (problem,) = (one for one in go.check(text) if one.field == "parties")
    assert (problem.expected, problem.found) == ("at least 2 of them", "1")


@pytest.mark.parametrize(("name", "known"), [("..a.yaml", "a"), ("b.c.yaml", "b.c")])
def test_an_id_is_a_name_of_a_folder_and_not_of_another(name: str, known: str, tmp_path: Path) -> None:
    write_case(tmp_path, BASE, name)
    assert go.load(tmp_path / name).id == known


ENDLESS = {
    "spaces": "a: x{}y",
    "comments": "# {}",
    "words": "title: {}",
    "brackets": "a: {}",
    "items": "a: [{}]",
}
PIECES = {"spaces": " ", "comments": "#", "words": "x y ", "brackets": "[", "items": "b, "}


@pytest.mark.parametrize("shape", ENDLESS)
def test_a_case_of_any_shape_takes_linear_time(shape: str) -> None:
    def work(size: int) -> None:
        # a tree that was kept would take no time
        _kept.cache_clear()
        go.check(ENDLESS[shape].format(PIECES[shape] * size) + "\n")

    assert ratio(work, 2_000, 28_000 if shape == "items" else 200_000) <= LARGEST_RATIO


def test_invented_numbers_are_refused_in_a_case_that_is_not_fictional(tmp_path: Path) -> None:
    text = BASE.replace("fictional: true", "fictional: false")
    with pytest.raises(InputError) as told:
        go.load(write_case(tmp_path / "a", text))
    (problem,) = told.value.problems
    assert (problem.line, problem.field) == (
        text.split("\n").index("fictional: false") + 1,
        "fictional",
    )
    assert "numbers about preferences rest on the basis 'invented'" in problem.expected
    assert go.load(write_case(tmp_path / "b", text.replace("invented", "reported"))).fictional is False
