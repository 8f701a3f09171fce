"""Print the possible agreements of a case: the zone, the solutions, the frontier."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import goodoffices as go
from goodoffices.cli.console import heading, say, table
from goodoffices.cli.plot import plot
from goodoffices.cli.show_advice import Asked, Sections
from goodoffices.cli.show_packages import Line, Names, show_frontier, show_solutions
from goodoffices.wording import amount, count, listing, title

if TYPE_CHECKING:
    from goodoffices.agreements import Deals, Point

SHOWN = 20
"""Number of packages of the frontier that are printed."""
LISTED = 1_000
"""Number of packages of the frontier, or of a tie, in JSON without --all: half a megabyte of it."""


def show_deals(found: Deals, names: Names, asked: Asked, dropped: Sequence[str]) -> None:
    """Print the zone, then the results that options asked for, or all the others if none did."""
    _zone(found, names, dropped)
    if asked.anything:
        _certificate(found)
        Sections(found.parties, names, found.reservations).show(asked)
    else:
        _show(found, names)
    say()
    say(go.agreements.source_words(names.case))


def _zone(found: Deals, names: Names, dropped: Sequence[str]) -> None:
    say(names.case.title)
    if dropped:
        left_out = listing([names.issue(issue) for issue in dropped])
        say(f"Without {left_out}. The reservation values are unchanged.")
    heading("Zone of possible agreement")
    say(go.agreements.zone_words(found))
    rounding = go.agreements.rounding_words(found)
    if rounding is not None:
        say(rounding)
    if not any(points for _, points in found.solutions.items()):
        say("No package is acceptable to every party.")
        for party, by, package in found.concessions:
            say(
                f"If {names.party(party)} lowered its reservation value by {amount(by)}, every party could "
                f"accept this package: {names.package(package)}."
            )


def _show(found: Deals, names: Names) -> None:
    # Nash first, so that the other solutions are shown by their differences from it.
    solutions = sorted(found.solutions.items(), key=lambda concept: concept[0] != "nash")
    heading("Solutions")
    show_solutions([(title(key), [_line(p) for p in points]) for key, points in solutions], names)
    _trade(found, names)
    if found.status == "within E":
        heading(f"{count(len(found.frontier), 'package')} close to the Pareto frontier")
        _certificate(found)
    elif found.status == "sampled":
        heading(
            f"{count(len(found.frontier), 'package')} found by search, none better for all than another"
        )
        _certificate(found)
    else:
        heading(f"Pareto frontier: {count(len(found.frontier), 'package')}")
        parties = names.parties(found.parties)
        if len(parties) == 2 and len(found.frontier) > 1:
            plot(found, (parties[0], parties[1]))
    if found.frontier:
        show_frontier([_line(point) for point in found.frontier[:SHOWN]], names)
    if len(found.frontier) > SHOWN:
        listing_all = "--json" if len(found.frontier) <= LISTED else "--json --all"
        say(f"… and {len(found.frontier) - SHOWN:,} more ({listing_all} lists them all).")


def _certificate(found: Deals) -> None:
    words = go.agreements.certificate_words(found)
    if words is not None:
        say(words)


def _trade(found: Deals, names: Names) -> None:
    """Print the share of each issue in the utility that can change, party by party."""
    heading("How much each issue matters: its share of all that is at stake for a party")
    rows = [
        [
            names.issue(issue),
            *(f"{float(found.importance[party][issue]):.0%}" for party in found.parties),
        ]
        for issue in found.importance[found.parties[0]]
    ]
    table(["issue", *names.parties(found.parties)], rows, numeric=range(1, 1 + len(found.parties)))


def _line(point: Point) -> Line:
    return Line("", point.package, point.utilities)
