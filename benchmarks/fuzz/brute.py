"""Random small cases: every number of ``deals`` beside an enumeration of the case as it was written.

Nothing of the package computes the expected numbers: options, lines, tables and linkages are evaluated here,
in fractions, from the same dict that the package loads.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, product
from math import prod
from pathlib import Path
from typing import Any

import numpy as np

import goodoffices as go

Draws = np.random.Generator
Row = tuple[Fraction, ...]
Package = tuple[tuple[str, str], ...]


def text_of(value: Fraction, draws: Draws) -> str:
    """Return a number as people write it: a decimal if it ends, else a fraction."""
    tens = value.denominator
    for factor in (2, 5):
        while tens % factor == 0:
            tens //= factor
    if tens != 1 or draws.integers(8) == 0:
        return f"{value.numerator}/{value.denominator}"
    digits = 0
    while (value * 10**digits).denominator != 1:
        digits += 1
    whole = abs(int(value * 10**digits))
    sign = "-" if value < 0 else ""
    if digits == 0:
        return f"{sign}{whole}"
    padded = f"{whole:0{digits + 1}d}"
    return f"{sign}{padded[:-digits]}.{padded[-digits:]}"


def number(draws: Draws, style: int) -> Fraction:
    """Return a number: small and whole, so that many tie; a short decimal; a fraction; or many digits."""
    if style == 0:
        return Fraction(int(draws.integers(-3, 6)))
    if style == 1:
        return Fraction(int(draws.integers(-200, 400)), 100)
    if style == 2:
        return Fraction(int(draws.integers(-9, 20)), int(draws.choice([1, 2, 3, 6, 7])))
    digits = "".join(map(str, draws.integers(0, 10, 30)))
    return Fraction(int(digits), 10 ** int(draws.integers(10, 30)))


@dataclass(frozen=True)
class Written:
    """A case as a dict, and the ids of each issue's options as they are written."""

    case: dict[str, Any]
    options: dict[str, list[str]]
    numbers: dict[str, list[Fraction]]


STYLES = 4
"""Styles of numbers; the last has more digits than a machine's number holds."""


def written(draws: Draws, styles: int = STYLES) -> Written:
    """Return a random case: parties, issues of both kinds, values, lines, weights, tables and linkages."""
    parties = [f"P{n}" for n in range(int(draws.integers(2, 5)))]
    style = int(draws.integers(styles))
    options: dict[str, list[str]] = {}
    numbers: dict[str, list[Fraction]] = {}
    issues: dict[str, Any] = {}
    for place in range(int(draws.integers(1, 5))):
        name, count = f"i{place}", int(draws.integers(1, 5))
        if draws.integers(2):
            options[name] = [f"o{n}" for n in range(count)]
            issues[name] = {"options": options[name]}
            continue
        step = Fraction(int(draws.integers(1, 5)), int(draws.choice([1, 2, 4, 5])))
        start = Fraction(int(draws.integers(-3, 4)))
        kind = "integers" if step.denominator == 1 else "reals"
        numbers[name] = [start + step * n for n in range(count)]
        options[name] = [text_of(value, _plain()) for value in numbers[name]]
        last = numbers[name][-1]
        issues[name] = {kind: {"from": text_of(start, _plain()), "to": text_of(last, _plain()),
        "step": text_of(step, _plain())}}  # fmt: skip
    case: dict[str, Any] = {
        "goodoffices": "1",
        "title": "random",
        "kind": "modelled",
        "fictional": "true",
        "basis": "invented",
        "about": "drawn",
        "parties": {party: {"name": party} for party in parties},
        "issues": issues,
        "preferences": {party: _preference(draws, style, options, numbers) for party in parties},
    }
    linkages = [_linkage(draws, options) for _ in range(int(draws.integers(0, 3)))]
    case["linkages"] = [one for one in linkages if one]
    found = Written(case, options, numbers)
    _set_reservations(draws, style, found, (1, 9, 25) if styles == STYLES else (1,))
    return found


def _plain() -> Draws:
    """Return draws with which a number is written as a decimal: names of options are."""
    return np.random.Generator(np.random.Philox(1))


def _preference(
    draws: Draws, style: int, options: dict[str, list[str]], numbers: dict[str, list[Fraction]]
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    weights: dict[str, str] = {}
    for issue, names in options.items():
        if issue in numbers and draws.integers(2):
            values[issue] = {"line": _line(draws, style, numbers[issue])}
        else:
            values[issue] = {name: text_of(number(draws, style), draws) for name in names}
        if draws.integers(3) == 0:
            weights[issue] = text_of(abs(number(draws, style)), draws)
    found: dict[str, Any] = {"reservation": "0", "values": values}
    if weights:
        found["weights"] = weights
    if len(options) > 1 and draws.integers(3) == 0:
        over = [str(name) for name in draws.permutation(list(options))[: int(draws.integers(2, 4))]]
        rows = [
            dict(zip(over, row, strict=True)) | {"value": text_of(number(draws, style), draws)}
            for row in product(*(options[issue] for issue in over))
            if draws.integers(2)
        ]
        found["together"] = [
            {"over": over, "values": rows, "otherwise": text_of(number(draws, style), draws)}
        ]
    return found


def _line(draws: Draws, style: int, numbers: Sequence[Fraction]) -> list[list[str]]:
    """Return points of a line through a range of numbers, several of them between the options."""
    low, high = numbers[0], max(numbers[-1], numbers[0] + 1)
    inside = {
        low + (high - low) * Fraction(int(draws.integers(1, 12)), 12)
        for _ in range(int(draws.integers(4)))
    }
    points = [[place, number(draws, style)] for place in sorted({low, high} | inside)]
    draws.shuffle(points)
    return [[text_of(place, draws), text_of(value, draws)] for place, value in points]


def _linkage(draws: Draws, options: dict[str, list[str]]) -> dict[str, Any] | None:
    if len(options) < 2:
        return None
    scope = [str(name) for name in draws.permutation(list(options))[: int(draws.integers(2, 4))]]
    forbid: dict[str, Any] = {}
    for issue in scope:
        names = options[issue]
        kept = [name for name in names if draws.integers(2)] or [names[0]]
        forbid[issue] = kept[0] if len(kept) == 1 and draws.integers(2) else kept
    return {"forbid": forbid}


def _set_reservations(draws: Draws, style: int, found: Written, hairs: Sequence[int]) -> None:
    """Set each reservation value: at a utility of some package, a hair above or below it, or anywhere."""
    rows = list(enumerated(found).values())
    for place, party in enumerate(found.case["preferences"]):
        value = number(draws, style)
        if rows and draws.integers(4):
            order = sorted(row[place] for row in rows)
            value = order[int(draws.integers(len(order) // 2 + 1)) if len(order) > 1 else 0]
            value += Fraction(int(draws.integers(-1, 2)), 10 ** int(draws.choice(hairs))) * int(
                draws.integers(2)
            )
        found.case["preferences"][party]["reservation"] = text_of(value, draws)


def enumerated(found: Written) -> dict[Package, Row]:
    """Return the utilities of all feasible packages, in fractions."""
    names = list(found.options)
    rows: dict[Package, Row] = {}
    for choice in product(*found.options.values()):
        package = dict(zip(names, choice, strict=True))
        if not any(
            _forbidden(linkage["forbid"], package) for linkage in found.case.get("linkages", ())
        ):
            preferences = found.case["preferences"].values()
            rows[tuple(package.items())] = tuple(_worth(one, package, found) for one in preferences)
    return rows


def _forbidden(forbid: dict[str, Any], package: dict[str, str]) -> bool:
    return all(
        package[issue] in ([words] if isinstance(words, str) else words)
        for issue, words in forbid.items()
    )


def _worth(preference: dict[str, Any], package: dict[str, str], found: Written) -> Fraction:
    total = Fraction(0)
    for issue, option in package.items():
        given = preference["values"][issue]
        if "line" in given:
            place = found.numbers[issue][found.options[issue].index(option)]
            value = _on_line([(Fraction(x), Fraction(y)) for x, y in given["line"]], place)
        else:
            value = Fraction(given[option])
        total += value * Fraction(preference.get("weights", {}).get(issue, 1))
    for table in preference.get("together", ()):
        same = [
            row
            for row in table["values"]
            if all(row[issue] == package[issue] for issue in table["over"])
        ]
        total += Fraction(same[0]["value"]) if same else Fraction(table["otherwise"])
    return total


def _on_line(points: list[tuple[Fraction, Fraction]], place: Fraction) -> Fraction:
    points = sorted(points)
    for (x, y), (x2, y2) in pairwise(points):
        if x <= place <= x2:
            return y + (y2 - y) * (place - x) / (x2 - x)
    raise ValueError("the line does not reach the option")


def undominated(rows: set[Row]) -> set[Row]:
    """Return the rows that no other row beats or equals everywhere."""
    return {
        row for row in rows
        if not any(other != row and all(a >= b for a, b in zip(other, row, strict=True)) for other in rows)
    }  # fmt: skip


def _best(points: set[Row], score: Callable[[Row], Any]) -> set[Row]:
    top = max(map(score, points), default=None)
    return {point for point in points if score(point) == top}


def solutions(front: set[Row], reservations: Row) -> dict[str, set[Row]]:
    """Return the utilities of each solution, from its definition."""
    gains = {tuple(u - r for u, r in zip(row, reservations, strict=True)): row for row in front}
    zone = {gain for gain in gains if min(gain) >= 0}
    strict = {gain for gain in zone if min(gain) > 0}
    ideal = [max((gain[n] for gain in zone), default=Fraction(0)) for n in range(len(reservations))]
    least = _best(zone, min)
    found = {
        "nash": _best(strict, prod),
        "kalai_smorodinsky": _best(strict, lambda g: min(a / b for a, b in zip(g, ideal, strict=True))),
        "egalitarian": _best(least, lambda g: -(max(g) - min(g))),
        "utilitarian": _best(zone, sum),
        "leximin": _best(zone, sorted),
        "equal_loss": _best(zone, lambda g: -max(b - a for a, b in zip(g, ideal, strict=True))),
    }
    return {name: {gains[gain] for gain in chosen} for name, chosen in found.items()}


def compared(draws: Draws) -> str:
    """Compare a random case with its enumeration, and return its kind.

    Raises:
        AssertionError: if a number differs; it says which.
    """
    found = written(draws)
    compare(found)
    return f"{len(found.case['parties'])} parties"


def compare(found: Written) -> None:
    """Compare a case with its enumeration.

    Raises:
        AssertionError: if a number differs; it says which.
    """
    rows = enumerated(found)
    case = go.load(found.case)
    deals = go.deals(case)
    parties = list(found.case["parties"])
    reservations = tuple(Fraction(found.case["preferences"][party]["reservation"]) for party in parties)
    assert deals.packages == prod(map(len, found.options.values())), "packages"
    assert deals.feasible == len(rows), f"feasible: {deals.feasible}, not {len(rows)}"
    zone = sum(all(u >= r for u, r in zip(row, reservations, strict=True)) for row in rows.values())
    if deals.zopa.exact:
        assert deals.zopa.count == deals.zopa.most == zone, f"zone: {deals.zopa.count}, not {zone}"
    assert deals.zopa.count <= zone <= deals.zopa.most, f"zone: {deals.zopa}, not {zone}"
    assert deals.zopa.exact, f"the zone of {len(rows)} packages is not exact: {deals.zopa}"
    front = undominated(set(rows.values()))
    ties = Counter(rows.values())
    listed = [tuple(point.utilities[party] for party in parties) for point in deals.frontier]
    assert len(set(listed)) == len(listed), "a point of the frontier twice"
    assert set(listed) == front, f"frontier: {set(listed) ^ front} differ"
    for point, row in zip(deals.frontier, listed, strict=True):
        assert rows.get(tuple(point.package.items())) == row, f"the package of {row}"
        assert point.ties == ties[row], f"ties of {row}: {point.ties}, not {ties[row]}"
    assert deals.status == "exact", deals.status
    expected = solutions(front, reservations)
    for name, points in deals.solutions.items():
        got = {tuple(point.utilities[party] for party in parties) for point in points}
        assert name not in expected or got == expected[name], f"{name}: {got}, not {expected[name]}"
    assert set(expected) <= {name for name, _ in deals.solutions.items()}, "a solution is missing"
    if rows and not zone:
        _compare_concessions(deals.concessions, rows, reservations, parties)


def _compare_concessions(
    given: Sequence[Any], rows: dict[Package, Row], reservations: Row, parties: list[str]
) -> None:
    falls = {}
    for place, party in enumerate(parties):
        others = [
            reservations[place] - row[place]
            for row in rows.values()
            if all(u >= r for n, (u, r) in enumerate(zip(row, reservations, strict=True)) if n != place)
        ]
        if others:
            falls[party] = min(others)
    assert {party: by for party, by, _ in given} == falls, f"concessions: {given}, not {falls}"


def round_trip(draws: Draws) -> str:
    """Write a random case as ours, and read it again: its utilities stay the same.

    Raises:
        AssertionError: if a utility differs.
    """
    found = written(draws)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        go.casefile.load(found.case)
        (folder / "in.yaml").write_text(_yaml(found.case), "utf-8")
        go.convert(folder / "in.yaml", folder / "out")
        first, second = go.load(folder / "in.yaml"), go.load(folder / "out")
        assert go.deals(first).frontier == go.deals(second).frontier, "convert changed the frontier"
        assert first.preferences == second.preferences or go.deals(first).zopa == go.deals(second).zopa
    return "round trip"


def _yaml(case: dict[str, Any]) -> str:
    """Return a case as YAML: JSON is YAML, with text for every number, as the schema allows."""
    return json.dumps(case, indent=1)
