"""Reports that repeat one another are one source."""

from __future__ import annotations

import pytest

from goodoffices.record import Note
from goodoffices.record.merge.shared_sources import credit, shared_sources
from tests.support.record import entry_of

STORY = (
    "Envoys of Peru and Chile met in Lenz on Monday and agreed to free the crews of two ships, a spokesman "
    "said. Some 230 sailors are still held on the islands, according to the Relief League."
)
OTHER = "The mayor of Lenz opened the hall for the talks, which go on behind closed doors until Friday."


def groups(**texts: str) -> list[tuple[str, ...]]:
    days = dict.fromkeys(texts, "2031-03-04")
    return [group.dispatches for group in shared_sources(texts, days).groups]


def test_a_copy_with_a_line_of_its_own_is_the_same_source() -> None:
    assert groups(a=f"(Coast Wire) {STORY}", b=f"{STORY} {OTHER[:30]}", c=OTHER) == [("a", "b")]


def test_reports_that_share_a_quotation_are_two_sources() -> None:
    said = "“We came to listen, and we shall come again,” the envoy of Peru said."
    assert groups(a=f"{said} {STORY}", b=f"{OTHER} {OTHER[::-1]} {said}") == []


def test_the_same_words_a_month_later_are_another_report() -> None:
    days = {"a": "2031-03-04", "b": "2031-05-04"}
    assert shared_sources({"a": STORY, "b": STORY}, days).groups == ()


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("(Coast Wire) Envoys met.", "Coast Wire"),
        ("LENZ (Agency East) — Envoys met.", "Agency East"),
        ("By Anchor News Agency. Envoys met.", "Anchor News Agency"),
        ("MARAN, March 12. /PRESSA/. Envoys met.", "PRESSA"),
        ("Envoys met (in Lenz) on Monday.", None),
    ],
)
def test_the_agency_that_a_report_credits(text: str, agency: str | None) -> None:
    assert credit(text) == agency


def test_copies_are_named_together() -> None:
    found = shared_sources({"a": f"(Coast Wire) {STORY}", "b": STORY, "c": OTHER}, {})
    entries = [
        entry_of(Note("x"), dispatch=name, outlet=name.upper(), published=None) for name in "abc"
    ]
    assert (
        found.words(entries) == "A, not dated and B, not dated, one report by Coast Wire; C, not dated"
    )
    assert found.count(entries) == 2
