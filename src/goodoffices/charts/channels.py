"""The channels of a case: who can speak with whom, and of whom no channel is known."""

from __future__ import annotations

from goodoffices.charts.contacts import contact_pairs
from goodoffices.charts.drawing import LINE, Chart, Drawing, drawn, wrapped
from goodoffices.model import Case, Party
from goodoffices.record import Brief
from goodoffices.wording import capital, count, listing, within

Place = tuple[float, float, float, float]
"""A box: left, top, width and height, in pixels."""


def without_channel(case: Case) -> list[Party]:
    """Return the parties to which the case names no channel and no relay, although it names channels."""
    reached = {actor for channel in case.channels for actor in channel.between}
    reached |= {party for third in case.mediators for party in third.relays}
    return [party for party in case.parties if party.id not in reached] if case.channels else []


def unreached_words(case: Case, brief: Brief) -> list[str]:
    """Return sentences on the parties to which no channel is named, the most important first; or none."""
    missing = without_channel(case)
    if not missing:
        return []
    names = listing([within(party.name) for party in missing])
    found = [f"No channel to {names} is named: nothing here says how any mediator reaches it."]
    if len(missing) > 1:
        found = [f"No channel to {names} is named: nothing here says how any mediator reaches them."]
    met = {actor for pair in contact_pairs(brief) for actor in pair}
    met |= {brief.name(actor) for actor in met}
    if not any(party.id in met or party.name in met for party in missing):
        found.append(f"No report tells of a contact with {names} either.")
    return [*found, "That is a gap in what is known, not a finding that there is none."]


def channel_chart(case: Case, source: str, own: Party | None = None) -> Chart | None:
    """Return the channels: parties at the sides, mediators between them, relays as dashed lines.

    If ``own`` is given, the case has the channels of this party alone, and the chart says no more of others.
    """
    if not case.channels:
        return None
    names = {p.id: p.name for p in case.parties} | {m.id: m.name for m in case.mediators}
    alone = [] if own else without_channel(case)
    missing = [within(party.name) for party in alone]
    relays = sum(len(third.relays) for third in case.mediators)
    number = count(len(case.channels), "channel")
    if own:
        title = f"{number} of {within(own.name)}"
        title += f"; {count(relays, 'link')} only through another mediator" if relays else ""
    elif missing:
        title = f"{number} named; none to {listing(missing)}"
    elif relays:
        title = f"{number}; {count(relays, 'link')} only through another mediator"
    else:
        title = f"{number}; every party has at least one"
    wide, narrow = drawn(title, lambda on: _draw(on, case, names, {party.id for party in alone}))
    note = "A line is a channel" + (
        "; a dashed line, a party that is reached through another mediator." if relays else "."
    )
    note += " Channels between others are not shown on this page." if own else ""
    rows = [
        (
            capital(f"{within(names[c.between[0]])} and {within(names[c.between[1]])}"),
            c.level or "not stated",
            c.means or "not stated",
        )
        for c in case.channels
    ]
    rows += [
        (
            capital(f"{within(third.name)} to {within(names[party])}"),
            "relay",
            f"through {within(names[through])}",
        )
        for third in case.mediators
        for party, through in third.relays.items()
    ]
    rows += [(f"Any mediator to {name}", "not stated", "no channel named") for name in missing]
    columns = ("who", "level", "means")
    return Chart("channels", title, wide, narrow, note, source, columns, tuple(rows))


def _draw(on: Drawing, case: Case, names: dict[str, str], alone: set[str]) -> None:
    width = 92.0 if on.narrow else 150.0
    places = _places(on, case, names, width)
    lines = [(*channel.between, "ink") for channel in case.channels]
    lines += [(third.id, party, "dash") for third in case.mediators for party in third.relays]
    middle = {third.id for third in case.mediators}
    for number, (one, other, kind) in enumerate(lines):
        if one in places and other in places:
            _edge(on, places[one], places[other], kind, one in middle and other in middle, number)
    for key, (left, top, wide, high) in places.items():
        on.box(left, top, wide, high)
        words = wrapped(capital(names[key]), wide - 10)
        start = top + (high - LINE * len(words)) / 2 + 12.5
        on.lines(left + wide / 2, start, words, "middle")
        if key in alone:
            anchor = "start" if left < on.width / 2 else "end"
            x = left if anchor == "start" else left + wide
            on.lines(x, top + high + 15, wrapped("no channel named", wide + 24), anchor)


def _places(on: Drawing, case: Case, names: dict[str, str], width: float) -> dict[str, Place]:
    """Return the box of each actor: parties left and right in turn, mediators in the middle."""
    sides: list[list[str]] = [[], [], []]
    for number, party in enumerate(case.parties):
        sides[0 if number % 2 == 0 else 2].append(party.id)
    sides[1] = [third.id for third in case.mediators]
    columns = [0.0, (on.width - width) / 2, on.width - width]
    heights = {key: LINE * len(wrapped(capital(names[key]), width - 10)) + 14.0 for key in names}
    gap = 38.0
    tall = max(sum(heights[key] + gap for key in side) - gap for side in sides if side)
    found: dict[str, Place] = {}
    for left, side in zip(columns, sides, strict=True):
        if not side:
            continue
        room = tall - sum(heights[key] for key in side)
        space = room / (len(side) + 1) if side is not sides[1] else gap
        top = 4.0 + (space if side is not sides[1] else (room - gap * (len(side) - 1)) / 2)
        for key in side:
            found[key] = (left, top, width, heights[key])
            top += heights[key] + space
    return found


def _edge(on: Drawing, one: Place, other: Place, kind: str, both_between: bool, number: int) -> None:
    """Draw a line between two boxes, from edge to edge and around what lies between them."""
    if both_between:
        upper, lower = sorted((one, other), key=lambda place: place[1])
        x = upper[0] + upper[2] / 2
        start, end = upper[1] + upper[3], lower[1]
        if end - start < 40:
            on.line(x, start, x, end, kind)
            return
        # Past the mediators between: out at the side, in turn left and right.
        side = upper[0] if number % 2 else upper[0] + upper[2]
        out = side + (-18 if number % 2 else 18)
        y, y2 = upper[1] + upper[3] / 2, lower[1] + lower[3] / 2
        on.path(
            f"M{side:.1f} {y:.1f}C{out:.1f} {y:.1f} {out:.1f} {y2:.1f} {side:.1f} {y2:.1f}", kind, y2
        )
        return
    left, right = sorted((one, other))
    y, y2 = left[1] + left[3] / 2, right[1] + right[3] / 2
    if left[0] == right[0] or right[0] - left[0] > on.width / 2:
        # Two parties: under everything that stands between them.
        low = max(left[1] + left[3], right[1] + right[3], on.bottom) + 24
        a, b = left[0] + left[2] / 2, right[0] + right[2] / 2
        on.path(
            f"M{a:.1f} {left[1] + left[3]:.1f}C{a:.1f} {low:.1f} {b:.1f} {low:.1f} "
            f"{b:.1f} {right[1] + right[3]:.1f}",
            kind,
            low,
        )
        return
    # Lines to one box end a little apart, so that a channel and a relay can be told from each other.
    shift = 5.0 if kind == "dash" else -3.0
    on.line(left[0] + left[2], y + shift, right[0], y2 + shift, kind)
