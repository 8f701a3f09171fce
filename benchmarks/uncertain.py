"""Packages under preferences known in part: processor seconds, and how they grow with packages and profiles.

There is no R here, so that its smaa cannot be measured. The peer is crispyn, a package on PyPI that counts
ranks as SMAA does (Lahdelma, R., Hokkanen, J. & Salminen, P. (1998), SMAA, European Journal of Operational
Research 106:137-143): for each draw all alternatives are ranked, by VIKOR, and the ranks counted. It gets
1,000 alternatives and the weights of 1,000 of our profiles. It takes a single matrix of values: those of
the first profile. Beside it stands a plain NumPy ranking loop of our own, with all values. Ranks and
acceptance are different quantities: a ratio says what a question about acceptance saves, not who is quicker
at ranks.
"""

from __future__ import annotations

import resource
import time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.peers.environment import peer
from benchmarks.tables import show
from goodoffices import load
from goodoffices.agreements.uncertain.ask import ask_of
from goodoffices.agreements.uncertain.drawn import Sample, sample_of
from goodoffices.agreements.uncertain.robust import robust_of
from goodoffices.model import Case
from goodoffices.space import shares
from goodoffices.space.shares import utilities

PROFILES = 10_000
RANKED = 1_000
"""Alternatives of the peers, and draws."""


def main(quick: bool) -> list[dict[str, Any]]:
    """Measure and print every row."""
    many = PROFILES // 5 if quick else PROFILES
    rows = [
        _whole("deals-2p-1e5", 2, many, 10.0),
        _whole("deals-4p-1e5", 4, many, 20.0),
        _ask("ask-3p-1e5"),
        _memory(),
        *_beside_ranks(),
    ]
    for power in (3, 4):
        rows.append(
            _growth(f"packages-1e{power}-to-1e{power + 1}", (power, power + 1), (2000, 2000), 10.0)
        )
    rows.append(_growth("profiles-2000-to-4000", (5, 5), (2000, 4000), 2.0))
    show(rows, title="Packages under preferences known in part")
    return rows


def case_of(parties: int, issues: int) -> Case:
    """Return a case of issues with ten options; of each party four or two statements are known."""
    known: list[dict[str, Any]] = [
        {"most important first": ["i0", "i1", "i2"]},
        {"issue": "i0", "at least": 1.5, "times": "i1"},
        {"best first": {"i0": ["o0", "o5", "o9"]}},
        {"can live with": {f"i{k}": f"o{k * 3 % 10}" for k in range(issues)}},
    ]
    names = [f"p{party}" for party in range(parties)]
    return load(
        {
            "goodoffices": 1,
            "title": "Drawn",
            "kind": "modelled",
            "fictional": True,
            "basis": "invented",
            "parties": {name: {"name": name} for name in names},
            "issues": {f"i{k}": {"options": [f"o{o}" for o in range(10)]} for k in range(issues)},
            "preferences": {
                name: {"unsaid": "open", "known": known[: 4 - 2 * (place % 2)]}
                for place, name in enumerate(names)
            },
        }
    )


def _row(name: str, ours: float, goal: float, unit: str = "s") -> dict[str, Any]:
    return {
        "name": name,
        "ours": ours,
        "peer": None,
        "unit": unit,
        "ratio": goal / ours,
        "goal": 1,
    }


def _whole(name: str, parties: int, many: int, goal: float) -> dict[str, Any]:
    """Draw profiles and find the most robust of 100,000 packages; the goal is for 10,000 profiles."""
    case = case_of(parties, 5)
    begun = time.process_time()
    robust_of(sample_of(case, many, 1))
    return _row(name, (time.process_time() - begun) * PROFILES / many, goal)


def _ask(name: str) -> dict[str, Any]:
    case = case_of(3, 5)
    begun = time.process_time()
    ask_of(sample_of(case, 2_000, 1))
    return _row(name, time.process_time() - begun, 5.0)


def _memory() -> dict[str, Any]:
    """Return the largest memory of this process so far."""
    return _row("memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20, 0.5, "GB")


def _beside_ranks() -> list[dict[str, Any]]:
    """Compare nanoseconds for a package, profile and party at 1,000 alternatives, with both peers."""
    sample = sample_of(case_of(2, 3), RANKED, 1)
    begun = time.process_time()
    found = shares(sample.agenda, sample.drawn, 10)
    ours = _each(time.process_time() - begun, parties=2)
    codes = found.codes
    with peer("crispyn_ranks.py") as other:
        said = other.ask(**ranking_of(sample, codes))
    worths = [utilities(sample.agenda.dims, one, codes) for one in sample.drawn]
    begun = time.process_time()
    for worth in worths:
        counts = np.zeros((RANKED, RANKED), dtype=np.int32)
        places = np.arange(RANKED)
        for draw in worth:
            counts[np.argsort(-draw), places] += 1
    loop = _each(time.process_time() - begun, parties=2)
    return [
        _beside("acceptance-beside-crispyn-ranks", ours, _each(said["seconds"], parties=1), 100),
        _beside("acceptance-beside-own-ranking-loop", ours, loop, 1),
    ]


def ranking_of(sample: Sample, codes: NDArray[np.int64]) -> dict[str, list[list[float]]]:
    """Return what crispyn needs to rank packages: a value for each issue, and the weights of each profile."""
    cells = sample.drawn[0].cells
    parts = np.split(cells, np.cumsum(sample.agenda.dims)[:-1], axis=1)
    weights = np.stack([np.ptp(part, axis=1) for part in parts], axis=1)
    matrix = np.stack([part[0][codes[:, issue]] for issue, part in enumerate(parts)], axis=1)
    return {"matrix": matrix.tolist(), "weights": (weights / weights.sum(axis=1)[:, None]).tolist()}


def _each(seconds: float, parties: int) -> float:
    """Return nanoseconds for a package, profile and party."""
    return seconds / (parties * RANKED * RANKED) * 1e9


def _beside(name: str, ours: float, other: float, goal: float) -> dict[str, Any]:
    return {
        "name": name,
        "ours": ours,
        "peer": other,
        "unit": "ns",
        "ratio": other / ours,
        "goal": goal,
    }


def _growth(name: str, powers: tuple[int, int], many: tuple[int, int], factor: float) -> dict[str, Any]:
    """Return by how much the kernel's time grows, beside the growth of its input."""
    seconds = []
    for power, profiles in zip(powers, many, strict=True):
        sample = sample_of(case_of(2, power), profiles, 1)
        begun = time.process_time()
        shares(sample.agenda, sample.drawn, 10)
        seconds.append(time.process_time() - begun)
    return _row(name, seconds[1] / seconds[0], 1.2 * factor, "times")
