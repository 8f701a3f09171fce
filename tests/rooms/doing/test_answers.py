"""Answers: changed until the minute, kept once, refused if stale, late or another's; silence is no yes."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from goodoffices.rooms import chain
from tests.support.room import House

pytest.importorskip("django", reason="the extra 'rooms' is not installed")


@pytest.fixture
def closing(room: House) -> House:
    """A room in which a text is put for a last yes or no."""
    room.gather()
    room.adopt_agenda()
    room.put_text("111")
    room.until()
    room.put_close(stands=1)
    return room


def kinds(room: House) -> list[str]:
    return [line.body["kind"] for line in chain.read_log(room.log())]


@pytest.mark.parametrize(
    ("said", "result"),
    [
        (("yes", "yes"), "agreement"),
        (("yes", "no"), "no agreement"),
        (("no", "no"), "no agreement"),
        (("yes", None), "no agreement"),
        ((None, "yes"), "no agreement"),
        ((None, None), "no agreement"),
    ],
)
def test_only_a_yes_of_everyone_is_an_agreement(
    closing: House, said: tuple[str | None, ...], result: str
) -> None:
    for party, answer in zip(closing.parties, said, strict=True):
        if answer:
            party.answer(answer=answer)
    assert kinds(closing)[-1] == "question put"
    closing.until()
    closing.mediator.get("desk")
    assert kinds(closing)[-1] == result


def test_an_answer_can_be_changed_and_taken_back_until_the_minute(closing: House) -> None:
    first, second = closing.parties
    first.answer(answer="no")
    first.answer(answer="yes")
    second.answer(answer="yes")
    second.ask("post", "", 302, {**second.fields(), "do": "take back"})
    second.answer(answer="yes")
    closing.until()
    assert "There is an agreement" in first.get("")


def test_the_same_form_sent_twice_is_kept_once(closing: House) -> None:
    party = closing.parties[0]
    party.ask("post", "", 302, {**party.fields(), "answer": "yes", "do": "look"})
    fields = party.fields("look")
    party.ask("post", "look", 302, fields)
    party.ask("post", "look", 409, fields)
    from goodoffices.rooms.models import Ballot, Entry

    assert Ballot.objects.filter(window_id=fields["window"]).count() == 1
    side = Entry.objects.filter(compartment__kind="own", compartment__owner=closing.seat("A"))
    assert side.count() == 2  # the agreement to mediate, and one answer


def test_of_two_delegates_at_once_one_is_told_that_the_other_was_first(closing: House) -> None:
    principal, delegate = closing.parties[0], closing.join("A", "delegate")
    for person in (principal, delegate):
        person.ask("post", "", 302, {**person.fields(), "answer": "yes", "do": "look"})
    forms = [person.fields("look") for person in (principal, delegate)]
    principal.ask("post", "look", 302, forms[0])
    assert "older version" in delegate.ask("post", "look", 409, forms[1])


def test_an_answer_after_the_minute_is_refused_even_if_the_clock_has_stopped(
    closing: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    from goodoffices.rooms.pages import guard

    party = closing.parties[0]
    party.ask("post", "", 302, {**party.fields(), "answer": "yes", "do": "look"})
    fields = party.fields("look")
    monkeypatch.setattr(guard, "publish_due", lambda case: 0)
    closing.until(9)
    assert "time for this answer is over" in party.ask("post", "look", 409, fields)
    assert kinds(closing)[-1] == "question put"


def test_a_window_is_published_with_its_announced_minute_however_late(closing: House) -> None:
    due = closing.time + timedelta(hours=9)
    closing.until(30)
    closing.mediator.get("desk")
    assert chain.read_log(closing.log())[-1].at == f"{due:%Y-%m-%dT%H:%MZ}"


def test_an_answer_to_one_text_is_not_taken_for_the_next(room: House) -> None:
    room.gather()
    room.adopt_agenda()
    room.put_text("111")
    party = room.parties[0]
    old = party.fields()
    room.until()
    room.put_text("110", stands=1)
    party.ask("post", "", 409, {**old, "level": "4", "do": "look"})
    new = party.fields()
    party.ask("post", "", 302, {**new, "level": "4", "do": "look"})
    mixed = {**party.fields("look"), "digest": old["digest"]}
    assert "older version" in party.ask("post", "look", 409, mixed)


@pytest.mark.parametrize("page", ["", "look"])
def test_a_window_of_no_room_or_of_no_sense_is_nothing(closing: House, page: str) -> None:
    party = closing.parties[0]
    party.answer(answer="yes")
    for window in ("", "x", "0" * 32, "3b3845fa-3b42-44f2-bd5b-e03df2212194", "\0"):
        party.ask("post", page, 404, {"window": window, "answer": "yes", "do": "draft"})


def test_a_last_answer_is_read_by_nobody_before_and_by_the_mediator_after(closing: House) -> None:
    closing.parties[0].answer(answer="yes")
    assert "Nothing released to you" in section(closing, "A last yes or no")
    closing.until()
    assert "<dt>Answer</dt>" in section(closing, "A last yes or no")
    assert "read your answer: a last yes or no to text 1." in closing.parties[0].get("audit")


def test_an_answer_that_the_mediator_reads_in_the_minutes_is_noted_too(room: House) -> None:
    room.gather()
    room.adopt_agenda()
    room.put_text("111")
    party, noted = room.parties[0], "read your answer: what you think of text 1."
    party.answer(level="2")
    room.until()
    assert noted not in party.get("audit")
    assert "canal authority" in room.mediator.get("minutes")
    assert noted in party.get("audit")


def test_only_the_engine_knows_if_that_was_said_before(room: House) -> None:
    room.gather()
    room.adopt_agenda()
    room.put_text("111")
    room.until()
    room.put_close(stands=1, who="engine")
    party = room.parties[0]
    assert "Nobody reads it" in party.get("")
    party.answer(answer="yes")
    room.until()
    assert "Nothing released to you" in section(room, "A last yes or no")
    minutes = room.mediator.get("minutes")
    assert "answers yes" not in minutes
    assert "No agreement" in minutes
    assert "answers yes" in party.get("minutes")
    assert "read your answer: a last yes or no" not in party.get("audit")


def section(room: House, title: str) -> str:
    """Return the part of the desk about a question."""
    return room.mediator.get("desk").partition(f"<h2>{title}")[2].partition("</div></section>")[0]


def test_every_answer_stands_in_its_own_file(closing: House) -> None:
    closing.parties[0].answer(answer="yes")
    closing.until()
    own = json.loads(closing.parties[0].get("own"))
    contents = [
        json.loads(e["content"])["kind"] for side in own["compartments"] for e in side["entries"]
    ]
    assert contents.count("answer") == 2  # to the agenda and to the close
    assert chain.verify_own(own, chain.read_log(closing.log()))
