"""Hill-climbing mediators: change one or two issues of the standing text, and ask again.

Klein, Faratin, Sayama & Bar-Yam (2003), Negotiating complex contracts, Group Decision and Negotiation
12:111-125, whose mediator proposes mutations of the last text that all accepted.
"""

from __future__ import annotations

import numpy as np

from goodoffices.talks.engine.bases import MediatorTurn, TextMediator
from goodoffices.talks.engine.event import Rows
from goodoffices.talks.engine.events import AgreementStands, TextPut
from goodoffices.talks.engine.players import Act, MediatorPlayer, mediator
from goodoffices.talks.engine.streams import below
from goodoffices.talks.mediators.parts.variants import one_of_the_accepted, variant

TRIES = 8
"""Draws of a changed text, as linkages may forbid it; after that any allowed package is put."""


class HillClimb(TextMediator):
    """Puts the standing text with up to ``most`` issues changed, and keeps linkages."""

    protocols: tuple[str, ...] = (
        "single-text",
        "double-blind-close",
        "single-text-votes",
        "double-blind-batch",
        "post-settlement",
    )

    def __init__(self, most: int) -> None:
        self.most = most

    def draft(self, turn: MediatorTurn) -> list[Act]:
        """Put a changed text; in a batched close a variant; with no steps left, the agreement stands."""
        match turn.phase:
            case "putting":
                return [variant(self.private, self.horizon, turn)]
            case "chosen":
                return one_of_the_accepted(turn)
            case "settled":
                over = turn.view.step >= self.horizon.steps
                return [
                    Act(AgreementStands, turn.live & over, package=turn.view.held),
                    Act(TextPut, turn.live & ~over, package=self.text(turn)),
                ]
            case _:
                return super().draft(turn)

    def text(self, turn: MediatorTurn) -> Rows:
        """Return a neighbour of the standing text; any package if none stands or no neighbour is allowed."""
        view, codes = turn.view, self.private.codes
        text, wanting = view.held.copy(), view.has_held.copy()
        for attempt in range(TRIES):
            if not np.count_nonzero(wanting):
                break
            rows = view.held.copy()
            many = 1 + below(turn.draws(f"many {attempt}"), self.most)
            for change in range(self.most):
                issue = below(turn.draws(f"issue {attempt} {change}"), len(self.dims))
                # a shift of 1 to the number of options less 1 always leads to another option
                others = np.maximum(self.dims[issue] - 1, 1)
                shift = 1 + below(turn.draws(f"option {attempt} {change}"), others)
                lanes = np.flatnonzero(many > change)
                column = issue[lanes]
                rows[lanes, column] = (rows[lanes, column] + shift[lanes]) % self.dims[column]
            good = wanting & self.private.allows(rows) & (rows != view.held).any(axis=1)
            text[good] = rows[good]
            wanting &= ~good
        without = wanting | ~view.has_held
        if np.count_nonzero(without):
            text[without] = codes[below(turn.draws("any"), len(codes))][without]
        return np.asarray(text)


@mediator("one-issue")
def one_issue() -> MediatorPlayer:
    """Change a single issue of the standing text."""
    return HillClimb(1)


@mediator("two-issues")
def two_issues() -> MediatorPlayer:
    """Change one or two issues of the standing text."""
    return HillClimb(2)
