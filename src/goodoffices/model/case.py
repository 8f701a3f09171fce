"""A case: a negotiation as frozen data, without input or output."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from fractions import Fraction
from functools import cached_property
from pathlib import PurePath
from typing import Literal

from goodoffices.errors import RecordOnlyError, UsageError, shorten
from goodoffices.model.issues import Issue, Linkage
from goodoffices.model.partial import Partial
from goodoffices.model.people import UNLESS_DEFAULT, Channel, Mediator, Party
from goodoffices.model.phases import Phases
from goodoffices.model.preferences import BASES, Basis, Preference
from goodoffices.model.stability import Conflict
from goodoffices.outlined import Outlined

CaseKind = Literal["modelled", "record-only"]
RoundStatus = Literal["held", "planned", "ongoing", "postponed", "broken-off", "ended-without-result"]


@dataclass(frozen=True, slots=True)
class Round:
    """A round of talks, with its date (EDTF), its place and its status."""

    id: str
    name: str
    status: RoundStatus
    edtf: str | None = None
    place: str | None = None
    result: str | None = None


@dataclass(frozen=True, slots=True)
class TalkRules:
    """Length of simulated talks: rounds, and steps in each round.

    ``strong_votes`` is the number of strong votes of each party, if the protocol has such votes.
    """

    rounds: int = 2
    steps: int = 40
    strong_votes: int = 20


# without slots, so that the digest is computed once
@dataclass(frozen=True, repr=False)
class Case(Outlined):
    """A negotiation. A record-only case has no preferences, and nothing is computed from it.

    In a modelled case each party has its preferences: exact numbers in ``preferences``, or ranges and
    statements in ``partial``.
    """

    id: str
    title: str
    kind: CaseKind
    fictional: bool
    about: str
    parties: tuple[Party, ...]
    mediators: tuple[Mediator, ...] = ()
    channels: tuple[Channel, ...] = ()
    issues: tuple[Issue, ...] = ()
    linkages: tuple[Linkage, ...] = ()
    preferences: tuple[Preference, ...] = ()
    rounds: tuple[Round, ...] = ()
    rules: TalkRules = field(default_factory=TalkRules)
    phases: Phases | None = field(default=None, metadata=UNLESS_DEFAULT)
    partial: tuple[Partial, ...] = field(default=(), metadata=UNLESS_DEFAULT)
    conflict: Conflict | None = field(default=None, metadata=UNLESS_DEFAULT)

    def modelled(self) -> Case:
        """Return this case if it has preferences.

        Raises:
            RecordOnlyError: if the case is record-only.
        """
        if self.kind == "record-only":
            raise RecordOnlyError(
                f"{self.id} is record-only: it records statements and events, and attributes no "
                "preferences to anyone, so there is nothing to compute. See 'goodoffices brief'."
            )
        return self

    def exact(self) -> Case:
        """Return this case if it is modelled and every preference is an exact number.

        Raises:
            RecordOnlyError: if the case is record-only.
            UsageError: if the preferences of a party are known in part; it names the missing numbers.
        """
        names = {issue.id: issue.name for issue in self.modelled().issues}
        if self.partial:
            missing = "; ".join(f"{one.party}: {one.missing(names)}" for one in self.partial)
            raise UsageError(
                f"{self.id}: expected exact numbers, found preferences known in part ({missing}). See "
                "'goodoffices deals CASE --uncertain'."
            )
        return self

    def numbers_by_basis(self) -> Mapping[Basis, int]:
        """Return how many numbers about preferences rest on each basis; ranges and statements count too."""
        counts = dict.fromkeys(BASES, 0)
        known: list[Preference | Partial] = [*self.preferences, *self.partial]
        for preference in known:
            for basis, count in preference.numbers_by_basis().items():
                counts[basis] += count
        for group in (group for party in self.parties for group in party.constituencies):
            if group.pressure is not None:
                counts[group.pressure.basis] += 1
            if group.accepts is not None:
                counts[group.accepts.basis] += group.accepts.numbers
        for part in (self.phases, self.conflict):
            for basis, count in (part.numbers_by_basis() if part else {}).items():
                counts[basis] += count
        return counts

    def digest(self) -> str:
        """Return the SHA-256 of everything in the case, in hexadecimal; every result carries it."""
        return self._digest

    @cached_property
    def _digest(self) -> str:
        text = json.dumps(_plain(self), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def as_case(given: object) -> Case:
    """Return the case that a function was given.

    Raises:
        UsageError: if it was given something else; to whoever gave a path, the message says how it is loaded.
    """
    if isinstance(given, Case):
        return given
    if isinstance(given, str | PurePath):
        name = shorten(str(given))
        raise UsageError(
            f"case: expected a case, found the path {name}. Load it first: go.load({name})."
        )
    raise UsageError(f"case: expected a case, found an object of the type {type(given).__name__}.")


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        named = {f: getattr(value, f.name) for f in fields(value)}
        return {
            f.name: _plain(inner)
            for f, inner in named.items()
            if f.metadata.get("digest") is None
            or (f.metadata["digest"] != "never" and inner != f.default)
        }
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Fraction):
        return str(value)
    return value
