"""The drawn preferences of every party of a case, as arrays over its agenda."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import prod

import numpy as np

from goodoffices.beliefs.profiles import BATCHES, Profiles, profiles_of
from goodoffices.errors import UsageError, within
from goodoffices.limits import DRAWN, FEWEST_PROFILES, JUDGED, PROFILES, USUAL_PROFILES
from goodoffices.model import Basis, Between, Case, IssueKnown, Partial, Preference, as_case
from goodoffices.model.partial import Amount
from goodoffices.outlined import Outlined
from goodoffices.space import Agenda, Drawn, agenda
from goodoffices.space.shares import MOST


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Sample(Outlined):
    """A case's agenda, and the profiles of each party in the case's order.

    ``many`` is the number of profiles of a party that is known in part.
    """

    case: Case
    agenda: Agenda
    profiles: tuple[Profiles, ...]
    many: int
    seed: int

    @property
    def parties(self) -> tuple[str, ...]:
        return tuple(one.party for one in self.profiles)

    @property
    def drawn(self) -> tuple[Drawn, ...]:
        """The parties' profiles as the kernel takes them."""
        return tuple(self._drawn(one, slice(None)) for one in self.profiles)

    def part(self, batches: range) -> tuple[Drawn, ...]:
        """Return the profiles of some batches, in a row."""
        size = self.many // BATCHES
        chosen = slice(batches.start * size, batches.stop * size)
        return tuple(self._drawn(one, chosen) for one in self.profiles)

    def _drawn(self, one: Profiles, chosen: slice) -> Drawn:
        some = slice(None) if len(one) == 1 else chosen
        position = {issue: i for i, issue in enumerate(self.agenda.issues)}
        dims = self.agenda.dims
        tables = []
        for table in one.together:
            scope = tuple(position[issue] for issue in table.scope)
            values = np.array([float(table.weight * value) for value in table.values])
            tables.append((scope, values.reshape([dims[i] for i in scope])))
        return Drawn(one.cells[some], one.floor[some], tuple(tables))


def sample_of(case: Case, many: int = USUAL_PROFILES, seed: int = 0) -> Sample:
    """Return drawn preferences of every party of a modelled case.

    Raises:
        RecordOnlyError: the case has no model.
        UsageError: the number of profiles is out of range, or no preferences fit.
    """
    within("profiles", many, PROFILES)
    if many < FEWEST_PROFILES:
        raise UsageError(f"profiles: expected at least {FEWEST_PROFILES}, found {many}.")
    _check_numbers(as_case(case).modelled(), many)
    space = agenda(case)
    known: dict[str, Partial | Preference] = {one.party: one for one in case.preferences}
    known |= {one.party: one for one in case.partial}
    found = tuple(profiles_of(known[party.id], case.issues, many, seed) for party in case.parties)
    size = max(len(one) for one in found)
    return Sample(case, space, found, size if size > 1 else 1, seed)


def _check_numbers(case: Case, many: int) -> None:
    """Check how many numbers would be drawn, and utilities computed from them, before any is.

    Raises:
        UsageError: there would be more than the limit; the message says how many profiles fit.
    """
    each = sum(len(issue.options) for issue in case.issues) * len(case.partial)
    if many * each > DRAWN.most:
        fit = DRAWN.most // each
        advice = f"take at most {fit:,} profiles, or " if fit >= FEWEST_PROFILES else ""
        raise UsageError(
            f"profiles: expected {DRAWN}, found {many * each:,}; {advice}list fewer options, for "
            "instance in larger steps."
        )
    packages = prod(len(issue.options) for issue in case.issues)
    judged = packages * len(case.partial) if packages <= MOST else 0  # of more, a few are looked for
    if many * judged > JUDGED.most:
        raise UsageError(
            f"profiles: expected {JUDGED}, found {many * judged:,}; "
            f"take at most {JUDGED.most // judged:,} profiles."
        )


def loosened(case: Case, share: Fraction) -> Case:
    """Return a case whose exact numbers may each be off by a share of themselves.

    Values over several issues together stay exact. Preferences known in part stay as they are.

    Raises:
        UsageError: the share is not between 0 and 1, or no number of the case is exact.
    """
    if not 0 < share <= 1:
        raise UsageError(f"spread: expected a number above 0 and at most 1, found {float(share):g}.")
    exact = case.modelled().preferences
    if not exact:
        raise UsageError(
            "spread: expected a party with exact numbers, found none: all preferences are known in part."
        )
    loose = tuple(_loosened(one, case, share) for one in exact)
    return replace(case, preferences=(), partial=(*case.partial, *loose))


def _loosened(known: Preference, case: Case, share: Fraction) -> Partial:
    def around(number: Fraction, basis: Basis) -> Amount:
        ends = sorted((number * (1 - share), number * (1 + share)))
        return Between(ends[0], ends[1], basis) if number else number

    alone: dict[str, IssueKnown] = {}
    for issue in case.issues:
        tables = [table for table in known.tables if table.scope == (issue.id,)]
        basis = tables[0].basis if tables else known.reservation_basis
        values = [Fraction(0)] * len(issue.options)
        for table in tables:
            values = [
                before + table.weight * value
                for before, value in zip(values, table.values, strict=True)
            ]
        numbers = sum(table.numbers for table in tables)
        worths = tuple(around(value, basis) for value in values)
        alone[issue.id] = IssueKnown(
            issue.id, Fraction(1), worths, basis, max(numbers, _ranges(worths))
        )
    return Partial(
        party=known.party,
        issues=tuple(alone.values()),
        reservation=around(known.reservation, known.reservation_basis),
        reservation_basis=known.reservation_basis,
        together=tuple(table for table in known.tables if len(table.scope) != 1),
        because=known.because,
    )


def _ranges(worths: Sequence[Amount | None]) -> int:
    return sum(isinstance(worth, Between) for worth in worths)


def known_of(case: Case, party: str) -> Partial | None:
    """Return the partial knowledge of a party, or None if its preferences are exact."""
    return next((one for one in case.partial if one.party == party), None)
