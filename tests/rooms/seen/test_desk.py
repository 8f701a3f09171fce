"""A mediator's desk: the form of a draft."""

from __future__ import annotations

from tests.support.room import House


def test_the_deadline_of_a_draft_that_has_passed_is_not_offered_again(room: House) -> None:
    room.gather()
    room.adopt_agenda()
    due = room.due
    room.mediator.ask("post", "desk/text", 302, {**room.draft("111"), "due": due, "do": "draft"})
    assert f'value="{due}"' in room.mediator.get("desk/text")
    room.until(10)
    page = room.mediator.get("desk/text")
    assert f'value="{due}"' not in page
    assert "Toll shall be" in page
