"""Names and noun phrases within sentences: their article, and the number of the verb after them."""

from __future__ import annotations

import pytest

from goodoffices.record.noun_words import are, does, inside, share_of, subject, was


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Families of detainees in Israel", "Families of detainees in Israel are"),
        ("striking pilots", "Striking pilots are"),
        ("both camps", "Both camps are"),
        ("police", "Police are"),
        ("Netanyahu government", "The Netanyahu government is"),
        ("Peru's government", "Peru's government is"),
        ("The harbour master", "The harbour master is"),
        ("a union of drivers", "A union of drivers is"),
        ("a group of families", "A group of families is"),
        ("Lindal Lines", "Lindal Lines is"),
        ("United States", "United States is"),
        ("Hamas", "Hamas is"),
        ("the opposition caucus", "The opposition caucus is"),
        ("Ann Lee", "Ann Lee is"),
    ],
)
def test_a_name_with_its_verb(name: str, expected: str) -> None:
    assert subject(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Families of the crew", "families of the crew"),
        ("The harbour master", "the harbour master"),
        ("Tavland government", "the Tavland government"),
        ("the government", "the government"),
        ("Hamas", "Hamas"),
        ("", ""),
    ],
)
def test_a_name_within_a_sentence(name: str, expected: str) -> None:
    assert inside(name) == expected


def test_several_names_take_are() -> None:
    assert are(["Peru", "Chile"]) == "are"
    assert are(["Peru"]) == "is"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("a truce", "was"),
        ("120 prisoners", "were"),
        ("1 prisoner", "was"),
        ("a group of prisoners", "was"),
        ("the pacts", "were"),
        ("access to the port", "was"),
        ("", "was"),
    ],
)
def test_the_number_of_a_noun_phrase(phrase: str, expected: str) -> None:
    assert was(phrase) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Relatives of the crew", "demand"), ("Hamas", "demands"), ("Ann Lee", "demands")],
)
def test_a_verb_goes_with_its_name(name: str, expected: str) -> None:
    assert does(name, "demands") == expected


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("percent of crews", "crews"),
        ("per cent of the crews", "the crews"),
        ("% of crews", "crews"),
        ("percent crews", "crews"),
        ("percent", ""),
        ("%", ""),
        ("percent of crews (soldiers)", "crews (soldiers)"),
        ("percentage points", None),
        ("percent points", None),
        ("crews", None),
        ("", None),
    ],
)
def test_what_a_figure_is_a_share_of(unit: str, expected: str | None) -> None:
    assert share_of(unit) == expected
