"""Searches: how words are compared in each script, what is refused, and where words stand in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.errors import UsageError
from goodoffices.limits import SEARCH_TEXT, SEARCH_WORDS
from goodoffices.record.ledger.searching import Phrase, excerpt, folded, searched, words_of


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Al-Khulaïfi's 1,500", "al khulaifi s 1 500"),
        ("Łódź Sør ÆGIR straße", "lodz sor aegir strasse"),
        ("cafe\u0301 CAFÉ", "cafe cafe"),
        ("ΣΟΦΟΣ σοφός", "σοφοσ σοφοσ"),
        ("Ёлка Київ", "елка киів"),
        ("الْهُدْنَة الهـدنة", "الهدنة الهدنة"),
        ("أحمد إلى", "احمد الى"),
        ("שָׁלוֹם", "שלום"),
        ("किताब कुल", "किताब कुल"),
        ("停火协议", "停 火 协 议"),
        ("ﾃｽﾄ テスト", "テ ス ト テ ス ト"),
        ("ﬁnal Ⅳ ½", "final iv 1 2"),
        ("soft\u00adhyphen joi\u200dner", "softhyphen joiner"),
        ("snake_case ☎\ufe0f \x00 \ud800", "snake case"),
        ("İstanbul ıssız", "istanbul issiz"),
    ],
)
def test_words_are_compared_without_capitals_accents_or_points(written: str, words: str) -> None:
    assert " ".join(words_of(written)) == words


@given(st.text())
def test_a_text_has_every_search_for_its_own_words(text: str) -> None:
    words = words_of(text)
    if not words or len(words) > SEARCH_WORDS.most:
        return
    assert searched(f'"{" ".join(words)}"').places(text)
    assert words_of(folded(text)) == words


@given(st.text(alphabet='"*()^:-+ANDORNEARab \u00e9\u505c\u0e01\ud800', max_size=30))
def test_signs_of_a_search_mean_nothing_but_quotes_and_a_star(text: str) -> None:
    """The query for SQLite holds quoted words, AND, and stars after quotes: nothing that was typed."""
    try:
        query = searched(text).query
    except UsageError:
        return
    for part in query.split(" AND "):
        quoted = part.removesuffix(" *")
        assert quoted[0] == quoted[-1] == '"'
        assert all(word.isalnum() or not word.isascii() for word in quoted[1:-1].split(" "))


def test_a_search_is_words_phrases_and_beginnings() -> None:
    asked = searched('Doha “cease  fire” pris* Al-Thani "left open')
    assert asked.phrases == (
        Phrase(("doha",), False),
        Phrase(("cease", "fire"), False),
        Phrase(("pris",), True),
        Phrase(("al", "thani"), False),
        Phrase(("left",), False),
        Phrase(("open",), False),
    )
    assert searched("al-th*").query == '"al th" *'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "search: expected words to look for, found ''."),
        ('"" * - ☎', """search: expected words to look for, found '"" * - ☎'."""),
        ("a*", "search: expected at least 2 letters before '*', found 'a*'."),
        ("a " * 65, "search: expected at most 64 words, found 65 words."),
        ("停" * 65, "search: expected at most 64 words, found 65 words."),
        ("a" * 2001, "search: expected at most 2,000 characters, found 2,001."),
    ],
)
def test_a_search_that_cannot_be_made_is_refused(text: str, message: str) -> None:
    with pytest.raises(UsageError) as raised:
        searched(text)
    assert str(raised.value) == message
    assert (SEARCH_WORDS.most, SEARCH_TEXT.most) == (64, 2000)


@pytest.mark.parametrize(
    ("asked", "text", "found"),
    [
        ("doha", "In Doha, and in DOHA", ["Doha", "DOHA"]),
        ('"al thani"', "Sheikh Al-Thani said", ["Al-Thani"]),
        ("pris*", "prisoners and a prison", ["prisoners", "prison"]),
        ("ladino", "Ladin\u0303o", ["Ladin\u0303o"]),
        ("停火", "双方停火。", ["停火"]),
        ("strasse", "Die Straße", ["Straße"]),
        ("left", "it stayed", []),
    ],
)
def test_places_are_those_of_the_text_as_written(asked: str, text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in searched(asked).places(text)] == found


@pytest.mark.parametrize("width", [20, 40, 160])
def test_an_excerpt_is_about_the_first_place(width: int) -> None:
    text = "word " * 30 + "the truce in Doha held " + "word " * 30
    places = searched("doha truce").places(text)
    part, inside = excerpt(text, places, width)
    assert len(part) <= width + 4
    assert part[inside[0][0] : inside[0][1]] == "truce"
    assert part.startswith("… ")
    assert part.endswith(" …")
    assert not part.removeprefix("… ").startswith("ord")


def test_a_short_text_is_its_own_excerpt() -> None:
    assert excerpt("the truce", [(4, 9)], 9) == ("the truce", [(4, 9)])
    assert excerpt("x" * 50, [], 20)[0].startswith("xxx")
