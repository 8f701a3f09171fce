"""Sections of deals that are shown where they are asked for: a package on the table, bridges, and so on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from goodoffices.cli.console import heading, say, table
from goodoffices.cli.show_packages import Line, show_packages, signed
from goodoffices.wording import amount, count, listing

if TYPE_CHECKING:
    from goodoffices.agreements import Advice, Best, Fallback, Proposal, Standing, Trade

SHOWN = 8
ON_THE_TABLE = "the package on the table"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for beside the usual; None where it was not."""

    advice: Advice | None
    bridges: tuple[Proposal, ...] | None
    fallback: Fallback | None
    best: Mapping[str, Best] | None

    @property
    def anything(self) -> bool:
        return any(part is not None for part in (self.advice, self.bridges, self.fallback, self.best))

    def to_json(self) -> dict[str, object]:
        """Only the keys of what was asked for."""
        found: dict[str, object] = {}
        if self.advice is not None:
            found["on_the_table"] = self.advice.to_json()
        if self.bridges is not None:
            found["bridging"] = [one.to_json() for one in self.bridges]
        if self.fallback is not None:
            found["fallback"] = self.fallback.to_json()
        if self.best is not None:
            found["best"] = {party: best.to_json() for party, best in self.best.items()}
        return found


@dataclass(frozen=True, slots=True)
class Sections:
    """Prints what was asked for, by the names of a case."""

    parties: Sequence[str]
    names: Mapping[str, str]
    reservations: Mapping[str, Fraction]

    def show(self, asked: Asked) -> None:
        if asked.advice is not None:
            self._advice(asked.advice)
        if asked.bridges is not None:
            heading("Packages to bridge: the most even one, then the most different ones")
            self._packages(asked.bridges, "package 1", len(asked.bridges))
            if not asked.bridges:
                say("No package is acceptable to all.")
        if asked.fallback is not None:
            self._fallback(asked.fallback)
        for party, best in (asked.best or {}).items():
            self._best(party, best)

    def _advice(self, advice: Advice) -> None:
        heading("The package on the table")
        show_packages([_line("", advice.package)], self.parties, self.names)
        for issues in advice.forbidden_by:
            say(f"A linkage between {listing([self.names[i] for i in issues])} forbids it.")
        self._standing(advice.standing)
        heading("Better for everyone")
        if advice.improvements:
            self._packages(advice.improvements, ON_THE_TABLE, base=advice.package)
        else:
            say("No package is at least as good for everyone and better for someone.")
        heading("The nearest packages all could accept")
        if any(not one.changed for one in advice.nearest):
            say("All could accept the package on the table as it is.")
        elif advice.nearest:
            self._packages(advice.nearest, ON_THE_TABLE, base=advice.package)
        else:
            say("None is within three changed issues.")
        if advice.toward is not None and advice.trade is not None:
            better = bool(advice.improvements)
            self._trade(advice.trade, "the first of the better ones" if better else "the Nash package")

    def _standing(self, standing: Standing) -> None:
        rows = []
        for party in self.parties:
            low, high = (f"{share:.0%}" for share in standing.better[party])
            rows.append(
                [
                    party,
                    amount(standing.utilities[party]),
                    amount(self.reservations[party]),
                    "yes" if standing.acceptable[party] else "no",
                    low if low == high else f"{low} to {high}",
                ]
            )
        say()
        table(
            ["", "worth", "reservation", "acceptable", "packages at least as good"],
            rows,
            numeric=(1, 2, 4),
        )
        places = {
            "the frontier": standing.to_frontier,
            "Nash": standing.to_nash,
            "Kalai–Smorodinsky": standing.to_kalai_smorodinsky,
        }
        far = [f"{by:.3g} to {place}" for place, by in places.items() if by is not None]
        if far:
            say(f"Distance: {listing(far)} (each party's range on the frontier counts as 1).")

    def _trade(self, trade: Trade, where: str) -> None:
        heading(f"Who gains how much where, on the way to {where}")
        parts = [(self.names[issue], moved) for issue, moved in trade.by_issue.items()]
        rows = [
            [name, *(signed(moved[party]) for party in self.parties)]
            for name, moved in [*parts, ("issues taken together", trade.together)]
            if any(moved.values())
        ]
        rows.append(["total", *(signed(trade.total[party]) for party in self.parties)])
        table(["", *self.parties], rows, numeric=range(1, 1 + len(self.parties)))

    def _fallback(self, fallen: Fallback) -> None:
        heading("Fallback bargaining: from rankings alone")
        if not fallen.packages:
            say("Impasse: a party reaches its reservation value before all agree.")
            return
        every = "both parties have" if len(self.parties) == 2 else "every party has"
        many = "this package" if len(fallen.packages) == 1 else "these packages"
        say(f"At depth {fallen.depth} {every} {many} among the best {fallen.depth:,}.")
        self._packages(fallen.packages, "package 1", base=fallen.packages[0])

    def _best(self, party: str, best: Best) -> None:
        heading(f"The best for {party}")
        lines = [_line(str(place), one) for place, one in enumerate(best.top, 1)]
        if best.with_consent is not None:
            lines.append(_line("accepted", best.with_consent))
        if not best.top:
            say("No package keeps every linkage.")
            return
        show_packages(lines, self.parties, self.names, best.top[0].package, "package 1")
        if best.with_consent is None:
            say("None is at or above the others' reservation values.")
        else:
            say("accepted: the best that no other party would refuse.")

    def _packages(
        self, found: Sequence[Proposal], what: str, most: int = SHOWN, base: Proposal | None = None
    ) -> None:
        lines = [_line(str(place), one) for place, one in enumerate(found[:most], 1)]
        known = base or (found[0] if found else None)
        if known is None:
            return
        gains = what == ON_THE_TABLE
        show_packages(
            lines,
            self.parties,
            self.names,
            known.package,
            what,
            gains_over=known.utilities if gains else None,
        )
        if len(found) > most:
            say(f"… and {count(len(found) - most, 'more package')} (--json lists them all).")


def _line(label: str, one: Proposal) -> Line:
    return Line(label, one.package, one.utilities)
