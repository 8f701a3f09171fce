"""Three mediators carry letters across the strait, in a browser each: Bryn and Vaal reach one side only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.browsing import Visitor, signed_in
from tests.support.room import House, house

QUARTER = 0.26
"""Hours until the next moment for letters has passed."""


@pytest.fixture
def room() -> Iterator[House]:
    """The room of the strait."""
    pytest.importorskip("django", reason="the extra 'rooms' is not installed")
    with house("strait") as made:
        yield made


def write(party: Visitor, to: str, words: str, form: str, **terms: str) -> None:
    party.goto("letters")
    page = party.page
    page.get_by_label(to, exact=True).check()
    page.fill("#words", words)
    page.get_by_label(form, exact=True).check()
    if terms:
        page.get_by_text("An option you could accept").click()
    for field, option in terms.items():
        page.select_option(f"#{field}", option)
    party.press("Look over and send")
    assert f"{to}: everything on this page, as soon as you send it." in page.inner_text("main")
    party.press("Send")


def main(visitor: Visitor, page: str) -> str:
    visitor.goto(page)
    text: str = visitor.page.inner_text("main")
    return text


def test_three_mediators_carry_letters_between_parties_who_never_meet(
    room: House, address: str, browser: Any, patient: None
) -> None:
    room.gather()
    for key in ("kesh", "vaal"):
        room.join(key)
    bryn, tavland, orsova, kesh, vaal = (
        signed_in(browser, room, address, key, True) for key in room.people
    )
    # Bryn has no channel to Orsova: Kesh carries its letter there
    in_words = "Yes, in our words and in our name"
    write(tavland, "Bryn", "The ill and the youngest could go first.", in_words)
    assert "carried by Kesh" in main(bryn, "desk/letters")
    bryn.picture("desk-letters")
    bryn.press("Pass on")
    assert "On its way" in bryn.page.inner_text("main")
    # Vaal hears Orsova alone, and carries nothing that Orsova does not allow
    write(
        orsova,
        "Vaal",
        "Our navy will not hear of a lasting limit.",
        "No: it is for this mediator alone",
    )
    assert "Nothing. The list leaves out" in main(vaal, "desk/letters")
    # Kesh has a concession of each side, each on condition of the other: they go together
    terms = {"gives": "release=two-groups", "wants": "visits=at-once"}
    write(tavland, "Kesh", "Two groups, if doctors come at once.", in_words, **terms)
    assert "Nothing. The list leaves out" in main(kesh, "desk/letters")
    terms = {"gives": "visits=at-once", "wants": "release=two-groups"}
    write(orsova, "Kesh", "Doctors at once, if they go in two groups.", in_words, **terms)
    assert "Both go together" in main(kesh, "desk/letters")
    kesh.picture("desk-letters-pair")
    kesh.press("Pass on")
    assert "Doctors" not in main(tavland, "letters")
    room.until(QUARTER)
    page = main(tavland, "letters")
    assert "Doctors at once, if they go in two groups." in page
    tavland.picture("letters")
    page = main(orsova, "letters")
    for words in (
        "The ill and the youngest could go first.",
        "Bryn and Kesh",
        "Two groups, if doctors",
    ):
        assert words in page
    assert "Carried by you to this side" in main(kesh, "desk/letters")
    for visitor, pages in ((vaal, ("desk", "desk/letters")), (bryn, ("desk", "desk/letters"))):
        for name in pages:
            page = main(visitor, name)
            assert "Doctors" not in page
            assert "Two groups, if" not in page
    assert "navy" not in main(kesh, "desk/letters") + main(bryn, "desk/letters")
    assert "navy" not in main(tavland, "letters")
    assert "reached Orsova" in main(tavland, "audit")
    everyone = (bryn, kesh, vaal, tavland, orsova)
    assert [problem for visitor in everyone for problem in visitor.problems] == []
