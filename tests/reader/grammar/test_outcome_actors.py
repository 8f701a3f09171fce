"""Who brought an outcome about: told in the same words, beside them, or by what else the report tells."""

from __future__ import annotations

import pytest

import goodoffices as go
from goodoffices.record.entries import Outcome


def told(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return kind, assertion and actors of the outcomes in a report of Wednesday, 12 March 2031."""
    reading = go.read(text, published="2031-03-12")
    names = {actor.id: actor.name for actor in reading.actors}
    return [
        (body.kind, entry.assertion, tuple(names[one] for one in body.by))
        for entry in reading.entries
        if isinstance(body := entry.body, Outcome)
    ]


# Nobody is named beside the agreement: it is that of the sides between whom the report tells of talks

SIDES = [
    (
        "The truce in Lenz has been prolonged by 30 days, monitors said.\n"
        "Talks between the Hill Front and the Delta League resumed on Monday.",
        "extended",
        ("Hill Front", "Delta League"),
    ),
    (
        "A tentative deal was reached at dawn on Tuesday.\n"
        "The Lenz Teachers Union and the Lenz School Board had met every night for a week.",
        "agreed",
        ("Lenz Teachers Union", "Lenz School Board"),
    ),
    (
        "Peru met Chile in Oran on Monday. Kesh met Orland in Lenz on Tuesday. A deal was reached.",
        "agreed",
        ("Kesh", "Orland"),
    ),
    (
        "A deal was reached on Sunday. Peru met Chile in Oran on Monday. Kesh met Orland in Lenz on Tuesday.",
        "agreed",
        (),
    ),
    (
        "Peru and Chile agreed on Monday to share the river. They also agreed to pay for a new dam.",
        "agreed",
        ("Peru", "Chile"),
    ),
]

# A number of sides, named together elsewhere

NUMBERED = [
    (
        "Three parties signed a coalition agreement on Tuesday.\n"
        "The Civic Union, the Harvest Party and the Coast League will share twelve ministries.",
        "signed",
        ("Civic Union", "Harvest Party", "Coast League"),
    ),
    (
        "The Civic Union, the Harvest Party and the Coast League formed a government in May.\n"
        "All three parties signed the agreement on Tuesday.",
        "signed",
        ("Civic Union", "Harvest Party", "Coast League"),
    ),
    (
        "Two armies signed a truce on Tuesday. The Hill Army and the Delta Army had fought for a year.",
        "signed",
        ("Hill Army", "Delta Army"),
    ),
    (
        "Foreign Minister Ana Bell of Peru met Foreign Minister Lars Holm of Chile in Oran.\n"
        "The ministers signed a protocol on Tuesday.",
        "signed",
        ("Ana Bell", "Lars Holm"),
    ),
]

# They are called by a plural noun

NUMBERED += [
    (
        "Ferrox and Orrex met in Oran on Monday. The companies reached a deal on Tuesday.",
        "agreed",
        ("Ferrox", "Orrex"),
    ),
]

# The other side stands further on in the phrase, or in the clause beside

PARTNERS = [
    ("Ferrox has struck a deal worth 14 million euros with Orrex.", "agreed", ("Ferrox", "Orrex")),
    (
        "Ferrox averted a stoppage with Orrex, making a deal in May.",
        "agreed",
        ("Ferrox", "Orrex"),
    ),
    (
        "The dockers suspended their strike following an agreement reached with the port authority.",
        "agreed",
        ("dockers", "port authority"),
    ),
    (
        "Ferrox and Orrex have ended their dispute over fees.",
        "agreed",
        ("Ferrox", "Orrex"),
    ),
    ("The Degwa and Halba clans have agreed to a truce.", "agreed", ("Degwa", "Halba")),
]

# Those who held the people that are free again

CAPTORS = [
    (
        "Nine miners held by the Hill Front since May were freed on Monday.",
        "released",
        ("Hill Front",),
    ),
    (
        "The Hill Front seized nine miners in May. The miners walked free on Monday.",
        "released",
        ("Hill Front",),
    ),
    (
        "The kidnappers had received a ransom for nine miners who were released on Monday.",
        "released",
        ("kidnappers",),
    ),
    (
        "Two teachers were handed over on Monday after the Hill Front, which had seized them, met elders.",
        "released",
        ("Hill Front",),
    ),
    (
        "Nine miners held by the Hill Front were freed on Monday in a raid on its camp.",
        "released",
        (),
    ),
    (
        "The Hill Front seized nine miners in May. The army seized two boys in June.\n"
        "Two months later the captives were freed.",
        "released",
        (),
    ),
    (
        "Nine Chilean sailors were freed from Peruvian captivity on Monday.",
        "released",
        ("Peru",),
    ),
    (
        "Five Peruvian pilots were exchanged for nine Chilean sailors on Monday.",
        "released",
        ("Peru", "Chile"),
    ),
]

# Those who vote, and the deed that follows from it

VOTES = [
    ("The nurses voted on Monday to end their strike.", "ceased", ("nurses",)),
    ("The nurses voted 70 percent in favour of a new contract.", "agreed", ("nurses",)),
    (
        "Negotiators recommended the contract, and the nurses voted to accept it on Monday.",
        "agreed",
        ("nurses",),
    ),
    (
        "Members of the Ferrox mill’s largest union ratified a contract on Monday.",
        "agreed",
        ("union",),
    ),
    (
        "Members of Lenz Iron Works’ largest union ratified a contract on Monday.",
        "agreed",
        ("union",),
    ),
]


@pytest.mark.parametrize(("text", "kind", "by"), [*SIDES, *NUMBERED, *PARTNERS, *CAPTORS, *VOTES])
def test_who_brought_it_about(text: str, kind: str, by: tuple[str, ...]) -> None:
    assert (kind, by) in [(what, who) for what, _, who in told(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The nurses voted against a new contract on Monday.",
        "The nurses will vote on Monday in favour of a new contract.",
        "The nurses rejected the offer, ending hopes of a quick end to the strike.",
        "The nurses voted on Monday to strike.",
        "The nurses voted 70 percent in favour of a strike.",
    ],
)
def test_no_vote_makes_an_outcome_of_what_it_refuses(text: str) -> None:
    assert not [one for one in told(text) if one[1] == "asserted"]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        # officials of the side that acts tell of their own
        (
            "The dockers ratified a contract on Monday, officials of the dockers’ union said.",
            ("agreed", "asserted", ("dockers",)),
        ),
        # what was signed on a past day was signed, whatever is told of it
        (
            "Kesh failed to carry out the pact that the two sides signed in May.\n"
            "Kesh and Orland had met in Oran.",
            ("signed", "asserted", ("Kesh", "Orland")),
        ),
        (
            "The rebels say that Kesh failed to carry out the peace deals signed in 2029.",
            ("signed", "asserted", ()),
        ),
        (
            "Kesh and Orland announced in Oran on Monday the signing of a truce.",
            ("signed", "asserted", ("Kesh", "Orland")),
        ),
        (
            "Kesh has no hope of a deal signed by both sides.",
            None,
        ),
    ],
)
def test_how_it_is_asserted(text: str, outcome: tuple[str, str, tuple[str, ...]] | None) -> None:
    found = told(text)
    assert outcome in found if outcome else not [one for one in found if one[1] == "asserted"]
