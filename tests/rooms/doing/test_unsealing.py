"""Answers are opened by two keepers and a day, and by nothing less."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

pytest.importorskip("django", reason="the extra 'rooms' is not installed")

from goodoffices.errors import LedgerError
from goodoffices.rooms import chain
from tests.support import keepers as k
from tests.support.keepers import DAY, FIRST, NAMES, SECOND, WHY
from tests.support.room import House, Person, house


@pytest.fixture
def sealed() -> Iterator[House]:
    """A room with two keepers, whose last yes or no failed; only the engine knows the answers."""
    with house() as room:
        k.gather(room)
        k.answered(room, "yes", "no")
        yield room


def people(room: House) -> tuple[Person, Person]:
    return room.people[FIRST], room.people[SECOND]


def test_two_keepers_open_answers_for_a_day(sealed: House) -> None:
    first, second = people(sealed)
    k.read(first, 404)
    k.ask(first)
    page = second.get("seal")
    assert WHY in page
    assert "can confirm it from Wednesday 4 March 2026" in page
    sealed.until(DAY)
    k.read(second, 404)
    k.confirm(second)
    sealed.until(0.02)
    for person in (first, second):
        page = k.read(person)
        answers = page.partition("<dl")[2].partition("</dl>")[0]
        assert ">yes<" in answers.partition("shipping")[0]
        assert ">no<" in answers
    sealed.until(DAY - 0.1)
    k.read(first)
    sealed.until(0.1)
    k.read(first, 404)
    k.read(second, 404)
    assert "They are sealed again" in first.get("seal")
    kinds = [body["kind"] for body in k.log_of(sealed)]
    assert kinds == ["opening asked", "opening confirmed"]


def test_everybody_sees_who_asks_and_why_and_the_confirmation(sealed: House) -> None:
    k.opened(sealed)
    seats = {"A": "", "B": "", "harbour-master": "desk", "observer": "watch"}
    for key, page in seats.items():
        person = sealed.people[key]
        for name in (page, "watch", "minutes"):
            seen = person.get(name)
            assert f"{NAMES[1]}, the other keeper of the seal, confirms" in seen, (key, name)
        assert WHY in person.get("minutes")
    assert WHY in sealed.log()


def test_every_party_sees_who_read_its_answer_and_when(sealed: House) -> None:
    first, second = k.opened(sealed)
    assert "read what your side answered" not in sealed.people["A"].get("audit")
    k.read(first)
    # the same minute is noted once
    k.read(first)
    sealed.until(1)
    k.read(second)
    for key in ("A", "B"):
        page = sealed.people[key].get("audit")
        assert page.count("read what your side answered: a last yes or no to text 1") == 2
        assert f"{NAMES[0]}, a keeper of the seal, read what your side answered" in page
        assert "Read at Wednesday 4 March 2026, 12:12 (UTC)." in page
        assert "Read at Wednesday 4 March 2026, 13:12 (UTC)." in page


def test_one_keeper_alone_opens_nothing(sealed: House) -> None:
    first, _second = people(sealed)
    k.ask(first)
    sealed.until(DAY + 1)
    assert 'value="confirm"' not in first.get("seal")
    k.confirm(first, 404)
    # nor does a second request of its own
    assert k.windows(first) == []
    k.ask(first, 409)
    k.read(first, 404)
    assert len(k.log_of(sealed)) == 1


def test_who_asked_cannot_confirm_from_the_other_seat(sealed: House) -> None:
    """The first keeper's account was put aside by a new link, and takes the seat of the second."""
    first, second = people(sealed)
    k.ask(first)
    mark = k.hidden(first, "mark")
    other = sealed.join(FIRST, "another")
    assert first.raw("get", "seal").status_code == 404
    first.ask("post", f"/i/{sealed.link(SECOND)}", 302, {})
    assert second.raw("get", "seal").status_code == 404
    sealed.until(DAY + 1)
    k.confirm(first, 404)
    # the new account of the seat that asked cannot either
    k.confirm(other, 404, mark)
    assert len(k.log_of(sealed)) == 1


def test_a_link_seats_one_account_and_an_account_sits_once(sealed: House) -> None:
    token = sealed.link(FIRST)
    new = Person(sealed, "new")
    form = {"username": "new", "password": "a long enough word", "again": "a long enough word"}
    new.ask("post", f"/i/{token}", 302, form)
    assert Person(sealed, "late").raw("post", f"/i/{token}", form).status_code == 404
    # a party's account, a keeper's account: neither takes another seat
    for key in ("A", SECOND):
        assert sealed.people[key].raw("post", f"/i/{sealed.link(FIRST)}", {}).status_code == 404
    from goodoffices.rooms.models import Member

    for key in (FIRST, SECOND):
        assert Member.objects.filter(seat=sealed.seat(key)).count() == 1


@pytest.mark.parametrize(("hours", "status"), [(DAY - 0.02, 409), (DAY, 302), (7 * DAY, 302)])
def test_a_request_is_confirmed_from_a_day_to_a_week_later(
    hours: float, status: int, sealed: House
) -> None:
    first, second = people(sealed)
    k.ask(first)
    sealed.until(hours)
    k.confirm(second, status)
    assert len(k.log_of(sealed)) == (2 if status == 302 else 1)


def test_after_a_week_it_is_too_late_and_can_be_asked_anew(sealed: House) -> None:
    first, second = people(sealed)
    k.ask(first)
    mark = k.hidden(first, "mark")
    sealed.until(7 * DAY + 0.02)
    k.confirm(second, 409, mark)
    assert "the answers stay sealed" in second.get("seal")
    k.ask(second)
    sealed.until(DAY + 0.1)
    # the old request is not the new
    k.confirm(first, 409, mark)
    k.confirm(first)


def test_a_form_that_is_sent_again_does_nothing(sealed: House) -> None:
    first, second = people(sealed)
    form = {"do": "ask", "after": k.hidden(first, "after"), "window": k.windows(first)[0], "why": WHY}
    k.coded(first).ask("post", "seal", 302, form)
    first.ask("post", "seal", 409, form)
    mark = k.hidden(second, "mark")
    k.take_back(second)
    first.ask("post", "seal", 409, form)
    k.confirm(second, 409, mark)
    k.take_back(first, 409, mark)
    assert [body["kind"] for body in k.log_of(sealed)] == ["opening asked", "opening taken back"]


@pytest.mark.parametrize("key", [FIRST, SECOND])
def test_either_keeper_takes_a_request_back_before_and_after_it_is_open(
    key: str, sealed: House
) -> None:
    first, second = people(sealed)
    k.ask(first)
    k.take_back(sealed.people[key])
    sealed.until(DAY)
    k.confirm(second, 409, "0" * 64)
    k.opened(sealed)
    k.read(first)
    k.take_back(sealed.people[key])
    k.read(first, 404)
    k.read(second, 404)
    assert "stay sealed" in sealed.people["A"].get("watch")


def test_a_new_agreement_ends_a_request_at_each_stage(sealed: House) -> None:
    first, second = people(sealed)
    k.ask(first)
    mark = k.hidden(first, "mark")
    sealed.until(DAY)
    # the same keepers, accepted again: the request is asked again all the same
    k.agree(sealed)
    k.confirm(second, 409, mark)
    k.opened(sealed)
    k.read(first)
    k.agree(sealed)
    k.read(first, 404)
    assert "put anew, and the request ended" in first.get("seal")


def test_nothing_is_opened_before_every_party_accepts(sealed: House) -> None:
    first, second = people(sealed)
    k.agree(sealed, accepting=False)
    assert k.windows(first) == []
    k.ask(first, 409)
    for party in sealed.parties[:1]:
        digest = party.get("terms").partition('name="digest" value="')[2].partition('"')[0]
        party.post("terms", digest=digest)
    k.ask(second, 409)
    assert k.log_of(sealed) == []


def test_other_keepers_take_the_seats_and_no_keepers_leave_none(sealed: House) -> None:
    first, second = people(sealed)
    k.agree(sealed, (NAMES[0], "Oda Venn"))
    assert k.windows(first) == ["3"]
    assert second.raw("get", "seal").status_code == 404
    from goodoffices.rooms.models import Invitation, Member, Seat

    assert Seat.objects.get(key=SECOND).name == "Oda Venn"
    assert not Member.objects.filter(seat__key=SECOND).exists()
    k.agree(sealed, ())
    assert first.raw("get", "seal").status_code == 404
    assert not Seat.objects.filter(role="keeper").exists()
    assert not Invitation.objects.filter(seat__role="keeper").exists()
    chain.verify(sealed.log(), chain.read_log(sealed.log())[-1].hash)


def test_nothing_is_opened_while_a_question_is_open(sealed: House) -> None:
    first, second = k.opened(sealed)
    k.read(first)
    issues = [issue.id for issue in sealed.case.issues]
    sealed.mediator.ask("post", "desk/agenda", 302, {"issues": issues, "due": sealed.due})
    k.read(first, 404)
    assert "At present this is not possible" in first.get("seal")
    k.take_back(second)
    assert k.windows(first) == []
    k.ask(first, 409)
    sealed.until()
    k.ask(first)
    sealed.until(DAY)
    sealed.mediator.ask("post", "desk/agenda", 302, {"issues": issues, "due": sealed.due})
    k.confirm(second, 409)
    sealed.until()
    k.confirm(second)


def test_only_a_close_of_which_the_parties_were_told_can_be_asked_for() -> None:
    with house() as room:
        k.gather(room)
        k.agree(room, ())
        k.answered(room, "no", "no")
        # they answered when nobody ever was to read it
        k.agree(room)
        first = room.join(FIRST, "again")
        assert "There are no answers that you can ask for now." in first.get("seal")
        k.ask(first, 422, window="3")
        # this the mediator reads, and an inquiry may ask the mediator
        room.adopt_agenda()
        k.answered(room, "no", "no", who="mediator", stands=2)
        assert k.windows(first) == []
        room.adopt_agenda()
        k.answered(room, "no", "yes", stands=3)
        [window] = k.windows(first)
        for wrong in ("3", "6", "0", "x", "99"):
            k.ask(first, 422, window=wrong)
        k.ask(first, 422, why=" ")
        k.ask(first, window=window)
        assert [body["number"] for body in k.log_of(room)] == [3]


def test_a_side_that_shredded_is_not_opened_and_the_page_says_so(sealed: House) -> None:
    gone = sealed.people["B"]
    k.ask(sealed.people[FIRST])
    # it sees what is coming, and shreds
    assert WHY in gone.get("")
    gone.ask("post", "shred", 302, {})
    sealed.until(DAY)
    k.confirm(sealed.people[SECOND])
    sealed.until(0.02)
    answers = k.read(sealed.people[FIRST]).partition("<dl")[2].partition("</dl>")[0]
    assert "Shredded. Nobody can read this any more." in answers
    assert ">no<" not in answers
    assert ">yes<" in answers
    assert "read what your side answered" in sealed.people["A"].get("audit")


def test_a_side_that_left_is_opened_until_it_shreds(sealed: House) -> None:
    gone = sealed.people["B"]
    gone.ask("post", "leave", 302, {})
    first, second = k.opened(sealed)
    assert "(this side has left" in k.read(first)
    assert "read what your side answered" in gone.get("audit")
    gone.ask("post", "shred", 302, {})
    answers = k.read(second).partition("<dl")[2].partition("</dl>")[0]
    assert "no (this side has left" not in answers
    assert "Shredded." in answers


@pytest.mark.parametrize("stage", ["before", "asked", "open"])
def test_after_the_room_is_shredded_nothing_is_opened_and_the_page_says_so(
    stage: str, sealed: House
) -> None:
    first, second = people(sealed)
    sealed.mediator.ask("post", "desk/end", 302)
    sealed.until(90 * DAY - 25)
    if stage != "before":
        k.ask(first)
        sealed.until(DAY)
    if stage == "open":
        k.confirm(second)
        sealed.until(0.02)
        k.read(first)
    # in its last stage the answers are open still
    sealed.until(2 if stage == "open" else 26)
    page = first.get("seal")
    assert "Everything that was sealed here is shredded" in page
    assert 'value="confirm"' not in page
    assert k.windows(first) == []
    k.read(first, 404)
    k.ask(first, 409)
    if stage == "asked":
        k.confirm(second, 409)
    assert ("the request ended with that" in page) == (stage != "before")
    minutes = sealed.people["A"].get("minutes")
    assert (WHY in minutes) == (stage != "before")


def test_nothing_that_keepers_do_keeps_a_room_longer(sealed: House) -> None:
    first, second = people(sealed)
    sealed.until(80 * DAY)
    k.ask(first)
    k.take_back(second)
    k.ask(second)
    sealed.until(9 * DAY)
    assert k.windows(first)
    sealed.until(1.1 * DAY)
    assert "Everything that was sealed here is shredded" in first.get("seal")


def test_when_every_side_has_shredded_nothing_is_left_to_open(sealed: House) -> None:
    for party in sealed.parties:
        party.ask("post", "shred", 302, {})
    assert "Everything that was sealed here is shredded" in sealed.people[FIRST].get("seal")
    k.ask(sealed.people[FIRST], 409)


def test_silence_is_told_as_silence() -> None:
    with house() as room:
        k.gather(room)
        k.answered(room, "yes", "")
        first, _second = k.opened(room)
        assert "no answer, which counted as no" in k.read(first)
        assert "read what your side answered" in room.people["B"].get("audit")
        # after shredding not even that is told
        room.people["B"].ask("post", "shred", 302, {})
        answers = k.read(first).partition("<dl")[2].partition("</dl>")[0]
        assert "no answer" not in answers
        assert "Shredded." in answers


def test_the_log_holds_what_the_keepers_did_and_every_change_of_it_is_found(sealed: House) -> None:
    k.opened(sealed)
    k.read(sealed.people[FIRST])
    k.take_back(sealed.people[FIRST])
    log = sealed.log()
    lines = log.split("\n")
    head = chain.read_log(log)[-1].hash
    own = json.loads(sealed.people["B"].get("own"))
    assert chain.verify_own(own, chain.verify(log, head)) > 0
    for number, line in enumerate(lines):
        if '"kind":"opening ' not in line:
            continue
        for place in range(0, len(line), 11):
            changed = line[:place] + ("0" if line[place] != "0" else "1") + line[place + 1 :]
            with pytest.raises(LedgerError):
                chain.verify("\n".join([*lines[:number], changed, *lines[number + 1 :]]), head)
        with pytest.raises(LedgerError):
            chain.verify("\n".join([*lines[:number], *lines[number + 1 :]]), head)


def test_no_exercise_has_keepers() -> None:
    from goodoffices.rooms.doing.people import put_terms
    from goodoffices.rooms.doing.refusals import NotYours
    from tests.support.classroom import Classroom
    from tests.support.room import given_back

    with given_back():
        table = Classroom()
        from goodoffices.rooms.models import Seat

        seat = Seat.objects.filter(role="mediator", room__exercise=True).first()
        assert seat is not None
        with pytest.raises(NotYours):
            put_terms(seat, "w", "i", 90, NAMES)
        assert table.student(1, "A").raw("get", "seal").status_code == 404
