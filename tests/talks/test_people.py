"""People at a desk play by the same protocol."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.errors import DeskClosed, RecordOnlyError, UsageError
from goodoffices.talks.people import sittable
from tests.support.cases import CASES, shipped
from tests.support.command import goodoffices


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
    session = go.talks.sit(shipped("canal"), "double-blind-close", desk, TEXT)
    assert session.agreed == agreed
    assert session.lines[-1].words == last
    assert not any("answers" in line.words for line in session.public().lines)
    for screen in desk.screens:
        assert sum("only you should read this" in text for text in screen) <= 1


def test_a_mediator_at_the_desk_cannot_put_a_forbidden_text() -> None:
    desk = Desk(["33", "30", "200", "33", "60", "400", "yes", "yes"])
    session = go.talks.sit(shipped("canal"), "double-blind-close", desk)
    assert session.agreed == TEXT
    with pytest.raises(UsageError, match="linkages allow"):
        go.talks.sit(shipped("canal"), "double-blind-close", Desk([]), {**TEXT, "notice": "30"})


def test_protocols_that_people_can_sit_with_follow_from_their_tables() -> None:
    assert sittable() == (
        "double-blind-batch",
        "double-blind-close",
        "single-text",
        "single-text-critique",
        "single-text-votes",
    )
    shown = " ".join(goodoffices("sit", "--help").stdout.replace("\u2502", " ").split())
    for name in sittable():
        assert name in shown


WITHOUT = replace(shipped("canal"), kind="record-only", preferences=())


def test_people_criticise_a_text_of_a_case_without_a_number() -> None:
    """Two texts are criticised, the second stands, and both sign it."""
    desk = Desk(
        [
            *("toll", "400", "close"),
            *("-", "far"),
            *("put", "33", "60", "200"),
            *("-", "gladly"),
            *("convoys", "-", "-"),
            *("new", "close", "yes", "yes"),
        ]
    )
    session = go.talks.sit(WITHOUT, "single-text-critique", desk, {**TEXT, "toll": "600"})
    assert session.agreed == {**TEXT, "toll": "200"}
    assert desk.answers == []
    said = [line.words for line in session.lines if line.private]
    assert len(said) == 6
    assert said[0] == (
        "The canal authority says, privately to the harbour master of a third port: first it would change "
        "Toll (rather 400); it is close to signing it."
    )
    shown = [text for screen in desk.screens for text in screen]
    assert "  The shipping league: would first change Ships in a convoy." in shown
    # each side's critique is shown to the mediator, and on no other screen
    for screen in desk.screens:
        mine = [text for text in screen if "would first change" in text or "names no change" in text]
        assert not mine or "What the parties said" in "".join(screen)


def test_people_rather_have_a_text_or_the_text_that_stands() -> None:
    desk = Desk(
        [
            "yes",
            "yes",
            "33",
            "60",
            "600",
            "yes",
            "no",
            *["33", "60", "200", "no", "no"] * 2,
            "yes",
            "yes",
        ]
    )
    short = replace(WITHOUT, rules=replace(WITHOUT.rules, rounds=2, steps=2))
    session = go.talks.sit(short, "single-text", desk, TEXT)
    assert session.agreed == TEXT
    assert desk.answers == []


@pytest.mark.parametrize("answers", [["-", "far"], ["-", "far", "toll", "600", "close"]])
def test_an_empty_desk_is_silence_and_never_a_yes(answers: list[str]) -> None:
    session = go.talks.sit(WITHOUT, "single-text-critique", Desk(list(answers)), TEXT)
    assert session.agreed is None
    assert session.lines[-1].words == "No agreement."
    late = [line for line in session.lines if line.words == "Time to answer is over."]
    assert len(late) == (len(answers) == 2)
    assert all(line.private for line in late)


def test_a_desk_at_which_nobody_is_cannot_begin() -> None:
    with pytest.raises(UsageError, match="somebody at the desk"):
        go.talks.sit(WITHOUT, "single-text", Desk([]))
    with pytest.raises(RecordOnlyError, match="nothing to settle"):
        go.talks.sit(replace(WITHOUT, issues=(), linkages=()), "single-text", Desk([]))


def test_the_command_sits_a_case_without_preferences(tmp_path: Path) -> None:
    text = (CASES / "canal" / "case.yaml").read_text()
    text = text.replace("kind: modelled", "kind: record-only")
    (tmp_path / "canal").mkdir()
    cut = text[: text.index("preferences:")]
    (tmp_path / "canal" / "case.yaml").write_text(cut)
    done = goodoffices("sit", str(tmp_path / "canal"), typed="33\n60\n400\nyes\nyes\n")
    assert done.returncode == 0, done.stderr
    assert "Agreement: all said yes." in done.stdout


FIRST, SECOND = ["33", "60", "400"], ["20", "42", "400"]


@pytest.mark.parametrize(
    ("league", "agreed"),
    [(["yes", "no"], "33"), (["no", "yes"], "20"), (["no", "no"], None), ([], None), (["yes"], None)],
)
def test_people_answer_variants_together(league: list[str], agreed: str | None) -> None:
    """The authority says yes to both; silence is a yes to none, and what was refused is not published."""
    desk = Desk([*FIRST, *SECOND, "yes", "yes", *league])
    session = go.talks.sit(WITHOUT, "double-blind-batch", desk, variants=2)
    assert (session.agreed or {}).get("convoys") == agreed
    public = " ".join(line.words for line in session.public().lines)
    assert "answers the variants" not in public
    for screen in desk.screens:
        assert sum("only you should read this" in text for text in screen) <= 1


def test_a_batch_has_as_many_variants_as_it_says() -> None:
    desk = Desk([*FIRST, "yes", "yes"])
    assert go.talks.sit(WITHOUT, "double-blind-batch", desk, variants=1).agreed == TEXT
    for number in (0, 7):
        with pytest.raises(UsageError, match="expected 1 to 6"):
            go.talks.sit(WITHOUT, "double-blind-batch", Desk([]), variants=number)


def test_either_of_two_accepted_variants_may_be_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = []
    for place in (0, 1):
        monkeypatch.setattr("secrets.choice", lambda found, place=place: found[place])
        desk = Desk([*FIRST, *SECOND, "yes", "yes", "yes", "yes"])
        session = go.talks.sit(WITHOUT, "double-blind-batch", desk, variants=2)
        assert session.agreed is not None
        drawn.append(session.agreed["convoys"])
    assert drawn == ["33", "20"]


@pytest.mark.parametrize(
    ("votes", "judged", "stands"),
    [
        (["weak-yes", "strong-yes"], [], True),
        (["weak-yes", "weak-no"], ["new"], True),
        (["weak-yes", "weak-no"], ["earlier"], False),
        (["weak-yes", "strong-no"], [], False),
        (["weak-no", "weak-no"], [], False),
    ],
)
def test_people_vote_and_the_mediator_decides_what_votes_leave_open(
    votes: list[str], judged: list[str], stands: bool
) -> None:
    one_step = replace(WITHOUT, rules=replace(WITHOUT.rules, rounds=1, steps=1))
    desk = Desk([*FIRST, *votes, *judged, *(["yes", "yes"] if stands else [])])
    session = go.talks.sit(one_step, "single-text-votes", desk)
    assert (session.agreed is not None) == stands
    assert not any("votes" in line.words for line in session.public().lines)
