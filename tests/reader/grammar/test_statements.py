"""Which words are said, and by whom: attributions before, behind and within them; where they end."""

from __future__ import annotations

import pytest

from tests.support.said import Row, said_in


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "The tugs were ready, the pilots’ guild said.",
            [("the pilots’ guild", "asserted", "The tugs were ready")],
        ),
        (
            "The tugs, the guild said on Friday, were not ready.",
            [("the guild", "asserted", "The tugs / were not ready")],
        ),
        (
            "The lock had burst, reported the keeper.",
            [("the keeper", "asserted", "The lock had burst")],
        ),
        (
            "The ferry is full, Harbour Minister Olga Rist said in Lenz, and runs twice a day.",
            [("Harbour Minister Olga Rist", "asserted", "The ferry is full / and runs twice a day")],
        ),
        (
            "The bridge is shut, according to the port board, although two lorries crossed it.",
            [
                (
                    "the port board",
                    "asserted",
                    "The bridge is shut / although two lorries crossed it",
                )
            ],
        ),
        (
            "The guild has not replied; a pilot close to it said a letter would follow.",
            [("a pilot close to it", "planned", "a letter would follow")],
        ),
        (
            "The port says the quay is safe; the guild says it is not.",
            [("The port", "asserted", "the quay is safe"), ("the guild", "asserted", "it is not")],
        ),
        (
            "Peru denied that it had sunk the barge, calling the report “a story for children”.",
            [
                ("Peru", "denied", "it had sunk the barge"),
                ("Peru", "asserted", "the report “a story for children"),
            ],
        ),
        (
            "Ana Bell said the lock was open but warned that the water was low.",
            [
                ("Ana Bell", "asserted", "the lock was open"),
                ("Ana Bell", "asserted", "the water was low"),
            ],
        ),
        (
            "Chile said its offer was fair and denied having named a day.",
            [("Chile", "asserted", "its offer was fair"), ("Chile", "denied", "having named a day")],
        ),
        ("Ana Bell said she hoped to sail.", [("Ana Bell", "hoped", "she hoped to sail")]),
        (
            "Ana Bell accused the port of hiding the barge.",
            [("Ana Bell", "alleged", "the port of hiding the barge")],
        ),
        (
            "Mediator Ana Bell called it “the last bend of the river”.",
            [("Mediator Ana Bell", "asserted", "it “the last bend of the river")],
        ),
        (
            "The guild says 40; the port says 25.",
            [("The guild", "asserted", "40"), ("the port", "asserted", "25")],
        ),
        (
            "Pilots put the cost at 3 million crowns.",
            [("Pilots", "asserted", "the cost at 3 million crowns")],
        ),
        (
            "“The lock is open,” said Ana Bell, who has kept it for years, “and it is open early.”",
            [("Ana Bell", "asserted", "The lock is open / and it is open early")],
        ),
        (
            "“The lock is open. We will not close it,” said Ana Bell.",
            [
                ("Ana Bell", "asserted", "The lock is open"),
                ("Ana Bell", "refused", "We will not close it"),
            ],
        ),
        (
            "“If the water drops, we stop,” said Ana Bell.\n\n“Nobody has told us.”",
            [
                ("Ana Bell", "conditional", "If the water drops, we stop"),
                ("Ana Bell", "asserted", "Nobody has told us"),
            ],
        ),
        ("“Pay the crew,” said Ana Bell.", [("Ana Bell", "demanded", "Pay the crew")]),
        (
            "Statement by Ana Bell\n\nI closed the lock. Both crews have left. I shall open it on Monday.",
            [
                ("Ana Bell", "asserted", "I closed the lock. Both crews have left"),
                ("Ana Bell", "planned", "I shall open it on Monday"),
            ],
        ),
        (
            "MS BELL: The lock is open. It will be shut on Monday.\n\nQUESTION: Why?\n\nMS BELL: Ask us.",
            [
                ("MS BELL", "asserted", "The lock is open"),
                ("MS BELL", "planned", "It will be shut on Monday"),
                ("MS BELL", "demanded", "Ask us"),
            ],
        ),
        (
            "Although Ana Bell hoped that the gap could be closed, an earlier round ended in vain.",
            [("Ana Bell", "hoped", "the gap could be closed")],
        ),
        (
            "Ana Bell said that the lock was open and that the crew would sail.",
            [
                ("Ana Bell", "asserted", "the lock was open"),
                ("Ana Bell", "planned", "the crew would sail"),
            ],
        ),
        (
            "Ana Bell said they had lost two boats, a claim the port denied.",
            [("Ana Bell", "asserted", "they had lost two boats")],
        ),
        (
            "Statement by the Keeper of the Locks, Ana Bell\n\nI closed the lock. I hope it holds.",
            [
                ("the Keeper of the Locks, Ana Bell", "asserted", "I closed the lock"),
                ("the Keeper of the Locks, Ana Bell", "hoped", "I hope it holds"),
            ],
        ),
        (
            "Dear members,\n\nI met the port. We will vote on Friday.\n\nAna Bell",
            [
                ("Ana Bell", "asserted", "I met the port"),
                ("Ana Bell", "planned", "We will vote on Friday"),
            ],
        ),
        (
            "The Harbour Guild has agreed:\n\n- to open the lock on Monday;\n- to pay the crew.\n\n"
            "“We are glad,” said Ana Bell.",
            [
                ("The Harbour Guild", "planned", "to open the lock on Monday / to pay the crew"),
                ("Ana Bell", "asserted", "We are glad"),
            ],
        ),
        (
            "Guild chief Ana Bell: “Pay us or we stop”",
            [("Guild chief Ana Bell", "conditional", "Pay us or we stop")],
        ),
        ("Minister: No deal without an audit", [("Minister", "refused", "No deal without an audit")]),
        (
            "The lock will shut on Friday; boats will wait at the quay, Ana Bell said.",
            [("Ana Bell", "planned", "The lock will shut on Friday; boats will wait at the quay")],
        ),
        (
            "Ana Bell rejected the claim: “The lock was shut.”",
            [("Ana Bell", "denied", "the claim"), ("Ana Bell", "asserted", "The lock was shut")],
        ),
        (
            "“This is the day,” Ana Bell said, “that the lock will open.”",
            [("Ana Bell", "asserted", "This is the day / that the lock will open")],
        ),
        (
            "Analysts at Brandt Capital estimate that a defeat cost the town dearly.",
            [("Analysts at Brandt Capital", "asserted", "a defeat cost the town dearly")],
        ),
        (
            "Monitors in the valley report that three bridges are open.",
            [("Monitors in the valley", "asserted", "three bridges are open")],
        ),
        (
            "A Chilean newspaper alleged on Monday that the guards had moved two posts.",
            [("A Chilean newspaper", "alleged", "the guards had moved two posts")],
        ),
        (
            "The spokeswoman confirmed that talks would open on 9 May but gave no details.",
            [("The spokeswoman", "planned", "talks would open on 9 May")],
        ),
        (
            "The guild said it would strike unless the toll fell, casting doubt on the talks.",
            [("The guild", "conditional", "it would strike unless the toll fell")],
        ),
        (
            "The broker claimed a ransom had been paid, which owner Karl Moen denied outright.",
            [("The broker", "alleged", "a ransom had been paid")],
        ),
        (
            "The port has asked the court to rule, people familiar with the case said.",
            [("people familiar with the case", "asserted", "The port has asked the court to rule")],
        ),
        (
            "Ana Bell was asked if she agreed and replied that the ferry was full.",
            [("Ana Bell", "asserted", "the ferry was full")],
        ),
        ("Bell said the ferry “tests tempers”.", [("Bell", "asserted", "the ferry “tests tempers")]),
        (
            "Its leader, Harbour Minister Olga Rist, spoke of “a misreading”.",
            [("Its leader, Harbour Minister Olga Rist", "asserted", "a misreading")],
        ),
        (
            "The Monitoring Committee (MC) said the bridge was open.",
            [("The Monitoring Committee (MC)", "asserted", "the bridge was open")],
        ),
        (
            "Analysts put the number of jobs at 3,000.",
            [("Analysts", "asserted", "the number of jobs at 3,000")],
        ),
        ("The talks were close until the owner insisted on a clause about tolls.", []),
        ("Although the pilots were ready, a second round of talks in Lenz concluded on Monday.", []),
        ("Ana Bell would neither confirm nor deny that the lock was open.", []),
        ("Ana Bell did not say when the lock would open.", []),
        ("Ana Bell declined to say whether the lock was open.", []),
        ("Ana Bell was asked whether the lock was open.", []),
        ("His words were at once taken up by the guild.", []),
    ],
)
def test_the_words_said_and_no_more(text: str, rows: list[Row]) -> None:
    assert said_in(text) == rows
