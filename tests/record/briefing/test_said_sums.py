"""Figures that add up are said aloud, with their reports."""

from __future__ import annotations

from goodoffices.record import Figure
from goodoffices.record.briefing.said_sums import said_sums
from goodoffices.record.merge.shared_sources import SharedSources
from tests.support.record import entry_of


def test_a_sum_is_said_with_its_parts_and_its_whole() -> None:
    text = "Of 887 prisoners 181 prisoners are old and 706 prisoners are young."
    entries = [
        entry_of(
            Figure(number, float(number), None, None, "exact", "prisoners", None, None),
            words=number,
            number=place,
            start=text.index(number),
        )
        for place, number in enumerate(("887", "181", "706"))
    ]
    (found,) = said_sums(entries, {"2031-08-26-coast": text}, SharedSources())
    assert found.text == "181 and 706 add up to 887 prisoners (Coast News, 26 August 2031)."
    assert found.parts == tuple(entry.id for entry in entries[1:])
