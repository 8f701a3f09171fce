"""Additive preferences scaled to the range up to 1, in which other programs keep utilities.

GENIUS cuts utilities off at 1 and divides each value by the largest of its issue; NegMAS multiplies a weight
by the value as it is written. Both reckon the same if no value exceeds 1 and the weights add up to 1: so each
party's utilities are divided by the largest sum that a package can have.

They add up doubles, so a package that is worth exactly the reservation value can come out below it. If it
does, the reservation value is written so much lower that every package stays on its side.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import count
from math import prod

import numpy as np

from goodoffices.casefile.dump import alone_by_issue
from goodoffices.casefile.exact_numbers import number_text
from goodoffices.errors import UsageError
from goodoffices.model import Case, Preference
from goodoffices.wording import amount, listing


@dataclass(frozen=True, slots=True)
class Scaled:
    """A party's preferences, divided by ``by``; weights and values are in the order of issues and options."""

    party: str
    by: Fraction
    weights: tuple[Fraction, ...]
    values: tuple[tuple[Fraction, ...], ...]
    reservation: Fraction
    discount: Fraction


def scaled(case: Case, tool: str) -> list[Scaled]:
    """Return the scaled preferences of each party.

    Args:
        case: a modelled case.
        tool: the name of the program, for messages.

    Raises:
        UsageError: if linkages or tables tie issues together: the program adds up issues one by one.
    """
    over = [" and ".join(linkage.scope) for linkage in case.linkages]
    over += [" and ".join(t.scope) for p in case.preferences for t in p.tables if len(t.scope) > 1]
    if over:
        raise UsageError(
            f"{tool} cannot express linkages; this case links {', '.join(sorted(set(over)))}."
        )
    return [_scaled(case, preference) for preference in case.preferences]


def _scaled(case: Case, preference: Preference) -> Scaled:
    alone = alone_by_issue(preference, [(issue.id, len(issue.options)) for issue in case.issues])
    worths = [[weight * value for value in values] for weight, values in alone.values()]
    best = [max(values) for values in worths]
    # If no package is worth more than 0, there is nothing to divide by.
    most = sum(best, Fraction(0))
    by = most if most > 0 else Fraction(1)
    return Scaled(
        preference.party,
        by,
        tuple(top / by if top > 0 else Fraction(1) for top in best),
        tuple(
            tuple(value / (top if top > 0 else by) for value in values)
            for top, values in zip(best, worths, strict=True)
        ),
        preference.reservation / by,
        preference.discount,
    )


def said_of(case: Case, tool: str) -> str:
    """Return sentences on how a folder's utilities differ from the case's: by what they were divided."""
    parties = scaled(case, tool)
    by = {preference.party: preference.by for preference in parties}
    said = [f"{amount(number)} for {party}" for party, number in by.items()]
    sentence = (
        f"Utilities were divided by the largest that a package can have: {listing(said)}."
        if any(number != 1 for number in by.values())
        else ""
    )
    lowered = [one.party for one in parties if floor_text(one) != decimal(one.reservation)]
    if lowered:
        sentence += (
            f" The reservation value of {listing(lowered)} is written lower by what {tool} may lose in "
            "rounding."
        )
    costs = [p.party for p in case.preferences if p.cost_per_round]
    if costs:
        sentence += f" The cost per round of {listing(costs)} is left out: {tool} has none."
    return sentence.strip()


def file_names(case: Case, suffix: str, taken: str) -> dict[str, str]:
    """Return the name of each party's file: made of the party's id, and different from all others.

    Names that differ only in capitals would be the same file on Windows and macOS.
    """
    found: dict[str, str] = {}
    used = {taken.casefold()}
    for preference in case.preferences:
        name = re.sub(r"[^\w.-]+", "-", preference.party)
        tries = (f"{name}{'' if n == 1 else f'-{n}'}{suffix}" for n in count(1))
        found[preference.party] = next(one for one in tries if one.casefold() not in used)
        used.add(found[preference.party].casefold())
    return found


def decimal(value: Fraction) -> str:
    """Return the exact decimal if it is finite and short, else that of the closest double."""
    text = number_text(value)
    return repr(float(value)) if "/" in text or len(text) > LONGEST else text


LONGEST = 20
"""Characters of a decimal: other programs hold no more digits."""
NEAR = Fraction(1, 10**12)
"""Utilities closer than this to a reservation value may be told wrongly by adding doubles."""
FEW = 100_000
"""Packages whose utilities are added up; with more, a reservation value is lowered by a tenth of NEAR."""


def floor_text(one: Scaled) -> str:
    """Return a party's reservation value as a decimal, lowered if rounding would put a package below it."""
    exact = decimal(one.reservation)
    if prod(map(len, one.values)) > FEW:
        return decimal(one.reservation - NEAR / 10)
    lowest, highest = Fraction(exact), None
    for utility, reckoned in _near(one):
        if utility >= one.reservation:
            lowest = min(lowest, *reckoned)
        else:
            highest = max(*reckoned, highest if highest is not None else reckoned[0])
    if lowest == Fraction(exact):
        return exact
    lower = float(lowest)
    while Fraction(repr(lower)) > lowest:
        lower = math.nextafter(lower, -math.inf)
    # No number lies between packages that differ by less than doubles do.
    return exact if highest is not None and Fraction(repr(lower)) <= highest else repr(lower)


def _near(one: Scaled) -> Iterator[tuple[Fraction, tuple[Fraction, Fraction, Fraction]]]:
    """Yield the utility of each package near the reservation value, and the sums that programs reckon for it.

    These are of doubles with each sum rounded, of doubles rounded at the end (Python since 3.12), and of
    the decimals.
    """
    written = [
        (Fraction(decimal(weight)), [Fraction(decimal(value)) for value in values])
        for weight, values in zip(one.weights, one.values, strict=True)
    ]
    parts = [[float(weight) * float(value) for value in values] for weight, values in written]
    sums = np.zeros(1)
    for part in parts:
        sums = np.add.outer(sums, np.array(part)).ravel()
    lengths = tuple(map(len, one.values))
    for place in np.flatnonzero(abs(sums - float(one.reservation)) <= float(NEAR)):
        at = [int(index) for index in np.unravel_index(place, lengths)]
        utility = sum(
            (w * v[i] for w, v, i in zip(one.weights, one.values, at, strict=True)), Fraction(0)
        )
        decimals = sum((w * v[i] for (w, v), i in zip(written, at, strict=True)), Fraction(0))
        once = math.fsum(part[i] for part, i in zip(parts, at, strict=True))
        yield utility, (Fraction(float(sums[place])), Fraction(once), decimals)
