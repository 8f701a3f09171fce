"""Ratification: the packages that pass at home, and who at home decides (Putnam 1988, IO 42:427-460).

A party's win-set holds the packages that its constituencies ratify: those that accept have the weight of
the quota, and none with a veto refuses. A party without ratification accepts each package at or above
its reservation value. The overlap holds the packages in every win-set.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from goodoffices.agreements.advice.nearest import nearest
from goodoffices.agreements.advice.proposals import Proposal, proposals
from goodoffices.agreements.agenda import fixed, without
from goodoffices.agreements.units import JSON, number, numbers
from goodoffices.model import Case
from goodoffices.outlined import Outlined
from goodoffices.space import (
    Codes,
    Electorate,
    Space,
    ZopaCount,
    compile,
    count_decisive,
    count_feasible,
    count_passed,
    electorate,
    encode,
    evaluate,
    ranked,
    size,
)

MOST_ROUND = 8
"""Packages that bring a coalition round, at the most: people compare a few."""


@dataclass(frozen=True, slots=True)
class Decisive:
    """Packages in which a constituency's answer alone settles if every party ratifies.

    Of the packages, it accepts ``needed`` and refuses ``blocked``.
    """

    needed: ZopaCount
    blocked: ZopaCount

    @property
    def total(self) -> ZopaCount:
        """Both counts together."""
        one, other = self.needed, self.blocked
        return ZopaCount(
            one.low + other.low, one.high + other.high, one.exact and other.exact, one.method
        )


@dataclass(frozen=True, slots=True)
class Opening:
    """A lower threshold that opens an empty overlap alone: a constituency's, or a party's own."""

    party: str
    constituency: str | None
    by: Fraction


@dataclass(frozen=True, slots=True)
class AtHome:
    """A package at home.

    Attributes:
        package: the package.
        answers: by party, whether each of its constituencies accepts the package; none if the party
            needs no ratification.
        passes: by party, whether the package passes.
        blocked_by: by party at which it fails, the constituencies that refuse it.
        brought_round: packages that pass everywhere and change the fewest issues, those that cost a party
            least first.
        gains: by package brought round, each party's gain or loss against the package, in its own units.
    """

    package: Proposal
    answers: Mapping[str, Mapping[str, bool]]
    passes: Mapping[str, bool]
    blocked_by: Mapping[str, tuple[str, ...]]
    brought_round: tuple[Proposal, ...]
    gains: tuple[Mapping[str, Fraction], ...]

    def to_json(self) -> JSON:
        return {
            "package": dict(self.package.package),
            "answers": {party: dict(given) for party, given in self.answers.items()},
            "passes": dict(self.passes),
            "blocked_by": {party: list(groups) for party, groups in self.blocked_by.items()},
            "brought_round": [
                each.to_json() | {"gains": numbers(gained)}
                for each, gained in zip(self.brought_round, self.gains, strict=True)
            ],
        }


@dataclass(frozen=True, slots=True, repr=False)
class Ratified(Outlined):
    """The packages that pass at home.

    Attributes:
        packages: number of packages, including those that linkages forbid.
        feasible: number of feasible packages; None if the linkages are too entangled to count.
        quotas: the share of weight that each party needs, if it needs ratification.
        win_sets: by party, the number of feasible packages that pass there.
        overlap: number of feasible packages that pass everywhere.
        zone: number of those that are at or above every reservation value as well.
        decisive: by party and constituency, the packages in which its answer alone settles the matter.
        openings: if the overlap is empty, who could open it alone by a lower threshold.
        at_home: the package asked for, if there is one.
    """

    case: str
    case_digest: str
    packages: int
    feasible: int | None
    quotas: Mapping[str, Fraction]
    win_sets: Mapping[str, ZopaCount]
    overlap: ZopaCount
    zone: ZopaCount
    decisive: Mapping[str, Mapping[str, Decisive]]
    openings: tuple[Opening, ...]
    at_home: AtHome | None = None

    def to_json(self) -> JSON:
        found: JSON = {
            "case": self.case,
            "packages": self.packages,
            "feasible": self.feasible,
            "quotas": numbers(self.quotas),
            "win_sets": {party: _json(each) for party, each in self.win_sets.items()},
            "overlap": _json(self.overlap),
            "zone": _json(self.zone),
            "decisive": {
                party: {group: each.total.low for group, each in groups.items()}
                for party, groups in self.decisive.items()
            },
            "decisive_between": {
                party: {
                    group: {
                        "needed": [each.needed.low, each.needed.high],
                        "blocked": [each.blocked.low, each.blocked.high],
                    }
                    for group, each in groups.items()
                }
                for party, groups in self.decisive.items()
            },
            "openings": [
                {"party": each.party, "constituency": each.constituency, "by": number(each.by)}
                for each in self.openings
            ],
            "case_digest": self.case_digest,
        }
        return found | ({"at_home": self.at_home.to_json()} if self.at_home else {})


def _json(found: ZopaCount) -> JSON:
    known = found.low == found.high
    out: JSON = {"count": found.low, "exact": found.exact and known, "method": found.method}
    return out | ({} if known else {"most": found.high})


def ratify(
    case: Case,
    quotas: Mapping[str, Fraction] | None = None,
    package: Mapping[str, str] | None = None,
) -> Ratified:
    """Return the packages of a modelled case that pass at home, and who decides.

    Args:
        case: the case.
        quotas: by party, the share of weight that it needs, in place of the share in the case.
        package: a package to look at: who refuses it, and the changes that would bring them round.

    Raises:
        RecordOnlyError: the case has no model.
        UsageError: a quota is of no party with constituencies that vote; an issue of the package is missing
            or unknown, or has no such option.
    """
    space = compile(case, exactly=True)
    group = electorate(case, quotas)
    codes = None if package is None else encode(space, package)
    ballots = count_decisive(group)
    voting = [(v, vote) for v, vote in enumerate(group.votes) if not vote.own]
    needs = {party.id: party.quota for party in case.parties if party.quota is not None}
    return Ratified(
        case=case.id,
        case_digest=space.case_digest,
        packages=size(space),
        feasible=count_feasible(space),
        quotas=needs | dict(quotas or {}),
        win_sets={vote.party: count_passed(group.alone(v)) for v, vote in enumerate(group.votes)},
        overlap=ballots.passed,
        zone=count_passed(electorate(case, quotas, zone=True)),
        decisive={
            vote.party: {
                voter.id: Decisive(ballots.needed[v][n], ballots.blocked[v][n])
                for n, voter in enumerate(vote.voters)
            }
            for v, vote in voting
        },
        openings=tuple(_openings(group)) if ballots.passed.high == 0 else (),
        at_home=None if codes is None else _at_home(space, group, codes),
    )


def home(
    case: Case, fix: Mapping[str, str] | None = None, drop: tuple[str, ...] = ()
) -> Electorate | None:
    """Return the votes that packages of the zone must pass at home; None if no party needs ratification.

    ``fix`` and ``drop`` change the agenda, as :func:`fixed` and :func:`without` do.
    """
    if all(party.quota is None for party in case.parties):
        return None
    group = electorate(case, zone=True)
    space = group.space
    for issue in drop:
        space = without(space, issue)
    return replace(group, space=fixed(space, fix) if fix else space)


def _openings(group: Electorate) -> Iterator[Opening]:
    """Yield who could open an empty overlap alone, with the least fall of its threshold.

    Constituencies that refuse options, and lie below no threshold, have no threshold to lower.
    """
    whole, group = group, group.in_64_bits()
    for v, vote in enumerate(group.votes):
        for n, voter in enumerate(vote.voters):

            def opened(least: int, v: int = v, n: int = n) -> bool:
                """Return whether a package passes everywhere if the voter accepts this little."""
                votes = list(group.votes)
                voters = list(votes[v].voters)
                voters[n] = replace(voters[n], least=least)
                votes[v] = replace(votes[v], voters=tuple(voters))
                return count_passed(replace(group, votes=tuple(votes))).low > 0

            if voter.worst >= voter.least or not opened(voter.worst):
                continue
            # The overlap is open at ``low`` and empty at ``high``.
            low, high = voter.worst, voter.least
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if opened(middle) else (low, middle)
            if whole.space.wide and ranked(whole.space) and voter.row in whole.space.wide_parties:
                fall = whole.votes[v].voters[n].least - _at_rank(
                    whole.space, group.space, voter.row, low
                )
                by = whole.space.units(voter.row, fall)
            else:
                by = group.space.units(voter.row, voter.least - low)
            yield Opening(vote.party, None if vote.own else voter.id, by)


def _at_rank(space: Space, ranks: Space, row: int, rank: int) -> int:
    """Return the utility of a row that has a rank, given the space of ranks."""
    (table,) = ranks.tables[row]
    codes = np.zeros((1, len(space.dims)), dtype=np.int64)
    codes[0, list(table.scope)] = np.argwhere(table.values == rank)[0]
    return int(evaluate(space, codes)[0, row])


def _at_home(space: Space, group: Electorate, codes: Codes) -> AtHome:
    """Return how a package, option codes (issues,), fares at home."""
    rows = codes[np.newaxis]
    answers = group.accepts(rows)
    passes = {
        vote.party: bool(vote.passes(given)[0])
        for vote, given in zip(group.votes, answers, strict=True)
    }

    def good(candidates: Codes) -> NDArray[np.bool_]:
        votes = zip(group.votes, group.accepts(candidates), strict=True)
        return np.asarray(np.logical_and.reduce([vote.passes(given) for vote, given in votes]))

    found = nearest(space, codes, good=good) if not all(passes.values()) else codes[np.newaxis][:0]
    gains = evaluate(space, found) - evaluate(space, rows)
    ranges = np.array(
        [
            max(1, sum(int(t.values.max()) - int(t.values.min()) for t in tables))
            for tables in space.tables
        ],
        dtype=object,
    )
    # The package whose largest loss, as a share of what is at stake for the party, is smallest comes first.
    order = np.argsort(-(gains / ranges).min(axis=1), kind="stable")[:MOST_ROUND]
    own, *others = proposals(space, [codes, *found[order]], codes)
    return AtHome(
        package=own,
        answers={
            vote.party: {voter.id: bool(given[0, n]) for n, voter in enumerate(vote.voters)}
            for vote, given in zip(group.votes, answers, strict=True)
            if not vote.own
        },
        passes=passes,
        blocked_by={
            vote.party: tuple(
                voter.id for n, voter in enumerate(vote.voters) if not given[0, n] and not vote.own
            )
            for vote, given in zip(group.votes, answers, strict=True)
            if not passes[vote.party]
        },
        brought_round=tuple(others),
        gains=tuple(
            {party: each.utilities[party] - own.utilities[party] for party in space.parties}
            for each in others
        ),
    )
