"""Mediation with few private answers: the share of the largest product of gains after k answers per party.

Every reply counts as an answer, including the two opening answers (the ranking of the issues, the best option
of each). In r0 the reservation values are the worst package, and the text that the mediator would hand over
counts. In r20 they are the 80 % quantile of each party's utility, unknown to the mediator, and a text counts
only if every party answered that it would sign this text, else 0.

If the first party lies, the same mediation is also played with an honest first party: ``liar_gain`` is the
additional utility that lying brought it, ``partner_gain`` the mean additional utility of the others, and
``flagged`` the share of mediations in which it was pointed out as refusing.

Synthetic cases have Dirichlet(1) weights and uniform values. The others are the scenario files beside the
repository without linkages and with 100 to 10,500 packages, of two parties or, in ``several``, of three to
six; a message says so if they are missing. The rows of the other mediators follow those of the learning
mediator, see ``benchmarks/mediators.py``.
"""

from __future__ import annotations

import importlib
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, get_args

import numpy as np
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from benchmarks.instances import (
    Floats,
    Instance,
    fraction,
    fresh,
    scenarios,
    synthetic,
    with_floors,
    zone,
)
from benchmarks.mediators import LIES, measured_here, shares_after
from goodoffices.beliefs import Asks, Learner
from goodoffices.engine import Workers, workers
from goodoffices.testing.rehearsal import Manner, Respondent, rehearse


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: its instances, the questions asked, and the goals.

    Attributes:
        goals: the lowest acceptable mean after k answers, by k.
        errs: probability that an answer is mistaken.
        manner: how the first party answers; the others are honest.
        times: number of mediations of each instance, with different random numbers. Scenario files are few:
            a single mediation of each would leave the mean a standard error of several hundredths. The
            table prints the number of mediations as instances.
    """

    name: str
    instances: Callable[[bool], list[Instance]]
    goals: dict[int, float | None]
    asks: Asks
    known: bool
    errs: float = 0.0
    manner: Manner = "honest"
    times: int = 1

    @property
    def for_all(self) -> bool:
        """Whether the other mediators play this row, too: it is not about the questions asked."""
        return self.asks in (R0, R20) and self.manner in LIES and self.name != "20-issues"

    def mediations(self, quick: bool) -> list[tuple[int, Instance]]:
        """Return the seed and instance of each mediation, all instances in turn; only once if ``quick``."""
        instances = self.instances(quick)
        return [
            (100 + n + 1000 * again, instance)
            for again in range(1 if quick else self.times)
            for n, instance in enumerate(instances)
        ]


R0, R20 = Asks(sign=False), Asks(much=True)
PERSONAL, VAGUE = 0.35, 0.2
"""Deviation of the natural logarithm of how large a gain seems: between people, and from time to time.

These are the people's own: what the mediator expects of them, in ``beliefs``, may become another number.
"""
BINARY = Asks(opening=False, sign=False, worst=False)
FREE: dict[int, float | None] = {10: None, 20: None}
"""Rows without a goal."""


ROWS = (
    Row("5x5-r0", fresh(60, 16), {10: 0.91, 20: 0.96}, R0, True),
    Row("genius-r0", scenarios("genius"), {10: 0.91, 20: 0.97}, R0, True),
    Row("anl2022-r0", scenarios("anl2022"), {10: 0.80, 20: 0.89, 30: 0.94}, R0, True),
    Row("3p-r0", fresh(40, 12, parties=3), {10: 0.87, 20: 0.96}, R0, True),
    Row("5x5-r0-binary", fresh(240, 16), {10: 0.77, 20: 0.91}, BINARY, True),
    Row("20-issues", fresh(12, 4, issues=20), {10: 0.92, 20: 0.94}, R0, True),
    Row(
        "real-r20",
        scenarios("genius", "anl2022", r20=True),
        {10: 0.86, 20: 0.94, 30: 0.95},
        R20,
        False,
        times=4,
    ),
    Row("5x5-r20", fresh(120, 16, r20=True), {10: 0.90, 20: 0.97, 30: 0.90}, R20, False),
    Row("5x5-r20-noisy", fresh(60, 16, r20=True), {10: 0.68, 20: 0.83, 30: 0.88}, R20, False, 0.1),
    Row("3p-r20", fresh(60, 8, parties=3, r20=True), {10: 0.78, 20: 0.95, 30: None}, R20, False),
    Row("negolog-r0", scenarios("negolog", few=4), FREE, R0, True),
    Row(
        "negolog-r20", scenarios("negolog", r20=True, few=4), {10: None, 20: 0.90, 30: 0.95}, R20, False
    ),
    Row("several-r0", scenarios("several", few=2), FREE, R0, True),
    Row("5x5-r0-noisy", fresh(24, 4), FREE, R0, True, 0.1),
    Row("5x5-r0-binary-noisy", fresh(24, 4), FREE, BINARY, True, 0.1),
    Row("3p-r0-noisy", fresh(16, 3, parties=3), FREE, R0, True, 0.1),
    Row("3p-r20-noisy", fresh(16, 3, parties=3, r20=True), FREE, R20, False, 0.1),
    Row("5x5-r0-much", fresh(24, 4), FREE, replace(BINARY, much=True), True),
    Row("5x5-r0-worst", fresh(24, 4), FREE, replace(BINARY, worst=True), True),
    Row("5x5-r0-wanted", fresh(24, 4), FREE, replace(BINARY, worst=True, wanted=True), True),
    Row("5x5-r0-ranking", fresh(24, 4), FREE, replace(BINARY, order=True), True),
    Row("5x5-r20-sign-only", fresh(24, 4, r20=True), FREE, Asks(better=False, worst=False), False),
    Row("5x5-r0-exaggerated", fresh(24, 4), FREE, R0, True, manner="exaggerated"),
    Row("5x5-r0-reversed", fresh(24, 4), FREE, R0, True, manner="reversed"),
    *(
        Row(f"5x5-r20-{manner}", fresh(16, 3, r20=True), FREE, R20, False, manner=manner)
        for manner in get_args(Manner)[1:]
    ),
    Row("3p-r20-high", fresh(12, 2, parties=3, r20=True), FREE, R20, False, manner="high"),
)


@dataclass(frozen=True, slots=True)
class Measured:
    """The measures of a mediation.

    After each wanted number of answers, the share of the largest product and each party's gain in utility;
    at the end, the parties pointed out as refusing, and the seconds per step.
    """

    learning: list[float]
    gains: list[list[float]]
    flagged: list[bool]
    seconds: float


def _one(row: Row, instance: Instance, seed: int) -> Measured:
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ[name] = "1"
    draws = np.random.Generator(np.random.Philox(seed))
    wrong = row.errs + 0.01 if row.errs else 0.02
    learner = Learner(
        instance.dims,
        len(instance.tables),
        seed,
        asks=row.asks,
        wrong=wrong,
        mistakes=row.errs,
        known_floor=0.0 if row.known else None,
    )
    # How large a gain seems to people differs, from person to person and from time to time.
    scales = np.exp(PERSONAL * np.random.Generator(np.random.Philox(seed + 1)).standard_normal(9))
    hidden = [
        Respondent(
            np.where(np.arange(t.shape[1]) < np.array(instance.dims)[:, None], t, -1.0),
            r,
            row.manner if party == 0 else "honest",
            row.errs,
            float(scales[party]),
            VAGUE,
        )
        for party, (t, r) in enumerate(zip(instance.tables, instance.floors, strict=True))
    ]
    last = max(row.goals)
    begin = time.perf_counter()
    handed = rehearse(learner, hidden, last, draws)
    seconds = (time.perf_counter() - begin) / last
    texts = [handed[k - 1] for k in row.goals]
    return Measured(
        [fraction(instance, text) for text in texts],
        [[0.0 if text is None else p.worth(text) - p.floor for p in hidden] for text in texts],
        learner.refusing(),
        seconds,
    )


def _pair(row: Row, instance: Instance, seed: int) -> tuple[Measured, Measured | None]:
    """Return a mediation and, if the first party lies, the same mediation with all parties honest."""
    honest = None if row.manner == "honest" else _one(replace(row, manner="honest"), instance, seed)
    return _one(row, instance, seed), honest


def _lies(pairs: list[tuple[Measured, Measured | None]], place: int) -> dict[str, float]:
    """Return the mean gains from lying of the liar and of the others, and the shares pointed out."""
    both = [(lying, honest) for lying, honest in pairs if honest is not None]
    if not both:
        return {}
    more = np.array([np.subtract(lying.gains[place], honest.gains[place]) for lying, honest in both])
    flags = np.array([lying.flagged for lying, _ in both])
    return {
        "liar_gain": float(more[:, 0].mean()),
        "partner_gain": float(more[:, 1:].mean()),
        "honest_mean": float(np.mean([honest.learning[place] for _, honest in both])),
        "flagged": float(flags[:, 0].mean()),
        "partner_flagged": float(flags[:, 1:].mean()),
    }


def _zones(quick: bool) -> tuple[list[Instance], list[Instance]]:
    """Return synthetic cases with a zone, and without; reservation values at quantiles 0.6 to 0.995."""
    some: list[Instance] = []
    none: list[Instance] = []
    wanted, seed = (10 if quick else 30), 20_000
    while min(len(some), len(none)) < wanted:
        draws = np.random.Generator(np.random.Philox(seed))
        one = with_floors(synthetic(seed), tuple(draws.uniform(0.6, 0.995, 2).tolist()))
        (some if zone(one) > 0 else none).append(one)
        seed += 1
    return some[:wanted], none[:wanted]


def _says_none(instance: Instance, seed: int) -> bool:
    learner = Learner(instance.dims, 2, seed)
    parties = [Respondent(t, r) for t, r in zip(instance.tables, instance.floors, strict=True)]
    rehearse(learner, parties, 10, np.random.Generator(np.random.Philox(seed)))
    return learner.probably_none()


def main(quick: bool, engine: str | None = None) -> list[dict[str, Any]]:
    """Measure every row and print the table, on the workers of a cluster if an engine is named."""
    with workers(2, engine) as found:
        if found.remote:
            send_along()
        return _measured(quick, found)


def send_along() -> None:
    """Let this folder travel with the work: workers have the package, and not its benchmarks."""
    cloudpickle: Any = importlib.import_module("cloudpickle")
    cloudpickle.register_pickle_by_value(importlib.import_module("benchmarks"))


def _measured(quick: bool, work: Workers) -> list[dict[str, Any]]:
    found, others = list[dict[str, Any]](), list[dict[str, Any]]()
    with Progress(console=Console(stderr=True)) as progress:
        for row in ROWS:
            mediations = row.mediations(quick)
            if not mediations:
                Console().print(f"{row.name}: left out, because the scenario files are not here.")
                continue
            task = progress.add_task(row.name, total=len(mediations))
            pairs: list[tuple[Measured, Measured | None]] = []
            for pair in work.in_order(_pair, ((row, instance, seed) for seed, instance in mediations)):
                pairs.append(pair)
                progress.advance(task)
            found += _rows(row, pairs)
            if row.for_all:
                others += _others(row, row.instances(quick), work)
        some, none = _zones(quick)
        caught = list(work.in_order(_says_none, ((one, n) for n, one in enumerate(none))))
        false = list(work.in_order(_says_none, ((one, n) for n, one in enumerate(some))))
    found.append(
        _row("no-zone caught@10", "learning", np.array(caught, dtype=np.float64), 10, 0.80, 0.0)
    )
    found.append(
        _row("no-zone false alarms@10", "learning", np.array(false, dtype=np.float64), 10, 0.05, 0.0)
    )
    _show(found + others)
    return found + others


def _rows(row: Row, pairs: list[tuple[Measured, Measured | None]]) -> list[dict[str, Any]]:
    """Return the rows of the learning mediator, with the gains from lies."""
    seconds = float(np.median([one.seconds for one, _ in pairs]))
    found = []
    for place, (k, goal) in enumerate(row.goals.items()):
        shares = np.array([one.learning[place] for one, _ in pairs])
        found.append(
            {
                **_row(f"{row.name}@{k}", "learning", shares, k, goal, seconds),
                **_lies(pairs, place),
            }
        )
    return found


def _others(row: Row, instances: list[Instance], work: Workers) -> list[dict[str, Any]]:
    """Return the rows of the other mediators on a row's instances; every session counts."""
    found = []
    for name, protocol in measured_here():
        about_each = (
            (one, name, protocol, list(row.goals), not row.known, 100 + n, row.manner, row.errs)
            for n, one in enumerate(instances)
        )
        sessions = work.in_order(shares_after, about_each)
        for k, values in zip(row.goals, np.concatenate(list(sessions), axis=1), strict=True):
            about = {"instances": len(instances), "sessions": len(values), "step_ms": None}
            found.append({**_row(f"{row.name}-{name}@{k}", name, values, k, None, 0.0), **about})
    return found


def _row(
    name: str, mediator: str, values: Floats, k: int, goal: float | None, seconds: float
) -> dict[str, Any]:
    return {
        "name": name,
        "mediator": mediator,
        "answers": k,
        "k": k,
        "instances": len(values),
        "mean": float(values.mean()),
        "median": float(np.median(values)),
        "p10": float(np.quantile(values, 0.1)),
        "goal": goal if mediator == "learning" else None,
        "step_ms": 1000 * seconds,
    }


def _show(rows: list[dict[str, Any]]) -> None:
    table = Table(title="Share of the best product of gains after k answers a party")
    for name in ("row", "mediator", "n", "mean", "median", "p10", "goal", "ms a step", "lying"):
        table.add_column(name, justify="left" if name in ("row", "mediator") else "right")
    for row in rows:
        goal = "" if row["goal"] is None else f"{row['goal']:.2f}"
        table.add_row(
            row["name"],
            row["mediator"],
            str(row["instances"]),
            f"{row['mean']:.3f}",
            f"{row['median']:.3f}",
            f"{row['p10']:.3f}",
            goal,
            f"{row['step_ms']:.0f}" if row["mediator"] == "learning" else "",
            f"{row['liar_gain']:+.3f}" if "liar_gain" in row else "",
        )
    Console(width=120).print(table)
