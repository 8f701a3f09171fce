"""The learning mediator: two opening questions, then texts chosen by what the answers so far leave
possible.

It is given which packages linkages allow, and hears answers. It closes with a text only when every party
said that it would sign that very text; when ten answers make it likely that there is none, it goes on for
a while and then says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import numpy as np

from goodoffices.beliefs import Learner, Opening, Put, Reply
from goodoffices.beliefs.replies import Level
from goodoffices.talks.engine.events import (
    AgreementReached,
    Asked,
    Mask,
    NoAgreement,
    Rows,
    TextCarried,
    TextClosed,
)
from goodoffices.talks.engine.players import Act, Horizon, MediatorPlayer, Remark, mediator
from goodoffices.talks.engine.streams import Stream
from goodoffices.talks.engine.views import MediatorPrivate, MediatorView

ENOUGH, LAST = 15, 30
"""It closes with a confirmed text after so many answers, earlier if three in a row were no better; at the
latest so many, it stops looking."""

REFUSES_NEARLY_ALL = (
    "the answers fit refusing nearly everything: a very good alternative, or not all is told"
)
PROBABLY_NONE = "probably there is no package that all would sign; that may be wrong"


@mediator("learning")
class Learning(MediatorPlayer):
    """Plays one session at a time, and remembers what it has learnt in it."""

    lanes = False
    random = True
    remembers = True
    protocols = ("shuttle",)

    def prepare(self, private: MediatorPrivate, horizon: Horizon) -> None:
        self.private = private
        self.learner: Learner | None = None
        self.put: Put | None = None

    def act(self, view: MediatorView, phase: str, live: Mask, stream: Stream, move: int) -> list[Act]:
        if phase == "beginning":
            return [Act(Asked, live)]
        if phase == "closed":
            agreed = (view.answers == 2).all(axis=1)
            return [Act(AgreementReached, live & agreed), Act(NoAgreement, live & ~agreed)]
        learner = self.heard(view, stream)
        if phase == "time is over" or self.stops(learner):
            return [self._close(learner, live)]
        return self.draft(learner, live)

    def heard(self, view: MediatorView, stream: Stream) -> Learner:
        """The learner, with the answers to the text put last taken in."""
        if self.learner is None:
            self.learner = self._begun(view, stream)
        self._hear(self.learner, view)
        return self.learner

    def draft(self, learner: Learner, live: Mask, fixed: Mapping[int, int] | None = None) -> list[Act]:
        """The next text, carried to each party, with some options ``fixed``; or an end, if all were put."""
        self.put = learner.next_text(fixed)
        if self.put is None:
            return [self._close(learner, live)]
        package, compared = _row(self.put.text), np.zeros((1, 1 + len(self.put.text)), dtype=np.int64)
        if self.put.reference is not None:
            compared[0, 0], compared[0, 1:] = 1, self.put.reference
        return [Act(TextCarried, live, package=package, more=compared) for _ in range(learner.parties)]

    def hand_over(self, view: MediatorView, live: Mask) -> tuple[Rows, Mask]:
        """The text that it has learnt is best, where it has begun to learn and there is one."""
        if self.learner is not None:
            self._hear(self.learner, view)
        text = None if self.learner is None else self.learner.hand_over()
        return view.table if text is None else _row(text), np.array([text is not None])

    def remarks(self) -> list[Remark]:
        """Whose answers fit refusing nearly everything, and whether there is probably nothing to sign."""
        learner = self.learner
        if learner is None:
            return []
        found = [Remark(REFUSES_NEARLY_ALL, party) for party, so in enumerate(learner.refusing()) if so]
        return [*found, Remark(PROBABLY_NONE)] if learner.probably_none() else found

    def _hear(self, learner: Learner, view: MediatorView) -> None:
        """Take in what was said of the text carried last, once."""
        if self.put is not None:
            learner.take([_reply(row) for row in view.replies[0].tolist()])
            self.put = None

    def _begun(self, view: MediatorView, stream: Stream) -> Learner:
        seed = int(stream.draws("learn", 0)[0] >> np.uint64(1))
        parties, issues = view.answers.shape[1], len(self.private.dims)
        allowed = self.private.allows if self.private.rules else None
        learner = Learner(self.private.dims, parties, seed, allowed=allowed)
        learner.open(
            [
                Opening(tuple(row[1 : 1 + issues]), tuple(row[1 + issues :])) if row[0] else Opening()
                for row in view.opened[0].tolist()
            ]
        )
        return learner

    def stops(self, learner: Learner) -> bool:
        """Whether there is no use in another text."""
        if learner.confirmed():
            return learner.finished() or learner.answers >= ENOUGH
        return learner.answers >= LAST and learner.probably_none()

    def _close(self, learner: Learner, live: Mask) -> Act:
        text = learner.hand_over()
        if text is None:
            return Act(NoAgreement, live)
        return Act(TextClosed, live, package=_row(text), yes=np.ones(1, dtype=np.bool_))


def _row(text: Rows) -> Rows:
    return np.asarray(text, dtype=np.int64)[np.newaxis]


def _reply(row: list[int]) -> Reply | None:
    better, level, worst = row
    if level < 0:
        return None
    return Reply(None if better == 2 else bool(better), None, cast(Level, level), worst)
