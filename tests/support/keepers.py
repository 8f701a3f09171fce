"""Keepers of the seal in the room of a test: named by the parties, seated, and at work."""

from __future__ import annotations

import re
import time
from typing import Any

from goodoffices.rooms.chain import read_log
from goodoffices.rooms.unsealing import ASKED, LINES
from tests.support.kept_room import once
from tests.support.room import House, Person

NAMES = ("Ysolde Perrin", "Marek Tollund")
FIRST, SECOND = "keeper:1", "keeper:2"
WHY = "A complaint of 3 March says that an answer was changed."
DAY = 24.0


def agree(room: House, names: tuple[str, ...] = NAMES, accepting: bool = True) -> None:
    """Put an agreement to mediate that names keepers, and let every party accept it."""
    form = {"words": "We keep silent.", "interests": "None.", "retain_days": "90"}
    form |= {f"keeper-{number}": name for number, name in enumerate(names, 1)}
    room.mediator.ask("post", "desk/terms", 302, form)
    for party in room.parties if accepting else ():
        [digest] = re.findall(r'name="digest" value="([^"]+)"', party.get("terms"))
        party.post("terms", digest=digest)


def gather(room: House) -> tuple[Person, Person]:
    """Seat everyone, with an observer and two keepers, and return the keepers."""

    def act() -> None:
        room.gather()
        room.join("observer")
        agree(room)
        for key in (FIRST, SECOND):
            room.join(key)

    once(room, "gather with keepers", act)
    return room.people[FIRST], room.people[SECOND]


def answered(room: House, *said: str, who: str = "engine", stands: int = 1) -> None:
    """Put a text, ask for a last yes or no to it, and let each party say a word; empty for silence."""
    once(room, f"answered {said} {who} {stands}", lambda: _answered(room, said, who, stands))


def _answered(room: House, said: tuple[str, ...], who: str, stands: int) -> None:
    if stands == 1:
        room.adopt_agenda()
    room.put_text("1" * len(room.case.issues), stands=stands - 1)
    room.until()
    room.put_close(stands=stands, who=who)
    for party, word in zip(room.parties, said, strict=True):
        if word:
            party.answer(answer=word)
    room.until()


def coded(person: Person) -> Person:
    """Return a person who has given a code of the second factor a moment ago."""
    from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY

    session = person.client.session
    given = {"method": "mfa", "at": time.time(), "type": "totp", "reauthenticated": True}
    known = session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [*known, given]
    session.save()
    return person


def hidden(person: Person, name: str) -> str:
    """Return a hidden field of a keeper's page; empty if it is not there."""
    found = re.findall(rf'type="hidden" name="{name}" value="([^"]*)"', person.get("seal"))
    return found[0] if found else ""


def windows(person: Person) -> list[str]:
    """Return the questions whose answers a keeper's page offers."""
    return re.findall(r'name="window" value="(\d+)"', person.get("seal"))


def ask(person: Person, status: int = 302, **more: str) -> str:
    """Ask to open the first answers that the page offers, or those of the first close if it offers none."""
    known = sum(body["kind"] == ASKED for body in log_of(person.house))
    form = {"do": "ask", "after": str(known), "window": (*windows(person), "3")[0], "why": WHY}
    return coded(person).ask("post", "seal", status, form | more)


def confirm(person: Person, status: int = 302, mark: str = "") -> str:
    """Confirm the request on a keeper's page, or another."""
    form = {"do": "confirm", "mark": mark or hidden(person, "mark")}
    return coded(person).ask("post", "seal", status, form)


def take_back(person: Person, status: int = 302, mark: str = "") -> str:
    """Take the request on a keeper's page back, or another."""
    form = {"do": "take back", "mark": mark or hidden(person, "mark")}
    return coded(person).ask("post", "seal", status, form)


def read(person: Person, status: int = 200) -> str:
    """Return the page of the opened answers."""
    return coded(person).ask("get", "seal/answers", status)


def opened(room: House) -> tuple[Person, Person]:
    """Let one keeper ask and the other confirm a day later, and return both."""
    first, second = room.people[FIRST], room.people[SECOND]
    ask(first)
    room.until(DAY + 0.1)
    confirm(second)
    room.until(0.1)
    return first, second


def log_of(room: House) -> list[dict[str, Any]]:
    """Return the contents of the public chain about the seal."""
    return [line.body for line in read_log(room.log()) if line.body["kind"] in LINES]
