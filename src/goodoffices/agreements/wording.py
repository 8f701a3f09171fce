"""Sentences about possible agreements: the same on the command line, the page and the chart."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from goodoffices.agreements.deals import Deals, Zopa
from goodoffices.model import Case
from goodoffices.wording import amount, count, listing


def zone_words(found: Deals) -> str:
    """Return how many packages there are, and how many every party could accept and ratify."""
    at_home = ratified_words(found.ratified) if found.ratified else ""
    return _zone_words(found) + at_home


def ratified_words(found: Zopa) -> str:
    """Return how many of the acceptable packages could be ratified, as a sentence after another."""
    most = f"{found.most:,}" if found.most else "none"
    could = "could be ratified by the constituencies of every party that needs ratification"
    if found.count == found.most:
        return f" Of these, {most} {could}."
    return f" Of these, at least {found.count:,} and at most {most} {could}. Method: {found.method}."


def _zone_words(found: Deals) -> str:
    if found.feasible is None:
        first = "The linkages are too entangled to count the packages they forbid."
        return f"{first} {acceptable_words(found, count(found.packages, 'package'))}"
    forbidden = found.packages - found.feasible
    if not forbidden:
        return acceptable_words(found, count(found.packages, "possible package"))
    first = f"Linkages forbid {forbidden:,} of {count(found.packages, 'package')}."
    return f"{first} {acceptable_words(found, f'the other {found.feasible:,}')}"


def acceptable_words(found: Deals, packages: str) -> str:
    """Return how many of some packages every party could accept, or a range and the method that gave it."""
    zopa = found.zopa
    most = f"{zopa.most:,}" if zopa.most else "none"
    would = "would be acceptable to every party (at or above its reservation value)"
    if zopa.count == zopa.most == found.feasible == found.packages > 1:
        return f"All {packages} {would}."
    if zopa.count == zopa.most:
        return f"Of {packages}, {most} {would}."
    return f"Of {packages}, at least {zopa.count:,} and at most {most} {would}. Method: {zopa.method}."


def certificate_words(found: Deals) -> str | None:
    """Return how far the listed packages may fall short of the frontier, or None if they are the frontier."""
    if found.status == "within E":
        return (
            "The list is not complete. For each package left out, a listed package is worse by at most "
            f"{_by_party(found.within)}."
        )
    if found.status == "sampled":
        return (
            f"Exact answers were out of reach in the time given. Method: {found.method}. Much better "
            "packages may exist; the solutions are the best packages found."
        )
    return None


def rounding_words(found: Deals) -> str | None:
    """Return by how much numbers were rounded, or None if they were kept exactly."""
    rounded = {party: by for party, by in found.rounding.items() if by}
    if not rounded:
        return None
    return (
        "The numbers are too fine or too large to be kept exactly. They were rounded by at most "
        f"{_by_party(rounded)}."
    )


def source_words(case: Case) -> str:
    """Return where a case's preference numbers come from, in one sentence."""
    known = {basis: number for basis, number in case.numbers_by_basis().items() if number}
    things = (
        "numbers, ranges and statements about preferences" if case.partial else "preference numbers"
    )
    if list(known) == ["invented"]:
        return f"All {known['invented']:,} {things} were invented for this example."
    total = sum(known.values())
    if not total:
        return "The case has no number, range or statement about preferences."
    if list(known) == ["not stated"]:
        return f"The case does not state where its {total:,} {things} come from."
    parts = [f"{number:,} {basis}" for basis, number in known.items()]
    return f"Source of the {total:,} {things}: {', '.join(parts)}."


def package_words(case: Case, package: Mapping[str, str], base: Mapping[str, str] | None = None) -> str:
    """Return a package as text; if a ``base`` is given, only the options that differ from it."""
    known = base or {}
    return "; ".join(
        f"{issue.name}: {issue.text(package[issue.id])}"
        for issue in case.issues
        if issue.id in package and package[issue.id] != known.get(issue.id)
    )


def _by_party(amounts: Mapping[str, Fraction]) -> str:
    """``1,200 for A, 0.5 for B and 3 for C``."""
    return listing([f"{amount(by)} for {party}" for party, by in amounts.items()])
