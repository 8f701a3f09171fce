"""Leaving an issue out of what is negotiated."""

from __future__ import annotations

from dataclasses import replace

from goodoffices.agreements.advice.tradeoffs import known_issue
from goodoffices.errors import UsageError
from goodoffices.space import Rule, Space, Table


def without(space: Space, issue: str) -> Space:
    """The space of packages that say nothing about an issue: tables and rules over it alone go.

    Reservation values stay as they are, so that what an issue gave above the others is missing. Where a
    linkage or a table ties the issue to others, what those would be worth without it is not known: then
    it can only be settled beforehand, as :func:`fixed` does.

    Raises:
        UsageError: there is no such issue, it is the only one, or it is tied to others.
    """
    known_issue(space, issue)
    place = space.issues.index(issue)
    if len(space.issues) == 1:
        raise UsageError(f"'{issue}' is the only issue: nothing is left without it.")
    for party, tables in zip(space.parties, space.tables, strict=True):
        for table in tables:
            _refuse(space, place, table.scope, f"a table of {party}")
    for rule in space.rules:
        _refuse(space, place, rule.scope, "a linkage")

    def moved(scope: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(i - (i > place) for i in scope)

    return replace(
        space,
        issues=tuple(name for name in space.issues if name != issue),
        options=tuple(names for i, names in enumerate(space.options) if i != place),
        tables=tuple(
            tuple(Table(moved(t.scope), t.values) for t in tables if place not in t.scope)
            for tables in space.tables
        ),
        rules=tuple(
            Rule(moved(rule.scope), rule.allowed) for rule in space.rules if place not in rule.scope
        ),
    )


def _refuse(space: Space, place: int, scope: tuple[int, ...], what: str) -> None:
    if place in scope and len(scope) > 1:
        issue = space.issues[place]
        others = " and ".join(f"'{space.issues[i]}'" for i in scope if i != place)
        raise UsageError(
            f"'{issue}' cannot be dropped: {what} ties it to {others}. "
            f"Settle it beforehand instead, as with --fix {issue}={space.options[place][0]}."
        )
