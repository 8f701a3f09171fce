"""Charts of the record: who can speak with whom, and when contacts were."""

from __future__ import annotations

from datetime import date, timedelta

from goodoffices.charts.svg import INK, Chart, svg
from goodoffices.model import Case
from goodoffices.record import Brief, Contact, when_text
from goodoffices.record.dates import parse
from goodoffices.wording import count

MOST = 40
"""How many contacts the timeline draws; the table has all."""


def channel_chart(case: Case) -> Chart | None:
    """Parties at the sides, mediators between them; relays dashed."""
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
    y = {"field": "y", "type": "quantitative", "axis": None, "scale": {"domain": [-0.5, height + 1]}}
    spec = {
        "width": 600,
        "height": 60 * height,
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
                        "legend": {"orient": "bottom"},
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
                        "legend": {"orient": "bottom"},
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
        + (f"; {count(relays, 'way')} only by relay." if relays else ".")
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
    """Contacts by date: a day as a point, an interval as a bar, an open end as a bar that fades out."""
    rows, values, undated, earlier = [], [], 0, 0
    entries = brief.of("contact")
    for number, entry in enumerate(entries):
        body = entry.body
        assert isinstance(body, Contact)
        who = ", ".join(brief.name(actor) for actor in body.participants) or "no one named"
        place = f", {body.place}" if body.place else ""
        label = f"{body.noun}: {who}" if body.participants else body.noun
        rows.append((when_text(entry.edtf), body.kind, body.status, who, body.place or "not stated"))
        if entry.edtf is None:
            undated += 1
            continue
        if len(entries) - number > MOST:
            earlier += 1
            continue
        span = parse(entry.edtf)
        last = span.last or span.first or date.min
        first = span.first or last - timedelta(7)
        values.append(
            {
                "label": _short(label + place),
                "first": first.isoformat(),
                "last": (last + timedelta(1)).isoformat(),
                "kind": "open" if span.first is None or span.last is None else body.status,
            }
        )
    if not values:
        return None
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
                "legend": {"orient": "bottom", "columns": 4},
                "scale": {
                    "domain": [
                        "held",
                        "planned",
                        "ended-without-result",
                        "open",
                        "broken-off",
                        "postponed",
                        "ongoing",
                    ],
                    "range": [
                        "#0b6e99",
                        "#4a7c2f",
                        "#b5532a",
                        "#8899a6",
                        "#a33b5c",
                        "#8a6d00",
                        "#7a4fa3",
                    ],
                },
            },
        },
    }
    sentence = (
        f"{len(values)} contacts with a date; {undated} without one are in the table only. "
        + (f"So are {earlier} earlier ones. " if earlier else "")
        + "Empty stretches are gaps in the record."
    )
    columns = ("when", "kind", "status", "who", "where")
    return Chart(
        "timeline", "Contacts by date", svg(spec, "timeline", sentence), sentence, columns, tuple(rows)
    )


def _short(text: str) -> str:
    return text if len(text) < 46 else text[:43] + "…"
