"""Polls of constituents: a result for their own party, from five answers up, when the time is over."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.support.crawling import pages, seen_by
from tests.support.room import House, Person

pytest.importorskip("django", reason="the extra 'rooms' is not installed")


@pytest.fixture
def lake_with_text(lake: House) -> House:
    """Three towns, and a text."""
    lake.gather()
    lake.join("observer")
    lake.adopt_agenda()
    lake.put_text("11")
    return lake


def begin(room: House, links: int, key: str = "N", status: int = 200) -> list[str]:
    form = {"text": "1", "links": str(links), "due": room.due}
    page = room.people[key].ask("post", "polls", status, form)
    return re.findall(r"<code[^>]*>https?://[^/]+(/p/\w+)</code>", page)


def answer(room: House, link: str, opinion: str, status: int = 200) -> str:
    return Person(room, "home").ask("post", link, status, {"opinion": opinion})


def counts(page: str) -> list[str]:
    return re.findall(r"<td>(\d+)</td>", page)


def test_the_party_is_told_the_counts_when_the_time_is_over(lake_with_text: House) -> None:
    room = lake_with_text
    links = begin(room, 7)
    assert len(set(links)) == 7
    page = Person(room, "home").get(links[0])
    assert "North town" in page
    assert "Fish shall be 200." in page
    for link, opinion in zip(
        links, ("accept", "accept", "live with", "reject", "accept"), strict=False
    ):
        assert "Your answer is kept." in answer(room, link, opinion)
    own = room.people["N"].get("polls")
    assert counts(own) == []
    assert "Open until" in own
    room.until()
    own = room.people["N"].get("polls")
    assert counts(own) == ["3", "1", "1"]
    # the two that are left work no more, and the links are shown once
    Person(room, "home").get(links[6], 404)
    assert "/p/" not in own
    assert "about text 1 is over" in room.people["N"].get("audit")


def test_of_fewer_than_five_answers_nothing_is_told_not_even_their_number(
    lake_with_text: House,
) -> None:
    room = lake_with_text
    links = begin(room, 9)
    for link in links[:4]:
        answer(room, link, "reject")
    room.until()
    own = room.people["N"].get("polls")
    assert counts(own) == []
    assert "Fewer than 5 answered: there is no result." in own
    [told] = [c for c in own_side(room) if c["kind"] == "poll over"]
    assert told["counts"] == {}


def own_side(room: House) -> list[dict[str, object]]:
    from goodoffices.rooms import vault

    return [content for _entry, content in vault.contents(vault.own_side(room.seat("N")))]


def test_a_link_is_used_once_and_a_look_does_not_use_it(lake_with_text: House) -> None:
    room = lake_with_text
    [link, *_] = begin(room, 5)
    for how in ("get", "head"):
        assert Person(room, "home").raw(how, link).status_code == 200
    assert "Choose one of the answers." in answer(room, link, "", status=422)
    answer(room, link, "accept")
    answer(room, link, "reject", status=404)
    Person(room, "home").get(link, 404)
    Person(room, "home").get("/p/" + "0" * 48, 404)


@pytest.mark.parametrize(("links", "fault"), [(4, "from 5 to 200"), (201, "from 5 to 200")])
def test_too_few_or_too_many_links_are_refused(lake_with_text: House, links: int, fault: str) -> None:
    form = {"text": "1", "links": str(links), "due": lake_with_text.due}
    assert fault in lake_with_text.people["N"].ask("post", "polls", 422, form)
    wrong = {"text": "2", "links": "5", "due": "x"}
    page = lake_with_text.people["N"].ask("post", "polls", 422, wrong)
    assert "Choose a text." in page
    assert "Choose a time within the next 90 days." in page


def test_nobody_else_learns_that_there_is_a_poll(lake_with_text: House) -> None:
    room = lake_with_text
    others = ("S", "W", "ferry", "observer")
    for key in others:
        seen_by(room, key)
    before = {key: seen_by(room, key) for key in others}
    log = room.log()
    for link in begin(room, 6):
        answer(room, link, "accept")
    assert {key: seen_by(room, key) for key in others} == before
    assert room.log() == log
    for key in ("ferry", "observer"):
        for how in ("get", "post"):
            assert room.people[key].raw(how, "polls", {"text": "1", "links": "5"}).status_code == 404


def test_the_database_alone_tells_neither_whose_poll_it_is_nor_an_answer(lake_with_text: House) -> None:
    room = lake_with_text
    due = room.due
    for link in begin(room, 6)[:5]:
        answer(room, link, "live with")
    rows = [(table, values) for table, values in room.rows() if table.startswith("rooms_poll")]
    # the poll, five answers, and the link that nobody has used
    assert Counter(table for table, _values in rows) == {
        "rooms_poll": 1, "rooms_pollanswer": 5, "rooms_polllink": 1,
    }  # fmt: skip
    for word in ("live with", due[:10], str(room.seat("N").id.hex)):
        assert not any(word.encode() in value for _table, values in rows for value in values)
    lengths = {tuple(map(len, values)) for table, values in rows if table == "rooms_pollanswer"}
    assert len(lengths) == 1
    room.until()
    room.people["N"].get("")
    assert "rooms_pollanswer" not in {table for table, _values in room.rows()}


def test_a_side_that_is_shredded_asks_nobody_any_more(lake_with_text: House) -> None:
    room = lake_with_text
    [link, *_] = begin(room, 6)
    room.people["N"].ask("post", "leave", 302, {})
    room.people["N"].ask("post", "shred", 302, {})
    Person(room, "home").get(link, 404)
    room.until()
    for page in pages():
        room.people["N"].raw("get", page)
    room.people["N"].get("polls", 404)


def test_of_a_room_that_is_shredded_no_poll_is_left(lake_with_text: House) -> None:
    from goodoffices.rooms import vault
    from goodoffices.rooms.models import Poll, PollAnswer, PollLink, Room

    room = lake_with_text
    link, other, *_ = begin(room, 5)
    answer(room, link, "accept")
    vault.shred_room(Room.objects.get(id=room.room))
    assert not any(rows.objects.exists() for rows in (Poll, PollLink, PollAnswer))
    Person(room, "home").get(other, 404)
