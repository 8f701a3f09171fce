"""Words that tell events apart: names, the place in a series, and the day a passage names."""

from __future__ import annotations

import pytest

from goodoffices.record.merge.cues import adds, day_told, goes_on, names_in, place_in_series


def test_names_are_words_with_capitals_but_no_days_titles_or_credits() -> None:
    text = "(Coast Wire) Foreign Minister Ana Bell of Peru met Chile’s envoy in Lenz on Monday."
    assert names_in(text) == {"ana", "bell", "peru", "chile", "lenz"}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("They held a third round of talks.", 3),
        ("The 2nd meeting is near.", 2),
        ("The first round and the second round were short.", None),
        ("They met.", None),
    ],
)
def test_the_place_in_a_series(text: str, number: int | None) -> None:
    assert place_in_series(text) == number


def test_what_goes_on_and_what_adds() -> None:
    assert goes_on("They will meet again.")
    assert not goes_on("They met in Lenz.")
    assert adds("another nine")
    assert not adds("nine")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("They freed nine on Tuesday.", "2031-03-11"),
        ("On Monday they came, on Tuesday they left.", None),
        ("The mayor said on Tuesday nine had come.", None),
        ("40 crossed on the first day.", "first"),
        ("They will leave next Tuesday.", None),
    ],
)
def test_the_day_that_a_passage_names(text: str, day: str | None) -> None:
    assert day_told(text, "2031-03-12") == day
