"""Suspending, taking up again with consent, leaving, shredding, ending."""

from __future__ import annotations

import json

import pytest

from goodoffices.rooms import chain
from tests.support.crawling import seen_by
from tests.support.room import PASSWORD, House

pytest.importorskip("django", reason="the extra 'rooms' is not installed")


@pytest.fixture
def talking(room: House) -> House:
    """A room in which a text is out for comment."""
    room.gather()
    room.adopt_agenda()
    room.put_text("111")
    return room


def last(room: House) -> str:
    return str(chain.read_log(room.log())[-1].body["kind"])


def test_suspended_talks_take_no_answers_keep_drafts_and_go_on_with_consent(talking: House) -> None:
    first, second = talking.parties
    fields = first.fields()
    first.ask("post", "", 302, {**fields, "words": "half a thought", "do": "draft"})
    talking.mediator.ask("post", "desk/course", 302, {"do": "suspend", "why": "a storm"})
    assert "a storm" in first.get("watch")
    first.ask("post", "", 409, {**fields, "words": "more", "do": "look"})
    first.get("look", 404)
    talking.until()
    assert last(talking) == "suspended"
    talking.mediator.ask("post", "desk/course", 302, {"do": "resume", "due": talking.due})
    first.answer(answer="yes")
    talking.until()
    talking.mediator.get("desk")
    assert last(talking) == "talks stay suspended"
    talking.mediator.ask("post", "desk/course", 302, {"do": "resume", "due": talking.due})
    for party in (first, second):
        party.answer(answer="yes")
    talking.until()
    talking.mediator.get("desk")
    assert last(talking) == "talks taken up again"
    talking.mediator.ask("post", "desk/course", 302, {"do": "again", "due": talking.due})
    first.answer(level="3")
    talking.until()
    talking.mediator.get("desk")
    assert last(talking) == "answers are in"


def test_leaving_while_a_question_is_open_is_told_at_its_minute(talking: House) -> None:
    first, second = talking.parties
    before = second.get("watch")
    first.post("leave")
    assert second.get("watch") == before
    first.get("leave", 404)
    first.ask("post", "", 404, {**second.fields(), "words": "x", "do": "draft"})
    talking.until()
    assert "The canal authority has left" in second.get("watch")
    assert last(talking) == "left"
    talking.mediator.ask("post", "desk/agenda", 409, {"issues": ["toll"], "due": talking.due})


def test_nothing_that_a_side_does_about_itself_shows_before_the_minute(talking: House) -> None:
    first = talking.parties[0]
    before = seen_by(talking, "B")
    first.answer(level="1", words="our last word")
    first.ask(
        "post",
        "/password",
        302,
        {
            "oldpassword": PASSWORD,
            "password1": "another long word of ours",
            "password2": "another long word of ours",
        },
    )
    first.post("leave")
    first.post("shred")
    assert seen_by(talking, "B") == before
    talking.until()
    assert seen_by(talking, "B") != before


def test_the_mediator_does_not_learn_from_the_page_of_people_that_somebody_left(talking: House) -> None:
    page = talking.mediator.get("desk/people")
    talking.parties[0].post("leave")
    assert talking.mediator.get("desk/people") == page
    talking.mediator.ask("post", "desk/people", 200, {"seat": str(talking.seat("A").id)})


def test_leaving_with_no_question_open_is_told_at_once(talking: House) -> None:
    talking.until()
    talking.parties[0].post("leave")
    assert last(talking) == "left"


def test_shredded_answers_open_nowhere_and_both_chains_stay_valid(talking: House) -> None:
    first, second = talking.parties
    first.answer(reason_c0="CANARY-SHRED", words="CANARY-SHRED", level="2", change="toll=")
    assert "CANARY-SHRED" in talking.mediator.get("desk")
    first.get("shred", 404)
    first.post("shred", 409)
    talking.until()
    first.post("leave")
    first.post("shred")
    for person in (*talking.parties, talking.mediator):
        for page in ("desk", "", "audit", "minutes", "own", "watch", "log"):
            assert b"CANARY-SHRED" not in person.raw("get", page).content
    assert "Nobody can read this any more" in talking.mediator.get("desk")
    assert "Shredded" in talking.mediator.get("minutes")
    log = chain.read_log(talking.log())
    own = json.loads(first.get("own"))
    assert chain.verify_own(own, log)
    assert not any("content" in entry for side in own["compartments"] for entry in side["entries"])
    assert chain.verify_own(json.loads(second.get("own")), log)


def test_shredding_after_an_agreement_leaves_the_agreement(room: House) -> None:
    room.gather()
    room.adopt_agenda()
    room.put_text("111")
    room.until()
    room.put_close(stands=1)
    for party in room.parties:
        party.answer(answer="yes")
    room.until()
    first, second = room.parties
    first.get("")
    first.post("shred")
    assert "shall be" in second.get("agreed")
    assert "Agreement" in second.get("minutes")


def test_the_mediator_ends_the_mediation(talking: House) -> None:
    talking.mediator.ask("post", "desk/end", 409)
    talking.until()
    talking.mediator.ask("post", "desk/end", 302)
    assert last(talking) == "ended"
    talking.mediator.ask(
        "post", "desk/text", 409, {**talking.draft("111"), "due": talking.due, "do": "put"}
    )


def test_a_second_sitting_has_a_result_of_its_own_and_asks_no_side_that_is_shredded(
    room: House,
) -> None:
    room.gather()
    room.adopt_agenda()
    room.put_text("111")
    room.until()
    room.put_close(stands=1, who="engine")
    first, second = room.parties
    second.answer(answer="yes")
    first.ask("post", "", 302, {**first.fields(), "answer": "no", "do": "look"})
    assert "If the other side said yes and you did not, it will know" in first.get("look")
    first.ask("post", "look", 302, first.fields("look"))
    room.until()
    assert "No agreement" in first.get("")
    assert "answers no; only the engine knows" in first.get("minutes")
    first.get("shred")
    room.adopt_agenda()
    assert "No agreement." not in first.get("").partition("Published so far")[0]
    # the talks need its answers again
    first.get("shred", 404)
    room.put_text("222")
    room.until()
    room.put_close(stands=2)
    for party in room.parties:
        party.answer(answer="yes")
    room.until()
    assert "There is an agreement" in first.get("")
    first.post("shred")
    # the first sitting stays without agreement although a shredded answer of it is empty
    for person in (first, second, room.mediator):
        assert "No agreement" in person.get("minutes")
    issues = [issue.id for issue in room.case.issues]
    # nothing that needs its yes is put any more
    room.mediator.ask("post", "desk/agenda", 422, {"issues": issues, "due": room.due})
    assert "takes no further part" in first.get("")
    first.ask("post", "", 404, {"window": room.window(), "answer": "yes", "do": "look"})
    first.post("leave", 404)


def test_an_agreed_text_stays_if_a_later_sitting_ends_without_agreement(room: House) -> None:
    room.gather()
    for number, words in ((1, ("yes", "yes")), (2, ("yes", "no"))):
        room.adopt_agenda()
        room.put_text("111" if number == 1 else "222")
        room.until()
        room.put_close(stands=number)
        for party, word in zip(room.parties, words, strict=True):
            party.answer(answer=word)
        room.until()
    party = room.parties[0]
    assert "No agreement." in party.get("")
    for person, page in ((party, ""), (room.mediator, "desk"), (party, "watch")):
        assert f"/r/{room.room}/agreed" in person.get(page)
    text = party.get("agreed")
    assert room.draft("111")["words-0"] in text
    assert room.draft("222")["words-0"] not in text


def test_after_a_party_has_shredded_its_side_nothing_more_is_put(room: House) -> None:
    room.gather()
    room.adopt_agenda()
    room.put_text("111")
    room.until()
    room.put_close(stands=1)
    room.until()
    room.parties[0].post("shred")
    issues = [issue.id for issue in room.case.issues]
    page = room.mediator.ask("post", "desk/agenda", 422, {"issues": issues, "due": room.due})
    assert "A party has shredded its side" in page


def test_a_party_that_has_left_can_still_take_the_log_home(room: House) -> None:
    room.gather()
    room.adopt_agenda()
    party = room.parties[0]
    party.post("leave")
    log = party.get("log")
    assert json.loads(log.splitlines()[-1])["body"]["kind"] == "left"
    assert chain.spoken(json.loads(log.splitlines()[-1])["hash"]) in party.get("verify")
    # but it answers nothing more
    assert party.raw("get", "look").status_code == 404
