"""Outcomes by grammar: the many ways of telling that something was agreed, freed or broken, and when."""

from __future__ import annotations

import pytest

import goodoffices as go
from goodoffices.record.entries import Outcome


def outcomes(text: str) -> list[tuple[str, str, tuple[str, ...], str | None]]:
    """Return kind, assertion, actors and day of the outcomes in a report of Wednesday, 12 March 2031."""
    reading = go.read(text, published="2031-03-12")
    names = {actor.id: actor.name for actor in reading.actors}
    return [
        (body.kind, entry.assertion, tuple(names[one] for one in body.by), entry.edtf)
        for entry in reading.entries
        if isinstance(body := entry.body, Outcome)
    ]


@pytest.mark.parametrize(
    ("text", "kind", "by", "day"),
    [
        (
            "The two unions put their signatures to a pay deal on Monday.",
            "signed",
            (),
            "2031-03-10",
        ),
        (
            "Peru and Chile agreed on Monday to extend the truce by 30 days.",
            "extended",
            ("Peru", "Chile"),
            "2031-03-10",
        ),
        (
            "The council voted on Monday to approve the contract.",
            "agreed",
            ("council",),
            "2031-03-10",
        ),
        (
            "The mill and the union settled their dispute on Monday.",
            "agreed",
            ("mill", "union"),
            "2031-03-10",
        ),
        ("Talks ended with an agreement on wages on Monday.", "agreed", (), "2031-03-10"),
        ("A deal has been reached, the minister announced on Monday.", "agreed", (), "2031-03-10"),
        (
            "The union and the mill said on Monday they had reached a deal.",
            "agreed",
            ("union", "mill"),
            "2031-03-10",
        ),
        ("Peru let 40 sailors go on Sunday.", "released", ("Peru",), "2031-03-09"),
        ("Forty sailors walked free on Sunday.", "released", (), "2031-03-09"),
        (
            "Peru gave back 22 bronzes to the museum on Monday.",
            "delivered",
            ("Peru",),
            "2031-03-10",
        ),
        (
            "Trucks carrying 300 tons of flour reached Lenz on Monday.",
            "delivered",
            (),
            "2031-03-10",
        ),
        ("Mediators said a ceasefire took effect on Monday.", "began", (), "2031-03-10"),
        ("The mill reneged on the deal.", "broken", ("mill",), None),
        ("Peru severed relations with Chile in May.", "ended", ("Peru", "Chile"), "2030-05"),
        ("Peru withdrew from the pact on Monday.", "ended", ("Peru",), "2031-03-10"),
        (
            "The truce, due to lapse on Wednesday, was extended on Tuesday for a week.",
            "extended",
            (),
            "2031-03-11",
        ),
        ("Peru signed a deal ending the strike on Monday.", "signed", ("Peru",), "2031-03-10"),
        (
            "The company missed Monday's deadline for an offer.",
            "missed",
            ("company",),
            "2031-03-10",
        ),
    ],
)
def test_an_outcome_as_a_fact(text: str, kind: str, by: tuple[str, ...], day: str | None) -> None:
    assert outcomes(text) == [(kind, "asserted", by, day)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The blockade of the port is over.",
            ("ceased", "asserted", (), None),
        ),
        (
            "A sum of 3 million crowns was paid to the union on Monday.",
            ("delivered", "asserted", (), "2031-03-10"),
        ),
        ("It was agreed to extend the truce.", ("extended", "asserted", (), None)),
        ("Peru has agreed to nothing, Ana Bell said.", ("agreed", "denied", ("Peru",), None)),
        (
            "The truce collapsed the day before the vote on Monday.",
            ("broken", "asserted", (), "2031-03-09"),
        ),
        (
            "The soldiers were freed three days after the truce of 3 March.",
            ("released", "asserted", (), "2031-03-06"),
        ),
        (
            "The pilots and the port met on Monday. They agreed to open the gate.",
            ("agreed", "asserted", ("pilots", "port"), "2031-03-10"),
        ),
        (
            "The pilots met the port on Monday. The pilots and the dockers agreed to open the gate.",
            ("agreed", "asserted", ("pilots", "dockers"), None),
        ),
        (
            "Peru signed a treaty alongside Chile on Monday.",
            ("signed", "asserted", ("Peru", "Chile"), "2031-03-10"),
        ),
        (
            "Peru and Chile share a lake. A deal agreed with Chile in May covers fish.",
            ("agreed", "asserted", ("Peru", "Chile"), "2030-05"),
        ),
        (
            "The two sides swapped 30 captives on Monday: Peru freed 20 and Chile freed 10, Oslo said.",
            ("released", "asserted", ("Peru", "Chile"), "2031-03-10"),
        ),
    ],
)
def test_an_outcome_in_other_words(
    text: str, told: tuple[str, str, tuple[str, ...], str | None]
) -> None:
    assert outcomes(text)[0] == told


@pytest.mark.parametrize(
    "text",
    [
        "The release of the hostages ended in failure.",
        "A plan for releasing 40 hostages was discussed.",
        "The signing of the accord was put off to Friday.",
        "The release took months to prepare.",
        "The two sides could not agree on a date.",
        "The union is close to a deal with the mill.",
        "The union called for the release of its leaders.",
        "More than 900 people have been released since the accord of 2029.",
        "Rebels free six nurses",
        "Villagers evacuate after the flood.",
        "Rebels swap as the truce nears.",
        "The company and the union agreed to meet on Friday.",
        "The agreement was welcomed by the union.",
        "The crew returned to port on Sunday.",
        "The council approved its own budget plan on Monday.",
        "The president's mandate expired on Monday.",
        "A plan worked out by the mediator was read out on Monday.",
        "What is agreed is that a gate was opened.",
    ],
)
def test_nothing_came_about(text: str) -> None:
    assert outcomes(text) == []


@pytest.mark.parametrize(
    ("text", "assertion"),
    [
        ("The lease expires in June.", "planned"),
        ("The accord is to be signed on Friday.", "planned"),
        ("The union and the mill are finalising a deal.", "planned"),
        ("The agreement was never signed.", "denied"),
        ("Peru denied that it had broken the truce.", "denied"),
        ("The crew will return to work after the two sides struck a deal.", "asserted"),
    ],
)
def test_how_an_outcome_is_told(text: str, assertion: str) -> None:
    assert [found for _, found, _, _ in outcomes(text)] == [assertion]


@pytest.mark.parametrize(
    ("text", "what", "day"),
    [
        ("The Front freed 9 women and 3 doctors on Monday.", "9 women and 3 doctors", "2031-05-05"),
        ("The Front freed Ana Bell and Lars Holm.", "Ana Bell and Lars Holm", None),
        (
            "A doctor and a nurse were freed by the Front without being paid for on Monday.",
            "A doctor and a nurse",
            "2031-05-05",
        ),
        (
            "Peru and Chile have carried out their first prisoner exchange since last August.",
            "their first prisoner exchange",
            None,
        ),
    ],
)
def test_all_who_were_freed_and_when(text: str, what: str, day: str | None) -> None:
    reading = go.read(text, published="2031-05-06")
    [found] = [one for one in reading.entries if isinstance(one.body, Outcome)]
    assert isinstance(found.body, Outcome)
    assert (found.body.what, found.edtf) == (what, day)


def test_an_outcome_told_twice_is_one() -> None:
    [(kind, _, by, day)] = outcomes(
        "The mill and the union signed a pay deal. The deal, signed on Monday, runs for two years."
    )
    assert (kind, by, day) == ("signed", ("mill", "union"), "2031-03-10")


def test_a_bare_number_counts_what_was_counted_before() -> None:
    reading = go.read("Peru freed 40 sailors on Sunday. Chile freed 25.", published="2031-03-12")
    bodies = [entry.body for entry in reading.entries]
    assert [one.what for one in bodies if isinstance(one, Outcome)] == ["40 sailors", "25 sailors"]


@pytest.mark.parametrize(
    ("agreed", "told"),
    [
        ("exchange 120 sailors", " and have submitted lists of names"),
        ("exchange 120 sailors", " but had no lists"),
        ("reopen the port and share its fees", ""),
    ],
)
def test_what_was_agreed_ends_where_the_report_goes_on_to_tell(agreed: str, told: str) -> None:
    reading = go.read(f"Peru and Chile agreed to {agreed}{told}.", published="2031-03-12")
    bodies = [entry.body for entry in reading.entries if isinstance(entry.body, Outcome)]
    assert [body.what for body in bodies if body.kind == "agreed"] == [agreed]
