"""The case as one party may see it: a page for a party is made of this alone, so it can tell nothing else.

A party sees the parties, the mediators, the issues, the linkages, the rounds, the
channels that it has itself, its own people and its own numbers. It sees no number of another party, nothing
computed from one, no constituency and no delegate of another party that reports do not name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from goodoffices.agreements import importance, ratify, source_words
from goodoffices.charts import Chart, weight_chart
from goodoffices.errors import UsageError, shorten
from goodoffices.model import Case, Mediator, Party, Preference
from goodoffices.record import Brief
from goodoffices.space import Plan, compile, count_feasible, count_zopa
from goodoffices.wording import amount, count, range_text, unknown, within


def asked_for(case: Case, who: str) -> Party:
    """Return the party that ``party:ID`` names.

    Raises:
        UsageError: it names no party of the case.
    """
    kind, colon, name = who.partition(":")
    if kind != "party" or not colon:
        example = case.parties[0].id if case.parties else "a"
        raise UsageError(f"for: expected party:ID, such as party:{example}, found {shorten(who)}.")
    for party in case.parties:
        if party.id == name:
            return party
    raise UsageError(unknown("for", name, [party.id for party in case.parties]))


def seen_by(case: Case, party: Party) -> Case:
    """Return the case as a party may see it.

    It is made field by field: a field that comes into use later is not shown before somebody decides.
    """
    return Case(
        id=case.id,
        title=case.title,
        kind=case.kind,
        fictional=case.fictional,
        about=case.about,
        parties=tuple(
            known if known.id == party.id else Party(known.id, known.name) for known in case.parties
        ),
        mediators=tuple(
            Mediator(
                third.id,
                third.name,
                third.delegates,
                {to: by for to, by in third.relays.items() if to == party.id},
            )
            for third in case.mediators
        ),
        channels=tuple(channel for channel in case.channels if party.id in channel.between),
        issues=case.issues,
        # Why combinations are ruled out is the case's own note: it may speak of a side.
        linkages=tuple(replace(linkage, because="") for linkage in case.linkages),
        preferences=tuple(known for known in case.preferences if known.party == party.id),
        rounds=case.rounds,
    )


def told_to(brief: Brief) -> Brief:
    """Return the brief without notes: a note is the analyst's own, and no report has it."""
    return replace(brief, events=tuple(event for event in brief.events if event.kind != "note"))


@dataclass(frozen=True)
class OwnPart:
    """A party's own numbers as its page prints them, computed from its own preferences alone."""

    case: Case
    party: Party

    @cached_property
    def _alone(self) -> Case:
        return replace(self.case, parties=(self.party,), mediators=(), channels=(), rounds=())

    @cached_property
    def preference(self) -> Preference:
        return next(known for known in self.case.preferences if known.party == self.party.id)

    @cached_property
    def basis(self) -> str:
        return source_words(self._alone)

    @cached_property
    def weights(self) -> Chart | None:
        own: Mapping[str, Mapping[str, Fraction]] = importance(compile(self._alone))
        return weight_chart(self._alone, own, f"computed from this party's own numbers. {self.basis}")

    @cached_property
    def finding(self) -> str:
        """How many packages are at or above its own reservation value."""
        plan = Plan(compile(self._alone))
        allowed = count_feasible(plan.space)
        packages = count(plan.size if allowed is None else allowed, "possible package")
        found = count_zopa(plan.space, plan)
        least = amount(self.preference.reservation)
        some = range_text(found.low, found.high)
        return (
            f"Of {packages}, {some} are worth at least {least} to {within(self.party.name)}, its own "
            "reservation value; what others could accept is not shown."
        )

    @cached_property
    def at_home(self) -> str:
        """How many packages pass at home, if the party needs ratification."""
        if self.party.quota is None or not self.party.voters:
            return ""
        won = ratify(self._alone).win_sets[self.party.id]
        some = range_text(won.low, won.high)
        need = amount(self.party.quota * 100)
        return f"{some} packages would pass at home, which needs {need}% of the weight of its constituencies."
