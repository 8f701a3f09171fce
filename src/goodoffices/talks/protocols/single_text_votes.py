"""Single negotiating text with strong and weak votes: a mediator may hold on to a text that somebody likes
less.

Klein, Faratin, Sayama & Bar-Yam (2003), Negotiating complex contracts, Group Decision and Negotiation
12:111-125. A strong no is a veto; a mediator may override a weak no. Each party has a number of
strong votes and no more, so that calling everything important does not pay. The text that stands at the end
is put to all for a last yes or no, as in the single text with veto.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from goodoffices.talks.engine.event import STRONG_NO, WEAK_NO, WEAK_YES, Batch, Mask, strong
from goodoffices.talks.engine.events import TextDropped, TextKept, TextPut, Voted
from goodoffices.talks.engine.phases import Asks, Leads, Row
from goodoffices.talks.engine.protocol import Phases, Protocol, Table, protocol
from goodoffices.talks.engine.state import State
from goodoffices.talks.protocols.single_text import CLOSING, CLOSING_PHASES


def strong_votes_left(rules: Protocol, state: State, batch: Batch) -> Mask:
    """The vote is weak, or the party has strong votes left."""
    left = state.strong[:, batch.by] < rules.setting.strong
    return np.asarray(left | ~strong(Voted.vote.of(batch)))


def may_stand(rules: Protocol, state: State, batch: Batch) -> Mask:
    """Nobody vetoes the text or was silent, and somebody likes it."""
    return np.asarray((state.votes > STRONG_NO).all(axis=1) & (state.votes >= WEAK_YES).any(axis=1))


def may_fall(rules: Protocol, state: State, batch: Batch) -> Mask:
    """Somebody does not like the text, or was silent."""
    return np.asarray((state.votes <= WEAK_NO).any(axis=1))


@protocol
class SingleTextVotes(Protocol):
    """``put`` is the new text, ``held`` the text that stands."""

    name = "single-text-votes"
    usual_mediator = "annealing"
    phases: ClassVar[Phases] = {
        "drafting": Leads(timed=True),
        "voting": Asks(Voted),
        "voted": Leads(),
        **CLOSING_PHASES,
    }
    table: ClassVar[Table] = (
        Row("drafting", TextPut, to="voting"),
        Row("voting", Voted, to="voting", last="voted", when=strong_votes_left),
        Row("voted", TextKept, to="drafting", when=may_stand),
        Row("voted", TextDropped, to="drafting", when=may_fall),
        *CLOSING,
    )
