"""Sentences in the reader's language: rows, and names that keep their own direction."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.importorskip("django", reason="the extra 'rooms' is not installed")


@pytest.fixture
def arabic() -> Iterator[None]:
    from django.utils.translation import override

    from tests.support.room import folder

    folder()
    with override("ar"):
        yield


def test_a_row_has_the_commas_of_the_language(arabic: None) -> None:
    from django.utils.translation import override

    from goodoffices.rooms.tongue import listed, row

    assert row(["1", "2", "3"]) == "1، 2، 3"
    assert listed(["1", "2", "3"]) == "1، 2 و3"
    assert (row([]), listed([]), listed(["1"])) == ("", "", "1")
    with override("en"):
        assert (row("123"), listed("123")) == ("1, 2, 3", "1, 2 and 3")


def test_names_keep_their_direction_in_a_sentence_read_from_the_right(arabic: None) -> None:
    from django.utils.translation import override

    from goodoffices.rooms.tongue import fill, places

    assert fill("{by}: {number}", by="Mara (2)", number=3) == "\u2068Mara (2)\u2069: 3"
    # who writes such signs cannot end the place of a name
    assert fill("{by}", by="a\u2069\u202eb") == "\u2068a[PDI][RLO]b\u2069"
    assert places("Agreement: {text}.") == "اتفاق: \u2068{text}\u2069."
    with override("en"):
        assert fill("{by}: {number}", by="Mara\u202e", number=3) == "Mara[RLO]: 3"
        assert places("Agreement: {text}.") == "Agreement: {text}."


def test_the_signs_around_names_are_the_only_ones_that_a_sentence_keeps(arabic: None) -> None:
    from django.utils.translation import override

    from goodoffices.rooms.templatetags.marks import sentence

    assert sentence("\u2068Mara\u2069 \u202e") == "\u2068Mara\u2069 [RLO]"
    with override("en"):
        assert sentence("\u2068Mara\u2069") == "[FSI]Mara[PDI]"


def test_words_of_ours_are_said_once_in_each_language(arabic: None) -> None:
    from django.utils.translation import override

    from goodoffices.rooms import tongue

    said: list[str] = []

    @tongue.once_a_language
    def only_here() -> str:
        said.append(tongue.listed(["1", "2"]))
        return said[-1]

    assert (only_here(), only_here()) == ("1 و2", "1 و2")
    with override("en"):
        assert only_here() == "1 and 2"
    assert said == ["1 و2", "1 and 2"]


def test_a_sentence_takes_only_the_parts_that_it_names(arabic: None) -> None:
    from goodoffices.rooms.tongue import fill

    assert fill("{a}{b}", a=1, b=2, c=3) == "12"
    with pytest.raises(KeyError):
        fill("{a}{b}", a=1)
