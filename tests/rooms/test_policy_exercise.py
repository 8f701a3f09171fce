"""Worlds of an exercise that differ in the other side alone: the same bytes for all others at the table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from goodoffices.rooms import chance, now
from tests.support.classroom import Classroom, Student
from tests.support.crawling import HASHES

pytest.importorskip("django", reason="the extra 'rooms' is not installed")
PAGES = (
    "", "look", "audit", "own", "leave", "shred", "watch", "text/1", "text/1/changes", "text/2/changes",
    "minutes", "agreed", "verify", "log", "role", "seat", "offer", "offer/look", "accept",
    "/", "/x/", "/x/debrief",
)  # fmt: skip
Seen = list[tuple[str, int, bytes, list[tuple[str, str]]]]


@contextmanager
def tables(protocol: str = "") -> Iterator[Classroom]:
    draw, read = chance.draw, now.read
    try:
        yield Classroom(protocol=protocol)
    finally:
        chance.draw, now.read = draw, read


def seen_by(person: Student) -> Seen:
    found = []
    for page in PAGES:
        answer = person.raw("get", page)
        headers = [(name, value) for name, value in answer.headers.items() if name != "Set-Cookie"]
        found.append((page, answer.status_code, HASHES.sub(b"#", answer.content), headers))
    return found


def mild(second: Student, first: Student) -> None:
    """B answers once, with a word."""
    second.answer(level="4")


def loud(second: Student, first: Student) -> None:
    """B reads everything, drafts, answers in many words, and changes its answer while A has not answered."""
    for page in PAGES:
        second.raw("get", page)
    for level in ("1", "2"):
        second.answer(level=level, words="a long reason " * 40, change="toll=600", mark_c0="cannot")
    second.ask("post", "", 302, {**second.fields(), "words": "another", "do": "draft"})


def text_world(world: Callable[[Student, Student], None]) -> dict[str, Seen]:
    """Return the bytes of A and of the other table's mediator at each stage of a table's talks."""
    found = {}
    with tables() as room:
        first, second, mediator = (room.student(1, key) for key in ("A", "B", "harbour-master"))
        stranger = room.student(2, "harbour-master")
        teacher = room.teacher()
        room.begin(teacher)

        def stage(name: str) -> None:
            found[f"{name}, A"], found[f"{name}, table 2"] = seen_by(first), seen_by(stranger)
            found[f"{name}, teacher"] = seen_by(teacher)

        for number, options in ((1, "111"), (2, "101")):
            form = {**room.draft(options), "due": room.due, "do": "put"}
            mediator.ask("post", "desk/text", 302, form | ({"stands": "1"} if number > 1 else {}))
            world(second, first)
            if number == 1:
                stage("a text is open")
            first.answer(level="3", words="mine")
        stage("texts are answered")
        form = {"due": room.due, "who": "mediator", "stands": "2"}
        mediator.ask("post", "desk/close", 302, form)
        first.answer(answer="no")
        stage("A said no")
        second.answer(answer="no" if world is loud else "yes")
        stage("no agreement")
    return found


def test_a_side_sees_the_same_whatever_the_other_side_answers() -> None:
    first, second = text_world(mild), text_world(loud)
    assert first.keys() == second.keys()
    for name in first:
        assert first[name] == second[name], name


def offers_world(words: dict[str, Any]) -> Seen:
    """Return the bytes of A while B drafts an offer."""
    with tables("alternating-offers") as room:
        first, second = (room.student(1, key) for key in ("A", "B"))
        room.begin(room.teacher())
        package = {"issue-convoys": "10", "issue-notice": "42", "issue-toll": "600"}
        first.ask("post", "offer", 302, {**package, "do": "look"})
        first.ask("post", "offer/look", 302, {"digest": ""})
        for _ in range(len(words) + 1):
            second.ask("post", "offer", 302, {**package, **words, "do": "draft"})
        return seen_by(first)


def test_an_offer_that_is_drafted_shows_nothing_to_the_other_side() -> None:
    assert offers_world({}) == offers_world({"issue-toll": "200", "words": "a long word " * 90})
