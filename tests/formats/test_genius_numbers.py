"""What GENIUS's evaluators of numbers say, beside their formulas written out; and profiles that hold more."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

import goodoffices as go
from goodoffices.errors import InputError
from goodoffices.space import compile, count_zopa, encode, evaluate, packages

SHARED = Path(__file__).resolve().parents[3] / "shared" / "scenarios"
CAR = SHARED / "genius10.4" / "tests" / "test" / "resources" / "2nd_hand_car"

DOMAIN = """<negotiation_template><utility_space><objective index="0" name="car">
<issue index="1" name="extra" vtype="discrete"><item value="radio"/><item value="none"/></issue>
<issue index="2" name="price" vtype="{kind}"><range lowerbound="0" upperbound="20"/></issue>
</objective></utility_space></negotiation_template>"""
PROFILE = """<utility_space><objective index="0" name="car">
<issue index="1" name="extra" type="discrete">
<item value="radio" evaluation="4" {cost}/><item value="none" evaluation="2" {free}/>
<similarity_function><criteria_function><item value="radio" evaluation="9"/>
<item value="none" evaluation="0"/></criteria_function></similarity_function></issue>
<issue index="2" name="price" type="{kind}"><range lowerbound="{low}" upperbound="20"/>{evaluator}</issue>
<weight index="1" value="0.5"/><weight index="2" value="0.25"/></objective></utility_space>"""


def written(folder: Path, evaluator: str, kind: str = "real", low: int = 0, cost: str = "") -> Path:
    (folder / "domain.xml").write_text(DOMAIN.format(kind="real" if kind == "price" else kind))
    named = {"kind": kind, "low": low, "evaluator": evaluator, "cost": cost, "free": ""}
    (folder / "a.xml").write_text(PROFILE.format(**named))
    named |= {
        "kind": "real",
        "evaluator": '<evaluator ftype="linear" parameter0="0" parameter1="0.05"/>',
    }
    (folder / "b.xml").write_text(PROFILE.format(**named))
    return folder


def worth(folder: Path, extra: str, price: str) -> Fraction:
    space = compile(go.load(folder))
    seat = space.parties.index("a")
    [row] = evaluate(space, encode(space, {"extra": extra, "price": price})[np.newaxis])
    return space.units(seat, row[seat])


@pytest.mark.parametrize(
    ("evaluator", "price", "value"),
    [
        ('<evaluator ftype="linear" parameter0="-0.5" parameter1="0.1"/>', "5", Fraction(0)),
        ('<evaluator ftype="linear" parameter0="-0.5" parameter1="0.1"/>', "12", Fraction(7, 10)),
        ('<evaluator ftype="linear" parameter0="-0.5" parameter1="0.1"/>', "19", Fraction(1)),
        ('<evaluator ftype="constant" parameter0="0.3"/>', "19", Fraction(3, 10)),
        (
            '<evaluator ftype="triangular" parameter0="4" parameter1="16" parameter2="8"/>',
            "3",
            Fraction(0),
        ),
        (
            '<evaluator ftype="triangular" parameter0="4" parameter1="16" parameter2="8"/>',
            "7",
            Fraction(3, 4),
        ),
        (
            '<evaluator ftype="triangular" parameter0="4" parameter1="16" parameter2="8"/>',
            "8",
            Fraction(1),
        ),
        (
            '<evaluator ftype="Triangular" parameter0="4" parameter1="16" parameter2="8"/>',
            "12",
            Fraction(1, 2),
        ),
        (
            '<evaluator ftype="triangular" parameter0="4" parameter1="16" parameter2="8"/>',
            "16",
            Fraction(0),
        ),
    ],
)
def test_a_number_is_worth_what_its_evaluator_says(
    tmp_path: Path, evaluator: str, price: str, value: Fraction
) -> None:
    """Half of 4/4 for the radio, whatever its similarity function says, and a quarter of the price."""
    assert worth(written(tmp_path, evaluator), "radio", price) == Fraction(1, 2) + value / 4


def test_an_integer_line_starts_at_the_profiles_lower_bound(tmp_path: Path) -> None:
    line = '<evaluator ftype="linear" offset="0.1" slope="0.2"/>'
    folder = written(tmp_path, line, "integer", low=2)
    assert worth(folder, "none", "3") == Fraction(1, 4) + Fraction(3, 10) / 4
    assert worth(folder, "none", "9") == Fraction(1, 4) + Fraction(1, 4)


@pytest.mark.parametrize(
    ("extra", "price", "profit"),
    [("radio", "10", 2), ("none", "10", 6), ("radio", "7", -1), ("none", "20", 16)],
)
def test_a_price_is_worth_what_it_leaves_after_costs(
    tmp_path: Path, extra: str, price: str, profit: int
) -> None:
    """From 4 to 20 with a radio that costs 4: a margin of 12, and never below 0 or above 1."""
    folder = written(tmp_path, "", "price", low=4, cost='cost="4"')
    share = min(max(Fraction(profit, 12), Fraction(0)), Fraction(1))
    alone = Fraction(1, 2) if extra == "radio" else Fraction(1, 4)
    assert worth(folder, extra, price) == alone + share / 4


@pytest.mark.parametrize(
    ("evaluator", "kind", "said"),
    [
        (
            '<evaluator ftype="linaer" parameter0="1"/>',
            "real",
            "linear, constant, triangular, found 'linaer'",
        ),
        ("", "real", "price: expected an evaluator"),
        ('<evaluator ftype="linear" parameter0="1"/>', "real", "price.slope: expected a number"),
        (
            '<evaluator ftype="triangular" parameter0="9" parameter1="6" parameter2="8"/>',
            "real",
            "expected parameter0 <= parameter2 <= parameter1, found 9, 8, 6",
        ),
        ("", "price", "expected bounds further apart than the dearest costs"),
    ],
)
def test_a_wrong_evaluator_is_told(tmp_path: Path, evaluator: str, kind: str, said: str) -> None:
    folder = written(tmp_path, evaluator, kind, cost='cost="40"')
    with pytest.raises(InputError, match=r"a\.xml") as caught:
        go.load(folder)
    assert said in str(caught.value)


@pytest.mark.skipif(not CAR.is_dir(), reason="others' scenario files are not here")
def test_the_second_hand_car() -> None:
    """Every package's utilities beside the dealer's and the buyer's rules written out in floats."""
    evaluations = {
        "CD player": ((58, 60, 70, 30, 65), (700, 600, 500, 300, 0), (100, 80, 75, 70, 0)),
        "Extra speakers": ((20, 80, 90, 20, 85), (500, 400, 300, 200, 0), (100, 95, 90, 20, 0)),
        "Airconditioning": ((90, 85, 20, 20, 89), (2000, 1700, 1500, 1200, 0), (97, 98, 99, 100, 0)),
        "Tow hedge": ((60, 70, 100, 20, 65), (500, 400, 300, 200, 0), (97, 98, 99, 100, 0)),
    }
    space = compile(go.load(CAR))
    rows = packages(space)
    given = evaluate(space, rows) / [float(scale) for scale in space.scales]
    price = 13000 + (22666 - 13000) * rows[:, 4] / 20
    dealer, buyer, costs = np.zeros(len(rows)), np.zeros(len(rows)), np.zeros(len(rows))
    for issue, (sells, cost, buys) in enumerate(evaluations.values()):
        dealer += (0.25, 0.08, 0.08, 0.38)[issue] * np.array(sells)[rows[:, issue]] / max(sells)
        buyer += (0.31, 0.31, 0.08, 0.12)[issue] * np.array(buys)[rows[:, issue]] / max(buys)
        costs += np.array(cost)[rows[:, issue]]
    dealer += 0.21 * np.clip((price - costs - 13000) / (20600 - 13000 - 3700), 0, 1)
    buyer += 0.18 * np.clip(3.4 - 0.00015 * price, 0, 1)
    assert tuple(space.parties) == ("car_buyer", "car_dealer")
    assert np.abs(given - np.stack([buyer, dealer], axis=1)).max() < 1e-9
    zone = count_zopa(space)
    assert zone.exact
    assert zone.low == zone.high == int((dealer >= 0.3068).sum()) == 13_020
