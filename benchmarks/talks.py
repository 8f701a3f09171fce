"""Simulated talks compared with NegMAS 0.16 in the same run: equal strategies, 3,125 packages, 100 steps.

A sample of lanes is played again as single sessions, which must be equal event by event. The tournament
has four strategies in every pair and role on fifteen cases; ours is timed from plain tables to the means
with their intervals.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from itertools import product
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from joblib import Parallel, delayed

from benchmarks.deals import SCALE, Wanted, tables_of
from benchmarks.peers.environment import PEERS, Peer, peer, python
from benchmarks.tables import show
from goodoffices.space import Space, evaluate, from_tables, packages
from goodoffices.talks import Log, drive, tournament
from goodoffices.talks.engine.many_tables import drive_together
from goodoffices.talks.engine.players import strategy_named
from goodoffices.talks.engine.protocol import PROTOCOLS
from goodoffices.talks.engine.session import PartySeat
from goodoffices.talks.engine.state import Setting
from goodoffices.talks.engine.views import party_private
from goodoffices.talks.outcomes.measures import Yardstick

STEPS, FLOOR = 100, 0.2
STRATEGIES = ("boulware", "linear", "conceder", "tough")
CHUNK = 10_000


def instance(seed: int) -> list[list[list[float]]]:
    """Return a space of five issues with five options each."""
    return tables_of(Wanted("", 2, 5, 5, "", 1, 1), seed)


def played(space: Space, strategies: tuple[str, ...], runs: range) -> Log:
    """Time alternating offers in lanes, from compiled tables."""
    codes = packages(space)
    setting = Setting(parties=2, mediators=0, issues=5, rounds=1, steps=STEPS, lead=2, carries=(0, 0))
    seats = [
        PartySeat(party_private(space, p, codes), strategy_named(name))
        for p, name in enumerate(strategies)
    ]
    return drive(PROTOCOLS["alternating-offers"](setting), seats, 1, runs)


def space_of(tables: list[list[list[float]]]) -> Space:
    return from_tables(tables, scale=SCALE, reservations=[FLOOR, FLOOR])


def _lanes(other: Peer, quick: bool) -> dict[str, Any]:
    space = space_of(instance(1))
    played(space, ("boulware", "boulware"), range(100))
    times = []
    for _ in range(2 if quick else 5):
        begin = time.perf_counter()
        log = played(space, ("boulware", "boulware"), range(CHUNK))
        times.append(time.perf_counter() - begin)
    for run in (0, 17, 4_321, CHUNK - 1):
        alone = played(space, ("boulware", "boulware"), range(run, run + 1))
        assert log.fingerprint(run) == alone.fingerprint(0), f"lane {run} is not the session alone"
    many = 10 if quick else 40
    answer = other.ask(
        scenarios=[instance(1)], floors=[FLOOR, FLOOR], strategies=["boulware"], runs=many, steps=STEPS
    )
    ours, theirs = CHUNK / median(times), many / answer["seconds"]
    return {
        "name": "lanes-boulware-10000",
        "ours": ours,
        "peer": theirs,
        "unit": "talks/s",
        "ratio": ours / theirs,
        "goal": 3000,
        "measured": "in this run",
    }


_CASE = """goodoffices: 1
title: bench
kind: modelled
fictional: true
basis: invented
about: made for a benchmark
parties: {A: {name: A}, B: {name: B}}
issues:
"""


def _case_file(tables: list[list[list[float]]]) -> str:
    lines = [f"  i{issue}: {{options: [a, b, c, d, e]}}" for issue in range(5)]
    prefs = []
    for name, party in zip("AB", tables, strict=True):
        rows = [
            f"      i{issue}: {{"
            + ", ".join(f"{o}: {v}" for o, v in zip("abcde", values, strict=True))
            + "}"
            for issue, values in enumerate(party)
        ]
        prefs.append(f"  {name}:\n    reservation: {FLOOR}\n    values:\n" + "\n".join(rows))
    talks = f"talks: {{rounds: 1, steps: {STEPS}}}\n"
    return _CASE + "\n".join(lines) + "\npreferences:\n" + "\n".join(prefs) + "\n" + talks


def _single(quick: bool) -> dict[str, Any]:
    """Time a process each, both with their bytecode compiled beforehand."""
    for place in (Path(sys.prefix) / "lib", PEERS.parent / "src", PEERS / "lib"):
        words = [sys.executable, "-m", "compileall", "-q", "-j", "2", str(place)]
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        subprocess.run(words, check=False, capture_output=True, env=kept)
    tables = instance(1)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "case.yaml").write_text(_case_file(tables))
        ours_words = [sys.executable, "-m", "goodoffices", "talks", folder, "--runs", "1", "--json"]
        given = json.dumps({"tables": tables, "floors": [FLOOR, FLOOR], "steps": STEPS})
        theirs_words = [str(python()), str(PEERS.parent / "benchmarks/peers/negmas_single.py"), given]
        ours: list[float] = []
        theirs: list[float] = []
        for _ in range(2 if quick else 5):
            for words, times in ((ours_words, ours), (theirs_words, theirs)):
                begin = time.perf_counter()
                subprocess.run(words, check=True, capture_output=True)
                times.append(time.perf_counter() - begin)
    a, b = 1000 * median(ours), 1000 * median(theirs)
    return {
        "name": "single-cold",
        "ours": a,
        "peer": b,
        "unit": "ms",
        "ratio": b / a,
        "goal": 1,
        "measured": "in this run",
    }


def cells_of(scenarios: list[list[list[list[float]]]]) -> list[dict[str, Any]]:
    """Time every pair of strategies in both roles on every scenario, in the lanes of a single drive."""
    setting = Setting(parties=2, mediators=0, issues=5, rounds=1, steps=STEPS, lead=2, carries=(0, 0))
    spaces = [space_of(tables) for tables in scenarios]
    pairs, seats = list(product(STRATEGIES, repeat=2)), []
    for space in spaces:
        codes = packages(space)
        privates = [party_private(space, place, codes) for place in range(2)]
        mine = [{name: PartySeat(own, strategy_named(name)) for name in STRATEGIES} for own in privates]
        seats += [[mine[0][one], mine[1][two]] for one, two in pairs]
    log = drive_together(PROTOCOLS["alternating-offers"](setting), seats, 1, range(1))
    agreed, results = log.protocol.within(log.final, "agreed"), []
    for number, space in enumerate(spaces):
        lanes = slice(number * len(pairs), (number + 1) * len(pairs))
        utilities, fine = evaluate(space, log.final.put[lanes]), agreed[lanes]
        measures, worth = Yardstick(space).measure(utilities, fine), (utilities / SCALE).tolist()
        for place, pair in enumerate(pairs):
            results.append(
                {
                    "case": str(number),
                    "protocol": "",
                    "mediator": "",
                    "strategies": list(pair),
                    "reservations": [FLOOR, FLOOR],
                    "measures": measures.of(slice(place, place + 1)).means(),
                    "utilities": [worth[place] if fine[place] else None],
                }
            )
    return results


def _tournament(other: Peer, quick: bool) -> dict[str, Any]:
    scenarios = [instance(seed) for seed in range(15)]
    begin = time.perf_counter()
    results = cells_of(scenarios)
    tournament.summary(results)
    ours = time.perf_counter() - begin
    few = scenarios[:2] if quick else scenarios
    answer = other.ask(
        tournament=True, scenarios=few, floors=[FLOOR, FLOOR], strategies=list(STRATEGIES), steps=STEPS
    )
    theirs = answer["seconds"] * len(scenarios) / len(few)
    return {
        "name": "tournament-4x15",
        "ours": ours,
        "peer": theirs,
        "unit": "s",
        "ratio": theirs / ours,
        "goal": 200,
        "measured": "peer on 2 of 15 cases, scaled" if quick else "in this run",
    }


def _chunk(first: int) -> int:
    log = played(space_of(instance(1)), ("boulware", "boulware"), range(first, first + CHUNK))
    return int(log.protocol.within(log.final, "agreed").sum())


def _million() -> dict[str, Any]:
    begin = time.perf_counter()
    agreed = sum(Parallel(n_jobs=2)(delayed(_chunk)(first) for first in range(0, 1_000_000, CHUNK)))
    seconds = time.perf_counter() - begin
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    assert agreed
    return {
        "name": "million",
        "ours": seconds,
        "peer": None,
        "unit": "s",
        "ratio": 60 / seconds,
        "goal": 1,
        "measured": f"{memory:,.0f} MB a process",
        "mb": 2 * memory,
    }


def main(quick: bool) -> list[dict[str, Any]]:
    """Measure every row and print the table."""
    np.seterr(all="raise", under="ignore")
    with peer("negmas_talks.py") as other:
        rows = [_lanes(other, quick), _single(quick), _tournament(other, quick), _million()]
    show(rows, title="Talks beside NegMAS 0.16.0")
    return rows
