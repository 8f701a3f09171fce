"""A mediator tries, over HTTP, to pass on all that it can think of: only what the kernel allows goes.

In a mediation, and at a table of a shuttle, which has a single mediator here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product

import numpy as np
import pytest

from goodoffices.rooms.letters import minute, name_of
from goodoffices.rooms.players import SHUTTLE
from goodoffices.talks.engine.release_rules import Confidence, Form, Passed, Point, Release, why_not
from tests.support.classroom import Classroom
from tests.support.room import House, Person, given_back, house

pytest.importorskip("django", reason="the extra 'rooms' is not installed")
OPTIONS = (("convoys", "20", Point(0, 1)), ("notice", "42", Point(1, 1)), ("toll", "400", Point(2, 1)))
FORMS = ("verbatim", "substance", "idea", "none")
PAST, LATER = "", "2026-03-03T09:00"


def wrote(party: Person, place: int, number: int, draws: np.random.Generator) -> Confidence:
    """Let a party write a letter with drawn terms; return it as the kernel should hold it."""
    issue, option, gives = OPTIONS[number]
    form = FORMS[int(draws.integers(4))]
    other = (
        OPTIONS[int(draws.integers(3))] if form not in ("idea", "none") and draws.integers(2) else None
    )
    hold = LATER if draws.integers(4) == 0 else PAST
    words = f"Words {place} {number}."
    party.ask(
        "post",
        "letters",
        302,
        {
            "to": "harbour-master",
            "words": words,
            "form": form,
            "gives": f"{issue}={option}",
            "wants": f"{other[0]}={other[1]}" if other else "",
            "hold": hold,
            "do": "look",
        },
    )
    party.ask("post", "letters/look", 302, {})
    kind = Form.SUBSTANCE if form == "none" else Form(FORMS.index(form))
    return Confidence(
        place,
        gives,
        kind,
        other[2] if other else None,
        10**9 if hold else 0,
        words if kind is Form.VERBATIM else "",
        armed=form != "none",
    )


def conceivable(held: frozenset[Confidence]) -> list[Release]:
    """Return every release that somebody might try: each letter in each form, to each side, alone or not."""
    parts = [
        Passed(author, c.gives, form, to, words)
        for c, form, to in product(held, Form, (0, 1))
        for author in {c.author, None, 1 - c.author}
        for words in {c.words, "", "Words of somebody else."}
    ]
    alone: list[Release] = [(part,) for part in parts]
    exact = [c.to(1 - c.author) for c in held]
    return alone + [(one, other) for one, other in product(exact, exact) if one != other]


@contextmanager
def begun(kind: str) -> Iterator[House]:
    """Yield a room of the canal, or tables of it."""
    if kind == "mediation":
        with house() as room:
            room.gather()
            yield room
        return
    with given_back():
        tables = Classroom(protocol=SHUTTLE)
        tables.people = {key: tables.student(1, key) for key in ("A", "B", "harbour-master")}
        tables.begin(tables.teacher())
        yield tables


@pytest.mark.parametrize("kind", ["mediation", "table"])
@pytest.mark.parametrize("seed", range(4))
def test_whatever_a_mediator_tries_only_what_the_kernel_allows_goes(kind: str, seed: int) -> None:
    with begun(kind) as room:
        attack(room, seed)


def attack(room: House, seed: int) -> None:
    draws = np.random.Generator(np.random.Philox(seed))
    held = frozenset(
        wrote(room.people[key], place, number, draws)
        for place, key in enumerate("AB")
        for number in range(3)
    )
    tried = conceivable(held)
    allowed = {name_of(release) for release in tried if not why_not(held, release, minute(room.time))}
    listed = re.findall(r'name="release" value="(\w+)"', room.mediator.get("desk/letters"))
    assert sorted(listed) == sorted(allowed)
    forbidden = {name_of(release) for release in tried} - allowed
    assert len(forbidden) > 50
    for name in sorted(forbidden)[:: len(forbidden) // 12]:
        form = {"release": name, "words-0": "x", "words-1": "x", "do": "pass on"}
        assert room.mediator.raw("post", "desk/letters", form).status_code == 409
    room.until(0.26)
    for key in "AB":
        assert "A letter to you" not in room.people[key].get("letters")
