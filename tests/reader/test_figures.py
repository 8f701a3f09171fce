"""Figures in a sentence: the number, its qualifier and its unit, or none."""

from __future__ import annotations

from typing import Any

import pytest

import goodoffices as go
from goodoffices.reader.figures import find_figures
from goodoffices.reader.text import Piece
from goodoffices.record import Figure


def test_the_six_figures(found: dict[str, Any]) -> None:
    figures = [(f["value"], f["qualifier"], f["unit"]) for f in found["figures"]]
    assert figures == [
        (120, "about", "captives"),
        (5, "exact", "U.S. citizens"),
        (1200, "about", "individuals"),
        (25, "about", "percent of individuals (soldiers)"),
        (250, "exact", "individuals"),
        (35000, "at-least", "Palestinians"),
    ]
    by_id = {f["id"]: f["value"] for f in found["figures"]}
    assert [by_id.get(f["subgroup_of"]) for f in found["figures"]] == [
        None,
        120,
        None,
        1200,
        None,
        None,
    ]
    assert [f["source"] for f in found["figures"]] == [None, None, None, None, None, "health-ministry"]


FIGURES: list[tuple[str, float | tuple[float, float], str, str]] = [
    ("The repairs will cost between €8m and €10m.", (8000000, 10000000), "between", "euros"),
    ("It lost $3bn in a year.", 3000000000, "exact", "dollars"),
    ("Some 2.1 to 2.4 million tonnes crossed.", (2100000, 2400000), "between", "tonnes"),
    ("The port says 84.", 84, "exact", ""),
    ("The pilots claim over 400.", 400, "more-than", ""),
    ("Two of the biggest teaching unions left.", 2, "exact", "teaching unions"),
    ("The death toll has passed 3,000.", 3000, "exact", "dead"),
    ("The hall is 40 km south of Lenz.", 40, "exact", "km"),
    ("Seven fishermen are missing.", 7, "exact", "fishermen"),
    ("Its twelve members met.", 12, "exact", "members"),
    ("Twenty-one hostages were freed.", 21, "exact", "hostages"),
    ("Thirty-four nurses voted.", 34, "exact", "nurses"),
    ("Ninety-nine flats stand empty.", 99, "exact", "flats"),
    ("Twenty hostages were freed.", 20, "exact", "hostages"),
    ("Each family is owed 1 200 euros.", 1200, "exact", "euros"),
    ("The bank lent the town 1.200.000 kroner.", 1200000, "exact", "kroner"),
    ("The guild wants 12,5 per cent.", 12.5, "exact", "percent"),
    ("The fine is CHF 12'500.", 12500, "exact", "CHF"),
    ("The state paid Rs 3,50,000 to each widow.", 350000, "exact", "rupees"),
    ("The dam cost Rs 3,500 crore.", 35000000000, "exact", "rupees"),
    ("EUR 410,000 is due in May.", 410000, "exact", "euros"),
    ("The firm put A$2.5 million aside.", 2500000, "exact", "Australian dollars"),
    ("The fund holds ₦3 trillion.", 3000000000000, "exact", "naira"),
    ("The yard lost 40m kronor.", 40000000, "exact", "kronor"),
    ("The wall is 40m high.", 40, "exact", "m"),
    ("Some 30k jobs are at risk.", 30000, "about", "jobs"),
    ("Two hundred and forty miners stayed below.", 240, "exact", "miners"),
    ("Two thousand five hundred miners struck.", 2500, "exact", "miners"),
    ("Three and a half million pupils stayed at home.", 3500000, "exact", "pupils"),
    ("More than half a million tonnes are stored.", 500000, "more-than", "tonnes"),
    ("At least a dozen nurses resigned.", 12, "at-least", "nurses"),
    ("As many as 30 boats left.", 30, "at-most", "boats"),
    ("The rebels took over four villages.", 4, "exact", "villages"),
    ("The council has control over six districts.", 6, "exact", "districts"),
    ("The rebels control over six districts.", 6, "more-than", "districts"),
    ("A strike over 45 contracts began.", 45, "exact", "contracts"),
    ("The row about 80 layoffs grew.", 80, "exact", "layoffs"),
    ("The ferry carried over 5,000 tonnes.", 5000, "more-than", "tonnes"),
    ("Between two and three hundred families left.", (200, 300), "between", "families"),
    ("In excess of 300 people marched.", 300, "more-than", "people"),
    ("Upwards of 80 ships waited.", 80, "more-than", "ships"),
    ("Over 60 drivers struck.", 60, "more-than", "drivers"),
    ("Above 70 teachers resigned.", 70, "more-than", "teachers"),
    ("More than 500 homes burned.", 500, "more-than", "homes"),
    ("No fewer than 14 villages were emptied.", 14, "at-least", "villages"),
    ("No less than 90 tonnes arrived.", 90, "at-least", "tonnes"),
    ("A minimum of 25 guards stay.", 25, "at-least", "guards"),
    ("Not less than 30 trucks crossed.", 30, "at-least", "trucks"),
    ("At least 35 workers walked out.", 35, "at-least", "workers"),
    ("At most 15 visitors may enter.", 15, "at-most", "visitors"),
    ("No more than 45 passengers boarded.", 45, "at-most", "passengers"),
    ("A maximum of 50 vessels pass.", 50, "at-most", "vessels"),
    ("Fewer than 20 soldiers remained.", 20, "at-most", "soldiers"),
    ("Less than 100 litres were left.", 100, "at-most", "litres"),
    ("Not more than 18 patients waited.", 18, "at-most", "patients"),
    ("Under 200 houses have power.", 200, "at-most", "houses"),
    ("Up to 40 vessels pass.", 40, "at-most", "vessels"),
    ("Nearly 300 families signed.", 300, "nearly", "families"),
    ("Almost 700 prisoners were listed.", 700, "nearly", "prisoners"),
    ("Close to 90 schools closed.", 90, "nearly", "schools"),
    ("Just under 400 crews wait.", 400, "nearly", "crews"),
    ("Approximately 60 captives are alive.", 60, "about", "captives"),
    ("Around 30 shops opened.", 30, "about", "shops"),
    ("Roughly 250 delegates came.", 250, "about", "delegates"),
    ("Some 2 million people live there.", 2000000, "about", "people"),
    ("An estimated 900 miners are out.", 900, "about", "miners"),
    ("About 1,200 individuals were taken.", 1200, "about", "individuals"),
    ("Officials estimated that 40 boats left.", 40, "about", "boats"),
    ("Between 20 and 30 detainees were moved.", (20, 30), "between", "detainees"),
    ("From 15 to 25 buses run.", (15, 25), "between", "buses"),
    ("The town needs 40 to 60 tents.", (40, 60), "between", "tents"),
    ("The mine employs 300-350 workers.", (300, 350), "between", "workers"),
    ("The 1,500 nurses voted.", 1500, "exact", "nurses"),
    ("The union has 12,345 members.", 12345, "exact", "members"),
    ("Three hundred families fled.", 300, "exact", "families"),
    ("Two thousand tents were sent.", 2000, "exact", "tents"),
    ("Some 4 billion litres were lost.", 4000000000, "about", "litres"),
    ("The bank paid $15-million.", 15000000, "exact", "dollars"),
    ("A 20-million-euro fund opened.", 20000000, "exact", "euros"),
    ("The guild wants 5½ per cent.", 5.5, "exact", "percent"),
    ("The guild wants 5 1/2 per cent.", 5.5, "exact", "percent"),
    ("Turnout of 54% to 61% is expected.", (54, 61), "between", "percent"),
    ("Between 5% and 7% of staff left.", (5, 7), "between", "percent of staff"),
    ("He put the number of jobs at risk at more than 3,000.", 3000, "more-than", ""),
    ("She believes the number to be about 20.", 20, "about", ""),
    ("The band is believed to number as many as 37.", 37, "at-most", ""),
    ("Nine police officers were hurt.", 9, "exact", "police officers"),
    ("Six of them have been handed over.", 6, "exact", "of them"),
    ("Two dozen ships waited.", 24, "exact", "ships"),
    ("Twelve teachers spoke.", 12, "exact", "teachers"),
    ("Five nurses were arrested.", 5, "exact", "nurses"),
    ("The firm offered $4.5 million.", 4500000, "exact", "dollars"),
    ("The rent is €900.", 900, "exact", "euros"),
    ("They asked for £20.", 20, "exact", "pounds"),
    ("The price is $40 to $60.", (40, 60), "between", "dollars"),
    ("A raise of about 3.5 percent was offered.", 3.5, "about", "percent"),
    ("Turnout was 62%.", 62, "exact", "percent"),
    ("They want 8 per cent.", 8, "exact", "percent"),
    ("The toll rose to 48.", 48, "exact", ""),
    ("The number of strikers is 240.", 240, "exact", ""),
    ("She put the number at 75.", 75, "exact", ""),
    ("It had 999 seats.", 999, "exact", "seats"),
    ("A further 60 guards arrived.", 60, "exact", "guards"),
    ("Another 30 trucks left.", 30, "exact", "trucks"),
    ("The town housed 123,456,789,012,345 grains.", 123456789012345, "exact", "grains"),
    ("In all 2150 workers were hired.", 2150, "exact", "workers"),
    ("More than 1950 workers were hired.", 1950, "more-than", "workers"),
    ("Nearly 0.5 million people fled.", 500000, "nearly", "people"),
]
"""Sentences with a single figure: its value or its range, its qualifier and its unit."""


def found_in(text: str) -> list[tuple[object, str, str]]:
    """Return the value or the range, the qualifier and the unit of each figure of a sentence."""
    return [
        (
            number.value if number.low is None else (number.low, number.high),
            number.qualifier,
            number.unit,
        )
        for number in find_figures(Piece(0, len(text), text), [])
    ]


@pytest.mark.parametrize(("text", "amount", "qualifier", "unit"), FIGURES)
def test_a_figure(text: str, amount: object, qualifier: str, unit: str) -> None:
    assert found_in(text) == [(amount, qualifier, unit)]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Of 118 flats, 62 were damaged.", [(118, "exact", "flats"), (62, "exact", "flats")]),
        ("Shells killed 14 people and 60 injured.", [(14, "exact", "people"), (60, "exact", "people")]),
        ("Hospitals treated 32 wounded.", [(32, "exact", "wounded")]),
        ("A 21-member committee weighed a 10-point plan of the 5+1.", [(21, "exact", "members")]),
        ("The two largest ports closed.", []),
        ("The Front put the number of crews to be freed at 36.", [(36, "exact", "")]),
        (
            "At least 35 workers and 12 drivers walked out.",
            [(35, "at-least", "workers"), (12, "exact", "drivers")],
        ),
        (
            "About 120 captives are held, 5 of them women.",
            [(120, "about", "captives"), (5, "exact", "women")],
        ),
        ("It killed 43 people, injured 112.", [(43, "exact", "people"), (112, "exact", "people")]),
        ("Casualties: 12 dead, 40 wounded.", [(12, "exact", "dead"), (40, "exact", "wounded")]),
        (
            "More than 40, including 12 women, were freed.",
            [(40, "more-than", ""), (12, "exact", "women")],
        ),
        (
            "Turnout fell from 61% to 54%.",
            [(61, "exact", "percent"), (54, "exact", "percent")],
        ),
        ("Members voted 8,100 to 2,300.", [(8100, "exact", ""), (2300, "exact", "")]),
        ("62 of 118 flats were damaged.", [(62, "exact", "flats"), (118, "exact", "flats")]),
        (
            "Some 2,300 of the company’s 3,100 cabin staff walked out.",
            [(2300, "about", "cabin staff"), (3100, "exact", "cabin staff")],
        ),
        (
            "Fifty-five guards and twenty-two nurses stayed.",
            [(55, "exact", "guards"), (22, "exact", "nurses")],
        ),
        (
            "In 2031 300 nurses left, and 12 000 pupils stayed.",
            [(300, "exact", "nurses"), (12000, "exact", "pupils")],
        ),
        (
            "Both were fined: 5,000 and 6,000 pounds, or US$7,000 and €8m.",
            [
                (5000, "exact", "pounds"),
                (6000, "exact", "pounds"),
                (7000, "exact", "dollars"),
                (8000000, "exact", "euros"),
            ],
        ),
    ],
)
def test_several_figures(text: str, figures: list[tuple[object, str, str]]) -> None:
    assert found_in(text) == figures


@pytest.mark.parametrize(
    "text",
    [
        "The goal is to be reached by 2050 people said.",
        "They asked a hundred times.",
        "They met in 1999 and again in 2031.",
        "It was to end by 2100, officials said.",
        "The treaty of 1900 still stands.",
        "The fifty-seat hall was full.",
        "A thirty-member panel will meet.",
        "A two-thirds majority was needed.",
        "The key 12345678901234567890 workers was printed.",
        "It took 8 months.",
        "The truce held for 72 hours.",
        "They spoke for twenty minutes.",
        "The 3rd round ended.",
        "On the 21st day they met.",
        "One of them left.",
        "Two officials said so.",
        "Three people familiar with the talks spoke.",
        "The two sides met.",
        "Both 5 and Article 5 apply.",
        "Article 51 applies.",
        "Phase 2 begins soon.",
        "Ann Lee, 54, spoke.",
        "The ship B12 sailed.",
        "They met at 10 p.m. on Friday.",
        "They met at noon (0300 GMT) on Friday.",
        "They met at 9 local time on Friday.",
        "She demanded that the machines start at eight.",
        "Route 66 is closed.",
        "Flight 207 is late.",
        "The driver of bus 12 was heard.",
        "One in five members voted.",
        "Six out of 10 nurses want to leave.",
        "They won 24-17.",
        "He was arrested three times.",
        "They lost 10 or 15 days.",
        "The Group of 77 met.",
        "The three sessions ended.",
        "It is hundreds of miles away.",
        "The two leaders shook hands.",
        "He is aged 62.",
    ],
)
def test_a_number_that_counts_nothing(text: str) -> None:
    """Years, times, ages, names with numbers, ordinals, speakers, and words such as 'fifty-seat'."""
    assert found_in(text) == []


def test_a_number_inside_a_date_is_no_figure() -> None:
    text = "On May 12 some 40 workers left."
    found = find_figures(Piece(100, 100 + len(text), text), [(103, 109)])
    assert [(number.start, number.end, number.text) for number in found] == [(110, 117, "some 40")]


@pytest.mark.parametrize("words", ["from 25 to 3", "between 3 and 25"])
def test_the_ends_of_a_range_are_in_order(words: str) -> None:
    reading = go.read(f"The crews lost {words} boats, the mayor said.\n".encode(), name="a")
    (figure,) = (e.body for e in reading.entries if isinstance(e.body, Figure))
    assert (figure.low, figure.high, reading.refused) == (3, 25, ())


def test_a_number_without_a_unit_counts_the_things_before_it() -> None:
    text = "The coast freed 160 sailors and the hill released 90."
    found = find_figures(Piece(0, len(text), text), [])
    assert [(one.value, one.unit) for one in found] == [(160, "sailors"), (90, "sailors")]


@pytest.mark.parametrize(
    "text", ["The wall between houses 14 and 16 fell.", "Three of them are under 18."]
)
def test_a_number_of_a_house_or_an_age_is_no_figure(text: str) -> None:
    found = find_figures(Piece(0, len(text), text), [])
    assert [one.value for one in found if one.value != 3] == []


def test_bodies_are_counted_and_not_those_before_them() -> None:
    text = "Peru holds 57 Chileans and the bodies of at least six."
    found = find_figures(Piece(0, len(text), text), [])
    assert [(number.text, number.unit) for number in found] == [
        ("57", "Chileans"),
        ("at least six", "bodies"),
    ]


def test_the_two_sides_of_talks_are_no_figure() -> None:
    for text, found in (("Two neighbours agree on a ferry.", 0), ("Nine countries signed.", 1)):
        assert len(find_figures(Piece(0, len(text), text), [])) == found


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("The firm claims 240 million euros; the state puts the figure at 90 million.", ["euros"] * 2),
        ("The firm claims 240 million euros and employs 90 miners.", ["euros", "miners"]),
        ("The firm paid 240 million euros and the number of crews is 90.", ["euros", ""]),
    ],
)
def test_a_bare_number_is_a_sum_of_money_if_it_is_told_to_be_one(text: str, units: list[str]) -> None:
    found = find_figures(Piece(0, len(text), text), [])
    assert [number.unit for number in found] == units
