"""Charts of possible agreements: the Pareto frontier, and the weight of each issue for each party."""

from __future__ import annotations

from goodoffices.agreements import Deals, Point, acceptable_words
from goodoffices.charts.svg import INK, LEGEND, Chart, svg
from goodoffices.model import Case
from goodoffices.wording import count, title

DRAWN = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")
"""Solution concepts named in the chart; others often choose the same packages and would hide them."""
ACCEPTABLE, BELOW = "acceptable to every party", "below a reservation value"
DRAWN_LINES = 200
"""Most packages drawn for three parties or more; beyond that lines cannot be told apart."""


def frontier_chart(case: Case, deals: Deals) -> Chart:
    """Return the Pareto frontier: points for two parties, lines across the parties for more."""
    names = {party.id: party.name for party in case.parties}
    solutions: dict[int, list[str]] = {}
    for concept, points in deals.solutions.items():
        for point in points if concept in DRAWN else ():
            place = deals.frontier.index(point)
            solutions.setdefault(place, []).append(title(concept))
    number = count(len(deals.frontier), "package")
    exact = deals.status not in ("sampled", "within E")
    first = (
        f"The Pareto frontier has {number}."
        if exact
        else f"{number} found, which may not be the Pareto frontier."
    )
    every = (
        count(deals.packages, "package")
        if deals.feasible is None
        else count(deals.feasible, "feasible package")
    )
    sentence = f"{first} {acceptable_words(deals, every)}"
    columns = (*names.values(), "solutions")
    rows = tuple(
        (*(f"{float(point.utilities[p]):.4g}" for p in names), ", ".join(solutions.get(place, [])))
        for place, point in enumerate(deals.frontier)
    )
    spec = _scatter(names, deals, solutions) if len(names) == 2 else _parallel(names, deals)
    heading = "Pareto frontier" if exact else "Packages found"
    return Chart("frontier", heading, svg(spec, "frontier", sentence), sentence, columns, rows)


def tradeoff_chart(case: Case, deals: Deals) -> Chart:
    """Return the weight of each issue for each party: its share of the utility that is at stake."""
    parties = {party.id: party.name for party in case.parties}
    issues = {issue.id: issue.name for issue in case.issues}
    shares = {
        (issue, party): float(deals.importance[party][issue]) for issue in issues for party in parties
    }
    weights = {issue: [shares[issue, party] for party in parties] for issue in issues}
    widest = max(issues, key=lambda issue: max(weights[issue]) - min(weights[issue]))
    most = max(parties, key=lambda party: shares[widest, party])
    least = min(parties, key=lambda party: shares[widest, party])
    sentence = (
        f"{issues[widest]} matters most to {parties[most]} ({shares[widest, most]:.0%} of what is at stake "
        f"for it) and least to {parties[least]} ({shares[widest, least]:.0%}). If weights differ, a "
        "concession can cost one party less than it gives another."
    )
    cells = [
        {"issue": issues[issue], "party": parties[party], "share": share, "text": f"{share:.0%}"}
        for (issue, party), share in shares.items()
    ]
    place = {
        "x": {
            "field": "party",
            "type": "nominal",
            "title": None,
            "sort": None,
            "axis": {"labelAngle": 0},
        },
        "y": {
            "field": "issue",
            "type": "nominal",
            "title": None,
            "sort": None,
            "axis": {"labelLimit": 260},
        },
    }
    shade = {
        "field": "share",
        "type": "quantitative",
        "title": "share",
        "scale": {"range": ["#e8f1f5", "#0b6e99"], "domain": [0, max(shares.values()) or 1]},
        "legend": None,
    }
    dark = {"test": f"datum.share > {0.85 * max(shares.values())}", "value": "#ffffff"}
    spec = {
        "data": {"values": cells},
        "padding": {"left": 60, "right": 5, "top": 5, "bottom": 5},
        "width": 150 * len(parties),
        "height": 34 * len(issues),
        "encoding": place,
        "layer": [
            {"mark": "rect", "encoding": {"color": shade}},
            {
                "mark": {"type": "text", "fontSize": 12},
                "encoding": {
                    "text": {"field": "text"},
                    "color": {"condition": dark, "value": "#10222b"},
                },
            },
        ],
    }
    rows = tuple(
        (name, *(f"{shares[issue, party]:.0%}" for party in parties)) for issue, name in issues.items()
    )
    columns = ("issue", *parties.values())
    heading = "Weight of each issue for each party"
    return Chart("tradeoffs", heading, svg(spec, "tradeoffs", sentence), sentence, columns, rows)


def _values(deals: Deals, solutions: dict[int, list[str]]) -> list[dict[str, object]]:
    return [
        {
            **{f"u{n}": float(value) for n, value in enumerate(point.utilities.values())},
            "solution": ", ".join(solutions.get(place, [])),
            "zone": _acceptable(deals, point),
        }
        for place, point in enumerate(deals.frontier)
    ]


def _acceptable(deals: Deals, point: Point) -> str:
    fine = all(point.utilities[party] >= limit for party, limit in deals.reservations.items())
    return ACCEPTABLE if fine else BELOW


def _scatter(names: dict[str, str], deals: Deals, solutions: dict[int, list[str]]) -> dict[str, object]:
    one, other = names.values()
    limits = [float(value) for value in deals.reservations.values()]
    x = {"field": "u0", "type": "quantitative", "title": f"{one}: utility", "scale": {"zero": False}}
    y = {"field": "u1", "type": "quantitative", "title": f"{other}: utility", "scale": {"zero": False}}
    values = _values(deals, solutions)
    named = [value for value in values if value["solution"]]
    rule = {"type": "rule", "strokeDash": [4, 4], "color": INK}
    return {
        "width": 520,
        "height": 360,
        "padding": {"left": 5, "top": 5, "right": 90, "bottom": 5},
        "data": {"values": values},
        "layer": [
            {
                "mark": {"type": "line", "color": "#8899a6", "interpolate": "step-before"},
                "encoding": {"x": x, "y": y, "order": {"field": "u0"}},
            },
            {"mark": rule, "data": {"values": [{"u0": limits[0]}]}, "encoding": {"x": x}},
            {"mark": rule, "data": {"values": [{"u1": limits[1]}]}, "encoding": {"y": y}},
            {
                "mark": {"type": "point", "filled": True, "size": 70, "opacity": 1},
                "encoding": {
                    "x": x,
                    "y": y,
                    "color": {
                        "field": "zone",
                        "type": "nominal",
                        "title": None,
                        "scale": {
                            "domain": [ACCEPTABLE, BELOW],
                            "range": ["#0b6e99", "#b5532a"],
                        },
                        "legend": LEGEND,
                    },
                    "shape": {
                        "field": "zone",
                        "type": "nominal",
                        "title": None,
                        "scale": {"domain": [ACCEPTABLE, BELOW], "range": ["circle", "square"]},
                        "legend": LEGEND,
                    },
                },
            },
            *(
                {
                    "data": {"values": [value]},
                    "mark": {"type": "text", "fontSize": 12, "color": INK, **place},
                    "encoding": {"x": x, "y": y, "text": {"field": "solution"}},
                }
                for value, place in zip(named, _beside(len(named)), strict=True)
            ),
        ],
    }


def _beside(labels: int) -> list[dict[str, object]]:
    """Return the offsets of labels: above to the right and below to the left in turn."""
    above: dict[str, object] = {"align": "left", "dx": 9, "dy": -9}
    below: dict[str, object] = {"align": "right", "dx": -9, "dy": 13}
    return [above if place % 2 == 0 else below for place in range(labels)]


def _parallel(names: dict[str, str], deals: Deals) -> dict[str, object]:
    lines = []
    for place, point in enumerate(deals.frontier[:DRAWN_LINES]):
        for party, name in names.items():
            low = float(deals.reservations[party])
            lines.append(
                {
                    "place": place,
                    "party": name,
                    "gain": float(point.utilities[party]) - low,
                    "zone": _acceptable(deals, point),
                }
            )
    return {
        "width": 560,
        "height": 320,
        "data": {"values": lines},
        "mark": {"type": "line", "opacity": 0.6},
        "encoding": {
            "x": {"field": "party", "type": "nominal", "title": None, "axis": {"labelAngle": 0}},
            "y": {
                "field": "gain",
                "type": "quantitative",
                "title": "utility above the reservation value",
            },
            "detail": {"field": "place"},
            "color": {
                "field": "zone",
                "type": "nominal",
                "title": None,
                "legend": LEGEND,
            },
        },
    }
