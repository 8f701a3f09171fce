"""Possible agreements: the frontier of two parties, or the shares of several parties, package by package."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from goodoffices.agreements import Deals, Point, chosen
from goodoffices.charts.bars import Bar, bars
from goodoffices.charts.drawing import LINE, SIZE, Chart, Drawing, drawn, text_width, wrapped
from goodoffices.model import Case
from goodoffices.wording import amount, count

MOST = 400
"""Most packages of the frontier drawn; the table has all that the page lists."""
LISTED = 200
"""Most packages of the frontier in the table of the page; results.json has all."""
MOST_CHOSEN = 8
"""Most packages drawn with the shares of several parties."""
LONG_NUMBER = 1e6
"""Numbers from here on are shortened on an axis."""
LEAST_LABEL = 90.0
"""Least room for a label left of a reservation value, in pixels; with less, it stands right of it."""
TALL = {True: 300.0, False: 400.0}
"""Height of the plot of a narrow and of a wide drawing, in pixels."""


def acceptable(deals: Deals, point: Point) -> bool:
    """Return whether a package is at or above every reservation value."""
    return all(point.utilities[party] >= limit for party, limit in deals.reservations.items())


def possible_gains(deals: Deals) -> dict[str, Fraction]:
    """Return the largest gain of each party among the acceptable packages of the frontier."""
    zone = [point for point in deals.frontier if acceptable(deals, point)]
    return {
        party: max((point.utilities[party] - limit for point in zone), default=Fraction(0))
        for party, limit in deals.reservations.items()
    }


def shares(deals: Deals, point: Point) -> dict[str, float]:
    """Return the gain of each party as a share of what it could gain at most; 1 if it can gain nothing."""
    most = possible_gains(deals)
    return {
        party: float((point.utilities[party] - limit) / most[party]) if most[party] > 0 else 1.0
        for party, limit in deals.reservations.items()
    }


def frontier_chart(case: Case, deals: Deals, source: str) -> Chart:
    """Return the frontier: points for two parties, the shares of each party for more."""
    return frontier_chart_of({party.id: party.name for party in case.parties}, deals, source)


def frontier_chart_of(names: Mapping[str, str], deals: Deals, source: str) -> Chart:
    """As :func:`frontier_chart`, with each party's name by its id in place of the case."""
    picked = chosen(deals)
    numbers = {tuple(point.package.items()): n for n, (point, _) in enumerate(picked, 1)}
    heading = _title(deals)
    rows = tuple(
        (
            *(amount(point.utilities[party]) for party in names),
            "yes" if acceptable(deals, point) else "no",
            str(numbers.get(tuple(point.package.items()), "")),
        )
        for point in deals.frontier[:LISTED]
    )
    columns = (*names.values(), "acceptable to all", "package")
    more = len(deals.frontier) - len(rows)
    cut = f" The table has the first {len(rows):,}." if more > 0 else ""
    if len(names) == 2:
        wide, narrow = drawn(heading, lambda on: _scatter(on, names, deals, picked))
        note = (
            "Each axis is in that party's own units; the two cannot be added. Filled: acceptable to both. "
            f"Numbers are the packages listed above.{cut}"
        )
    else:
        wide, narrow = _share_bars(names, deals, picked)
        note = (
            "The gain of each party over its reservation value, as a share of the largest gain it could have "
            f"in an acceptable package.{cut}"
        )
    return Chart("frontier", heading, wide, narrow, note, source, columns, rows)


def _title(deals: Deals) -> str:
    number = count(len(deals.frontier), "package")
    good = sum(acceptable(deals, point) for point in deals.frontier)
    parties = "both parties" if len(deals.parties) == 2 else "every party"
    many = f"{good:,}" if good < len(deals.frontier) else "all"
    of = " of them" if len(deals.frontier) > 1 else ""
    some = f"{many}{of} acceptable to {parties}" if good else f"none acceptable to {parties}"
    if deals.status in ("sampled", "within E"):
        return f"{number} found, {some}; better ones may exist"
    cannot = "cannot be improved for one party without a cost to another"
    return f"{number} {cannot}: {some}"


def _share_bars(
    names: Mapping[str, str], deals: Deals, picked: Sequence[tuple[Point, list[str]]]
) -> tuple[str, str]:
    groups = []
    for number, (point, concepts) in enumerate(picked[:MOST_CHOSEN], 1):
        own = shares(deals, point)
        found = [
            Bar(name, own[party], f"{own[party]:.0%}", n)
            for n, (party, name) in enumerate(names.items())
        ]
        groups.append((f"Package {number}: {', '.join(concepts)}", found))
    return bars(_title(deals), groups)


@dataclass(frozen=True, slots=True)
class _Plot:
    """The area of a plot in pixels, and the ranges of its axes in the parties' own units."""

    left: float
    right: float
    top: float
    bottom: float
    across: tuple[float, float]
    up: tuple[float, float]

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return the place of a point in pixels."""
        (low_x, high_x), (low_y, high_y) = self.across, self.up
        return (
            self.left + (x - low_x) / (high_x - low_x) * (self.right - self.left),
            self.bottom - (y - low_y) / (high_y - low_y) * (self.bottom - self.top),
        )


def _scatter(
    on: Drawing, names: Mapping[str, str], deals: Deals, picked: Sequence[tuple[Point, list[str]]]
) -> None:
    one, two = names
    points = [(float(p.utilities[one]), float(p.utilities[two]), p) for p in deals.frontier]
    floor_x, floor_y = (float(deals.reservations[party]) for party in (one, two))
    across = _range([x for x, _, _ in points] + [floor_x])
    up = _range([y for _, y, _ in points] + [floor_y])
    y = on.lines(0, 14, wrapped(f"↑ {names[two]}, its own units", on.width))
    from_x, from_y = (f"accepts from {_short(floor)}" for floor in (floor_x, floor_y))
    least_x, least_y = f"{names[one]} {from_x}", f"{names[two]} {from_y}"
    above = wrapped(least_x, on.width)
    top = y + LINE * len(above) + 2
    left = 14 + max(text_width(_short(value)) for value in (*_round(*up, 5), 0.0))
    plot = _Plot(left, on.width - 12.0, top, top + TALL[on.narrow], across, up)
    edge, floor = plot.at(floor_x, floor_y)
    on.box(edge, top, plot.right - edge, floor - top, "zone")
    _axes(on, plot)
    on.line(edge, top, edge, plot.bottom, "dash")
    on.line(left, floor, plot.right, floor, "dash")
    half = max(map(text_width, above)) / 2
    on.lines(min(max(edge, half), on.width - half), y + 8, above, "middle")
    # Below the line at the left: the frontier falls from the upper left to the lower right.
    start, wide = left + 6, edge - left - 10
    if wide < LEAST_LABEL:
        places = [plot.at(x, y) for x, y, _ in points]
        near = [x - 10 for x, y in places if x > edge and abs(y - floor) < 3 * LINE]
        room = min(plot.right - 4, edge + 2 * LEAST_LABEL, *near) - edge - 6
        start, wide = (edge + 6, room) if room > wide else (left + 6, LEAST_LABEL)
    below = wrapped(least_y, wide)
    if below[-1].endswith("…"):
        # The axis has the name too; the number is only here.
        below = wrapped(from_y, wide)
    if floor + LINE * len(below) + 4 < plot.bottom:
        on.lines(start, floor + 16, below)
    else:
        on.lines(start, floor - LINE * len(below) + 10, below)
    drawn_points = points[:: max(1, len(points) // MOST)]
    for x, y, point in drawn_points:
        on.dot(*plot.at(x, y), 3.2, "f0" if acceptable(deals, point) else "hollow")
    taken = [plot.at(x, y) for x, y, _ in drawn_points]
    for number, (point, _) in enumerate(picked, 1):
        place = plot.at(float(point.utilities[one]), float(point.utilities[two]))
        on.dot(*place, 6, "f1")
        _label(on, str(number), place, taken)
    on.lines(plot.right, plot.bottom + 38, wrapped(f"{names[one]}, its own units →", on.width), "end")


def _range(values: Sequence[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    room = (high - low) * 0.06 or max(abs(high) * 0.05, 1.0)
    return low - room, high + room


def _label(
    on: Drawing, words: str, place: tuple[float, float], taken: list[tuple[float, float]]
) -> None:
    """Write a label beside a point, at the place nearest to it that no other point or label takes."""
    half = text_width(words) / 2
    best, most = (place[0] + 12, place[1] - 12), -1.0
    for far in (14.0, 22.0, 30.0):
        for across, down in ((1, -1), (-1, 1), (1, 1), (-1, -1), (0, -1), (0, 1), (1, 0), (-1, 0)):
            middle = place[0] + across * far, place[1] + down * far
            inside = half <= middle[0] <= on.width - half and middle[1] > SIZE
            free = min(max(abs(middle[0] - x), abs(middle[1] - y)) for x, y in taken)
            if inside and free > most:
                best, most = middle, free
        if most >= 11:
            break
    taken.append(best)
    on.text(best[0], best[1] + 4.5, words, "middle", bold=True)


def _axes(on: Drawing, plot: _Plot) -> None:
    """Draw both axes with round numbers; a number that would touch the one before is left out."""
    on.line(plot.left, plot.bottom, plot.right, plot.bottom, "grid")
    on.line(plot.left, plot.top, plot.left, plot.bottom, "grid")
    free = 0.0
    for value in _round(*plot.across, 3 if on.narrow else 6):
        (x, _), words = plot.at(value, plot.up[0]), _short(value)
        half = text_width(words) / 2
        if free <= x - half and x + half <= on.width:
            on.line(x, plot.bottom, x, plot.bottom + 4)
            on.text(x, plot.bottom + 18, words, "middle")
            free = x + half + 8
    for value in _round(*plot.up, 5):
        _, y = plot.at(plot.across[0], value)
        on.line(plot.left - 4, y, plot.left, y)
        on.text(plot.left - 7, y + 4.5, _short(value), "end")


def _short(value: float) -> str:
    """Return a number as an axis has it: '1,500', '2.5', '1e+10'."""
    return f"{value:.3g}" if abs(value) >= LONG_NUMBER else amount(Fraction(f"{value:.12g}"))


def _round(low: float, high: float, most: int) -> list[float]:
    """Return round numbers within a range: at most ``most`` of them."""
    size = 10.0 ** math.floor(math.log10((high - low) / most))
    step = next(size * n for n in (1, 2, 5, 10, 20) if (high - low) / (size * n) <= most)
    return [n * step for n in range(math.ceil(low / step), int(high // step) + 1)]
