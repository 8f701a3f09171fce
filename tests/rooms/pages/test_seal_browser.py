"""The seal in a real browser, without JavaScript: named, asked for, confirmed, read; then looked at."""

from __future__ import annotations

import time
from typing import Any

import pytest

pytest.importorskip("django", reason="the extra 'rooms' is not installed")

from tests.support import keepers as k
from tests.support.axe import dark_faults, faults
from tests.support.browsing import Visitor, signed_in
from tests.support.keepers import DAY, FIRST, NAMES, SECOND, WHY
from tests.support.room import House

SECRET = "JBSWY3DPEHPK3PXP"
ENLARGED = {"width": 320, "height": 256}
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def give_code(visitor: Visitor) -> None:
    from allauth.mfa.totp.internal import auth

    assert "Your code" in visitor.page.inner_text("main")
    step = int(time.time()) // 30
    visitor.page.fill("#id_code", auth.format_hotp_value(auth.hotp_value(SECRET, step)))
    visitor.press("Go on")


def test_two_keepers_open_what_only_the_engine_knew(
    room: House, address: str, browser: Any, patient: None
) -> None:
    room.gather()
    mediator = signed_in(browser, room, address, "harbour-master", script=False)
    mediator.goto("desk/terms")
    mediator.page.fill("#keeper-1", NAMES[0])
    mediator.page.fill("#keeper-2", NAMES[1])
    mediator.press("Put this agreement to all")
    for key in ("A", "B"):
        party = signed_in(browser, room, address, key, script=False)
        party.goto()
        party.page.get_by_role("link", name="Read and accept").click()
        assert NAMES[1] in party.page.inner_text("main")
        party.press("We accept this agreement to mediate")
    k.answered(room, "yes", "no")
    for key in (FIRST, SECOND):
        room.join(key)
    first, second = (signed_in(browser, room, address, key, script=False) for key in (FIRST, SECOND))
    looking = {key: signed_in(browser, room, address, key, script=True) for key in (FIRST, "A")}
    wrong: dict[str, list[str]] = {}

    def look(name: str, key: str, page: str) -> None:
        visitor = looking[key]
        visitor.goto(page)
        wrong[name] = [*faults(visitor.page), *dark_faults(visitor.page)]
        visitor.page.emulate_media(color_scheme="light")
        visitor.picture(name)
        visitor.page.set_viewport_size(ENLARGED)
        if visitor.page.evaluate(WIDER) > 0:
            wrong[name].append("at 400 %: scrolls sideways")

    look("seal", FIRST, "seal")
    first.page.goto(address)
    first.page.get_by_label("the answers to the last yes or no to text 1").check()
    first.page.fill("#why", WHY)
    first.press("Ask to open them")
    give_code(first)
    assert "can confirm it from" in first.page.inner_text("main")
    look("seal-asked", FIRST, "seal")
    look("side-asked", "A", "")
    room.until(DAY + 0.1)
    second.page.goto(address)
    assert WHY in second.page.inner_text("main")
    second.press("Confirm that they are opened")
    give_code(second)
    room.until(0.1)
    second.page.goto(address)
    second.page.get_by_role("link", name="Read the answers").click()
    answers = second.page.inner_text("dl.answer").split("\n")
    assert [answers[1].strip(), answers[-1].strip()] == ["yes", "no"]
    k.coded(room.people[FIRST])
    look("opened", FIRST, "seal/answers")
    look("seal-open", FIRST, "seal")
    look("seal-minutes", "A", "minutes")
    look("seal-audit", "A", "audit")
    assert f"{NAMES[1]}, a keeper of the seal, read" in looking["A"].page.inner_text("main")
    look("seal-terms", "A", "terms")
    second.goto("seal")
    second.press("Take the request back")
    assert "the answers are sealed" in second.page.inner_text("main")
    assert {name: found for name, found in wrong.items() if found} == {}
    people = (first, second, mediator, *looking.values())
    assert [problem for visitor in people for problem in visitor.problems] == []
