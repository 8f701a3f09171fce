"""Charts of the record: channels between the parties and mediators, and contacts by date."""

from __future__ import annotations

from datetime import date, timedelta

from goodoffices.charts.svg import INK, LEGEND, Chart, svg
from goodoffices.model import Case
from goodoffices.record import Brief, Contact, when_text
from goodoffices.record.dates import Span, parse
from goodoffices.record.entry_words import label, status_words
from goodoffices.wording import count, in_words, listing

MOST = 40
"""Most contacts drawn in the timeline: the latest are drawn, and the table has all."""
STATUS_COLOURS = {
    "held": "#0b6e99",
    "planned": "#4a7c2f",
    "ended without result": "#b5532a",
    "start or end not known": "#8899a6",
    "broken off": "#a33b5c",
    "not reported as fact": "#b9b2a3",
    "postponed": "#8a6d00",
    "ongoing": "#7a4fa3",
    "resumed": "#2f7f86",
    "suspended": "#6b5b4d",
}


def channel_chart(case: Case) -> Chart | None:
    """Return the channels: parties at the sides, mediators between them, relays as dashed lines."""
    if not case.channels:
        return None
    names = {p.id: p.name for p in case.parties} | {m.id: m.name for m in case.mediators}
    places: dict[str, tuple[float, float]] = {}
    for number, party in enumerate(case.parties):
        places[party.id] = (0.0 if number % 2 == 0 else 10.0, 2.0 + 3.0 * (number // 2))
    height = max(4, 2 * len(case.mediators))
    for number, third in enumerate(case.mediators):
        places[third.id] = (4.0 + 2.0 * (number % 2), height * (number + 0.5) / len(case.mediators))
    lines = [_edge(*channel.between, places, "channel") for channel in case.channels]
    lines += [_edge(m.id, party, places, "relay") for m in case.mediators for party in m.relays]
    kinds = {p.id: "party" for p in case.parties} | {m.id: "mediator" for m in case.mediators}
    nodes = [{"x": x, "y": y, "name": names[key], "kind": kinds[key]} for key, (x, y) in places.items()]
    x = {"field": "x", "type": "quantitative", "axis": None, "scale": {"domain": [-1.5, 11.5]}}
    low, high = min(y for _, y in places.values()) - 0.5, max(y for _, y in places.values()) + 0.9
    y = {"field": "y", "type": "quantitative", "axis": None, "scale": {"domain": [low, high]}}
    spec = {
        "width": 600,
        "height": 60 * (high - low),
        "layer": [
            {
                "data": {"values": lines},
                "mark": {"type": "rule", "color": INK},
                "encoding": {
                    "x": x,
                    "y": y,
                    "x2": {"field": "x2"},
                    "y2": {"field": "y2"},
                    "strokeDash": {
                        "field": "kind",
                        "type": "nominal",
                        "title": None,
                        "scale": {"domain": ["channel", "relay"], "range": [[1, 0], [4, 4]]},
                        "legend": LEGEND,
                    },
                },
            },
            {
                "data": {"values": nodes},
                "mark": {"type": "point", "filled": True, "size": 260, "opacity": 1},
                "encoding": {
                    "x": x,
                    "y": y,
                    "color": {
                        "field": "kind",
                        "type": "nominal",
                        "title": None,
                        "scale": {"domain": ["party", "mediator"], "range": ["#b5532a", "#0b6e99"]},
                        "legend": LEGEND,
                    },
                },
            },
            {
                "data": {"values": nodes},
                "mark": {"type": "text", "dy": -18, "fontSize": 13, "color": INK},
                "encoding": {"x": x, "y": y, "text": {"field": "name"}},
            },
        ],
    }
    relays = sum(len(m.relays) for m in case.mediators)
    sentence = (
        f"{count(len(case.channels), 'channel')} between {count(len(case.parties), 'party', 'parties')} "
        f"and {count(len(case.mediators), 'mediator')}"
        + (f"; {count(relays, 'connection')} only through another mediator." if relays else ".")
    )
    rows = [
        (
            f"{names[c.between[0]]} and {names[c.between[1]]}",
            c.level or "not stated",
            c.means or "not stated",
        )
        for c in case.channels
    ]
    rows += [
        (f"{m.name} to {names[party]}", "relay", f"through {names[through]}")
        for m in case.mediators
        for party, through in m.relays.items()
    ]
    columns = ("who", "level", "means")
    return Chart(
        "channels",
        "Who can speak with whom",
        svg(spec, "channels", sentence),
        sentence,
        columns,
        tuple(rows),
    )


def _edge(one: str, other: str, places: dict[str, tuple[float, float]], kind: str) -> dict[str, object]:
    (x, y), (x2, y2) = places[one], places[other]
    return {"x": x, "y": y, "x2": x2, "y2": y2, "kind": kind}


def timeline_chart(brief: Brief) -> Chart | None:
    """Return contacts by date, each as a bar from its first to its last day; None if no date is known."""
    rows, values, undated, earlier = [], [], 0, 0
    entries = brief.of("contact")
    for number, entry in enumerate(entries):
        body = entry.body
        assert isinstance(body, Contact)
        who = ", ".join(brief.name(actor) for actor in body.participants) or "no one named"
        place = f", {body.place}" if body.place else ""
        status = in_words(body.status)
        how = label(entry)
        title = f"{body.noun}: {who}" if body.participants else body.noun
        title = f"{how}: {title}" if how else title
        known = status_words(entry, body)
        rows.append((when_text(entry.edtf), body.noun, known, who, body.place or "not stated"))
        if entry.edtf is None:
            undated += 1
            continue
        if len(entries) - number > MOST:
            earlier += 1
            continue
        span = parse(entry.edtf)
        last = span.last or span.first or date.min
        # The first and the last days of the calendar have no days before and after them.
        first = span.first or max(last, date.min + timedelta(7)) - timedelta(7)
        values.append(
            {
                "label": _short(title + place),
                "first": first.isoformat(),
                "last": (min(last, date.max - timedelta(1)) + timedelta(1)).isoformat(),
                "kind": _kind(how, status, span),
            }
        )
    if not values:
        return None
    used = [status for status in STATUS_COLOURS if any(value["kind"] == status for value in values)]
    spec = {
        "width": 500,
        "height": {"step": 30},
        "padding": {"left": 40, "top": 5, "right": 10, "bottom": 5},
        "data": {"values": values},
        "mark": {"type": "bar", "height": 12, "cornerRadius": 3},
        "encoding": {
            "y": {
                "field": "label",
                "type": "nominal",
                "title": None,
                "sort": None,
                "axis": {"labelLimit": 300, "domain": False, "ticks": False},
            },
            "x": {
                "field": "first",
                "type": "temporal",
                "title": None,
                "axis": {"format": "%-d %b %Y", "labelAngle": -30, "tickCount": 6},
            },
            "x2": {"field": "last"},
            "color": {
                "field": "kind",
                "type": "nominal",
                "title": None,
                "legend": LEGEND,
                "scale": {"domain": used, "range": [STATUS_COLOURS[status] for status in used]},
            },
        },
    }
    only = [f"{undated} without a date"] * bool(undated) + [f"{earlier} earlier"] * bool(earlier)
    sentence = (
        f"{count(len(values), 'contact')} with a date. "
        + (f"Only in the table: {listing(only)}. " if only else "")
        + "A gap means that the record has no contact there, not that there was none."
    )
    columns = ("when", "kind", "status", "who", "where")
    return Chart(
        "timeline", "Contacts by date", svg(spec, "timeline", sentence), sentence, columns, tuple(rows)
    )


def _kind(how: str, status: str, span: Span) -> str:
    """Return the kind of bar: what is only denied, demanded or planned is no contact that was held."""
    if how:
        return "not reported as fact"
    return "start or end not known" if span.first is None or span.last is None else status


def _short(text: str) -> str:
    return text if len(text) < 46 else text[:43] + "…"
