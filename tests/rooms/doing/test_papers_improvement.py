"""After an agreement: something better for all takes its place, and a no leaves it as it was."""

from __future__ import annotations

import pytest

from tests.support.room import House


@pytest.fixture
def settled(room: House) -> House:
    """A room whose parties have agreed on text 1."""
    room.gather()
    room.adopt_agenda()
    room.put_text("101")
    for party in room.parties:
        party.answer(level="3")
    room.until()
    room.put_close(stands=1)
    for party in room.parties:
        party.answer(answer="yes")
    room.until()
    assert "Look for something better" in room.mediator.get("desk")
    return room


def improve(room: House, options: str, *answers: str) -> None:
    room.mediator.ask("post", "desk/improve", 302, {**room.draft(options), "due": room.due})
    for party, answer in zip(room.parties, answers, strict=False):
        if answer:
            assert "Would you rather have this text than the agreement?" in party.get("")
            party.answer(answer=answer)
    assert "it would rather" not in room.mediator.get("minutes")
    room.until()


def test_what_all_would_rather_have_is_the_agreement(settled: House) -> None:
    improve(settled, "110", "yes", "yes")
    first = settled.people["A"]
    assert "Agreement: every party said yes to text 2." in first.get("watch")
    assert "Toll shall be 200." in first.get("agreed")
    # and again from there: a no leaves the second text
    improve(settled, "111", "yes", "no")
    assert "The agreement stands as it was." in first.get("watch")
    assert "Toll shall be 200." in first.get("agreed")
    improve(settled, "112", "yes", "")
    assert "Toll shall be 200." in first.get("agreed")
    minutes = first.get("minutes")
    assert minutes.count("answers yes; only the engine knows.") == 3
    assert "The shipping league answers" not in minutes.replace("The shipping league answers yes.", "")


def test_nobody_reads_an_answer_about_an_improvement(settled: House) -> None:
    settled.mediator.ask("post", "desk/improve", 302, {**settled.draft("111"), "due": settled.due})
    first, second = settled.parties
    first.answer(answer="yes")
    second.answer(answer="no")
    settled.until()
    desk = settled.mediator.get("desk")
    asked = desk.partition("Text 2 instead of the agreement?")[2].partition(
        "</section></div></section>"
    )[0]
    assert asked.count("Nothing released to you.") == 2
    assert "answers no" not in settled.mediator.get("minutes") + first.get("minutes")
    assert "read your answer: text 2 instead" not in first.get("audit") + second.get("audit")
    assert "Your side answered: text 2 instead of the agreement." in second.get("audit")


def test_there_is_nothing_to_improve_without_an_agreement_nor_for_others(room: House) -> None:
    room.gather()
    form = {**room.draft("111"), "due": room.due}
    for how in ("get", "post"):
        assert room.mediator.raw(how, "desk/improve", form).status_code in (404, 409)
        assert room.people["A"].raw(how, "desk/improve", form).status_code == 404


def test_a_package_that_linkages_forbid_is_no_improvement(settled: House) -> None:
    page = settled.mediator.ask(
        "post", "desk/improve", 422, {**settled.draft("202"), "due": settled.due}
    )
    assert "the locks cannot be staffed" in page
    # it left no sitting behind: texts and last questions stay closed
    settled.mediator.ask(
        "post", "desk/text", 409, {**settled.draft("111"), "due": settled.due, "do": "put"}
    )


def test_a_shredded_side_leaves_the_improvements_as_they_came_out(settled: House) -> None:
    improve(settled, "110", "yes", "yes")
    improve(settled, "111", "yes", "no")
    settled.people["A"].ask("post", "shred", 302, {})
    for person in (settled.people["B"], settled.mediator):
        assert "Toll shall be 200." in person.get("agreed")
        assert "puts a text to all" in person.get("minutes")
