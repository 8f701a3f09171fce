"""How few private answers a mediator needs: the share of the best product of gains after k answers a
party.

Every reply counts as one answer, the two opening ones (ranking the issues, naming the best option of
each) too. r0: no agreement is worth the worst package, and the text the mediator would hand over counts.
r20: reservation values are the 80 % quantile of each party's utility and not known to the mediator; a
text counts only if every party answered that it would sign that very text, else 0. Where the first party
does not mean what it says, the same mediation is played with it honest too: ``liar_gain`` is how much more
utility (above its reservation value) lying brought it, ``partner_gain`` what it brought the others on the
average, ``flagged`` in how many mediations it was pointed out as refusing. Synthetic cases have
Dirichlet(1) weights and uniform values; the others are the two-party scenario files beside the
repository, left out aloud where absent.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from goodoffices.beliefs import SIGNS, Asks, Learner, Respondent, rehearse
from goodoffices.beliefs.rehearsal import Manner
from goodoffices.errors import InputError
from goodoffices.formats import load, recognise
from goodoffices.space import compile, size

SCENARIOS = Path(__file__).resolve().parents[2] / "shared" / "scenarios"
Floats = NDArray[np.float64]
Texts = list[NDArray[np.int64] | None]
READABLE = 10_500


@dataclass(frozen=True, slots=True)
class Instance:
    """One mediation to rehearse: tables (issues, options) padded with -1, reservation values, which
    options exist."""

    name: str
    dims: tuple[int, ...]
    tables: tuple[Floats, ...]
    floors: tuple[float, ...]


def utilities(instance: Instance) -> list[Floats]:
    """Every package's utility for each party (for cases small enough)."""
    found = []
    for table in instance.tables:
        total = np.zeros(1)
        for issue, dim in enumerate(instance.dims):
            total = (total[:, None] + table[issue, :dim][None, :]).ravel()
        found.append(total)
    return found


def synthetic(
    seed: int, issues: int = 5, options: int = 5, parties: int = 2, r20: bool = False
) -> Instance:
    """A case drawn from the mediator's own prior."""
    draws = np.random.Generator(np.random.Philox(seed))
    tables = []
    for _ in range(parties):
        weights = draws.dirichlet(np.ones(issues))
        values = draws.random((issues, options))
        values = (values - values.min(axis=1, keepdims=True)) / np.ptp(values, axis=1, keepdims=True)
        tables.append(weights[:, None] * values)
    instance = Instance(f"s{seed}", (options,) * issues, tuple(tables), (0.0,) * parties)
    return with_floors(instance, 0.8) if r20 else instance


def with_floors(instance: Instance, quantile: float | tuple[float, ...]) -> Instance:
    """The instance with each reservation value at a quantile of the party's utility over packages."""
    each = quantile if isinstance(quantile, tuple) else (quantile,) * len(instance.tables)
    floors = tuple(float(np.quantile(u, q)) for u, q in zip(utilities(instance), each, strict=True))
    return Instance(instance.name, instance.dims, instance.tables, floors)


def zone(instance: Instance) -> float:
    """The share of packages that every party would sign."""
    fine = [u >= r for u, r in zip(utilities(instance), instance.floors, strict=True)]
    return float(np.logical_and.reduce(fine).mean())


def real(kind: str) -> Iterator[Instance]:
    """The two-party scenario files of a kind with at most 10,500 packages, each only once."""
    pattern = {
        "genius": ("negmas-anac/y201[013]/*", "negmas-other/*"),
        "anl2022": ("geniusweb-anl2022/*",),
    }[kind]
    seen = set()
    for folder in sorted(path for one in pattern for path in SCENARIOS.glob(one)):
        if recognise(folder) is None:
            continue
        try:
            case = load(folder)
        except InputError:
            continue
        space = compile(case)
        if len(space.parties) != 2 or not 100 <= size(space) <= READABLE or len(space.issues) < 3:
            continue
        tables = []
        for party in range(2):
            table = np.zeros((len(space.dims), max(space.dims)))
            for part in space.tables[party]:
                if len(part.scope) != 1:
                    break
                row = part.values.astype(np.float64)
                table[part.scope[0], : len(row)] += row
            else:
                low = np.array([table[i, :d].min() for i, d in enumerate(space.dims)])
                table = np.where(
                    np.arange(max(space.dims)) < np.array(space.dims)[:, None], table - low[:, None], 0
                )
                tables.append(table / table.max(axis=1).sum())
        if len(tables) < 2:
            continue
        mark = hashlib.sha256(b"".join(np.round(t, 9).tobytes() for t in tables)).hexdigest()
        if mark not in seen:
            seen.add(mark)
            yield Instance(folder.name, space.dims, tuple(tables), (0.0, 0.0))


def fraction(instance: Instance, text: NDArray[np.int64] | None) -> float:
    """The share of the largest product of gains that a text has; 0 for none."""
    if text is None:
        return 0.0
    gains = [
        max(t[np.arange(len(text)), text].sum() - r, 0.0)
        for t, r in zip(instance.tables, instance.floors, strict=True)
    ]
    return float(np.prod(gains)) / most(instance)


def most(instance: Instance) -> float:
    """The largest product of gains: by listing packages, or exactly on a grid of the first party's
    utility."""
    if np.prod([float(d) for d in instance.dims]) <= 1e6:
        gains = [
            np.maximum(u - r, 0) for u, r in zip(utilities(instance), instance.floors, strict=True)
        ]
        return float(np.prod(gains, axis=0).max())
    return most_on_grid(instance)


def most_on_grid(instance: Instance) -> float:
    """The largest product of two parties' gains, the first one's utility rounded to parts of 4,000."""
    one, two = instance.tables
    cells = 4000
    best = np.full(cells + 1, -np.inf)
    best[0] = 0.0
    for issue, dim in enumerate(instance.dims):
        after = np.full(cells + 1, -np.inf)
        for option in range(dim):
            step = round(one[issue, option] * cells)
            moved = best[: cells + 1 - step] + two[issue, option]
            after[step:] = np.maximum(after[step:], moved)
        best = after
    grid = np.arange(cells + 1) / cells
    return float(
        (np.maximum(grid - instance.floors[0], 0) * np.maximum(best - instance.floors[1], 0)).max()
    )


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its instances, what is asked, how many wrong answers, and the least mean after k answers.

    ``manner`` is the first party's; the others are honest.
    """

    name: str
    instances: Callable[[bool], list[Instance]]
    goals: dict[int, float | None]
    asks: Asks
    known: bool
    errs: float = 0.0
    manner: Manner = "honest"


R0, R20 = Asks(sign=False), Asks()
BINARY = Asks(opening=False, sign=False, worst=False)
FREE: dict[int, float | None] = {10: None, 20: None}
"""Rows that show what there is, without a goal."""


def fresh(count: int, few: int, **given: Any) -> Callable[[bool], list[Instance]]:
    """Synthetic instances; with r20 only those with a zone."""

    def make(quick: bool) -> list[Instance]:
        found: list[Instance] = []
        seed = 9000
        while len(found) < (few if quick else count):
            one = synthetic(seed, **given)
            seed += 1
            if not given.get("r20") or zone(one) > 0:
                found.append(one)
        return found

    return make


def scenarios(*kinds: str, r20: bool = False, few: int = 8) -> Callable[[bool], list[Instance]]:
    """Scenario files; with r20 those where at least one package in 200 lies in the zone."""

    def make(quick: bool) -> list[Instance]:
        found = [one for kind in kinds for one in real(kind)]
        if r20:
            found = [one for one in (with_floors(one, 0.8) for one in found) if zone(one) >= 0.005]
        return found[:: max(1, len(found) // few)][:few] if quick else found

    return make


ROWS = (
    Row("5x5-r0", fresh(60, 16), {10: 0.91, 20: 0.96}, R0, True),
    Row("genius-r0", scenarios("genius"), {10: 0.91, 20: 0.97}, R0, True),
    Row("anl2022-r0", scenarios("anl2022"), {10: 0.80, 20: 0.89, 30: 0.94}, R0, True),
    Row("3p-r0", fresh(40, 12, parties=3), {10: 0.87, 20: 0.96}, R0, True),
    Row("5x5-r0-binary", fresh(60, 16), {10: 0.77, 20: 0.91}, BINARY, True),
    Row("20-issues", fresh(12, 4, issues=20), {10: 0.92, 20: 0.94}, R0, True),
    Row(
        "real-r20", scenarios("genius", "anl2022", r20=True), {10: 0.83, 20: 0.88, 30: 0.90}, R20, False
    ),
    Row("5x5-r20", fresh(60, 16, r20=True), {10: 0.80, 20: 0.87, 30: 0.90}, R20, False),
    Row("5x5-r20-noisy", fresh(60, 16, r20=True), {10: 0.68, 20: 0.83, 30: 0.88}, R20, False, 0.1),
    Row("3p-r20", fresh(30, 8, parties=3, r20=True), {10: 0.0, 20: 0.0, 30: 0.0}, R20, False),
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
    """One mediation: after each wanted number of answers the share by learning and by veto, each party's
    gain in utility; the parties pointed out at the end, and seconds a step."""

    learning: list[float]
    veto: list[float]
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
    hidden = [
        Respondent(
            np.where(np.arange(t.shape[1]) < np.array(instance.dims)[:, None], t, -1.0),
            r,
            row.manner if party == 0 else "honest",
            row.errs,
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
        [fraction(instance, text) for text in _veto(row, instance, hidden, draws)],
        [[0.0 if text is None else p.worth(text) - p.floor for p in hidden] for text in texts],
        learner.refusing(),
        seconds,
    )


def _pair(row: Row, instance: Instance, seed: int) -> tuple[Measured, Measured | None]:
    """A mediation, and, where the first party lies, the same one with everybody honest."""
    honest = None if row.manner == "honest" else _one(replace(row, manner="honest"), instance, seed)
    return _one(row, instance, seed), honest


def _lies(pairs: list[tuple[Measured, Measured | None]], place: int) -> dict[str, float]:
    """What lying brought the liar and, on the average, the others, and how often who was pointed out."""
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


def _veto(row: Row, instance: Instance, parties: list[Respondent], draws: np.random.Generator) -> Texts:
    """The single text with veto, two issues at a time: what stands after k answers (signed by all at
    r20)."""
    stands: NDArray[np.int64] | None = None
    found: Texts = []
    for _ in range(max(row.goals)):
        text = np.array([draws.integers(dim) for dim in instance.dims], dtype=np.int64)
        if stands is not None:
            moved = draws.permutation(len(instance.dims))[: 1 + int(draws.integers(2))]
            text = np.where(np.isin(np.arange(len(instance.dims)), moved), text, stands)
        answers = [party.reply(text, stands, row.asks, draws) for party in parties]
        if stands is None or all(
            (reply.level or 0) >= SIGNS if reply.better is None else reply.better for reply in answers
        ):
            stands = text
        found.append(stands)
    if not row.known:
        found = [
            text if text is not None and all(p.worth(text) >= p.floor for p in parties) else None
            for text in found
        ]
    return [found[k - 1] for k in row.goals]


def _zones(quick: bool) -> tuple[list[Instance], list[Instance]]:
    """Synthetic cases with reservation values at quantiles from .6 to .995: with a zone, and without."""
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


def main(quick: bool) -> list[dict[str, Any]]:
    """Measure every row and print the table."""
    found: list[dict[str, Any]] = []
    work = Parallel(n_jobs=2, return_as="generator")
    with Progress(console=Console(stderr=True)) as progress:
        for row in ROWS:
            instances = row.instances(quick)
            if not instances:
                Console().print(f"{row.name}: left out, because the scenario files are not here.")
                continue
            task = progress.add_task(row.name, total=len(instances))
            pairs: list[tuple[Measured, Measured | None]] = []
            for pair in work(
                delayed(_pair)(row, instance, 100 + n) for n, instance in enumerate(instances)
            ):
                pairs.append(pair)
                progress.advance(task)
            found += _rows(row, pairs)
        some, none = _zones(quick)
        caught = list(work(delayed(_says_none)(one, n) for n, one in enumerate(none)))
        false = list(work(delayed(_says_none)(one, n) for n, one in enumerate(some)))
    found.append(
        _row("no-zone caught@10", "learning", np.array(caught, dtype=np.float64), 10, 0.80, 0.0)
    )
    found.append(
        _row("no-zone false alarms@10", "learning", np.array(false, dtype=np.float64), 10, 0.05, 0.0)
    )
    _show(found)
    return found


def _rows(row: Row, pairs: list[tuple[Measured, Measured | None]]) -> list[dict[str, Any]]:
    """The rows of both mediators; what lies brought stands in those of the learning one."""
    seconds = float(np.median([one.seconds for one, _ in pairs]))
    found = []
    for name in ("learning", "two-issue veto"):
        for place, (k, goal) in enumerate(row.goals.items()):
            shares = [(one.learning if name == "learning" else one.veto)[place] for one, _ in pairs]
            lies = _lies(pairs, place) if name == "learning" else {}
            found.append({**_row(f"{row.name}@{k}", name, np.array(shares), k, goal, seconds), **lies})
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
