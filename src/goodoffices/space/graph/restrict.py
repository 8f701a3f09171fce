"""Spaces with fewer options, for instance without dominated options, which no frontier needs."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from goodoffices.space.graph.space import Codes, Integers, Rule, Scope, Space, Table

Kind = TypeVar("Kind", np.int64, np.bool_)


def narrowed(space: Space) -> tuple[Space, list[Integers]]:
    """Return the space without dominated options, and for each issue the codes that are left, (options,).

    An option is dominated if another option of the issue gives every party at least as much in every
    table, is allowed wherever the first is, and is better somewhere; of equal options the first stays.
    The frontier keeps its vectors; the number of packages that have each vector is lost.
    """
    kept = [np.arange(dim, dtype=np.int64) for dim in space.dims]
    changed = True
    # An option that goes may leave another dominated, in an issue that was looked at before.
    while changed:
        changed = False
        for issue in range(len(kept)):
            # Every issue keeps an option: a package needs one of each.
            if len(kept[issue]) < 2:
                continue
            keep = _worth_keeping(_rows(space, kept, issue))
            if not keep.all():
                kept[issue] = kept[issue][keep]
                changed = True
    return restricted(space, kept), kept


def restricted(space: Space, kept: list[Integers]) -> Space:
    """Return the space with only some options of each issue.

    ``kept`` holds the codes of an issue's remaining options, (options,) for each issue.
    """
    options = tuple(
        tuple(names[int(code)] for code in codes)
        for names, codes in zip(space.options, kept, strict=True)
    )
    tables = tuple(
        tuple(Table(t.scope, _cut(t.values, t.scope, kept)) for t in tables) for tables in space.tables
    )
    rules = tuple(Rule(rule.scope, _cut(rule.allowed, rule.scope, kept)) for rule in space.rules)
    return replace(space, options=options, tables=tables, rules=rules)


def widened(codes: Codes, kept: list[Integers]) -> Codes:
    """Return packages of a restricted space in the codes of the whole space, (packages, issues)."""
    if not kept:
        return codes
    return np.stack([kept[issue][codes[:, issue]] for issue in range(len(kept))], axis=1)


def _cut(values: NDArray[Kind], scope: Scope, kept: list[Integers]) -> NDArray[Kind]:
    """Return a table over the remaining options."""
    return values[np.ix_(*(kept[issue] for issue in scope))] if scope else values


def _rows(space: Space, kept: list[Integers], issue: int) -> Integers:
    """Return everything that depends on an issue, a row for each option: utilities, then 1 if allowed."""
    rows = [np.zeros((len(kept[issue]), 0), dtype=np.int64)]
    for scope, values in [
        *((t.scope, t.values) for tables in space.tables for t in tables),
        *((rule.scope, rule.allowed.astype(np.int64)) for rule in space.rules),
    ]:
        if issue in scope:
            cut = np.moveaxis(_cut(values, scope, kept), scope.index(issue), 0)
            rows.append(cut.reshape(len(kept[issue]), -1).astype(np.int64))
    return np.concatenate(rows, axis=1)


def _worth_keeping(rows: Integers) -> NDArray[np.bool_]:
    """Return the mask of rows that no other row dominates; of equal rows the first is kept."""
    keep = np.ones(len(rows), dtype=np.bool_)
    for option, row in enumerate(rows):
        not_worse = np.all(rows >= row, axis=1)
        equal = np.all(rows == row, axis=1)
        equal[:option] = False  # an equal option that comes earlier does replace this one
        keep[option] = not (not_worse & ~equal).any()
    return keep
