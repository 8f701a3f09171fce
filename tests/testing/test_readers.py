"""The check of readers: the rules pass, and each fault is found."""

from __future__ import annotations

from itertools import count

import pytest

from goodoffices.reader.plugins import READERS, Context, Proposals, Reader
from goodoffices.record.entries import Entry, Note, Span
from goodoffices.testing import check_reader


def first_word(name: str, words: str | None = None) -> Reader:
    """Return a reader that proposes a note on the first word, or on other words there."""

    def read(text: str, context: Context) -> Proposals:
        found = (text[context.start :].split() or [""])[0]
        start = text.find(found, context.start)
        span = Span(start, start + len(found), words or found)
        return Proposals(entries=(Entry(name, Note("a"), context.source, span),) if found else ())

    return read


def test_the_rules_pass() -> None:
    check_reader(READERS["rules"])


def test_what_stands_elsewhere_is_found() -> None:
    with pytest.raises(AssertionError, match="what is not in the text"):
        check_reader(first_word("report:note-1", "Never"))


def test_an_id_that_is_not_of_the_dispatch_is_found() -> None:
    with pytest.raises(AssertionError, match="do not begin with the dispatch's: \\['note-1'\\]"):
        check_reader(first_word("note-1"))


def test_a_reader_that_counts_on_is_found() -> None:
    numbers = count()

    def counting(text: str, context: Context) -> Proposals:
        return first_word(f"report:note-{next(numbers)}")(text, context)

    with pytest.raises(AssertionError, match="has read before"):
        check_reader(counting)


def test_an_id_given_twice_is_found() -> None:
    def twice(text: str, context: Context) -> Proposals:
        [*entries] = first_word("report:note-1")(text, context).entries
        return Proposals(entries=(*entries, *entries))

    with pytest.raises(AssertionError, match="an id twice"):
        check_reader(twice)
