"""The pages of polls, of several texts together and of letters between mediators, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.axe import faults
from tests.support.browsing import Visitor
from tests.support.room import House, Person, house


@pytest.fixture
def room() -> Iterator[House]:
    """The room of the strait, with two texts that were put."""
    pytest.importorskip("django", reason="the extra 'rooms' is not installed")
    with house("strait") as made:
        made.gather()
        made.join("kesh")
        made.adopt_agenda()
        for number in range(2):
            made.put_text(f"{number}{'0' * (len(made.case.issues) - 1)}", stands=number)
            made.until()
        yield made


def visitor(browser: Any, room: House, address: str, person: Person) -> Visitor:
    """Return a window in which somebody has signed in already."""
    found = Visitor(browser, room, address, person.name, True)
    cookies = [
        {"name": name, "value": morsel.value, "url": address, "secure": True}
        for name, morsel in person.client.cookies.items()
    ]
    found.page.context.add_cookies(cookies)
    return found


def test_constituents_several_texts_and_letters_between_mediators(
    room: House, address: str, browser: Any, patient: None
) -> None:
    bryn, kesh, tavland, orsova = (
        visitor(browser, room, address, room.people[key])
        for key in ("bryn", "kesh", "tavland", "orsova")
    )
    wrong: dict[str, list[str]] = {}

    def look(name: str, someone: Visitor) -> None:
        wrong[name] = faults(someone.page)
        someone.picture(name)

    tavland.goto("polls")
    tavland.page.fill("#links", "5")
    tavland.page.fill("#due", room.due)
    tavland.press("Make the links")
    look("polls", tavland)
    links = tavland.page.locator(".receipt code").all_inner_texts()
    assert len(links) == 5
    home = Visitor(browser, room, address, "home", True)
    for link in links:
        home.page.goto(link)
        if link == links[0]:
            look("opinion", home)
        home.page.get_by_label("I could live with it").check()
        home.press("Send")
        assert "Your answer is kept." in home.page.inner_text("main")
    room.until()
    tavland.goto("polls")
    look("polls-over", tavland)
    assert "5" in tavland.page.locator("td").all_inner_texts()

    bryn.goto("desk/mediators")
    bryn.page.get_by_label("Kesh").check()
    bryn.page.fill("#words", "Shall we put two texts together?")
    bryn.press("Send")
    kesh.goto("desk/mediators")
    look("mediators", kesh)
    assert "Shall we put two texts together?" in kesh.page.inner_text("main")

    bryn.goto("desk/batch")
    for box in bryn.page.get_by_role("checkbox").all():
        box.check()
    bryn.page.fill("#due", room.due)
    look("desk-batch", bryn)
    bryn.press("Put these texts together")
    for side in (tavland, orsova):
        side.goto()
        for choice in side.page.get_by_label("yes", exact=True).all():
            choice.check()
        if side is tavland:
            look("side-batch", side)
        side.send()
    room.until()
    tavland.goto()
    assert "There is an agreement." in tavland.page.inner_text("main")
    assert {name: found for name, found in wrong.items() if found} == {}
