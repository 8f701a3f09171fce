"""Headers on every route, forged forms, and hostile text."""

from __future__ import annotations

from http.cookies import SimpleCookie
from threading import Thread
from time import sleep

import pytest

from tests.support.room import PASSWORD, House, Person

pytest.importorskip("django", reason="the extra 'rooms' is not installed")

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7|add:7 }}{% debug %}",
    "javascript:alert(1)",
    "'; DROP TABLE rooms_seat; --",
    "\u202egnp.exe\u2066",
    "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    "a\0b",
    "=cmd|' /C calc'!A0",
)


def every_address(room: House) -> list[str]:
    """Return an address for each route."""
    from goodoffices.rooms.addresses import urlpatterns

    found = []
    for pattern in urlpatterns:
        route = str(pattern.pattern).replace("<uuid:room>", room.room).replace("<int:number>", "1")
        found.append("/" + route.replace("<str:token>", "0" * 48))
    return [*found, "/nowhere", "/static/rooms/room.css", "/static/nowhere"]


def test_every_route_has_the_headers_for_everyone(room: House) -> None:
    from goodoffices.rooms.pages.guard import CSP, HEADERS

    assert "unsafe" not in CSP
    room.gather()
    stranger = Person(room, "nobody")
    for address in every_address(room):
        for person in (stranger, room.mediator, room.parties[0]):
            for how in ("get", "post", "put"):
                answer = person.raw(how, address)
                assert answer.status_code != 500, (address, how)
                for name, value in HEADERS.items():
                    if name != "Cache-Control" or "/static/" not in address:
                        assert answer.headers.get(name) == value, (address, how, name)
                assert "Content-Encoding" not in answer.headers
        if address == "/signout":
            for person in (room.mediator, room.parties[0]):
                from django.contrib.auth import get_user_model

                person.client.force_login(get_user_model().objects.get(username=person.name))


def test_cookies_are_bound_to_the_host_and_to_tls(room: House) -> None:
    person = Person(room, "heron")
    answer = person.raw(
        "post", f"/i/{room.link('A')}", {"username": "heron", "password": PASSWORD, "again": PASSWORD}
    )
    person.raw("get", "/factor/app")
    cookies: SimpleCookie = person.client.cookies
    assert answer.status_code == 302
    assert set(cookies) == {"__Host-session", "__Host-csrf"}
    for cookie in cookies.values():
        assert cookie["secure"]
        assert cookie["httponly"]
        assert cookie["samesite"] in ("Lax", "Strict")
        assert cookie["path"] == "/"
        assert not cookie["domain"]


def test_a_form_from_elsewhere_is_refused(room: House) -> None:
    from django.test import Client

    person = room.join("A")
    strict = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    strict.cookies = person.client.cookies
    answer = strict.post(f"/r/{room.room}/leave", {}, secure=True)
    assert answer.status_code == 403
    assert not room.seat("A").left


def test_another_host_is_not_answered(room: House) -> None:
    from django.test import Client

    assert Client(headers={"host": "evil.example"}).get("/signin", secure=True).status_code == 400


def test_hostile_text_is_shown_as_text_everywhere(room: House) -> None:
    room.gather()
    room.adopt_agenda()
    clauses = {f"words-{number}": words for number, words in enumerate(HOSTILE, 3)}
    room.put_text("111", words=clauses)
    party, words = room.parties[0], " ".join(HOSTILE)
    party.answer(reason_c0=words, words=words, level="2")
    room.mediator.ask("post", "desk/course", 302, {"do": "suspend", "why": words})
    for person in (room.mediator, *room.parties):
        for page in ("desk", "", "watch", "text/1", "audit", "minutes", "look", "desk/text"):
            body = person.raw("get", page).content.decode()
            assert "<script>alert" not in body
            assert "<img src=x" not in body
            # in fields that can be edited the signs must stay as they are
            if page not in ("desk/text", ""):
                assert "\u202e" not in body
    desk = room.mediator.get("desk")
    assert "{{ 7|add:7 }}" in desk
    assert "[RLO]gnp.exe[LRI]" in desk


def test_errors_are_logged_without_content(room: House, capsys: pytest.CaptureFixture[str]) -> None:
    import logging

    from goodoffices.rooms.pages.errors import PlaceOnly

    try:
        raise ValueError("CANARY-ERROR")
    except ValueError:
        record = logging.getLogger("django.request").makeRecord(
            "x", logging.ERROR, "f", 1, "CANARY-PATH %s", ("CANARY-ARG",), __import__("sys").exc_info()
        )
    assert PlaceOnly().filter(record)
    text = logging.Formatter().format(record)
    assert "CANARY" not in text
    assert "ValueError" in text


def test_one_thread_brings_what_is_due_and_the_others_wait_for_it(
    monkeypatch: pytest.MonkeyPatch, room: House
) -> None:
    from django.db import connections
    from django.http import HttpRequest, HttpResponse

    from goodoffices.rooms.pages import guard

    brought: list[bool] = []
    shown: list[int] = []

    def deliver(case: object, tables: bool = False) -> None:
        sleep(0.1)
        brought.append(tables)

    def page(request: HttpRequest) -> HttpResponse:
        shown.append(len(brought))
        return HttpResponse()

    for name in ("may_go_on", "close_polls", "shred_due"):
        monkeypatch.setattr(guard, name, lambda: False)
    monkeypatch.setattr(guard, "deliver_due", deliver)
    clock = guard.clock(page)

    def ask() -> None:
        clock(HttpRequest())
        # Django has a connection for each thread, and closes none at its end
        connections.close_all()

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # the letters of mediations, and those of tables
    assert (brought, shown) == ([False, True], [2, 2, 2, 2])
