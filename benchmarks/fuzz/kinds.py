"""The registry of kinds of hostile input: each is a function from draws to a trial."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from benchmarks.fuzz.trial import Trial

Draws = np.random.Generator
Maker = Callable[[Draws], Trial]
KINDS: dict[str, Maker] = {}
LARGE: set[str] = set()
"""Kinds that take seconds, and are left out of a short run."""


def kind(name: str, large: bool = False) -> Callable[[Maker], Maker]:
    """Register a maker of trials of a kind."""

    def registered(maker: Maker) -> Maker:
        KINDS[name] = maker
        if large:
            LARGE.add(name)
        return maker

    return registered


def one_of(draws: Draws, commands: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """Return one of several commands."""
    return commands[int(draws.integers(len(commands)))]
