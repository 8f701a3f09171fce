"""Evaluators of GENIUS for integer and real issues, and for prices.

The rules are those of ``EvaluatorInteger``, ``EvaluatorReal`` and the older ``EvaluatorPrice``: lines are
clipped to the range 0 to 1, an integer line starts at the issue's lower bound, and a price is valued by the
profit that is left after the costs of the other issues.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import prod
from pathlib import Path
from xml.etree.ElementTree import Element

from goodoffices.casefile.exact_numbers import number_text
from goodoffices.errors import near_miss, shorten
from goodoffices.formats.build import number, refuse, room_for
from goodoffices.model import ValueTable

Worth = Callable[[Fraction], Fraction]


def kind(issue: Element) -> str:
    """Return the kind of an issue, from the first attribute with it: discrete, integer, real or price."""
    return issue.get("type") or issue.get("vtype") or issue.get("etype") or "discrete"


def bounds(path: Path, name: str, issue: Element) -> tuple[Fraction, Fraction]:
    """Return the lower and the upper bound of a numeric issue.

    Raises:
        InputError: if a bound is missing or is not a number.
    """
    span = issue.find("range")
    low = issue.get("lowerbound") or (span.get("lowerbound") if span is not None else None)
    high = issue.get("upperbound") or (span.get("upperbound") if span is not None else None)
    return number(low, path, f"{name}.lowerbound"), number(high, path, f"{name}.upperbound")


def numeric(
    path: Path, name: str, issue: Element, options: Sequence[str], integer: bool
) -> dict[str, Fraction]:
    """Return the value of each option of a numeric issue.

    Raises:
        InputError: if GENIUS has no such evaluator, or it lacks a parameter.
    """
    evaluator = issue.find("evaluator")
    shape = (
        "" if evaluator is None else str(evaluator.get("ftype", "linear" if integer else "")).lower()
    )
    known = ("linear",) if integer else tuple(_SHAPES)
    if evaluator is None or shape not in known:
        found = "none" if evaluator is None else shorten(evaluator.get("ftype"))
        raise refuse(path, name, f"an evaluator: {', '.join(known)}", found, near_miss(shape, known))
    worth = _SHAPES[shape](path, name, issue, evaluator)
    return {option: worth(number(option, path, name)) for option in options}


def _parameter(path: Path, name: str, evaluator: Element, *names: str) -> Fraction:
    found = next((evaluator.get(one) for one in names if evaluator.get(one) is not None), None)
    return number(found, path, f"{name}.{names[0]}")


def _kept(value: Fraction) -> Fraction:
    return min(max(value, Fraction(0)), Fraction(1))


def _linear(path: Path, name: str, issue: Element, evaluator: Element) -> Worth:
    offset = _parameter(path, name, evaluator, "offset", "parameter0")
    slope = _parameter(path, name, evaluator, "slope", "parameter1")
    start = bounds(path, name, issue)[0] if kind(issue) == "integer" else Fraction(0)
    return lambda value: _kept(offset + slope * (value - start))


def _constant(path: Path, name: str, issue: Element, evaluator: Element) -> Worth:
    worth = _parameter(path, name, evaluator, "parameter0", "offset")
    return lambda value: worth


def _triangular(path: Path, name: str, issue: Element, evaluator: Element) -> Worth:
    """Return a triangle: 0 up to ``parameter0`` and from ``parameter1`` on, 1 at ``parameter2``."""
    places = (f"parameter{place}" for place in range(3))
    low, high, top = (_parameter(path, name, evaluator, place) for place in places)
    if not low <= top <= high:
        found = ", ".join(map(number_text, (low, top, high)))
        raise refuse(path, name, "parameter0 <= parameter2 <= parameter1", found)

    def worth(value: Fraction) -> Fraction:
        if low <= value < top:
            return (value - low) / (top - low)
        return 1 - (value - top) / (high - top) if top <= value < high else Fraction(0)

    return worth


_SHAPES: dict[str, Callable[[Path, str, Element, Element], Worth]] = {
    "linear": _linear,
    "constant": _constant,
    "triangular": _triangular,
}


def price(
    path: Path,
    issue: Element,
    costs: Mapping[str, Mapping[str, Fraction]],
    options: Mapping[str, Sequence[str]],
) -> ValueTable:
    """Return the table of a price and the issues with costs.

    The value is ``(price - costs - low) / (high - low - dearest)``, clipped to the range 0 to 1, with the
    bounds of the price in the profile; ``dearest`` is the sum of each issue's largest cost.

    Args:
        costs: the cost of each option, for the issues that have costs.
        options: the options of every issue; the table's issues are in its order.

    Raises:
        InputError: if the dearest costs leave no margin between the bounds, or there are too many packages.
    """
    name = issue.get("name") or ""
    low, high = bounds(path, name, issue)
    margin = high - low - sum((max(each.values()) for each in costs.values()), Fraction(0))
    if margin <= 0:
        raise refuse(
            path,
            name,
            "bounds further apart than the dearest costs",
            f"{number_text(low)} to {number_text(high)}",
        )
    profit = {one: [-each.get(o, Fraction(0)) for o in options[one]] for one, each in costs.items()}
    profit[name] = [number(value, path, name) - low for value in options[name]]
    scope = tuple(one for one in options if one in profit)
    room_for(path, name, prod(len(profit[one]) for one in scope))
    values = tuple(_kept(sum(row) / margin) for row in product(*(profit[one] for one in scope)))
    return ValueTable(scope, values, "not stated", sum(map(len, costs.values())) + 2)
