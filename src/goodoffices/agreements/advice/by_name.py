"""Advice by name and in the parties' units: on a package on the table, on bridges, on each party's best."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from goodoffices.agreements.advice.bridging import bridging
from goodoffices.agreements.advice.improvements import improvements
from goodoffices.agreements.advice.nearest import nearest
from goodoffices.agreements.advice.position import WAIT, Standing, standing
from goodoffices.agreements.advice.proposals import Proposal, proposals
from goodoffices.agreements.advice.tradeoffs import Trade, best_with_consent, logrolling
from goodoffices.agreements.gains import integer_zone, zone
from goodoffices.agreements.solutions import CONCEPTS
from goodoffices.agreements.units import JSON, numbers
from goodoffices.space import Frontier, Space, best, encode


@dataclass(frozen=True, slots=True)
class Advice:
    """Advice on a package on the table.

    Attributes:
        package: the package.
        standing: how it compares with all feasible packages.
        forbidden_by: the issues of each linkage that forbids it.
        improvements: packages that leave no party worse off, the largest smallest gain first.
        nearest: acceptable packages that change the fewest issues.
        toward: the first improvement; if there is none, the Nash package; if it is that already, None.
        trade: who gains how much in which issue on the way to ``toward``.
    """

    package: Proposal
    standing: Standing
    forbidden_by: tuple[tuple[str, ...], ...]
    improvements: tuple[Proposal, ...]
    nearest: tuple[Proposal, ...]
    toward: Proposal | None
    trade: Trade | None

    def to_json(self) -> JSON:
        found: JSON = {
            "package": dict(self.package.package),
            "stands": asdict(self.standing) | {"utilities": numbers(self.standing.utilities)},
            "forbidden_by": [list(issues) for issues in self.forbidden_by],
            "improvements": [each.to_json() for each in self.improvements],
            "nearest": [each.to_json() for each in self.nearest],
            "logrolling": None,
        }
        if self.toward is not None and self.trade is not None:
            found["logrolling"] = {
                "to": self.toward.to_json(),
                "by_issue": {issue: numbers(moved) for issue, moved in self.trade.by_issue.items()},
                "together": numbers(self.trade.together),
                "total": numbers(self.trade.total),
            }
        return found


@dataclass(frozen=True, slots=True)
class Best:
    """A party's best packages whoever else agrees, and its best package with every party's consent."""

    top: tuple[Proposal, ...]
    with_consent: Proposal | None

    def to_json(self) -> JSON:
        consent = self.with_consent
        return {
            "top": [each.to_json() for each in self.top],
            "with_consent": None if consent is None else consent.to_json(),
        }


def advise(
    space: Space, front: Frontier, package: Mapping[str, str], seconds: float | None = None
) -> Advice:
    """Return advice on a package: how it compares, and which packages to move to from it.

    If ``seconds`` is given, it limits the time for each count in place of ``WAIT``.

    Raises:
        UsageError: an issue is missing or unknown, or has no such option.
    """
    codes = encode(space, dict(package))
    better = front.packages[list(improvements(space, front, codes))]
    nash = front.packages[list(CONCEPTS["nash"](integer_zone(space, front)))]
    targets = [row for row in (*better[:1], *nash[:1]) if (row != codes).any()][:1]
    (own,) = proposals(space, [codes])
    return Advice(
        package=own,
        standing=standing(space, front, codes, seconds or WAIT),
        forbidden_by=tuple(
            tuple(space.issues[i] for i in rule.scope)
            for rule in space.rules
            if not rule.allowed[tuple(codes[list(rule.scope)])]
        ),
        improvements=proposals(space, better, codes),
        nearest=proposals(space, nearest(space, codes), codes),
        toward=proposals(space, targets, codes)[0] if targets else None,
        trade=logrolling(space, codes, targets[0]) if targets else None,
    )


def bridges(space: Space, front: Frontier, many: int = 3) -> tuple[Proposal, ...]:
    """Return up to ``many`` packages to bridge, compared with the first; see :func:`bridging`."""
    rows = front.packages[list(bridging(front, zone(space, front), many))]
    return proposals(space, rows, rows[0] if len(rows) else None)


def best_of_each(space: Space, front: Frontier, many: int = 5) -> dict[str, Best]:
    """Return by party its ``many`` best packages, and its best that no other party would refuse."""
    found = {}
    for p, party in enumerate(space.parties):
        agreed = best_with_consent(space, front, p)
        rows = best(space, p, many)
        found[party] = Best(
            proposals(space, rows, rows[0] if len(rows) else None),
            None if agreed is None else proposals(space, [agreed], rows[0])[0],
        )
    return found
