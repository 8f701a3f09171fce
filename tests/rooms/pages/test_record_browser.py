"""The record in a real browser: reviewed without JavaScript, shared, and looked at in every window."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("django", reason="the extra 'rooms' is not installed")

from tests.support.axe import dark_faults, faults
from tests.support.browsing import Visitor, signed_in
from tests.support.recorded import ledger_of, private, recorded, said
from tests.support.room import House

LONG = "they would meet again on the boat " * 12
HEBREW = "שתי העיירות נפגשו <b>שוב</b>"


@pytest.fixture
def lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A room of the lake with a record that has more entries than fit on a page."""
    entries = [said(number, f"no. {number}") for number in range(2, 60)]
    words = said(60, LONG), said(61, HEBREW)
    with recorded(tmp_path, monkeypatch, *entries, *words, *private()) as room:
        yield room


def test_a_record_is_reviewed_shared_and_read(
    lake: House, address: str, browser: Any, patient: None, tmp_path: Path
) -> None:
    plain = signed_in(browser, lake, address, "ferry", script=False)
    mediator = signed_in(browser, lake, address, "ferry", script=True)
    side = signed_in(browser, lake, address, "N", script=True)
    wrong: dict[str, list[str]] = {}

    def look(name: str, visitor: Visitor) -> None:
        wrong[name] = [*faults(visitor.page), *dark_faults(visitor.page)]
        visitor.page.emulate_media(color_scheme="light")
        visitor.picture(name)

    before = len(list(ledger_of(tmp_path)))
    plain.goto("desk")
    plain.page.get_by_role("link", name="The record", exact=True).click()
    plain.page.get_by_role("link", name="Review one by one").click()
    mediator.goto("review")
    look("review", mediator)
    plain.press("Confirm")
    plain.page.get_by_text("Correct it first").click()
    plain.page.fill("#f-edtf", "someday")
    plain.press("Confirm with the corrections")
    assert "Nothing was saved" in plain.page.inner_text("main")
    assert plain.page.input_value("#f-edtf") == "someday"
    look("review-refused", plain_with_script(mediator, plain))
    plain.page.fill("#f-edtf", "5 March 2031")
    plain.press("Confirm with the corrections")
    plain.page.get_by_role("link", name="Skip", exact=True).click()
    plain.page.fill("#because", "a misreading")
    plain.press("Reject")
    kinds = [(entry.kind == "retraction", entry.edtf) for entry in list(ledger_of(tmp_path))[before:]]
    assert [gone for gone, _ in kinds] == [False, False, True]
    assert kinds[1][1] == "2031-03-05"

    for name, page in (("record", "record"), ("record-proposed", "record?of=proposed")):
        mediator.goto(page)
        look(name, mediator)
    plain.goto("record")
    plain.press("Share with the sides")
    assert "State 1, shared at" in plain.page.inner_text("main")
    side.goto("watch")
    side.page.get_by_role("link", name="The record", exact=True).click()
    look("record-side", side)
    side.page.get_by_role("link", name="Next entries").click()
    assert HEBREW in side.page.inner_text("main")
    look("record-side-2", side)
    assert "shared record" in side.file("Download this record")
    assert {name: found for name, found in wrong.items() if found} == {}
    assert not [p for p in (*mediator.problems, *side.problems) if "status of 4" not in p]


def plain_with_script(mediator: Visitor, plain: Visitor) -> Visitor:
    """Show a mediator's window what was refused in another, where no script looks at it."""
    form = {
        name: plain.page.locator(f"[name='{name}']").first.input_value() for name in ("entry", "edtf")
    }
    mediator.goto(f"review?entry={form['entry']}")
    mediator.page.get_by_text("Correct it first").click()
    mediator.page.fill("#f-edtf", form["edtf"])
    mediator.press("Confirm with the corrections")
    return mediator
