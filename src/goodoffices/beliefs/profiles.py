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
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from goodoffices.beliefs.latent import Map
from goodoffices.beliefs.layout import Floats
from goodoffices.errors import UsageError
from goodoffices.model import Issue, Partial, Preference, ValueTable

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
    cells = np.empty((size * BATCHES, map_.count))
    importance = np.empty((size * BATCHES, len(issues)))
    floor = np.empty(size * BATCHES)
    batches = []
    for number in range(BATCHES):
        found = _batch(map_, size, _stream(seed, known.party, number))
        # A batch at a time: the latent vectors of all would take several times the memory of the profiles.
        features = map_.features(found.latent)
        rows = slice(number * size, (number + 1) * size)
        cells[rows] = features[: map_.count].T
        importance[rows] = features[map_.count : map_.count + len(issues)].T
        floor[rows] = features[-2]
        batches.append((found.fits, found.moved))
    method: Literal["rejection", "slices"] = "rejection"
    if any(moved for _, moved in batches):
        method = "slices"
    fits = sum(share for share, _ in batches) / len(batches)
    return Profiles(
        party=known.party,
        cells=cells,
        importance=importance,
        floor=floor,
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
        tried = latent * np.cos(angle) + fresh * np.sin(angle)
        fits = (map_.margins(tried) >= bars).all(axis=0)
        moved[:, left[fits]] = tried[:, fits]
        # from here on only profiles that have not moved; all arrays keep to them
        stays = ~fits
        left = left[stays]
        if not len(left):
            break
        latent, fresh, angle = latent[:, stays], fresh[:, stays], angle[stays]
        # Shrink the bracket towards angle 0, the profile itself.
        below = angle < 0
        low = np.where(below, angle, low[stays])
        high = np.where(below, high[stays], angle)
        angle = low + draws.random(len(left)) * (high - low)
    return moved
