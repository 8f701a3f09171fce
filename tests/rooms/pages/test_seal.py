"""The keepers' pages: a code before every act, headers, hostile reasons, and what each seat is told."""

from __future__ import annotations

import time
from collections.abc import Iterator
from urllib.parse import unquote

import pytest

pytest.importorskip("django", reason="the extra 'rooms' is not installed")

from tests.support import keepers as k
from tests.support.keepers import DAY, FIRST, NAMES, SECOND, WHY
from tests.support.room import PASSWORD, House, Person, house

SECRET = "JBSWY3DPEHPK3PXP"
HOSTILE = "</p><script>alert(1)</script> \u202erevo {{ 7|add:7 }} {why}"


@pytest.fixture
def sealed() -> Iterator[House]:
    """A room with two keepers, whose last yes or no failed; only the engine knows the answers."""
    with house() as room:
        k.gather(room)
        k.answered(room, "yes", "no")
        yield room


def code() -> str:
    """Return the present code of everybody's second factor."""
    from allauth.mfa.totp.internal import auth

    return str(auth.format_hotp_value(auth.hotp_value(SECRET, int(time.time()) // 30)))


def form_of(person: Person, **more: str) -> dict[str, str]:
    found = {"do": "ask", "after": k.hidden(person, "after"), "window": "3", "why": WHY}
    return found | more


def test_a_request_waits_for_a_code_and_is_then_taken_up(sealed: House) -> None:
    keeper = sealed.people[FIRST]
    answer = keeper.raw("post", "seal", form_of(keeper))
    assert answer.headers["Location"].startswith("/factor/again?next=")
    assert k.log_of(sealed) == []
    address = answer.headers["Location"]
    assert keeper.raw("post", address, {"code": "000000"}).status_code == 200
    assert k.log_of(sealed) == []
    done = keeper.raw("post", address, {"code": code(), "next": unquote(address.partition("=")[2])})
    assert done.status_code == 302
    assert [body["why"] for body in k.log_of(sealed)] == [WHY]


def test_a_password_alone_is_no_code(sealed: House) -> None:
    first, second = k.opened(sealed)
    for person in (first, second):
        assert person.raw("post", "/again", {"password": PASSWORD}).status_code == 302
        answer = person.raw("get", "seal/answers")
        assert answer.headers["Location"].startswith("/factor/again")
    assert "read what your side answered" not in sealed.people["A"].get("audit")


def test_a_code_given_to_sign_in_or_long_ago_is_asked_for_again(sealed: House) -> None:
    from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY

    keeper = k.opened(sealed)[0]
    signed_in = {"method": "mfa", "at": time.time(), "type": "totp"}
    for given in (
        [signed_in],
        [{"method": "password", "at": time.time(), "reauthenticated": True}, signed_in],
        [signed_in | {"at": time.time() - 301, "reauthenticated": True}],
    ):
        session = keeper.client.session
        session[AUTHENTICATION_METHODS_SESSION_KEY] = given
        session.save()
        assert keeper.raw("get", "seal/answers").status_code == 302
        assert keeper.raw("post", "seal", {"do": "take back", "mark": "0"}).status_code == 302


def test_a_head_of_the_opened_page_is_a_reading(sealed: House) -> None:
    keeper = k.opened(sealed)[0]
    assert k.coded(keeper).raw("head", "seal/answers").status_code == 200
    assert f"{NAMES[0]}, a keeper of the seal, read" in sealed.people["B"].get("audit")


def test_the_pages_have_the_headers_of_all_pages(sealed: House) -> None:
    from goodoffices.rooms.pages.guard import HEADERS

    for person in k.opened(sealed):
        for page in ("seal", "seal/answers"):
            answer = k.coded(person).raw("get", page)
            assert answer.status_code == 200
            assert HEADERS.items() <= dict(answer.headers).items()
            assert answer.headers["Cache-Control"] == "no-store"


def test_a_hostile_reason_is_text_on_every_page(sealed: House) -> None:
    k.ask(sealed.people[FIRST], why=HOSTILE)
    shown = {FIRST: "seal", SECOND: "seal", "A": "", "harbour-master": "desk", "observer": "minutes"}
    for key, page in shown.items():
        text = sealed.people[key].get(page)
        assert "<script>alert" not in text, key
        assert "&lt;script&gt;alert(1)" in text, key
        assert "[RLO]revo" in text, key
        assert "{{ 7|add:7 }} {why}" in text, key


def test_a_reason_that_is_too_long_or_missing_is_kept_in_the_form(sealed: House) -> None:
    keeper = sealed.people[FIRST]
    page = k.ask(keeper, 422, why="a" * 4001)
    assert "at most 4,000 characters" in page
    page = k.ask(keeper, 422, why="It matters.", window="99")
    assert "Choose the answers" in page
    assert "It matters.</textarea>" in page
    assert k.log_of(sealed) == []


def test_the_parties_read_before_they_answer_who_could_open_it(sealed: House) -> None:
    told = f"unless the two keepers of the seal in the agreement to mediate ({NAMES[0]} and {NAMES[1]})"
    sealed.adopt_agenda()
    for number, who in ((2, "engine"), (3, "mediator")):
        sealed.put_text("111", stands=number - 1 if number > 2 else 0)
        sealed.until()
        sealed.put_close(stands=number, who=who)
        assert (told in sealed.people["A"].get("")) == (who == "engine")
        sealed.until()
        if number == 2:
            sealed.adopt_agenda()
    assert NAMES[0] in sealed.people["A"].get("terms")
    # without keepers nobody ever reads it, and the page says so
    k.agree(sealed, ())
    sealed.adopt_agenda()
    sealed.put_text("111", stands=3)
    sealed.until()
    sealed.put_close(stands=4, who="engine")
    page = sealed.people["A"].get("")
    assert "keepers of the seal" not in page.partition('<section class="news">')[0]
    assert "Only the engine knows your answer. Nobody reads it, " in page


@pytest.mark.parametrize(
    ("names", "fault"),
    [
        (("Ysolde Perrin", ""), "Name two keepers, or none."),
        (("", "Ysolde Perrin"), "Name two keepers, or none."),
        (("Ysolde Perrin", " ysolde  PERRIN"), "Name two different persons."),
        (("x" * 201, "Marek Tollund"), "at most 200 characters"),
    ],
)
def test_keepers_are_two_other_persons(names: tuple[str, str], fault: str, room: House) -> None:
    room.gather()
    form = {"words": "w", "interests": "i", "retain_days": "90"}
    form |= {"keeper-1": names[0], "keeper-2": names[1]}
    page = room.mediator.ask("post", "desk/terms", 422, form)
    assert fault in page
    assert " ".join(names[0].split())[:200] in page
    form["keeper-1"] = room.seat("A").name.upper()
    assert "This name has a seat in this room already." in room.mediator.ask(
        "post", "desk/terms", 422, form
    )
    from goodoffices.rooms.models import Seat

    assert not Seat.objects.filter(role="keeper").exists()


def test_what_is_not_seen_is_drawn_in_the_fields_of_a_form_that_comes_back(room: House) -> None:
    room.gather()
    form = {"words": "w\x1b", "interests": "i\u202e", "retain_days": "90\x1b"}
    form |= {"keeper-1": "Ysolde\x1b Perrin", "keeper-2": ""}
    page = room.mediator.ask("post", "desk/terms", 422, form)
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert 'value="Ysolde[U+001B] Perrin"' in page
    assert ">w[U+001B]</textarea>" in page


def test_a_keeper_is_led_to_its_page_and_finds_the_title_and_the_terms(sealed: House) -> None:
    keeper = sealed.people[SECOND]
    assert keeper.raw("get", "/").headers["Location"].endswith("/seal")
    page = keeper.get("seal")
    assert "The canal" in page
    assert "We keep silent." in page
    assert "the answers to the last yes or no to text 1" in page
    assert "Toll shall" not in page
    links = [part.split('"')[0] for part in page.split('href="/r/')[1:]]
    assert {link.split("/", 1)[1] for link in links} == {"seal"}
    # of another room it sees nothing at all
    other = "/r/00000000-0000-4000-8000-000000000000/seal"
    assert keeper.raw("get", other).status_code == 404


def test_the_terminal_makes_links_for_keepers_that_are_named(sealed: House) -> None:
    from goodoffices.rooms.seen.seats import seat_named, seat_names

    assert {FIRST, SECOND} <= set(seat_names())
    found = seat_named(SECOND)
    assert found is not None
    assert found.name == NAMES[1]
    k.agree(sealed, ())
    assert seat_named(SECOND) is None


def test_a_room_is_backed_up_and_verified_with_what_the_keepers_did(sealed: House) -> None:
    from goodoffices.rooms import snapshot

    k.opened(sealed)
    k.read(sealed.people[FIRST])
    assert snapshot.verify() == 1
    sealed.until(DAY)
