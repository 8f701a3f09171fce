"""Chart of contacts between actors, as reported."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from math import cos, pi, sin

from goodoffices.charts.svg import INK, Chart, svg
from goodoffices.record import Brief, Contact, Event
from goodoffices.wording import count, in_words

MOST = 14
"""Most actors drawn: more labels would overlap. The table has all."""


def network_chart(brief: Brief) -> Chart | None:
    """Return actors in a circle with a line for each pair that met, spoke or wrote, thicker if more often.

    Rounds of talks are left out: two sides can negotiate without direct contact. So are contacts that a
    report denies, demands or hopes for. Returns None if there is no contact.
    """
    pairs: dict[tuple[str, str], list[Event]] = {}
    for event in brief.told("contact"):
        body = event.shown.body
        assert isinstance(body, Contact)
        if body.kind != "talks-round" and event.shown.assertion == "asserted":
            for one, other in combinations(sorted(set(body.participants)), 2):
                pairs.setdefault((one, other), []).append(event)
    if not pairs:
        return None
    totals: Counter[str] = Counter()
    for pair, events in pairs.items():
        totals.update(dict.fromkeys(pair, len(events)))
    shown = sorted(totals, key=lambda actor: (-totals[actor], actor))[:MOST]
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
    heights = [y for _, y in places.values()]
    domain = min(heights) - 0.25, max(heights) + 0.25
    left_out = len(totals) - len(shown)
    contacts = count(
        len({event.id for events in pairs.values() for event in events}), "reported contact"
    )
    sentence = f"{count(len(totals), 'actor')} in {contacts}." + (
        f" The {left_out} with the fewest contacts are only in the table." if left_out else ""
    )
    rows = tuple(
        (brief.name(one), brief.name(other), ", ".join(_kinds(events)), str(len(events)))
        for (one, other), events in sorted(pairs.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    )
    columns = ("who", "with whom", "how", "contacts")
    title = "Who is in contact with whom"
    return Chart(
        "network", title, svg(_spec(lines, nodes, domain), "network", sentence), sentence, columns, rows
    )


def _kinds(events: list[Event]) -> list[str]:
    bodies = [event.shown.body for event in events]
    return list(dict.fromkeys(in_words(body.kind) for body in bodies if isinstance(body, Contact)))


def _spec(
    lines: list[dict[str, float]], nodes: list[dict[str, object]], domain: tuple[float, float]
) -> dict[str, object]:
    x = {"field": "x", "type": "quantitative", "axis": None, "scale": {"domain": [-2.3, 2.3]}}
    y = {"field": "y", "type": "quantitative", "axis": None, "scale": {"domain": domain}}
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
