"""The plan of a frontier: everything that helpers need to know about a space before work starts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from goodoffices.space.graph.packages import size
from goodoffices.space.graph.space import Space
from goodoffices.space.plan.order import Order, elimination_order
from goodoffices.space.plan.width import MOST_CONTEXTS, width_of
from goodoffices.space.plan.work import MUCH, predicted_work
from goodoffices.space.regrets.layout import Layout, layout_of
from goodoffices.space.regrets.packed import Packing

LISTED = 50_000
"""Packages up to which listing them all, in about 10 ms, is as quick as any other route."""
NEARLY_ONE_TABLE = 8
"""Packages for each combination of the widest step up to which all packages are gone through instead."""
GONE_THROUGH = 1 << 27
"""Packages that are gone through at the most, in blocks: about 2 seconds for two parties."""

Route = Literal["sums", "listing", "blocks", "elimination", "rounds", "fewer options"]


@dataclass(frozen=True, eq=False)
class Plan:
    """Order, width, work and route of a frontier, each computed once, when it is first asked for.

    An additive space needs no order, and only a frontier with a time limit needs the predicted work.
    ``given_order`` is the order of a space with the same scopes, which need not be found again.
    """

    space: Space
    given_order: Order | None = None

    @cached_property
    def order(self) -> Order:
        """Steps of the elimination."""
        if self.given_order is not None:
            return self.given_order
        return elimination_order(self.space.dims, self.space.scopes)

    @cached_property
    def width(self) -> int:
        """Combinations of options that the widest step goes through."""
        return width_of(self.space.dims, self.order)

    @cached_property
    def size(self) -> int:
        """Number of packages, those that rules forbid included."""
        return size(self.space)

    @cached_property
    def additive(self) -> bool:
        """True if every table is over a single issue and no rule ties issues together."""
        tables = (table for tables in self.space.tables for table in tables)
        return not self.space.rules and all(len(table.scope) <= 1 for table in tables)

    @cached_property
    def predicted(self) -> int:
        """Candidate sums that the elimination looks at, at the most."""
        return predicted_work(self.space, self.order)

    @cached_property
    def layout(self) -> Layout:
        """Layout of the regrets: packed if they and the contexts fit in a word, columns if not."""
        return layout_of(self.space, self.width)

    @property
    def entangled(self) -> bool:
        """True if the widest step is too wide to eliminate."""
        return self.width >= MOST_CONTEXTS

    @property
    def packs(self) -> bool:
        """True if the space can be eliminated with packed regrets."""
        return not self.entangled and isinstance(self.layout, Packing)

    @property
    def nearly_one_table(self) -> bool:
        """True if going through all packages is about as quick as a step of the elimination."""
        return self.size <= min(NEARLY_ONE_TABLE * self.width, GONE_THROUGH)

    @property
    def takes_long(self) -> bool:
        """True if the frontier may take minutes without a time limit."""
        return self.predicted > MUCH or self.entangled

    def route(self, timed: bool = False) -> Route:
        """Return the quickest way to the frontier.

        ``sums`` adds up issues, ``listing`` lists all packages at once, ``blocks`` goes through them
        block by block, ``elimination`` eliminates issues, ``rounds`` does so with certified lists until
        time is up, and ``fewer options`` drops dominated options first, because the issues are too
        entangled.

        Args:
            timed: true if there is a time limit.
        """
        # Sums need no order of elimination, which is not even computed for them.
        if self.additive:
            return "rounds" if timed and self.predicted > MUCH else "sums"
        # A small table over everything is neither eliminated nor done in rounds: it is gone through.
        one_table = self.nearly_one_table
        if timed and self.predicted > MUCH and not (one_table or self.entangled):
            return "rounds"
        if self.size <= LISTED:
            return "listing"
        if one_table:
            return "blocks"
        if self.entangled:
            return "fewer options"
        return "rounds" if timed else "elimination"

    def reweighed(self, space: Space) -> Plan:
        """Return the plan of a space with the same scopes and other numbers; the order is kept."""
        return Plan(space, self.order)
