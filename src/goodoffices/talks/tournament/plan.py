"""The plan of a tournament, read from YAML."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from goodoffices.errors import InputError, Problem, near_miss
from goodoffices.talks.engine.players import MEDIATORS, STRATEGIES, in_turn, mediators_named
from goodoffices.talks.engine.protocol import PROTOCOLS
from goodoffices.talks.run import TO_SHARE

FIELDS = ("cases", "protocols", "strategies", "mediators", "share", "runs", "seed", "sample")


@dataclass(frozen=True, slots=True)
class Plan:
    """What is played: lists of names, how many runs a cell, one seed, and how many cells if not all.

    A name among ``mediators`` may be of several that lead the rounds in turn, ``two-issues/one-issue``;
    ``share`` says whether these pass on what they hear, and holds both where either way is to be played.
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
        """A hash of the plan: results of another plan are not mixed in."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


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
        if known and not any(plays(entry, protocol) for protocol in needing):
            expected = f"one that plays {' or '.join(needing)}, or several that all do"
            reader.problem("mediators", expected, f"'{entry}'")


def plays(mediator: str, protocol: str) -> bool:
    """Whether a mediator, or each of several in turn, knows how to play a protocol."""
    return all(protocol in third.protocols for third in mediators_named(in_turn(mediator)))
