"""A browser of a rehearsal waits for the room's machines, and does nothing twice."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from goodoffices.rooms.browser import Browser


class Waiting(Browser):
    """A browser to which the room shows the answered question, no question, and then another."""

    def __init__(self) -> None:
        super().__init__("https://localhost", Path(), answered="first")
        self.shown = iter(["first", "first", "", "second"])
        self.sent: list[tuple[str, str]] = []

    def get(self, page: str) -> str:
        return self._question("second" if page == "look" else next(self.shown))

    def post(self, page: str, form: Mapping[str, str]) -> str:
        self.sent.append((page, form["window"]))
        return ""

    def _question(self, window: str) -> str:
        return f'<input type="hidden" name="window" value="{window}">' if window else ""


def test_a_browser_answers_no_question_twice_and_waits_for_the_next() -> None:
    browser = Waiting()
    browser.answer({"level": "3"})
    assert browser.sent == [("", "second"), ("look", "second")]
    assert browser.answered == "second"
