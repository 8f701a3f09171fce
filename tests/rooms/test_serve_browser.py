"""A real browser holds a whole mediation over TLS, with JavaScript and without, and verifies it at home."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from goodoffices.rooms import chain
from tests.support.browsing import fill_text, put_agenda, put_close, seated, signed_in
from tests.support.room import House


@pytest.mark.parametrize("script", [True, False], ids=["JavaScript", "no JavaScript"])
def test_a_mediator_and_three_parties_in_a_browser(
    script: bool, lake: House, address: str, browser: Any, patient: None
) -> None:
    room = lake
    mediator, parties = seated(browser, room, address, script)
    put_agenda(room, mediator, parties)
    fill_text(room, mediator)
    mediator.press("Put this text to all")
    for party in parties:
        party.goto()
        party.page.locator("input[name=mark-c0][value=good]").check()
        party.page.fill("#reason-c0", f"for the reasons of {party.key}")
        party.page.get_by_label("would just about sign it").check()
        party.send()
    mediator.goto("desk")
    desk = mediator.page.inner_text("main")
    for party in parties:
        assert f"for the reasons of {party.key}" in desk
        party.goto("watch")
        assert "for the reasons of" not in party.page.content()
    room.until()
    put_close(room, mediator)
    for party in parties:
        party.answer("yes")
    room.until()
    for party in parties:
        party.goto()
        assert "There is an agreement." in party.page.inner_text("main")
        party.goto("agreed")
        assert "Fish: 100." in party.page.inner_text("article")
        party.goto("verify")
        head = party.page.inner_text(".head code")
        log = chain.verify(party.file("Download the log"), head)
        assert log[-1].body["kind"] == "agreement"
        assert chain.verify_own(json.loads(party.file("Download your side")), log) > 3
    problems = [problem for visitor in (mediator, *parties) for problem in visitor.problems]
    assert not [problem for problem in problems if not re.search("status of 4", problem)]


def test_a_silent_party_ends_it_without_agreement(
    room: House, address: str, browser: Any, patient: None
) -> None:
    room.gather()
    mediator, first, second = (signed_in(browser, room, address, key, False) for key in room.people)
    put_agenda(room, mediator, [first, second])
    fill_text(room, mediator)
    mediator.press("Put this text to all")
    room.until()
    put_close(room, mediator)
    first.answer("yes")
    room.until()
    for party in (first, second):
        party.goto()
        assert "No agreement." in party.page.inner_text("main")
