"""Contradictions between reports."""

from __future__ import annotations

from typing import Any

import pytest

from goodoffices.model import Case
from goodoffices.reader import read
from goodoffices.record import Figure, Reports
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


def test_what_a_report_tells_itself_contradicts_no_demand_and_not_that_report() -> None:
    demand = "Crews asked the port to sign an agreement on wages"
    failed = "The port and the crews did not sign an agreement on wages on Monday"
    signed = "The port and the crews signed an agreement on wages on Tuesday"

    def denials(*texts: str) -> int:
        readings = [
            read(text.encode(), published="2031-05-06", name=f"report-{number}")
            for number, text in enumerate(texts)
        ]
        entries = [entry for reading in readings for entry in reading.entries]
        actors = {f"report-{number}": reading.actors for number, reading in enumerate(readings)}
        reports = Reports(actors, {f"report-{number}": one.text for number, one in enumerate(readings)})
        found = brief_of(Case("x", "X", "record-only", True, "", ()), entries, reports)
        return sum(one.kind == "denial" for one in found.contradictions)

    assert denials(f"{failed}. {demand}.") == 0
    assert denials(f"{failed}.", f"{demand}.") == 0
    assert denials(f"{failed}. {signed}.") == 0
    assert denials(f"{failed}.", f"{signed.replace('Tuesday', 'Monday')}.") == 1


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
