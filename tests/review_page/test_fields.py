"""Fields of the forms: lists to choose from, and what is a change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from goodoffices.record import Contact, Entry, Figure, Source, Span, Statement
from goodoffices.review_page.fields import (
    Field,
    Lists,
    changes_in,
    fields_of,
    lists_of,
    others,
    shown,
    values_of,
)
from tests.support.review import read_ferry_talks

SOURCE = Source("wire", None, None, None, "")
LISTS = Lists({"wire": {"lee": "Ann Lee", "union": "Dock\x1b Union"}, "post": {"bo-dahl": "Bo Dahl"}})
MET = Entry(
    "e",
    Contact("call", "held", ("lee", "cy"), None, "2031-03-02"),
    SOURCE,
    Span(0, 0, ""),
    "2031-03-04",
)


def fields(entry: Entry = MET, **more: dict[str, str]) -> dict[str, Field]:
    found = fields_of(type(entry.body), values_of(entry), LISTS, "wire", **more)
    return {one.name: one for one in found}


def sent(entry: Entry = MET) -> dict[str, str]:
    """What a browser sends of a form in which nothing is changed."""
    form = {one.name: one.value for one in fields(entry).values()}
    for one in fields(entry).values():
        if one.sort == "actors":
            form[one.name] = "; ".join(actor for actor, _ in one.choices if actor in one.picked)
            form[f"{one.name}.more"] = others(one, LISTS, "wire")
    return form


def changes(form: dict[str, str], entry: Entry = MET) -> dict[str, str]:
    return changes_in(form, tuple(fields(entry).values()), LISTS, "wire")


def test_fields_have_names_lists_and_values_that_people_read() -> None:
    found = fields()
    assert found["participants"].choices == (("lee", "Ann Lee"), ("union", "Dock\x1b Union"))
    assert others(found["participants"], LISTS, "wire") == "cy"
    assert (found["edtf"].label, found["edtf"].value) == ("Date", "4 March 2031")
    assert ("talks-round", "round of talks") in found["kind"].choices
    assert ("", "not given") in found["reliability"].choices


def test_a_form_sent_back_as_it_was_changes_nothing() -> None:
    readings = read_ferry_talks()
    lists = lists_of(readings, ())
    assert changes(sent()) == {}
    for reading in readings:
        for entry in reading.entries:
            dispatch = entry.source.dispatch
            found = fields_of(type(entry.body), values_of(entry), lists, dispatch)
            form = {one.name: one.value.replace("\n", "\r\n") for one in found}
            assert changes_in(form, found, lists, dispatch) == {}, entry.id


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ({"participants": "union"}, {"participants": "union; cy"}),
        ({"participants": "lee", "participants.more": "Bo Dahl; Dock\\x1b Union; Eve"},
         {"participants": "lee; bo-dahl; union; Eve"}),
        ({"participants": "", "participants.more": ""}, {"participants": ""}),
        ({"participants": "lee", "participants.more": "ann lee; cy"}, {}),
        ({"edtf": " 5 March  2031 "}, {"edtf": "5 March 2031"}),
        ({"edtf": ""}, {"edtf": ""}),
        ({"place": "Melrow"}, {"place": "Melrow"}),
        ({"kind": "visit", "status": "held"}, {"kind": "visit"}),
    ],
)  # fmt: skip
def test_what_is_typed_is_a_change(typed: dict[str, str], right: dict[str, str]) -> None:
    found = changes(sent() | typed)
    assert {name: " ".join(text.split()) for name, text in found.items()} == right


def test_an_actor_is_named_and_kept_by_its_id() -> None:
    figure = Figure("4", 4, None, None, "exact", "crews", None, "lee")
    entry = replace(MET, body=figure)
    assert fields(entry)["source"].value == "Ann Lee"
    assert changes(sent(entry), entry) == {}
    assert changes(sent(entry) | {"source": "Bo Dahl"}, entry) == {"source": "bo-dahl"}
    assert changes(sent(entry) | {"source": "the harbour master"}, entry) == {
        "source": "the harbour master"
    }


def test_what_was_typed_stays_with_what_is_wrong_and_what_was_before() -> None:
    typed = sent() | {"edtf": "Marhc", "participants": "union", "kind": "visit"}
    found = fields(typed=typed, problems={"edtf": "Expected a date."})
    assert (found["edtf"].value, found["edtf"].problem, found["edtf"].before) == (
        "Marhc",
        "Expected a date.",
        "4 March 2031",
    )
    assert found["participants"].picked == frozenset({"union", "cy"})
    assert found["participants"].before == "Ann Lee; cy"
    assert (found["kind"].value, found["kind"].before) == ("visit", "call")
    assert (found["place"].before, found["place"].problem) == (None, "")


def test_lists_are_those_of_the_case() -> None:
    readings = read_ferry_talks()
    lists = lists_of(readings, [entry for reading in readings for entry in reading.entries])
    assert "Melrow" in lists.values["place"]
    assert lists.actor("ines calloway", "2031-03-06-radio-vessby") == "ines-calloway"
    assert lists.actor(" nobody known ", "none") == "nobody known"


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("edtf", "2031-03", "March 2031"),
        ("edtf", "9999-12-31", "9999-12-31"),
        ("participants", ("lee", "cy"), "Ann Lee; cy"),
        ("participants", (), "not given"),
        ("kind", "talks-round", "round of talks"),
        ("value", 4.5, "4.5"),
        ("speaker", Span(0, 3, "Ann"), "Ann"),
    ],
)
def test_values_as_people_read_them(name: str, value: object, words: str) -> None:
    assert shown(name, value, LISTS, "wire") == words


def test_a_statement_has_its_words_among_the_fields() -> None:
    said = Statement(
        Span(0, 3, "Ann"), "lee", "named", Span(4, 8, "said"), (Span(9, 11, "no"),), "none", "unverified",
        None, 0.9, "said",
    )  # fmt: skip
    found = fields(replace(MET, body=said))
    assert [found[name].value for name in ("speaker", "cue", "content")] == ["Ann", "said", "no"]
    assert found["content"].sort == "long"
