"""The review page in a real browser, with JavaScript and without, with an error in the middle."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from goodoffices.record import Contact, Entry, Review, Statement
from goodoffices.review_page import Server
from tests.support.axe import dark_faults, faults
from tests.support.chromium import chromium, needs_chromium
from tests.support.review import served
from tests.support.thorough import named

pytestmark = needs_chromium
PICTURES = os.environ.get("REVIEW_PICTURES")
"""A folder for pictures of the main pages, if somebody wants to look at them."""
REFUSED = "status of 400"


class Visitor:
    """Somebody who reviews in a browser window of a certain width."""

    def __init__(self, browser: Any, running: Server, script: bool, width: int) -> None:
        self.name = f"{width}-{'script' if script else 'plain'}"
        window = {"width": width, "height": 800}
        self.page = browser.new_context(java_script_enabled=script, viewport=window).new_page()
        self.page.set_default_timeout(10_000)
        self.link = running.link
        self.faults: list[str] = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def _heard(self, message: Any) -> None:
        # a browser notes every refusal, which is what these tests cause
        if message.type == "error" and REFUSED not in message.text:
            self.faults.append(message.text)

    def open(self, query: str = "") -> None:
        self.page.goto(self.link + query)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def shows(self, entry: Entry) -> None:
        self.page.wait_for_selector(f"[name=entry][value='{entry.id}']", state="attached")

    def picture(self, name: str) -> None:
        if PICTURES:
            self.page.screenshot(path=f"{PICTURES}/{self.name}-{name}.png")

    def fits(self) -> None:
        """Nothing is wider than the window."""
        box = self.page.locator("html").bounding_box()
        assert box["width"] <= self.page.viewport_size["width"]
        for part in ("#decide", ".words", ".missed"):
            inner = self.page.locator(part).bounding_box()
            assert inner["x"] + inner["width"] <= box["width"] + 1

    def sentence_in_view(self) -> None:
        """The report's words are in the window, above the field that has the focus."""
        words = self.page.locator(".context").bounding_box()
        field = self.page.locator(":focus").bounding_box()
        assert 0 <= words["y"] < words["y"] + words["height"] <= field["y"]
        assert field["y"] < self.page.viewport_size["height"]


@pytest.fixture(scope="module")
def launched() -> Iterator[Any]:
    """A browser for all tests of this file: launching it takes as long as a test."""
    with chromium() as found:
        yield found


@pytest.fixture
def browser(launched: Any) -> Iterator[Any]:
    """The browser, without a window that a test before has opened."""
    yield launched
    for context in launched.contexts:
        context.close()


def of_kind(review: Review, kind: str) -> Entry:
    return next(entry for entry in review.pending() if entry.kind == kind)


WINDOWS = [*product((True, False), (360, 1100))]
USUAL = ((True, 360), (False, 1100))
"""A window's width changes where things stand, and JavaScript what happens: each once is enough usually."""
in_windows = pytest.mark.parametrize(
    ("script", "width"),
    named(WINDOWS, USUAL),
    ids=lambda one: {True: "script", False: "plain"}.get(one),
)


@in_windows
def test_an_error_in_the_middle_loses_nothing(
    browser: Any, tmp_path: Path, script: bool, width: int
) -> None:
    with served(tmp_path) as (running, review):
        said, contact = of_kind(review, "statement"), of_kind(review, "contact")
        visitor = Visitor(browser, running, script, width)
        visitor.open(f"?entry={said.id}")
        visitor.picture("1-statement")
        for name, text in (("speaker", "Ines Calloway"), ("told", "Harbour Wire"), ("edtf", "3 Marhc")):
            visitor.page.fill(f"#f-{name}", text)
        visitor.press("Accept with the changes")
        visitor.page.wait_for_selector("[role=alert]")
        assert [visitor.page.input_value(f"#f-{name}") for name in ("speaker", "told", "edtf")] == [
            "Ines Calloway",
            "Harbour Wire",
            "3 Marhc",
        ]
        assert "Expected a date" in visitor.page.inner_text("#f-edtf-problem")
        assert not list(review.ledger)
        visitor.page.fill("#f-edtf", "3 March 2031")
        visitor.sentence_in_view()
        visitor.fits()
        visitor.picture("2-error")
        visitor.press("Accept with the changes")
        visitor.page.wait_for_selector(".edited")
        (kept,) = review.ledger
        assert isinstance(kept.body, Statement)
        assert (kept.body.speaker.text, kept.body.told, kept.edtf) == (
            "Ines Calloway",
            "Harbour Wire",
            "2031-03-03",
        )
        visitor.open(f"?entry={said.id}")
        assert "accepted with changes" in visitor.page.inner_text("#decide h2")
        visitor.picture("3-edited")
        visitor.open(f"?entry={contact.id}")
        visitor.page.get_by_role("group", name="Who took part").get_by_label("Tomas Reyle").check()
        visitor.page.fill("#f-participants-more", "Bo Dahl")
        visitor.page.select_option("#f-kind", label="call")
        visitor.press("Accept with the changes")
        visitor.page.wait_for_selector(f"[name=entry]:not([value='{contact.id}'])", state="attached")
        called = list(review.ledger)[-1].body
        assert isinstance(called, Contact)
        assert called.kind == "call"
        assert {"tomas-reyle", "Bo Dahl"} <= set(called.participants)
        assert visitor.faults == []


@in_windows
def test_what_was_not_read_is_added(browser: Any, tmp_path: Path, script: bool, width: int) -> None:
    with served(tmp_path) as (running, review):
        visitor = Visitor(browser, running, script, width)
        visitor.open()
        if script:
            visitor.page.evaluate(SELECT, ["crew members", 2])
            visitor.page.click("#selected a")
            visitor.page.select_option("#a-kind", "figure")
            visitor.page.click("#accept")
            assert visitor.page.input_value("#f-text") == "crew members"
            assert "sentence 6" in visitor.page.inner_text(".context")
        else:
            visitor.page.fill("#m-sentence", "66")
            visitor.page.select_option("#m-kind", "figure")
            visitor.press("Next")
            assert "Expected the number of a sentence, 1 to 9" in visitor.page.inner_text("#problem")
            visitor.page.fill("#m-sentence", "6")
            visitor.press("Next")
        visitor.page.fill("#f-text", "310")
        visitor.page.fill("#f-value", "three hundred")
        visitor.page.fill("#f-unit", "crew members")
        visitor.press("Add to the record a")
        assert "Expected a number" in visitor.page.inner_text("#f-value-problem")
        assert visitor.page.input_value("#f-unit") == "crew members"
        visitor.page.fill("#f-value", "310")
        visitor.sentence_in_view()
        visitor.fits()
        visitor.picture("4-added-error")
        visitor.press("Add to the record a")
        visitor.page.wait_for_selector("#decide .added")
        (kept,) = review.ledger
        text = review.texts[kept.source.dispatch]
        assert text[kept.span.start : kept.span.end] == kept.span.text
        whole = "Lindal Lines said 310 crew members had been suspended."
        assert kept.span.text == ("crew members" if script else whole)
        visitor.picture("5-added")
        assert visitor.faults == []


SELECT = """([words, nth]) => {
  const walker = document.createTreeWalker(document.querySelector(".words"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let at = node.data.indexOf(words); at >= 0; at = node.data.indexOf(words, at + 1)) {
      if (--nth) continue;
      getSelection().setBaseAndExtent(node, at, node, at + words.length);
      return;
    }
  }
  throw new Error("not in the text");
}"""
"""Selects words in the dispatch, the nth of them."""


def test_words_are_selected_with_the_mouse_also_within_a_link(browser: Any, tmp_path: Path) -> None:
    with served(tmp_path) as (running, review):
        visitor = Visitor(browser, running, True, 1100)
        visitor.open(f"?entry={of_kind(review, 'statement').id}")
        line = (
            visitor.page.locator("a.run.waits")
            .nth(2)
            .evaluate("run => run.getClientRects()[0].toJSON()")
        )
        mouse = visitor.page.mouse
        mouse.move(line["x"] + 5, line["y"] + 8)
        mouse.down()
        mouse.move(line["x"] + 60, line["y"] + 10, steps=4)
        mouse.move(line["x"] + 160, line["y"] + 10, steps=4)
        mouse.up()
        chosen = visitor.page.evaluate("getSelection().toString()").strip()
        assert len(chosen) > 5
        visitor.page.click("#selected a")
        assert visitor.page.inner_text(".context mark") == chosen
        assert visitor.faults == []


def test_the_page_can_be_read_by_everybody(browser: Any, tmp_path: Path) -> None:
    with served(tmp_path) as (running, review):
        first, second, third, fourth, *_ = review.pending()
        review.accept(first.id)
        review.reject(second.id)
        review.accept(third.id, {"edtf": "3 March 2031"})
        # the page's policy lets nobody add a script, which is how axe looks at it
        page = browser.new_context(bypass_csp=True).new_page()
        adding = f"?dispatch={first.source.dispatch}&sentence=3&add=contact"
        for query in (*(f"?entry={one.id}" for one in (first, second, third, fourth)), adding):
            page.emulate_media(color_scheme="light")
            page.goto(running.link + query)
            assert faults(page) == []
            assert dark_faults(page) == []


def test_selected_words_fill_a_field(browser: Any, tmp_path: Path) -> None:
    with served(tmp_path) as (running, review):
        visitor = Visitor(browser, running, True, 1100)
        visitor.open(f"?entry={of_kind(review, 'statement').id}")
        assert visitor.page.locator("button.use:visible").count() == 0
        visitor.page.evaluate(SELECT, ["MELROW", 1])
        visitor.page.click("button.use >> nth=0")
        assert visitor.page.input_value("#f-speaker") == "MELROW"
        assert visitor.faults == []


def test_what_is_typed_outlives_the_program(browser: Any, tmp_path: Path) -> None:
    """A server that is gone, or a page left without saving, loses nothing either."""
    with served(tmp_path) as (running, review):
        said = of_kind(review, "statement")
        visitor = Visitor(browser, running, True, 1100)
        visitor.open(f"?entry={said.id}")
        visitor.page.fill("#f-told", "Harbour Wire")
        visitor.page.route("**/decide", lambda route: route.abort())
        visitor.page.get_by_role("button", name="Accept with the changes").click(no_wait_after=True)
        visitor.page.wait_for_timeout(300)
        visitor.page.unroute("**/decide")
        visitor.open()
        visitor.open(f"?entry={said.id}")
        assert visitor.page.input_value("#f-told") == "Harbour Wire"
        assert "in the fields again" in visitor.page.inner_text(".restored")
        visitor.press("Start anew")
        assert visitor.page.input_value("#f-told") == ""
        visitor.page.fill("#f-told", "Radio Vessby")
        visitor.press("Accept with the changes")
        visitor.page.wait_for_selector(f"[name=entry]:not([value='{said.id}'])", state="attached")
        assert visitor.page.evaluate("sessionStorage.length") == 0


def test_a_record_that_breaks_gives_back_what_was_typed(browser: Any, tmp_path: Path) -> None:
    with served(tmp_path) as (running, review):
        visitor = Visitor(browser, running, False, 360)
        visitor.open(f"?entry={of_kind(review, 'statement').id}")
        visitor.page.fill("#f-told", "Harbour Wire")
        review.ledger.path.write_bytes(b"spoiled\n")
        visitor.press("Accept with the changes")
        assert "the record cannot be used" in visitor.page.inner_text("h1")
        assert "Harbour Wire" in visitor.page.inner_text(".typed")
        visitor.picture("6-broken")
        review.ledger.path.unlink()
        visitor.press("Send it again")
        visitor.page.wait_for_selector(".edited")
        (kept,) = review.ledger
        assert isinstance(kept.body, Statement)
        assert kept.body.told == "Harbour Wire"


@pytest.mark.parametrize("script", [True, False], ids=["keys", "no script"])
def test_decisions_by_keys_and_without(browser: Any, tmp_path: Path, script: bool) -> None:
    with served(tmp_path) as (running, review):
        first, second, third, *_ = review.pending()
        visitor = Visitor(browser, running, script, 1100)
        page = visitor.page
        visitor.open()
        if script:
            page.keyboard.press("a")
            visitor.shows(second)
            page.keyboard.press("j")
            visitor.shows(third)
            page.keyboard.press("e")
            page.keyboard.press("a")
            page.keyboard.press("Escape")
            page.keyboard.press("k")
            visitor.shows(second)
            page.keyboard.press("r")
            visitor.shows(third)
        else:
            page.click("#accept")
            page.fill("#because", "a misreading")
            page.click("#reject")
            visitor.shows(third)
        assert [(entry.id, entry.kind == "retraction") for entry in review.ledger] == [
            (first.id, False),
            (f"{second.id}-", True),
        ]
        assert visitor.faults == []
