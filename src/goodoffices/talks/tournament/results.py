"""The results of a tournament: a list of cells, which a notebook shows and other programs read as a table."""

from __future__ import annotations

from typing import Any

from goodoffices.shown import Shown
from goodoffices.table import Table
from goodoffices.talks.tournament.summary import by_mediator, summary
from goodoffices.wording import count, in_words

COLUMNS = (
    *("case", "protocol", "mediator", "sharing", "strategies", "run", "agreed"),
    *("party", "strategy", "utility", "reservation"),
)


class Results(list[dict[str, Any]], Shown):
    """The cells of a tournament as JSON, in the plan's order."""

    __repr__ = Shown.__repr__

    def lines(self) -> list[str]:
        """Return how many sessions agreed, then mediators or, if none led, strategies: the best first."""
        runs, agreed = sum(cell["runs"] for cell in self), sum(cell["agreed"] for cell in self)
        cells = count(len(self), "cell")
        found = [f"Tournament of {cells}: {agreed:,} of {count(runs, 'session')} ended in agreement"]
        led = by_mediator(self)
        for one in led:
            share = one.joint_gain or one.agreement
            noun = "joint gain" if one.joint_gain else "agreed"
            found.append(f"{one.mediator}, {in_words(one.protocol)}: {noun} {share.text()}")
        if self and not led:
            found += [f"{line.strategy}: mean {line.mean:.2f}" for line in summary(self).lines]
        return found

    def table(self) -> Table:
        """Return a row for each session and party; a party without an agreement has no utility."""
        rows = []
        for cell in self:
            about = (cell["case"], cell["protocol"], cell["mediator"], cell["sharing"])
            strategies = " / ".join(cell["strategies"])
            for run, worth in enumerate(cell["utilities"]):
                for seat, strategy in enumerate(cell["strategies"]):
                    utility = None if worth is None else float(worth[seat])
                    own = (seat, strategy, utility, float(cell["reservations"][seat]))
                    rows.append((*about, strategies, run, worth is not None, *own))
        return Table.of_rows("sessions", COLUMNS, rows)
