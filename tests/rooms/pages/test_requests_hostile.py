"""Every form, sent by everyone with values that no page offers: refused in the room's own words, or taken."""

from __future__ import annotations

import re

import pytest

from tests.support.cases import PACKAGE
from tests.support.room import House, Person
from tests.support.thorough import THOROUGH

pytest.importorskip("django", reason="the extra 'rooms' is not installed")

ROOMS = PACKAGE / "rooms"
NAMES = (
    {
        name
        for path in ROOMS.rglob("*.html")
        for name in re.findall(r'name="([a-z_]+)"', path.read_text("utf-8"))
    }
    | {"words-0", "lang-0", "settles-0", "mark-c0", "reason-c0", "change", "stands", "due", "issues"}
    | {"text-1", "texts", "opinion"}
)
VALUES = (
    "", "\0", "x" * 5000, "-1", "99999999999999999999", "9999-12-31T23:59:59", "0001-01-01T00:00",
    "toll=", "toll=nothing", "=", "\u202e<script>alert(1)</script>", "yes", "c99", "%s%n{0}",
)  # fmt: skip
DOING = ("look", "draft", "take back", "put", "suspend", "resume", "again", "x")
STAGES = ("preparing", "asked", "suspended")
WORDS = {
    # names of the engine and of tables: a refusal tells none of them
    "TextPut", "Criticised", "DeadlinePassed", "VariantPut", "criticising", "closing", "IntegrityError",
    "Traceback", "ProtocolError", "DoesNotExist", "rooms_",
}  # fmt: skip


def pages() -> list[str]:
    """Return every address of a room that takes a form, but those whose form is one button."""
    from goodoffices.rooms.addresses import urlpatterns

    routes = {str(pattern.pattern): pattern.callback.__module__ for pattern in urlpatterns}
    inside = [
        route.removeprefix("r/<uuid:room>/")
        for route, module in routes.items()
        if route.startswith("r/<uuid:room>/") and not module.endswith(".table")
    ]
    return [page for page in inside if page not in ("leave", "shred", "desk/end")]


@pytest.mark.parametrize("stage", STAGES)
def test_no_form_breaks_a_page_or_tells_of_the_engine(room: House, stage: str) -> None:
    room.gather()
    room.join("observer")
    if stage != "preparing":
        room.adopt_agenda()
        room.put_text("111")
    if stage == "suspended":
        room.mediator.ask("post", "desk/course", 302, {"do": "suspend", "why": "rain"})
    before = room.log()
    asked = 0
    for person in (room.mediator, room.parties[0], room.people["observer"], Person(room, "nobody")):
        member = person in (room.mediator, room.parties[0])
        for page in pages():
            for number, value in enumerate(VALUES if member else VALUES[-2:]):
                every = stage == "asked" and THOROUGH
                if member and not every and number % 3 != len(page) % 3:
                    # while a text is out most pages take something: every value then, a third of them else
                    continue
                form = dict.fromkeys(NAMES, value) | {"do": DOING[number % len(DOING)]}
                if number % 2:
                    form["window"] = room.window() if stage != "preparing" else value
                answer = person.raw("post", page, form)
                assert answer.status_code in (200, 302, 400, 404, 405, 409, 422), (page, value)
                text = answer.content.decode()
                asked += 1
                assert "<script>alert" not in text
                assert not [word for word in WORDS if word in text], (page, value)
    assert asked > 300
    taken = room.log().removeprefix(before)
    # an agreement to mediate and a suspension of those words are the mediator's right; nothing else is taken
    kinds = set(re.findall(r'"kind":"([^"]*)"', taken))
    assert kinds <= {"agreement to mediate put", "suspended", "link made"}, kinds


def test_numbers_and_names_in_addresses_that_nothing_has_are_not_found(room: House) -> None:
    room.gather()
    for page in ("text/99999999999999999999999", "text/0", "text/1/changes", "text/-1", "text/x"):
        for person in (*room.people.values(), Person(room, "nobody")):
            assert person.raw("get", page).status_code in (302, 404), page
    for address in ("/i/%00", "/t/%00", "/i/" + "é" * 40, "/r/x/", "/%2e%2e/", "/r/" + "0" * 32 + "/"):
        assert room.parties[0].raw("get", address).status_code == 404, address


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/x-www-form-urlencoded", b"words=" + b"x" * 1_100_000),
        ("application/x-www-form-urlencoded", b"a=1&" * 600),
        ("multipart/form-data; boundary=x", b"not a part"),
        ("multipart/form-data", b"--x"),
        ("application/x-www-form-urlencoded; charset=no-such", b"words=x"),
        ("application/json", b'{"do": "look"}'),
        ("text/plain", b"\xff\xfe\x00"),
    ],
)
def test_a_body_that_is_no_form_is_refused_with_every_header(
    room: House, kind: str, body: bytes
) -> None:
    from goodoffices.rooms.pages.guard import HEADERS

    person = room.join("A")
    for page in ("", "look", "terms"):
        address = f"/r/{room.room}/{page}"
        answer = person.client.generic("POST", address, body, content_type=kind, secure=True)
        assert answer.status_code in (302, 400, 404, 409), (page, answer.status_code)
        assert all(answer.headers[name] == value for name, value in HEADERS.items())
        assert "Traceback" not in answer.content.decode()


def test_too_many_attempts_are_told_on_a_page_of_ours(room: House) -> None:
    from goodoffices.rooms.pages.guard import HEADERS

    person = room.join("A")
    for _ in range(40):
        answer = person.raw("post", "/again", {"password": "wrong"})
        if answer.status_code == 429:
            break
    assert answer.status_code == 429
    assert "Wait a few minutes" in answer.content.decode()
    assert all(answer.headers[name] == value for name, value in HEADERS.items())
