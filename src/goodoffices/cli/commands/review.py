"""goodoffices review: the review page on this computer."""

from __future__ import annotations

import signal
import threading
import webbrowser
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType
from typing import Annotated

import typer

import goodoffices as go
from goodoffices.cli.console import complain, meter, say
from goodoffices.cli.options import CasePath
from goodoffices.cli.own_model import (
    Endpoint,
    Model,
    PlainHttp,
    Readers,
    Seconds,
    Yes,
    with_model,
)
from goodoffices.limits import PORT
from goodoffices.wording import count

EXAMPLE = "Example: goodoffices review cases/hostage-talks-2024"


def command(
    case: CasePath,
    port: Annotated[
        int, typer.Option(min=0, max=PORT.most, help="Port of the page; any free port by default.")
    ] = 0,
    browser: Annotated[bool, typer.Option(help="Open the page in a browser.")] = True,
    reader: Readers = None,
    endpoint: Endpoint = None,
    model: Model = None,
    seconds: Seconds = None,
    yes: Yes = False,
    plain_http: PlainHttp = False,
) -> None:
    """Open a page on this computer to review the entries read from a case's dispatches: accept, edit,
    reject or merge each of them.

    The page needs no account, as its link is secret. Each decision is saved at once; stop with Ctrl-C at
    any time.
    """
    place = go.casefile.locate(case)
    title = go.casefile.load(case).title
    read_from = place.case if place.is_dispatch else place.folder
    readers = with_model(reader, read_from, endpoint, model, seconds, yes=yes, plain_http=plain_http)
    with meter() as progress:
        found = go.reader.read_all(place.dispatches, progress, readers=readers)
    for problem in found.unread():
        complain(problem)
    proposals = tuple(entry for reading in found.readings for entry in reading.entries)
    texts = {reading.source.dispatch: reading.text for reading in found.readings}
    ledger = go.record.Ledger(place.ledger)
    work = go.record.Review(ledger, proposals, frozenset(found.doubts()), texts)
    server = go.review_page.Server(
        lambda token, host: go.review_page.ReviewApp(title, found.readings, work, token, host), port
    )
    say(f"Review page: {server.link}")
    say("Stop with Ctrl-C. Every decision is already saved.")
    try:
        with _ends_as_ctrl_c(), ExitStack() as stack:
            if browser:
                entrance = stack.enter_context(go.review_page.entrance_to(server.link))
                webbrowser.open(entrance.as_uri())
            server.run()
    except KeyboardInterrupt:
        say(f"{count(len(work.pending()), 'entry', 'entries')} left to review.")


@contextmanager
def _ends_as_ctrl_c() -> Iterator[None]:
    """Let a closed terminal or a polite kill stop the page as Ctrl-C does, so that its file is removed."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    # Windows knows no SIGHUP, and under nohup it is ignored already, which stays so.
    known = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    changed = [number for number in known if signal.getsignal(number) is signal.SIG_DFL]
    if threading.current_thread() is not threading.main_thread():
        changed = []  # only the main thread may set what a signal does
    for number in changed:
        signal.signal(number, interrupt)
    try:
        yield
    finally:
        for number in changed:
            signal.signal(number, signal.SIG_DFL)
