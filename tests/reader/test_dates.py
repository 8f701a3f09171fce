"""Dates in a dispatch, as EDTF."""

from __future__ import annotations

from datetime import date

import pytest

import goodoffices as go
from goodoffices.reader.dates import find_dates
from goodoffices.record.dates import valid


def test_without_a_publication_date_relative_dates_stay_relative() -> None:
    (when,) = go.read("They met on Friday.").to_json()["dates"]
    assert (when["edtf"], when["relative"]) == (None, "Friday before publication")


PUBLISHED = date(2024, 5, 29)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("They met on Friday.", "2024-05-24"),
        ("The hearing resumes Friday week.", "2024-06-07"),
        ("The appeal was put off to Monday fortnight.", "2024-06-17"),
        ("They met the day before yesterday.", "2024-05-27"),
        ("They meet the day after tomorrow.", "2024-05-31"),
        ("The pass is shut through July.", "2024-07"),
        ("The envoy will be received on the 18th.", "2024-06-18"),
        ("The committee sat on the 18th.", "2024-05-18"),
        ("The mediator gave the two sides until noon on Friday.", "2024-05-31"),
        ("Members vote from May 30 to June 3.", "2024-05-30/2024-06-03"),
        ("The vote, from Nov. 28 to Dec. 4, failed.", "2023-11-28/2023-12-04"),
        ("The fair ran from 28 December to 3 January.", "2023-12-28/2024-01-03"),
        ("The offer was tabled on 7.3.2024.", "2024-03-07"),
        ("The offer was tabled on 3/14/2024.", "2024-03-14"),
        ("The judge set June 20 for the hearing.", "2024-06-20"),
        ("The guild has called a walkout from Monday.", "2024-06-03"),
        ("They have met daily since 3 April.", "2024-04-03"),
        ("They say it will be over by November.", "2024-11"),
        ("The lease runs until 2036.", "2036"),
        ("A second round was planned for 3 June.", "2024-06-03"),
        ("They quote the 1987 water accord.", "1987"),
        ("They will meet next Thursday.", "2024-06-06"),
        ("The board expects a second session on Monday.", "2024-06-03"),
        ("After a first round on Monday, they are to go on in Lenz.", "2024-05-27"),
        ("Fee | 8% from 1 June | none", "2024-06-01"),
        ("They will meet on Friday.", "2024-05-31"),
        ("They met on Wednesday.", "2024-05-29"),
        ("They met last Wednesday.", "2024-05-22"),
        ("They met yesterday.", "2024-05-28"),
        ("They meet tomorrow.", "2024-05-30"),
        ("They met last week.", "2024-05-20/2024-05-26"),
        ("They meet next week.", "2024-06-03/2024-06-09"),
        ("They met last month.", "2024-04"),
        ("They met in early May.", "2024-05-01/2024-05-10"),
        ("They met in mid-April.", "2024-04-11/2024-04-20"),
        ("They met on May 3.", "2024-05-03"),
        ("They met on 3 May 2023.", "2023-05-03"),
        ("They met on October 7.", "2023-10-07"),
        ("They will meet on June 3.", "2024-06-03"),
        ("They met on 2024-05-01.", "2024-05-01"),
        ("They met in March.", "2024-03"),
        ("They met three weeks ago.", "2024-05-08~"),
        ("They met two days ago.", "2024-05-27"),
        ("They met in September 2022.", "2022-09"),
        ("They met on Monday.", "2024-05-27"),
        ("They met on Tuesday.", "2024-05-28"),
        ("They met on Sunday.", "2024-05-26"),
        ("They will meet on Wednesday.", "2024-05-29"),
        ("They will meet next Wednesday.", "2024-06-05"),
        ("They will meet on Thursday.", "2024-05-30"),
        ("The talks resume on Monday.", "2024-06-03"),
        ("They meet next Tuesday.", "2024-06-04"),
        ("They met last Monday.", "2024-05-27"),
        ("They met today.", "2024-05-29"),
        ("They spoke last night.", "2024-05-28"),
        ("They spoke this morning.", "2024-05-29"),
        ("They met on June 3, 2022.", "2022-06-03"),
        ("They met on 3rd of May 2023.", "2023-05-03"),
        ("They met on Dec. 24.", "2023-12-24"),
        ("They met on Sept. 5, 2023.", "2023-09-05"),
        ("They will meet on January 9.", "2025-01-09"),
        ("They met from 3 to 5 May.", "2024-05-03/2024-05-05"),
        ("They met on May 3-5, 2023.", "2023-05-03/2023-05-05"),
        ("They met in late April.", "2024-04-21/2024-04-30"),
        ("They met at the beginning of March.", "2024-03-01/2024-03-10"),
        ("They met at the end of February.", "2024-02-21/2024-02-29"),
        ("They met in the middle of March.", "2024-03-11/2024-03-20"),
        ("They met in June.", "2023-06"),
        ("They will meet in June.", "2024-06"),
        ("They met in March 2021.", "2021-03"),
        ("They met in 2019.", "2019"),
        ("The line has been cut since 2021.", "2021"),
        ("They met last year.", "2023"),
        ("They met in April last year.", "2023-04"),
        ("They met on 12 May of last year.", "2023-05-12"),
        ("They met on May 12, last year.", "2023-05-12"),
        ("They will meet in July next year.", "2025-07"),
        ("They met in early May this year.", "2024-05-01/2024-05-10"),
        ("They meet next year.", "2025"),
        ("They meet next month.", "2024-06"),
        ("They met this month.", "2024-05"),
        ("They met last weekend.", "2024-05-25/2024-05-26"),
        ("They meet this week.", "2024-05-27/2024-06-02"),
        ("They met a week ago.", "2024-05-22~"),
        ("They met 10 days ago.", "2024-05-19"),
        ("They met two months ago.", "2024-03-30~"),
        ("The deadline of May 31 will be kept.", "2024-05-31"),
        ("They must sign by Friday.", "2024-05-31"),
        ("The minister said on Friday that talks will resume.", "2024-05-24"),
    ],
)
def test_dates(text: str, edtf: str) -> None:
    assert [found.edtf for found in find_dates(text, PUBLISHED)] == [edtf]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("They met on May 3. The next day they signed.", ["2024-05-03", "2024-05-04"]),
        ("They met on May 3. Two days later they signed.", ["2024-05-03", "2024-05-05"]),
        ("They met on May 3. A day earlier they had spoken.", ["2024-05-03", "2024-05-02"]),
        ("They met on May 3. The same day they signed.", ["2024-05-03", "2024-05-03"]),
        ("It was moved from 3 June to 20 June.", ["2024-06-03", "2024-06-20"]),
        ("It was put off from 3 to 5 June.", ["2024-06-05"]),
        ("They met on 2024-02-30.", []),
        ("They met on May 32.", []),
    ],
)
def test_days_told_by_another_and_days_that_are_none(text: str, days: list[str]) -> None:
    assert [found.edtf for found in find_dates(text, PUBLISHED)] == days


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    "words",
    [
        "last week", "next week", "last year", "next year", "next month", "last month", "yesterday",
        "tomorrow", "two weeks ago", "on Monday", "next Friday", "in December", "late December",
        "10,000 years ago", "on 31 December, and two days later", "next weekend",
    ],
)  # fmt: skip
def test_dates_outside_of_the_calendar_stay_relative(day: str, words: str) -> None:
    reading = go.read(f"Talks between A and B will be held {words}.", published=day)
    assert all(when.edtf is None or valid(when.edtf) for when in reading.dates)


def test_today_in_a_name_is_no_day() -> None:
    assert (
        go.read("Commerce Today printed the letter.", published="2024-05-29").to_json()["dates"] == []
    )


@pytest.mark.parametrize("written", ["2031-05-01", "٢٠٣١-٠٥-٠١", "２０３１-０５-０１"])
def test_digits_of_any_script_are_digits(written: str) -> None:
    """They were matched as digits and then refused by the calendar, with a traceback."""
    [when] = find_dates(f"They met on {written} in Melrow.", None)
    assert when.edtf == "2031-05-01"
    assert go.read(f"Published {written}\nThey met in Melrow.").source.published == "2031-05-01"
