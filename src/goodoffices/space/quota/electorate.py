"""The votes of a case in integers: each party's constituencies, their weights and thresholds.

A party that needs no ratification votes itself: it accepts each package at or above its reservation
value. So every question about ratification is a question about votes alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import UsageError
from goodoffices.model import Acceptance, Case, Constituency, Issue, Party, Preference
from goodoffices.space.exact.ordinal import ordinal, ranked
from goodoffices.space.graph.compile import LARGEST, compile, rounded, scaled
from goodoffices.space.graph.packages import evaluate
from goodoffices.space.graph.space import Codes, Integers, Space, Table
from goodoffices.wording import did_you_mean


@dataclass(frozen=True, slots=True)
class Voter:
    """A constituency in a vote: it accepts a package whose utility in ``row`` is at least ``least``.

    ``row`` is an index of the electorate's tables, ``least`` an integer on the scale of these tables.
    ``worst`` is the lowest value that ``least`` can fall to: a voter that accepted less would accept
    options that it never accepts, or utilities that no package has.
    """

    id: str
    row: int
    least: int
    weight: int
    veto: bool
    worst: int = 0


@dataclass(frozen=True, slots=True)
class Vote:
    """The vote of a party: it passes if accepting voters weigh ``needed`` and none with a veto refuses.

    ``own`` is true if the party votes itself, because it needs no ratification.
    """

    party: str
    voters: tuple[Voter, ...]
    needed: int
    own: bool = False

    def passes(self, accepts: NDArray[np.bool_], flipped: int | None = None) -> NDArray[np.bool_]:
        """Return which packages pass: (packages, voters) -> (packages,).

        ``flipped`` is the index of a voter whose answer is taken to be the opposite.
        """
        if flipped is not None:
            # The caller asks about the other voters with the same array.
            accepts = accepts.copy()
            accepts[:, flipped] ^= True
        vetoes = np.array([voter.veto for voter in self.voters], dtype=np.bool_)
        return np.asarray((self.weight_of(accepts) >= self.needed) & np.all(accepts | ~vetoes, axis=1))

    def weight_of(self, chosen: NDArray[np.bool_]) -> Integers:
        """Return the weight of chosen voters: (packages, voters) -> (packages,)."""
        total = np.zeros(len(chosen), dtype=self.weight_type)
        for number, voter in enumerate(self.voters):
            total[chosen[:, number]] += voter.weight
        return total

    @property
    def weight_type(self) -> np.dtype[Any]:
        """Type that holds every sum of weights: Python's integers if they are written very finely."""
        # A bit is left for differences of two sums.
        whole = sum(voter.weight for voter in self.voters) < 1 << 62
        return np.dtype(np.int64) if whole else np.dtype(object)


@dataclass(frozen=True, slots=True, eq=False)
class Electorate:
    """Every vote of a case. The parties of ``space`` are the different utilities that voters look at.

    Constituencies that count in their party's units share a row of tables. An option that a constituency
    never accepts lowers a row of its own so far that nothing makes up for it.
    """

    space: Space
    votes: tuple[Vote, ...]

    def accepts(self, rows: Codes) -> tuple[NDArray[np.bool_], ...]:
        """Return for each vote which voters accept which packages, (packages, voters)."""
        return self.accepted(evaluate(self.space, rows))

    def accepted(self, utilities: Integers) -> tuple[NDArray[np.bool_], ...]:
        """Return the same, given the utilities of packages in each row, (packages, rows)."""
        return tuple(
            np.stack([utilities[:, voter.row] >= voter.least for voter in vote.voters], axis=1)
            for vote in self.votes
        )

    @property
    def voters(self) -> Iterator[Voter]:
        """The voters of each vote in turn."""
        return (voter for vote in self.votes for voter in vote.voters)

    def in_64_bits(self) -> Electorate:
        """Return the electorate on 64-bit integers, which are rounded if packages are too many to rank."""
        if not self.space.wide:
            return self
        return (
            self._on(*ordinal(self.space, self._limits())) if ranked(self.space) else self.between()[0]
        )

    def between(self) -> tuple[Electorate, Electorate, Electorate]:
        """Return the electorate on rounded numbers: as they stand, accepting surely, accepting perhaps."""
        narrow = rounded(self.space)
        limits: tuple[list[list[int]], ...] = ([], [], [])
        for row, given in enumerate(self._limits()):
            factor = narrow.scales[row] / self.space.scales[row]
            # Each table may be off by half a unit of the rounded scale.
            error = Fraction(len(narrow.tables[row]), 2) if narrow.rounding[row] else Fraction(0)
            for found, shift in zip(limits, (Fraction(0), error, -error), strict=True):
                found.append([ceil(limit * factor + shift) for limit in given])
        plain, surely, perhaps = (self._on(narrow, found) for found in limits)
        return plain, surely, perhaps

    def _limits(self) -> list[list[int]]:
        """Return by row what voters accept at least, and the worst that this can fall to, voter by voter."""
        found: list[list[int]] = [[] for _ in self.space.parties]
        for voter in self.voters:
            # In the order in which _on takes them back.
            found[voter.row] += [voter.least, voter.worst]
        return found

    def _on(self, space: Space, limits: Sequence[Sequence[int]]) -> Electorate:
        """Return the electorate on other tables, with limits in place of those of :meth:`_limits`."""
        own = [iter(given) for given in limits]

        def moved(voter: Voter) -> Voter:
            return replace(voter, least=next(own[voter.row]), worst=next(own[voter.row]))

        votes = (replace(vote, voters=tuple(map(moved, vote.voters))) for vote in self.votes)
        return replace(self, space=space, votes=tuple(votes))

    def alone(self, vote: int) -> Electorate:
        """Return the electorate of a single vote."""
        return replace(self, votes=(self.votes[vote],))


def electorate(
    case: Case, quotas: Mapping[str, Fraction] | None = None, zone: bool = False
) -> Electorate:
    """Return the votes of a modelled case.

    Args:
        case: the case.
        quotas: the share of weight that a party needs, in place of the share in the case.
        zone: true to add a vote of each party itself, so that packages that pass are also in the zone of
            possible agreement.

    Raises:
        RecordOnlyError: the case has no model.
        UsageError: a quota is of no party with constituencies that vote, or no share.
    """
    # Exactly: rounding a threshold can turn a vote, which no bound on utilities shows.
    space = compile(case, exactly=True)
    quotas = _checked(case, quotas or {})
    rows = _Rows(space, case.issues)
    votes = []
    for number, party in enumerate(case.parties):
        own = Voter(
            *(party.id, number, int(space.reservations[number]), 1, False),
            worst=_worst(space.tables[number]),
        )
        quota = quotas.get(party.id, party.quota)
        if quota is None:
            votes.append(Vote(party.id, (own,), 1, own=True))
            continue
        votes.append(_vote(party, quota, number, rows))
        if zone:
            votes.append(Vote(party.id, (own,), 1, own=True))
    return Electorate(rows.space(), tuple(votes))


def _checked(case: Case, quotas: Mapping[str, Fraction]) -> Mapping[str, Fraction]:
    voting = [party.id for party in case.parties if party.voters]
    for party, quota in quotas.items():
        if party not in voting:
            known = f"one of {', '.join(voting)}" if voting else "no quota: no constituency votes"
            near = did_you_mean(party, voting)
            raise UsageError(
                f"quota: expected a party with constituencies that vote ({known}), found '{party}'.{near}"
            )
        if not 0 < quota <= 1:
            raise UsageError(
                f"quota of {party}: expected a share above 0 and at most 1, found {quota}."
            )
    return quotas


def _vote(party: Party, quota: Fraction, number: int, rows: _Rows) -> Vote:
    """Return the vote of a party's constituencies: weights in integers, and the least weight that passes."""
    scale = lcm(*(group.weight.denominator for group in party.voters))
    weights = [int(group.weight * scale) for group in party.voters]
    voters = []
    for group, weight in zip(party.voters, weights, strict=True):
        assert group.accepts is not None
        row, least, worst = rows.of(number, party, group, group.accepts)
        voters.append(Voter(group.id, row, least, weight, group.veto, worst))
    return Vote(party.id, tuple(voters), ceil(quota * sum(weights)))


class _Rows:
    """Collects the rows of an electorate: first each party's own tables, then those of constituencies."""

    def __init__(self, space: Space, issues: Sequence[Issue]) -> None:
        self.base, self.issues = space, issues
        self.names = list(space.parties)
        self.tables = list(space.tables)
        self.scales, self.rounding = list(space.scales), list(space.rounding)

    def space(self) -> Space:
        """Return the space of all rows; reservation values stand with the voters instead."""
        return replace(
            self.base,
            parties=tuple(self.names),
            tables=tuple(self.tables),
            reservations=np.zeros(len(self.names), dtype=np.int64),
            scales=tuple(self.scales),
            rounding=tuple(self.rounding),
        )

    def of(
        self, number: int, party: Party, group: Constituency, accepts: Acceptance
    ) -> tuple[int, int, int]:
        """Return a constituency's row, the least utility in it that it accepts, and the worst that it has."""
        if accepts.tables is not None:
            assert accepts.at_least is not None
            own = Preference(group.id, accepts.tables, accepts.at_least, accepts.basis)
            tables, least, scale, rounding = scaled(own, self.issues, exactly=True)
        elif accepts.at_least is not None:
            tables, scale = self.base.tables[number], self.base.scales[number]
            least, rounding = ceil(accepts.at_least * scale), self.base.rounding[number]
            # It counts in its party's units, so that no tables of its own are needed.
            if not accepts.never:
                return number, least, _worst(tables)
        else:
            tables, least, scale, rounding = (), 0, Fraction(1), Fraction(0)
        best, worst = sum(int(table.values.max()) for table in tables), _worst(tables)
        # So large a loss that nothing makes up for it, whatever threshold the voter may have.
        loss = best - min(worst, least) + 1
        named = dict.fromkeys(issue for issue, _ in accepts.never)
        refused = tuple(self._refusal(accepts, issue, loss) for issue in named)
        self.names.append(f"{party.id}/{group.id}")
        self.tables.append((*tables, *refused))
        self.scales.append(scale)
        self.rounding.append(rounding)
        return len(self.names) - 1, least, worst

    def _refusal(self, accepts: Acceptance, name: str, loss: int) -> Table:
        """Return the table over an issue that takes a loss from each option that is never accepted."""
        place = self.base.issues.index(name)
        refused = {option for issue, option in accepts.never if issue == name}
        values = [-loss * (option in refused) for option in self.base.options[place]]
        return Table((place,), np.array(values, dtype=np.int64 if loss < LARGEST else object))


def _worst(tables: Sequence[Table]) -> int:
    return sum(int(table.values.min()) for table in tables)
