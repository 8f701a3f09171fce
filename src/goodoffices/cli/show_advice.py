"""Print the parts of deals that are shown on request: a package on the table, bridges, and so on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from goodoffices.cli.console import heading, say, table
from goodoffices.cli.show_packages import Line, Names, show_packages, signed
from goodoffices.wording import amount, count, listing, within

if TYPE_CHECKING:
    from goodoffices.agreements import AdjustedWinner, Advice, Best, Fallback, Proposal, Standing, Trade

SHOWN = 8
"""Number of packages printed of a longer list; --json has them all."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Results that options of the command asked for; None if an option was not given."""

    advice: Advice | None
    bridges: tuple[Proposal, ...] | None
    fallback: Fallback | None
    best: Mapping[str, Best] | None
    division: AdjustedWinner | None = None

    @property
    def anything(self) -> bool:
        parts = (self.advice, self.bridges, self.fallback, self.best, self.division)
        return any(part is not None for part in parts)

    def to_json(self) -> dict[str, object]:
        """Return a key for each result that was asked for."""
        found: dict[str, object] = {}
        if self.advice is not None:
            found["on_the_table"] = self.advice.to_json()
        if self.bridges is not None:
            found["bridging"] = [one.to_json() for one in self.bridges]
        if self.fallback is not None:
            found["fallback"] = self.fallback.to_json()
        if self.best is not None:
            found["best"] = {party: best.to_json() for party, best in self.best.items()}
        if self.division is not None:
            found["adjusted_winner"] = self.division.to_json()
        return found


@dataclass(frozen=True, slots=True)
class Sections:
    """Print the results that were asked for, with the names of the case."""

    parties: Sequence[str]
    names: Names
    reservations: Mapping[str, Fraction]

    def show(self, asked: Asked) -> None:
        if asked.advice is not None:
            self._advice(asked.advice)
        if asked.bridges is not None:
            heading("Packages that could bridge the gap: first the most even, then the most different")
            if asked.bridges:
                self._packages(asked.bridges, asked.bridges[0], len(asked.bridges))
            else:
                say("No package is acceptable to every party.")
        if asked.fallback is not None:
            self._fallback(asked.fallback)
        for party, best in (asked.best or {}).items():
            self._best(party, best)
        if asked.division is not None:
            self._division(asked.division)

    def _advice(self, advice: Advice) -> None:
        heading("The package on the table")
        show_packages([_line("", advice.package)], self.names)
        for issues in advice.forbidden_by:
            say(f"A linkage between {listing([self.names.issue(i) for i in issues])} forbids it.")
        self._standing(advice.standing)
        heading("Packages that are better for at least one party and worse for none")
        if advice.improvements:
            self._packages(advice.improvements, advice.package, gains=True)
        else:
            say("There is no such package.")
        heading("The nearest packages that every party could accept")
        if any(not one.changed for one in advice.nearest):
            say("Every party could accept the package on the table as it is.")
        elif advice.nearest:
            self._packages(advice.nearest, advice.package, gains=True)
        else:
            say("None with at most three issues changed.")
        if advice.toward is not None and advice.trade is not None:
            better = bool(advice.improvements)
            self._trade(advice.trade, "package 1 of these" if better else "the Nash package")

    def _standing(self, standing: Standing) -> None:
        rows = []
        for party in self.parties:
            low, high = (f"{share:.0%}" for share in standing.better[party])
            rows.append(
                [
                    self.names.party(party),
                    amount(standing.utilities[party]),
                    amount(self.reservations[party]),
                    "yes" if standing.acceptable[party] else "no",
                    low if low == high else f"{low} to {high}",
                ]
            )
        say()
        table(
            ["", "utility", "reservation value", "acceptable", "packages at least as good"],
            rows,
            numeric=(1, 2, 4),
        )
        distances = {
            "the frontier": standing.to_frontier,
            "the Nash package": standing.to_nash,
            "the Kalai–Smorodinsky package": standing.to_kalai_smorodinsky,
        }
        far = [f"{by:.3g} to {target}" for target, by in distances.items() if by is not None]
        if far:
            say(
                f"Distance: {listing(far)}. A distance of 1 is the range of a party's utility on the "
                "frontier."
            )

    def _trade(self, trade: Trade, target: str) -> None:
        heading(f"Gains and losses by issue, from the package on the table to {target}")
        parts = [(self.names.issue(issue), moved) for issue, moved in trade.by_issue.items()]
        rows = [
            [name, *(signed(moved[party]) for party in self.parties)]
            for name, moved in [*parts, ("issues taken together", trade.together)]
            if any(moved.values())
        ]
        rows.append(["total", *(signed(trade.total[party]) for party in self.parties)])
        columns = ["", *self.names.parties(self.parties)]
        table(columns, rows, numeric=range(1, 1 + len(self.parties)))

    def _fallback(self, fallback: Fallback) -> None:
        heading("Fallback bargaining: from rankings alone")
        if not fallback.packages:
            say("Impasse: a party reaches its reservation value before all agree.")
            return
        every = "Both parties have" if len(self.parties) == 2 else "Every party has"
        these = "this package" if len(fallback.packages) == 1 else "these packages"
        say(
            f"{every} {these} among the best {fallback.depth:,}. Among fewer they have no package in common."
        )
        self._packages(fallback.packages, fallback.packages[0])

    def _best(self, party: str, best: Best) -> None:
        name = self.names.party(party)
        heading(f"Best packages for {name}")
        if not best.top:
            say("Linkages forbid every package.")
            return
        lines = [_line(str(number), one) for number, one in enumerate(best.top, 1)]
        if best.with_consent is not None:
            lines.append(_line("accepted", best.with_consent))
        show_packages(lines, self.names, best.top[0].package)
        if best.with_consent is None:
            say("No package is acceptable to the other parties.")
        else:
            say(f"accepted: the best package for {name} that every other party would accept.")

    def _division(self, found: AdjustedWinner) -> None:
        heading("Adjusted winner: issues divided by points")
        parties = list(found.points)
        rows = [
            [
                self.names.issue(issue),
                *(amount(found.points[party][issue]) for party in parties),
                self.names.party(winner),
            ]
            for issue, winner in found.division.wins.items()
        ]
        columns = ["issue", *self.names.parties(parties), "won by"]
        table(columns, rows, numeric=range(1, 1 + len(parties)))
        division = found.division
        if division.shared is not None:
            giver = division.wins[division.shared]
            other = next(party for party in parties if party != giver)
            say(
                f"{self.names.party(giver)} gives {within(self.names.party(other))} "
                f"{amount(division.part * 100)}% of {self.names.issue(division.shared)}."
            )
        say(f"Each then has {amount(division.each)} of 100 points.")
        if found.package is None:
            say("Linkages forbid every package that comes close to this division.")
            return
        has = listing(
            [f"{amount(found.has[p])} points for {within(self.names.party(p))}" for p in parties]
        )
        say(f"The closest package, with {has}: {self.names.package(found.package)}.")

    def _packages(
        self, found: Sequence[Proposal], base: Proposal, most: int = SHOWN, gains: bool = False
    ) -> None:
        lines = [_line(str(number), one) for number, one in enumerate(found[:most], 1)]
        show_packages(lines, self.names, base.package, base.utilities if gains else None)
        if len(found) > most:
            say(f"… and {count(len(found) - most, 'more package')} (--json lists them all).")


def _line(label: str, one: Proposal) -> Line:
    return Line(label, one.package, one.utilities)
