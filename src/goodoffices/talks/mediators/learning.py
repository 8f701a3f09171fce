"""Learning mediator: asks two opening questions, then chooses texts by the answers so far.

It is given the packages that linkages allow, and hears answers. It closes with a text only if every party
said that it would sign that very text. If ten answers make it likely that there is no such text, it goes on
for a while and then says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import numpy as np

from goodoffices.beliefs import Asks, Learner, Opening, Put, Reply
from goodoffices.beliefs.replies import Level
from goodoffices.talks.engine.bases import MediatorTurn, TextMediator
from goodoffices.talks.engine.event import Mask, Rows
from goodoffices.talks.engine.events import NoAgreement, TextClosed
from goodoffices.talks.engine.players import Act, Horizon, Remark, mediator
from goodoffices.talks.engine.shuttle_events import (
    ALONE,
    IS_BETTER,
    LITTLE_BETTER,
    LITTLE_WORSE,
    MUCH_BETTER,
    MUCH_WORSE,
    NOT_BETTER,
    Asked,
    TextCarried,
)
from goodoffices.talks.engine.views import MediatorPrivate, MediatorView

ENOUGH = 15
"""Number of answers after which it closes with a confirmed text; earlier if three in a row were no better."""
LAST = 30
"""Number of answers after which it stops looking, if probably nothing can be signed."""

ASKS = Asks(much=True)
"""What it asks about each text."""
COMPARED: dict[int, tuple[bool | None, bool | None]] = {
    NOT_BETTER: (False, None),
    IS_BETTER: (True, None),
    ALONE: (None, None),
    MUCH_WORSE: (False, True),
    LITTLE_WORSE: (False, False),
    LITTLE_BETTER: (True, False),
    MUCH_BETTER: (True, True),
}
"""Whether a text is better, and whether it is much better or much worse, by the number of the reply."""

REFUSES_NEARLY_ALL = (
    "the answers fit refusing nearly everything: a very good alternative, or not all is told"
)
PROBABLY_NONE = "probably there is no package that all would sign; that may be wrong"


@mediator("learning")
class Learning(TextMediator):
    """Asks two opening questions, then chooses texts by the preferences that the answers leave possible.

    It remembers what it has learnt, so it plays a single session at a time.
    """

    lanes = False
    remembers = True
    protocols = ("shuttle",)

    def prepare(self, private: MediatorPrivate, horizon: Horizon) -> None:
        super().prepare(private, horizon)
        self.learner: Learner | None = None
        self.put: Put | None = None

    def draft(self, turn: MediatorTurn) -> list[Act]:
        """Ask the opening questions; later carry the next text, or close if another is of no use."""
        if turn.phase == "beginning":
            return [Act(Asked, turn.live)]
        learner = self.learnt(turn)
        return self.close(turn) if self.stops(learner) else self.carry(turn, learner)

    def carry(self, turn: MediatorTurn, learner: Learner) -> list[Act]:
        """Carry the next text to each party."""
        return self.carried(turn, learner, None)

    def learnt(self, turn: MediatorTurn) -> Learner:
        """Return the learner, with the answers to the last text taken in."""
        if self.learner is None:
            self.learner = self._begun(turn)
        self._hear(self.learner, turn.view)
        return self.learner

    def carried(
        self, turn: MediatorTurn, learner: Learner, fixed: Mapping[int, int] | None
    ) -> list[Act]:
        """Carry the next text, with some issues' options ``fixed``, to each party; if all were put, close."""
        self.put = learner.next_text(fixed)
        if self.put is None:
            return self.close(turn)
        package, compared = _row(self.put.text), np.zeros((1, 1 + len(self.put.text)), dtype=np.int64)
        if self.put.reference is not None:
            compared[0, 0], compared[0, 1:] = 1, self.put.reference
        return [
            Act(TextCarried, turn.live, package=package, more=compared) for _ in range(learner.parties)
        ]

    def close(self, turn: MediatorTurn) -> list[Act]:
        """Put the text that all would sign for a last answer; if there is none, end without agreement."""
        text = self.learnt(turn).hand_over()
        if text is None:
            return [Act(NoAgreement, turn.live)]
        return [Act(TextClosed, turn.live, package=_row(text), yes=np.ones(1, dtype=np.bool_))]

    def hand_over(self, view: MediatorView, live: Mask) -> tuple[Rows, Mask]:
        """Return the text that it has learnt is best, and a mask: False if there is none yet."""
        if self.learner is not None:
            self._hear(self.learner, view)
        text = None if self.learner is None else self.learner.hand_over()
        return view.table if text is None else _row(text), np.array([text is not None])

    def remarks(self) -> list[Remark]:
        """Return parties whose answers fit refusing nearly all, and if probably nothing can be signed."""
        learner = self.learner
        if learner is None:
            return []
        found = [Remark(REFUSES_NEARLY_ALL, party) for party, so in enumerate(learner.refusing()) if so]
        return [*found, Remark(PROBABLY_NONE)] if learner.probably_none() else found

    def _hear(self, learner: Learner, view: MediatorView) -> None:
        """Take in the replies to the text carried last, once."""
        if self.put is not None:
            learner.take([_reply(row) for row in view.replies[0].tolist()])
            self.put = None

    def _begun(self, turn: MediatorTurn) -> Learner:
        view = turn.view
        # move 0 whenever it begins, so that the learner's seed does not depend on the pace of talks
        seed = int(turn.stream.draws("learn", 0)[0] >> np.uint64(1))
        parties, issues = view.answers.shape[1], len(self.private.dims)
        allowed = self.private.allows if self.private.rules else None
        learner = Learner(self.private.dims, parties, seed, asks=ASKS, allowed=allowed)
        learner.open(
            [
                Opening(tuple(row[1 : 1 + issues]), tuple(row[1 + issues :])) if row[0] else Opening()
                for row in view.opened[0].tolist()
            ]
        )
        return learner

    def stops(self, learner: Learner) -> bool:
        """Return True if another text is of no use."""
        if learner.confirmed():
            return learner.finished() or learner.answers >= ENOUGH
        return learner.answers >= LAST and learner.probably_none()


def _row(text: Rows) -> Rows:
    return np.asarray(text, dtype=np.int64)[np.newaxis]


def _reply(row: list[int]) -> Reply | None:
    compared, level, worst = row
    if level < 0:
        return None
    better, much = COMPARED[compared]
    return Reply(better, much, cast(Level, level), worst)
