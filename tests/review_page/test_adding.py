"""The place of an entry that is added."""

from __future__ import annotations

import pytest

from goodoffices.errors import UsageError
from goodoffices.record import Contact, Figure, Span, Statement
from goodoffices.review_page.adding import Place, place_of, proposed

TEXT = "---\noutlet: X\n---\nAnn met Bo. Bo said “no\nship sails”. Nobody met.\n\nThe end"


@pytest.mark.parametrize(
    ("asked", "words", "around", "numbers"),
    [
        ({"sentence": "1"}, "Ann met Bo.", "Ann met Bo.", (1, 1)),
        ({"sentence": " 4 "}, "The end", "The end", (4, 4)),
        ({"sentence": "3", "to": "2"}, "Bo said “no\nship sails”. Nobody met.", None, (2, 3)),
        ({"sentence": "1", "words": "met"}, "met", "Ann met Bo.", (1, 1)),
        ({"sentence": "3", "words": "met"}, "met", "Nobody met.", (3, 3)),
        ({"words": "no ship"}, "no\nship", "Bo said “no\nship sails”.", (2, 2)),
        ({"words": "met", "at": str(TEXT.index("Nobody"))}, "met", "Nobody met.", (3, 3)),
        ({"words": "met", "at": "x"}, "met", "Ann met Bo.", (1, 1)),
        (
            {"words": "met", "at": str(TEXT.index("met.")), "end": str(TEXT.index("met.") + 3)},
            "met",
            "Nobody met.",
            (3, 3),
        ),
        ({"words": "Bo. Bo said"}, "Bo. Bo said", "Ann met Bo. Bo said “no\nship sails”.", (1, 2)),
    ],
)
def test_a_place_by_number_or_by_words(
    asked: dict[str, str], words: str, around: str | None, numbers: tuple[int, int]
) -> None:
    place = place_of(TEXT, asked)
    assert (place.words.text, place.around.text) == (words, around or words)
    assert (place.first, place.last) == numbers
    for span in (place.words, place.around):
        assert TEXT[span.start : span.end] == span.text


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({}, "number of a sentence, 1 to 4, found ''"),
        ({"sentence": "0"}, "1 to 4, found '0'"),
        ({"sentence": "5"}, "1 to 4, found '5'"),
        ({"sentence": "²"}, "1 to 4"),
        ({"sentence": "1", "to": "9" * 5000}, "1 to 4"),
        ({"sentence": "1", "words": "Nobody"}, "Expected words of the report, found 'Nobody'"),
        ({"words": "x" * 10}, "Expected words of the report"),
    ],
)
def test_a_place_that_is_not_there(asked: dict[str, str], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        place_of(TEXT, asked)


def test_words_may_be_as_the_page_draws_them() -> None:
    text = "Ann \u202emet Bo. The end"
    asked = {"sentence": "1", "words": r"\u202emet", "at": "4", "end": "8"}
    assert place_of(text, asked).words == Span(4, 8, "\u202emet")
    with pytest.raises(UsageError):
        place_of(text, asked | {"end": "7"})


def test_selected_words_are_proposed_for_the_fields() -> None:
    place = place_of(TEXT, {"words": "“no ship sails”"})
    assert proposed(Statement, place)["content"] == "“no ship sails”"
    assert proposed(Statement, place)["quoted"] == "full"
    assert proposed(Figure, place)["text"] == "“no ship sails”"
    whole = place_of(TEXT, {"sentence": "1"})
    assert isinstance(whole, Place)
    assert whole.whole
    assert proposed(Contact, whole) == {}
