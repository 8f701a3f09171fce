"""Scenario files as they are found, in other encodings and layouts, held to their own tools' rules."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from typer.testing import CliRunner

import goodoffices as go
from goodoffices.cli.main import app
from goodoffices.errors import InputError
from goodoffices.model import Case

HEAD = '<?xml version="1.0" encoding="{}"?>\n'
ITEMS = '<item index="1" value="é&lt;1" {0}/><item index="2" value="b" {1}/>'


def issue(index: int, name: str, kind: str, inside: str) -> str:
    return f'<issue index="{index}" name="{name}" type="{kind}">{inside}</issue>'


def genius(
    folder: Path,
    domain: str,
    profiles: list[str],
    encoding: str = "UTF-8",
    names: tuple[str, ...] = ("domain.xml", "one.xml", "two.xml"),
) -> Path:
    """A GENIUS folder of what stands inside the domain's and the profiles' root objectives."""
    space = '<utility_space><objective index="0" name="all">{}</objective>{}</utility_space>'
    texts = [f"<negotiation_template>{space.format(domain, '')}</negotiation_template>"]
    texts += [space.format(profile, '<reservation value="0.25"/>') for profile in profiles]
    for name, text in zip(names, texts, strict=True):
        (folder / name).write_bytes((HEAD.format(encoding) + text).encode(encoding))
    return folder


def worths(case: Case, party: int = 0) -> dict[str, list[Fraction]]:
    """A party's weighted values, issue by issue."""
    preference = case.preferences[party]
    return {
        table.scope[0]: [table.weight * value for value in table.values] for table in preference.tables
    }


def said(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        go.load(path)
    return str(caught.value)


# --- GENIUS ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["UTF-8", "ISO-8859-1", "UTF-16", "windows-1252"])
def test_genius_in_other_encodings(encoding: str, tmp_path: Path) -> None:
    domain = issue(1, "Größe & more", "discrete", ITEMS.format("", ""))
    profile = '<weight index="1" value="0.5"/>' + issue(
        1, "Größe & more", "discrete", ITEMS.format('evaluation="2"', 'evaluation="4.0"')
    )
    folder = genius(tmp_path, domain, [profile] * 2, encoding, ("Zü Domain.XML", "p 1.xml", "p-2.XML"))
    case = go.load(folder)
    assert worths(case) == {"Größe & more": [Fraction(1, 4), Fraction(1, 2)]}
    assert case.issues[0].option_ids == ("é<1", "b")
    assert case.preferences[0].reservation == Fraction(1, 4)


def test_genius_in_an_encoding_that_it_is_not_in(tmp_path: Path) -> None:
    domain = issue(1, "a", "discrete", ITEMS.format("", ""))
    genius(tmp_path, domain, [domain.replace("/>", ' evaluation="1"/>')] * 2)
    (tmp_path / "one.xml").write_bytes(
        HEAD.format("ascii").encode() + b'<utility_space evaluation="\xff"/>'
    )
    assert "one.xml" in said(tmp_path)
    (tmp_path / "one.xml").write_bytes(
        HEAD.format("klingon").encode() + b'<utility_space evaluation=""/>'
    )
    assert "expected text in klingon, as the file says" in said(tmp_path)


Rule = Callable[[int], float]
Line = Callable[[float], float]
NUMBERS: dict[str, tuple[str, Line]] = {
    # EvaluatorInteger.getEvaluation and EvaluatorReal.getEvaluation of GENIUS 10: lines are cut off at 0
    # and 1, on integers they begin at the lower bound; a triangle is 0 at both bounds, 1 at the top.
    "line": (
        'ftype="linear" parameter0="-0.5" parameter1="0.5"',
        lambda x: min(max(0.5 * x - 0.5, 0), 1),
    ),
    "triangle": (
        'ftype="triangular" parameter0="0" parameter1="4" parameter2="1"',
        lambda x: x if x < 1 else (1 - (x - 1) / 3 if x < 4 else 0),
    ),
    "upper top": (
        'ftype="triangular" parameter0="0" parameter1="4" parameter2="4"',
        lambda x: x / 4 if x < 4 else 0,
    ),
    "lower top": (
        'ftype="triangular" parameter0="0" parameter1="4" parameter2="0"',
        lambda x: 1 - x / 4 if x < 4 else 0,
    ),
    "constant": ('ftype="constant" parameter0="0.3"', lambda x: 0.3),
}


@pytest.mark.parametrize("name", NUMBERS)
def test_genius_real_evaluators(name: str, tmp_path: Path) -> None:
    written, rule = NUMBERS[name]
    span = '<range lowerbound="0" upperbound="4"/>'
    domain = issue(1, "x", "real", span)
    profile = '<weight index="1" value="1"/>' + issue(1, "x", "real", f"{span}<evaluator {written}/>")
    (found,) = worths(go.load(genius(tmp_path, domain, [profile] * 2))).values()
    assert [float(value) for value in found] == pytest.approx([rule(step / 5) for step in range(21)])


def test_genius_integer_lines_are_cut_off_too(tmp_path: Path) -> None:
    bounds = '<issue index="1" name="n" type="integer" lowerbound="3" upperbound="6">{}</issue>'
    profile = '<weight index="1" value="0.5"/>' + bounds.format(
        '<evaluator slope="-0.5" offset="1.25"/>'
    )
    case = go.load(genius(tmp_path, bounds.format(""), [profile] * 2))
    assert worths(case)["n"] == [Fraction(1, 2), Fraction(3, 8), Fraction(1, 8), Fraction(0)]


def test_genius_other_evaluators_are_refused(tmp_path: Path) -> None:
    span = '<range lowerbound="0" upperbound="4"/>'
    profile = issue(1, "x", "real", f'{span}<evaluator ftype="faratin" parameter0="1"/>')
    words = said(genius(tmp_path, issue(1, "x", "real", span), [profile] * 2))
    assert "x: expected an evaluator: linear, constant, triangular, found 'faratin'" in words


def test_genius_goes_by_index_and_gives_nothing_for_values_below_nought(tmp_path: Path) -> None:
    items = ITEMS.format("", "")
    domain = issue(1, "pay", "discrete", items) + issue(2, "day", "discrete", items)
    rated = ITEMS.format('evaluation="-1"', 'evaluation="-2"')
    profile = '<weight index="1" value="0.7"/>' + issue(2, "day", "discrete", rated)
    profile += issue(1, "Pay ", "discrete", ITEMS.format('evaluation="1"', 'evaluation="2"'))
    case = go.load(genius(tmp_path, domain, [profile] * 2))
    assert worths(case) == {
        "pay": [Fraction(7, 20), Fraction(7, 10)],
        "day": [Fraction(0), Fraction(0)],
    }
    assert "one and two have no weight for day, which counts as 1 here." in case.about
    assert "GENIUS cuts" not in case.about


def test_genius_weights_above_one_are_said(tmp_path: Path) -> None:
    domain = issue(1, "pay", "discrete", ITEMS.format("", ""))
    rated = issue(1, "pay", "discrete", ITEMS.format('evaluation="1"', 'evaluation="2"'))
    case = go.load(genius(tmp_path, domain, ['<weight index="1" value="1.5"/>' + rated] * 2))
    assert (
        "The weights of one and two add up to more than 1; GENIUS cuts utilities off at 1."
        in case.about
    )


def test_of_very_many_profiles_that_differ_from_genius_a_few_are_named(tmp_path: Path) -> None:
    domain = issue(1, "pay", "discrete", ITEMS.format("", ""))
    rated = issue(1, "pay", "discrete", ITEMS.format('evaluation="1"', 'evaluation="2"'))
    profile = '<weight index="1" value="1.5"/>' + rated
    names = ("domain.xml", *(f"p{number:03}.xml" for number in range(100)))
    case = go.load(genius(tmp_path, domain, [profile] * 100, names=names))
    assert "The weights of p000, p001, p002, p003, p004 and 95 more add up to more than 1" in case.about
    assert len(case.about) < 300


def test_genius_rectangles_with_weights_and_those_that_exclude(tmp_path: Path) -> None:
    bounds = '<issue index="{0}" name="n{0}" type="integer" lowerbound="0" upperbound="3"/>'
    domain = bounds.format(1) + bounds.format(2)
    inside = '<INCLUDES index="1" min="1" max="2"/><INCLUDES index="2" min="2" max="3"/>'
    boxes = (
        f'<hyperRectangle utility="10" weight="2">{inside}</hyperRectangle>'
        '<hyperRectangle utility="8"><EXCLUDES index="2" min="1" max="2"/></hyperRectangle>'
        '<hyperRectangle utility="4"/>'
    )
    profile = f'{domain}<utility maxutility="40"><ufun weight="0.5">{boxes}</ufun></utility>'
    case = go.load(genius(tmp_path, domain, [profile] * 2))
    space = go.space.compile(case)
    rows = go.space.packages(space)
    found = go.space.evaluate(space, rows)[:, 0]
    for (one, two), worth in zip(rows.tolist(), found.tolist(), strict=True):
        expected = 20 * (1 <= one <= 2 <= two <= 3) + 8 * (not 1 <= two <= 2) + 4
        assert space.units(0, worth) == Fraction(expected, 80)


def test_genius_rectangles_that_are_not_added_up_are_refused(tmp_path: Path) -> None:
    domain = '<issue index="1" name="n" type="integer" lowerbound="0" upperbound="3"/>'
    box = '<hyperRectangle utility="10"><INCLUDES index="1" min="1" max="2"/></hyperRectangle>'
    profile = f'{domain}<utility maxutility="40"><ufun aggregation="max">{box}</ufun></utility>'
    words = said(genius(tmp_path, domain, [profile] * 2))
    assert "ufun: expected rectangles that are added up, found max" in words


def test_a_domain_with_one_profile_is_told(tmp_path: Path) -> None:
    domain = issue(1, "pay", "discrete", ITEMS.format("", ""))
    folder = genius(tmp_path, domain, [domain], names=("domain.xml", "only.xml"))
    words = said(folder)
    assert "a domain with two profiles or more" in words
    assert "found domain.xml, only.xml" in words


def rated(*evaluations: int) -> str:
    """An issue whose options are worth so much; the first option stands there again at the end."""
    options = [*"abc"[: len(evaluations) - 1], "a"]
    return issue(1, "pay", "discrete", "".join(
        f'<item index="{place}" value="{option}" evaluation="{worth}"/>\n'
        for place, (option, worth) in enumerate(zip(options, evaluations, strict=True), 1)
    ))  # fmt: skip


PAY = issue(1, "pay", "discrete", '<item value="a"/><item value="b"/>')
WORTH = PAY.replace('a"/>', 'a" evaluation="1"/>').replace('b"/>', 'b" evaluation="2"/>')
WEIGHT = '<weight index="1" value="0.5"/>\n'


@pytest.mark.parametrize(
    ("domain", "profile", "words"),
    [
        (PAY, f"{WEIGHT * 2}{WORTH}", "one.xml:3: weight '1': expected it once, found it again (first on"),
        (PAY, f"{WORTH}\n{WORTH}", "one.xml:3: issue 'pay': expected it once, found it again (first"),
        (PAY, f'{WORTH}\n{issue(1, "day", "discrete", "")}', "one.xml:3: index '1' of an issue: expected it"),
        (PAY, f'{WORTH}\n<reservation value="0.9"/>', "one.xml:3: reservation: expected it once"),
        (PAY + PAY, WORTH, "domain.xml:2: issue 'pay': expected it once"),
        (PAY.replace('<item value="b"/>', '\n<item value="a"/>'), WORTH, "domain.xml:3: pay.a: expected it"),
    ],
)  # fmt: skip
def test_genius_files_that_say_something_twice_are_refused_with_the_lines(
    domain: str, profile: str, words: str, tmp_path: Path
) -> None:
    assert words in said(genius(tmp_path, domain, [profile, WORTH]))


def test_genius_values_given_twice_are_read_as_genius_does_and_every_command_says_so(
    tmp_path: Path,
) -> None:
    case = go.load(genius(tmp_path, PAY, [rated(1, 4, 2), WORTH]))
    assert worths(case) == {"pay": [Fraction(1, 2), Fraction(1)]}
    words = (
        "Of values given twice the last counts, as in GENIUS: one.xml:4: pay.a again (first on line 2)."
    )
    assert words in case.about
    for command in ("check", "deals"):
        done = CliRunner().invoke(app, [command, str(tmp_path)])
        assert words in " ".join(done.stderr.split()), done.output


# --- GeniusWeb and NegoLog ------------------------------------------------------------------------


def geniusweb(folder: Path, edit: Callable[[dict[str, object]], None] = lambda space: None) -> Path:
    """Two profiles that hold the domain themselves, its number issue by steps, numbers as strings."""
    domain = {
        "name": "d",
        "issuesValues": {
            "price": {"range": {"low": 1, "high": "2.5", "step": "0.5"}},
            "colour": {"values": ["red", 7]},
        },
    }
    line = {"lowValue": "1", "lowUtility": 0.1, "highValue": 2.5, "highUtility": "0.6"}
    for name in ("p1.json", "p2.json"):
        space: dict[str, object] = {
            "domain": domain,
            "issueWeights": {"colour": "0.25", "price": 0.75},
            "issueUtilities": {
                "colour": {"DiscreteValueSetUtilities": {"valueUtilities": {"7": "1", "red": 0.5}}},
                "price": {"NumberValueSetUtilities": line},
            },
            "reservationBid": {"issuevalues": {"colour": "red"}},
        }
        edit(space)
        (folder / name).write_text(json.dumps({"LinearAdditiveUtilitySpace": space}))
    return folder


def test_geniusweb_numbers_lines_and_domains_inside_profiles(tmp_path: Path) -> None:
    case = go.load(geniusweb(tmp_path))
    assert case.issues[0].option_ids == ("1", "1.5", "2", "2.5")
    # NumberValueSetUtilities.getUtility of GeniusWeb: on the line, to eight decimals, halves up
    line = [Fraction(1, 10), Fraction(26666667, 10**8), Fraction(43333333, 10**8), Fraction(3, 5)]
    assert worths(case) == {
        "price": [Fraction(3, 4) * value for value in line],
        "colour": [Fraction(1, 8), Fraction(1, 4)],
    }
    assert case.preferences[0].reservation == Fraction(1, 8)


def test_geniusweb_faults_have_a_place(tmp_path: Path) -> None:
    def unknown(space: dict[str, object]) -> None:
        space["reservationBid"] = {"issuevalues": {"colour": "rod"}}

    assert (
        "reservationBid.colour: expected one of its values, found 'rod'. Did you mean 'red'?"
        in said(geniusweb(tmp_path, unknown))
    )

    def lacking(space: dict[str, object]) -> None:
        space["issueWeights"] = {"colours": 1, "price": 0.75}

    assert "a weight for the issue 'colour', found none. Did you mean 'colours'?" in said(
        geniusweb(tmp_path, lacking)
    )


def test_geniusweb_a_named_value_without_a_utility_is_told_and_gets_no_others(tmp_path: Path) -> None:
    def more(space: dict[str, object]) -> None:
        words = json.loads(json.dumps(space["domain"]))
        words["issuesValues"]["colour"]["values"] = ["red", "green", "blue", 7]
        space["domain"] = words

    words = said(geniusweb(tmp_path, more))
    assert "colour: expected a value for each of the 4 options, found 2 with a value" in words
    assert "none for 'green', 'blue'" in words


def test_negolog_without_a_weight_is_told(tmp_path: Path) -> None:
    profile = {"issueWeights": {"pay": 1}, "issues": {"pay": {"a": 1}, "day": {"x": 0}}}
    for name in ("profileA.json", "profileB.json"):
        (tmp_path / name).write_text(json.dumps(profile))
    assert "issueWeights: expected a weight for the issue 'day', found none" in said(tmp_path)


# --- NegMAS ---------------------------------------------------------------------------------------

SPACE = """\
type: negmas.outcomes.CartesianOutcomeSpace
issues:
  - {name: p, type: ContiguousIssue, values: [0, 4]}
  - {name: q, values: !!python/tuple [1, 2]}
  - name: r
    values: [yes, "no"]
"""


def negmas(folder: Path, *functions: str) -> Path:
    (folder / "domain.yml").write_text(SPACE)
    for number, function in enumerate(functions):
        (folder / f"u{number}.yaml").write_text(function)
    return folder


def utilities(case: Case, party: int = 0) -> dict[tuple[str, ...], float]:
    space = go.space.compile(case)
    rows = go.space.packages(space)
    found = go.space.evaluate(space, rows)[:, party]
    return {
        tuple(go.space.decode(space, row).values()): float(space.units(party, int(worth)))
        for row, worth in zip(rows, found, strict=True)
    }


CURVES: dict[str, Rule] = {
    # each __call__ of negmas.preferences.value_fun (NegMAS 0.16)
    "{type: PolynomialFun, coefficients: [0.5, 0.25], bias: 1}": lambda x: 1 + 0.5 * x + 0.25 * x * x,
    "{type: TriangularFun, start: 0, middle: 1, end: 4, scale: 2}": lambda x: (
        0 if x in (0, 4) else 2 * (x if x <= 1 else (4 - x) / 3)
    ),
    "{type: TrapezoidalFun, start: 1, rise_end: 2, fall_start: 3, end: 4, bias: 1}": lambda x: (
        1 + [0, 0, 1, 1, 0][x]
    ),
    "{type: ExponentialFun, tau: -1.0, bias: 0.5}": lambda x: math.exp(-x) + 0.5,
    "{type: GaussianFun, center: 2, sigma: 1.5, scale: 3}": lambda x: (
        3 * math.exp(-((x - 2) ** 2) / 4.5)
    ),
    "{type: CosFun, multiplier: 0.5, phase: 1, amplitude: 2, bias: 1}": lambda x: (
        2 * math.cos(0.5 * x + 1) + 1
    ),
    "{type: SinFun}": math.sin,
    "{type: a.b.BiasedFun, bias: 2, fun: {__python_class__: IdentityFun}}": lambda x: x + 2,
}


@pytest.mark.parametrize("written", CURVES)
def test_negmas_value_functions(written: str, tmp_path: Path) -> None:
    function = (
        "type: LinearAdditiveUtilityFunction\nbias: 0.5\nreserved_value: null\n"
        f"values: [{written}, {{type: ConstFun, bias: 1}}, {{type: TableFun, mapping: {{yes: 1, no: 2}}}}]"
    )
    found = utilities(go.load(negmas(tmp_path, function, function)))
    rule = CURVES[written]
    expected = {
        (str(p), q, r): rule(p) + 1 + 0.5 + {"yes": 1, "no": 2}[r]
        for p in range(5)
        for q in "12"
        for r in ("yes", "no")
    }
    assert found == pytest.approx(expected)


def test_negmas_a_curve_without_a_value_is_told(tmp_path: Path) -> None:
    function = (
        "type: LinearAdditiveUtilityFunction\nvalues:\n  p: {type: LogFun, tau: 1}\n"
        "  q: {type: IdentityFun}\n  r: {type: ConstFun}\n"
    )
    words = said(negmas(tmp_path, function, function))
    assert "values.p.0: expected a number, found LogFun at 0" in words
    words = said(negmas(tmp_path, function.replace("  q:", "  qq:").replace("Log", "Linear"), function))
    assert "values: expected a value function for 'q', found none. Did you mean 'qq'?" in words


MAPPED = "type: MappingUtilityFunction\ndefault: {}\nmapping:\n  ? [4, 2, yes]\n  : 0.75\n"


def test_negmas_mappings_constants_boxes_and_sums(tmp_path: Path) -> None:
    boxes = (
        "type: HyperRectangleUtilityFunction\nbias: 0.5\nutilities: [2, 8]\nweights: [0.5, 1]\n"
        "outcome_ranges: [{0: [0, 3], 2: [yes]}, {q: [0, 2]}]\n"
    )
    inner = "\n".join("    " + line for line in boxes.splitlines()).lstrip()
    summed = (
        f"type: WeightedUtilityFunction\nname: s\nweights: [2, 1]\nufuns:\n  - {inner}\n"
        "  - {type: ConstUtilityFunction, value: 3}\n"
    )
    case = go.load(negmas(tmp_path, MAPPED.format(0.25), summed))
    assert utilities(case)["4", "2", "yes"] == 0.75
    assert sorted(set(utilities(case).values())) == [0.25, 0.75]
    # outcome_in_range of NegMAS: a pair of numbers is what lies between them, without the two
    for (p, q, r), worth in utilities(case, 1).items():
        assert worth == 3 + 2 * (0.5 + (0 < int(p) < 3 and r == "yes") + 8 * (0 < int(q) < 2))
    assert case.preferences[1].reservation == 4, "no reservation value: the least that it gives"


def test_negmas_a_mapping_that_lacks_packages_is_told(tmp_path: Path) -> None:
    words = said(negmas(tmp_path, *[MAPPED.format("-.inf")] * 2))
    assert "mapping: expected a number for 0, 1, yes, found none" in words


def test_negmas_functions_of_one_name_are_told_apart(tmp_path: Path) -> None:
    function = "type: AffineUtilityFunction\nname: same\nweights: [1, 1, 0]\n"
    folder = negmas(tmp_path, function, function)
    (folder / "domain.yml").write_text(SPACE.partition("  - name: r")[0])
    for path in folder.glob("u*"):
        path.write_text(function.replace(", 0]", "]"))
    assert [party.id for party in go.load(folder).parties] == ["u0", "u1"]


CONSTANT = "type: ConstUtilityFunction\nname: {}\nvalue: 1\n"
WRAPPED = "type: {}\nname: w\n{}ufun: {{type: ConstUtilityFunction, value: 1}}\n"
OVER_TIME = {
    # (discount, cost per round, what the case says is left out); a step of NegMAS is a round
    "ExpDiscountedUFun|discount: 0.9\nfactor: step\n": (Fraction(9, 10), 0, False),
    "ExpDiscountedUFun|discount: 0.9\nfactor: relative_time\n": (1, 0, True),
    "ExpDiscountedUFun|discount: null\nfactor: relative_time\n": (1, 0, False),
    "LinDiscountedUFun|cost: 0.1\nfactor: current_step\npower: 1.0\n": (1, Fraction(1, 10), False),
    "LinDiscountedUFun|cost: 0.1\nfactor: current_step\npower: 2.0\n": (1, 0, True),
    "LinDiscountedUFun|cost: 0.1\nfactor: time\npower: 1.0\n": (1, 0, True),
}


@pytest.mark.parametrize("written", OVER_TIME)
def test_negmas_what_time_takes_is_taken_by_rounds_or_said_to_be_left_out(
    written: str, tmp_path: Path
) -> None:
    discount, cost, left_out = OVER_TIME[written]
    case = go.load(negmas(tmp_path, CONSTANT.format("a"), WRAPPED.format(*written.split("|"))))
    assert (case.preferences[1].discount, case.preferences[1].cost_per_round) == (discount, cost)
    assert ("w loses utility over time, but not by steps; this is left out." in case.about) == left_out


@pytest.mark.parametrize("inside", [False, True])
def test_negmas_constraints_are_refused(inside: bool, tmp_path: Path) -> None:
    some = "constraints: [x]\n"
    bound = WRAPPED.format("ExpDiscountedUFun", some) if inside else CONSTANT.format("b") + some
    assert "constraints: expected none, because they are programs, found some" in said(
        negmas(tmp_path, CONSTANT.format("a"), bound)
    )


# --- CSV ------------------------------------------------------------------------------------------

PLAIN = 'issue,option,A,B\r\npay,low,1.5,2\r\npay,"a, b",0,-3\r\npay,,0.5,1\r\nreservation,,1,0\r\n'
EXCEL = (
    "Issue;Option;A;B;\r\npay;low;1,5;2;\r\n"
    '"pay";"a, b";0;-3;\r\npay;;"0,5";1;\r\nreservation;;1;0;\r\n;;;;\r\n'
)


@pytest.mark.parametrize(
    "text", [PLAIN, "\ufeff" + EXCEL, EXCEL.replace(";", "\t"), '"issue","option"' + PLAIN[12:]]
)
def test_csv_tables_as_spreadsheets_write_them(text: str, tmp_path: Path) -> None:
    (tmp_path / "deal.CSV").write_bytes(text.encode())
    case = go.load(tmp_path)
    assert [party.id for party in case.parties] == ["A", "B"]
    assert case.issues[0].option_ids == ("low", "a, b")
    assert worths(case) == {"pay": [Fraction(3, 4), Fraction(0)]}
    assert worths(case, 1) == {"pay": [Fraction(2), Fraction(-3)]}
    assert case.preferences[0].reservation == 1


def test_csv_rows_of_weights_for_no_issue_are_told(tmp_path: Path) -> None:
    (tmp_path / "deal.csv").write_text(
        "issue,option,A,B\npay,low,1,2\nreservations,,1,1\npay,low,3,4\n"
    )
    words = said(tmp_path)
    assert "found a row 'reservations' without an option. Did you mean 'reservation'?" in words
    assert "deal.csv:4: pay: expected each option once, found 'low' again." in words


def test_csv_with_a_quotation_mark_left_open(tmp_path: Path) -> None:
    (tmp_path / "deal.csv").write_text('issue,option,A,B\npay,"low,1,2\n' + "pay,x,1,2\n" * 20_000)
    assert "deal.csv" in said(tmp_path)


# --- every command takes a peer's folder ----------------------------------------------------------


def test_check_run_and_report_take_a_scenario(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "web"
    folder.mkdir()
    geniusweb(folder)
    (folder / "notes.txt").write_text("Not a dispatch: the folder is GeniusWeb's.")
    good = CliRunner().invoke(app, ["check", "web"])
    assert (good.exit_code, good.stdout) == (0, "web: no problems.\n")
    ran = CliRunner().invoke(app, ["run", "web", "--runs", "5", "--json"])
    assert ran.exit_code == 0
    results = json.loads(Path(json.loads(ran.stdout)["results"]).read_text())
    assert results["deals"]["packages"] == 8
    assert CliRunner().invoke(app, ["report", "web", "--runs", "5"]).exit_code == 0
    (folder / "p1.json").write_text('{"LinearAdditiveUtilitySpace": {}}')
    bad = CliRunner().invoke(app, ["check", "web", "--json"])
    assert bad.exit_code == 2
    assert json.loads(bad.stdout)["problems"][0]["field"] == "domain"


def test_a_yaml_file_of_any_name_is_a_case(tmp_path: Path) -> None:
    geniusweb(tmp_path)
    go.convert(tmp_path, tmp_path / "deal.yaml")
    case = go.load(tmp_path / "deal.yaml")
    assert case.id == "deal"
    assert worths(case) == worths(go.load(tmp_path))
