"""From tables of values to a case: what every reader of a peer's format ends in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

from goodoffices.casefile.nodes import read_text
from goodoffices.errors import InputError, Problem, near_miss, shorten
from goodoffices.model import (
    Basis,
    Case,
    Issue,
    IssueKind,
    Linkage,
    Option,
    Party,
    Preference,
    ValueTable,
)

Values = Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Profile:
    """One party as a peer wrote it: a weight and a value for each option, issue by issue.

    ``together`` are tables over several issues; ``constant`` is what every package is worth beside them.
    """

    name: str
    file: Path
    weights: Mapping[str, Fraction]
    values: Mapping[str, Values]
    reservation: Fraction = Fraction(0)
    discount: Fraction = Fraction(1)
    together: Sequence[ValueTable] = ()
    basis: Basis = "reported"
    constant: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Domain:
    """The issues of a scenario in the domain's own order."""

    options: Mapping[str, Sequence[str]]
    kinds: Mapping[str, IssueKind] = field(default_factory=dict)


def number(value: object, file: Path, place: str) -> Fraction:
    """A number exactly as the file's text says it.

    Raises:
        InputError: it is not a number.
    """
    try:
        decimal = Decimal(str(value).strip())
    except InvalidOperation:
        decimal = Decimal("nan")
    if not decimal.is_finite() or abs(decimal.adjusted()) > 60:
        raise refuse(file, place, "a number", shorten(value))
    return Fraction(decimal)


def refuse(file: Path, place: str, expected: str, found: str, near: str | None = None) -> InputError:
    """The error for one thing that is wrong in a peer's file."""
    return InputError([Problem(str(file), None, place, expected, found, near)])


def issue_weights(file: Path, place: str, given: Mapping[str, Any], issues: Iterable[str]) -> Values:
    """The weight of each issue, none of which may lack one.

    Raises:
        InputError: an issue has none, or one is not a number.
    """
    for issue in issues:
        if issue not in given:
            near = near_miss(issue, given)
            raise refuse(file, place, f"a weight for the issue '{issue}'", "none", near)
    return {issue: number(weight, file, f"{place}.{issue}") for issue, weight in given.items()}


MOST_VALUES = 2_000_000


def box(
    options: Mapping[str, Sequence[str]],
    inside: Mapping[str, set[int]],
    worth: Fraction,
    outside: Fraction,
    file: Path,
    place: str,
) -> ValueTable:
    """A table of ``worth`` where every issue of ``inside`` has one of those options, else of ``outside``.

    Raises:
        InputError: the issues have too many packages for a table.
    """
    scope = tuple(name for name in options if name in inside)
    if prod(len(options[name]) for name in scope) > MOST_VALUES:
        raise refuse(file, place, f"at most {MOST_VALUES:,} packages of its issues", "more")
    values = tuple(
        worth if all(at in inside[name] for at, name in zip(row, scope, strict=True)) else outside
        for row in product(*(range(len(options[name])) for name in scope))
    )
    return ValueTable(scope, values, "reported", 1)


def load_json(path: Path) -> Any:
    """A JSON file with its numbers exact.

    Raises:
        InputError: it is not JSON.
    """
    try:
        return json.loads(read_text(path), parse_float=Decimal)
    except json.JSONDecodeError as error:
        raise InputError([Problem(str(path), error.lineno, "", "JSON", error.msg)]) from None
    except RecursionError:
        raise refuse(path, "", "JSON of a reasonable depth", "thousands of levels") from None


def case_of(
    folder: Path,
    domain: Domain,
    profiles: Sequence[Profile],
    about: str,
    linkages: Sequence[Linkage] = (),
) -> Case:
    """A modelled case of a domain and its profiles; every profile must value every option.

    Raises:
        InputError: a profile lacks an issue or an option, with all that are lacking.
    """
    problems = [problem for profile in profiles for problem in _lacking(domain, profile)]
    if problems:
        raise InputError(problems)
    issues = tuple(
        Issue(
            name,
            name,
            domain.kinds.get(name, "named"),
            tuple(_option(o, name, domain) for o in options),
        )
        for name, options in domain.options.items()
    )
    return Case(
        id=folder.resolve().name,
        title=folder.resolve().name,
        kind="modelled",
        fictional=True,
        about=about,
        parties=tuple(Party(profile.name, profile.name) for profile in profiles),
        issues=issues,
        linkages=tuple(linkages),
        preferences=tuple(_preference(domain, profile) for profile in profiles),
    )


def _option(name: str, issue: str, domain: Domain) -> Option:
    numeric = domain.kinds.get(issue, "named") != "named"
    return Option(name, name, Fraction(Decimal(name)) if numeric else None)


def _lacking(domain: Domain, profile: Profile) -> list[Problem]:
    found = []
    for issue, options in domain.options.items():
        known = profile.values.get(issue)
        if known is None:
            near = near_miss(issue, profile.values)
            found.append(Problem(str(profile.file), None, "", f"the issue '{issue}'", "nothing", near))
            continue
        for option in options:
            if option not in known:
                near = near_miss(option, known)
                expected = f"a value for '{option}'"
                found.append(Problem(str(profile.file), None, issue, expected, "nothing", near))
    return found


def _preference(domain: Domain, profile: Profile) -> Preference:
    tables = [
        ValueTable(
            scope=(issue,),
            values=tuple(profile.values[issue][option] for option in options),
            basis=profile.basis,
            numbers=len(options) + 1,
            weight=profile.weights.get(issue, Fraction(1)),
        )
        for issue, options in domain.options.items()
    ]
    if profile.constant and tables:
        first = tables[0]
        tables[0] = replace(
            first,
            values=tuple(first.weight * value + profile.constant for value in first.values),
            weight=Fraction(1),
        )
    return Preference(
        profile.name,
        (*tables, *profile.together),
        profile.reservation,
        profile.basis,
        profile.discount,
    )
