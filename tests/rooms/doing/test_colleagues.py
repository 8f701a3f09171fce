"""Letters between mediators: the two read them, whatever anybody else does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.crawling import pages
from tests.support.room import House, Person, house

pytest.importorskip("django", reason="the extra 'rooms' is not installed")
PAGE = "desk/mediators"


@pytest.fixture
def strait() -> Iterator[House]:
    """The strait: Kesh has a channel to Bryn and one to Vaal, who have none with each other."""
    with house("strait") as room:
        room.gather()
        for key in ("kesh", "vaal", "observer"):
            room.join(key)
        yield room


def send(person: Person, to: str, words: str, status: int = 302) -> str:
    return person.ask("post", PAGE, status, {"to": to, "words": words})


def test_a_letter_between_mediators_is_read_by_the_two_and_by_nobody_else(strait: House) -> None:
    bryn, kesh = strait.people["bryn"], strait.people["kesh"]
    send(bryn, "kesh", "CANARY-ONE: will you carry a text on Friday?")
    page = kesh.get(PAGE)
    assert "From Bryn" in page
    assert "CANARY-ONE" in page
    send(kesh, "bryn", "CANARY-TWO: on Saturday.")
    assert "CANARY-TWO" in bryn.get(PAGE)
    assert "From you" in bryn.get(PAGE)
    strait.until(1)
    for key in ("tavland", "orsova", "vaal", "observer"):
        for where in pages():
            assert "CANARY" not in strait.people[key].raw("get", where).content.decode(), (key, where)
    assert "CANARY" not in strait.log()
    for path in strait.folder.path.rglob("*"):
        if path.is_file():
            assert b"CANARY" not in path.read_bytes(), path


def test_who_has_no_channel_and_who_is_no_mediator_writes_to_none(strait: House) -> None:
    bryn, kesh, vaal = (strait.people[key] for key in ("bryn", "kesh", "vaal"))
    assert "Choose a mediator." in send(bryn, "vaal", "Words.", status=422)
    assert "Write your letter." in send(bryn, "kesh", " ", status=422)
    assert "No letters so far." in kesh.get(PAGE)
    assert "Bryn" not in vaal.get(PAGE)
    for key in ("tavland", "observer"):
        for how in ("get", "post"):
            assert strait.people[key].raw(how, PAGE, {"to": "kesh"}).status_code == 404


def test_to_send_a_letter_opens_none(strait: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The form asks who can be written to, not for all letters."""
    from goodoffices.rooms import vault

    bryn = strait.people["bryn"]
    send(bryn, "kesh", "The first.")
    opened: list[object] = []

    def contents(side: object) -> list[object]:
        opened.append(side)
        return []

    with monkeypatch.context() as watched:
        watched.setattr(vault, "contents", contents)
        send(bryn, "kesh", "The second.")
    assert opened == []
    assert "The second." in bryn.get(PAGE)


def test_mediators_write_while_talks_are_suspended_and_not_after_their_end(strait: House) -> None:
    bryn, kesh = strait.people["bryn"], strait.people["kesh"]
    strait.adopt_agenda()
    bryn.ask("post", "desk/course", 302, {"do": "suspend", "why": "Storm."})
    send(bryn, "kesh", "We wait.")
    bryn.ask("post", "desk/end", 302, {})
    send(kesh, "bryn", "Too late.", status=409)
    assert "We wait." in kesh.get(PAGE)


def test_a_mediator_alone_has_nobody_to_write_to(room: House) -> None:
    room.gather()
    assert "Letters between mediators" not in room.mediator.get("desk/letters")
    assert "You have no channel to another mediator." in room.mediator.get(PAGE)
