"""Keepers of the seal see their two pages and nothing else; what they open reaches nobody but them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import pytest

pytest.importorskip("django", reason="the extra 'rooms' is not installed")

from goodoffices.rooms.policy import MAY, may
from tests.support import keepers as k
from tests.support.crawling import (
    Seen,
    never_there,
    of_account,
    pages,
    same_pages,
    seen_by,
    without_address,
)
from tests.support.keepers import DAY, FIRST, SECOND
from tests.support.kept_room import once
from tests.support.room import House, Person, house
from tests.support.thorough import usually

SEAL = ("seal", "seal/answers")
OTHERS = ("A", "harbour-master", "observer")
CANARY = "CANARY"


@pytest.fixture
def sealed() -> Iterator[House]:
    """A room in which two keepers have opened answers; B's have words in them that no form asked for."""
    with house() as room:
        k.gather(room)
        once(room, "open answers with words in them", lambda: unseal(room))
        yield room


def unseal(room: House) -> None:
    room.adopt_agenda()
    room.put_text("111")
    for key in ("A", "B"):
        room.people[key].answer(level="2", words=f"{CANARY}-MARK", reason_c0=f"{CANARY}-REASON")
    room.until()
    room.put_close(stands=1, who="engine")
    room.people["A"].answer(answer="yes")
    room.people["B"].answer(answer="no", words=f"{CANARY}-LAST")
    room.until()
    k.opened(room)


def test_a_keeper_may_keep_the_seal_and_nothing_else() -> None:
    every = frozenset.union(*MAY.values())
    assert len(every) > 15
    assert {verb for verb in every if may("keeper", verb)} == {"keep the seal"}


def test_a_keeper_finds_nothing_at_any_address_but_its_own_two(sealed: House) -> None:
    inside = [page for page in pages() if not page.startswith("/")]
    assert len(inside) > 40
    for key in (FIRST, SECOND):
        person = k.coded(sealed.people[key])
        missing = without_address(person.raw("get", "nowhere"))
        assert [person.raw("get", page).status_code for page in SEAL] == [200, 200]
        for page in inside:
            if page in SEAL:
                continue
            for how in ("get", "head", "post"):
                answer = person.raw(how, page, {"do": "draft", "words": "x", "to": "A"})
                assert answer.status_code == 404, (how, page)
                assert how == "head" or without_address(answer) == missing, (how, page)
        # an act that there is not
        assert person.raw("post", "seal", {"do": "draft"}).status_code == 404


@pytest.mark.parametrize("key", ["A", "B", "harbour-master", "observer"])
def test_nobody_else_finds_the_keepers_pages(key: str, sealed: House) -> None:
    person = k.coded(sealed.people[key])
    missing = without_address(person.raw("get", "nowhere"))
    mark = k.hidden(sealed.people[FIRST], "mark")
    for page in SEAL:
        for do in ("ask", "confirm", "take back"):
            form = {"do": do, "mark": mark, "window": "3", "why": "x", "after": "1"}
            answer = person.raw("post", page, form)
            assert (answer.status_code, without_address(answer)) == (404, missing)
        answer = person.raw("get", page)
        assert (answer.status_code, without_address(answer)) == (404, missing)
    assert len(k.log_of(sealed)) == 2


def test_a_stranger_is_led_to_the_sign_in(sealed: House) -> None:
    for page in SEAL:
        for how in ("get", "post"):
            assert Person(sealed, "").raw(how, page, {"do": "ask"}).headers["Location"] == "/signin"


def test_a_mediator_makes_no_link_for_a_keeper(sealed: House) -> None:
    """It could use both links itself."""
    form = {"seat": str(sealed.seat(FIRST).id), "speaks_for": "principal"}
    assert sealed.mediator.raw("post", "desk/people", form).status_code == 404
    page = sealed.mediator.get("desk/people")
    assert "link --seat keeper:1" in page
    assert form["seat"] not in page


def test_no_word_of_a_party_reaches_a_keeper_or_the_log(sealed: House) -> None:
    for key in (FIRST, SECOND):
        person = k.coded(sealed.people[key])
        for page in pages():
            for how in ("get", "head", "options"):
                assert CANARY not in person.raw(how, page).content.decode(), (how, page)
    for key in OTHERS:
        for page in pages():
            assert f"{CANARY}-LAST" not in sealed.people[key].raw("get", page).content.decode(), page
    assert CANARY not in sealed.log()
    assert CANARY.encode() not in sealed.dump()


Stages = dict[str, dict[str, Seen]]
WATCHED = (*OTHERS, FIRST, SECOND)
LAST = "taken back"


@lru_cache
def played(said: str) -> Stages:
    """Return what everybody but B gets at each stage of an opening, if B said a word to the last question.

    Pages of an account and, if the word is not yes, pages that somebody never finds if it is, are asked for
    at the last stage only.
    """
    found: Stages = {}
    closed = dict.fromkeys(WATCHED, of_account())
    if said != "yes":
        first = played("yes")
        closed = {
            key: own | never_there(seen[key] for seen in first.values()) for key, own in closed.items()
        }
    with house() as room:
        k.gather(room)
        k.answered(room, "no", said)

        def stage(name: str) -> None:
            room.people["B"].get("minutes")
            found[name] = {
                key: seen_by(room, key, () if name == LAST else closed[key]) for key in WATCHED
            }
            found[name]["log"] = [("log", len(room.log()), b"", [])]

        for key in (FIRST, SECOND):
            k.coded(room.people[key])
        stage("before")
        k.ask(room.people[FIRST])
        stage("asked")
        # some seconds before the minute from which they can be read
        room.until(DAY + 0.105)
        k.confirm(room.people[SECOND])
        stage("confirmed")
        room.until(0.1)
        stage("open")
        room.until(DAY)
        stage("over")
        k.ask(room.people[SECOND])
        k.take_back(room.people[FIRST])
        stage(LAST)
    return found


@pytest.mark.parametrize("said", usually([""], ["no", ""]))
def test_two_worlds_in_which_b_answered_differently_are_the_same_but_on_the_opened_page(
    said: str,
) -> None:
    first, second = played("yes"), played(said)
    assert first.keys() == second.keys()
    for stage, seen in second.items():
        for key in (*OTHERS, "log"):
            assert same_pages(seen[key], first[stage][key]), (stage, key)
        for key in (FIRST, SECOND):
            # the opened page is the only one that differs, and only while it is open
            differs = [page[0] for page in seen[key] if page not in first[stage][key]]
            assert differs == (["seal/answers"] if stage == "open" else []), (stage, key)


# the worlds are made for all tests at once, whichever of them comes first
@pytest.mark.slow
def test_readings_are_told_to_each_party_alone() -> None:
    """Who reads reaches all parties alike, and neither mediators nor observers."""
    seen = played("yes")
    for key in OTHERS:
        told = b"read what your side answered" in b"".join(page[2] for page in seen["over"][key])
        assert told == (key == "A")
