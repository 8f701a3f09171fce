"""Issues under negotiation: their options, packages of options, and linkages between issues."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

IssueKind = Literal["named", "integer", "real"]
Package = Mapping[str, str]
"""The option chosen for each issue: issue id -> option id."""


@dataclass(frozen=True, slots=True)
class Option:
    """A possible settlement of an issue. ``number`` is set on integer and real issues."""

    id: str
    name: str
    number: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """A matter to be settled, with all its options in the order in which its author wrote them."""

    id: str
    name: str
    kind: IssueKind
    options: tuple[Option, ...]
    unit: str | None = None

    @property
    def option_ids(self) -> tuple[str, ...]:
        return tuple(option.id for option in self.options)

    def text(self, option: str) -> str:
        """Return the name of an option, followed by the issue's unit if the name is a number."""
        name = next(known.name for known in self.options if known.id == option)
        return f"{name} {self.unit}" if self.unit and name[-1:].isdigit() else name


@dataclass(frozen=True, slots=True)
class Linkage:
    """Combinations of options that no package may contain.

    ``scope`` names two or more issues; each row of ``forbidden`` holds an option id for each of them.
    """

    scope: tuple[str, ...]
    forbidden: tuple[tuple[str, ...], ...]
    because: str | None = None
