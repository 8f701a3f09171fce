"""The weight of each issue for each party: its share of what is at stake for that party."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from goodoffices.charts.bars import Bar, bars
from goodoffices.charts.drawing import Chart
from goodoffices.model import Case
from goodoffices.wording import within

MOST = 12
"""Most issues drawn: those with the largest weights; the table has all."""


def weight_chart(
    case: Case, importance: Mapping[str, Mapping[str, Fraction]], source: str
) -> Chart | None:
    """Return the weights of issues, issue by issue; None if nothing is at stake for anyone.

    ``importance`` has the parties to be drawn, and for each the share of every issue.
    """
    parties = {party.id: party.name for party in case.parties if party.id in importance}
    issues = {issue.id: issue.name for issue in case.issues}
    share = {(i, p): float(importance[p][i]) for i in issues for p in parties}
    if not share or not max(share.values()):
        return None
    order = sorted(issues, key=lambda issue: -max(share[issue, p] for p in parties))
    heading, most = _title(parties, issues, share), max(share.values())
    groups = [
        (
            issues[issue],
            [
                Bar(name, share[issue, party] / most, f"{share[issue, party]:.0%}", number)
                for number, (party, name) in enumerate(parties.items())
            ],
        )
        for issue in order[:MOST]
    ]
    wide, narrow = bars(heading, groups)
    note = (
        "Shares of the range of each party's own numbers; those of one party add up to 100%, but for "
        "rounding. Linked issues share what they are worth together."
    )
    left_out = len(issues) - MOST
    note += f" {left_out:,} issues with smaller shares are only in the table." if left_out > 0 else ""
    rows = tuple((issues[i], *(f"{share[i, p]:.0%}" for p in parties)) for i in order)
    return Chart("weights", heading, wide, narrow, note, source, ("issue", *parties.values()), rows)


def _title(
    parties: Mapping[str, str], issues: Mapping[str, str], share: Mapping[tuple[str, str], float]
) -> str:
    """Return the finding: the issue whose weights differ most, or the weightiest of a single party."""
    if len(parties) == 1:
        ((party, name),) = parties.items()
        most = max(issues, key=lambda issue: share[issue, party])
        stake = f"{share[most, party]:.0%} of what is at stake for it"
        return f"{issues[most]} matters most to {within(name)}: {stake}"

    def spread(issue: str) -> float:
        own = [share[issue, party] for party in parties]
        return max(own) - min(own)

    widest = max(issues, key=spread)
    most = max(parties, key=lambda party: share[widest, party])
    least = min(parties, key=lambda party: share[widest, party])
    if round(spread(widest) * 100) == 0:
        return "Every issue matters as much to each party as to the others"
    return (
        f"{issues[widest]} matters more to {within(parties[most])} ({share[widest, most]:.0%} of what is at "
        f"stake for it) than to {within(parties[least])} ({share[widest, least]:.0%})"
    )
