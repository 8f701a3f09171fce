"""Scenario files beyond the limits: refused at reading, with a sentence that says the limit."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from benchmarks.fuzz import samples

import goodoffices as go
from goodoffices.errors import InputError
from goodoffices.limits import NAME
from tests.support.growth import LARGEST_RATIO, ratio

LONG = "7" * 5000
SECONDS = 2.0
"""Processor time in which any file is refused."""


def refused(folder: Path) -> str:
    """Return the message of a refusal; it comes soon and is short."""
    begin = time.process_time()
    with pytest.raises(InputError) as caught:
        go.load(folder)
    assert time.process_time() - begin < SECONDS
    message = str(caught.value)
    assert len(message) < 10_000
    assert len(message.splitlines()) <= 20
    return message


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


def many(number: int, text: str, between: str = ", ") -> str:
    return between.join(text.format(n=n) for n in range(number))


def genius_named(items: str, domain: str | None = None, encoding: str = "utf-8") -> dict[str, str]:
    """Return the files of a GENIUS folder with an issue of these items."""

    def space(items: str) -> str:
        issue = f'<issue index="1" name="a" type="discrete">{items}</issue>'
        return f'<utility_space>{issue}<weight index="1" value="1"/></utility_space>'

    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    return {
        "domain.xml": f"{head}<negotiation_template>{space(domain or items)}</negotiation_template>",
        "one.xml": space(items),
        "two.xml": space(items),
    }


ITEM = '<item index="{n}" value="v{n}" evaluation="1"/>'
LINEAR = "type: LinearAdditiveUtilityFunction\nvalues: "
MAPPED = "type: MappingUtilityFunction\nmapping: []\ndefault: 1\n"
BOXES = """type: HyperRectangleUtilityFunction
outcome_ranges: [{boxes}]
utilities: [{ones}]
"""


def negmas_of(function: str, issues: int = 1, options: int = 2) -> dict[str, str]:
    """Return the files of a NegMAS folder with a function over issues of so many options."""
    values = many(options, "o{n}")
    listed = many(issues, f"- {{{{name: i{{n}}, values: [{values}], type: CategoricalIssue}}}}", "\n")
    space = f"type: CartesianOutcomeSpace\nissues:\n{listed}\n"
    return {"space.yml": space, "one.yml": function, "two.yml": function}


def bomb() -> str:
    lines = ["b0: &b0 [x, x]", *(f"b{n}: &b{n} [*b{n - 1}, *b{n - 1}]" for n in range(1, 40))]
    return "type: LinearAdditiveUtilityFunction\n" + "\n".join(lines) + "\nvalues: *b39\n"


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: genius_named(many(200_000, ITEM, "")), "at most 100,000 options"),
        (lambda: genius_named(ITEM + "<a/>" * 500_000), "at most 400,000 tags"),
        (lambda: genius_named(ITEM + "<!--" + " " * 20_000_000 + "-->"), "at most 20,000,000 bytes"),
        (lambda: negolog("{" + many(150_000, '"o{n}": 1') + "}"), "at most 100,000 options"),
        (lambda: negolog("{" + many(1_100_000, '"o{n}": 1') + "}"), "at most 1,000,000 values"),
        (lambda: {"t.csv": "issue,option,A,B\n" + "x,y,1,2\n" * 1_500_000}, "at most 100,000 lines"),
        (lambda: {"t.csv": "issue,option,A,B\n" + many(2_000, "x{n},y,1,2", "\n")}, "at most 1,000 issues"),
        (
            lambda: {"t.csv": f"issue,option,{many(300, 'p{n}', ',')}\nx,y,{many(300, '1', ',')}\n"},
            "at most 200 parties",
        ),
        (lambda: negmas_of(LINEAR + "[" + "1, " * 300_000 + "]"), "values"),
        (lambda: negmas_of(MAPPED, 8, 30), "at most 1,000,000 combinations"),
        (
            lambda: negmas_of(
                BOXES.format(boxes=many(50, "{{0: [o1, o2], 1: [o1], 2: [o2], 3: [o3]}}"), ones="1, " * 50),
                4,
                30,
            ),
            "at most 1,000,000 combinations",
        ),
        (
            lambda: negmas_of(
                "type: WeightedUtilityFunction\nufuns: ["
                + "{type: MappingUtilityFunction, mapping: [], default: 1}, " * 200
                + "]",
                3,
                30,
            ),
            "at most 1,000,000 combinations",
        ),
        (lambda: negmas_of(bomb()), "aliases that multiply"),
        (lambda: negmas_of(LINEAR + "[" * 100_000), "at most 30 levels"),
        (lambda: negolog("[" * 100_000 + "]" * 100_000), "at most 30 levels"),
        (lambda: negolog('{"x": ' + '{"a": ' * 100 + "1" + "}" * 101), "at most 30 levels"),
        (lambda: negolog('{"\\ud800": 1}'), "half of a character"),
        (lambda: negmas_of(LINEAR + '{a: "\\ud800"}'), "half of a character"),
    ],
    ids=[
        "genius items", "genius tags", "genius comment", "negolog options", "negolog values", "csv lines",
        "csv issues", "csv parties", "negmas values", "negmas mapping", "negmas boxes", "negmas sum",
        "negmas aliases", "negmas deep", "json deep", "json rather deep", "json half", "yaml half",
    ],
)  # fmt: skip
def test_what_exceeds_a_limit_is_refused_soon_with_the_limit(
    make: Callable[[], dict[str, str]], says: str, tmp_path: Path
) -> None:
    # made here and not at collection: they are a hundred megabytes in all
    assert says in refused(written(make(), tmp_path))


@pytest.mark.parametrize(
    ("files", "says"),
    [
        (
            {f"profile{n}.json": '{"issueWeights": {}, "issues": {}}' for n in "12"},
            "at least one issue",
        ),
        (
            {f"profile{n}.json": '{"issueWeights": {"a": 1}, "issues": {"a": {}}}' for n in "12"},
            "a: expected at least one option",
        ),
        (genius_named(ITEM, " "), "at least one option"),
        ({"t.csv": "issue,option,A,B\n"}, "at least one issue"),
        (negmas_of("type: MappingUtilityFunction\nmapping: []\ndefault: 1\n", 0), "a list"),
    ],
    ids=["negolog without issues", "negolog without options", "genius", "csv", "negmas"],
)
def test_a_scenario_without_issues_or_options_is_refused(
    files: dict[str, str], says: str, tmp_path: Path
) -> None:
    assert says in refused(written(files, tmp_path))


@pytest.mark.parametrize(
    "encoding",
    ["undefined", "punycode", "idna", "unicode_escape", "utf-7", "zlib", "rot13", "nonsense"],
)
def test_an_encoding_that_no_file_has_is_refused(encoding: str, tmp_path: Path) -> None:
    files = genius_named(many(3, ITEM, ""), encoding=encoding)
    assert f"expected text in {encoding}, as the file says" in refused(written(files, tmp_path))


def test_a_declared_encoding_that_the_bytes_contradict_is_refused(tmp_path: Path) -> None:
    files = genius_named(many(3, ITEM, ""), encoding="utf-16")
    assert "text in utf-16, as the file says" in refused(written(files, tmp_path))


FIRST = {
    "genius": "d.xml",
    "geniusweb": "d.json",
    "negolog": "profile1.json",
    "negmas": "d.yml",
    "csv": "d.csv",
    "case": "case.yaml",
}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
@pytest.mark.parametrize("name", FIRST.values(), ids=FIRST)
def test_pipes_devices_and_links_out_of_the_folder_are_refused(name: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / name)
    assert f"{name}: expected a plain file, found a pipe." in refused(tmp_path)
    (tmp_path / name).unlink()
    (tmp_path / name).symlink_to("/dev/zero")
    assert f"{name}: expected a plain file, found a device." in refused(tmp_path)
    (tmp_path / name).unlink()
    (tmp_path / name).symlink_to("/etc/hostname")
    assert "found a link that leads out of it." in refused(tmp_path)


def test_options_without_a_value_are_told_in_a_line_a_file(tmp_path: Path) -> None:
    folder = written(genius_named(many(200, ITEM, ""), many(2_000, ITEM, "")), tmp_path)
    for name in "abcdefgh":
        (folder / f"{name}.xml").write_text((folder / "one.xml").read_text())
    message = refused(folder)
    assert len(message.splitlines()) == 10
    assert message.splitlines()[0] == (
        f"{folder}/a.xml: a: expected a value for each of the 2,000 options, found 200 with a value, none "
        "for 'v200', 'v201', 'v202', 'v203', 'v204' and 1,795 more."
    )


def test_an_issue_without_a_value_for_any_option_is_named(tmp_path: Path) -> None:
    issue = "type: CartesianOutcomeSpace\nissues:\n- {name: price, values: [low, high]}\n"
    (tmp_path / "space.yml").write_text(issue)
    for name, mapping in (("u1", "{1: 0, 2: 1}"), ("u2", "{low: 0, high: 1}")):
        values = f"values:\n- {{type: TableFun, mapping: {mapping}}}\n"
        head = f"type: LinearAdditiveUtilityFunction\nname: {name}\nweights: [1]\n"
        (tmp_path / f"{name}.yml").write_text(head + values)
    assert "price: expected a value for each of the 2 options, found 0" in refused(tmp_path)


def test_an_option_misspelt_is_told_with_the_closest(tmp_path: Path) -> None:
    files = genius_named('<item value="high" evaluation="1"/>', '<item value="hihg"/>')
    assert "a value for 'hihg', found nothing. Did you mean 'high'?" in refused(
        written(files, tmp_path)
    )


SHAPES = {
    "comments": "<!-- x -->",
    "comments left open": "<!--",
    "items": '<item value="v" evaluation="1"/>',
    "tags left open": "<a ",
    "ampersands": "&",
    "spaces": " ",
    "quotes": '"',
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_domain_of_any_shape_takes_linear_time(shape: str, tmp_path: Path) -> None:
    def work(size: int) -> None:
        go.check(written(genius_named(ITEM + SHAPES[shape] * size), tmp_path))

    assert ratio(work, 2_000, 100_000) <= LARGEST_RATIO


def in_negmas(values: int, suffix: str) -> dict[str, str]:
    """Return the files of a NegMAS folder with an issue of so many values."""
    names = [f"v{number}" for number in range(values)]
    worth = json.dumps({name: number % 10 for number, name in enumerate(names)})
    kind, tables = "LinearAdditiveUtilityFunction", f"""[{{"type": "TableFun", "mapping": {worth}}}]"""
    function = f"type: {kind}\nweights: [1]\nvalues: {tables}\nname: %s\n"
    if suffix == "json":
        function = f"""{{"type": "{kind}", "weights": [1], "values": {tables}, "name": "%s"}}"""
    issues = json.dumps([{"name": "x", "values": names}])
    space = f"type: CartesianOutcomeSpace\nissues: {issues}\n"
    if suffix == "json":
        space = f"""{{"type": "CartesianOutcomeSpace", "issues": {issues}}}"""
    return {
        f"space.{suffix}": space,
        f"a.{suffix}": function % "a",
        f"b.{suffix}": function % "b",
    }


def test_a_negmas_folder_with_too_many_values_in_yaml_is_refused_at_once(tmp_path: Path) -> None:
    """Their number is counted over all files before any is parsed; JSON is parsed far more quickly."""
    message = refused(written(in_negmas(99_000, "yml"), tmp_path))
    assert "expected at most 30,000 values in YAML, counted by lines and commas, found 297," in message
    other = tmp_path / "json"
    other.mkdir()
    case = go.load(written(in_negmas(20_000, "json"), other))
    assert len(case.issues[0].options) == 20_000


@pytest.mark.parametrize("name", ["convoys", "10"], ids=["issue", "option"])
def test_a_name_that_fits_on_no_page_is_refused_with_the_limit(name: str, tmp_path: Path) -> None:
    files = {
        file: text.replace(f'"{name}"', f'"{"x" * (NAME.most + 1)}"')
        for file, text in samples.genius().items()
    }
    assert f"expected a name of {NAME}, found 501" in refused(written(files, tmp_path))


def test_a_reservation_value_without_end_is_no_number(tmp_path: Path) -> None:
    files = samples.NEGMAS | {"u1.yml": samples.NEGMAS["u1.yml"].replace("0.2", ".inf")}
    assert "u1.yml: reserved_value: expected a number, found 'inf'" in refused(written(files, tmp_path))
