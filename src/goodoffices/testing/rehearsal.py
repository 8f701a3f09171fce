"""Simulated parties that answer a learning mediator: honest, mistaken, or lying."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from goodoffices.beliefs.layout import Codes, Floats
from goodoffices.beliefs.learner import Asks, Learner
from goodoffices.beliefs.replies import ASKED, LEVELS, MUCH, Opening, Reply

Manner = Literal["honest", "high", "never", "inflated", "exaggerated", "reversed"]
"""How a party answers:

- ``honest``: truthfully.
- ``high``: signs only texts of utility 0.85 and more.
- ``never``: never signs.
- ``inflated``: claims a reservation value 0.4 higher.
- ``exaggerated``: compares texts as if its most important issues were nearly all that counts; signs honestly.
- ``reversed``: ranks its issues upside down in the opening; signs honestly.
"""
REFUSERS: tuple[Manner, ...] = ("high", "never", "inflated")
EXAGGERATION = 2.5
"""Exponent that an exaggerating party applies to its weights."""


@dataclass(frozen=True, slots=True, eq=False)
class Respondent:
    """A simulated party.

    Attributes:
        table: true utilities, shape (issues, options); no package has more than 1.
        floor: true reservation value.
        manner: how it answers.
        errs: probability that a part of an answer is mistaken.
        scale: size of a gain, relative to others, of which it speaks in the same words.
        vague: deviation of the natural logarithm of how large a gain seems to it each time.
    """

    table: Floats
    floor: float
    manner: Manner = "honest"
    errs: float = 0.0
    scale: float = 1.0
    vague: float = 0.0

    def worth(self, text: Codes) -> float:
        return float(self.table[np.arange(len(text)), text].sum())

    def opening(self, draws: np.random.Generator) -> Opening:
        """Return its answers to the opening questions, with mistakes."""
        weights = self.table.max(axis=1)
        order = [int(i) for i in np.argsort(-weights, kind="stable")]
        if self.manner == "reversed":
            order.reverse()
        best = [int(o) for o in self.table.argmax(axis=1)]
        self._swap_neighbours(order, draws)
        for issue, row in enumerate(self.table):
            if draws.random() < self.errs:
                known = np.flatnonzero(row >= 0)
                best[issue] = int(known[draws.integers(len(known))])
        return Opening(tuple(order), tuple(best))

    def claimed(self) -> Floats:
        """Return the table by which it compares texts: true, or with exaggerated weights of the same sum."""
        if self.manner != "exaggerated":
            return self.table
        weights = np.maximum(self.table.max(axis=1), 1e-12)
        said = weights**EXAGGERATION
        scale = said / said.sum() * weights.sum() / weights
        return np.where(self.table < 0, -1.0, self.table * scale[:, None])

    def claimed_floor(self) -> float:
        """Return the utility from which it says that it would sign a text; above 1 if it never does."""
        if self.manner == "inflated":
            return min(self.floor + 0.4, 0.97)
        return {"high": max(self.floor, 0.85), "never": 2.0}.get(self.manner, self.floor)

    def reply(
        self,
        text: Codes,
        reference: Codes | None,
        asks: Asks,
        draws: np.random.Generator,
        third: Codes | None = None,
    ) -> Reply:
        """Return its answer to a text, compared with a reference text and ranked with a third, if any."""
        worth = self.worth(text)
        table, issues = self.claimed(), np.arange(len(text))
        shown = [
            float(table[issues, codes].sum()) for codes in (text, reference, third) if codes is not None
        ]
        better = None if reference is None or not asks.better else shown[0] > shown[1]
        floor = self.claimed_floor()
        if better is not None and self.manner in REFUSERS and worth < floor:
            better = False
        seems = self._seems(worth - floor, draws) if asks.sign else worth - floor
        step = next(
            step for step, level in enumerate(ASKED) if LEVELS[level].low <= seems < LEVELS[level].high
        )
        costs = table.max(axis=1) - table[issues, text]
        worst = int(costs.argmax())
        if draws.random() < self.errs and better is not None:
            better = not better
        if draws.random() < self.errs:
            step = int(np.clip(step + (1 if draws.random() < 0.5 else -1), 0, len(ASKED) - 1))
        if draws.random() < self.errs:
            worst = int((worst + 1 + draws.integers(max(len(costs) - 1, 1))) % len(costs))
        much = None
        if asks.much and better is not None:
            much = self._seems(abs(shown[0] - shown[1]), draws) > MUCH
        if much is not None and draws.random() < self.errs:
            much = not much
        wanted = int(table[worst].argmax()) if asks.wanted and asks.worst else None
        if wanted is not None and draws.random() < self.errs:
            known = np.flatnonzero(table[worst] >= 0)
            wanted = int(known[draws.integers(len(known))])
        order: tuple[int, ...] | None = None
        if asks.order and third is not None and reference is not None:
            order = tuple(
                self._swap_neighbours(np.argsort(-np.array(shown), kind="stable").tolist(), draws)
            )
            better = order.index(0) < order.index(1)
        return Reply(
            better=better,
            much=much,
            level=ASKED[step] if asks.sign else None,
            worst=worst if asks.worst else None,
            wanted=wanted,
            order=order,
        )

    def _seems(self, gain: float, draws: np.random.Generator) -> float:
        """Return how large a gain seems to it this time."""
        mood = float(np.exp(self.vague * draws.standard_normal())) if self.vague else 1.0
        return gain / self.scale * mood

    def _swap_neighbours(self, order: list[int], draws: np.random.Generator) -> list[int]:
        """Swap neighbours of a ranking in place, each pair with probability ``errs``; return it."""
        for rank in range(len(order) - 1):
            if draws.random() < self.errs:
                order[rank], order[rank + 1] = order[rank + 1], order[rank]
        return order


def rehearse(
    learner: Learner, parties: list[Respondent], answers: int, draws: np.random.Generator
) -> list[Codes | None]:
    """Play a mediation; return the text that would be handed over after each answer.

    The opening counts as two answers.
    """
    handed: list[Codes | None] = []
    if learner.asks.opening:
        learner.open([party.opening(draws) for party in parties])
        handed += [None, learner.hand_over()]
    while len(handed) < answers:
        put = learner.next_text()
        if put is None:
            handed.append(handed[-1])
            continue
        learner.take(
            [party.reply(put.text, put.reference, learner.asks, draws, put.third) for party in parties]
        )
        handed.append(learner.hand_over())
    return handed
