"""Who brought an outcome about: told in the same words, beside them, or by what else the report tells."""

from __future__ import annotations

import pytest

from tests.support.outcomes_read import told

# Nobody is named beside the agreement: it is that of the sides between whom the report tells of talks

SIDES = [
    (
        "Two clans of the valley, the Toma and the Hatani, signed a pact on Monday.",
        "signed",
        ("Toma", "Hatani"),
    ),
    (
        "A ceasefire was agreed by the government and rebel groups in May.",
        "agreed",
        ("government", "rebel groups"),
    ),
    ("The Peru-Chile pact was signed on Monday.", "signed", ("Peru", "Chile")),
    ("The army and government forces violated the truce.", "broken", ("army", "government")),
    (
        "The Lake Brigade freed nine hostages on Monday. Seven captives were freed on Sunday.",
        "released",
        ("Lake Brigade",),
    ),
    (
        "The Coast Council will hand over 40 captives and take three posts from the marines, "
        "under a timetable that both have accepted.",
        "agreed",
        ("Coast Council", "marines"),
    ),
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

PARTNERS += [
    (
        "The nurses called off their strike following the signing of a memorandum of "
        "understanding with the province.",
        "signed",
        ("nurses", "province"),
    ),
    (
        "Waterworks and Orrex talked for a week. On Monday Waterworks fell ill. Waterworks and Orrex "
        "reached a deal.",
        "agreed",
        ("Waterworks", "Orrex"),
    ),
]

PARTNERS += [
    # a newspaper is a side of its own agreements
    (
        "The Lenz Times and the printers’ union reached a pay deal on Monday.",
        "agreed",
        ("Lenz Times", "printers’ union"),
    ),
    (
        "Ferrox signed an accord with three of the five unions on Monday.",
        "signed",
        ("Ferrox", "unions"),
    ),
    (
        "The accord between Ferrox and Orrex was formalised on Monday.",
        "agreed",
        ("Ferrox", "Orrex"),
    ),
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
    # whom others hold, and their own people
    (
        "Nine miners will be released on Friday in exchange for two men held by Peru.\n"
        "The Hill Front has held the miners since May.",
        "released",
        (),
    ),
    (
        "Peru and the Hill Front met in May. The Hill Front had seized nine miners.\n"
        "Four Hill Front leaders were released on Monday.",
        "released",
        ("Peru",),
    ),
    (
        "Nine miners abducted in Lenz in May were freed on Monday.\n"
        "Their employer said that the Hill Front had seized them.",
        "released",
        ("Hill Front",),
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


PARTNERS += [
    (
        "Peru’s government and Hill Army rebels have agreed to extend their ceasefire.",
        "extended",
        ("Peru", "Hill Army"),
    ),
]

# Those who struck, when nobody is told to end the strike

STRIKERS = [
    (
        "The Lenz dockers began a strike in May. The strike was called off on Monday.",
        "ceased",
        ("Lenz dockers",),
    ),
    ("A strike by dockers was called off on Monday.", "ceased", ("dockers",)),
    ("The nurses on Monday suspended their industrial action.", "ceased", ("nurses",)),
    ("A two-day nurses strike ended on Monday.", "ceased", ("nurses",)),
    (
        "The dockers walked out in May. The pilots walked out in June. The strike was called off on Monday.",
        "ceased",
        (),
    ),
    (
        "A strike that was to begin today has been called off.\n"
        "The dockers suspended their strike at dawn after an offer.",
        "ceased",
        ("dockers",),
    ),
    ("Hundreds of dockers voted on Monday to end a strike.", "ceased", ("dockers",)),
]

# Undertakings of both sides, and other ways of telling that something came about

TOLD = [
    (
        "Peru and Chile met in Oran. Both sides pledged to open the road by June.",
        "agreed",
        ("Peru", "Chile"),
    ),
    (
        "Peru and Chile met in Oran. The two countries decided to build a joint rescue centre.",
        "agreed",
        ("Peru", "Chile"),
    ),
    ("Ferrox consented on Monday to a halt of its case.", "agreed", ("Ferrox",)),
    ("The dispute between Ferrox and Orrex was settled on Monday.", "agreed", ("Ferrox", "Orrex")),
    (
        "Nine nurses abducted by the Hill Front in May regained their freedom on Monday.",
        "released",
        ("Hill Front",),
    ),
    ("The Harvest Party quit the ruling coalition on Monday.", "ended", ("Harvest Party",)),
    ("A seven-day ultimatum to the company elapsed on Monday.", "missed", ()),
    (
        "The military and the Hill Front have agreed to extend a truce by five days.",
        "extended",
        ("military", "Hill Front"),
    ),
]


@pytest.mark.parametrize(
    ("text", "kind", "by"), [*STRIKERS, *TOLD, *SIDES, *NUMBERED, *PARTNERS, *CAPTORS, *VOTES]
)
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
        "Deals are normally signed in May, Ferrox says.",
        # what a side, or both, resolve on by themselves
        "Peru decided on Monday to send troops.",
        "Peru and Chile met in Oran. Both sides pledged to fight on.",
        "Peru and Chile met in Oran. Both sides decided to meet again in May.",
        "The two unions decided on Monday to strike.",
    ],
)
def test_no_outcome_is_made_of_what_is_refused_or_only_resolved(text: str) -> None:
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
