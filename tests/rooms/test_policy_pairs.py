"""Worlds that differ in what people do in private: the same bytes for everybody it is not told to.

A secret for each pair of a writer and an addressee, over every role and over mediators that reach each other,
a party or nobody. For each person there is a world in which everything is done that this person is not told
of, and one in which nothing is: the person sees the same pages in both, headers included, at each stage. So
it is in a mediation, and at a table of a shuttle, where the teacher and another table look on. A page that
somebody never finds while nobody does anything in private, and the pages of an account, are asked for at the
last stage only.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pytest

from goodoffices.rooms.players import SHUTTLE
from tests.support.classroom import Classroom, Student
from tests.support.crawling import Seen, never_there, of_account, pages, same_pages, seen_by
from tests.support.kept_room import once
from tests.support.room import House, given_back, house
from tests.support.thorough import usually

pytest.importorskip("django", reason="the extra 'rooms' is not installed")
SEATS = ("tavland", "orsova", "bryn", "kesh", "vaal")
PEOPLE = {"mediation": (*SEATS, "observer"), "table": (*SEATS, "teacher", "table 2")}
"""Who looks on in each kind of room."""
LOOKING = {
    "mediation": PEOPLE["mediation"],
    "table": usually(("orsova", "vaal", "teacher", "table 2"), PEOPLE["table"]),
}
"""Whose pages are compared: those at a table are made as in a mediation, so that usually a party and a
mediator stand for all who sit there, beside those who do not."""
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
    reads("tavland")(room)


def desk_work(room: House) -> None:
    """Bryn drafts a text and looks at everything that its desk has."""
    bryn = room.people["bryn"]
    form = room.draft("0" * len(room.case.issues))
    form |= {name: LONG for name in form if name.startswith("words")}
    bryn.ask("post", "desk/text", 302, form)
    reads("bryn")(room)


def reads(*keys: str) -> Act:
    """Look at every page that is ever there for somebody, but for those of an account."""

    def act(room: House) -> None:
        kind = "table" if isinstance(room, Classroom) else "mediation"
        # at a table nobody has the seat of an observer
        for key in set(keys) & set(room.people):
            for page in pages():
                if page not in of_account() | never_found(kind, key):
                    room.people[key].raw("get", page)

    return act


def told(*keys: str) -> frozenset[str]:
    return frozenset(keys)


MEDIATORS = "a mediator to a mediator"
SECRETS = {
    "a party to nobody": Secret(told("tavland"), works_alone, works_alone),
    "a party to the mediator that asks": Secret(told("tavland", "bryn"), answers("tavland")),
    "a party to the mediator that asks, by relay": Secret(told("orsova", "bryn"), answers("orsova")),
    "a party to another mediator": Secret(told("tavland", "kesh"), confides("tavland", "kesh")),
    "a party to a mediator of its own": Secret(told("orsova", "vaal"), confides("orsova", "vaal")),
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


def begin_table(tables: Classroom, people: dict[str, Student]) -> None:
    """Let everybody take a seat, begin, and put a text at the first table."""
    for key, person in people.items():
        person.sit_down({"table 2": "kesh"}.get(key, key))
    tables.begin(people["teacher"])
    people["bryn"].get("desk")
    tables.put_text("0" * len(tables.case.issues))


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
        people = {key: Student(tables, f"1 {key}", 1) for key in SEATS}
        people |= {"table 2": Student(tables, "2 kesh", 2), "teacher": Student(tables, "0 teacher", 0)}
        tables.people = {**people}
        once(tables, "put a text at the first table of the strait", lambda: begin_table(tables, people))
        yield tables


def played(kind: str, secrets: Collection[Secret], looking: Collection[str]) -> Stages:
    """Return the bytes of those who look on at each stage of talks that Orsova ends with a no.

    Nobody looks at a stage before which none of the secrets was done: it is that of a world without them.

    Args:
        kind: of the room.
        secrets: what is done in private.
        looking: people who look at all pages; those of an account, and pages that somebody never finds while
            nobody does anything in private, at the last stage only. Others read what counts as read.
    """
    found, closed = Stages(), dict.fromkeys(looking, of_account())
    if secrets:
        closed = {key: own | never_found(kind, key) for key, own in closed.items()}
    with begun(kind) as room:

        def stage(name: str, differs: bool = True) -> None:
            watch = looking if differs or not secrets else ()
            if watch:
                found[name] = {}
            for key in PEOPLE[kind]:
                if key in watch:
                    found[name][key] = seen_by(room, key, closed[key] if name != LAST else ())
                else:
                    for page in READ:
                        room.people[key].raw("get", page)

        for secret in secrets:
            secret.text(room)
        stage("while a text is out", any(secret.text is not nothing for secret in secrets))
        room.until()
        room.put_close(stands=1, who="engine")
        room.people["orsova"].answer(answer="no")
        for secret in secrets:
            secret.close(room)
        stage("while a last answer is asked")
        room.until()
        stage(LAST)
    return found


@lru_cache(maxsize=2)
def silence(kind: str) -> Stages:
    """Return what everybody sees if nobody does anything in private."""
    return played(kind, (), PEOPLE[kind])


def never_found(kind: str, key: str) -> frozenset[str]:
    return never_there(seen[key] for seen in silence(kind).values())


RELAYED = "a party to the mediator that asks, by relay"
YES, NO = "a party to the engine, yes", "a party to the engine, no"
ENDS = {"mediation": {NO}, "table": {YES, NO, RELAYED}}
"""Secrets that cannot be done beside all others: a party says yes or no, not both, and at a table a question
ends once all parties have answered."""


COMPARED = (("table", YES), ("table", NO))
"""Worlds that are compared with each other, not with one in which nothing is done."""


def worlds() -> Iterator[Any]:
    """Yield the kind of a room, those who look on, and the names of all secrets that are kept from them."""
    for kind, people in LOOKING.items():
        strangers = () if kind == "mediation" else ("teacher", "table 2")
        for looking in [(key,) for key in people if key not in strangers] + [strangers]:
            if looking:
                names = [name for name in SECRETS if kept(name, looking) - ENDS[kind]]
                yield pytest.param(kind, looking, names, id=f"{kind}, {' and '.join(looking)}")
    for kind, name in (("mediation", NO), ("table", RELAYED)):
        others = tuple(key for key in LOOKING[kind] if kept(name, (key,)))
        yield pytest.param(kind, others, [name], id=f"{kind}, {name}")


def kept(name: str, looking: tuple[str, ...]) -> set[str]:
    """Return the name of a secret if it is kept from all who look on."""
    return set() if SECRETS[name].told & {*looking} else {name}


def test_each_secret_is_kept_from_everybody_it_is_not_told_to_in_some_world() -> None:
    for kind, people in LOOKING.items():
        rows = [row.values for row in worlds() if row.values[0] == kind]
        for name, secret in SECRETS.items():
            found = {key for _, looking, names in rows if name in names for key in looking}
            assert (kind, name) in COMPARED or found == {*people} - secret.told, (kind, name)


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "looking", "names"), [*worlds()])
def test_nobody_sees_anything_of_what_is_private_to_others(
    kind: str, looking: tuple[str, ...], names: list[str]
) -> None:
    for stage, seen in played(kind, [SECRETS[name] for name in names], looking).items():
        for key in looking:
            assert same_pages(seen[key], silence(kind)[stage][key]), (stage, key)


@pytest.mark.slow
@pytest.mark.parametrize("kind", PEOPLE)
def test_mediators_see_what_they_are_told(kind: str) -> None:
    """Otherwise the worlds would be equal because they are the same."""
    with begun(kind) as room:
        mediators = [room.people[key] for key in SECRETS[MEDIATORS].told]
        before = [person.get("desk/mediators") for person in mediators]
        SECRETS[MEDIATORS].text(room)
        for person, page in zip(mediators, before, strict=True):
            assert person.get("desk/mediators") != page, person.name


@pytest.mark.slow
def test_at_a_table_only_its_party_sees_what_a_last_answer_was() -> None:
    looking = ("tavland", *LOOKING["table"])
    yes, no = (played("table", [SECRETS[name]], looking) for name in (YES, NO))
    for stage, seen in yes.items():
        for key in set(looking) - {"tavland"}:
            assert seen[key] == no[stage][key], (stage, key)
    assert yes[LAST]["tavland"] != no[LAST]["tavland"]
