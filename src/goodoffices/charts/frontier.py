"""Possible agreements: the frontier of two parties, or the shares of several parties, package by package."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from goodoffices.agreements import Deals, Point
from goodoffices.charts.bars import Bar, bars
from goodoffices.charts.drawing import SIZE, Chart, Drawing, drawn, text_width
from goodoffices.model import Case
from goodoffices.wording import amount, count, title

MOST = 400
"""Most packages of the frontier drawn; the table has all that the page lists."""
LISTED = 200
"""Most packages of the frontier in the table of the page; results.json has all."""
MOST_CHOSEN = 8
"""Most packages drawn with the shares of several parties."""
TALL = {True: 300.0, False: 400.0}
"""Height of the plot of a narrow and of a wide drawing, in pixels."""


TIES = 5
"""Packages of a solution that are shown if more tie; results.json has all of them."""


def chosen(deals: Deals) -> list[tuple[Point, list[str]]]:
    """Return each package that a solution concept chooses, once, with the concepts; Nash comes first.

    Of packages that tie by the hundred, the first few stand for all.
    """
    found: dict[tuple[tuple[str, str], ...], tuple[Point, list[str]]] = {}
    for concept, points in sorted(deals.solutions.items(), key=lambda known: known[0] != "nash"):
        shown = f", of which {TIES} are shown" if len(points) > TIES else ""
        tied = f" in a tie of {len(points):,}{shown}" if len(points) > 1 else ""
        for point in points[:TIES]:
            key = tuple(point.package.items())
            found.setdefault(key, (point, []))[1].append(title(concept) + tied)
    return list(found.values())


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
    names = {party.id: party.name for party in case.parties}
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
    some = f"{good:,} of them acceptable to {parties}" if good else f"none acceptable to {parties}"
    if deals.status in ("sampled", "within E"):
        return f"{number} found, {some}; better ones may exist"
    cannot = "cannot be bettered for one party without loss to another"
    return f"{number} {cannot}: {some}"


def _share_bars(
    names: dict[str, str], deals: Deals, picked: Sequence[tuple[Point, list[str]]]
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


def _scatter(
    on: Drawing, names: dict[str, str], deals: Deals, picked: Sequence[tuple[Point, list[str]]]
) -> None:
    one, two = names
    points = [(float(p.utilities[one]), float(p.utilities[two]), p) for p in deals.frontier]
    floor_x, floor_y = (float(deals.reservations[party]) for party in (one, two))
    xs, ys = [x for x, _, _ in points] + [floor_x], [y for _, y, _ in points] + [floor_y]
    left, right, top = 44.0, on.width - 12.0, 48.0
    bottom = top + TALL[on.narrow]
    low_x, high_x, low_y, high_y = *_range(xs), *_range(ys)

    def at(x: float, y: float) -> tuple[float, float]:
        return (
            left + (x - low_x) / (high_x - low_x) * (right - left),
            bottom - (y - low_y) / (high_y - low_y) * (bottom - top),
        )

    on.text(0, 14, f"↑ {names[two]}, its own units", bold=True)
    edge, floor = at(floor_x, floor_y)
    on.box(edge, top, right - edge, floor - top, "zone")
    on.line(left, bottom, right, bottom, "grid")
    on.line(left, top, left, bottom, "grid")
    _ticks(on, (low_x, high_x), (low_y, high_y), at, (left, bottom))
    on.line(edge, top, edge, bottom, "dash")
    on.line(left, floor, right, floor, "dash")
    least_x, least_y = (f"{names[p]} accepts from {amount(deals.reservations[p])}" for p in (one, two))
    half = text_width(least_x) / 2
    on.text(min(max(edge, half), on.width - half), top - 8, least_x, "middle")
    # Below the line at the left: the frontier falls from the upper left to the lower right.
    on.text(left + 6, floor + 16, least_y)
    drawn_points = points[:: max(1, len(points) // MOST)]
    for x, y, point in drawn_points:
        fine = acceptable(deals, point)
        on.dot(*at(x, y), 3.2, "f0" if fine else "hollow")
    taken = [at(x, y) for x, y, _ in drawn_points]
    for number, (point, _) in enumerate(picked, 1):
        place = at(float(point.utilities[one]), float(point.utilities[two]))
        on.dot(*place, 6, "f1")
        _label(on, str(number), place, taken)
    on.text(right, bottom + 38, f"{names[one]}, its own units →", "end", bold=True)


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


def _ticks(
    on: Drawing,
    across: tuple[float, float],
    up: tuple[float, float],
    at: object,
    corner: tuple[float, float],
) -> None:
    assert callable(at)
    left, bottom = corner
    for value in _round(*across, 3 if on.narrow else 6):
        x, _ = at(value, up[0])
        on.line(x, bottom, x, bottom + 4)
        on.text(x, bottom + 18, amount(Fraction(value)), "middle")
    for value in _round(*up, 5):
        _, y = at(across[0], value)
        on.line(left - 4, y, left, y)
        on.text(left - 7, y + 4.5, amount(Fraction(value)), "end")


def _round(low: float, high: float, most: int) -> list[float]:
    """Return round numbers within a range: at most about ``most`` of them."""
    span = (high - low) / most
    step = 10.0 ** (len(str(int(span))) - 1 if span >= 1 else -3)
    while (high - low) / step > most:
        step *= 2 if str(step).lstrip("0.")[:1] in "15" else 2.5
    first = int(low // step) + 1
    return [n * step for n in range(first, int(high // step) + 1)]
