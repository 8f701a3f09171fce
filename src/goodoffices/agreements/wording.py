"""What could be agreed, in words: the same on the command line, the page and the chart."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from goodoffices.agreements.deals import Deals
from goodoffices.wording import amount, count, listing


def zone_words(found: Deals) -> str:
    """How many packages there are, how many linkages forbid, and how many are acceptable to all."""
    packages = count(found.packages, "package")
    if found.feasible is None:
        first = f"{packages}; linkages are too entangled to count those they forbid."
        others = "the others"
    else:
        first = f"{packages}, {found.packages - found.feasible:,} of them forbidden by linkages."
        others = f"the other {found.feasible:,}"
    return f"{first} {inside_words(found, others)}"


def inside_words(found: Deals, others: str) -> str:
    """How many of some packages are acceptable to all, or between which two numbers and how that is known."""
    zopa = found.zopa
    said = f"{zopa.count:,} of {others} are at or above every reservation value"
    if zopa.count == zopa.most:
        return f"{said}."
    return f"{said} at the least, {zopa.most:,} at the most. Between the two: {zopa.method}."


def certificate_words(found: Deals) -> str | None:
    """How far the listed packages may fall short, where they are not the frontier."""
    if found.status == "within E":
        many = count(len(found.frontier), "listed package")
        return (
            f"From {many}: another may be better than every one of these, by at most "
            f"{_by_party(found.within)}."
        )
    if found.status == "sampled":
        return (
            f"Exact answers are out of reach, or out of the time given: {found.method}. Nothing says how "
            "much better others may be, and the solutions are the best of these only."
        )
    return None


def rounding_words(found: Deals) -> str | None:
    """By how much numbers were rounded, where they were."""
    rounded = {party: by for party, by in found.rounding.items() if by}
    if not rounded:
        return None
    return f"Numbers are too fine or too large to be kept exactly: rounded by at most {_by_party(rounded)}."


def _by_party(amounts: Mapping[str, Fraction]) -> str:
    """``1,200 for A, 0.5 for B and 3 for C``."""
    return listing([f"{amount(by)} for {party}" for party, by in amounts.items()])
