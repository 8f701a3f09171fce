"""The words of an entry: who says what, and how the source has it."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from goodoffices.record import Figure, Outcome, Position, Pressure, Span
from goodoffices.record.entries import Assertion, Body, OutcomeKind
from goodoffices.record.entry_words import amount_words, cited, joint_words, words
from goodoffices.record.outcome_words import outcome_words
from tests.support.record import entry_of, statement_of

NAMES = {"peru": "Peru", "chile": "Chile", None: "no source given"}


def name(actor: str | None) -> str:
    return NAMES.get(actor, str(actor))


@pytest.mark.parametrize(
    ("text", "assertion", "expected"),
    [
        ("Peru|denies|closing the port.", "denied", "Peru denies closing the port."),
        ("Peru|said|the port was open.", "denied", "Peru said (a denial): the port was open."),
        ("Peru|says|it is open.", "asserted", "Peru says it is open."),
        ("Peru|says|it is\nopen.", "asserted", "Peru says it is open."),
        ("Peru|called for|talks.", "demanded", "Peru called for talks."),
        ("Peru|said|it would sign.", "conditional", "Peru said (under a condition): it would sign."),
        ("Peru|told|it was open.", "asserted", "Peru said it was open."),
        ("The envoy, Ann Lee|said|it was open.", "asserted", "The envoy, Ann Lee, said it was open."),
        ("Ann, Bo and Cy|said|it was open.", "asserted", "Ann, Bo and Cy said it was open."),
        ("Relatives|demanding|a truce.", "demanded", "Relatives demanded a truce."),
        ("Relatives|denying|it was so.", "denied", "Relatives denied it was so."),
        ("Relatives|saying|it was so.", "asserted", "Relatives said it was so."),
        ("Peru|said|“It was so.", "asserted", "Peru said “It was so.”"),
        (
            "Peru|said|there were killings.",
            "alleged",
            "Peru said (an allegation): there were killings.",
        ),
    ],
)
def test_a_statement_says_how_it_is_meant(text: str, assertion: Assertion, expected: str) -> None:
    assert words(statement_of(text, assertion), name) == expected


def test_a_pronoun_gives_way_to_the_name() -> None:
    assert words(statement_of("It|denies|closing the port.", "denied", actor="peru"), name) == (
        "Peru denies closing the port."
    )


def test_a_speaker_told_by_another_gives_way_to_the_name() -> None:
    entry = statement_of("Its envoy, Ann Lee,|denies|closing the port.", "denied", actor="peru")
    assert words(entry, name) == "Peru denies closing the port."


@pytest.mark.parametrize(
    ("what", "report", "expected"),
    [
        ("reopen the port", "Peru agreed to reopen the port.", "Peru agreed to reopen the port"),
        ("a truce", "Peru agreed to a truce.", "Peru agreed on a truce"),
        ("a truce", "Peru agreed on a truce.", "Peru agreed on a truce"),
        ("they would stop", "Peru agreed that they would stop.", "Peru agreed that they would stop"),
        ("they would stop", "Peru agreed they would stop.", "Peru agreed that they would stop"),
        (
            "the port will open",
            "Peru agreed that the port will open.",
            "Peru agreed that the port will open",
        ),
        ("An earlier truce", "An earlier truce, agreed by Peru,", "Peru agreed on an earlier truce"),
    ],
)
def test_what_was_agreed_is_an_act_or_a_thing(what: str, report: str, expected: str) -> None:
    body = Outcome("agreed", ("peru",), what, None, None, None, None)
    entry = replace(entry_of(body), span=Span(0, len(report), report))
    assert words(entry, name) == expected


def test_a_thing_that_had_been_agreed_is_no_clause() -> None:
    body = Outcome("agreed", (), "the agenda", None, None, None, None)
    report = "Bell announced that the agenda had been agreed upon by all."
    entry = replace(entry_of(body), span=Span(0, len(report), report))
    assert outcome_words(entry, body, name) == "the agenda was agreed"


def test_an_act_that_nobody_is_named_for_is_agreed_or_to_be_agreed() -> None:
    body = Outcome("agreed", (), "reopen the port", None, None, None, None)
    report = "It was agreed to reopen the port."
    entry = replace(entry_of(body), span=Span(0, len(report), report))
    found = [outcome_words(entry, body, name, done, sentence=True) for done in (True, False)]
    assert found == [
        "it was agreed to reopen the port",
        "agreement is to be reached to reopen the port",
    ]


def test_words_come_with_outlet_and_date() -> None:
    entry = statement_of("Peru|denies|closing the port.", "denied")
    assert cited(entry, name) == "Peru denies closing the port. (Coast News, 26 August 2031)"


@pytest.mark.parametrize(
    ("body", "assertion", "expected"),
    [
        (
            Outcome("signed", ("peru", "chile"), "a truce", "Lenz", None, "60 days", None),
            "asserted",
            "Peru and Chile signed a truce in Lenz: 60 days",
        ),
        (
            Outcome("signed", ("peru", "chile"), "a truce", "Lenz", None, None, None),
            "denied",
            "Denied: Peru and Chile signed a truce in Lenz",
        ),
        (
            Outcome("signed", ("peru", "chile"), "a truce", None, None, None, None),
            "planned",
            "Planned: Peru and Chile to sign a truce",
        ),
        (
            Outcome("released", (), "prisoners", None, None, None, "120"),
            "asserted",
            "120 prisoners were released",
        ),
        (
            Outcome("extended", (), "the pact", None, None, "45 days", None),
            "asserted",
            "the pact was extended: 45 days",
        ),
        (
            Outcome("began", (), "This truce", None, None, None, None),
            "asserted",
            "the truce began",
        ),
        (
            Outcome("ceased", (), "the shelling", None, None, None, None),
            "asserted",
            "the shelling stopped",
        ),
    ],
)
def test_an_outcome_in_words(body: Body, assertion: Assertion, expected: str) -> None:
    assert words(entry_of(body, assertion), name) == expected


@pytest.mark.parametrize(
    ("kind", "by", "what", "report", "expected"),
    [
        ("agreed", "peru", "a deal on fares", "Peru failed to reach a deal on fares.",
         "Peru did not reach a deal on fares"),
        ("agreed", "", "a deal", "A deal was not reached.", "a deal was not reached"),
        ("agreed", "", "No deal", "No deal was reached.", "no deal was reached"),
        ("agreed", "peru", "reopen the port", "Peru did not agree to reopen the port.",
         "Peru did not agree to reopen the port"),
        ("agreed", "", "reopen the port", "It was not agreed to reopen the port.",
         "it was not agreed to reopen the port"),
        ("signed", "peru", "the pact", "Peru has yet to sign the pact.", "Peru did not sign the pact"),
        ("ended", "", "The strike", "The strike did not end.", "the strike did not end"),
        ("agreed", "peru", "a deal", "Peru denied that it had reached a deal.",
         "Denied: Peru reached a deal"),
        ("signed", "peru", "a pact", "Peru denies that it did not sign a pact.",
         "Denied: Peru signed a pact"),
        ("agreed", "peru", "a deal", "Peru, which has not paid its crews for two years and a month or "
         "more, left the talks with a deal, it is denied.", "Denied: Peru reached a deal"),
    ],
)  # fmt: skip
def test_what_a_report_tells_not_to_be_is_no_denial_of_anybodys(
    kind: OutcomeKind, by: str, what: str, report: str, expected: str
) -> None:
    body = Outcome(kind, (by,) if by else (), what, None, None, None, None)
    assert words(entry_of(body, "denied", words=report), name) == expected


@pytest.mark.parametrize(
    ("kind", "what", "expected"),
    [
        ("agreed", "a new agreement", "Peru reached a new agreement"),
        ("agreed", "a deal on fares", "Peru reached a deal on fares"),
        ("agreed", "a truce", "Peru agreed on a truce"),
        ("released", "the prisoner swap", "Peru carried out the prisoner swap"),
        ("released", "40 sailors", "Peru released 40 sailors"),
    ],
)
def test_a_deal_is_reached_and_a_swap_is_carried_out(
    kind: OutcomeKind, what: str, expected: str
) -> None:
    assert words(entry_of(Outcome(kind, ("peru",), what, None, None, None, None)), name) == expected


def test_what_is_told_of_several_at_the_same_words_is_told_once() -> None:
    def stance(actor: str) -> Position:
        return Position(actor, "wages", "demands", "higher wages", None)

    both = [entry_of(stance(actor), "alleged") for actor in ("peru", "chile")]
    assert joint_words(both, name) == "Alleged: Peru and Chile demand: higher wages"
    assert joint_words(both[:1], name) == words(both[0], name)
    said = [
        statement_of("They|asked for|higher wages.", "demanded", actor=a) for a in ("peru", "chile")
    ]
    assert joint_words(said, name) == "Peru and Chile asked for higher wages."


@pytest.mark.parametrize("kind", get_args(OutcomeKind))
def test_every_kind_of_outcome_has_words(kind: OutcomeKind) -> None:
    with_actor = Outcome(kind, ("peru",), "the truce", None, None, None, None)
    without = Outcome(kind, (), "the truce", None, None, None, None)
    found = {
        outcome_words(entry_of(body), body, name, done)
        for body in (with_actor, without)
        for done in (True, False)
    }
    assert len(found) == 4
    assert all("truce" in text for text in found)


@pytest.mark.parametrize(
    ("goal", "report", "expected"),
    [
        ("reach a deal", "pressed Peru to reach a deal.", "to reach a deal"),
        ("pay February wages", "pressure on Peru to pay  February wages", "to pay February wages"),
        ("higher wages", "pressure on Peru for higher wages", "for higher wages"),
        ("leaving the pact", "pressed Peru into leaving the pact", "into leaving the pact"),
        ("a truce", "", "for a truce"),
        ("the end of the siege", "pressed Peru to the end of the siege", "for the end of the siege"),
        ("60 days of calm", "", "for 60 days of calm"),
        ("release the crew", "", "to release the crew"),
        ("not close the port", "", "not to close the port"),
        ("to sign", "", "to sign"),
        ("over the port", "", "over the port"),
        ("peace", "", "(goal: peace)"),
        ("restraint", "to show restraint", "(goal: restraint)"),
        ("release of the crew", "", "(goal: release of the crew)"),
    ],
)
def test_pressure_with_a_goal_that_is_an_act_or_a_thing(goal: str, report: str, expected: str) -> None:
    entry = entry_of(Pressure("chile", "peru", goal), words=report)
    assert words(entry, name) == f"Chile is pressing Peru {expected}"
    under = entry_of(
        Position("peru", "the dispute", "is pressed for", goal, "chile"), "demanded", words=report
    )
    assert words(under, name) == f"Peru is being pressed by Chile {expected}"


def test_pressure_without_a_goal() -> None:
    assert words(entry_of(Pressure("chile", "peru", "")), name) == "Chile is pressing Peru"


def test_pressure_that_is_denied_says_so() -> None:
    entry = entry_of(Pressure("chile", "peru", "to sign"), "denied")
    assert words(entry, name) == "Denied: Chile is pressing Peru to sign"


@pytest.mark.parametrize(
    ("by", "what", "expected"),
    [
        (("chile",), "a truce", "Chile is to sign a truce"),
        (("chile", "peru"), "a truce", "Chile and Peru are to sign a truce"),
        ((), "a truce", "a truce is to be signed"),
        ((), "the two pacts", "the two pacts are to be signed"),
    ],
)
def test_an_outcome_to_come_as_a_sentence(by: tuple[str, ...], what: str, expected: str) -> None:
    body = Outcome("signed", by, what, None, None, None, None)
    assert outcome_words(entry_of(body), body, name, done=False, sentence=True) == expected


@pytest.mark.parametrize(
    ("text", "unit", "said"),
    [
        ("4%", "percent of crews", "4% of crews"),
        ("$25 million", "dollars", "$25 million"),
        ("25 million", "dollars", "25 million dollars"),
        ("4 per cent", "percent", "4 per cent"),
        ("4", "% of crews", "4% of crews"),
        ("4", "percentage points", "4 percentage points"),
        ("4", "", "4"),
    ],
)
def test_a_share_is_told_by_what_it_is_a_share_of(text: str, unit: str, said: str) -> None:
    assert amount_words(Figure(text, 4, None, None, "exact", unit, None, None)) == said
