"""Worlds that differ in what one person does in private: the same bytes for everybody it is not told to.

A row for each pair of a writer and an addressee, over every role and over mediators that reach each other, a
party or nobody. All that the table does not name see the same pages, headers included, at each stage: in a
mediation, and at a table of a shuttle, where the teacher and another table look on. A page that somebody
never finds while nobody does anything in private, and the pages of an account, are asked for at the last
stage only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

import pytest

from goodoffices.rooms.players import SHUTTLE
from tests.support.classroom import Classroom
from tests.support.crawling import Seen, never_there, of_account, pages, same_pages, seen_by
from tests.support.kept_room import once
from tests.support.room import House, given_back, house

pytest.importorskip("django", reason="the extra 'rooms' is not installed")
SEATS = ("tavland", "orsova", "bryn", "kesh", "vaal")
PEOPLE = {"mediation": (*SEATS, "observer"), "table": (*SEATS, "teacher", "table 2")}
"""Who looks on in each kind of room."""
Act = Callable[[House], None]
LONG = "a long reason " * 40


def nothing(room: House) -> None:
    """Nobody does anything in private."""


@dataclass(frozen=True)
class Secret:
    """Private acts while a text is out and while a last answer is asked, and the people they are told to."""

    told: frozenset[str]
    text: Act = nothing
    close: Act = nothing


def answers(key: str) -> Act:
    """Answer, change the answer, take it back, and answer again."""

    def act(room: House) -> None:
        person = room.people[key]
        person.answer(level="1", words=LONG, reason_c0=LONG, change="release=three-groups")
        person.ask("post", "", 302, {**person.fields(), "do": "take back"})
        person.answer(level="4", words="short")

    return act


def says(key: str, word: str) -> Act:
    return lambda room: room.people[key].answer(answer=word)


def confides(key: str, to: str) -> Act:
    """Write two letters, the second instead of the first."""

    def act(room: House) -> None:
        person = room.people[key]
        for words in (LONG, "Short."):
            letter = {"to": to, "words": words, "form": "verbatim", "gives": "release=two-groups"}
            person.ask("post", "letters", 302, {**letter, "do": "look"})
            person.ask("post", "letters/look", 302, {})

    return act


def passes_on(room: House) -> None:
    """Bryn passes Tavland's letter on to Orsova, by Kesh."""
    confides("tavland", "bryn")(room)
    bryn = room.people["bryn"]
    [release] = [
        line.split('"')[0] for line in bryn.get("desk/letters").split('name="release" value="')[1:]
    ]
    bryn.ask("post", "desk/letters", 302, {"release": release, "words-0": "", "do": "pass on"})


def writes(key: str, to: str) -> Act:
    form = {"to": to, "words": LONG, "authority": "non-paper", "do": "write"}

    def act(room: House) -> None:
        room.people[key].ask("post", "desk/letters", 302, form)

    return act


def tells(key: str, to: str) -> Act:
    def act(room: House) -> None:
        room.people[key].ask("post", "desk/mediators", 302, {"to": to, "words": LONG})

    return act


def works_alone(room: House) -> None:
    """Tavland drafts an answer and a letter, reads every page, and lets a newcomer in."""
    person = room.people["tavland"]
    person.ask("post", "", 302, {**person.fields(), "words": LONG, "do": "draft"})
    person.ask("post", "letters", 302, {"to": "kesh", "words": LONG, "do": "draft"})
    for page in pages():
        person.raw("get", page)


def desk_work(room: House) -> None:
    """Bryn drafts a text and looks at everything that its desk has."""
    bryn = room.people["bryn"]
    form = room.draft("0" * len(room.case.issues))
    form |= {name: LONG for name in form if name.startswith("words")}
    bryn.ask("post", "desk/text", 302, form)
    for page in pages():
        bryn.raw("get", page)


def reads(*keys: str) -> Act:
    def act(room: House) -> None:
        # at a table nobody has the seat of an observer
        for key in set(keys) & set(room.people):
            for page in pages():
                room.people[key].raw("get", page)

    return act


def told(*keys: str) -> frozenset[str]:
    return frozenset(keys)


MEDIATORS = "a mediator to a mediator"
SECRETS = {
    "a party to the mediator that asks": Secret(told("tavland", "bryn"), answers("tavland")),
    "a party to the mediator that asks, by relay": Secret(told("orsova", "bryn"), answers("orsova")),
    "a party to another mediator": Secret(told("tavland", "kesh"), confides("tavland", "kesh")),
    "a party to a mediator of its own": Secret(told("orsova", "vaal"), confides("orsova", "vaal")),
    "a party to nobody": Secret(told("tavland"), works_alone, works_alone),
    "a party to the engine, yes": Secret(told("tavland"), close=says("tavland", "yes")),
    "a party to the engine, no": Secret(told("tavland"), close=says("tavland", "no")),
    "a mediator to nobody": Secret(told("bryn"), desk_work, desk_work),
    "a mediator to a party": Secret(told("kesh", "orsova"), writes("kesh", "orsova")),
    "a mediator to a party, by relay": Secret(told("bryn", "orsova", "kesh"), writes("bryn", "orsova")),
    "a party to a party, carried by two": Secret(told("tavland", "bryn", "kesh", "orsova"), passes_on),
    "those who only look, to nobody": Secret(told("vaal", "observer"), reads("vaal", "observer")),
    MEDIATORS: Secret(told("bryn", "kesh"), tells("bryn", "kesh")),
}
Stages = dict[str, dict[str, Seen]]
LAST = "after the result"
READ = ("", "desk", "desk/letters", "letters")
"""Pages of which others may be told that somebody has read them."""


def begin(room: House) -> None:
    """Let the others come in, adopt the agenda, and put a text."""
    for key in ("kesh", "vaal", "observer"):
        room.join(key)
    room.adopt_agenda()
    # what a mediator reads is told to its party: here all has been read already
    room.people["bryn"].get("desk")
    room.put_text("0" * len(room.case.issues))


@contextmanager
def begun(kind: str) -> Iterator[House]:
    """Yield a room of the strait, or tables of it, with a text that is out."""
    if kind == "mediation":
        with house("strait") as room:
            room.gather()
            once(room, "put a text to everyone of the strait", lambda: begin(room))
            yield room
        return
    with given_back():
        tables = Classroom(case="strait", protocol=SHUTTLE)
        tables.people = {key: tables.student(1, key) for key in SEATS}
        tables.people |= {"table 2": tables.student(2, "kesh"), "teacher": tables.teacher()}
        tables.begin(tables.people["teacher"])
        tables.people["bryn"].get("desk")
        tables.put_text("0" * len(tables.case.issues))
        yield tables


def played(kind: str, secret: Secret, silent: Stages | None = None) -> Stages:
    """Return the bytes of everybody at each stage of talks that Orsova ends with a no.

    Args:
        silent: those without a secret: then people to whom it is told only read before the last stage, and
            nobody asks before it for pages that are never there, or for those of an account.
    """
    found = Stages()
    with begun(kind) as room:
        closed = dict.fromkeys(PEOPLE[kind], of_account())
        if silent is not None:
            closed = {
                key: own | never_there(seen[key] for seen in silent.values())
                for key, own in closed.items()
            }

        def stage(name: str) -> None:
            known = silent is not None and name != LAST
            found[name] = {}
            for key in PEOPLE[kind]:
                if known and key in secret.told:
                    for page in READ:
                        room.people[key].raw("get", page)
                else:
                    found[name][key] = seen_by(room, key, closed[key] if known else ())

        secret.text(room)
        stage("while a text is out")
        room.until()
        room.put_close(stands=1, who="engine")
        room.people["orsova"].answer(answer="no")
        secret.close(room)
        stage("while a last answer is asked")
        room.until()
        stage(LAST)
    return found


@lru_cache(maxsize=2)
def silence(kind: str) -> Stages:
    """Return what everybody sees if nobody does anything in private."""
    return played(kind, Secret(told()))


@lru_cache(maxsize=2)
def world(kind: str, name: str) -> Stages:
    """Return the world of a secret."""
    return played(kind, SECRETS[name], silence(kind))


YES, NO = "a party to the engine, yes", "a party to the engine, no"
KINDS = [("mediation", name) for name in SECRETS]
# at a table a last answer ends the question once all have given theirs: those two worlds are compared below
KINDS += [("table", name) for name in SECRETS if name not in (YES, NO)]


@pytest.mark.parametrize(("kind", "name"), KINDS)
def test_only_those_it_is_told_to_see_anything_of_a_private_act(kind: str, name: str) -> None:
    secret, silent = SECRETS[name], silence(kind)
    for stage, seen in world(kind, name).items():
        for key in set(PEOPLE[kind]) - secret.told:
            assert same_pages(seen[key], silent[stage][key]), (stage, key)
    if name == MEDIATORS:
        # otherwise the worlds would be equal because they are the same
        for key in secret.told:
            assert world(kind, name)[LAST][key] != silent[LAST][key], key


def test_at_a_table_only_its_party_sees_what_a_last_answer_was() -> None:
    yes, no = (world("table", name) for name in (YES, NO))
    for stage, seen in yes.items():
        for key in set(PEOPLE["table"]) - {"tavland"}:
            assert seen[key] == no[stage][key], (stage, key)
    assert yes[LAST]["tavland"] != no[LAST]["tavland"]
