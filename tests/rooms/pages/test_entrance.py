"""Links into seats: hard to guess, used once, by a POST; a password and a second factor go with them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from goodoffices.rooms import chance
from tests.support.room import PASSWORD, House, Person

pytest.importorskip("django", reason="the extra 'rooms' is not installed")

FORM = {"username": "heron", "password": PASSWORD, "again": PASSWORD}


def test_a_link_has_192_bits_and_only_its_hash_is_kept(room: House) -> None:
    token = room.link("A")
    assert len(token) == 2 * chance.TOKEN_BYTES == 48
    assert token.encode() not in room.dump()


def test_looking_at_a_link_any_number_of_times_does_not_use_it_up(room: House) -> None:
    token, person = room.link("A"), Person(room, "heron")
    for _ in range(3):
        page = person.get(f"/i/{token}")
        person.raw("head", f"/i/{token}")
        assert "The canal authority" in page
        assert "The server" in page
    person.ask("post", f"/i/{token}", 302, FORM)


def test_a_link_works_once(room: House) -> None:
    token = room.link("A")
    Person(room, "heron").ask("post", f"/i/{token}", 302, FORM)
    other = Person(room, "stork")
    other.get(f"/i/{token}", 404)
    other.ask("post", f"/i/{token}", 404, {**FORM, "username": "stork"})


def test_a_fault_in_the_form_leaves_the_link_as_it_was(room: House) -> None:
    token, person = room.link("A"), Person(room, "heron")
    for wrong in ({"password": "short", "again": "short"}, {"again": "other"}, {"username": ""}):
        person.ask("post", f"/i/{token}", 422, FORM | wrong)
    person.ask("post", f"/i/{token}", 302, FORM)


def test_a_link_expires_and_a_newer_link_replaces_it(room: House) -> None:
    old, person = room.link("A"), Person(room, "heron")
    new = room.link("A")
    person.get(f"/i/{old}", 404)
    room.time += timedelta(days=7)
    person.get(f"/i/{new}", 404)
    person.ask("post", f"/i/{new}", 404, FORM)
    person.get("/i/" + "0" * 48, 404)


def test_a_person_sits_on_one_side_of_a_table_only(room: House) -> None:
    person, token = room.join("A"), room.link("B")
    assert "already" in person.get(f"/i/{token}")
    person.ask("post", f"/i/{token}", 404)


def test_without_a_second_factor_every_page_leads_to_setting_it_up(room: House) -> None:
    person = Person(room, "heron")
    person.ask("post", f"/i/{room.link('A')}", 302, FORM)
    for page in ("", "audit", "watch", "log", "/", "/everywhere", "/factor/codes"):
        answer = person.raw("get", page)
        assert (answer.status_code, answer.headers["Location"]) == (302, "/factor/app")


def test_setting_up_the_second_factor_gives_recovery_codes_and_a_code_works_once(room: House) -> None:
    from allauth.mfa.totp.internal.auth import (
        format_hotp_value,
        hotp_value,
        yield_hotp_counters_from_time,
    )

    person = Person(room, "heron")
    person.ask("post", f"/i/{room.link('A')}", 302, FORM)
    [secret] = re.findall(r'id="secret">(\w+)', person.get("/factor/app"))
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    assert person.raw("post", "/factor/app", {"code": code}).headers["Location"] == "/factor/codes"
    codes = re.findall(r"<li><code[^>]*>(\w+)", person.get("/factor/codes"))
    assert len(codes) == 10
    assert secret.encode() not in room.dump()
    assert not any(code.encode() in room.dump() for code in codes)
    for _ in range(2):
        fresh = Person(room, "heron")
        fresh.ask("post", "/signin", 302, {"login": "heron", "password": PASSWORD})
        answer = fresh.raw("post", "/factor/code", {"code": codes[0]})
        if answer.status_code == 302:
            assert "Your side" in fresh.get("")
    assert answer.status_code == 200, "a recovery code worked twice"


def test_signing_out_everywhere_ends_every_session(room: House) -> None:
    person = room.join("A")
    second = Person(room, person.name)
    from django.contrib.auth import get_user_model

    second.client.force_login(get_user_model().objects.get(username=person.name))
    second.get("")
    assert person.raw("post", "/everywhere").headers["Location"] == "/signin"
    for browser in (person, second):
        assert browser.raw("get", "").headers["Location"] == "/signin"


def test_a_session_ends_when_it_is_idle_and_after_half_a_day(room: House) -> None:
    person = room.join("A")
    for _ in range(19):
        room.time += timedelta(minutes=37)
        person.get("")
    room.time += timedelta(minutes=37)
    assert person.raw("get", "").headers["Location"] == "/signin"
    other = room.join("B")
    room.time += timedelta(minutes=46)
    assert other.raw("get", "").headers["Location"] == "/signin"


def test_grave_acts_ask_for_the_password_again(room: House) -> None:
    room.gather()
    from django.contrib.auth import get_user_model

    for key, pages in (
        ("A", ("leave", "shred")),
        ("harbour-master", ("desk/close", "desk/people", "desk/end")),
    ):
        person = Person(room, f"person-{key}")
        person.client.force_login(get_user_model().objects.get(username=person.name))
        for page in pages:
            for how in ("get", "post"):
                assert person.raw(how, page).headers["Location"].startswith("/again")
    assert not room.seat("A").left


def test_a_changed_password_ends_the_other_sessions(room: House) -> None:
    person = room.join("A")
    second, new = Person(room, person.name), "another long word of ours"
    from django.contrib.auth import get_user_model

    second.client.force_login(get_user_model().objects.get(username=person.name))
    second.get("")
    wrong = {"oldpassword": "wrong", "password1": new, "password2": new}
    assert "faults" in person.ask("post", "/password", 200, wrong)
    person.ask("post", "/password", 302, wrong | {"oldpassword": PASSWORD})
    person.get("")
    assert second.raw("get", "").headers["Location"] == "/signin"
    fresh = Person(room, person.name)
    fresh.ask("post", "/signin", 200, {"login": person.name, "password": PASSWORD})
    assert fresh.raw("post", "/signin", {"login": person.name, "password": new}).status_code == 302


def test_nobody_signs_up_without_a_link_and_pages_of_allauth_do_not_exist(room: House) -> None:
    person = room.join("A")
    for page in ("/signup/", "/accounts/signup/", "/email/", "/password/reset/", "/admin/"):
        person.get(page, 404)
