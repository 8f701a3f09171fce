"""Packages as rows of option codes: to and from names, their utilities and their feasibility."""

from __future__ import annotations

from math import prod

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import UsageError
from goodoffices.model import Package
from goodoffices.space.graph.space import Agenda, Codes, Integers, Rule, Space
from goodoffices.space.graph.utility import worth
from goodoffices.wording import did_you_mean, listing


def encode(space: Agenda | Space, package: Package) -> Codes:
    """Return a package's option codes, shape (issues,).

    Raises:
        UsageError: issues are missing or unknown, or have no such option; it says all of this at once.
    """
    known = dict(zip(space.issues, space.options, strict=True))
    wrong = [
        f"expected an issue of {space.case}, found '{issue}'.{did_you_mean(issue, space.issues)}"
        for issue in package
        if issue not in known
    ]
    wrong += [
        f"{issue}: expected one of its options, found '{package[issue]}'."
        f"{did_you_mean(package[issue], options)}"
        for issue, options in known.items()
        if issue in package and package[issue] not in options
    ]
    # All that is wrong at once, so that nobody mends a package word by word.
    missing = [f"'{issue}'" for issue in known if issue not in package]
    if missing:
        wrong.append(f"expected an option for every issue, found none for {listing(missing)}.")
    if wrong:
        raise UsageError("\n".join(wrong))
    return np.array([known[issue].index(package[issue]) for issue in known], dtype=np.int64)


def decode(space: Agenda | Space, codes: Codes) -> dict[str, str]:
    """Return the option of each issue by name, from a row of option codes."""
    return {
        issue: options[int(code)]
        for issue, options, code in zip(space.issues, space.options, codes, strict=True)
    }


def evaluate(space: Space, codes: Codes) -> Integers:
    """Return the integer utilities of packages: (packages, issues) -> (packages, parties)."""
    codes = np.asarray(codes, dtype=np.int64)
    out = np.zeros((len(codes), len(space.parties)), dtype=object if space.wide else np.int64)
    for party, tables in enumerate(space.tables):
        out[:, party] = worth(tables, codes)
    return out


def feasible(space: Agenda | Space, codes: Codes) -> NDArray[np.bool_]:
    """Return the mask of packages that keep every hard linkage: (packages, issues) -> (packages,)."""
    return kept(space.rules, np.asarray(codes, dtype=np.int64))


def kept(rules: tuple[Rule, ...], codes: Codes) -> NDArray[np.bool_]:
    """Return the mask of packages that keep all of some rules: (packages, issues) -> (packages,)."""
    out = np.ones(len(codes), dtype=np.bool_)
    for rule in rules:
        out &= rule.allowed[tuple(codes[:, i] for i in rule.scope)]
    return out


def size(space: Agenda | Space) -> int:
    """Return the number of packages, those that linkages forbid included."""
    return prod(space.dims)


def packages(space: Agenda | Space, limit: int = 2_000_000) -> Codes:
    """Return every feasible package in lexicographic order, shape (packages, issues).

    Raises:
        UsageError: there are more than ``limit`` packages.
    """
    if size(space) > limit:
        raise UsageError(
            f"{space.case} has {size(space):,} packages, more than the {limit:,} listed one by one."
        )
    grid = np.indices(space.dims, dtype=np.int64).reshape(len(space.dims), -1).T
    return np.ascontiguousarray(grid[feasible(space, grid)])
