"""All strategies: they are what they say, and commands name each."""

from __future__ import annotations

from itertools import product
from typing import ClassVar

import pytest

from goodoffices.cli.commands import talks as talks_command
from goodoffices.talks.engine.phases import Phase
from goodoffices.talks.engine.players import STRATEGIES, Horizon, strategy_named
from goodoffices.talks.engine.streams import Draws, Moves, Stream
from goodoffices.testing import check_strategy
from tests.support.cases import short
from tests.support.players import LIVE, private, seen
from tests.support.thorough import spread

TALKS = 2, 15
"""Rounds and steps: a player remembers and draws in fifteen steps as it does in the forty of the case."""
ANSWERS_ONLY = {name for name, make in STRATEGIES.items() if not make().offers}


@pytest.mark.parametrize("name", sorted(set(STRATEGIES) - ANSWERS_ONLY))
def test_strategies_are_what_they_say(name: str) -> None:
    check_strategy(STRATEGIES[name], short("canal", *TALKS), "alternating-offers")


FITTING = [
    *product(sorted(STRATEGIES), ["single-text"]),
    # its question is one that a text ends with, too: some strategies show that it is put to them alike
    *product(spread(sorted(STRATEGIES), 4), ["double-blind-close"]),
]


@pytest.mark.parametrize(("name", "protocol"), FITTING)
def test_every_strategy_is_what_it_says_when_it_answers_texts(name: str, protocol: str) -> None:
    check_strategy(STRATEGIES[name], short("canal", *TALKS), protocol)


class Counted(Stream):
    """Counts how often it is drawn from."""

    drawn: ClassVar[list[str]] = []

    def draws(self, purpose: str, move: Moves) -> Draws:
        self.drawn.append(purpose)
        return Stream.draws(self, purpose, move)


@pytest.mark.parametrize("name", sorted(set(STRATEGIES) - ANSWERS_ONLY))
def test_who_says_it_draws_does_and_who_does_not_plays_one_game(name: str) -> None:
    Counted.drawn.clear()
    player, mine = strategy_named(name), private()
    player.prepare(mine, Horizon(2, 10, 1, mine.codes.shape[1]))
    player.act(seen([0, 0, 0], heard=0), Phase("opening"), LIVE, Counted(b"A", 0, 1), 0)
    assert bool(Counted.drawn) is player.random


def test_the_command_names_every_strategy() -> None:
    help_text = str(talks_command.command.__annotations__["strategy"])
    assert [name for name in STRATEGIES if name not in help_text] == []
