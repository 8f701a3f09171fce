"""People take the seats: the same protocol and loop as simulated talks, with a desk to ask at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol as Interface

import numpy as np

from goodoffices.errors import DeskClosed, UsageError
from goodoffices.model import Case, Package
from goodoffices.space import compile, encode, feasible
from goodoffices.talks.engine.events import (
    YES,
    AgreementReached,
    Answer,
    BrokenOff,
    Mask,
    NoAgreement,
    TextPut,
)
from goodoffices.talks.engine.phases import Phase
from goodoffices.talks.engine.players import Act, Horizon
from goodoffices.talks.engine.protocol import protocol_named
from goodoffices.talks.engine.session import drive
from goodoffices.talks.engine.streams import Moves, Stream
from goodoffices.talks.engine.table import arrange
from goodoffices.talks.engine.views import MediatorPrivate, MediatorView, PartyPrivate, PartyView
from goodoffices.talks.outcomes.transcript import Transcript, transcript

SITTABLE = ("double-blind-close",)
FORBIDDEN = "Linkages forbid that combination. Choose again."


class Desk(Interface):
    """A place at which people are shown text and asked, in turn."""

    def show(self, text: str) -> None:
        """Show text to whoever is at the desk."""

    def ask(self, prompt: str, choices: Sequence[str]) -> str:
        """Return the choice made.

        Raises:
            DeskClosed: nobody answers.
        """

    def clear(self) -> None:
        """Clear the screen for the next person."""


class _Person:
    """Base of the people at the desk."""

    lanes = False
    random = False
    remembers = False
    offers = False

    def __init__(self, desk: Desk, case: Case, name: str) -> None:
        self.desk = desk
        self.case = case
        self.name = name

    def words(self, codes: Sequence[int]) -> str:
        """Return a package, with a line for each issue."""
        lines = (
            f"  {issue.name}: {issue.options[code].name}" + (f" {issue.unit}" if issue.unit else "")
            for issue, code in zip(self.case.issues, codes, strict=True)
        )
        return "\n".join(lines)


class _Party(_Person):
    def prepare(self, private: PartyPrivate, horizon: Horizon) -> None:
        """Take nothing in: people have their preferences in their heads, and the case's are not shown."""

    def act(self, view: PartyView, phase: Phase, live: Mask, stream: Stream, move: Moves) -> list[Act]:
        self.desk.clear()
        self.desk.show(f"{self.name}: only you should read this.")
        self.desk.show(f"The text:\n{self.words(view.table[0].tolist())}")
        others = "the other side said no" if len(self.case.parties) == 2 else "somebody said no"
        self.desk.show(
            "Your answer goes to the mediator only. What is published is 'agreement' or 'no agreement' and "
            f"nothing more; if you say yes and there is no agreement, you will know that {others}."
        )
        try:
            answer = self.desk.ask("Yes or no?", ("yes", "no"))
        except DeskClosed:
            return [Act(BrokenOff, live)]
        self.desk.clear()
        return [Act(Answer, live, yes=np.array([answer == "yes"]))]


class _Mediator(_Person):
    protocols: tuple[str, ...] = SITTABLE

    def __init__(self, desk: Desk, case: Case, name: str, text: Package | None) -> None:
        super().__init__(desk, case, name)
        self.text = text

    def prepare(self, private: MediatorPrivate, horizon: Horizon) -> None:
        """Take in the packages that linkages allow."""
        self.private = private

    def act(
        self, view: MediatorView, phase: Phase, live: Mask, stream: Stream, move: Moves
    ) -> list[Act]:
        if phase == "closed":
            agreed = bool((view.answers == YES).all())
            return [Act(AgreementReached if agreed else NoAgreement, live)]
        try:
            codes = self._chosen()
        except DeskClosed:
            return [Act(BrokenOff, live)]
        return [Act(TextPut, live, package=np.array([codes], dtype=np.int64))]

    def _chosen(self) -> list[int]:
        if self.text is not None:
            return [i.option_ids.index(self.text[i.id]) for i in self.case.issues]
        self.desk.clear()
        self.desk.show(f"{self.name}: choose the text to put to all.")
        while True:
            codes = []
            for issue in self.case.issues:
                choice = self.desk.ask(issue.name, issue.option_ids)
                codes.append(issue.option_ids.index(choice))
            if self.private.allows(np.array([codes], dtype=np.int64))[0]:
                return codes
            self.desk.show(FORBIDDEN)


def sit(case: Case, protocol: str, desk: Desk, text: Package | None = None) -> Transcript:
    """Run a session with people in the seats, who answer privately in turn.

    The mediator at the desk chooses the text issue by issue, unless ``text`` is given. If nobody is at the
    desk any more, talks are broken off, and the transcript says so.

    Raises:
        RecordOnlyError: the case has no issues to settle.
        UsageError: people cannot sit with this protocol, or ``text`` is not a package linkages allow.
    """
    kind = protocol_named(protocol)
    if protocol not in SITTABLE:
        raise UsageError(
            f"protocol: expected one people can sit with ({', '.join(SITTABLE)}), found '{protocol}'."
        )
    space = compile(case)
    table = arrange(case, space, True)
    if text is not None and not feasible(space, encode(space, text)[np.newaxis])[0]:
        raise UsageError("text: expected a package that linkages allow, found one that they forbid.")
    people = [_Party(desk, case, party.name) for party in case.parties]
    lead = case.mediators[table.setting.lead - table.setting.parties]
    seats = table.seats(people, _Mediator(desk, case, lead.name, text))
    log = drive(kind(table.setting), seats, 0, range(1))
    desk.clear()
    return transcript(log, 0, case, table.routes)
