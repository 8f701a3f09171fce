"""Bases of players: a party answers or makes offers, a mediator drafts, weighs and closes a text.

A strategy or mediator overrides the decisions it is about and inherits the others. Both bases turn a phase
into a call of a method, so that no strategy or mediator asks which protocol it plays.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from goodoffices.talks.engine.event import WEAK_YES, YES, Event, Lanes, Mask, Rows
from goodoffices.talks.engine.events import (
    AgreementReached,
    NoAgreement,
    TextClosed,
    TextDropped,
    TextKept,
    TextPut,
)
from goodoffices.talks.engine.phases import Phase
from goodoffices.talks.engine.players import Act, Horizon, MediatorPlayer, Strategy
from goodoffices.talks.engine.streams import Draws, Moves, Stream
from goodoffices.talks.engine.views import MediatorPrivate, MediatorView, PartyPrivate, PartyView

Seen = TypeVar("Seen", PartyView, MediatorView)


@dataclass(frozen=True, slots=True)
class Turn(Generic[Seen]):
    """Move of a player: its view, the phase, the lanes (lanes,) in which it moves, and its draws.

    ``move`` (lanes,) counts the player's own moves so far.
    """

    view: Seen
    phase: Phase
    live: Mask
    stream: Stream
    move: Moves

    def draws(self, purpose: str) -> Draws:
        """Return a 64-bit draw for each lane, (lanes,); equal purposes have equal draws."""
        return self.stream.draws(purpose, self.move)


PartyTurn = Turn[PartyView]
MediatorTurn = Turn[MediatorView]


class Party(Strategy):
    """Base of parties: a phase that asks for an answer calls :meth:`answer`, any other :meth:`propose`."""

    lanes = True
    random = False
    remembers = False

    def prepare(self, private: PartyPrivate, horizon: Horizon) -> None:
        self.private, self.horizon = private, horizon

    def act(self, view: PartyView, phase: Phase, live: Mask, stream: Stream, move: Moves) -> list[Act]:
        turn = Turn(view, phase, live, stream, move)
        return [self.answer(turn)] if phase.asks else self.propose(turn)

    def answer(self, turn: PartyTurn) -> Act:
        """Return the answer to a question about texts."""
        raise NotImplementedError

    def propose(self, turn: PartyTurn) -> list[Act]:
        """Return an acceptance or an offer for each live lane; a party without offers answers instead."""
        return [self.answer(turn)]


class TextMediator(MediatorPlayer):
    """Base of mediators that put texts: :meth:`draft`, :meth:`weigh` the answers, :meth:`close`.

    After the last question it announces an agreement if all said yes, else that there is none.
    """

    lanes = True
    random = True
    remembers = False
    protocols: tuple[str, ...] = ()

    def prepare(self, private: MediatorPrivate, horizon: Horizon) -> None:
        self.private, self.horizon = private, horizon
        self.dims: Lanes = np.array(private.dims, dtype=np.int64)

    def act(
        self, view: MediatorView, phase: Phase, live: Mask, stream: Stream, move: Moves
    ) -> list[Act]:
        turn = Turn(view, phase, live, stream, move)
        # by what may happen and not by the phase's name: protocols call it differently
        if TextKept in phase.events:
            return either(live, self.weigh(turn), TextKept, TextDropped)
        if phase == "time is over":
            return self.close(turn)
        if phase == "closed":
            return either(live, all_yes(view), AgreementReached, NoAgreement)
        return self.draft(turn)

    def draft(self, turn: MediatorTurn) -> list[Act]:
        """Put the next text to the parties."""
        return [Act(TextPut, turn.live, package=self.text(turn))]

    def text(self, turn: MediatorTurn) -> Rows:
        """Return the next text of each lane, (lanes, issues) option indices."""
        raise NotImplementedError

    def weigh(self, turn: MediatorTurn) -> Mask:
        """Return True for the lanes (lanes,) that keep the new text: those in which every party is for it."""
        view = turn.view
        return np.asarray(((view.answers == YES) | (view.votes >= WEAK_YES)).all(axis=1))

    def close(self, turn: MediatorTurn) -> list[Act]:
        """Time is over: put the standing text for a last answer; if none stands, end without agreement."""
        return either(turn.live, turn.view.has_held, TextClosed, NoAgreement)


def all_yes(view: MediatorView) -> Mask:
    """Return True for the lanes (lanes,) in which every party answered yes."""
    return np.asarray((view.answers == YES).all(axis=1))


def either(live: Mask, holds: Mask, event: type[Event], otherwise: type[Event]) -> list[Act]:
    """Return an event for the live lanes in which a condition (lanes,) holds, another event for the rest."""
    return [Act(event, live & holds), Act(otherwise, live & ~holds)]
