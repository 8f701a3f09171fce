"""EDTF: the days a text covers, texts that are refused, and their order."""

from __future__ import annotations

from datetime import date

import pytest

from goodoffices.record.dates import order, parse, valid


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-05-26", date(2024, 5, 26), date(2024, 5, 26)),
        ("2024-05", date(2024, 5, 1), date(2024, 5, 31)),
        ("2024-02~", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("../2024-05-24", None, date(2024, 5, 24)),
        ("2024-05-24/..", date(2024, 5, 24), None),
        ("2024-05-01/2024-05-10", date(2024, 5, 1), date(2024, 5, 10)),
    ],
)
def test_edtf(text: str, first: date | None, last: date | None) -> None:
    span = parse(text)
    assert (span.first, span.last) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "May",
        "2024-13",
        "2024-02-30",
        "2024-05-10/2024-05-01",
        "../..",
        "24-05-26",
        "[[2024]]",
        "[" * 9_999 + "]" * 9_999,
    ],
)
def test_not_edtf(text: str) -> None:
    assert not valid(text)


def test_dates_sort_by_when_they_can_have_begun() -> None:
    found = [None, "2024-06", "../2024-05-24", "2024-05-20/2024-05-30", "2024-05-19"]
    assert sorted(found, key=order) == [
        "2024-05-19",
        "2024-05-20/2024-05-30",
        "../2024-05-24",
        "2024-06",
        None,
    ]
