"""Hill-climbing mediators: change one or two issues of the text that stands, and ask again.

Klein, Faratin, Sayama & Bar-Yam (2003), Negotiating complex contracts, Group Decision and Negotiation
12:111-125, whose mediator proposes mutations of the last text that all accepted.
"""

from __future__ import annotations

import numpy as np

from goodoffices.talks.engine.events import (
    AgreementReached,
    AgreementStands,
    Mask,
    NoAgreement,
    Rows,
    TextClosed,
    TextDropped,
    TextKept,
    TextPut,
)
from goodoffices.talks.engine.players import Act, Horizon, MediatorPlayer, mediator
from goodoffices.talks.engine.streams import Stream, below
from goodoffices.talks.engine.views import MediatorPrivate, MediatorView
from goodoffices.talks.mediators.parts.variants import VARIANT_PHASES, variant_acts

TRIES = 8


class HillClimb(MediatorPlayer):
    """Puts the standing text with up to ``most`` issues changed; linkages are kept."""

    lanes = True
    random = True
    remembers = False
    protocols: tuple[str, ...] = (
        "single-text",
        "double-blind-close",
        "single-text-votes",
        "double-blind-batch",
        "post-settlement",
    )

    def __init__(self, most: int) -> None:
        self.most = most

    def prepare(self, private: MediatorPrivate, horizon: Horizon) -> None:
        self.private, self.horizon = private, horizon
        self.dims = np.array(private.dims, dtype=np.int64)

    def act(self, view: MediatorView, phase: str, live: Mask, stream: Stream, move: int) -> list[Act]:
        if phase in VARIANT_PHASES:
            return variant_acts(self.private, self.horizon, view, phase, live, stream, move)
        agreed = (view.answers == 2).all(axis=1)
        if phase == "settled":
            over = view.step >= self.horizon.steps
            draft = self._draft(view, stream, move)
            return [
                Act(AgreementStands, live & over, package=view.held),
                Act(TextPut, live & ~over, package=draft),
            ]
        if phase in ("drafting", "issuing"):
            return [Act(TextPut, live, package=self._draft(view, stream, move))]
        if phase == "answered":
            return [Act(TextKept, live & agreed), Act(TextDropped, live & ~agreed)]
        if phase == "voted":
            liked = (view.answers > 2).all(axis=1)
            return [Act(TextKept, live & liked), Act(TextDropped, live & ~liked)]
        if phase == "time is over":
            return [Act(TextClosed, live & view.has_held), Act(NoAgreement, live & ~view.has_held)]
        return [Act(AgreementReached, live & agreed), Act(NoAgreement, live & ~agreed)]

    def _draft(self, view: MediatorView, stream: Stream, move: int) -> Rows:
        """A neighbour of the standing text, or any package where none stands or no neighbour is allowed."""
        codes = self.private.codes
        draft = codes[below(stream.draws("any", move), len(codes))]
        wanting = view.has_held.copy()
        for attempt in range(TRIES):
            if not wanting.any():
                break
            rows = view.held.copy()
            many = 1 + below(stream.draws(f"many {attempt}", move), self.most)
            for change in range(self.most):
                changing = many > change
                issue = below(stream.draws(f"issue {attempt} {change}", move), len(self.dims))
                shift = 1 + below(
                    stream.draws(f"option {attempt} {change}", move),
                    np.maximum(self.dims[issue] - 1, 1),
                )
                lanes = np.flatnonzero(changing)
                column = issue[lanes]
                rows[lanes, column] = (rows[lanes, column] + shift[lanes]) % self.dims[column]
            good = wanting & self.private.allows(rows) & (rows != view.held).any(axis=1)
            draft[good] = rows[good]
            wanting &= ~good
        return np.asarray(draft)


@mediator("one-issue")
def one_issue() -> MediatorPlayer:
    """Changes one issue at a time."""
    return HillClimb(1)


@mediator("two-issues")
def two_issues() -> MediatorPlayer:
    """Changes one or two issues at a time."""
    return HillClimb(2)
