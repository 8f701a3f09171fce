"""Nothing of a party reaches anyone the tables do not name: canaries, and worlds that differ in B alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from goodoffices.rooms.policy import FIELDS, MAY, fields, may
from tests.support.crawling import (
    never_there,
    of_account,
    pages,
    same_pages,
    seen_by,
    without_address,
)
from tests.support.room import House, Person, house

CANARY = "CANARY"


def test_a_role_that_is_not_in_a_table_may_nothing_and_sees_nothing() -> None:
    assert not may("teacher", "answer")
    assert not may("observer", "answer")
    assert not may("mediator", "answer")
    assert not may("party", "put")
    assert not fields("observer", "other", "critique")
    assert not fields("party", "other", "critique")
    assert not fields("mediator", "other", "critique")
    assert not fields("mediator", "told", "close")
    assert not may("keeper", "read what is public")
    assert not fields("keeper", "other", "close")
    assert not fields("keeper", "opened", "batch")
    assert set(MAY) == {"party", "mediator", "observer", "keeper"}
    assert {role for role, _, _ in FIELDS} == {"party", "mediator", "keeper"}


@pytest.fixture
def crowd() -> Iterator[House]:
    """A room with everyone and an observer, in which B has written canaries into every field it has."""
    pytest.importorskip("django", reason="the extra 'rooms' is not installed")
    with house() as room:
        room.gather()
        room.join("observer")
        # the first agenda fails, as B says no to it in words
        issues = [issue.id for issue in room.case.issues]
        room.mediator.ask("post", "desk/agenda", 302, {"issues": issues, "due": room.due})
        room.people["B"].answer(answer="no", words=f"{CANARY}-AGENDA")
        crawl(room, (room.mediator,))
        room.until()
        room.adopt_agenda()
        room.mediator.ask("post", "desk/text", 302, {**room.draft("000"), "words-0": "DRAFT-CANARY"})
        room.put_text("111")
        yield room


def crawl(
    room: House,
    allowed: tuple[Person, ...] = (),
    canary: str = CANARY,
    methods: tuple[str, ...] = ("get",),
) -> int:
    """Ask for every page as everyone but B; the canary is in no answer."""
    seen = 0
    strangers = [Person(room, "nobody")]
    for person in [*room.people.values(), *strangers]:
        if person is room.people["B"] or person in allowed:
            continue
        for page in pages():
            for how in methods:
                answer = person.raw(how, page)
                text = answer.content.decode() + str(dict(answer.headers))
                assert canary not in text, (person.name, how, page)
                assert f"{canary}-AGENDA" not in text
                seen += 1
        for page in ("", "look", "desk/close"):
            answer = person.raw("post", page, {"window": "0" * 32, "do": "look", "answer": "no"})
            assert canary not in answer.content.decode()
    return seen


def test_a_partys_words_reach_its_mediator_only(crowd: House) -> None:
    party = crowd.people["B"]
    form = {"reason_c0": CANARY, "reason_c1": CANARY, "words": CANARY, "level": "1", "change": "toll="}
    party.ask(
        "post",
        "",
        302,
        {**party.fields(), **dashed(form), "do": "draft"},
    )
    # a draft reaches nobody
    crawl(crowd, (crowd.mediator,))
    assert f"{CANARY}<" not in crowd.mediator.get("desk")
    party.answer(**form)
    assert CANARY in crowd.mediator.get("desk")
    # while the window is open, and after
    assert crawl(crowd, (crowd.mediator,)) > 100
    crowd.until()
    crawl(crowd, (crowd.mediator,))
    crowd.put_close(stands=1)
    party.answer(answer="yes")
    crawl(crowd, (crowd.mediator,))
    crowd.until()
    crawl(crowd, (crowd.mediator,), methods=("get", "head", "options"))
    assert CANARY not in crowd.log()


def dashed(form: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in form.items()}


def test_a_mediators_draft_reaches_nobody_else(crowd: House) -> None:
    for person in crowd.people.values():
        if person is crowd.mediator:
            continue
        for page in pages():
            assert "DRAFT-CANARY" not in person.raw("get", page).content.decode()


def test_the_database_alone_holds_no_answer_reason_or_draft(crowd: House) -> None:
    party = crowd.people["B"]
    party.answer(reason_c0=CANARY, words=CANARY, level="1")
    party.ask("post", "", 302, {**party.fields(), "words": f"{CANARY}-DRAFT", "do": "draft"})
    crowd.until()
    crowd.mediator.get("desk")
    text = crowd.dump()
    assert b"Toll shall be" in text  # published texts are there
    for path in crowd.folder.path.rglob("*"):
        if path.is_file():
            assert CANARY.encode() not in path.read_bytes(), path
    assert CANARY.encode() not in text
    assert CANARY.encode().hex().encode() not in text.lower()
    assert b'"yes"' not in text
    assert crowd.folder.keyring().server not in text


def test_what_is_anothers_is_the_same_as_what_does_not_exist(room: House) -> None:
    room.gather()
    room.join("observer")
    first = room.people["A"]
    missing = without_address(first.raw("get", "text/99"))
    for page in ("desk", "desk/people", "desk/text", "text/0", "look", "agreed"):
        assert without_address(first.raw("get", page)) == missing, page
        assert first.raw("get", page).status_code == 404
    elsewhere = first.raw("get", "/r/00000000-0000-4000-8000-000000000000/")
    assert without_address(elsewhere) == missing
    for page in ("desk/terms", "desk/agenda", "desk/text", "desk/course"):
        assert first.raw("post", page, {"do": "suspend", "words": "x"}).status_code == 404
    for page in ("", "look", "leave", "own", "audit", "desk"):
        assert room.people["observer"].raw("get", page).status_code == 404
        assert room.people["observer"].raw("post", page, {"do": "draft"}).status_code == 404
    for page in ("own", "audit", ""):
        assert room.mediator.raw("get", page).status_code == 404


World = Callable[[House], None]
LAST, SIZE = "after the result", "size of the log"


def silent(room: House) -> None:
    """B does nothing at all."""


def busy(room: House) -> None:
    """B reads everything, writes drafts, changes its answer, takes it back, and answers again."""
    party = room.people["B"]
    for page in pages():
        party.raw("get", page)
    if not party.fields():
        return
    for word in ("yes", "no"):
        party.answer(answer=word, level="1", words="a long reason " * 30)
    party.ask("post", "", 302, {**party.fields(), "do": "take back"})
    party.answer(answer="no", level="4", words="short", change="toll=")


ONLOOKERS = ("A", "observer")


def play(world: World, closed: dict[str, frozenset[str]]) -> dict[str, Any]:
    """Return what A and an observer see at each stage of a mediation that fails for A's own no.

    Pages that are closed to one of them are asked for at the last stage only.
    """
    found: dict[str, Any] = {}
    with house() as room:
        room.gather()
        room.join("observer")
        room.adopt_agenda()

        def stage(name: str) -> None:
            world(room)
            for key in ONLOOKERS:
                found[f"{name}, {key}"] = seen_by(room, key, closed[key] if name != LAST else ())

        room.put_text("111")
        room.people["A"].answer(level="2", words="mine")
        stage("while the text is out")
        room.until()
        stage("after it")
        room.put_close(stands=1)
        room.people["A"].answer(answer="no")
        stage("while it is put for a last answer")
        room.until()
        stage(LAST)
        found[SIZE] = len(room.log())
    return found


def test_two_worlds_in_which_b_differs_are_the_same_for_everyone_else() -> None:
    pytest.importorskip("django", reason="the extra 'rooms' is not installed")
    first = play(silent, dict.fromkeys(ONLOOKERS, of_account()))
    closed = {
        key: of_account()
        | never_there(seen for name, seen in first.items() if name.endswith(f", {key}"))
        for key in ONLOOKERS
    }
    second = play(busy, closed)
    assert first.keys() == second.keys()
    for name, seen in second.items():
        assert seen == first[name] if name == SIZE else same_pages(seen, first[name]), name


def test_the_same_dice_make_the_same_bytes() -> None:
    pytest.importorskip("django", reason="the extra 'rooms' is not installed")
    logs = []
    for _ in range(2):
        with house() as room:
            room.gather()
            room.adopt_agenda()
            logs.append((room.log(), json.dumps(room.people["A"].get("own"))))
    assert logs[0] == logs[1]
