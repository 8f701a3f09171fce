"""Peers' scenarios: small ones written here for each rule of a format, and answers that came with theirs."""

from __future__ import annotations

import csv
import json
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from benchmarks.fuzz import samples

import goodoffices as go
from goodoffices.errors import InputError, UsageError
from goodoffices.formats import FORMATS, recognise, with_parties
from goodoffices.formats.json_file import load_json
from goodoffices.model import Case
from goodoffices.space import compile, decode, encode, evaluate, frontier, packages, undominated
from tests.support.command import goodoffices

SHARED = Path(__file__).resolve().parents[3] / "shared" / "scenarios"
theirs = pytest.mark.skipif(not SHARED.is_dir(), reason="others' scenario files are not here")


def folders(name: str, pattern: str) -> list[Path]:
    return sorted({path.parent for path in (SHARED / name).rglob(pattern)})


def all_utilities(case: Case) -> np.ndarray:
    space = compile(case)
    scales = np.array([float(scale) for scale in space.scales])
    return np.asarray(evaluate(space, packages(space)) / scales)


# --- the scenarios others wrote -------------------------------------------------------------------


@theirs
def test_every_scenario_is_recognised_and_loads() -> None:
    refused = []
    seen = dict.fromkeys(FORMATS, 0)
    for folder in sorted(
        {path.parent for path in SHARED.rglob("*") if path.suffix in (".xml", ".json", ".txt")}
    ):
        known = recognise(folder)
        if known is None:
            continue
        seen[known] += 1
        try:
            go.load(folder)
        except InputError as error:
            refused.append((folder.name, str(error)))
    assert seen["genius"] >= 54
    assert (seen["geniusweb"], seen["negolog"], seen["llm-deliberation"]) == (25, 33, 2)
    assert refused == []


@theirs
@pytest.mark.parametrize("folder", folders("geniusweb-anl2022", "specials.json"), ids=lambda p: p.name)
def test_geniusweb_frontier_point_for_point(folder: Path) -> None:
    """specials.json; 'kalai' in it is the frontier point with the least |uA - uB|."""
    given = json.loads((folder / "specials.json").read_text(), parse_float=Decimal)
    case = go.load(folder)
    space = compile(case)
    assert space.exact
    scales = [int(scale) for scale in space.scales]
    front = frontier(space)
    assert (evaluate(space, front.packages) == front.utilities).all()

    def integers(point: dict[str, object]) -> tuple[int, ...]:
        pairs = zip(point["utility"], scales, strict=True)  # type: ignore[call-overload]
        return tuple(round(u * scale) for u, scale in pairs)

    assert {tuple(row) for row in front.utilities.tolist()} == {
        integers(p) for p in given["pareto_front"]
    }
    best = max(front.utilities.tolist(), key=lambda row: row[0] * row[1])
    assert tuple(best) == integers(given["nash"])
    even = min(front.utilities.tolist(), key=lambda row: abs(row[0] / scales[0] - row[1] / scales[1]))
    assert tuple(even) == integers(given["kalai"])
    assert len(packages(space)) == given["size"]


@theirs
@pytest.mark.parametrize("folder", folders("negolog", "specs.json"), ids=lambda p: p.name)
def test_negolog_answers(folder: Path) -> None:
    """specs.json; its 'Kalai' is the largest welfare; four lack 'Nash Product'."""
    given = json.loads((folder / "specs.json").read_text())
    space = compile(go.load(folder))
    utilities = frontier(space).utilities / np.array([float(scale) for scale in space.scales])
    product = given.get("Nash Product", given["Nash_A"] * given["Nash_B"])
    assert utilities.prod(axis=1).max() == pytest.approx(product, abs=1e-9)
    welfare = given.get("Social Welfare", given["Kalai_A"] + given["Kalai_B"])
    assert utilities.sum(axis=1).max() == pytest.approx(welfare, abs=1e-9)
    assert np.prod([len(options) for options in space.options]) == given["NumberOfBids"]


BAARSLAG = [
    # Baarslag, Hindriks & Jonker (2014), Decision Support Systems 60, Table 3
    ("y2011/Laptop", 27, 0.67, (1.00, 0.82), (0.87, 0.87)),
    ("y2010/ItexvsCypress", 180, 0.48, (0.72, 0.67), (0.72, 0.67)),
    ("y2010/EnglandZimbabwe", 576, 0.58, (0.91, 0.73), (0.82, 0.79)),
    ("y2011/Grocery", 1600, 0.44, (0.84, 0.90), (0.84, 0.90)),
]


@theirs
@pytest.mark.parametrize(("name", "size", "mean", "nash", "ks"), BAARSLAG, ids=[r[0] for r in BAARSLAG])
def test_baarslag_table(
    name: str, size: int, mean: float, nash: tuple[float, float], ks: tuple[float, float]
) -> None:
    """Nash and Kalai-Smorodinsky from no agreement worth 0, as in the paper."""
    case = go.load(SHARED / "negmas-anac" / name)
    without = tuple(replace(p, reservation=Fraction(0)) for p in case.preferences)
    case = replace(case, preferences=without)
    utilities = all_utilities(case)
    assert len(utilities) == size
    assert utilities.mean() == pytest.approx(mean, abs=0.0051)
    found = go.deals(case).solutions
    for points, expected in ((found.nash, nash), (found.kalai_smorodinsky, ks)):
        values = [sorted(float(u) for u in point.utilities.values()) for point in points]
        assert any(one == pytest.approx(sorted(expected), abs=0.0051) for one in values), values


def genius_rows(name: str) -> list[dict[str, str]]:
    path = SHARED / "genius10.4/tests/test/resources/test" / name
    if not path.is_file():
        return []
    lines = path.read_text().splitlines()
    return list(csv.DictReader(lines[1:], delimiter=";"))


def check_genius_row(row: dict[str, str], seats: int) -> None:
    """Distances to the frontier and to Nash, and the welfare, over the participants GENIUS counts."""
    case = go.load(SHARED / "genius10.4/partydomain")
    names = [row[f"Profile {seat}"].removesuffix(".xml") for seat in range(1, seats + 1)]
    own = {p.party: p for p in case.preferences}
    listed = all_utilities(
        replace(
            case,
            parties=tuple(p for p in case.parties if p.id in names),
            preferences=tuple(own[p.id] for p in case.parties if p.id in names),
        )
    )
    order = [p.id for p in case.parties if p.id in names]
    utilities = listed[:, [order.index(name) for name in names]]
    agreed = np.array([float(row[f"Utility {seat}"]) for seat in range(1, seats + 1)])
    assert float(row["Social Welfare"]) == pytest.approx(agreed.sum(), abs=1e-5)
    if row["Agreement"] == "Yes":
        where = np.abs(utilities - agreed).max(axis=1).argmin()
        assert np.abs(utilities[where] - agreed).max() < 1e-9, (
            "the agreement is a package of the domain"
        )
    distinct = np.unique(np.round(utilities * 10**12).astype(np.int64), axis=0)
    front = distinct[undominated(distinct)] / 10**12
    nash = front[front.prod(axis=1).argmax()]
    assert np.linalg.norm(front - agreed, axis=1).min() == pytest.approx(
        float(row["Dist. to Pareto"]), abs=1e-5
    )
    assert np.linalg.norm(nash - agreed) == pytest.approx(float(row["Dist. to Nash"]), abs=1e-5)


@theirs
@pytest.mark.parametrize("number", range(30))
def test_genius_alternating_offers_rows(number: int) -> None:
    """multitestexpected.txt: raw weights, not renormalised."""
    rows = genius_rows("multitestexpected.txt")
    seats = sum(1 for seat in range(1, 5) if rows[number].get(f"Profile {seat}"))
    check_genius_row(rows[number], seats)


@theirs
def test_genius_mediator_row() -> None:
    """mediatortestexpected.txt: GENIUS counts its mediator as one more participant with party1's profile.

    The row names three of the four; the fourth is party3, whose utility is the largest of the row.
    """
    [row] = genius_rows("mediatortestexpected.txt")
    four = {**row, "Profile 4": "party3_utility.xml", "Utility 4": row["max.util."]}
    case = go.load(SHARED / "genius10.4/partydomain")
    utilities = all_utilities(case)
    order = [party.id for party in case.parties]
    columns = [order.index(four[f"Profile {seat}"].removesuffix(".xml")) for seat in range(1, 5)]
    agreed = np.array([float(four[f"Utility {seat}"]) for seat in range(1, 5)])
    found = utilities[:, columns]
    where = np.abs(found - agreed).max(axis=1).argmin()
    assert np.abs(found[where] - agreed).max() < 1e-5, "the agreement is a package of the domain"
    assert found[where].sum() == pytest.approx(float(row["Social Welfare"]), abs=1e-5)
    distinct = np.unique(np.round(found * 10**12).astype(np.int64), axis=0)
    front = distinct[undominated(distinct)] / 10**12
    to_frontier = np.linalg.norm(front - found[where], axis=1).min()
    assert to_frontier == pytest.approx(float(row["Dist. to Pareto"]), abs=1e-5)
    nash = front[front.prod(axis=1).argmax()]
    assert np.linalg.norm(nash - found[where]) == pytest.approx(float(row["Dist. to Nash"]), abs=1e-5)


@theirs
@pytest.mark.parametrize(("name", "agreeable", "unanimous"), [("base", 55, 12), ("game1", 57, 21)])
def test_llm_deliberation_counts(name: str, agreeable: int, unanimous: int) -> None:
    """720 deals; so many that p1 and p2 of config.txt accept and at most one other refuses, and all accept.

    The game's authors name their own output of game1 by these counts, too: ``output_game1_57_21.zip`` in
    S-Abdelnabi/LLM-Deliberation, cooperative_games.
    """
    folder = SHARED / "llm-deliberation" / name
    case = go.load(folder)
    space = compile(case)
    rows = packages(space)
    accepts = evaluate(space, rows) >= space.reservations
    assert len(rows) == 720
    assert accepts.all(axis=1).sum() == unanimous == go.deals(case).zopa.count
    roles = [line.split(",")[2].strip() for line in (folder / "config.txt").read_text().splitlines()]
    vetoes = [seat for seat, role in enumerate(roles) if role in ("p1", "p2")]
    refusals = (~accepts).sum(axis=1)
    assert (accepts[:, vetoes].all(axis=1) & (refusals <= 1)).sum() == agreeable


@theirs
def test_hyper_rectangles_give_the_published_frontier() -> None:
    """negmas-other/S-1NIKFRT-1/pareto.xml (plain CSV), of ten thousand million packages."""
    folder = SHARED / "negmas-other/S-1NIKFRT-1"
    published = sorted(
        tuple(float(cell) for cell in line.split(","))
        for line in (folder / "pareto.xml").read_text().splitlines()
        if line.strip()
    )
    space = compile(go.load(folder))
    found = sorted(
        tuple(row) for row in (frontier(space).utilities / np.array([float(s) for s in space.scales]))
    )
    assert np.allclose(found, published, atol=1e-6)


# --- small files of our own -----------------------------------------------------------------------

GENIUS_DOMAIN = """<negotiation_template><utility_space number_of_issues="2"><objective index="0" name="d">
<issue index="1" name="colour" vtype="discrete"><item index="1" value="red"/>
<item index="2" value="no"/></issue>
<issue index="2" name="days" vtype="integer" lowerbound="1" upperbound="3"/>
</objective></utility_space></negotiation_template>"""
GENIUS_PROFILE = """<utility_space><objective index="0" name="d">
<issue index="1" name="colour" vtype="discrete"><item index="1" value="red" evaluation="{red}"/>
<item index="2" value="no" evaluation="{no}"/></issue>
<issue index="2" name="days" vtype="integer" lowerbound="1" upperbound="3">
<evaluator ftype="linear" offset="0" slope="{slope}"/></issue>
<weight index="1" value="0.7"/><weight index="2" value="0.7"/></objective>
<reservation value="0.2"/><discount_factor value="0.9"/></utility_space>"""


@pytest.fixture
def genius(tmp_path: Path) -> Path:
    (tmp_path / "domain.xml").write_text(GENIUS_DOMAIN)
    (tmp_path / "a.xml").write_text(GENIUS_PROFILE.format(red=4, no=2, slope="0.25"))
    (tmp_path / "b.xml").write_text(GENIUS_PROFILE.format(red=1, no=3, slope="0.5"))
    return tmp_path


def test_genius_weights_are_raw_and_values_over_the_largest(genius: Path) -> None:
    case = go.load(genius)
    space = compile(case)
    [row] = evaluate(space, encode(space, {"colour": "no", "days": "2"})[np.newaxis])
    worth = [space.units(party, value) for party, value in enumerate(row)]
    assert worth == [
        Fraction(7, 10) * Fraction(2, 4) + Fraction(7, 10) * Fraction(1, 4),
        Fraction(7, 10) + Fraction(7, 10) * Fraction(1, 2),
    ]
    assert [p.reservation for p in case.preferences] == [Fraction(1, 5)] * 2
    assert case.preferences[0].discount == Fraction(9, 10)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('evaluation="4"', 'evaluation="four"'), "colour.red: expected a number, found 'four'"),
        (('value="red" eval', 'value="rot" eval'), "expected a value for 'red'"),
        (("<evaluator", "<!DOCTYPE x><evaluator"), "without a DOCTYPE"),
        (("</objective>", ""), "expected XML"),
    ],
)
def test_a_wrong_genius_profile_is_told(genius: Path, change: tuple[str, str], said: str) -> None:
    path = genius / "a.xml"
    path.write_text(path.read_text().replace(*change))
    with pytest.raises(InputError, match=r"a\.xml") as caught:
        go.load(genius)
    assert said in str(caught.value)


NEGMAS_SPACE = {
    "name": "os",
    "type": "CartesianOutcomeSpace",
    "issues": [
        {"name": "quantity", "type": "ContiguousIssue", "values": [0, 4]},
        {"name": "colour", "type": "CategoricalIssue", "values": ["red", "blue"]},
    ],
}


def negmas_function(name: str, slope: float) -> dict[str, object]:
    return {
        "name": name,
        "type": "LinearAdditiveUtilityFunction",
        "reserved_value": float("-inf"),
        "values": [
            {"type": "AffineFun", "slope": slope, "bias": 1.0},
            {"type": "TableFun", "mapping": {"red": 0.3, "blue": 1.0}},
        ],
        "weights": [0.25, 0.75],
    }


def test_negmas_folder_with_lines_tables_and_a_discount(tmp_path: Path) -> None:
    (tmp_path / "os.json").write_text(json.dumps(NEGMAS_SPACE))
    (tmp_path / "A.json").write_text(
        json.dumps(negmas_function("A", 0.5)).replace("-Infinity", "-Infinity")
    )
    wrapped = {
        "type": "ExpDiscountedUFun",
        "discount": 0.8,
        "name": "B",
        "ufun": negmas_function("B", -0.5),
    }
    (tmp_path / "B.json").write_text(json.dumps(wrapped))
    case = go.load(tmp_path)
    assert recognise(tmp_path) == "negmas"
    assert [p.discount for p in case.preferences] == [Fraction(1), Fraction(4, 5)]
    space = compile(case)
    [row] = evaluate(space, encode(space, {"quantity": "2", "colour": "blue"})[np.newaxis])
    assert [space.units(p, u) for p, u in enumerate(row)] == [Fraction(5, 4), Fraction(3, 4)]
    # a reservation value of minus infinity is the least the function can give
    assert [p.reservation for p in case.preferences] == [Fraction(19, 40), Fraction(-1, 40)]


TWICE = [
    ("negmas", "u1.yml", "{1: 0,", '{1: 0, "1": 1,', "u1.yml: values.price.mapping: expected each once"),
    ("negmas", "u1.yml", "{1: 0,", "{1: 0, 1: 1,", 'u1.yml:5: expected YAML, found duplicate key "1"'),
    ("negmas", "space.yml", "[1, 2, 3]", "[1, 2, 3, '2']", "price: expected each once, found '2' 2 times"),
    ("negmas", "space.yml", "name: day", "name: price", "issues: expected each issue once, found 'price'"),
    ("geniusweb", "one.json", '"low": 0', '"low": 0, "low": 1', "one.json:25: low: expected each key once"),
    ("geniusweb", "one.json", '"low": 0', '"low": 0, "1": 0, "1.0": 1', "each once, found '1' 2 times"),
    ("geniusweb", "one.json", '"low",', '"low", "low",', "price: expected each once, found 'low' 2 times"),
    ("negolog", "profileA.json", '"price": 0.6', '"price": 0.6,\n "price": 0.9', "A.json:4: price: expected"),
    ("llm", "config.txt", "Union,union", "Union,mayor", "found 'mayor' again (first mayor.txt)"),
    ("csv", "table.csv", "price,high,0,1", "price,low,0,1", "table.csv:3: price: expected each option once"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "file", "once", "twice", "words"), TWICE, ids=[f"{row[0]}-{row[3][:9]}" for row in TWICE]
)
def test_what_a_file_says_twice_is_refused_with_its_place(
    name: str, file: str, once: str, twice: str, words: str, tmp_path: Path
) -> None:
    for path, text in samples.scenarios()[name].items():
        place = tmp_path / path
        place.parent.mkdir(exist_ok=True)
        place.write_text(text.replace(once, twice, 1) if path == file else text, "utf-8")
    with pytest.raises(InputError) as refused:
        go.load(tmp_path)
    assert words in str(refused.value)


def test_the_line_of_a_key_that_is_there_twice_is_found_in_any_json(tmp_path: Path) -> None:
    """Words with braces, quotation marks and colons, and what comes after the key, change nothing."""
    path = tmp_path / "x.json"
    path.write_text(
        '{"a": ["}{\\" :", {"a": 1}],\n "b": {"\\u0061": 1, "c": "a",\n "a" : 2}} ] "', "utf-8"
    )
    with pytest.raises(InputError, match=r"x.json:3: a: expected each key once.*first on line 2"):
        load_json(path)


def test_csv_table(tmp_path: Path) -> None:
    (tmp_path / "deal.csv").write_text(
        "issue,option,union,firm\nreservation,,2,1\npay,,2,1\npay,3%,1,5\npay,5%,4,2\n"
        "shifts,old,0,1\nshifts,new,1,0\n"
    )
    case = go.load(tmp_path)
    assert [p.reservation for p in case.preferences] == [2, 1]
    best = go.deals(case).solutions.utilitarian
    assert [dict(point.package) for point in best] == [
        {"pay": "5%", "shifts": "new"},
        {"pay": "5%", "shifts": "old"},
    ]


def test_csv_problems_are_all_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "deal.csv").write_text("issue,option,a,b\npay,low,1,x\npay,high,2\npay,low,3,4\n")
    with pytest.raises(InputError) as caught:
        go.load(tmp_path)
    assert len(caught.value.problems) == 3
    assert [problem.line for problem in caught.value.problems] == [2, 3, 4]


# --- writing --------------------------------------------------------------------------------------


def but_numbers(part: object) -> object:
    """Return a part of a case without how many numbers were given: two may stand for nine values."""
    if is_dataclass(part):
        named = {field.name: getattr(part, field.name) for field in fields(part)}
        return {name: but_numbers(value) for name, value in named.items() if name != "numbers"}
    return tuple(map(but_numbers, part)) if isinstance(part, tuple) else part


@pytest.mark.parametrize("name", ["canal", "strait", "wage-talks"])
def test_a_case_written_and_read_again_is_the_same(name: str, tmp_path: Path) -> None:
    go.convert(f"cases/{name}", tmp_path / name)
    before, after = go.load(f"cases/{name}"), go.load(tmp_path / name)
    assert all_utilities(after).tolist() == all_utilities(before).tolist()
    for field in ("title", "about", "parties", "mediators", "channels", "issues", "rounds", "rules"):
        assert but_numbers(getattr(after, field)) == but_numbers(getattr(before, field)), field


def test_genius_out_and_in_is_the_same(genius: Path, tmp_path: Path) -> None:
    written = go.convert(genius, tmp_path / "out", "genius")
    assert sorted(path.name for path in written) == ["a.xml", "b.xml", "domain.xml"]
    assert np.allclose(
        all_utilities(go.load(tmp_path / "out")),
        all_utilities(go.load(genius)) / all_utilities(go.load(genius)).max(axis=0),
        atol=1e-12,
    )


def test_genius_out_refuses_what_it_cannot_hold(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="this case links convoys and notice"):
        go.convert("cases/canal", tmp_path / "out", "genius")


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    go.convert("cases/canal", tmp_path / "out")
    with pytest.raises(UsageError, match="found something in it"):
        go.convert("cases/canal", tmp_path / "out")


def test_fractions_stand_in_a_case_file(tmp_path: Path) -> None:
    text = (
        Path("cases/canal/case.yaml")
        .read_text()
        .replace("{200: 10, 400: 6, 600: 0}", "{200: 1/3, 400: 6, 600: 0}")
    )
    (tmp_path / "case.yaml").write_text(text)
    space = compile(go.load(tmp_path))
    assert space.exact
    codes = encode(space, {"convoys": "10", "notice": "60", "toll": "200"})
    assert space.units(1, evaluate(space, codes[np.newaxis])[0, 1]) == Fraction(1, 3)
    assert decode(space, codes)["toll"] == "200"


# --- several profiles of a side ---------------------------------------------------------------------


def alternatives(folder: Path) -> Path:
    """Write six profiles of two sides, which share out four slices."""
    slices = range(5)

    def space(values: list[int] | None, reservation: float = 0) -> str:
        items = "".join(
            f'<item index="{n}" value="s{n}"' + (f' evaluation="{values[n]}"/>' if values else "/>")
            for n in slices
        )
        issue = f'<issue index="1" name="cake" type="discrete">{items}</issue>'
        weight = f'<weight index="1" value="1"/></objective><reservation value="{reservation}"/>'
        return f"<utility_space><objective>{issue}{weight}</utility_space>"

    folder.mkdir(exist_ok=True)
    (folder / "d.xml").write_text(f"<negotiation_template>{space(None)}</negotiation_template>")
    for side, values in (("A", [*slices]), ("B", [*slices][::-1])):
        for floor in (0.0, 0.2, 0.4):
            (folder / f"{side}_rv{floor}.xml").write_text(space(values, floor))
    return folder


def test_two_of_several_profiles_are_chosen(tmp_path: Path) -> None:
    folder = alternatives(tmp_path)
    assert len(go.load(folder).parties) == 6
    case = go.load(folder, parties=["A_rv0.2", "B_rv0.4"])
    assert [party.id for party in case.parties] == ["A_rv0.2", "B_rv0.4"]
    assert go.load(folder, parties="A_rv0.2, B_rv0.4") == case, "as on the command line"
    assert go.deals(case).zopa.count == 2
    for wrong, says in (
        (["A_rv0.2", "B_rv0.3"], "Did you mean 'B_rv0."),
        (["A_rv0.2"], "two or more"),
        (["A_rv0.2"] * 2, "two or more"),
    ):
        with pytest.raises(UsageError, match=says):
            go.load(folder, parties=wrong)


def test_every_command_takes_two_of_several_profiles(tmp_path: Path) -> None:
    folder, chosen = alternatives(tmp_path / "in"), ("--parties", "A_rv0.2,B_rv0.4")
    out, page = tmp_path / "run", tmp_path / "page.html"
    for words in (
        ("check", folder),
        ("run", folder, "--out", out, "--runs", "2"),
        ("report", folder, "--out", page, "--runs", "2"),
        ("convert", folder, tmp_path / "ours"),
        ("ratify", folder),
    ):
        done = goodoffices(*words, *chosen)
        assert (done.returncode, "were read as" in done.stderr) == (0, False), done.stderr
        done = goodoffices(*words, "--parties", "A_rv0.2,nobody")
        assert done.returncode == 2
        assert "parties: expected one of" in done.stderr
    assert json.loads((out / "results.json").read_text("utf-8"))["deals"]["zopa"]["count"] == 2
    assert [party.id for party in go.load(tmp_path / "ours").parties] == ["A_rv0.2", "B_rv0.4"]
    assert "A_rv0.0" not in page.read_text("utf-8")
    for words in (("run", folder, "--out", out, "--runs", "1"), ("convert", folder, tmp_path / "all")):
        told = goodoffices(*words).stderr
        assert "6 profiles were read as 6 parties" in " ".join(told.split())


def test_phases_that_concern_others_are_left_out_with_them() -> None:
    case = go.load("cases/strait")
    assert case.phases is not None
    first, second = case.parties
    three = replace(case, parties=(*case.parties, replace(first, id="third")))
    assert with_parties(three, [first.id, second.id]).phases == case.phases
    theirs = replace(case.phases, guarantee={"third": Fraction(1)})
    assert with_parties(replace(three, phases=theirs), [first.id, second.id]).phases is None


def test_the_command_says_that_profiles_were_read_as_parties(tmp_path: Path) -> None:
    folder = alternatives(tmp_path)
    done = goodoffices("deals", folder)
    assert "6 profiles were read as 6 parties; --parties A,B chooses" in done.stderr
    done = goodoffices("deals", folder, "--parties", "A_rv0.2,B_rv0.4")
    assert (done.returncode, done.stderr.strip()) == (0, "")
    assert "Of 5 possible packages, 2 would be" in done.stdout


def test_what_is_not_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "hall.json").write_text('{"name": "hall", "issuesValues": {"a": {"values": ["x"]}}}')
    (tmp_path / "A.json").write_text('{"DefaultPartialOrdering": {}}')
    (tmp_path / "B.json").write_text('{"SumOfGroupsUtilitySpace": {}}')
    with pytest.raises(InputError) as caught:
        go.load(tmp_path)
    assert [(Path(p.file).name, p.expected, p.found) for p in caught.value.problems] == [
        ("A.json", "LinearAdditiveUtilitySpace", "'DefaultPartialOrdering'"),
        ("B.json", "LinearAdditiveUtilitySpace", "'SumOfGroupsUtilitySpace'"),
    ]


def test_negotiations_around_a_centre_are_named(tmp_path: Path) -> None:
    (tmp_path / "edges").mkdir()
    (tmp_path / "center.yml").write_text("type: x\n")
    with pytest.raises(InputError, match="found several around one centre"):
        go.load(tmp_path)


def test_a_discount_that_is_a_word_is_none(tmp_path: Path) -> None:
    folder = alternatives(tmp_path)
    path = folder / "A_rv0.0.xml"
    path.write_text(
        path.read_text().replace("</utility_space>", '<discount_factor value="d"/></utility_space>')
    )
    assert go.load(folder).preferences[0].discount == 1


def test_ties_by_the_thousand_are_folded(tmp_path: Path) -> None:
    rows = "".join(f"cake,c{n},{n},{800 - n}\n" for n in range(801))
    (tmp_path / "cake.csv").write_text(f"issue,option,A,B\n{rows}")
    done = goodoffices("deals", tmp_path)
    assert len(done.stdout.splitlines()) < 100
    assert "and 796 more that tie (--json has all of them)." in done.stdout
    goodoffices("report", tmp_path, "--out", tmp_path / "page.html", "--runs", "1")
    page = (tmp_path / "page.html").read_text("utf-8")
    table = page[page.index('id="packages"') :]
    assert table[: table.index("</table>")].count('scope="row"') <= 10
    assert "utilitarian (a tie of 801, of which 5 are shown)" in page.lower()


@pytest.mark.parametrize("name", sorted(samples.scenarios()))
def test_nobody_says_where_the_numbers_of_another_program_come_from(name: str, tmp_path: Path) -> None:
    """So their basis is 'not stated', in the case, in what commands say and in the case that is written."""
    folder = tmp_path / "theirs"
    for file, text in samples.scenarios()[name].items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    case = go.load(folder)
    known = {basis: number for basis, number in case.numbers_by_basis().items() if number}
    assert list(known) == ["not stated"]
    told = f"The case does not state where its {known['not stated']:,} preference numbers come from."
    assert told in " ".join(goodoffices("deals", folder).stdout.split())
    goodoffices("report", folder, "--out", tmp_path / "page.html")
    assert told in (tmp_path / "page.html").read_text("utf-8")
    go.convert(folder, tmp_path / "ours")
    assert "basis: not stated" in (tmp_path / "ours" / "case.yaml").read_text("utf-8")
    again = go.load(tmp_path / "ours").numbers_by_basis()
    assert {basis for basis, number in again.items() if number} == {"not stated"}


def test_a_scenario_without_a_mediator_gets_one_aloud(tmp_path: Path) -> None:
    folder = alternatives(tmp_path)
    words = ("talks", folder, "--parties", "A_rv0.2,B_rv0.4", "--runs", "2")
    done = goodoffices(*words, "--protocol", "single-text")
    assert "A mediator with a channel to every party was added" in done.stderr
    assert done.returncode in (0, 1)
    assert "was added" not in goodoffices(*words).stderr
