"""Parties and mediators as reports speak of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.record import Actor, Contact, Outcome, Position
from goodoffices.record.briefing.roles import roles
from goodoffices.record.entries import Body
from goodoffices.record.merge.events import gathered
from tests.support.parsed_together import parameters, parsed_together
from tests.support.record import entry_of
from tests.support.tables import marks, rows

DATA = Path(__file__).parents[2] / "data"
PERU, CHILE, SWEDEN, LEAGUE = (
    Actor("peru", "Peru", "state", None),
    Actor("chile", "Chile", "state", None),
    Actor("sweden", "Sweden", "state", None),
    Actor("league", "Relief League", "organization", None),
)
CRANE = Actor("crane", "Ada Crane", "person", "mediator")
TEXT = "Peru met Chile in Lenz. Sweden hosted the talks. The Relief League said it was glad."


def test_those_who_negotiate_are_parties_and_those_who_help_are_mediators() -> None:
    bodies: tuple[Body, ...] = (
        Contact("talks-round", "held", ("peru", "chile", "sweden"), "Lenz", None),
        Outcome("signed", ("peru", "chile"), "a truce", None, None, None, None),
        Position("peru", "port", "demands", "the port", None),
    )
    entries = [entry_of(body, number=number) for number, body in enumerate(bodies)]
    found = roles(gathered(entries), (PERU, CHILE, SWEDEN, LEAGUE, CRANE), {"a": TEXT})
    assert [[actor.id for actor in some] for some in found] == [["peru", "chile"], ["sweden", "crane"]]


def test_without_reports_nobody_is_proposed() -> None:
    assert roles((), (), {}) == ((), ())


def test_the_two_sides_of_talks_are_parties_though_others_take_part_and_do_more() -> None:
    text = (
        "Talks between Peru and Chile resume on Monday. Envoys from Sweden and Norway will take part. The "
        "differences between Peru and Chile are small, said one of the mediators from Sweden and Norway."
    )
    norway = Actor("norway", "Norway", "state", None)
    bodies: tuple[Body, ...] = (
        Contact("talks-round", "planned", ("peru", "chile", "sweden", "norway"), None, None),
        Contact("meeting", "held", ("sweden", "norway"), "Lenz", None),
        Contact("call", "held", ("sweden", "league"), None, None),
        Contact("call", "held", ("norway", "league"), None, None),
    )
    entries = [entry_of(body, number=number) for number, body in enumerate(bodies)]
    found = roles(gathered(entries), (PERU, CHILE, SWEDEN, LEAGUE, norway), {"a": text})
    assert [[actor.id for actor in some] for some in found] == [["peru", "chile"], ["sweden", "norway"]]


def test_a_name_only_in_the_brackets_of_a_dateline_is_no_party() -> None:
    text = "Peru (Relief League) - Peru and Chile met for talks. Peru and Chile agreed on a truce."
    parties, mediators = roles((), (PERU, CHILE, LEAGUE), {"a": text})
    assert {actor.id for actor in parties} == {"peru", "chile"}
    assert mediators == ()


def told_roles() -> Iterator[object]:
    """Yield the texts of the tables by name, each with its parties and mediators."""
    for table in ("told-roles.txt", "roles-variants.txt", "told-sides.txt", "roles-in-the-news.txt"):
        for block, late in rows(DATA / table):
            name, text, parties, mediators = block.split("\n")
            reason = "a known miss of its table" if late else None
            lists = [list(filter(None, line[2:].split(", "))) for line in (parties, mediators)]
            yield pytest.param(text, *lists, id=name, marks=marks(reason))


@pytest.fixture(scope="module")
def together(request: pytest.FixtureRequest) -> Iterator[None]:
    """Parse the texts of all tables in one go."""
    with parsed_together(parameters(request)):
        yield


@pytest.mark.usefixtures("together")
@pytest.mark.parametrize(("text", "parties", "mediators"), list(told_roles()))
def test_reports_tell_in_many_ways_who_helps(
    text: str, parties: list[str], mediators: list[str], tmp_path: Path
) -> None:
    (tmp_path / "2031-03-12-report.txt").write_text(text, "utf-8")
    found = go.brief(tmp_path).to_json()
    for names, proposed in ((parties, found["parties"]), (mediators, found["mediators"])):
        theirs = {item["name"].removeprefix("the ") for item in proposed}
        needed = {name for name in names if not name.startswith("~")}
        assert needed <= theirs <= needed | {name.removeprefix("~") for name in names}
