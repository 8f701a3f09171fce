"""The things that figures count: the same over reports, parts and sums, other lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from goodoffices.record import Entry, Figure, Source, Span
from goodoffices.record.merge.events import gathered
from goodoffices.record.merge.sums import figures_that_add_up


def reports(*texts: str) -> tuple[list[Entry], dict[str, str]]:
    """Return the figures that texts mark as [405 detainees], each text a dispatch of its own."""
    found, plain = [], {}
    for number, text in enumerate(texts):
        name = f"wire-{number}"
        source = Source(name, "2031-03-10", name, None, "")
        plain[name] = text.replace("[", "").replace("]", "")
        for place, match in enumerate(re.finditer(r"\[([^\]]*)\]", text)):
            start = match.start() - 2 * place
            digits = re.search(r"[\d,.]+", match[1])
            assert digits is not None
            body = Figure(
                match[1], float(digits[0].replace(",", "")), None, None,
                "about" if "about" in match[1] else "exact", match[1][digits.end() :].strip(), None, None,
            )  # fmt: skip
            span = Span(start, start + len(match[1]), match[1])
            found.append(Entry(f"{name}:figure-{place}", body, source, span))
    return found, plain


def things(*texts: str) -> Sequence[set[str]]:
    """Return the figures of each thing that more than one figure counts."""
    entries, plain = reports(*texts)
    found: dict[str, set[str]] = {}
    for event in gathered(entries, plain):
        for version in event.versions:
            assert isinstance(version.body, Figure)
            found.setdefault(str(event.thing), set()).add(version.body.text)
    return [numbers for numbers in found.values() if len(numbers) > 1]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            (
                "The mill says [31 tons] have been shipped.",
                "It let [38 tons] be shipped, the port said.",
            ),
            {"31 tons", "38 tons"},
        ),
        (
            ("Both sides will free [410 prisoners].", "Some [about 405 detainees] would be freed."),
            {"410 prisoners", "about 405 detainees"},
        ),
        (
            (
                "The strike was joined by [700 nurses].",
                "The union said [900 nurses] joined the strike.",
            ),
            {"700 nurses", "900 nurses"},
        ),
        (
            ("At least [17 people] died in the clashes.", "The clashes killed [23 people]."),
            {"17 people", "23 people"},
        ),
        (
            ("The flood displaced [4,200 families].", "Some [3,900 households] fled the flood."),
            {"4,200 families", "3,900 households"},
        ),
    ],
)
def test_the_same_thing_in_two_reports(texts: tuple[str, ...], expected: set[str]) -> None:
    assert things(*texts) == [expected]


@pytest.mark.parametrize(
    "texts",
    [
        ("They freed [410 prisoners].", "A list of [9,000 prisoners] has been discussed for years."),
        ("The quay held [40 crates] of fruit.", "On the hill [55 houses] burnt."),
        ("The list holds [120 prisoners] of the coast army and [290 prisoners] of the hill army.",),
        ("The pact runs for [45 days].", "The strike began [90 days] ago."),
        ("The fund paid [20 crowns] to farmers.", "The fund paid [6 crowns] to fishermen."),
        ("In the north [40 seats] are free.", "In the south [25 seats] are free."),
        ("The coast guard seized [3 ships].", "Still [9 ships] are waiting for the coast guard."),
        ("The firm offers [4 percent].", "The union demands [9 percent]."),
        ("They hold [12 men].", "Then another [9 men] were taken."),
    ],
)
def test_other_things_stay_apart(texts: tuple[str, ...]) -> None:
    assert things(*texts) == []


def test_figures_that_add_up_are_known_as_a_sum() -> None:
    texts = (
        "The camp lists [181 women] and [706 men].",
        "In all [887 people] live there. Of [181 workers], [706 workers] and [887 workers] more.",
    )
    entries, plain = reports(*texts)
    (found,) = figures_that_add_up(entries, plain)
    assert found.parts == ("wire-1:figure-1", "wire-1:figure-2")
    assert found.whole == "wire-1:figure-3"


def test_parts_are_no_rivals_of_their_whole() -> None:
    found = things(
        "The army holds [120 prisoners] from the coast and [290 prisoners] from the hills.",
        "The sides will free [410 prisoners].",
        "The League spoke of [410 prisoners] to be freed.",
    )
    assert all(numbers <= {"410 prisoners"} for numbers in found)
