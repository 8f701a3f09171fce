"""People at a desk play by the same protocol."""

from __future__ import annotations

import pytest

import goodoffices as go
from goodoffices.errors import DeskClosed, UsageError
from tests.support.cases import CASES


class Desk:
    """A desk with its answers laid out; it keeps what was shown and notes when it was cleared."""

    def __init__(self, answers: list[str]) -> None:
        self.answers = answers
        self.screen: list[str] = []
        self.screens: list[list[str]] = []

    def show(self, text: str) -> None:
        self.screen.append(text)

    def ask(self, prompt: str, choices: object) -> str:
        if not self.answers:
            raise DeskClosed
        return self.answers.pop(0)

    def clear(self) -> None:
        self.screens.append(self.screen)
        self.screen = []


TEXT = {"convoys": "33", "notice": "60", "toll": "400"}


@pytest.mark.parametrize(
    ("answers", "agreed", "last"),
    [
        (["yes", "yes"], TEXT, "Agreement: all said yes."),
        (["yes", "no"], None, "No agreement."),
        (["no", "yes"], None, "No agreement."),
        (["yes"], None, "The shipping league leaves the table; talks are broken off."),
        ([], None, "The canal authority leaves the table; talks are broken off."),
    ],
)
def test_people_sit_with_the_same_protocol(answers: list[str], agreed: object, last: str) -> None:
    desk = Desk(list(answers))
    session = go.talks.sit(go.load(CASES / "canal"), "double-blind-close", desk, TEXT)
    assert session.agreed == agreed
    assert session.lines[-1].words == last
    assert not any("answers" in line.words for line in session.public().lines)
    for screen in desk.screens:
        assert sum("only you should read this" in text for text in screen) <= 1


def test_a_mediator_at_the_desk_cannot_put_a_forbidden_text() -> None:
    desk = Desk(["33", "30", "200", "33", "60", "400", "yes", "yes"])
    session = go.talks.sit(go.load(CASES / "canal"), "double-blind-close", desk)
    assert session.agreed == TEXT
    with pytest.raises(UsageError, match="linkages allow"):
        go.talks.sit(go.load(CASES / "canal"), "double-blind-close", Desk([]), {**TEXT, "notice": "30"})
