"""Words that a person types, found in the report."""

from __future__ import annotations

import pytest

from goodoffices.record import Span
from goodoffices.record.report_words import Report, quoted

TEXT = "He said: “We're here.”\n  She said (twice) it's fine."


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("We're here.", "We're here."),
        ('"We’re here."', "“We're here.”"),
        ("here.” She  said", "here.”\n  She said"),
        ("(twice) it‘s", "(twice) it's"),
    ],
)
def test_words_are_found_whatever_the_marks_and_line_ends(words: str, found: str) -> None:
    place = Report(TEXT).place(words)
    assert place.text == found == TEXT[place.start : place.end]


@pytest.mark.parametrize(
    "words", ["", " ", "we're here", ".*", "said said", "He … nobody", "He … " * 21, "x" * 200]
)
def test_words_that_are_not_in_the_report_are_refused(words: str) -> None:
    with pytest.raises(ValueError, match="expected words of the report, found"):
        Report(TEXT).parts(words)


def test_the_nearest_place_is_meant() -> None:
    first, last = TEXT.index("said"), TEXT.rindex("said")
    assert Report(TEXT).place("said").start == first
    assert Report(TEXT, near=Span(last + 2, last + 9, "")).place("said").start == last
    assert Report(TEXT[last:], last).place("said").start == last


def test_parts_stand_at_an_ellipsis() -> None:
    assert [part.text for part in Report(TEXT).parts("He said … it's fine")] == ["He said", "it's fine"]
    assert [part.text for part in Report("a … b").parts("a … b")] == ["a … b"]


@pytest.mark.parametrize(
    ("text", "right"),
    [("“We go,”", "full"), ('"We go"', "full"), ("we “go” home", "partial"), ("we go", "none")],
)
def test_whether_words_are_quoted(text: str, right: str) -> None:
    assert quoted((Span(0, len(text), text),)) == right
    assert quoted(()) == "none"
