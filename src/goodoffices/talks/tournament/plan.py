"""The plan of a tournament, read from YAML."""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from goodoffices.casefile.nodes import read_text
from goodoffices.casefile.yaml_values import values_of
from goodoffices.errors import InputError, Problem, near_miss, shorten
from goodoffices.limits import CASE_FILE, CASE_VALUES, MESSAGE_LINES, RUNS, SAMPLE, SEED, Limit
from goodoffices.talks.engine.players import MEDIATORS, STRATEGIES, in_turn, mediators_named
from goodoffices.talks.engine.protocol import PROTOCOLS
from goodoffices.talks.run import TO_SHARE


@dataclass(frozen=True, slots=True)
class Plan:
    """The names to combine, the number of runs of each cell, and the seed.

    Attributes:
        mediators: names; ``two-issues/one-issue`` stands for several that lead the rounds in turn.
        sample: number of cells to draw from all, or None to play all.
        share: whether several mediators pass on to each other the answers of parties; False and True
            if both are to be played.
    """

    cases: tuple[str, ...]
    protocols: tuple[str, ...]
    strategies: tuple[str, ...]
    mediators: tuple[str, ...]
    runs: int
    seed: int
    sample: int | None
    share: tuple[bool, ...] = (False,)

    def digest(self) -> str:
        """Return a hash of the plan, so that results of different plans are never mixed."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


class _Reader:
    """A plan's fields as read, and all problems found in them."""

    def __init__(self, path: Path, found: dict[str, Any]) -> None:
        self.path, self.found, self.problems = str(path), found, list[Problem]()

    def problem(self, field: str, expected: str, found: str, near: str | None = None) -> None:
        self.problems.append(Problem(self.path, None, field, expected, found, near))

    def near(self, word: str, known: Collection[str]) -> str | None:
        """Return the closest known word, for the first problems only: no more are shown."""
        return near_miss(word, known) if len(self.problems) < MESSAGE_LINES.most else None

    def listed(self, field: str, default: Sequence[Any]) -> list[Any]:
        """Return the values of a field; a problem if there is none."""
        given = self.found.get(field, list(default))
        values = given if isinstance(given, list) else [given]
        if not values:
            self.problem(field, "at least one", "none")
        return values

    def names(
        self,
        field: str,
        allowed: Collection[str] | None,
        default: Sequence[str],
        parts: Callable[[str], tuple[str, ...]] = lambda name: (name,),
    ) -> tuple[str, ...]:
        """Return the names in a field; each part of a name must be allowed."""
        listed = [parts(str(entry)) for entry in self.listed(field, default)]
        for name in (name for entry in listed for name in entry):
            if allowed is not None and name not in allowed:
                expected = f"one of {', '.join(sorted(allowed))}"
                self.problem(field, expected, shorten(name), self.near(name, allowed))
        joined = list(map("/".join, listed))
        for name, times in Counter(joined).items():
            if times > 1:
                self.problem(field, "each once", f"{shorten(name)} {times} times")
        return tuple(joined)

    def different_cases(self, cases: Sequence[str]) -> None:
        """Note each case that an earlier path names, too: it would be played and counted twice."""
        first: dict[str, str] = {}
        for name in dict.fromkeys(cases):
            there = first.setdefault(os.path.normpath(name.removesuffix("case.yaml") or "."), name)
            if there != name:
                self.problem("cases", "each once", f"{shorten(name)}, which is {shorten(there)}")

    def booleans(self, field: str) -> tuple[bool, ...]:
        """Return the different truth values in a field; False if the field is missing."""
        listed = self.listed(field, [False])
        for value in (value for value in listed if not isinstance(value, bool)):
            self.problem(field, "true or false", shorten(str(value)))
        return tuple(dict.fromkeys(value for value in listed if isinstance(value, bool)))

    def integer(self, field: str, default: int, least: int, limit: Limit) -> int:
        given = self.found.get(field, default)
        whole = isinstance(given, int) and not isinstance(given, bool)
        if whole and least <= given <= limit.most:
            return int(given)
        long = whole and given > limit.most
        found = "more" if long else shorten(str(given))
        self.problem(field, f"a whole number from {least}, {limit}", found)
        return default


def read_plan(path: Path | str) -> Plan:
    """Read a plan from YAML: the fields of :class:`Plan`, with case folders relative to the file.

    Raises:
        InputError: with every problem in the file.
    """
    path = Path(path)
    text = read_text(path, CASE_FILE)
    found = values_of(text, str(path), CASE_FILE, CASE_VALUES)
    if not isinstance(found, dict):
        kind = {type(None): "nothing", list: "a list"}.get(type(found), shorten(found))
        raise InputError([Problem(str(path), None, "", "a mapping of fields such as 'runs: 20'", kind)])
    reader = _Reader(path, found)
    known = [field.name for field in fields(Plan)]
    for name in map(str, found):
        if name not in known:
            reader.problem(name, "a field of a plan", "another", reader.near(name, known))
    plan = Plan(
        reader.names("cases", None, ()),
        reader.names("protocols", PROTOCOLS, ["alternating-offers"]),
        reader.names("strategies", STRATEGIES, ["boulware", "conceder"]),
        reader.names("mediators", MEDIATORS, ["two-issues"], in_turn),
        reader.integer("runs", 1, 1, RUNS),
        reader.integer("seed", 0, 0, SEED),
        reader.integer("sample", 1, 1, SAMPLE) if "sample" in found else None,
        reader.booleans("share"),
    )
    reader.different_cases(plan.cases)
    # a family knows its names only when it is asked for one
    for name in filter(STRATEGIES.__contains__, plan.strategies):
        STRATEGIES.named(name)
    _check_mediators(reader, plan)
    if reader.problems:
        raise InputError(reader.problems)
    return plan


def _check_mediators(reader: _Reader, plan: Plan) -> None:
    """Note sharing with only single mediators, and known mediators that play no protocol of the plan."""
    if any(plan.share) and all(len(in_turn(entry)) == 1 for entry in plan.mediators):
        reader.problem("share", f"in 'mediators' {TO_SHARE}", "none")
    needing = [name for name in plan.protocols if name in PROTOCOLS and PROTOCOLS[name].needs_mediator]
    for entry in plan.mediators if needing else ():
        known = all(name in MEDIATORS for name in in_turn(entry))
        if known and not any(plays(entry, protocol) for protocol in needing):
            expected = f"one that plays {' or '.join(needing)}, or several that all do"
            reader.problem("mediators", expected, f"'{entry}'")


def plays(mediators: str, protocol: str) -> bool:
    """Return whether a mediator, or each of several in turn, can play a protocol."""
    return all(protocol in player.protocols for player in mediators_named(in_turn(mediators)))
