"""Dates as people type them."""

from __future__ import annotations

import pytest

from goodoffices.record import when_text
from goodoffices.record.typed_dates import edtf


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("2025-08-26", "2025-08-26"),
        ("2025-08-26?", "2025-08-26?"),
        ("../2025-08", "../2025-08"),
        ("26 August 2025", "2025-08-26"),
        ("  26  august   2025 ", "2025-08-26"),
        ("on 26 Aug. 2025", "2025-08-26"),
        ("26th of August 2025", "2025-08-26"),
        ("the 26th of August, 2025", "2025-08-26"),
        ("August 26, 2025", "2025-08-26"),
        ("Sept 3rd 2025", "2025-09-03"),
        ("Tuesday, 26 August 2025", "2025-08-26"),
        ("Tue 26 August 2025", "2025-08-26"),
        ("August 2025", "2025-08"),
        ("in Aug 2025", "2025-08"),
        ("May 2025", "2025-05"),
        ("2025", "2025"),
        ("2025-8-6", "2025-08-06"),
        ("2025/8/26", "2025-08-26"),
        ("26.8.2025", "2025-08-26"),
        ("3.4.2025", "2025-04-03"),
        ("26/8/2025", "2025-08-26"),
        ("8/26/2025", "2025-08-26"),
        ("4/4/2025", "2025-04-04"),
        ("about 26 August 2025", "2025-08-26~"),
        ("circa 1999", "1999~"),
        ("1 to 10 May 2024", "2024-05-01/2024-05-10"),
        ("1-10 May 2024", "2024-05-01/2024-05-10"),
        ("1–10 May 2024", "2024-05-01/2024-05-10"),
        ("May 1 to 10, 2024", "2024-05-01/2024-05-10"),
        ("May 1-10, 2024", "2024-05-01/2024-05-10"),
        ("28 April to 3 May 2024", "2024-04-28/2024-05-03"),
        ("from 28 December 2023 to 3 January 2024", "2023-12-28/2024-01-03"),
        ("between 1 and 3 May 2024", "2024-05-01/2024-05-03"),
        ("May to July 2024", "2024-05/2024-07"),
        ("2023 to 2024", "2023/2024"),
        ("until 24 May 2024", "../2024-05-24"),
        ("by May 2024", "../2024-05"),
        ("since 24 May 2024", "2024-05-24/.."),
        ("24 May 2024 or later", "2024-05-24/.."),
        ("3 or 5 May 2024", "[2024-05-03, 2024-05-05]"),
        ("31 May or 2 June 2024", "[2024-05-31, 2024-06-02]"),
    ],
)
def test_a_date_is_read_as_it_is_typed(typed: str, right: str) -> None:
    assert edtf(typed) == right


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("May", "expected a date such as 26 August 2025"),
        ("", "expected a date"),
        ("26 August", "with its year"),
        ("August 26", "with its year"),
        ("31 June 2025", "expected a date such as 26 August 2025 or 2025-08-26, found"),
        ("3/4/2025", "may be two days"),
        ("Monday, 26 August 2025", "a Tuesday, found Monday"),
        ("26 August 2025 and a bit", "expected a date"),
        ("10 to 1 May 2024", "expected a date"),
        ("next week", "expected a date"),
        ("1 or", "expected a date"),
        ("9" * 5000, "expected a date"),
        ("1 to " * 500 + "2 May 2024", "expected a date"),
        ("1 or " * 10_000 + "x" * 50_000, "expected a date"),
    ],
)
def test_what_is_no_date_or_may_be_two_is_refused(typed: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        edtf(typed)


@pytest.mark.parametrize(
    "day",
    [
        "2024",
        "2024-05",
        "2024-05-24",
        "2024-05-24~",
        "2024-05-01/2024-05-10",
        "2024-05-28/2024-06-02",
        "2023-12/2024-01",
        "../2024-05-24",
        "2024-05-24/..",
        "[2024-05-03, 2024-05-05]",
        "[2024-05, 2024-06-05]",
    ],
)
def test_a_date_as_it_is_shown_is_read_back(day: str) -> None:
    assert edtf(when_text(day)) == day
