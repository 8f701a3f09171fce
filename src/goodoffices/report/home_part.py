"""Ratification and carrying out on the page: who at home decides, and steps that are safe."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from goodoffices.agreements import Ratified, package_words, source_words
from goodoffices.charts import Bar, Chart, bars
from goodoffices.model import Case, Delivery
from goodoffices.phases import Schedule
from goodoffices.space import ZopaCount
from goodoffices.wording import amount, capital, count, listing, range_text, within


@dataclass(frozen=True)
class HomePart:
    """The packages that pass at home, and whose answer decides."""

    case: Case
    found: Ratified

    @cached_property
    def finding(self) -> str:
        overlap, zone = self.found.overlap, self.found.zone
        if overlap.high == 0:
            return "No package would be ratified by every party at home"
        passes = "passes" if overlap.low == overlap.high == 1 else "pass"
        return (
            f"{_range(overlap)} of {self._all:,} packages {passes} at home everywhere; {_range(zone)} of "
            f"these {'is' if zone.low == zone.high == 1 else 'are'} at or above every reservation value"
        )

    @property
    def _all(self) -> int:
        found = self.found
        return found.packages if found.feasible is None else found.feasible

    @cached_property
    def chart(self) -> Chart:
        rows = [(f"Passes at home, {self._party(p)}", won) for p, won in self.found.win_sets.items()]
        rows += [("Everywhere", self.found.overlap), ("And acceptable to all", self.found.zone)]
        shares = [won.high / max(self._all, 1) for _, won in rows]
        group = [
            Bar(name, share, f"{_range(won)} ({share:.1%})", 0 if n < len(rows) - 2 else 4)
            for n, ((name, won), share) in enumerate(zip(rows, shares, strict=True))
        ]
        wide, narrow = bars(self.finding, [("", group)])
        quotas = [
            f"{self._party(party)} {amount(quota * 100)}% of the weight"
            for party, quota in self.found.quotas.items()
        ]
        note = f"Counts of packages. Needed at home: {listing(quotas)}. " + self.methods
        columns = ("who", "packages that pass", "share of all")
        table = tuple(
            (name, _range(won), f"{share:.1%}") for (name, won), share in zip(rows, shares, strict=True)
        )
        source = f"counted from the case file. {source_words(self.case)}"
        return Chart("home-chart", self.finding, wide, narrow, note.strip(), source, columns, table)

    @cached_property
    def methods(self) -> str:
        """How ranges were found, if there are any."""
        known = [*self.found.win_sets.values(), self.found.overlap, self.found.zone]
        found = dict.fromkeys(each.method for each in known if each.low != each.high)
        return f"Method of the ranges: {listing(list(found))}." if found else ""

    @cached_property
    def decisive(self) -> list[tuple[str, str, str]]:
        """Each constituency, with the packages that need its yes and those that it blocks alone."""
        return [
            (capital(self._group(party, group)), _range(each.needed), _range(each.blocked))
            for party, groups in self.found.decisive.items()
            for group, each in groups.items()
        ]

    @cached_property
    def blocker(self) -> str:
        """The constituency that blocks most packages alone."""
        alone = [
            (each.blocked.low, self._group(party, group))
            for party, groups in self.found.decisive.items()
            for group, each in groups.items()
        ]
        most, who = max(alone, default=(0, ""))
        if not most:
            return ""
        packages = f"{most:,} of {count(self._all, 'package')}"
        return f"{capital(who)} can block {packages} alone, the most of any constituency."

    @cached_property
    def openings(self) -> list[str]:
        """Who could open an empty overlap alone."""
        return [
            f"If the least that {self._group(each.party, each.constituency)} accepts were {amount(each.by)} "
            "lower, in its own units, a package would pass everywhere."
            for each in self.found.openings
        ]

    @cached_property
    def refused(self) -> str:
        """In which parties the first package does not pass, as the end of a sentence on it; '' if it does."""
        looked = self.found.at_home
        against = [p for p, passes in looked.passes.items() if not passes] if looked else []
        where = listing([within(self._party(party)) for party in against])
        return f", and the package would not pass at home for {where}" if against else ""

    @cached_property
    def first_package(self) -> list[str]:
        """How the first package fares at home, and the smallest change with which it would pass."""
        looked = self.found.at_home
        if looked is None:
            return []
        lines = []
        for party, answers in looked.answers.items():
            refuse = [self._group(party, group) for group, yes in answers.items() if not yes]
            passes = "passes" if looked.passes[party] else "does not pass"
            said = f"; {listing(refuse)} refuse{'s' if len(refuse) == 1 else ''} it" if refuse else ""
            lines.append(f"Package 1 {passes} at home for {within(self._party(party))}{said}.")
        if not all(looked.passes.values()):
            changes = [
                package_words(self.case, each.package, looked.package.package)
                for each in looked.brought_round
            ]
            if changes:
                lines.append(f"The smallest change with which it would pass everywhere: {changes[0]}.")
            else:
                lines.append("No change of up to three issues would make it pass everywhere.")
        return lines

    def _party(self, party: str) -> str:
        return next(known.name for known in self.case.parties if known.id == party)

    def _group(self, party: str, constituency: str | None) -> str:
        if constituency is None:
            return within(self._party(party))
        groups = next(known for known in self.case.parties if known.id == party).constituencies
        name = next(group.name for group in groups if group.id == constituency)
        return f"{within(name)} ({within(self._party(party))})"


@dataclass(frozen=True)
class PhasesPart:
    """The steps in which an agreement is carried out."""

    case: Case
    found: Schedule

    @cached_property
    def finding(self) -> str:
        needed = self.found.needed
        if not needed:
            return "No schedule was found in which nobody would gain by walking away"
        few, last = needed[0], needed[-1]
        first = (
            f"If the agreement is carried out in {count(last.steps, 'step')}, nobody gains by walking away "
            f"as long as that costs each party {amount(last.guarantee)}, in its own units"
        )
        if last.steps == few.steps:
            return first
        return f"{first}; in {count(few.steps, 'step')}, it would have to cost {amount(few.guarantee)}"

    @cached_property
    def chart(self) -> Chart | None:
        needed = self.found.needed
        if not needed:
            return None
        most = max(float(each.guarantee) for each in needed) or 1.0
        group = [
            Bar(count(each.steps, "step"), float(each.guarantee) / most, amount(each.guarantee))
            for each in needed
        ]
        wide, narrow = bars(self.finding, [("Guarantee each party needs, in its own units", group)])
        more = "" if self.found.settled else " More steps may need a smaller guarantee."
        exact = "" if self.found.exact else f" Method: {self.found.method}; not proven exactly."
        note = (
            "A guarantee is the loss of a party that walks away, apart from deliveries it is still owed. It "
            f"is the same number for each party, in its own units.{more}{exact}"
        )
        table = tuple((f"{each.steps:,}", amount(each.guarantee)) for each in needed)
        source = f"computed from the deliveries in the case file. {source_words(self.case)}"
        return Chart(
            "phases-chart", self.finding, wide, narrow, note, source, ("steps", "guarantee"), table
        )

    @cached_property
    def enough(self) -> str:
        """From how many steps on the case's own guarantees are enough."""
        given = self.found.phases.guarantee
        if not given:
            return ""
        words = listing(
            [f"{amount(value)} for {within(self._actor(party))}" for party, value in given.items()]
        )
        if self.found.enough is not None:
            steps = count(self.found.enough, "step")
            return f"The guarantees in the case ({words}) are enough from {steps} on."
        if all(party in given for party in self.found.parties):
            return f"The guarantees in the case ({words}) are not enough, however many steps there are."
        return f"The case has guarantees for some parties only ({words})."

    @cached_property
    def columns(self) -> tuple[str, ...]:
        gains = [f"{self._actor(party)}'s gain by stopping then" for party in self._parties]
        return "step", "who delivers", "verified by", *gains

    @cached_property
    def steps(self) -> list[tuple[str, ...]]:
        known = {delivery.id: delivery for delivery in self.found.phases.deliveries}
        return [
            (
                f"{number}",
                f"{self._actor(step.by)}: "
                + "; ".join(_units(known[name], units) for name, units in step.deliveries.items()),
                "; ".join(dict.fromkeys(self._verified(known[name]) for name in step.deliveries)),
                *(_gain(step.exposed[party]) for party in self._parties),
            )
            for number, step in enumerate(self.found.steps, 1)
        ]

    @property
    def _parties(self) -> list[str]:
        """The parties of the schedule in the order of the case."""
        return [party.id for party in self.case.parties if party.id in self.found.parties]

    @property
    def agreed(self) -> str:
        """The agreement to be carried out."""
        names = {issue.id: issue for issue in self.case.issues}
        return "; ".join(
            f"{names[issue].name}: {names[issue].text(option)}"
            for issue, option in self.found.phases.agreed.items()
        )

    def _verified(self, delivery: Delivery) -> str:
        who = self._actor(delivery.verified_by) if delivery.verified_by else ""
        return ": ".join(part for part in (who, delivery.event) if part) or "not stated"

    def _actor(self, key: str) -> str:
        names: dict[str, str] = {third.id: third.name for third in self.case.mediators}
        names |= {party.id: party.name for party in self.case.parties}
        return names.get(key, key)


def _units(delivery: Delivery, units: int) -> str:
    unit = f" {delivery.unit}" if delivery.unit else ""
    rest = "" if units == delivery.units else f" of {delivery.units:,}"
    return f"{delivery.name}, {units:,}{rest}{unit}"


def _gain(value: Fraction) -> str:
    return amount(value) if value else "none"


def _range(found: ZopaCount) -> str:
    return range_text(found.low, found.high)
