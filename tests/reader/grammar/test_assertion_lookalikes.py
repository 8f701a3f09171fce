"""Words that sound like a contact, an outcome or a statement of fact and are none, beside others that are."""

from __future__ import annotations

import pytest

from goodoffices.reader import read
from goodoffices.record import Contact, Outcome, Statement

HAPPENED = ("held", "ongoing", "resumed", "ended-without-result")


def facts(text: str, body: type[Contact | Outcome]) -> list[str]:
    """Return the kinds of the contacts or outcomes that a text is read to tell as facts."""
    reading = read(text.encode(), published="2031-03-12", name="report")
    told = [one.body for one in reading.entries if one.assertion == "asserted"]
    found = [one for one in told if isinstance(one, body)]
    return [one.kind for one in found if not isinstance(one, Contact) or one.status in HAPPENED]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The town council met on Monday and passed its budget.", []),
        ("The town council met the strikers on Monday.", ["meeting"]),
        ("The council of herring states met in Bodø on Monday.", ["meeting"]),
        ("Velm met Orra in a replay on Monday and lost.", []),
        ("Velm met Orra in a final push for a truce on Monday.", ["meeting"]),
        ("The envoys of Velm and Orra meet on Mondays.", []),
        ("The envoy, Ana Roth, flies to Lenz today.", []),
        ("The envoy, Ana Roth, flew to Lenz on Monday.", ["visit"]),
        ("Friday's session of the two delegations begins after noon.", []),
        ("Neither Velm nor Orra had lunch with the other on Monday.", []),
        ("The daily Zora had reported that Velm and Orra met in Lenz.", []),
        ("Velm and Orra met in Lenz on Monday, the daily Zora reported.", ["meeting"]),
        ("Velm has refused to enter into negotiations with Orra.", []),
        ("Velm has entered into negotiations with Orra.", ["talks-round"]),
        ("Shares rose on a report, denied by Velm, that it had been in merger talks with Orra.", []),
    ],
)
def test_contacts(text: str, kinds: list[str]) -> None:
    assert facts(text, Contact) == kinds


def test_a_sitting_that_is_to_come_stays_a_plan() -> None:
    reading = read("The town council will meet on Friday.", published="2031-03-12", name="report")
    [found] = [one.body for one in reading.entries if isinstance(one.body, Contact)]
    assert found.status == "planned"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Analysts agree that Velm and Orra need a truce.", []),
        ("Velm and Orra agreed on a truce on Monday.", ["agreed"]),
        ("The minutes of 11 March were agreed without a vote.", []),
        ("Two sisters were released on bail on Monday.", []),
        ("Two hostages were released on Monday.", ["released"]),
        ("Some 240 hostages were seized and handed over to the guards of the camp.", []),
        ("Velm was blocking aid reaching the two camps.", []),
        ("Velm and Orra traded accusations on Monday that each had broken the truce.", []),
        ("The newspaper Zora wrote that Velm and Orra had reached a deal.", []),
        ("Velm and Orra had reached a deal, Velm announced.", ["agreed"]),
    ],
)
def test_outcomes(text: str, kinds: list[str]) -> None:
    assert facts(text, Outcome) == kinds


@pytest.mark.parametrize(
    ("text", "assertion"),
    [
        ("“There's no way we sign that paper,” said Ana Roth.", "refused"),
        ("“We are not going back,” said Ana Roth.", "refused"),
        ("“We are not going on strike for fun,” said Ana Roth.", "refused"),
        ("“They are not going back,” said Ana Roth.", "asserted"),
        ("“We need the minister to come,” said Ana Roth.", "demanded"),
        ("“We need steps to be made by the firm,” said Ana Roth.", "demanded"),
        ("“We need time,” said Ana Roth.", "asserted"),
    ],
)
def test_statements(text: str, assertion: str) -> None:
    reading = read(text.encode(), published="2031-03-12", name="report")
    [found] = [one for one in reading.entries if isinstance(one.body, Statement)]
    assert found.assertion == assertion
