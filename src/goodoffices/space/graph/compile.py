"""Compile a case into a factor graph in integers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import lcm

import numpy as np

from goodoffices.errors import RecordOnlyError
from goodoffices.model import Case, Issue, Linkage, Preference, as_case
from goodoffices.space.graph.space import Agenda, Integers, Rule, Scope, Space, Table

LARGEST = 2**53
"""Bound on every total: integers below it are exact as 64-bit floats too, which moocore needs."""
FALLBACK_SCALE = 2**40
"""Scale of rounded numbers: errors are below 10**-12, and 13 bits are left for the size of the numbers."""


def compile(case: Case, exactly: bool = False) -> Space:
    """Return the case's packages as integer tables.

    Decimals and fractions are scaled exactly. If that would take a party's total past 2**53, its
    numbers are rounded to a binary scale instead, below 1 if they are that large, and
    ``Space.rounding`` bounds the error.

    Args:
        case: the case.
        exactly: true to keep such numbers as Python's integers, whatever their size, in place of rounding:
            the space is then ``wide``, and slower to work with.

    Raises:
        RecordOnlyError: the case has no model.
        UsageError: preferences of a party are known in part.
    """
    case = as_case(case).exact()
    position = {issue.id: i for i, issue in enumerate(case.issues)}
    found = [scaled(preference, case.issues, exactly) for preference in _in_order(case)]
    limits = [reservation for _, reservation, _, _ in found]
    reservations = np.array(limits, dtype=np.int64 if max(map(abs, limits)) < LARGEST else object)
    # Spaces are kept and shared; a write would change the case for everybody.
    reservations.flags.writeable = False
    return Space(
        case=case.id,
        case_digest=case.digest(),
        parties=tuple(party.id for party in case.parties),
        issues=tuple(issue.id for issue in case.issues),
        options=tuple(issue.option_ids for issue in case.issues),
        tables=tuple(tables for tables, _, _, _ in found),
        rules=tuple(_rule(linkage, case.issues, position) for linkage in case.linkages),
        reservations=reservations,
        scales=tuple(scale for _, _, scale, _ in found),
        rounding=tuple(rounding for _, _, _, rounding in found),
    )


def agenda(case: Case) -> Agenda:
    """Return the issues, options and linkages of a case; preferences are not needed, and not looked at.

    Raises:
        RecordOnlyError: the case has no issues.
    """
    if not case.issues:
        raise RecordOnlyError(f"{case.id} has no issues, so there is nothing to settle.")
    position = {issue.id: i for i, issue in enumerate(case.issues)}
    return Agenda(
        case=case.id,
        case_digest=case.digest(),
        issues=tuple(position),
        options=tuple(issue.option_ids for issue in case.issues),
        rules=tuple(_rule(linkage, case.issues, position) for linkage in case.linkages),
    )


def _in_order(case: Case) -> list[Preference]:
    """Return the preferences in the order of the parties."""
    by_party = {preference.party: preference for preference in case.preferences}
    return [by_party[party.id] for party in case.parties]


def scaled(
    preference: Preference, issues: Sequence[Issue], exactly: bool = False
) -> tuple[tuple[Table, ...], int, Fraction, Fraction]:
    """Return a party's tables and reservation value in integers, their scale, and the rounding bound.

    ``exactly`` is that of :func:`compile`.
    """
    position = {issue.id: i for i, issue in enumerate(issues)}
    raw: dict[Scope, list[Fraction]] = {}
    for table in preference.tables:
        scope = tuple(position[issue] for issue in table.scope)
        values = [table.weight * value for value in table.values]
        # Tables over the same issues become one table before the bound on totals is taken.
        known = raw.get(scope)
        raw[scope] = values if known is None else [a + b for a, b in zip(known, values, strict=True)]
    total = sum((max(map(abs, values)) for values in raw.values()), abs(preference.reservation))
    denominators = {value.denominator for values in raw.values() for value in values}
    scale = Fraction(lcm(preference.reservation.denominator, *denominators))
    fits, rounding = total * scale < LARGEST, Fraction(0)
    if not fits and not exactly:
        scale, rounding = _coarse(total, len(raw))
    kind = object if exactly and not fits else np.int64
    tables = []
    for scope, values in raw.items():
        shape = tuple(len(issues[i].options) for i in scope)
        array = np.array([round(value * scale) for value in values], dtype=kind).reshape(shape)
        array.flags.writeable = False
        tables.append(Table(scope, array))
    return tuple(tables), round(preference.reservation * scale), scale, rounding


def _coarse(total: Fraction, tables: int) -> tuple[Fraction, Fraction]:
    """Return a binary scale on which a party's largest total fits, and what rounding to it may cost."""
    scale = Fraction(FALLBACK_SCALE)
    # A power of two rounds nothing that a binary fraction holds.
    while total * scale >= LARGEST:
        scale /= 2
    # Each table and the reservation value is off by half a unit of the scale at the most.
    return scale, (tables + 1) / (2 * scale)


def rounded(space: Space) -> Space:
    """Return a wide space with the numbers of each party that has such integers rounded to 64 bits."""
    tables, scales, rounding = list(space.tables), list(space.scales), list(space.rounding)
    reservations = [int(limit) for limit in space.reservations]
    for party in space.wide_parties:
        own = space.tables[party]
        total = sum((int(abs(table.values).max()) for table in own), abs(reservations[party]))
        scale, rounding[party] = _coarse(total / space.scales[party], len(own))
        factor = scale / space.scales[party]
        tables[party] = tuple(Table(table.scope, _times(table.values, factor)) for table in own)
        reservations[party] = round(reservations[party] * factor)
        scales[party] = scale
    return replace(
        space,
        tables=tuple(tables),
        reservations=np.array(reservations, dtype=np.int64),
        scales=tuple(scales),
        rounding=tuple(rounding),
    )


def _times(values: Integers, factor: Fraction) -> Integers:
    """Return integers times a factor, rounded to 64 bits."""
    found = [round(value * factor) for value in values.ravel().tolist()]
    return np.array(found, dtype=np.int64).reshape(values.shape)


def _rule(linkage: Linkage, issues: Sequence[Issue], position: dict[str, int]) -> Rule:
    """Return a linkage as a mask of its allowed combinations."""
    scope = tuple(position[issue] for issue in linkage.scope)
    codes = [{option: code for code, option in enumerate(issues[i].option_ids)} for i in scope]
    allowed = np.ones([len(code) for code in codes], dtype=np.bool_)
    for row in linkage.forbidden:
        allowed[tuple(code[option] for code, option in zip(codes, row, strict=True))] = False
    allowed.flags.writeable = False
    return Rule(scope, allowed)
