"""The acts of the keepers of the seal, as everybody in the room is told of them."""

from __future__ import annotations

from typing import Any

from goodoffices.rooms.now import now
from goodoffices.rooms.seen.common import Published, said, stamp_time
from goodoffices.rooms.unsealing import LINES, present, requests


def seal_lines(lines: list[dict[str, Any]]) -> tuple[Published, ...]:
    """Return the acts of the keepers, the oldest first, from the lines of the public chain."""
    return tuple(
        Published(stamp_time(line["at"]), said(line["body"]), False)
        for line in lines
        if line["body"]["kind"] in LINES
    )


def seal_said(lines: list[dict[str, Any]]) -> str:
    """Return the last act of the keepers as a sentence, if their request is not over; else nothing."""
    acts = [line["body"] for line in lines if line["body"]["kind"] in LINES]
    return said(acts[-1]) if acts and present(requests(lines), now()) else ""
