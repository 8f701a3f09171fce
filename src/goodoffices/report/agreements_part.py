"""Possible agreements on the page: packages with their solutions, linkages, and two charts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from goodoffices.agreements import (
    Deals,
    certificate_words,
    rounding_words,
    source_words,
    zone_words,
)
from goodoffices.charts import Chart, chosen, frontier_chart, shares, weight_chart
from goodoffices.model import Case, Linkage
from goodoffices.wording import amount, capital, listing

SHOWN_LINKAGES = 6
"""Forbidden combinations of a linkage that are printed; the case file has all."""


@dataclass(frozen=True, slots=True)
class PackageRow:
    """A package with all the solutions that it is, and each party's utility and share of its possible gain.

    ``options`` has an issue, its option, and whether it differs from the first package.
    """

    number: int
    concepts: str
    utilities: tuple[str, ...]
    options: tuple[tuple[str, str, bool], ...]
    shares: Mapping[str, float]


@dataclass(frozen=True)
class AgreementsPart:
    """The possible agreements of a case as the page prints them."""

    case: Case
    deals: Deals

    @cached_property
    def basis(self) -> str:
        return source_words(self.case)

    @cached_property
    def sentences(self) -> list[str]:
        """How many packages there are, how many every party could accept, and how far that is exact."""
        words = (zone_words(self.deals), rounding_words(self.deals), certificate_words(self.deals))
        return [sentence for sentence in words if sentence]

    @cached_property
    def packages(self) -> tuple[PackageRow, ...]:
        """The packages of the solutions, each once; Nash comes first."""
        found = chosen(self.deals)
        first = found[0][0].package if found else {}
        return tuple(
            PackageRow(
                number,
                capital(listing(concepts)),
                tuple(amount(point.utilities[party]) for party in self.deals.parties),
                tuple(
                    (
                        issue.name,
                        issue.text(point.package[issue.id]),
                        point.package[issue.id] != first[issue.id],
                    )
                    for issue in self.case.issues
                ),
                shares(self.deals, point),
            )
            for number, (point, concepts) in enumerate(found, 1)
        )

    @cached_property
    def frontier(self) -> Chart | None:
        if not self.deals.frontier:
            return None
        return frontier_chart(self.case, self.deals, self.source_line)

    @cached_property
    def weights(self) -> Chart | None:
        return weight_chart(self.case, self.deals.importance, self.source_line)

    @cached_property
    def source_line(self) -> str:
        """The source of the charts."""
        return f"computed from the case file. {self.basis}"

    @cached_property
    def linkages(self) -> list[str]:
        return linkage_words(self.case)


def linkage_words(case: Case) -> list[str]:
    """Return each linkage as a sentence with the names of issues and options, and its reason."""
    return [_linkage(case, linkage) for linkage in case.linkages]


def _linkage(case: Case, linkage: Linkage) -> str:
    issues = {issue.id: issue for issue in case.issues}
    rows = [
        " with ".join(
            f"“{issues[issue].name}: {issues[issue].text(option)}”"
            for issue, option in zip(linkage.scope, row, strict=True)
        )
        for row in linkage.forbidden[:SHOWN_LINKAGES]
    ]
    more = len(linkage.forbidden) - SHOWN_LINKAGES
    rows += [f"{more:,} more combinations"] if more > 0 else []
    because = f", because {linkage.because}" if linkage.because else ""
    return f"Not {listing(rows).replace(' and “', ', nor “')}{because}."
