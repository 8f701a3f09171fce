"""Preferences known in part, on the page: packages that survive, and the question to ask next.

Everything here is for the mediator: no page for a party holds it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from goodoffices.agreements import Questions, Robust, package_words, source_words
from goodoffices.agreements.uncertain.wording import (
    CAVEAT,
    MEDIATOR_ONLY,
    TRUTHFUL,
    acceptance_words,
    asked_words,
    drawing_words,
    known_words,
    matters_words,
    packages_words,
    question_words,
    share_words,
    zone_share_words,
)
from goodoffices.charts import Chart, Estimate, intervals
from goodoffices.model import Case
from goodoffices.wording import within

SHOWN = 6
"""Packages printed; results.json has more."""


@dataclass(frozen=True)
class UncertainPart:
    """The packages acceptable under the most preferences that fit what is known, and the next question."""

    case: Case
    robust: Robust
    questions: Questions

    @cached_property
    def basis(self) -> str:
        return source_words(self.case)

    @cached_property
    def finding(self) -> str:
        if not self.robust.survivors:
            return "Linkages forbid every package"
        first = self.robust.survivors[0]
        # Only if all were looked at is the first the most robust.
        which = "The most robust package" if self.robust.listed else "The best package found"
        every = "both parties accept" if len(self.robust.parties) == 2 else "every party accepts"
        return (
            f"{which} is one that {every} under {share_words(first.joint)} of the preferences that fit what "
            f"is known ({first.low:.1%} to {first.high:.1%})"
        )

    @cached_property
    def chart(self) -> Chart | None:
        shown = self.robust.survivors[:SHOWN]
        if not shown:
            return None
        rows = [
            Estimate(
                f"Package {n}",
                one.joint,
                one.low,
                one.high,
                f"{one.joint:.0%} ({_between(one.low, one.high)})",
            )
            for n, one in enumerate(shown, 1)
        ]
        unit = "share of profiles in which every party accepts"
        wide, narrow = intervals(self.finding, rows, unit)
        table = tuple(
            (row.label, f"{row.value:.1%}", f"{row.low:.1%} to {row.high:.1%}") for row in rows
        )
        source = f"{self.robust.method}. {self.basis}"
        columns = ("package", "share of profiles", "95% interval")
        return Chart("robust-chart", self.finding, wide, narrow, CAVEAT, source, columns, table)

    @cached_property
    def sentences(self) -> list[str]:
        matters = matters_words(self.case, self.robust)
        found = [packages_words(self.robust), zone_share_words(self.robust)]
        return [*found, *([matters] if matters else [])]

    @cached_property
    def known(self) -> list[tuple[str, str, str]]:
        """All that is known, in words: party, statement, basis."""
        return known_words(self.case)

    @cached_property
    def drawing(self) -> str:
        return drawing_words(self.robust, self._names)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        return "package", *(self._names[party] for party in self.robust.parties), "options"

    @cached_property
    def rows(self) -> list[tuple[str, ...]]:
        """Each package: its number, the share of profiles of each party that accept it, and its options."""
        first = self.robust.survivors[0].package if self.robust.survivors else {}
        open_parties = {known.party: self._names[known.party] for known in self.case.partial}
        found = []
        for number, one in enumerate(self.robust.survivors[:SHOWN], 1):
            options = package_words(self.case, one.package, first if number > 1 else None)
            certain = acceptance_words(one, open_parties)
            own = (share_words(one.own[party]) for party in self.robust.parties)
            found.append((f"{number}", *own, f"{options} ({certain})" if certain else options))
        return found

    @cached_property
    def _names(self) -> dict[str, str]:
        return {party.id: party.name for party in self.case.parties}

    @cached_property
    def asking(self) -> str:
        """The best question and its value."""
        return question_words(self.questions, len(self.case.parties))

    @cached_property
    def worth(self) -> str:
        """The finding on questions: how far the best answer would raise the share of the best proposal."""
        if not self.questions.best:
            return "No question would improve the best proposal"
        best = self.questions.best[0]
        return (
            f"After one private question to {within(self._names[best.party])}, the best proposal would be "
            f"acceptable under {share_words(best.value)} of the possible preferences instead of "
            f"{share_words(self.questions.base)}"
        )

    @cached_property
    def questions_chart(self) -> Chart | None:
        found = self.questions
        if not found.best:
            return None
        rows = [Estimate("If nothing is asked", found.base, None, None, share_words(found.base))]
        rows += [
            Estimate(
                f"Question {n}, to {self._names[one.party]}",
                one.value,
                one.low,
                one.high,
                f"{one.value:.0%} ({_between(one.low, one.high)})",
            )
            for n, one in enumerate(found.best, 1)
        ]
        rows.append(
            Estimate("If everything were known", found.perfect, None, None, share_words(found.perfect))
        )
        wide, narrow = intervals(
            self.worth, rows, "share of profiles in which all accept the best proposal"
        )
        table = tuple(
            (f"{n}", one.text, f"{one.value:.1%}", f"{one.bits:.2f}", f"{one.told:.2f}")
            for n, one in enumerate(found.best, 1)
        )
        columns = (
            *("question", "words", "share if it is answered", "bits you learn"),
            "bits everyone learns if the end is published",
        )
        source = f"{asked_words(found)} {self.basis}"
        return Chart(
            "ask-chart", self.worth, wide, narrow, f"{TRUTHFUL} {CAVEAT}", source, columns, table
        )

    @property
    def warning(self) -> str:
        return MEDIATOR_ONLY


def _between(low: float, high: float) -> str:
    return f"{100 * low:.0f}–{100 * high:.0f}"
