"""The catalogues of Arabic and Hebrew are whole, and say what the English says in the same places."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.support.words import compiled, kept, script

pytest.importorskip("django", reason="the extra 'rooms' is not installed")
pytest.importorskip("babel", reason="Babel is not installed")

LANGUAGES = ("ar", "he")
LETTERS = {"ar": re.compile(r"[\u0621-\u064a]"), "he": re.compile(r"[\u05d0-\u05ea]")}
WITHOUT_WORDS = re.compile(r"(?:\{\w+\}|[\W\d_])*")


def forms(message: Any) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def messages(language: str) -> list[Any]:
    return [message for message in script().read(language) if message.id]


def test_a_message_is_found_wherever_a_room_marks_it() -> None:
    words = script()
    code = "_('A')\ngettext_noop('B')\nngettext('one', 'many', 3)\npgettext('of time', 'C')\n_(name)\n"
    assert list(words.in_code(code)) == [
        (None, ("A",)),
        (None, ("B",)),
        (None, ("one", "many")),
        ("of time", ("C",)),
    ]
    page = (
        "{% load i18n %}{% translate 'It''s' %}<b>{% translate \"A\" context 'of time' %}</b>"
        "{% blocktranslate count n=n %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}"
    ).replace("''", "&#39;")
    assert list(words.in_template(page)) == [
        (None, ("It&#39;s",)),
        ("of time", ("A",)),
        (None, ("%(n)s day", "%(n)s days")),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_every_message_of_a_room_translated_and_no_other(language: str) -> None:
    words = script()
    catalog = words.renewed(language)
    path = words.LOCALE / language / "LC_MESSAGES" / "django.po"
    assert path.read_text("utf-8") == words.written(language, catalog), "run scripts/words.py"
    assert words.missing(catalog) == []
    assert [message.id for message in messages(language) if message.fuzzy] == []
    assert len(messages(language)) > 700


def test_a_message_without_a_translation_is_missing() -> None:
    words = script()
    catalog = words.renewed("he")
    catalog.add("Nobody has translated this.")
    catalog.add(("%(n)s new", "%(n)s new ones"), ("אחד", "", ""))
    assert len(words.missing(catalog)) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_places_and_marks_of_its_message(language: str) -> None:
    faults = []
    for message in messages(language):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        wanted, counted = kept(ids[-1]), len(ids) > 1
        for number, words in enumerate(forms(message)):
            # a form for no, one or two things may say so in a word
            few = counted and number < (3 if language == "ar" else 2)
            found = kept(words)
            if found != wanted and not (few and set(found) < set(wanted)):
                faults.append((ids[-1], words))
    assert faults == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_is_in_the_letters_of_its_language(language: str) -> None:
    assert [
        message.id
        for message in messages(language)
        for words in forms(message)
        if not LETTERS[language].search(words) and not WITHOUT_WORDS.fullmatch(words)
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_room_reads_what_the_catalogue_says(language: str) -> None:
    room = compiled(language)
    for message in messages(language):
        if isinstance(message.id, tuple):
            # the numbers choose every form of both languages
            one, many = message.id
            found = {room.ngettext(one, many, number) for number in (0, 1, 2, 3, 11, 100)}
            assert found == set(message.string), message.id
        elif message.context:
            assert room.pgettext(message.context, message.id) == message.string
        else:
            assert room.gettext(message.id) == message.string


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ar", ["لا روابط.", "رابط واحد.", "رابطان.", "3 روابط.", "11 رابطًا.", "100 رابط."]),
        (
            "he",
            ["0 קישורים.", "קישור אחד.", "שני קישורים.", "3 קישורים.", "11 קישורים.", "100 קישורים."],
        ),
    ],
)
def test_things_are_counted_as_the_language_counts(language: str, said: list[str]) -> None:
    room = compiled(language)
    numbers = (0, 1, 2, 3, 11, 100)
    ids = ("%(links)s link.", "%(links)s links.")
    assert [room.ngettext(*ids, number) % {"links": number} for number in numbers] == said
