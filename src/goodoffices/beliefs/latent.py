"""Latent vectors: from standard normal numbers to a party's preferences, and the conditions on these.

A vector gives preferences from the prior of ``prior`` if its numbers are drawn independently, so that
``profiles`` can draw it, reject it, or move it along an ellipse.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from goodoffices.beliefs.layout import Floats
from goodoffices.model import Between, ImportanceOrder, Issue, OptionOrder, Partial, Statement
from goodoffices.model.conditions import FLOOR, HIGHEST, Row, Variable, conditions, ends_of, spans_of
from goodoffices.model.partial import WHOLE, Amount


class Map:
    """From standard normal vectors to a party's preferences, and the conditions that these must keep.

    A latent vector holds a number for each option, for each issue's weight, and for the reservation value.
    Features of a profile are the worth of each option, importance and weight of each issue, the reservation
    value, and 1.
    """

    def __init__(self, known: Partial, issues: Sequence[Issue]) -> None:
        self.issues = len(issues)
        self.dims = tuple(len(issue.options) for issue in issues)
        self.count = sum(self.dims)
        self.firsts = np.cumsum((0, *self.dims[:-1]))
        self.latent = self.count + self.issues + 1
        self._scaled = not known.own_units
        self._total = float(WHOLE)
        by_issue = {each.issue: each for each in known.issues}
        ordered = [by_issue[issue.id] for issue in issues]
        spans = [_floats(spans_of(k)) if k.values else None for k in ordered]
        self._spans = spans
        self._weights = [_weight(k.weight) for k in ordered]
        self._shared = [
            i
            for i, k in enumerate(ordered)
            if self._scaled and not isinstance(k.weight, Fraction) and self.dims[i] > 1
        ]
        self._reservation = _both_ends(known.reservation)
        self._tables = [
            float(sum(t.weight * v for v in t.values) / len(t.values)) for t in known.together
        ]
        self._spread = [float(np.var([float(t.weight * v) for v in t.values])) for t in known.together]
        self._orders = _exact_orders(known, issues, self._shared)
        taken = {id(statement) for statement, _ in self._orders.values()}
        rows = [
            row
            for each in conditions(known, issues).said
            for row in each.rows
            if id(each.statement) not in taken and not self._by_drawing(row)
        ]
        self.rows, self.least = self._matrix(rows)
        self.said = len(rows)

    def _by_drawing(self, row: Row) -> bool:
        """Return whether profiles keep a row because they are drawn within it."""
        if len(row.terms) > 1:
            return False
        (name,) = row.terms
        if name == FLOOR:
            return self._reservation is not None
        return name.kind == "weight" and not self._scaled

    def _matrix(self, rows: Sequence[Row]) -> tuple[Floats, Floats]:
        """Return rows as coefficients of features, (rows, features), and their least sums, (rows,)."""
        matrix = np.zeros((len(rows), self.count + 2 * self.issues + 2))
        for number, row in enumerate(rows):
            for name, value in row.terms.items():
                matrix[number, self._place(name)] = float(value)
        return matrix, np.array([float(row.least) for row in rows])

    def _place(self, name: Variable) -> int:
        match name.kind:
            case "cell":
                return int(self.firsts[name.issue]) + name.option
            case "importance":
                return self.count + name.issue
            case "weight":
                return self.count + self.issues + name.issue
        return self.count + 2 * self.issues

    def margins(self, latent: Floats) -> Floats:
        """Return by how much profiles keep each condition, negative if they break it; (rows, profiles)."""
        return np.asarray(self.rows @ self.features(latent) - self.least[:, None])

    def features(self, latent: Floats) -> Floats:
        """Return features of latent vectors, (latent, profiles) -> (features, profiles)."""
        many = latent.shape[1]
        drawn = normal_cdf(latent)
        out = np.ones((self.count + 2 * self.issues + 2, many))
        cells = out[: self.count]
        importance = out[self.count : self.count + self.issues]
        weights = out[self.count + self.issues : self.count + 2 * self.issues]
        for i, (first, dim) in enumerate(zip(self.firsts, self.dims, strict=True)):
            self._values(i, drawn[first : first + dim], cells[first : first + dim], importance[i])
        self._weigh(drawn[self.count : -1], importance, weights)
        importance *= weights
        for i, (first, dim) in enumerate(zip(self.firsts, self.dims, strict=True)):
            cells[first : first + dim] *= weights[i]
        out[-2] = self._floor(latent[-1], drawn[-1], cells, importance)
        return out

    def _values(self, i: int, drawn: Floats, out: Floats, span: Floats) -> None:
        """Write the values of an issue's options, and their span."""
        ends = self._spans[i]
        if ends is not None:
            out[:] = ends[:, :1] + (ends[:, 1:] - ends[:, :1]) * drawn
            span[:] = out.max(axis=0) - out.min(axis=0)
            return
        out[:] = self._ordered(("options", i), drawn)
        low = out.min(axis=0)
        out -= low
        high = out.max(axis=0)
        out /= np.maximum(high, 1e-300)
        span[:] = 1.0 if len(out) > 1 else 0.0

    def _weigh(self, drawn: Floats, spans: Floats, weights: Floats) -> None:
        """Write the weight of each issue, given the span of its values."""
        left = np.full(drawn.shape[1], self._total)
        for i, ends in enumerate(self._weights):
            if i in self._shared:
                continue
            low, high = ends if ends is not None else (0.0, 0.0)
            weights[i] = low + (high - low) * drawn[i]
            left -= weights[i] * spans[i]
        if not self._shared:
            return
        # Parts of the rest in proportion to exponential draws are uniform on the simplex.
        parts = -np.log1p(-np.minimum(drawn[self._shared], 1.0 - 1e-16))
        parts = self._ordered(("issues", 0), parts)
        parts *= left / np.maximum(parts.sum(axis=0), 1e-300)
        weights[self._shared] = parts / np.maximum(spans[self._shared], 1e-12)

    def _ordered(self, what: tuple[str, int], values: Floats) -> Floats:
        """Return draws sorted into the order that a statement gives: exact, as draws are exchangeable."""
        if what not in self._orders:
            return values
        _, places = self._orders[what]
        out = np.array(values)
        out[places] = -np.sort(-values[places], axis=0)
        return out

    def _floor(self, latent: Floats, drawn: Floats, cells: Floats, importance: Floats) -> Floats:
        """Return reservation values: uniform in a range with both ends, else as in ``prior``."""
        if self._reservation is not None:
            low, high = self._reservation
            return np.asarray(low + (high - low) * drawn)
        many = cells.shape[1]
        means, spread = np.full(many, sum(self._tables, 0.0)), np.full(many, sum(self._spread, 0.0))
        lowest = np.zeros(many)
        for first, dim in zip(self.firsts, self.dims, strict=True):
            own = cells[first : first + dim]
            mean = np.add.reduce(own, axis=0) / dim
            means += mean
            spread += np.maximum(np.einsum("oi,oi->i", own, own) / dim - mean * mean, 0.0)
            lowest += own.min(axis=0)
        highest = lowest + float(HIGHEST) * importance.sum(axis=0)
        floor = means + (0.6 + 0.8 * latent) * np.sqrt(spread)
        return np.asarray(np.minimum(np.maximum(floor, lowest), highest))


def _exact_orders(
    known: Partial, issues: Sequence[Issue], shared: Sequence[int]
) -> dict[tuple[str, int], tuple[Statement, list[int]]]:
    """Return the statements that sorting takes in, with the places in the order that they give.

    The first order of issues whose weights share the scale, and the first order of options of each issue
    whose values are open: their draws are exchangeable.
    """
    position = {issue.id: i for i, issue in enumerate(issues)}
    opened = {each.issue for each in known.issues if not each.values}
    found: dict[tuple[str, int], tuple[Statement, list[int]]] = {}
    for statement in known.statements:
        if isinstance(statement, ImportanceOrder):
            named = [position[issue] for issue in statement.issues]
            if all(i in shared for i in named):
                places = [shared.index(i) for i in named]
                found.setdefault(("issues", 0), (statement, places))
        elif isinstance(statement, OptionOrder) and statement.issue in opened:
            i = position[statement.issue]
            codes = [issues[i].option_ids.index(option) for option in statement.options]
            found.setdefault(("options", i), (statement, codes))
    return found


def _floats(spans: Sequence[tuple[Fraction, Fraction]]) -> Floats:
    return np.array([[float(low), float(high)] for low, high in spans])


def _weight(weight: Amount | None) -> tuple[float, float] | None:
    if weight is None:
        return None
    low, high = ends_of(weight, Fraction(0), WHOLE)
    return float(low), float(high)


def _both_ends(amount: Amount | None) -> tuple[float, float] | None:
    """Return both ends of a reservation value, or None if the prior draws it."""
    if isinstance(amount, Between) and (amount.low is None or amount.high is None):
        return None
    return None if amount is None else _weight(amount)


def normal_cdf(z: Floats) -> Floats:
    """Return the normal distribution function, off by less than 8e-8.

    Abramowitz & Stegun (1964), Handbook of Mathematical Functions, 26.2.17.
    """
    size = np.abs(z)
    t = 1.0 / (1.0 + 0.2316419 * size)
    series = t * (
        0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429)))
    )
    tail = series * np.exp(-0.5 * size * size) * 0.3989422804014327
    return np.where(z < 0, tail, 1.0 - tail)
