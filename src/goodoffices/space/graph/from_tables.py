"""A space from plain tables of numbers, without a case: for experiments and other programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from goodoffices.errors import UsageError
from goodoffices.space.graph.space import Integers, Rule, Space, Table

Linked = Mapping[Any, ArrayLike]
"""Tables by their scope: indices of issues, in any order."""


def from_tables(
    tables: Sequence[Sequence[Any]],
    *,
    linked: Sequence[Linked] | None = None,
    forbidden: Mapping[tuple[int, ...], Sequence[tuple[int, ...]]] | None = None,
    reservations: Sequence[float] | None = None,
    scale: int = 1,
) -> Space:
    """Return a space of parties A, B, … and issues 0, 1, …

    Args:
        tables: ``tables[party][issue][option]`` is the utility of an option.
        linked: for each party, tables over several issues, by scope.
        forbidden: by scope, the combinations of options that no package may hold.
        reservations: reservation value of each party; 0 if not given.
        scale: factor for all numbers, which must then be integers, so that frontiers are exact.

    Raises:
        UsageError: parties have tables of different lengths, or a number times the scale is no integer.
    """
    dims = [len(values) for values in tables[0]]
    if any([len(values) for values in party] != dims for party in tables):
        raise UsageError("expected a table of the same length for each issue from every party.")
    own = []
    for party, values in enumerate(tables):
        extra = linked[party] if linked is not None else {}
        own.append(
            (
                *_singles(values, scale),
                *(Table(scope, _whole(table, scale)) for scope, table in extra.items()),
            )
        )
    rules = []
    for scope, rows in (forbidden or {}).items():
        allowed = np.ones([dims[issue] for issue in scope], dtype=np.bool_)
        for row in rows:
            allowed[row] = False
        rules.append(Rule(scope, allowed))
    # Without a reservation value nobody walks away from a package worth nothing.
    floor = np.zeros(len(tables), dtype=np.int64)
    if reservations is not None:
        floor = _whole(reservations, scale)
    return Space(
        case="tables",
        case_digest="",
        parties=tuple(chr(65 + party) for party in range(len(tables))),
        issues=tuple(str(issue) for issue in range(len(dims))),
        options=tuple(tuple(map(str, range(dim))) for dim in dims),
        tables=tuple(own),
        rules=tuple(rules),
        reservations=floor,
        scales=(Fraction(scale),) * len(tables),
        rounding=(Fraction(0),) * len(tables),
    )


def reweigh(
    space: Space, tables: Sequence[Sequence[ArrayLike]], reservations: ArrayLike | None = None
) -> Space:
    """Return a space with the same issues, options and linkages, and other utilities.

    ``plan.reweighed(space)`` then keeps the order of elimination, which depends on the linkages alone. The
    digest of the case is dropped: it is another case.

    Args:
        space: the space to change.
        tables: ``tables[party][number]`` replaces ``space.tables[party][number]``: the same shape, in
            integers on the party's scale.
        reservations: reservation value of each party on the same scale; unchanged if not given.

    Raises:
        UsageError: tables are missing, or too many, or of another shape; or a number is not an integer.
    """
    if [len(own) for own in tables] != [len(own) for own in space.tables]:
        raise UsageError("expected as many tables from every party as the space has.")
    found = []
    for party, own, new in zip(space.parties, space.tables, tables, strict=True):
        whole = [_whole(values, 1) for values in new]
        for table, values in zip(own, whole, strict=True):
            if table.values.shape != values.shape:
                raise UsageError(
                    f"{party}: expected a table of shape {table.values.shape} over "
                    f"{' and '.join(space.issues[issue] for issue in table.scope)}, found {values.shape}."
                )
        found.append(tuple(Table(t.scope, values) for t, values in zip(own, whole, strict=True)))
    floor = space.reservations if reservations is None else _whole(reservations, 1)
    if floor.shape != space.reservations.shape:
        raise UsageError("expected one reservation value from every party.")
    exact = (Fraction(0),) * len(space.parties)
    return replace(space, case_digest="", tables=tuple(found), reservations=floor, rounding=exact)


def _singles(values: Sequence[Any], scale: int) -> list[Table]:
    """Return a party's tables over single issues; their numbers are converted all at once."""
    # One conversion for a party: with a hundred thousand options the calls would take longest.
    flat = _whole(np.concatenate([np.asarray(table) for table in values]), scale)
    ends = np.cumsum([len(table) for table in values]).tolist()
    starts = [0, *ends[:-1]]
    return [Table((issue,), flat[a:b]) for issue, (a, b) in enumerate(zip(starts, ends, strict=True))]


def _whole(values: ArrayLike, scale: int) -> Integers:
    """Return numbers times the scale as integers; integers are never turned into floats on the way.

    Raises:
        UsageError: a product is further than a millionth from an integer.
    """
    given = np.asarray(values)
    # A float holds 53 bits: a longer integer would come back as another number.
    if given.dtype.kind in "iub":
        return given.astype(np.int64) * scale
    scaled = np.asarray(values, dtype=np.float64) * scale
    found = np.rint(scaled).astype(np.int64)
    if np.abs(found - scaled).max(initial=0.0) > 1e-6:
        raise UsageError(f"expected numbers that are whole after multiplying by {scale}, found others.")
    return found
