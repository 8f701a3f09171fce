"""Changes to the agenda: an issue settled beforehand, or left out of the negotiation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from goodoffices.errors import UsageError
from goodoffices.space import Rule, Space, Table, encode, restricted
from goodoffices.wording import did_you_mean


def fixed(space: Space, choices: Mapping[str, str]) -> Space:
    """Return the space in which some issues have only the chosen option; the issues stay.

    Raises:
        UsageError: there is no such issue or option.
    """
    first = {issue: names[0] for issue, names in zip(space.issues, space.options, strict=True)}
    codes = encode(space, first | dict(choices))
    return restricted(
        space,
        [
            codes[[i]] if issue in choices else np.arange(space.dims[i], dtype=np.int64)
            for i, issue in enumerate(space.issues)
        ],
    )


def without(space: Space, issue: str) -> Space:
    """Return the space without an issue: tables and rules over this issue alone are removed.

    Reservation values stay as they are, so a party loses what the issue gave it. If a linkage or a table
    ties the issue to others, their worth without it is unknown; such an issue can only be settled with
    :func:`fixed`.

    Raises:
        UsageError: there is no such issue, it is the only issue, or it is tied to others.
    """
    if issue not in space.issues:
        near = did_you_mean(issue, space.issues)
        raise UsageError(f"expected an issue of {space.case}, found '{issue}'.{near}")
    if len(space.issues) == 1:
        raise UsageError(f"'{issue}' is the only issue: nothing is left without it.")
    dropped = space.issues.index(issue)
    for party, tables in zip(space.parties, space.tables, strict=True):
        for table in tables:
            _refuse_ties(space, dropped, table.scope, f"a table of {party}")
    for rule in space.rules:
        _refuse_ties(space, dropped, rule.scope, "a linkage")

    def renumbered(scope: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(i - (i > dropped) for i in scope)

    return replace(
        space,
        issues=tuple(name for name in space.issues if name != issue),
        options=tuple(names for i, names in enumerate(space.options) if i != dropped),
        tables=tuple(
            tuple(Table(renumbered(t.scope), t.values) for t in tables if dropped not in t.scope)
            for tables in space.tables
        ),
        rules=tuple(
            Rule(renumbered(rule.scope), rule.allowed)
            for rule in space.rules
            if dropped not in rule.scope
        ),
    )


def _refuse_ties(space: Space, dropped: int, scope: tuple[int, ...], what: str) -> None:
    """Raise a UsageError if a table or rule ties the issue to be dropped to others."""
    if dropped in scope and len(scope) > 1:
        issue = space.issues[dropped]
        others = " and ".join(f"'{space.issues[i]}'" for i in scope if i != dropped)
        raise UsageError(
            f"'{issue}' cannot be dropped: {what} ties it to {others}. "
            f"Settle it beforehand instead, as with --fix {issue}={space.options[dropped][0]}."
        )
