"""Options that another of their issue beats whatever the rest of the package is: frontiers need none."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from goodoffices.space.graph.space import Codes, Integers, Rule, Space, Table

Kind = TypeVar("Kind", np.int64, np.bool_)


def narrowed(space: Space) -> tuple[Space, list[Integers]]:
    """The space without dominated options, and for each issue which of its options are left.

    An option is left out when another gives every party at least as much in every table, may stand wherever
    the first may, and is better somewhere or comes first. The frontier keeps its vectors; how many packages
    have each is lost.
    """
    kept = [np.arange(dim, dtype=np.int64) for dim in space.dims]
    changed = True
    while changed:
        changed = False
        for issue in range(len(kept)):
            if len(kept[issue]) < 2:
                continue
            keep = _worth_keeping(_rows(space, kept, issue))
            if not keep.all():
                kept[issue] = kept[issue][keep]
                changed = True
    return restricted(space, kept), kept


def restricted(space: Space, kept: list[Integers]) -> Space:
    """The space with only some options of each issue."""
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
    """Packages of a restricted space in the codes of the whole one."""
    if not kept:
        return codes
    return np.stack([kept[issue][codes[:, issue]] for issue in range(len(kept))], axis=1)


def _cut(values: NDArray[Kind], scope: tuple[int, ...], kept: list[Integers]) -> NDArray[Kind]:
    return values[np.ix_(*(kept[issue] for issue in scope))] if scope else values


def _rows(space: Space, kept: list[Integers], issue: int) -> Integers:
    """Everything that depends on an issue, one row an option: what tables give, what rules allow."""
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
    """Rows that no other row is at least as good as throughout; of equal rows the first."""
    keep = np.ones(len(rows), dtype=np.bool_)
    for place, row in enumerate(rows):
        better = np.all(rows >= row, axis=1) & keep
        better[place] = False
        same = np.all(rows == row, axis=1)
        later = np.arange(len(rows)) > place
        keep[place] = not (better & ~(same & later)).any()
    return keep
