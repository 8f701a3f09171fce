"""Requests of the keepers of the seal, as the public chain has them, and the rule of their times.

A last yes or no that only the engine reads can be opened by two keepers, if the parties agreed on them. One
asks, with a reason that everybody sees. The other confirms a day later at the earliest and a week later at
the latest. Then both can read the answers for a day. There is no table of requests: each is a row of lines of
the public chain, so that whoever has the log can check the rule at home.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from goodoffices.rooms.now import next_minute, stamp

ASKED, TAKEN_BACK, CONFIRMED = "opening asked", "opening taken back", "opening confirmed"
LINES = (ASKED, TAKEN_BACK, CONFIRMED)
"""Publications about a request."""
TERMS_PUT, SHREDDED = "agreement to mediate put", "kept no longer"
Ended = Literal["", "taken back", "overtaken", "shredded"]
ENDS: dict[str, Ended] = {TERMS_PUT: "overtaken", SHREDDED: "shredded"}
"""Publications of others that end a request that is not over."""
EARLIEST = timedelta(hours=24)
"""From a request to its confirmation at the earliest: every party can see it coming."""
LATEST = timedelta(days=7)
"""From a request to its confirmation at the latest."""
READABLE = timedelta(hours=24)
"""From a confirmation to the end of reading."""
Phase = Literal[
    "early", "ready", "late", "confirmed", "open", "over", "taken back", "overtaken", "shredded"
]
"""Of a request: it cannot be confirmed yet, it can be, it was not in time; it is confirmed and open from the
next minute on, it can be read, its day is over; a keeper has taken it back; the agreement to mediate was put
anew, or the room was shredded, before it was over."""
PRESENT: tuple[Phase, ...] = ("early", "ready", "confirmed", "open")
"""Phases of a request that is not over yet: there is one at most."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request to open the answers to a last yes or no.

    Attributes:
        mark: hash of the line that asks; whoever confirms or takes back names it.
        window, text: number of the question, and of the text that it was about.
        by, why: name of the keeper who asks, and its reason.
        asked: the minute of that line.
        confirmed: the minute of the line that confirms; None if there is none.
        ended: how it ended before its time; empty if it did not.
    """

    mark: str
    window: int
    text: int
    by: str
    why: str
    asked: datetime
    confirmed: datetime | None = None
    ended: Ended = ""

    @property
    def earliest(self) -> datetime:
        """The first minute at which it can be confirmed."""
        return self.asked + EARLIEST

    @property
    def latest(self) -> datetime:
        """The last minute at which it can be confirmed."""
        return self.asked + LATEST

    @property
    def closes(self) -> datetime:
        """The minute from which the answers are sealed again; that of the last confirmation before one."""
        return (self.confirmed or self.latest) + READABLE

    def phase(self, at: datetime) -> Phase:
        """Return the phase of the request at a time."""
        if self.ended:
            return self.ended
        if self.confirmed is not None:
            if at < self.confirmed:
                return "confirmed"
            return "open" if at < self.closes else "over"
        if at < self.earliest:
            return "early"
        # the line that confirms bears the next whole minute
        return "ready" if next_minute(at) <= self.latest else "late"


def asking(window: int, text: int, by: str, why: str, at: datetime) -> dict[str, Any]:
    """Return the content of a line that asks; it tells the times that follow from its minute."""
    minute = next_minute(at)
    return {
        "window": window,
        "number": text,
        "by": by,
        "why": why,
        "from": stamp(minute + EARLIEST),
        "until": stamp(minute + LATEST),
    }


def confirming(request: Request, by: str, at: datetime) -> dict[str, Any]:
    """Return the content of a line that confirms a request."""
    until = stamp(next_minute(at) + READABLE)
    return {"asked": request.mark, "number": request.text, "by": by, "until": until}


def taking_back(request: Request, by: str) -> dict[str, Any]:
    """Return the content of a line that takes a request back."""
    return {"asked": request.mark, "number": request.text, "by": by}


def requests(lines: Iterable[Mapping[str, Any]]) -> tuple[Request, ...]:
    """Return the requests in the lines of a public chain, the oldest first."""
    found: list[Request] = []
    for line in lines:
        kind, at = line["body"]["kind"], datetime.fromisoformat(line["at"])
        if kind == ASKED:
            found.append(_asked(line, at))
        elif found and kind == CONFIRMED:
            found[-1] = replace(found[-1], confirmed=at)
        elif found and kind == TAKEN_BACK:
            found[-1] = replace(found[-1], ended="taken back")
        elif found and kind in ENDS and found[-1].phase(at) in PRESENT:
            found[-1] = replace(found[-1], ended=ENDS[kind])
    return tuple(found)


def _asked(line: Mapping[str, Any], at: datetime) -> Request:
    body = line["body"]
    return Request(line["hash"], body["window"], body["number"], body["by"], body["why"], at)


def present(found: Iterable[Request], at: datetime) -> Request | None:
    """Return the request that is not over at a time; None if there is none."""
    return next((request for request in found if request.phase(at) in PRESENT), None)
