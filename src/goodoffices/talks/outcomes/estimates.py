"""Means over sessions with 95% intervals, and the difference of two of them.

A session without agreement counts as no gain: a protocol that agrees seldom must not look better for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from math import fsum, sqrt

from goodoffices.wording import percent

Z = 1.959963984540054
"""The 97.5 % quantile of the normal distribution."""
TAIL = 0.025
"""Probability on each side of an interval."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean of numbers from 0 to 1 over sessions, and its 95% interval from ``low`` to ``high``."""

    mean: float
    low: float
    high: float
    sessions: int

    def to_json(self) -> dict[str, float | int]:
        """Return plain JSON."""
        return asdict(self)

    def text(self) -> str:
        """Return the mean and its interval in per cent: '66% (61–71)'."""
        return f"{percent(self.mean)} ({100 * self.low:.0f}–{100 * self.high:.0f})"


def mean_of(values: Sequence[float]) -> Estimate:
    """Return the mean of numbers of which none can be above 1, with Student's interval.

    The interval is never narrower than sessions without any variation allow: an outcome that was not
    seen in n of them may still have a probability of up to 1 - 0.025**(1/n) (Clopper & Pearson 1934).
    """
    number = len(values)
    mean = fsum(values) / number
    unseen = 1 - TAIL ** (1 / number)
    below, above = abs(mean) * unseen, max(1 - mean, 0.0) * unseen
    if number > 1:
        spread = fsum((value - mean) ** 2 for value in values) / (number - 1)
        half = student(number - 1) * sqrt(spread / number)
        below, above = max(below, half), max(above, half)
    return Estimate(mean, max(mean - below, min(0.0, min(values))), min(mean + above, 1.0), number)


def mean_of_all(parts: Sequence[Estimate]) -> Estimate:
    """Return the mean of independent means, each counting alike, with its interval from theirs."""
    number = len(parts)
    mean = fsum(part.mean for part in parts) / number
    below = sqrt(fsum((part.mean - part.low) ** 2 for part in parts)) / number
    above = sqrt(fsum((part.high - part.mean) ** 2 for part in parts)) / number
    return Estimate(mean, mean - below, mean + above, sum(part.sessions for part in parts))


def share_of(number: int, sessions: int) -> Estimate:
    """Return the share of sessions with its interval (Wilson 1927, JASA 22:209-212)."""
    share, z2 = number / sessions, Z * Z
    middle = (share + z2 / (2 * sessions)) / (1 + z2 / sessions)
    root = sqrt(share * (1 - share) / sessions + z2 / (4 * sessions**2))
    half = Z * root / (1 + z2 / sessions)
    low = max(middle - half, 0.0) if number else 0.0
    high = min(middle + half, 1.0) if number < sessions else 1.0
    return Estimate(share, low, high, sessions)


def difference(one: Estimate, other: Estimate) -> tuple[float, float, float]:
    """Return the difference of two independent means, and its interval from theirs (Zou & Donner 2008)."""
    gap = one.mean - other.mean
    low = gap - sqrt((one.mean - one.low) ** 2 + (other.high - other.mean) ** 2)
    high = gap + sqrt((one.high - one.mean) ** 2 + (other.mean - other.low) ** 2)
    return gap, low, high


def student(freedom: int) -> float:
    """Return the 97.5 % quantile of Student's distribution.

    The first two are exact; the others are Hill's expansion about the normal quantile, to 0.004.
    """
    exact = {1: 12.706204736432095, 2: 4.302652729911275}
    if freedom in exact:
        return exact[freedom]
    z, n = Z, freedom
    return (
        z
        + (z**3 + z) / (4 * n)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * n**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * n**3)
        + (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / (92160 * n**4)
    )
