"""Answers truthfully: yes to a text it would rather have than the one that stands."""

from __future__ import annotations

from goodoffices.talks.events import Answer, Mask
from goodoffices.talks.seats import Act, Horizon, Strategy, strategy
from goodoffices.talks.streams import Stream
from goodoffices.talks.views import PartyPrivate, PartyView


def truthful_answers(private: PartyPrivate, view: PartyView, phase: str, live: Mask) -> list[Act]:
    """Yes to a better text, and to a first one; to a last text, yes if it is worth no agreement or more."""
    offered = private.value(view.table)
    if phase == "answering":
        yes = (offered > private.value(view.held)) | ~view.has_held
    else:
        yes = offered >= private.reservation
    return [Act(Answer, live, yes=yes)]


@strategy("truthful")
class Truthful(Strategy):
    """Answers texts; it makes no offers of its own."""

    lanes = True
    random = False
    remembers = False

    def prepare(self, private: PartyPrivate, horizon: Horizon) -> None:
        self.private = private

    def act(self, view: PartyView, phase: str, live: Mask, stream: Stream, move: int) -> list[Act]:
        return truthful_answers(self.private, view, phase, live)
