"""Profiles: preferences of a party drawn from a prior, given all that is known of them.

The prior is that of ``prior``: weights uniform on the simplex, values uniform and then stretched from 0 to
1 within an issue. Ranges with both ends are uniform. A first order of issues or of options is taken in
exactly, by sorting. Other statements are hard conditions: profiles that break one are rejected, or, if few
profiles keep them all, profiles are moved by elliptical slices within the conditions (Murray, Adams &
MacKay 2010, AISTATS 9:541-548), whose levels rise until they hold (subset simulation: Au & Beck 2001,
Probabilistic Engineering Mechanics 16:263-277).

Profiles are made in :data:`BATCHES` batches that share nothing, so the spread between batches shows how
exact a share is, however much profiles within a batch have in common.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from goodoffices.beliefs.layout import Floats
from goodoffices.errors import UsageError
from goodoffices.model import (
    Between,
    ImportanceOrder,
    Issue,
    OptionOrder,
    Partial,
    Preference,
    Statement,
    ValueTable,
)
from goodoffices.model.conditions import FLOOR, HIGHEST, Row, Variable, conditions, ends_of, spans_of
from goodoffices.model.partial import WHOLE, Amount

BATCHES = 10
"""Independent batches of profiles, for intervals with nine degrees of freedom."""
MOVES = 20
"""Slice moves after resampling, so that copies of a profile come apart (measured: UNCERTAIN, table of moves
against rejection sampling)."""
SHRINKS = 12
"""Proposals in a move at the most; a profile that accepts none of them stays."""
BETWEEN = 5
"""Slice moves at a level on the way to a condition."""
DRAWN = 100
"""Draws from the prior for each profile wanted, before slices are used instead of rejection."""
ANCESTORS = 0.05
"""Share of the profiles wanted that must be found by rejection for slices to begin at them."""
LEVELS = 60
"""Levels until a condition holds, at the most: each keeps half of the profiles, so 60 reach 1 in 10**18."""


@dataclass(frozen=True, slots=True, eq=False)
class Profiles:
    """Preferences that a party may have, as drawn: equally likely, in batches of the same size.

    Attributes:
        party: the party.
        cells: worth of each option, issue after issue, (profiles, options of all issues).
        importance: span of each issue's worth, (profiles, issues).
        floor: reservation values, (profiles,).
        together: the party's exact tables over several issues.
        method: how they were drawn.
        fits: share of the prior's draws that fit the statements; None if it is too small to tell.
    """

    party: str
    cells: Floats
    importance: Floats
    floor: Floats
    together: tuple[ValueTable, ...] = ()
    method: Literal["exact numbers", "rejection", "slices"] = "rejection"
    fits: float | None = None

    def __len__(self) -> int:
        return len(self.floor)


def profiles_of(
    known: Partial | Preference, issues: Sequence[Issue], many: int, seed: int = 0
) -> Profiles:
    """Return profiles of a party; a single profile if its preferences are exact.

    Args:
        known: all that is known of the party's preferences.
        issues: the case's issues.
        many: number of profiles; it is rounded up to a whole number of batches.
        seed: the same seed gives the same profiles.

    Raises:
        UsageError: no preferences that fit the statements were found.
    """
    if isinstance(known, Preference):
        return _exact(known, issues)
    map_ = Map(known, issues)
    size = -(-many // BATCHES)
    batches = [_batch(map_, size, _stream(seed, known.party, number)) for number in range(BATCHES)]
    latent = np.concatenate([found.latent for found in batches], axis=1)
    method: Literal["rejection", "slices"] = "rejection"
    if any(found.moved for found in batches):
        method = "slices"
    fits = sum(found.fits for found in batches) / len(batches)
    features = map_.features(latent)
    cells = map_.count
    return Profiles(
        party=known.party,
        cells=np.ascontiguousarray(features[:cells].T),
        importance=np.ascontiguousarray(features[cells : cells + len(issues)].T),
        floor=features[-2].copy(),
        together=known.together,
        method=method,
        fits=fits or None,
    )


def _stream(seed: int, party: str, batch: int) -> np.random.Generator:
    """Return the generator of a party's batch; it depends on nothing else."""
    digest = hashlib.sha256(f"{seed}/{party}/{batch}".encode()).digest()
    return np.random.Generator(np.random.Philox(key=np.frombuffer(digest[:16], dtype=np.uint64)))


def _exact(known: Preference, issues: Sequence[Issue]) -> Profiles:
    """Return exact preferences as a single profile."""
    alone = {issue.id: np.zeros(len(issue.options)) for issue in issues}
    for table in known.tables:
        if len(table.scope) == 1:
            alone[table.scope[0]] += np.array([float(table.weight * v) for v in table.values])
    parts = [alone[issue.id] for issue in issues]
    return Profiles(
        party=known.party,
        cells=np.concatenate(parts)[np.newaxis],
        importance=np.array([[np.ptp(part) for part in parts]]),
        floor=np.array([float(known.reservation)]),
        together=tuple(table for table in known.tables if len(table.scope) > 1),
        method="exact numbers",
        fits=None,
    )


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
            mean = own.mean(axis=0)
            means += mean
            spread += np.maximum(np.einsum("oi,oi->i", own, own) / dim - mean * mean, 0.0)
            lowest += own.min(axis=0)
        highest = lowest + float(HIGHEST) * importance.sum(axis=0)
        return np.asarray(np.clip(means + (0.6 + 0.8 * latent) * np.sqrt(spread), lowest, highest))


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


@dataclass(frozen=True, slots=True, eq=False)
class _Batch:
    latent: Floats
    fits: float
    moved: bool


def _batch(map_: Map, size: int, draws: np.random.Generator) -> _Batch:
    """Return latent vectors of profiles that fit: by rejection, or by slices if few fit."""
    shape = (map_.latent, size)
    if not map_.said:
        return _Batch(draws.standard_normal(shape), 1.0, False)
    found: list[Floats] = []
    kept = tried = 0
    for _ in range(DRAWN):
        latent = draws.standard_normal(shape)
        fits = (map_.margins(latent) >= 0.0).all(axis=0)
        found.append(latent[:, fits])
        kept, tried = kept + int(fits.sum()), tried + size
        if kept >= size:
            return _Batch(np.concatenate(found, axis=1)[:, :size], kept / tried, False)
    if kept < ANCESTORS * size:
        latent = _raised(map_, draws.standard_normal(shape), draws)
        return _Batch(latent, kept / tried, True)
    # Those found are exact draws; copies of them come apart by moves.
    pool = np.concatenate(found, axis=1)
    latent = pool[:, _resampled(kept, size, draws)]
    bars = np.zeros((map_.said, 1))
    for _ in range(MOVES):
        latent = _move(map_, latent, bars, draws)
    return _Batch(latent, kept / tried, True)


def _raised(map_: Map, latent: Floats, draws: np.random.Generator) -> Floats:
    """Return profiles that fit, from draws of the prior: conditions are raised level by level.

    Raises:
        UsageError: the conditions cannot be reached.
    """
    bars = np.full((map_.said, 1), -np.inf)
    for number in range(map_.said):
        for _ in range(LEVELS):
            margins = map_.margins(latent)[number]
            bar = min(float(np.median(margins)), 0.0)
            fits = margins >= bar
            bars[number] = bar
            latent = latent[:, fits][:, _resampled(int(fits.sum()), latent.shape[1], draws)]
            for _ in range(MOVES if bar == 0.0 else BETWEEN):
                latent = _move(map_, latent, bars, draws)
            if bar == 0.0:
                break
        else:
            raise UsageError(
                "no preferences were found that fit all statements; perhaps they force two numbers to be "
                "equal. Leave out a statement, or widen a range."
            )
    return latent


def _resampled(kept: int, size: int, draws: np.random.Generator) -> NDArray[np.int64]:
    """Return indices of ``size`` profiles among those kept, each about equally often."""
    return np.asarray(
        np.minimum(((draws.random() + np.arange(size)) * kept / size).astype(np.int64), kept - 1)
    )


def _move(map_: Map, latent: Floats, bars: Floats, draws: np.random.Generator) -> Floats:
    """Move each profile along an ellipse through itself and a draw from the prior, within the conditions."""
    many = latent.shape[1]
    fresh = draws.standard_normal(latent.shape)
    angle = np.asarray(draws.random(many) * 2 * np.pi)
    low, high = angle - 2 * np.pi, angle.copy()
    moved = latent.copy()
    left = np.arange(many)
    for _ in range(SHRINKS):
        turned = angle[left]
        tried = latent[:, left] * np.cos(turned) + fresh[:, left] * np.sin(turned)
        fits = (map_.margins(tried) >= bars).all(axis=0)
        moved[:, left[fits]] = tried[:, fits]
        left = left[~fits]
        if not len(left):
            break
        # Shrink the bracket towards angle 0, the profile itself.
        below = angle[left] < 0
        low[left[below]] = angle[left[below]]
        high[left[~below]] = angle[left[~below]]
        angle[left] = low[left] + draws.random(len(left)) * (high[left] - low[left])
    return moved


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
