"""What is negotiated: issues, their options, packages, and the rules that tie issues together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

IssueKind = Literal["named", "integer", "real"]
Package = Mapping[str, str]
"""One option for each issue: issue id -> option id."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing an issue can be settled at. ``number`` is set on integer and real issues."""

    id: str
    name: str
    number: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """Something to be settled, with every option it has, in the order its author wrote them."""

    id: str
    name: str
    kind: IssueKind
    options: tuple[Option, ...]
    unit: str | None = None

    @property
    def option_ids(self) -> tuple[str, ...]:
        return tuple(option.id for option in self.options)


@dataclass(frozen=True, slots=True)
class Linkage:
    """Combinations of options that cannot stand in one package.

    ``scope`` names two or more issues; each row of ``forbidden`` holds one option id for each of them.
    """

    scope: tuple[str, ...]
    forbidden: tuple[tuple[str, ...], ...]
    because: str | None = None
