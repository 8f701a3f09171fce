"""The conformance kit finds out players that are not what they say."""

from __future__ import annotations

import numpy as np
import pytest

import goodoffices as go
from goodoffices.space import Integers
from goodoffices.talks.engine.bases import PartyTurn
from goodoffices.talks.engine.event import Rows
from goodoffices.talks.engine.events import Answer
from goodoffices.talks.engine.players import Act
from goodoffices.talks.engine.streams import Moves, Stream
from goodoffices.talks.strategies.tit_for_tat import TitForTat
from goodoffices.talks.strategies.tough import Tough
from goodoffices.testing import check_strategy
from tests.support.cases import CASES
from tests.support.parties import Answers


class Liar(Answers):
    """Says it keeps nothing and draws nothing, and does what it is told to do wrong."""

    def __init__(self, wrong: str) -> None:
        super().__init__(True)
        self.wrong = wrong
        self.moves = 0

    def act(self, seen: object, phase: str, live: np.ndarray, stream: Stream, move: Moves) -> list[Act]:
        self.moves += 1
        yes = np.ones(len(live), dtype=bool)
        if self.wrong == "draws":
            stream.draws("answer", move)
        if self.wrong == "remembers":
            yes[:] = self.moves > 1
        if self.wrong == "lanes":
            yes[:] = len(live) == 1
        if self.wrong == "writes":
            seen.table[:] = 1  # type: ignore[attr-defined]
        return [Act(Answer, live, yes=yes)]


@pytest.mark.parametrize("wrong", ["draws", "remembers", "lanes", "writes"])
def test_a_player_that_is_not_what_it_says_is_found_out(wrong: str) -> None:
    with pytest.raises(AssertionError):
        check_strategy(lambda: Liar(wrong), go.load(CASES / "canal"), "single-text")


class NeverDraws(TitForTat):
    """Says that it is random, and is not."""

    random = True


def test_who_says_it_draws_and_never_does_is_found_out() -> None:
    with pytest.raises(AssertionError, match="says it is random, and never draws"):
        check_strategy(NeverDraws, go.load(CASES / "canal"), "alternating-offers")


class StacksWrongly(Tough):
    """Says that it stacks, and offers the best package of the first of those that were made one."""

    stacks = True

    def offer(self, turn: PartyTurn, aspiration: Integers) -> Rows:
        return np.broadcast_to(self.private.codes[-1], turn.view.table.shape)


def test_who_says_it_stacks_and_plays_otherwise_is_found_out() -> None:
    case = go.load(CASES / "canal")
    check_strategy(Tough, case, "alternating-offers")
    with pytest.raises(AssertionError, match="says it stacks, and plays otherwise than alone"):
        check_strategy(StacksWrongly, case, "alternating-offers")
