"""goodoffices bids: the deals that blind bids make, and how much they tell."""

from __future__ import annotations

from typing import Annotated

import typer

import goodoffices as go
from goodoffices.cli.console import emit, heading, say, table
from goodoffices.cli.options import Json, exact_number
from goodoffices.wording import amount

EXAMPLE = "Example: goodoffices bids --low 200 --high 600"


def command(
    low: Annotated[str, typer.Option(help="The lowest limit that a side may have.")] = "0",
    high: Annotated[str, typer.Option(help="The highest limit that a side may have.")] = "1",
    json: Json = False,
) -> None:
    """Show how often blind bids on one number end in a deal, and how much they disclose.

    Each side names a number in private; if the numbers cross, they settle half-way. Each side's limit is
    drawn between --low and --high. The result is compared with a double-blind close on the middle number,
    in which an honest answer is best for each side.
    """
    found = go.agreements.blind_bids(exact_number("--low", low), exact_number("--high", high))
    if json:
        emit(found.to_json())
        return
    heading("Blind bids on one number")
    rows = [
        ["blind bids, settled half-way", f"{float(found.deal):.1%}", amount(found.gain)],
        ["the middle number, yes or no", f"{float(found.fixed_deal):.1%}", amount(found.fixed_gain)],
        ["every worthwhile deal", "50.0%", amount(found.best)],
    ]
    table(["procedure", "deals", "mean gain of both sides"], rows, numeric=[1, 2])
    say(
        "Each side does best to stop short of its limit: a seller who could go down to "
        f"{amount(found.low)} asks {amount(found.ask(found.low))}, and a buyer who could go up to "
        f"{amount(found.high)} bids {amount(found.bid(found.high))}."
    )
    say(
        f"If only deal or no deal is published, everyone learns {found.told:.2f} bits. The number agreed on "
        "tells each side the other's bid exactly, and so its limit. After no deal each side knows that the "
        "other's bid did not reach its own. A double-blind close on one number discloses at most a yes or no."
    )
    say(
        f"Assumption: each limit is drawn uniformly between {amount(found.low)} and {amount(found.high)}, "
        "independently of the other."
    )
