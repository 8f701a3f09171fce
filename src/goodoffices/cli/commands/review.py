"""goodoffices review: the review page on this computer."""

from __future__ import annotations

import webbrowser
from typing import Annotated

import typer

import goodoffices as go
from goodoffices.cli.console import complain, meter, say
from goodoffices.cli.options import CasePath
from goodoffices.wording import count

EXAMPLE = "Example: goodoffices review cases/hostage-talks-2024"


def command(
    case: CasePath,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port of the page; any free port by default.")
    ] = 0,
    browser: Annotated[bool, typer.Option(help="Open the page in a browser.")] = True,
) -> None:
    """Open a page on this computer to review the entries read from a case's dispatches: accept, edit,
    reject or merge each of them.

    The page needs no account, as its link is secret. Each decision is saved at once; stop with Ctrl-C at
    any time.
    """
    place = go.casefile.locate(case)
    title = go.casefile.load(case).title
    with meter() as progress:
        found = go.reader.read_all(place.dispatches, progress)
    for problem in found.problems:
        complain(str(problem))
    proposals = tuple(entry for reading in found.readings for entry in reading.entries)
    work = go.record.Review(go.record.Ledger(place.ledger), proposals)
    server = go.review_page.Server(
        lambda token, host: go.review_page.ReviewApp(title, found.readings, work, token, host), port
    )
    say(f"Review page: {server.link}")
    say("Stop with Ctrl-C. Every decision is already saved.")
    if browser:
        webbrowser.open(server.link)
    try:
        server.run()
    except KeyboardInterrupt:
        say(f"{count(len(work.pending()), 'entry', 'entries')} left to review.")
