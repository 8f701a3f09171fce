"""Every main page: axe finds nothing, it fits narrow and enlarged windows, dark, print and right to left;
and a whole answer is given by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.axe import dark_faults, faults
from tests.support.browsing import WIDER, Visitor, fill_text, put_agenda, put_close, signed_in
from tests.support.classroom import Classroom
from tests.support.room import House

# The browser starts for all tests at once, whichever of them comes first.
pytestmark = pytest.mark.slow

ENLARGED = {"width": 320, "height": 256}
"""A window of 1280 x 1024 at 400 %."""
OUTLINE = """() => {
  const s = getComputedStyle(document.activeElement);
  const r = document.activeElement.getBoundingClientRect();
  return [document.activeElement.tagName, parseFloat(s.outlineWidth), s.outlineStyle, r.width, r.height];
}"""
FOR_SCREEN = "[...document.querySelectorAll('header nav, footer')].some(part => part.checkVisibility())"
"""Whether parts for the screen alone are seen."""
BEGINS = """() => {
  const banner = document.querySelector(".banner").getBoundingClientRect();
  return [document.documentElement.dir, banner.left, innerWidth - banner.right];
}"""
"""The direction of a page, and the space to the left and to the right of its banner."""


def stages(room: House, mediator: Visitor, first: Visitor) -> Iterator[tuple[str, Visitor]]:
    """Hold a mediation, and yield each main page where it shows the most.

    The mediator and the first party have windows, the others do by requests what it does.
    """
    others = room.parties[1:]

    def at(visitor: Visitor, page: str) -> tuple[str, Visitor]:
        visitor.goto(page)
        return page or "side", visitor

    for page in ("desk", "desk/people", "desk/terms", "desk/agenda", "desk/course", "desk/end"):
        yield at(mediator, page)
    yield at(first, "terms")
    put_agenda(room, mediator, first, others)
    fill_text(room, mediator)
    yield "desk/text", mediator
    mediator.press("Put this text to all")
    yield at(first, "")
    first.page.locator("input[name=mark-c0][value=cannot]").check()
    first.page.fill("#reason-c0", "The nets of our boats are too small for it.")
    first.press("Look over and send")
    yield "look", first
    first.press("Send")
    yield "side-sent", first
    yield at(mediator, "desk")
    yield at(first, "audit")
    room.until()
    mediator.goto("desk/close")
    yield "desk/close", mediator
    put_close(room, mediator)
    yield at(first, "")
    first.answer("yes")
    for other in others:
        other.answer(answer="yes")
    room.until()
    for page in ("", "watch", "minutes", "agreed", "verify", "newcomers", "leave", "shred", "text/1"):
        yield at(first, page)
    for page in ("/trust", "/password", "/everywhere", "/factor/codes"):
        first.page.goto(first.address + page)
        yield page, first


def test_every_main_page_is_within_reach(
    lake: House, address: str, browser: Any, patient: None
) -> None:
    lake.gather()
    mediator, first = (signed_in(browser, lake, address, key, True) for key in ("ferry", "N"))
    found: dict[str, list[str]] = {}
    for name, visitor in stages(lake, mediator, first):
        page = visitor.page
        wrong = faults(page)
        wrong += [f"dark, {fault}" for fault in dark_faults(page)]
        page.emulate_media(color_scheme="light", media="print")
        if page.evaluate(FOR_SCREEN):
            wrong.append("print: has parts for the screen")
        page.emulate_media(media="screen")
        visitor.picture(name.strip("/").replace("/", "-"))
        page.set_viewport_size(ENLARGED)
        if page.evaluate(WIDER) > 0:
            wrong.append("at 400 %: scrolls sideways")
        page.set_viewport_size({"width": 1280, "height": 900})
        if wrong:
            found[name] = wrong
    assert found == {}


def test_the_pages_of_an_exercise_are_within_reach(
    classroom: Classroom, address: str, browser: Any, patient: None
) -> None:
    visitors = {}
    second = classroom.student(1, "B")
    for table, key in ((0, "teacher"), (1, "A"), (1, "harbour-master")):
        visitor = visitors[key] = Visitor(browser, classroom, address, key, True)
        visitor.page.goto(f"{address}/t/{classroom.token(table, key)}")
        assert faults(visitor.page) == []
        visitor.press("Take this seat")
    teacher, first, mediator = visitors.values()
    classroom.room = classroom.rooms[1]
    teacher.press("Begin")
    fill_text(classroom, mediator)
    mediator.press("Put this text to all")
    for name, visitor, page in (
        ("role", first, f"r/{classroom.room}/role"),
        ("table-side", first, f"r/{classroom.room}/"),
        ("table-desk", mediator, f"r/{classroom.room}/desk"),
        ("control", teacher, "x/"),
    ):
        looked_at(name, visitor, page)
    first.goto()
    first.page.get_by_label("would only just sign it").check()
    first.press("Look over and send")
    # the last answer ends the question, so nobody can promise that it does not show
    assert "Once all have answered, the question ends" in first.page.inner_text("main")
    first.press("Send")
    second.answer(level="3")
    teacher.page.goto(f"{address}/x/")
    teacher.press("Ask every table")
    first.goto()
    first.page.get_by_label("yes", exact=True).check()
    first.press("Look over and send")
    first.press("Send")
    second.answer(answer="yes")
    teacher.page.goto(f"{address}/x/")
    # a tap by mistake ends no table
    teacher.press("Show the debrief")
    assert "End every table now" in teacher.page.inner_text("main")
    teacher.page.get_by_label("End every table now, for good").check()
    teacher.press("Show the debrief")
    for name, visitor in (("debrief", first), ("debrief-teacher", teacher)):
        looked_at(name, visitor, "x/debrief")
    assert "1 of 2 tables agreed." in first.page.inner_text("main")


def looked_at(name: str, visitor: Visitor, page: str) -> None:
    """Load a page and check that axe finds nothing, light or dark, and that it fits."""
    visitor.page.goto(f"{visitor.address}/{page}")
    visitor.page.emulate_media(color_scheme="light")
    assert faults(visitor.page) == [], name
    assert dark_faults(visitor.page) == [], name
    visitor.picture(name)


def press_until(page: Any, wanted: str, most: int = 60) -> list[Any]:
    """Press Tab until an element has the focus; return how each on the way shows that it has it."""
    seen = []
    for _ in range(most):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(OUTLINE))
        if page.evaluate("s => document.activeElement.matches(s)", wanted):
            return seen
    raise AssertionError(f"{wanted} is not reached by Tab: {seen}")


def test_an_answer_is_given_by_keyboard_alone(
    room: House, address: str, browser: Any, patient: None
) -> None:
    room.gather()
    room.adopt_agenda()
    room.put_text("000")
    party = signed_in(browser, room, address, room.parties[0].name.removeprefix("person-"), False)
    party.goto()
    page = party.page
    # the first stop leads past the navigation
    seen = press_until(page, ".skip", 1)
    page.keyboard.press("Enter")
    seen += press_until(page, "input[name=mark-c0]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    seen += press_until(page, "#reason-c0")
    page.keyboard.type("by hand")
    seen += press_until(page, "button[value=look]")
    page.keyboard.press("Enter")
    page.locator(".answer").wait_for()
    assert "by hand" in page.inner_text("main")
    seen += press_until(page, "main form button")
    page.keyboard.press("Enter")
    page.locator(".receipt").wait_for()
    assert "Your answer is kept" in page.inner_text("main")
    for tag, width, style, *size in seen:
        assert style != "none", (tag, style)
        assert width >= 2, (tag, width)
        assert min(size) > 0, (tag, size)


def test_pages_are_mirrored_for_readers_from_the_right(
    lake: House, address: str, browser: Any, patient: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.conf import settings
    from django.utils.translation import trans_real

    monkeypatch.setattr(settings, "LANGUAGES", [("en", "English"), ("ar", "Arabic")])
    trans_real.get_languages.cache_clear()
    lake.gather()
    lake.adopt_agenda()
    lake.put_text("01", words={"words-0": "تصيد كل بلدة مئة.", "lang-0": "ar"})
    side = ("", "watch", "verify", "audit", "terms", "minutes", "letters", "text/1")
    desk = ("desk", "desk/text", "desk/people", "desk/agenda", "desk/course", "desk/letters")
    try:
        for key, names in (("ferry", desk), ("N", side)):
            visitor = signed_in(browser, lake, address, key, False, locale="ar")
            for name in names:
                visitor.goto(name)
                for _ in visitor.widths(f"rtl-{name.replace('/', '-') or 'side'}"):
                    direction, left, right = visitor.page.evaluate(BEGINS)
                    assert direction == "rtl"
                    # it begins where reading begins: nearer to the right edge, or as wide as the page
                    assert right <= left, name
        visitor.goto()
        directions = "s => [...document.querySelectorAll(s)].map(e => getComputedStyle(e).direction)"
        # each clause in its own direction
        assert visitor.page.evaluate(directions, ".clause") == ["rtl", "ltr"]
    finally:
        trans_real.get_languages.cache_clear()
