"""A real browser holds a whole mediation over TLS, with JavaScript and without, and verifies it at home."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from goodoffices.rooms import chain
from tests.support.browsing import fill_text, put_agenda, put_close, seated, signed_in
from tests.support.room import House
from tests.support.thorough import usually


# without JavaScript all other tests of the room send its forms
@pytest.mark.parametrize(
    "script", usually([True], [True, False]), ids=["JavaScript", "no JavaScript"][: usually(1, 2)]
)
def test_a_mediator_and_three_parties_in_a_browser(
    script: bool, lake: House, address: str, browser: Any, patient: None
) -> None:
    mediator, first, others = seated(browser, lake, address, script)
    put_agenda(lake, mediator, first, others)
    fill_text(lake, mediator)
    mediator.press("Put this text to all")
    first.goto()
    first.page.locator("input[name=mark-c0][value=good]").check()
    first.page.fill("#reason-c0", "for the reasons of North")
    first.page.get_by_label("would only just sign it").check()
    first.send()
    for other in others:
        said = {"mark_c0": "good", "reason_c0": f"for the reasons of {other.name}", "level": "3"}
        other.answer(**said)
    mediator.goto("desk")
    desk = mediator.page.inner_text("main")
    for who in ("North", *(other.name for other in others)):
        assert f"for the reasons of {who}" in desk
    first.goto("watch")
    assert "for the reasons of" not in first.page.content()
    lake.until()
    put_close(lake, mediator)
    first.answer("yes")
    for other in others:
        other.answer(answer="yes")
    lake.until()
    first.goto()
    assert "There is an agreement." in first.page.inner_text("main")
    first.goto("agreed")
    assert "Fish: 100." in first.page.inner_text("article")
    first.goto("verify")
    head = first.page.inner_text(".head code")
    log = chain.verify(first.file("Download the log"), head)
    assert log[-1].body["kind"] == "agreement"
    assert chain.verify_own(json.loads(first.file("Download your side")), log) > 3
    problems = [*mediator.problems, *first.problems]
    assert not [problem for problem in problems if not re.search("status of 4", problem)]


def test_a_silent_party_ends_it_without_agreement(
    room: House, address: str, browser: Any, patient: None
) -> None:
    room.gather()
    room.adopt_agenda()
    room.put_text("000")
    room.until()
    room.put_close(stands=1)
    room.people["A"].answer(answer="yes")
    room.until()
    for key in ("A", "B"):
        party = signed_in(browser, room, address, key, False)
        party.goto()
        assert party.page.inner_text("p.ask") == "No agreement."
