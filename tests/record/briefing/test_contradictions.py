"""Contradictions between reports."""

from __future__ import annotations

from typing import Any

import pytest

from goodoffices.model import Case
from goodoffices.reader import read
from goodoffices.record import Brief, Figure, Reports
from goodoffices.record import brief as brief_of
from goodoffices.record.briefing.rivals import bounds

WIRE4, COURIER5, RADIO6, PRESS8, WIRE10, COURIER14 = (
    "2031-03-04-harbour-wire",
    "2031-03-05-coast-courier",
    "2031-03-06-radio-vessby",
    "2031-03-08-lindal-lines-press-release",
    "2031-03-10-harbour-wire",
    "2031-03-14-coast-courier",
)


def test_contradictions(brief: dict[str, Any]) -> None:
    kinds = {one["kind"]: one for one in brief["contradictions"]}
    assert set(kinds) == {"number", "date", "denial"}
    assert "310 (Lindal Lines, Harbour Wire)" in kinds["number"]["about"]
    assert "Helga Marsh, Odd Farrant: 4 March 2031 or 5 March 2031" in kinds["date"]["about"]
    denials = [
        {entry.partition(":")[0] for entry in one["entries"]}
        for one in brief["contradictions"]
        if one["kind"] == "denial"
    ]
    # The union and its president deny that a deal is near; the company, that 420 were suspended.
    assert denials[:2] == [{RADIO6, COURIER5}] * 2
    assert len(denials) == 3


def test_a_postponed_round_is_no_contradiction(brief: dict[str, Any]) -> None:
    assert sum(one["kind"] == "date" for one in brief["contradictions"]) == 1


def _brief_of(*texts: str) -> Brief:
    """Return the brief of reports of the same day."""
    readings = [
        read(text.encode(), published="2031-05-06", name=f"report-{number}")
        for number, text in enumerate(texts)
    ]
    entries = [entry for reading in readings for entry in reading.entries]
    actors = {f"report-{number}": reading.actors for number, reading in enumerate(readings)}
    reports = Reports(actors, {f"report-{number}": one.text for number, one in enumerate(readings)})
    return brief_of(Case("x", "X", "record-only", True, "", ()), entries, reports)


def test_what_a_report_tells_itself_contradicts_no_demand_and_not_that_report() -> None:
    demand = "Crews asked the port to sign an agreement on wages"
    failed = "The port and the crews did not sign an agreement on wages on Monday"
    signed = "The port and the crews signed an agreement on wages on Tuesday"

    def denials(*texts: str) -> int:
        return sum(one.kind == "denial" for one in _brief_of(*texts).contradictions)

    assert denials(f"{failed}. {demand}.") == 0
    assert denials(f"{failed}.", f"{demand}.") == 0
    assert denials(f"{failed}. {signed}.") == 0
    assert denials(f"{failed}.", f"{signed.replace('Tuesday', 'Monday')}.") == 1


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        (
            "The rebels released all nine doctors, their spokesman said.",
            "None of the nine doctors has been released, the ministry said.",
            "denial",
        ),
        (
            "The trust has rehired 62 nurses, it said.",
            "“Not one of the 62 nurses has been rehired,” Ida Voss said.",
            "denial",
        ),
        (
            "Chief Toro and Governor Sand signed a grazing accord on Sunday, an elder said.",
            "Governor Sand has signed nothing, her office said.",
            "denial",
        ),
        (
            "The checkpoint at Corrie was opened on Sunday, the army said.",
            "The checkpoint at Corrie is still closed, the Relief League said.",
            "denial",
        ),
        (
            "The board suspended 14 teachers, the union said.",
            "The board said that no teacher had been suspended.",
            "denial",
        ),
        (
            "Norlake and the drivers' union reached a deal on Sunday, Norlake said.",
            "There is no deal, the drivers' union said.",
            "denial",
        ),
        (
            "Aurora Air and the pilots met in Tarn on Sunday, the airline said.",
            "“There was no meeting on Sunday,” Ida Voss said.",
            "denial",
        ),
        (
            "Some 12,000 people marched in Tarn on Sunday, police said.",
            "Organisers put the march in Tarn on Sunday at 40,000 people.",
            "number",
        ),
        (
            "The rebels hold 30 soldiers, General Dolan said.",
            "The rebels freed 12 soldiers on Tuesday, the Red Cross said.",
            None,
        ),
        (
            "Flooding has driven 1,200 families from their homes.",
            "In 2019, 2,900 families lost their homes.",
            None,
        ),
        (
            "The parties will hold three rounds of talks in April.",
            "Two rounds of talks were held in February, the envoy said.",
            None,
        ),
        (
            "The pumps lift 300 cubic metres an hour.",
            "The lower towns receive 250 cubic metres an hour, the board said.",
            None,
        ),
        (
            "The mine employs 900 people, the company said.",
            "The company dismissed 30 people at the mine, the union said.",
            None,
        ),
        (
            "There has been no agreement so far, the mediator said.",
            "The union welcomed the mediator's letter.",
            None,
        ),
    ],
)
def test_two_reports_that_contradict_each_other_and_two_that_do_not(
    first: str, second: str, kind: str | None
) -> None:
    found = _brief_of(first, second)
    assert [one.kind for one in found.contradictions] == ([] if kind is None else [kind])


@pytest.mark.parametrize(
    ("qualifier", "value", "low", "high"),
    [
        ("exact", 40, 40, 40),
        ("about", 40, 35, 45),
        ("about", 405, 384.75, 425.25),
        ("about", 31_000_000, 29_450_000, 32_550_000),
        ("at-least", 40, 40, float("inf")),
        ("nearly", 40, 35, 40),
        ("at-most", 40, float("-inf"), 40),
    ],
)
def test_what_a_figure_can_mean(qualifier: str, value: int, low: float, high: float) -> None:
    figure = Figure("x", value, None, None, qualifier, "workers", None, None)  # type: ignore[arg-type]
    assert bounds(figure) == (low, high)
