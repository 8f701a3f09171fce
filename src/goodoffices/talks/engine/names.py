"""Seats, issues and packages by the names a case gives them, for the sentences of events."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from goodoffices.model import Case
from goodoffices.talks.engine.event import Happened
from goodoffices.talks.engine.release_rules import Point
from goodoffices.talks.engine.said import BESIDE, Part, say, together
from goodoffices.talks.engine.said import gettext_noop as _
from goodoffices.wording import within

Routes = Sequence[Sequence[tuple[str, ...]]]
"""For each mediator that leads rounds, its way to each party: ids of mediators, then of the party."""


class Names:
    """The names in a session, and facts from earlier sentences that later sentences refer to.

    Attributes:
        seats: the names of parties, then mediators, then the clock.
        parties: how many of them are parties.
        shown: by party, the text carried to it last.
        wishes: by party, the index of the issue that it said it would change first.
        variants: how many variants were put so far.
    """

    def __init__(self, case: Case, routes: Routes) -> None:
        self.seats = [p.name for p in case.parties] + [m.name for m in case.mediators] + ["The clock"]
        self.parties = len(case.parties)
        self.issues = case.issues
        self.by_id = {m.id: m.name for m in case.mediators}
        self.routes = routes
        self.shown: dict[int, dict[str, str]] = {}
        self.wishes: dict[int, int] = {}
        self.variants = 0

    def package(self, codes: list[int]) -> dict[str, str]:
        """Return a package as ids: issue -> option."""
        return {
            issue.id: issue.options[code].id for issue, code in zip(self.issues, codes, strict=True)
        }

    def words(self, package: dict[str, str]) -> Part:
        """Return a package in words: every issue with its option and unit."""
        chosen = [issue.option_ids.index(package[issue.id]) for issue in self.issues]
        return together((self.point(Point(*point)) for point in enumerate(chosen)), BESIDE)

    def option(self, issue: int, option: int) -> Part:
        """Return an option of an issue, with its unit."""
        found = self.issues[issue]
        name = found.options[option].name
        if found.unit and found.kind != "named":
            return say(_("{number} {unit}"), number=name, unit=found.unit)
        return name

    def point(self, point: Point) -> Part:
        """Return an issue with an option of it."""
        issue = self.issues[point.issue].name
        return say(_("{issue} {option}"), issue=issue, option=self.option(*point))

    def text_in(self, happened: Happened) -> dict[str, str] | None:
        """Return the package that an event puts, as ids; None if it puts none."""
        batch, field = happened.batch, happened.batch.event.package
        if field is None or not field.there(batch):
            return None
        return self.package(field.of(batch)[0].tolist())

    def text(self, happened: Happened) -> Part:
        """Return the package that an event puts, in words; empty if it puts none."""
        package = self.text_in(happened)
        return self.words(package) if package else ""

    def seat(self, seat: int) -> str:
        """Return who sits at a seat, as it is written within a sentence."""
        return within(self.seats[seat])

    def who(self, happened: Happened) -> str:
        """Return who does it."""
        return self.seats[happened.batch.by]

    def privately(self, happened: Happened) -> Part:
        """Return to whom a party says something in private, and who carries it."""
        *carriers, hears = map(within, self.via(happened)) if self.via(happened) else [""]
        if carriers:
            by = together(carriers)
            return say(_("privately to {mediator}, carried by {carriers}"), mediator=hears, carriers=by)
        return say(_("privately to {mediator}"), mediator=hears) if hears else say(_("privately"))

    def via(self, happened: Happened) -> tuple[str, ...]:
        """Return the mediators that a private answer passes through, up to the one that leads the round."""
        ways = self._ways(happened)
        # without a mediator there is no way; and what is said to all is carried by nobody
        if not happened.batch.event.private or not ways:
            return ()
        return tuple(self.by_id[m] for m in reversed(ways[happened.batch.by][:-1]))

    def to(self, party: int, happened: Happened) -> Part:
        """Return a party, and the mediators that carry messages to it from the leading mediator."""
        via = [within(self.by_id[m]) for m in self._ways(happened)[party][1:-1]]
        name = self.seat(party)
        return (
            say(_("{party} by way of {carriers}"), party=name, carriers=together(via)) if via else name
        )

    def party_told(self, happened: Happened) -> int:
        """Return the first party in the audience."""
        parties = len(self._ways(happened))
        told = int(happened.audience[0]) >> np.arange(parties) & 1
        # the first bit that is set: what a mediator carries reaches one party at a time
        return int(told.argmax())

    def _ways(self, happened: Happened) -> Sequence[tuple[str, ...]]:
        """Return the ways from the mediator that leads the round to each party."""
        return self.routes[int(happened.round[0]) % len(self.routes)]
