"""A person reads the room in a language of their own, which nobody else can see."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.support.crawling import seen_by
from tests.support.room import House, Person, given_back

pytest.importorskip("django", reason="the extra 'rooms' is not installed")

ARABIC = re.compile(r"[\u0600-\u06ff]")


def choose(person: Person, language: str, **more: str) -> Any:
    return person.raw("post", "/language", {"language": language, **more})


def root(page: str) -> str:
    [found] = re.findall(r"<html ([^>]+)>", page)
    return str(found)


def test_the_language_is_that_of_the_browser_until_one_is_chosen(room: House) -> None:
    person = Person(room, "")
    assert root(person.get("/trust")) == 'lang="en" dir="ltr"'
    for said, wanted in (("he-IL,en;q=0.5", "he"), ("ar-EG", "ar"), ("fr,de", "en"), ("xx", "en")):
        asked = person.client.get("/trust", secure=True, headers={"accept-language": said})
        assert f'lang="{wanted}"' in root(asked.content.decode())
    answer = choose(person, "ar", next="/trust")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/trust")
    asked = person.client.get("/trust", secure=True, headers={"accept-language": "he"})
    assert root(asked.content.decode()) == 'lang="ar" dir="rtl"'
    assert 'lang="ar" dir="auto" aria-current="true">' in asked.content.decode()
    choose(person, "en")
    assert root(person.get("/trust")) == 'lang="en" dir="ltr"'


def test_the_choice_is_a_cookie_of_the_browser_like_the_others(room: House) -> None:
    cookie = choose(Person(room, ""), "he").cookies["__Host-language"]
    assert (cookie["secure"], cookie["httponly"], cookie["path"]) == (True, True, "/")
    assert (cookie["samesite"], cookie["domain"], cookie["max-age"]) == ("Lax", "", "")


@pytest.mark.parametrize(
    "elsewhere", ["https://elsewhere.example/", "//elsewhere.example", "javascript:1"]
)
def test_the_choice_leads_back_to_a_page_of_ours_only(room: House, elsewhere: str) -> None:
    answer = choose(Person(room, ""), "he", next=elsewhere)
    assert answer.headers["Location"] == "/"


def test_signs_that_act_in_an_address_are_not_in_its_page(room: House) -> None:
    answer = Person(room, "").raw("get", "/t/%00%1b%E2%80%AE")
    assert answer.status_code == 404
    assert 'name="next" value="/t/%00%1B%E2%80%AE"' in answer.content.decode()
    assert not set("\0\x1b\u202e") & set(answer.content.decode())


def test_signs_that_act_in_a_form_that_is_refused_are_not_in_its_page(room: House) -> None:
    typed = {"login": "\u202eabc\0\x1b", "password": "<b>"}
    answer = Person(room, "").raw("post", "/signin", typed)
    assert answer.status_code == 200
    assert 'value="[RLO]abc[U+0000][U+001B]"' in answer.content.decode()


def test_the_choice_is_a_form_of_ours_with_a_language_that_there_is(room: House) -> None:
    from django.test import Client

    person = Person(room, "")
    assert person.raw("get", "/language").status_code == 405
    assert "__Host-language" not in choose(person, "fr").cookies
    forged = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    assert forged.post("/language", {"language": "he"}, secure=True).status_code == 403


def mediation(room: House, languages: dict[str, str]) -> None:
    """Hold a mediation in which each seat reads its own language."""
    room.gather()
    for key, language in languages.items():
        choose(room.people[key], language)
    room.adopt_agenda()
    room.put_text("111")
    for party in room.parties:
        party.answer(level="3", change="toll=600", mark_c0="cannot", reason_c0="too much")
    room.until()
    room.put_text("112", stands=1)
    room.mediator.ask("post", "desk/course", 302, {"do": "suspend", "why": "A feast."})
    room.mediator.ask("post", "desk/course", 302, {"do": "resume", "due": room.due})
    for party in room.parties:
        party.answer(answer="yes")
    room.until()


def test_no_byte_that_is_kept_depends_on_a_language() -> None:
    found = []
    for language in ("en", "ar", "he"):
        with given_back():
            room = House()
            keys = [room.case.mediators[0].id, *(party.id for party in room.case.parties)]
            mediation(room, dict.fromkeys(keys, language))
            own = [json.loads(party.get("own")) for party in room.parties]
            found.append((room.log(), own))
            if language == "ar":
                assert ARABIC.search(room.parties[0].get(""))
    english, arabic, hebrew = found
    assert english == arabic == hebrew
    assert not ARABIC.search(arabic[0])


def test_nobody_can_tell_which_language_another_reads() -> None:
    found = []
    for language in ("en", "he"):
        with given_back():
            room = House()
            first, second = (party.id for party in room.case.parties)
            mediation(room, {first: language})
            found.append([seen_by(room, key) for key in (second, room.case.mediators[0].id)])
    assert found[0] == found[1]
