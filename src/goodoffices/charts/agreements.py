"""Charts of what could be agreed: the packages of two parties, or the frontier of more."""

from __future__ import annotations

from goodoffices.agreements import Deals, Point, inside_words
from goodoffices.charts.svg import INK, Chart, svg
from goodoffices.model import Case
from goodoffices.wording import title

DRAWN = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")
COLOURS = ("#0b6e99", "#b5532a", "#4a7c2f", "#7a4fa3", "#8a6d00", "#a33b5c")


def _title(deals: Deals) -> str:
    return "Packages found" if deals.status in ("sampled", "within E") else "Pareto frontier"


def _what(deals: Deals) -> str:
    found = deals.status in ("sampled", "within E")
    return (
        "Those found, which need not be the Pareto frontier, are"
        if found
        else "The Pareto frontier has"
    )


def _of_how_many(deals: Deals) -> str:
    many = deals.packages if deals.feasible is None else deals.feasible
    return f"{many:,} packages" if deals.feasible is None else f"{many:,} feasible packages"


def frontier_chart(case: Case, deals: Deals) -> Chart:
    """The Pareto frontier: as points for two parties, as lines across the parties for more."""
    names = {party.id: party.name for party in case.parties}
    solutions: dict[int, list[str]] = {}
    for concept, points in deals.solutions.items():
        for point in points if concept in DRAWN else ():
            place = deals.frontier.index(point)
            solutions.setdefault(place, []).append(title(concept))
    sentence = (
        f"{_what(deals)} {len(deals.frontier)} points; {inside_words(deals, _of_how_many(deals))}"
    )
    columns = (*names.values(), "solutions")
    rows = tuple(
        (*(f"{float(point.utilities[p]):.4g}" for p in names), ", ".join(solutions.get(place, [])))
        for place, point in enumerate(deals.frontier)
    )
    draw = _scatter if len(names) == 2 else _parallel
    spec = draw(names, deals, solutions)
    return Chart("frontier", _title(deals), svg(spec, "frontier", sentence), sentence, columns, rows)


def tradeoff_chart(case: Case, deals: Deals) -> Chart:
    """What each issue is worth to whom, as a share of what issues can move."""
    parties = {party.id: party.name for party in case.parties}
    issues = {issue.id: issue.name for issue in case.issues}
    shares = {
        (issue, party): float(deals.importance[party][issue]) for issue in issues for party in parties
    }
    widest = max(issues, key=lambda issue: _apart(issue, parties, shares))
    most = max(parties, key=lambda party: shares[widest, party])
    sentence = (
        f"Shares differ most on {issues[widest]}: it is {shares[widest, most]:.0%} of what can move for "
        f"{parties[most]}. Where shares differ, a concession costs one side less than it gives the other."
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
    title = "What each issue is worth to whom"
    return Chart("tradeoffs", title, svg(spec, "tradeoffs", sentence), sentence, columns, rows)


def _apart(issue: str, parties: dict[str, str], shares: dict[tuple[str, str], float]) -> float:
    """How far apart the parties' shares of an issue are."""
    own = [shares[issue, party] for party in parties]
    return max(own) - min(own)


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
    return "acceptable to all" if fine else "below a reservation value"


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
                            "domain": ["acceptable to all", "below a reservation value"],
                            "range": ["#0b6e99", "#b5532a"],
                        },
                        "legend": {"orient": "bottom"},
                    },
                    "shape": {"field": "zone", "type": "nominal", "legend": None},
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
    """Where labels of neighbouring points go: above to the right and below to the left in turn."""
    above: dict[str, object] = {"align": "left", "dx": 9, "dy": -9}
    below: dict[str, object] = {"align": "right", "dx": -9, "dy": 13}
    return [above if place % 2 == 0 else below for place in range(labels)]


def _parallel(
    names: dict[str, str], deals: Deals, solutions: dict[int, list[str]]
) -> dict[str, object]:
    lines = []
    for place, point in enumerate(deals.frontier[:200]):
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
            "y": {"field": "gain", "type": "quantitative", "title": "gain over the reservation value"},
            "detail": {"field": "place"},
            "color": {
                "field": "zone",
                "type": "nominal",
                "title": None,
                "legend": {"orient": "bottom"},
            },
        },
    }
