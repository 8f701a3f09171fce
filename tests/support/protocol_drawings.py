"""Drawings of protocols: a band for each phase, a line for each event, an arrow to the phase that follows."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from goodoffices.talks.engine.phases import Row
from goodoffices.talks.engine.protocol import Protocol

WIDTH = 680
ROW = 26
"""Height of a line, in pixels; text is half of it."""
LANE = 20
TEXT = 330
"""Where arrows begin: the longest event and who acts end before it."""
INK, BAND, LINES = "#1f2933", "#e3ecf3", "#3d6d8f"


def drawing(kind: type[Protocol], who: Callable[[type[Protocol], Row], str]) -> str:
    """Return a protocol as SVG; ``who`` says who acts in a row."""
    phases = list(dict.fromkeys([*kind.phases, *(name for row in kind.table for name in _next(row))]))
    tops, events, height = {}, [], 0
    for phase in phases:
        tops[phase] = height
        height += ROW
        for row in (row for row in kind.table if row.phase == phase):
            for to in _next(row):
                events.append((height, row, to))
                height += ROW
        height += 6
    lane_of = _lanes([(top, tops[to]) for top, _, to in events])
    body = [
        _band(phase, top, phase not in {row.phase for row in kind.table}) for phase, top in tops.items()
    ]
    for (top, row, to), lane in zip(events, lane_of, strict=True):
        after = " (after the last)" if to == row.last else ""
        private = ", privately" if row.event.private else ""
        words = f"{row.event.__name__}{after} · {who(kind, row)}{private}"
        body.append(_arrow(top, tops[to], TEXT + 50 + LANE * lane, words))
    wide = max(WIDTH, TEXT + 70 + LANE * (1 + max(lane_of, default=0)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {height}" width="{wide}" '
        f'height="{height}" role="img" font-family="system-ui, sans-serif" font-size="13" fill="{INK}">\n'
        f"<title>{escape(kind.name)}: phases, events, and the phase that follows each</title>\n"
        f'<rect width="100%" height="100%" fill="#ffffff"/>\n'
        + "\n".join(body).replace("WIDE", str(wide))
        + "\n</svg>\n"
    )


def _next(row: Row) -> list[str]:
    """Return the phases that follow a row: the usual, and that after the last answer."""
    return [row.to, *([row.last] if row.last else [])]


def _lanes(spans: list[tuple[int, int]]) -> list[int]:
    """Return a lane for each arrow, so that no two in a lane lie beside each other; short arrows first."""
    taken: list[list[tuple[int, int]]] = []
    found = [0] * len(spans)
    for index in sorted(range(len(spans)), key=lambda at: abs(spans[at][0] - spans[at][1])):
        low, high = sorted(spans[index])
        free = (
            lane
            for lane, others in enumerate(taken)
            if all(high + ROW < a or b + ROW < low for a, b in others)
        )
        lane = next(free, len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append((low, high))
        found[index] = lane
    return found


def _band(phase: str, top: int, end: bool) -> str:
    note = " (the end)" if end else ""
    return (
        f'<rect x="0" y="{top}" width="WIDE" height="{ROW}" rx="4" fill="{BAND}"/>'
        f'<text x="10" y="{top + 17}" font-weight="600">{escape(phase)}{note}</text>'
    )


def _arrow(top: int, target: int, x: int, words: str) -> str:
    y, end = top + ROW // 2, target + ROW // 2
    tip = end + 7 if end < y else end - 7
    head = f"{x - 5},{tip + (7 if end < y else -7)} {x + 5},{tip + (7 if end < y else -7)} {x},{tip}"
    return (
        f'<text x="24" y="{y + 4}">{escape(words)}</text>'
        f'<path d="M{TEXT + 20} {y}H{x}V{tip}" fill="none" stroke="{LINES}" stroke-width="1.4"/>'
        f'<polygon points="{head}" fill="{LINES}"/>'
    )
