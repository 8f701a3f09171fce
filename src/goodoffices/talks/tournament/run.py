"""Tournaments: every cell of a plan played once, whatever happens in between, and what can be said of it.

A plan says which cases, protocols, mediators and strategies; a cell is one of each, with a strategy for every
party in every order, and maybe several mediators in turn. Results are one JSON line a cell, appended when
it is done, so that a tournament that is stopped goes on where it was; the first line is a manifest and holds
the plan, which must be the same.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations, product
from pathlib import Path
from typing import Any

import numpy as np
from joblib import Parallel, delayed
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from goodoffices.errors import InputError, Problem, UsageError, near_miss
from goodoffices.formats import load
from goodoffices.talks.engine.players import MEDIATORS, STRATEGIES, in_turn, mediators_named
from goodoffices.talks.engine.protocol import PROTOCOLS
from goodoffices.talks.run import TO_SHARE, leading, too_few
from goodoffices.talks.tournament.cells import Cell, Plan, grouped, played

RESAMPLES = 2000
FIELDS = ("cases", "protocols", "strategies", "mediators", "share", "runs", "seed", "sample")


class _Reader:
    """Reads a plan's fields and keeps every problem."""

    def __init__(self, path: Path, found: dict[str, Any]) -> None:
        self.path, self.found, self.problems = str(path), found, list[Problem]()

    def problem(self, field: str, expected: str, found: str, near: str | None = None) -> None:
        self.problems.append(Problem(self.path, None, field, expected, found, near))

    def listed(self, field: str, otherwise: Sequence[Any]) -> list[Any]:
        """What a field holds, as a list."""
        given = self.found.get(field, list(otherwise))
        return given if isinstance(given, list) else [given]

    def names(
        self,
        field: str,
        allowed: Sequence[str] | None,
        otherwise: Sequence[str],
        parts: Callable[[str], tuple[str, ...]] = lambda name: (name,),
    ) -> tuple[str, ...]:
        """The names in a field; one may be made of parts, and each part is a name that is allowed."""
        listed = [parts(str(entry)) for entry in self.listed(field, otherwise)]
        for name in (name for entry in listed for name in entry):
            if allowed is not None and name not in allowed:
                expected = f"one of {', '.join(sorted(allowed))}"
                self.problem(field, expected, f"'{name}'", near_miss(name, allowed))
        if not listed:
            self.problem(field, "at least one", "none")
        return tuple(map("/".join, listed))

    def truths(self, field: str) -> tuple[bool, ...]:
        """True, false, or a list of them; false if nothing is said."""
        listed = self.listed(field, [False])
        for value in (value for value in listed if not isinstance(value, bool)):
            self.problem(field, "true or false", f"'{value}'")
        if not listed:
            self.problem(field, "at least one", "none")
        return tuple(dict.fromkeys(value for value in listed if isinstance(value, bool)))

    def whole(self, field: str, otherwise: int, least: int) -> int:
        given = self.found.get(field, otherwise)
        if isinstance(given, int) and given >= least:
            return given
        self.problem(field, f"a whole number from {least}", f"'{given}'")
        return otherwise


def read_plan(path: Path) -> Plan:
    """A plan from YAML: the fields in ``FIELDS``; paths as seen from it.

    Raises:
        InputError: with everything that is wrong in it.
    """
    try:
        found = YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, YAMLError) as error:
        words = str(error).splitlines()[0]
        raise InputError([Problem(str(path), None, "", "a plan in YAML", words)]) from None
    if not isinstance(found, dict):
        raise InputError([Problem(str(path), None, "", "a mapping of fields", type(found).__name__)])
    reader = _Reader(path, found)
    for field in map(str, found):
        if field not in FIELDS:
            reader.problem(field, "a field of a plan", "another", near_miss(field, FIELDS))
    plan = Plan(
        reader.names("cases", None, ()),
        reader.names("protocols", list(PROTOCOLS), ["alternating-offers"]),
        reader.names("strategies", list(STRATEGIES), ["boulware", "conceder"]),
        reader.names("mediators", list(MEDIATORS), ["two-issues"], in_turn),
        reader.whole("runs", 1, 1),
        reader.whole("seed", 0, 0),
        reader.whole("sample", 1, 1) if "sample" in found else None,
        reader.truths("share"),
    )
    _check_mediators(reader, plan)
    if reader.problems:
        raise InputError(reader.problems)
    return plan


def _check_mediators(reader: _Reader, plan: Plan) -> None:
    """What is wrong with mediators that there are: nobody to share with, or none of the protocols played."""
    if any(plan.share) and all(len(in_turn(entry)) == 1 for entry in plan.mediators):
        reader.problem("share", f"in 'mediators' {TO_SHARE}", "none")
    needing = [name for name in plan.protocols if name in PROTOCOLS and PROTOCOLS[name].needs_mediator]
    for entry in plan.mediators if needing else ():
        known = all(name in MEDIATORS for name in in_turn(entry))
        if known and not any(_plays(entry, protocol) for protocol in needing):
            expected = f"one that plays {' or '.join(needing)}, or several that all do"
            reader.problem("mediators", expected, f"'{entry}'")


def cells(plan: Plan, folder: Path) -> list[Cell]:
    """The full factorial of a plan, or so many of its cells drawn once each by its seed.

    A mediator or strategy that does not play a protocol makes no cell with it, nor do several mediators one
    of which does not; where no mediator is needed there is one cell, or where there is nobody to share with.

    Raises:
        UsageError: mediators are to lead in cases in which too few reach every party; all such cases.
    """
    found, problems = list[Cell](), dict[str, None]()
    for name in plan.cases:
        case = load(folder / name).modelled()
        for protocol in plan.protocols:
            kind = PROTOCOLS[protocol]
            fitting = [
                name for name in plan.strategies if STRATEGIES[name]().offers or not kind.offers()
            ]
            for mediator, sharing in _led(plan, protocol):
                why = too_few(case, len(leading(kind, mediator))) if kind.needs_mediator else None
                problems |= {why: None} if why else {}
                for strategies in product(fitting, repeat=len(case.parties)):
                    found.append(Cell(name, protocol, mediator, strategies, sharing))
    if problems:
        raise UsageError("\n".join(problems))
    if plan.sample is not None and plan.sample < len(found):
        draws = np.random.Generator(np.random.Philox(plan.seed))
        places = sorted(draws.choice(len(found), plan.sample, replace=False).tolist())
        found = [found[place] for place in places]
    return found


def _led(plan: Plan, protocol: str) -> Iterator[tuple[str, bool]]:
    """Who may lead a protocol's rounds, and whether they share what they hear."""
    if not PROTOCOLS[protocol].needs_mediator:
        yield plan.mediators[0], False
        return
    for mediator in plan.mediators:
        if _plays(mediator, protocol):
            several = len(in_turn(mediator)) > 1
            yield from ((mediator, sharing) for sharing in (plan.share if several else (False,)))


def _plays(mediator: str, protocol: str) -> bool:
    """Whether a mediator, or each of several in turn, knows how to play a protocol."""
    return all(protocol in third.protocols for third in mediators_named(in_turn(mediator)))


def play(
    plan: Plan,
    folder: Path,
    out: Path,
    jobs: int = 1,
    progress: Callable[[str, int, int], None] | None = None,
) -> list[dict[str, Any]]:
    """Play every cell that ``out`` does not hold yet; all results, in the order of the plan.

    Raises:
        UsageError: ``out`` holds the results of another plan, or too few mediators reach every party.
    """
    wanted = cells(plan, folder)
    done = dict(_held(plan, out))
    number = sum(cell.key in done for cell in wanted)
    sets = grouped(plan, folder, [cell for cell in wanted if cell.key not in done], jobs)
    with open(out, "ab") as file:
        work = (delayed(played)(plan, folder, group) for group in sets)
        for results in Parallel(n_jobs=jobs, return_as="generator")(work):
            lines = [json.dumps(result, sort_keys=True) for result in results]
            file.write("".join(line + "\n" for line in lines).encode())
            file.flush()
            os.fsync(file.fileno())
            for result, line in zip(results, lines, strict=True):
                done[result["key"]] = json.loads(line)
                number += 1
                if progress is not None:
                    progress("Tournament", number, len(wanted))
    return [done[cell.key] for cell in wanted]


def _held(plan: Plan, out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The results a file holds. A line cut off by a kill is cut away; an empty file gets its manifest."""
    data = out.read_bytes() if out.exists() else b""
    whole = data[: data.rfind(b"\n") + 1]
    if not whole:
        out.parent.mkdir(parents=True, exist_ok=True)
        head = {"manifest": asdict(plan), "digest": plan.digest()}
        out.write_bytes(json.dumps(head, sort_keys=True).encode() + b"\n")
        return
    if len(whole) < len(data):
        with open(out, "r+b") as file:
            file.truncate(len(whole))
    for number, line in enumerate(whole.splitlines()):
        found = json.loads(line)
        if number == 0 and found.get("digest") != plan.digest():
            raise UsageError(f"{out}: expected the results of this plan, found those of another one.")
        if number:
            yield found["key"], found


@dataclass(frozen=True, slots=True)
class Line:
    """A strategy's mean worth over all its seats and runs, with a 95 % interval by resampling cells."""

    strategy: str
    mean: float
    low: float
    high: float
    seats: int


@dataclass(frozen=True, slots=True)
class Led:
    """What came of the cells that one mediator led, or several in turn: sessions, and those that agreed."""

    mediator: str
    sharing: bool
    protocol: str
    cells: int
    runs: int
    agreed: int


def by_mediator(results: Sequence[Mapping[str, Any]]) -> tuple[Led, ...]:
    """Cells of protocols that need a mediator added up, in the order of the plan."""
    found: dict[tuple[str, bool, str], list[tuple[int, int]]] = defaultdict(list)
    for result in results:
        if PROTOCOLS[result["protocol"]].needs_mediator:
            led = result["mediator"], result["sharing"], result["protocol"]
            found[led].append((result["runs"], result["agreed"]))
    return tuple(
        Led(*led, len(counts), sum(runs for runs, _ in counts), sum(agreed for _, agreed in counts))
        for led, counts in found.items()
    )


@dataclass(frozen=True, slots=True)
class Summary:
    """Strategies from the best mean on, and the chance of so large a difference by luck, pair by pair."""

    lines: tuple[Line, ...]
    pairs: Mapping[tuple[str, str], float]


def summary(results: Sequence[Mapping[str, Any]], seed: int = 0) -> Summary:
    """Means with bootstrap intervals (Efron & Tibshirani 1993), and sign-flip tests of paired differences.

    A run without agreement is worth the reservation value. What a seat ended with is over the range of what
    that seat ended with in any cell, so that cases can be added up. Two strategies are paired where all else
    in a cell is the same.
    """
    ended: dict[tuple[str, int], dict[tuple[Any, ...], float]] = defaultdict(dict)
    for result in results:
        table = result["protocol"], result["mediator"], result.get("sharing", False)
        for seat, strategy in enumerate(result["strategies"]):
            floor = result["reservations"][seat]
            values = [worth[seat] if worth is not None else floor for worth in result["utilities"]]
            others = (*result["strategies"][:seat], "*", *result["strategies"][seat + 1 :])
            ended[result["case"], seat][strategy, table, others] = sum(values) / len(values)
    worth: dict[str, dict[tuple[Any, ...], float]] = defaultdict(dict)
    for where, found in ended.items():
        low, high = min(found.values()), max(found.values())
        for (strategy, *rest), value in found.items():
            worth[strategy][(where, *rest)] = (value - low) / (high - low) if high > low else 0.0
    draws = np.random.Generator(np.random.Philox(seed))
    lines = []
    for strategy, shares in worth.items():
        array = np.array(list(shares.values()))
        means = array.take(draws.integers(0, len(array), (RESAMPLES, len(array)))).mean(axis=1)
        low, high = np.quantile(means, [0.025, 0.975]).tolist()
        lines.append(Line(strategy, float(array.mean()), low, high, len(array)))
    pairs = {
        (one, two): _by_luck(worth[one], worth[two], draws)
        for one, two in combinations(sorted(worth), 2)
    }
    return Summary(tuple(sorted(lines, key=lambda line: (-line.mean, line.strategy))), pairs)


def _by_luck(one: Mapping[Any, float], two: Mapping[Any, float], draws: np.random.Generator) -> float:
    """How often signs drawn at random make the mean difference as large as it is (Fisher 1935)."""
    gaps = np.array([one[place] - two[place] for place in one if place in two])
    if not len(gaps):
        return 1.0
    kept = draws.integers(0, 2, (RESAMPLES, len(gaps))).astype(np.float64) @ gaps
    as_large = np.abs(2 * kept - gaps.sum()) / len(gaps) >= abs(gaps.mean()) - 1e-12
    return float((as_large.sum() + 1) / (RESAMPLES + 1))
