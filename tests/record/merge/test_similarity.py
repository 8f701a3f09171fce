"""How similar words and dates are."""

from __future__ import annotations

import pytest

from goodoffices.record.merge.similarity import days_apart, stem


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        ("2031-03-04", "2031-03-05", 1),
        ("2031-03", "2031-03-05", 0),
        ("../2031-03-04", "2031-03-09", 5),
        ("2031-03-01/2031-03-10", "2031-03-20/..", 10),
        (None, "2031", None),
    ],
)
def test_days_apart(one: str | None, other: str | None, days: int | None) -> None:
    assert days_apart(one, other) == days == days_apart(other, one)


def test_words_agree_without_their_endings() -> None:
    assert len({stem(word) for word in ("release", "releases", "released", "releasing")}) == 1
    assert stem("policies") == stem("policy")
