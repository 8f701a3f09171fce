"""Cases of two and three parties that are the same in NegMAS, and the offers of a session."""

from __future__ import annotations

from collections.abc import Sequence

import goodoffices as go
from goodoffices.model import Case
from goodoffices.talks.engine.players import AnyStrategy

TEXT = """\
goodoffices: 1
title: Days, fees and place
kind: modelled
fictional: true
basis: invented
parties: {{{parties}}}
talks: {{rounds: {rounds}, steps: {steps}}}
issues:
  days: {{options: [two, three, four]}}
  fee: {{options: [low, mid, high, top]}}
  place: {{options: [here, there]}}
{more}
preferences:
{preferences}
"""
TABLES = (
    "days: {two: 0, three: 20, four: 40}, "
    "fee: {low: 50, mid: 30, high: 20, top: 0}, place: {here: 10, there: 0}",
    "days: {two: 40, three: 30, four: 0}, "
    "fee: {low: 0, mid: 15, high: 35, top: 50}, place: {here: 0, there: 10}",
    "days: {two: 10, three: 50, four: 20}, "
    "fee: {low: 4, mid: 20, high: 16, top: 12}, place: {here: 30, there: 6}",
)
"""The best packages are worth 100, and reservation values 37: nothing is rounded on the way to a utility of 1
and back, and the whole numbers of a party stay the same."""


def case(parties: int = 2, steps: int = 24, rounds: int = 1, more: str = "") -> Case:
    ids = [chr(65 + n) for n in range(parties)]
    return go.load(
        TEXT.format(
            parties=", ".join(f"{p}: {{name: {p}}}" for p in ids),
            rounds=rounds,
            steps=steps,
            more=more,
            preferences="\n".join(
                f"  {p}: {{reservation: 37, values: {{{table}}}}}"
                for p, table in zip(ids, TABLES, strict=False)
            ),
        )
    )


def offers(
    talks: Case, strategies: Sequence[AnyStrategy], seed: int = 0
) -> list[tuple[int, tuple[str, ...]]]:
    """Return the seat and the package of each offer of a session at our table."""
    result = go.talks.run(talks, strategy=strategies, seed=seed)
    names = [party.name for party in talks.parties]
    lines = [line for line in result.transcripts[0].lines if line.event == "Offer"]
    return [(names.index(line.by), tuple((line.package or {}).values())) for line in lines]
