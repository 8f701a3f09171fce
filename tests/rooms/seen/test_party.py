"""A party's side: which of its answers counts, and what is left of a draft."""

from __future__ import annotations

from tests.support.room import House


def test_a_draft_made_after_the_answer_says_that_it_does_not_count(room: House) -> None:
    room.gather()
    room.adopt_agenda()
    room.put_text("111")
    party = room.parties[0]
    party.answer(level="2", words="as sent")
    told = "Below is a draft that you made later."
    assert told not in party.get("")
    party.ask("post", "", 302, {**party.fields(), "level": "3", "words": "later", "do": "draft"})
    page = party.get("")
    assert told in page
    assert "later" in page
    party.ask("post", "look", 302, party.fields("look"))
    assert told not in party.get("")


def test_what_is_published_is_listed_in_short_and_leads_to_all(room: House) -> None:
    room.gather()
    room.adopt_agenda()
    room.put_text("111")
    short, whole = room.parties[0].get(""), room.parties[0].get("watch")
    assert short.count('class="at"') == 8 < whole.count('class="at"')
    assert "Everything that was published</a>" in short
