"""Packages by name, each with its utilities and how it differs from another package."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from goodoffices.agreements.units import JSON, by_party, numbers
from goodoffices.space import Codes, Space, decode, evaluate


@dataclass(frozen=True, slots=True)
class Proposal:
    """A package, its utilities, and the issues that differ from the package it answers."""

    package: Mapping[str, str]
    utilities: Mapping[str, Fraction]
    changed: tuple[str, ...] = ()

    def to_json(self) -> JSON:
        return {
            "package": dict(self.package),
            "utilities": numbers(self.utilities),
            "changed": list(self.changed),
        }


def proposals(space: Space, rows: Iterable[Codes], base: Codes | None = None) -> tuple[Proposal, ...]:
    """Return packages by name.

    Args:
        space: the packages' space.
        rows: option codes of each package, shape (packages, issues).
        base: option codes of the package they are compared with, shape (issues,).
    """
    found = []
    for row in rows:
        differs = () if base is None else np.flatnonzero(row != base)
        found.append(
            Proposal(
                decode(space, row),
                by_party(space, evaluate(space, row[np.newaxis])[0]),
                tuple(space.issues[int(i)] for i in differs),
            )
        )
    return tuple(found)
