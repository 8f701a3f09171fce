"""The record is told to the sides as it was shared: nothing unreviewed, no note, no decision reaches them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("django", reason="the extra 'rooms' is not installed")

from goodoffices.record import Entry
from tests.support.crawling import pages, seen_by
from tests.support.recorded import private, recorded, said, share
from tests.support.room import House, Person

OTHERS = ("N", "S", "W", "observer")
CONFIRMED = [said(1, "they agree"), said(93, "they would meet")]


def crawl(room: House, *canaries: str) -> int:
    """Ask for every page with every method as everyone but the mediator; no canary is in an answer."""
    seen = 0
    for person in [*(room.people[key] for key in OTHERS), Person(room, "nobody")]:
        for page in [*pages(), "record?of=proposed", "record?of=confirmed", "review?entry=note-1"]:
            # other forms end what people are signed in to
            acts = ("post",) if page.startswith(("record", "review")) else ()
            for how in ("get", "head", "options", *acts):
                answer = person.raw(how, page, {"action": "accept", "entry": "note-1", "head": "0"})
                text = answer.content.decode() + str(dict(answer.headers))
                assert not [word for word in canaries if word in text], (person.name, how, page)
                seen += 1
    return seen


def test_only_mediators_see_what_is_not_confirmed_or_not_shared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with recorded(tmp_path, monkeypatch, said(1, "they agree"), *private()) as room:
        room.mediator.raw("post", "review", {"entry": "x", "action": "accept"})
        assert crawl(room, "CANARY", "they agree", "no longer", "Melrow") > 400
        assert "CANARY" in room.mediator.get("record")
        share(room)
        crawl(room, "CANARY", "Melrow")
        assert "they agree" in room.people["N"].get("record")
        assert b"CANARY" not in room.dump()
        assert "CANARY" not in room.log()


def test_constituents_learn_nothing_of_the_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with recorded(tmp_path, monkeypatch, said(1, "they agree")) as room:
        share(room)
        room.adopt_agenda()
        room.put_text("00")
        page = room.people["N"].ask("post", "polls", 200, {"text": "1", "links": "5", "due": room.due})
        link = re.findall(r"/p/([\w-]+)", page)[0]
        home = Person(room, "home")
        opinion = home.get(f"/p/{link}")
        assert "they agree" not in opinion
        assert "/record" not in opinion
        for address in ("record", "record.jsonl", "review"):
            assert home.raw("get", address).headers["Location"] == "/signin"


def test_the_pages_have_the_headers_of_all_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with recorded(tmp_path, monkeypatch, said(1, "they agree")) as room:
        from goodoffices.rooms.pages.guard import HEADERS

        share(room)
        for page in ("record", "record.jsonl", "review"):
            answer = room.mediator.raw("get", page)
            assert answer.status_code == 200
            assert HEADERS.items() <= dict(answer.headers).items()


def nothing(room: House) -> None:
    """Nobody does anything about the record."""


def busy(room: House) -> None:
    """The mediator decides on proposals, and another side reads and writes."""
    for action in ("reject", "accept"):
        page = room.mediator.get("review")
        entry = page.partition('name="entry" value="')[2].partition('"')[0]
        form = {"entry": entry, "action": action, "because": "a long reason " * 20}
        # what is confirmed would be shared
        if action == "reject":
            room.mediator.ask("post", "review", 302, form)
    for page in pages():
        room.people["S"].raw("get", page)
        room.mediator.raw("get", page)
    letter = {"to": "ferry", "words": "a long letter " * 30, "form": "none"}
    room.people["S"].ask("post", "letters", 302, {**letter, "do": "draft"})


def play(
    folder: Path, monkeypatch: pytest.MonkeyPatch, entries: list[Entry], act: Callable[[House], None]
) -> dict[str, Any]:
    """Return what a side and an observer see before and after the record is shared."""
    found: dict[str, Any] = {}
    with recorded(folder, monkeypatch, *entries) as room:
        for stage in ("before", "after"):
            act(room)
            for key in ("N", "observer"):
                found[f"{stage}, {key}"] = seen_by(room, key)
            if stage == "before":
                share(room)
        found["file"] = room.people["N"].raw("get", "record.jsonl").content
        found["size of the log"] = len(room.log())
    return found


def test_two_worlds_that_differ_in_what_is_not_confirmed_are_the_same_for_the_sides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = play(tmp_path / "one", monkeypatch, CONFIRMED, nothing)
    second = play(tmp_path / "two", monkeypatch, [said(1, "they agree"), *private()], busy)
    assert b"they would meet" in first["file"]
    assert first.keys() == second.keys()
    for name in first:
        assert first[name] == second[name], name
