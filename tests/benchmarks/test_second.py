"""The second gold is sound: every mark is in its text, every word of a code is known, days are right."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import get_args

import pytest
from benchmarks.second import AGENCY, HALVES, Folder, Text, bare, folders, parse, texts

from goodoffices.record.entries import Assertion, ContactKind, ContactStatus, OutcomeKind, Qualifier

ASSERTIONS = set(get_args(Assertion))
CONTACTS = set(get_args(ContactKind))
STATUSES = set(get_args(ContactStatus))
OUTCOMES = set(get_args(OutcomeKind))
QUALIFIERS = set(get_args(Qualifier))
STANCES = {"demands", "offers", "accepts", "rejects"}
DAMAGE = {"stray-prefix", "stray-letter", "truncated-word", "unbalanced-quote", "merged-word", "other"}
DAYS = [day.lower() for day in calendar.day_name]
EDTF = re.compile(r"\d{4}(-\d\d(-\d\d)?)?|\.\.")


def every_text() -> list[Text]:
    return [text for half in HALVES for text in texts(half)]


def every_folder() -> list[Folder]:
    return [folder for half in HALVES for folder in folders(half)]


@cache
def everything() -> tuple[Text, ...]:
    reported = [report for folder in (*every_folder(), *folders(AGENCY)) for report in folder.reports]
    return (*every_text(), *texts(AGENCY), *reported)


def words_near(text: Text) -> str:
    """Return the words of a text and of all that share its foot, as names are compared."""
    shared = [other.words for other in everything() if other.foot is text.foot]
    return " ".join(shared).replace("’", "'").casefold()


def test_the_half_held_back_has_82_short_texts_in_many_forms_and_12_folders_the_open_one_half_of_that() -> (
    None
):
    single = every_text()
    assert {half: len(list(texts(half))) for half in HALVES} == {"second": 82, "open": 41}
    assert len({text.name for text in single}) == len(single)
    lengths = {text.name: len(text.words.split()) for text in single}
    assert {name for name, length in lengths.items() if not 45 <= length <= 230} == set()
    assert len({text.form for text in single}) >= 10
    assert {half: len(list(folders(half))) for half in HALVES} == {"second": 12, "open": 6}
    names = [folder.name for folder in every_folder()]
    assert len(set(names)) == len(names)
    assert {len(folder.reports) for folder in every_folder()} <= {2, 3, 4}


def test_every_word_of_a_code_is_known() -> None:
    for text in everything():
        assert {mark.letter for mark in text.marks} <= set("pdtfsqcxonz"), text.name
        for said in text.statements():
            assert set(said.assertions) <= ASSERTIONS, (text.name, said)
        for contact in text.contacts():
            assert set(contact.kinds) <= CONTACTS, (text.name, contact)
            assert set(contact.statuses) <= STATUSES, (text.name, contact)
            assert set(contact.assertions) <= ASSERTIONS, (text.name, contact)
        for outcome in text.outcomes():
            assert outcome.kind in OUTCOMES, (text.name, outcome)
            assert set(outcome.assertions) <= ASSERTIONS, (text.name, outcome)
        assert {position.stance for position in text.positions()} <= STANCES, text.name
        assert {figure.qualifier for figure in text.figures()} <= QUALIFIERS, text.name
        assert {mark.says for mark in text.of("d")} <= DAMAGE, text.name


def test_every_mark_has_words_at_its_place() -> None:
    for text in everything():
        for mark in text.marks:
            assert mark.span.text.strip(), (text.name, mark)
            assert text.words[mark.span.start : mark.span.end] == mark.span.text
        assert not re.search(r"[{}]", text.words), text.name


def test_no_pronoun_is_an_actor() -> None:
    for text in everything():
        for said in text.statements():
            names = {name for actors in said.actors for name in actors or ()}
            assert not names & {"he", "she", "it", "they", "He", "She", "It", "They", "I", "we"}, (
                text.name
            )


def _names(text: Text) -> Iterator[str]:
    for said in text.statements():
        for actors in said.actors:
            yield from actors or ()
    for contact in text.contacts():
        yield from contact.participants
    for outcome in text.outcomes():
        yield from outcome.by
    for position in text.positions():
        yield from position.actors
    yield from (*text.foot.parties, *text.foot.mediators)


def test_every_actor_place_and_duration_is_in_the_text() -> None:
    for text in everything():
        near = words_near(text)
        for name in _names(text):
            assert any(form in near for form in text.foot.forms(name.lstrip("~"))), (text.name, name)
        for contact in text.contacts():
            assert (contact.place or "").lstrip("~").casefold() in near, (text.name, contact)
        for outcome in text.outcomes():
            assert (outcome.duration or "") in text.words, (text.name, outcome)
            assert (outcome.place or "").lstrip("~").casefold() in near, (text.name, outcome)


def test_every_date_is_one_and_weekdays_are_those_of_the_calendar() -> None:
    for text in everything():
        date.fromisoformat(text.published)
        others = [one.edtf for one in text.contacts() if one.edtf]
        others += [one.edtf for one in text.outcomes() if one.edtf]
        for edtf in (*others, *(value for one in text.dates() for value in one.edtf)):
            assert all(EDTF.fullmatch(part) for part in edtf.lstrip("~").split("/")), (text.name, edtf)
        for one in text.dates():
            day = next((name for name in DAYS if name in one.span.text.lower()), None)
            for edtf in one.edtf:
                if day is not None and len(edtf) == 10:
                    assert DAYS[date.fromisoformat(edtf).weekday()] == day, (text.name, one)


def test_folders_speak_of_labels_that_are_there() -> None:
    for folder in every_folder():
        labels = {mark.label for report in folder.reports for mark in report.marks if mark.label}
        spoken = [
            label for pair in (*folder.foot.contradictions, *folder.foot.changes) for label in pair
        ]
        spoken += [label for total, parts in folder.foot.sums for label in (total, *parts)]
        assert labels, folder.name
        assert set(spoken) <= labels, folder.name


def test_sums_add_up() -> None:
    summed = 0
    for folder in every_folder():
        values = {
            figure.label: figure.low
            for report in folder.reports
            for figure in report.figures()
            if figure.label
        }
        for total, parts in folder.foot.sums:
            assert values[total] == sum(values[part] for part in parts), folder.name
            summed += 1
    assert summed >= 4


def test_a_mark_that_is_not_closed_and_a_strange_line_are_told() -> None:
    with pytest.raises(ValueError, match="not closed"):
        parse("=== a | 2031-01-01 | X | wire\n{s1|Ann said so.\n--\nparties: Ann\n")
    with pytest.raises(ValueError, match="cannot be read"):
        parse("=== a | 2031-01-01 | X | wire\n{s1|Ann} said so.\n--\npartys: Ann\n")


def test_a_statement_takes_its_actor_from_the_person_inside_and_its_words_from_two_places() -> None:
    [text] = parse(
        "=== a | 2031-01-01 | X | wire\n"
        "“{c1|We came},” {q1|said} {s1|mayor {p mayor|Ann Lee}}, “{c1|to listen}.” "
        "{s2|A diplomat} {q2|denied} {c2 denied|it}.\n--\nparties: Ann Lee\n"
    )
    mayor, diplomat = text.statements()
    assert mayor.actors == (("Ann Lee",),)
    assert [span.text for span in mayor.content] == ["We came", "to listen"]
    assert diplomat.actors == (("diplomat",), None)
    assert diplomat.assertions == ("denied",)
    assert bare("The Lee’s") == "lee's"
