"""Print the packages that survive when preferences are known in part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import goodoffices as go
from goodoffices.agreements.uncertain.advice import Fallbacks
from goodoffices.agreements.uncertain.robust import Robust, Survivor
from goodoffices.agreements.uncertain.wording import (
    CAVEAT,
    acceptance_words,
    drawing_words,
    fallback_words,
    known_words,
    matters_words,
    packages_words,
    share_words,
    survivor_words,
    unknown_words,
    zone_share_words,
)
from goodoffices.cli.console import heading, say, table
from goodoffices.cli.show_packages import Names
from goodoffices.wording import amount

SHOWN = 10
"""Packages printed; --json has more."""
MATTERS = 5
"""Unknowns printed."""


def show_robust(
    found: Robust,
    names: Names,
    fallbacks: Fallbacks | None = None,
    bridges: Sequence[Survivor] | None = None,
    spread: Fraction | None = None,
) -> None:
    """Print the packages that survive, with the shares behind it and the unknowns that matter."""
    say(names.case.title)
    known = known_words(names.case)
    if known and spread is None:
        heading("What is known")
        table(["party", "statement or range", "basis"], known)
    if spread is not None:
        say(f"Each number of the case may be off by {amount(spread * 100)}%.")
    heading("Packages acceptable under the most preferences that fit what is known")
    say(packages_words(found))
    if not found.survivors:
        say("Linkages forbid every package.")
        return
    first = found.survivors[0]
    say(survivor_words(found, names.package(first.package)))
    say(zone_share_words(found))
    _table(found, names)
    if bridges is not None:
        heading(
            "Packages that could bridge the gap: the most robust first, then different robust packages"
        )
        _shares([(one.package, one.joint) for one in bridges], "all", names)
    if fallbacks is not None:
        heading("Fallback bargaining: from rankings alone")
        say(fallback_words(fallbacks))
        _shares(fallbacks.packages[:SHOWN], "profiles", names)
    settled = matters_words(names.case, found)
    if settled is not None:
        heading("The unknowns that matter most for the first package")
        say(settled)
        rows = [
            [unknown_words(names.case, each), share_words(each.settles)]
            for each in found.matters[:MATTERS]
        ]
        table(["unknown", "uncertainty it would settle"], rows, numeric=[1])
    say()
    say(CAVEAT)
    say(drawing_words(found, dict(zip(found.parties, names.parties(found.parties), strict=True))))
    if names.case.partial:
        say(f"Method of 'yes' and 'no, whatever fits': {found.certainty}.")
    say(go.agreements.source_words(names.case))


def _shares(rows: Sequence[tuple[Mapping[str, str], float]], column: str, names: Names) -> None:
    """Print packages, each with a share; after the first, their differences from it."""
    if rows:
        first = rows[0][0]
        table(
            [column, "package; after the first, only the differences from it"],
            [
                [share_words(share), names.package(package, first if place else None)]
                for place, (package, share) in enumerate(rows)
            ],
            numeric=[0],
        )


def _table(found: Robust, names: Names) -> None:
    """Print a row for each package: own shares, joint share with its interval, what is certain."""
    parties = {party: names.party(party) for party in found.parties}
    open_parties = {each.party: parties[each.party] for each in names.case.partial}
    first = found.survivors[0].package
    rows = []
    for place, one in enumerate(found.survivors[:SHOWN]):
        package = names.package(one.package, first if place else None)
        certain = acceptance_words(one, open_parties)
        rows.append(
            [
                *(share_words(one.own[party]) for party in found.parties),
                share_words(one.joint),
                f"{one.low:.1%}–{one.high:.1%}",
                f"{package} ({certain})" if certain else package,
            ]
        )
    last = "package; after the first, only the differences from it"
    columns = [*parties.values(), "all", "interval", last if len(rows) > 1 else "package"]
    say()
    table(columns, rows, numeric=range(len(parties) + 2))
