"""Who is in contact with whom, as reports have it."""

from __future__ import annotations

from itertools import combinations
from math import cos, pi, sin

from goodoffices.charts.svg import INK, Chart, svg
from goodoffices.record import Brief, Contact, Event

MOST = 14
"""How many actors the chart draws; the table has all."""


def network_chart(brief: Brief) -> Chart | None:
    """Actors in a circle, a line for each two who met, spoke or wrote, thicker the more often.

    Rounds of talks are left out: that two sides negotiate does not say that they are in contact.
    """
    pairs: dict[tuple[str, str], list[Event]] = {}
    for event in brief.told("contact"):
        body = event.shown.body
        assert isinstance(body, Contact)
        if body.kind != "talks-round":
            for one, other in combinations(sorted(set(body.participants)), 2):
                pairs.setdefault((one, other), []).append(event)
    if not pairs:
        return None
    count: dict[str, int] = {}
    for pair, events in pairs.items():
        for actor in pair:
            count[actor] = count.get(actor, 0) + len(events)
    shown = sorted(count, key=lambda actor: (-count[actor], actor))[:MOST]
    turn = 2 * pi / len(shown)
    places = {actor: (cos(turn * n - pi / 2), -sin(turn * n - pi / 2)) for n, actor in enumerate(shown)}
    lines = [
        {
            "x": places[one][0],
            "y": places[one][1],
            "x2": places[other][0],
            "y2": places[other][1],
            "times": len(events),
        }
        for (one, other), events in pairs.items()
        if one in places and other in places
    ]
    nodes = [
        {"x": x, "y": y, "name": brief.name(actor), "dy": y + (0.13 if y >= 0 else -0.13)}
        for actor, (x, y) in places.items()
    ]
    left_out = len(count) - len(shown)
    sentence = (
        f"{len(count)} actors in {len({e.id for found in pairs.values() for e in found})} reported contacts"
        + (f"; the {left_out} with fewest are in the table only." if left_out else ".")
    )
    rows = tuple(
        (brief.name(one), brief.name(other), ", ".join(_kinds(events)), str(len(events)))
        for (one, other), events in sorted(pairs.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    )
    columns = ("who", "with whom", "how", "contacts")
    title = "Who is in contact with whom"
    return Chart(
        "network", title, svg(_spec(lines, nodes), "network", sentence), sentence, columns, rows
    )


def _kinds(events: list[Event]) -> list[str]:
    return list(dict.fromkeys(e.shown.body.kind for e in events if isinstance(e.shown.body, Contact)))


def _spec(lines: list[dict[str, float]], nodes: list[dict[str, object]]) -> dict[str, object]:
    x = {"field": "x", "type": "quantitative", "axis": None, "scale": {"domain": [-1.9, 1.9]}}
    y = {"field": "y", "type": "quantitative", "axis": None, "scale": {"domain": [-1.25, 1.25]}}
    return {
        "width": 600,
        "height": min(360, 120 + 25 * len(nodes)),
        "layer": [
            {
                "data": {"values": lines},
                "mark": {"type": "rule", "color": "#0b6e99", "opacity": 0.7},
                "encoding": {
                    "x": x,
                    "y": y,
                    "x2": {"field": "x2"},
                    "y2": {"field": "y2"},
                    "strokeWidth": {
                        "field": "times",
                        "type": "quantitative",
                        "scale": {"domain": [1, 6], "range": [1.5, 7], "clamp": True},
                        "legend": None,
                    },
                },
            },
            {
                "data": {"values": nodes},
                "mark": {
                    "type": "point",
                    "filled": True,
                    "size": 150,
                    "opacity": 1,
                    "color": "#b5532a",
                },
                "encoding": {"x": x, "y": y},
            },
            {
                "data": {"values": nodes},
                "mark": {"type": "text", "fontSize": 13, "color": INK},
                "encoding": {"x": x, "y": y | {"field": "dy"}, "text": {"field": "name"}},
            },
        ],
    }
