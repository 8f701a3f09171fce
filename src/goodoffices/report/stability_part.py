"""Stability on the page: the states of a conflict that no party leaves, and judgements on ripeness."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from goodoffices.agreements import source_words
from goodoffices.charts import Chart, grid
from goodoffices.model import Case
from goodoffices.stability import Stable
from goodoffices.stability.wording import (
    FORESIGHT,
    JUDGED,
    RULES,
    leading_states,
    orders_words,
    ripeness_words,
    rule_name,
    share_words,
    taken_words,
)
from goodoffices.wording import count

MOST = 16
"""Most states drawn; results.json has all."""


@dataclass(frozen=True)
class StabilityPart:
    """The states that no party leaves, by four rules of foresight."""

    case: Case
    found: Stable

    @property
    def of_orders(self) -> str:
        """The orders in all of which a state is called stable; nothing if rankings are known in whole."""
        return f"in all {self.found.shares.orders:,} drawn orders" if self.found.shares else ""

    @cached_property
    def finding(self) -> str:
        every = len(self.found.conflict.states)
        of = f"Of {count(every, 'state')} of the conflict"
        under = f"under all four rules {self.of_orders}".rstrip()
        if not self.lasting:
            return f"{of}, none is stable for every party {under}"
        is_ = "is" if len(self.lasting) == 1 else "are"
        return f"{of}, {len(self.lasting):,} {is_} stable for every party {under}"

    @cached_property
    def lasting(self) -> list[str]:
        """The options taken in each state that is stable for every party under all four rules."""
        states = self.found.conflict.states
        lasting = (state for state in states if self._under(state.id) == len(RULES))
        return [taken_words(self.found, state, self._names) for state in lasting]

    def _under(self, state: str) -> int:
        return sum(state in states for states in self.found.equilibria.values())

    @cached_property
    def chart(self) -> Chart | None:
        shown = leading_states(self.found)
        if not shown:
            return None
        rows = [
            (
                taken_words(self.found, state, self._names),
                [state.id in self.found.equilibria[concept] for concept in RULES],
            )
            for state in shown
        ]
        names, drawn = tuple(map(rule_name, RULES)), self.found.shares
        wide, narrow = grid(self.finding, names, rows[:MOST])
        more = len(rows) - MOST
        note = (
            "A row is a state, named by the options that are taken in it; filled: stable for every party"
            + (". " if drawn is None else f" in every drawn order. {orders_words(drawn, self._names)} ")
            + "; ".join(f"{rule_name(concept)}: {rule}" for concept, rule in RULES.items())
            + f". {FORESIGHT}"
            + (f" {more:,} more states are only in the table." if more > 0 else "")
        )
        table = tuple(
            (words, *(self._cell(state.id, concept) for concept in RULES))
            for state, (words, _) in zip(shown, rows, strict=True)
        )
        source = f"computed from each party's ranking of the states in the case file. {self.basis}"
        columns = ("options taken", *names)
        return Chart("stability-chart", self.finding, wide, narrow, note, source, columns, table)

    def _cell(self, state: str, concept: str) -> str:
        """Return whether a state is stable for every party, or in what share of drawn orders."""
        if self.found.shares is not None:
            return share_words(self.found.shares.every[concept][state])
        return "yes" if state in self.found.equilibria[concept] else "no"

    @cached_property
    def basis(self) -> str:
        return source_words(self.case)

    @cached_property
    def coalitions(self) -> str:
        """How many of the states are stable for coalitions too."""
        if self.found.shares is not None:
            return "Coalitions are not looked at where rankings are known in part."
        if self.united is None:
            return "Coalitions were not looked at: there are too many parties."
        some = f"{self.united:,}" if self.united else "none"
        return f"Under at least one rule, {some} of them are stable for every coalition as well."

    @property
    def united(self) -> int | None:
        """Number of states that are stable for every coalition under at least one rule; None if not known."""
        found = self.found.for_coalitions
        if found is None:
            return None
        return len({state for states in found.values() for state in states})

    @cached_property
    def ripeness(self) -> list[str]:
        """The judgements on whether each party is ready to talk, each its author's."""
        lines = [
            line for each in self.found.conflict.ripeness for line in ripeness_words(each, self._names)
        ]
        return [*lines, JUDGED] if lines else []

    @cached_property
    def _names(self) -> dict[str, str]:
        return {party.id: party.name for party in self.case.parties}
