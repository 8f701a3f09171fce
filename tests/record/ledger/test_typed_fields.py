"""Fields of an entry as a person types them."""

from __future__ import annotations

from dataclasses import replace

import pytest

import goodoffices as go
from goodoffices.errors import UsageError
from goodoffices.record import Contact, Entry, Figure, Note, Outcome, Proposal, Span, Statement
from goodoffices.record.ledger.typed_fields import by_hand, changed, editable, written
from tests.support.record import FERRY, note

SOURCE = note(1).source
SPAN = Span(2, 7, "about")
REPORT = "Ann Lee met them. The union denied it had left, and said “no\nship sails”. The union left."


def said_by_hand(values: dict[str, str], text: str = REPORT) -> Entry:
    start = text.index("The union denied")
    sentence = Span(start, text.index(" The union left"), "")
    return by_hand(
        "x", Statement, values, SOURCE, replace(sentence, text=text[start : sentence.end]), text
    )


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"value": "many"}, "value: expected a number"),
        ({"qualifer": "about"}, "Did you mean 'qualifier'"),
        ({"qualifier": "aboot"}, "Did you mean 'about'"),
        ({"edtf": "May"}, "expected a date"),
        ({"reliability": "Z"}, "expected one of A, B"),
        ({"assertion": "deny"}, "assertion: expected one of asserted, denied"),
        ({"assertion": ""}, "assertion: expected one of asserted, denied"),
    ],
)
def test_a_bad_field_is_refused(values: dict[str, str], says: str) -> None:
    figure = Figure("about 40", 40, None, None, "about", "workers", None, None)
    entry = Entry("x", figure, note(1).source, Span(0, 0, ""))
    with pytest.raises(UsageError, match=says):
        changed(entry, values)


@pytest.mark.parametrize("empty", ["", " ", "\u00a0\n"])
def test_a_field_that_is_needed_is_not_empty(empty: str) -> None:
    with pytest.raises(UsageError, match="text: expected a value, found nothing"):
        by_hand("n-1", Note, {"text": empty}, SOURCE, SPAN)
    entry = by_hand("n-1", Note, {"text": "The hall changed"}, SOURCE, SPAN)
    with pytest.raises(UsageError, match="text: expected a value, found nothing"):
        changed(entry, {"text": empty})


def test_every_problem_of_an_entry_by_hand_is_said_at_once() -> None:
    with pytest.raises(UsageError) as caught:
        by_hand("x", Figure, {"valu": "1"}, note(1).source, Span(0, 0, ""))
    assert len(str(caught.value).splitlines()) == 4


def test_a_field_is_read_back_as_it_was_written() -> None:
    (reading,) = [
        r for r in go.reader.read_all(sorted(FERRY.iterdir())).readings if "04" in r.source.dispatch
    ]
    for entry in reading.entries:
        names = go.record.typed_fields.editable(type(entry.body))
        values = {name: written(getattr(entry.body, name)) for name in names}
        assert changed(entry, values) == entry


def test_an_entry_by_hand() -> None:
    values = {"text": "about 1,040.5", "value": "1,040.5", "qualifier": "about", "unit": "crews"}
    found = by_hand("x", Figure, values | {"edtf": "2031-03", "reliability": "A"}, SOURCE, SPAN)
    body = Figure("about 1,040.5", 1040.5, None, None, "about", "crews", None, None)
    assert found == Entry("x", body, SOURCE, SPAN, "2031-03", reviewed=True, reliability="A")
    contact = {"kind": "call", "status": "held", "participants": "lee; dahl;"}
    body_of_contact = by_hand("x", Contact, contact, SOURCE, SPAN).body
    assert body_of_contact == Contact("call", "held", ("lee", "dahl"), None, None)


def test_fields_without_a_value_are_none_or_empty_if_they_may_be() -> None:
    assert by_hand("x", Proposal, {"text": "a", "status": "made"}, SOURCE, SPAN).body == Proposal(
        (), "a", "made"
    )
    with pytest.raises(UsageError) as caught:
        by_hand("x", Proposal, {}, SOURCE, SPAN)
    assert str(caught.value) == (
        "text: expected a value, found nothing.\nstatus: expected a value, found nothing."
    )


def test_whole_numbers_are_whole_and_an_empty_text_is_none() -> None:
    figure = Entry("x", Figure("4", 4, 1, 2, "about", "x", "a", "lee"), SOURCE, SPAN, "2031")
    found = changed(figure, {"value": "12.0", "low": "", "edtf": ""})
    assert isinstance(found.body, Figure)
    assert repr(found.body.value) == "12"
    assert (found.body.low, found.edtf) == (None, None)
    assert found.body.source == "lee"


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"edtf": "May"}, "edtf: expected a date such as 26 August 2025 or 2025-08-26, found 'May'."),
        ({"credibility": "7"}, "credibility: expected one of 1, 2, 3, 4, 5, 6, found '7'."),
        ({"value": "x"}, "value: expected a number, found 'x'."),
        (
            {"qualifier": "aboot", "value": "x"},
            "qualifier: expected one of exact, about, at-least, more-than, "
            "at-most, nearly, between, found 'aboot'. Did you mean 'about'?\n"
            "value: expected a number, found 'x'.",
        ),
        ({"unti": "x"}, "expected a field of a figure, found 'unti'. Did you mean 'unit'?"),
        (
            {"relability": "A"},
            "expected a field of a figure, found 'relability'. Did you mean 'reliability'?",
        ),
    ],
)
def test_a_bad_change_says_what_its_field_can_have(values: dict[str, str], message: str) -> None:
    figure = Entry("x", Figure("4", 4, None, None, "about", "x", None, None), SOURCE, SPAN)
    with pytest.raises(UsageError) as caught:
        changed(figure, values)
    assert str(caught.value) == message


@pytest.mark.parametrize(("value", "text"), [(None, ""), (("a", "b"), "a; b"), (40, "40"), ("x", "x")])
def test_a_value_as_text(value: object, text: str) -> None:
    assert written(value) == text


def test_a_statement_by_hand_has_its_words_at_their_places() -> None:
    found = said_by_hand({"speaker": "The union", "content": "no ship sails", "cue": "said"})
    assert isinstance(found.body, Statement)
    said = found.body
    assert [REPORT[s.start : s.end] for s in (said.speaker, said.cue, *said.content)] == [
        "The union",
        "said",
        "no\nship sails",
    ]
    assert (said.anonymity, said.quoted, said.wording) == ("unnamed-source", "none", "unverified")
    assert (said.rule, said.confidence) == ("by hand", 1.0)


def test_a_statement_without_a_verb_has_its_speaker_for_it() -> None:
    found = said_by_hand({"speaker": "The union", "content": '"no ship sails"', "actor": "union"}).body
    assert isinstance(found, Statement)
    assert (found.cue, found.quoted, found.anonymity) == (found.speaker, "full", "named")


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({}, ["speaker: expected a value", "content: expected a value"]),
        (
            {"speaker": "Bo Dahl", "content": "no ship"},
            ["speaker: expected words of the report, found"],
        ),
        ({"speaker": "", "content": "x y"}, ["speaker: expected words", "content: expected words"]),
        ({"speaker": "The union", "content": "it", "quoted": "all", "date": "x"}, ["quoted", "edtf"]),
    ],
)
def test_what_is_wrong_with_a_statement_is_said_at_once(
    values: dict[str, str], says: list[str]
) -> None:
    with pytest.raises(UsageError) as caught:
        said_by_hand(values)
    lines = str(caught.value).splitlines()
    assert len(lines) == len(says)
    assert all(says_this in line for says_this, line in zip(says, lines, strict=True))


def test_a_speaker_and_the_words_can_be_changed() -> None:
    found = said_by_hand({"speaker": "The union", "cue": "denied", "content": "it had left"})
    again = changed(found, {"speaker": "Ann Lee", "content": "it had left … no ship sails"}, REPORT)
    assert isinstance(again.body, Statement)
    assert again.body.speaker == Span(0, 7, "Ann Lee")
    assert [part.text for part in again.body.content] == ["it had left", "no\nship sails"]
    assert again.span == Span(0, REPORT.index("”"), REPORT[: REPORT.index("”")])
    assert written(again.body.content) == "it had left … no\nship sails"
    with pytest.raises(UsageError, match=r"^speaker: expected words of the report, found 'Ann Lee'\.$"):
        changed(found, {"speaker": "Ann Lee"})  # the words of the entry alone, without the dispatch


def test_the_nearest_of_equal_words_is_meant() -> None:
    found = said_by_hand({"speaker": "The union", "content": "it had left"})
    late = REPORT.rindex("The union")
    assert isinstance(found.body, Statement)
    moved = replace(found, body=replace(found.body, speaker=Span(late, late + 9, "The union")))
    again = changed(moved, {"speaker": "union"}, REPORT).body
    assert isinstance(again, Statement)
    assert again.speaker.start == late + 4


def test_dates_are_typed_as_people_write_them() -> None:
    call = by_hand(
        "x", Contact, {"kind": "call", "status": "held", "date": "26 August 2025"}, SOURCE, SPAN
    )
    assert call.edtf == "2025-08-26"
    assert isinstance(call.body, Contact)
    again = changed(call, {"edtf": "1 to 3 May 2024", "announced": "May 2, 2024"})
    assert (again.edtf, again.body) == (
        "2024-05-01/2024-05-03",
        replace(call.body, announced="2024-05-02"),
    )
    with pytest.raises(UsageError, match=r"^announced: expected a date such as 26 August 2025"):
        changed(call, {"announced": "soon"})


def test_what_comes_from_the_reader_is_not_typed_in() -> None:
    assert editable(Statement)[:4] == ("speaker", "actor", "anonymity", "cue")
    said = Statement(SPAN, "lee", "named", SPAN, (SPAN,), "full", "unverified", None, 0.9, "said")
    for name in ("rule", "confidence"):
        assert name not in editable(Statement)
        with pytest.raises(UsageError, match=f"^expected a field of a statement, found '{name}'"):
            changed(Entry("x", said, SOURCE, SPAN), {name: "1"})


def test_every_kind_can_be_written_by_hand() -> None:
    outcome = {"kind": "signed", "what": "a truce", "by": "lee; dahl", "duration": "60 days"}
    assert by_hand("x", Outcome, outcome, SOURCE, SPAN).body == Outcome(
        "signed", ("lee", "dahl"), "a truce", None, None, "60 days", None
    )
