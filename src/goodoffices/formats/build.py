"""Build a case from tables of values, which every format's reader produces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

from goodoffices.casefile.exact_numbers import number_text
from goodoffices.errors import InputError, Problem, near_miss, shorten
from goodoffices.files import real
from goodoffices.limits import (
    ISSUES,
    MESSAGE_LINES,
    NAME,
    OPTIONS,
    PACKAGES,
    PARTIES,
    parsed,
    wanted,
)
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
from goodoffices.plain_files import name_of

Values = Mapping[str, Fraction]
Options = Mapping[str, Sequence[str]]
"""The options of each issue, in order."""
Files = tuple[list[Path], list[Path]]
"""The files of a folder that hold a domain, and those that hold a party's preferences."""
REAL_STEPS = 20
"""Steps of a real issue: a frontier over 21 options a real issue is computed in seconds, and drawn well."""
NAMED = 5
"""Options and issues that a message names: enough to see a pattern, few enough to read."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A party's preferences as a file states them: a weight per issue and a value per option.

    ``together`` holds tables over several issues; ``constant`` is added to the utility of every package;
    ``said`` is a sentence about the file that whoever uses the case should know.
    """

    name: str
    file: Path
    weights: Mapping[str, Fraction]
    values: Mapping[str, Values]
    reservation: Fraction = Fraction(0)
    discount: Fraction = Fraction(1)
    together: Sequence[ValueTable] = ()
    basis: Basis = "not stated"
    constant: Fraction = Fraction(0)
    said: str = ""
    cost_per_round: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Domain:
    """The issues of a scenario with their options, in the order of the domain."""

    options: Mapping[str, Sequence[str]]
    kinds: Mapping[str, IssueKind] = field(default_factory=dict)


def number(value: object, file: Path, place: str) -> Fraction:
    """Return a number exactly as the file's text states it.

    Raises:
        InputError: if it is not a number.
    """
    expected = wanted(value)
    # str() of a whole number of thousands of digits is an error of its own.
    decimal = parsed(str(value).strip()) if expected == "a number" else None
    if decimal is None:
        raise refuse(file, place, expected, _shown(value))
    return Fraction(decimal)


def _shown(value: object) -> str:
    return "a whole number longer than that" if isinstance(value, int) else shorten(str(value))


def refuse(file: Path, place: str, expected: str, found: str, near: str | None = None) -> InputError:
    """Return the error for a single problem in a scenario file."""
    return InputError([Problem(str(file), None, place, expected, found, near)])


def issue_weights(file: Path, place: str, given: Mapping[str, Any], issues: Iterable[str]) -> Values:
    """Return the weight of each issue.

    Raises:
        InputError: if an issue has no weight, or a weight is not a number.
    """
    for issue in issues:
        if issue not in given:
            near = near_miss(issue, given)
            raise refuse(file, place, f"a weight for the issue '{issue}'", "none", near)
    return {issue: number(weight, file, f"{place}.{issue}") for issue, weight in given.items()}


def under(path: Path, holder: Any, key: str, kind: type = dict) -> Any:
    """Return the list or the object that a JSON or YAML object holds under a key.

    Raises:
        InputError: if it holds none there.
    """
    found = holder.get(key) if isinstance(holder, dict) else None
    if not isinstance(found, kind):
        raise refuse(path, key, "a list" if kind is list else "an object", "something else or nothing")
    return found


def numbers_between(
    path: Path, issue: str, kind: IssueKind, low: Fraction, high: Fraction
) -> list[str]:
    """Return the options of a numeric issue: every integer, or the ends of equal steps of a real issue.

    Raises:
        InputError: if the bounds are not in order, or integers are too far apart.
    """
    if kind == "integer":
        if not 0 <= high - low < OPTIONS.most:
            expected = f"bounds in order, with {OPTIONS}"
            raise refuse(path, issue, expected, f"{number_text(low)} to {number_text(high)}")
        return [str(value) for value in range(int(low), int(high) + 1)]
    if high < low:
        raise refuse(path, issue, "bounds in order", f"{low} to {high}")
    steps = [number_text(low + (high - low) * step / REAL_STEPS) for step in range(REAL_STEPS + 1)]
    return list(dict.fromkeys(steps))


def box(
    options: Mapping[str, Sequence[str]],
    inside: Mapping[str, set[int]],
    worth: Fraction,
    outside: Fraction,
    file: Path,
    place: str,
) -> ValueTable:
    """Return a table over some issues: ``worth`` for packages inside a box, ``outside`` for all others.

    Args:
        options: the options of every issue.
        inside: for each issue of the box, the indices of its options that are inside.

    Raises:
        InputError: if these issues have too many packages for a table.
    """
    scope = tuple(name for name in options if name in inside)
    room_for(file, place, prod(len(options[name]) for name in scope))
    values = tuple(
        worth if all(at in inside[name] for at, name in zip(row, scope, strict=True)) else outside
        for row in product(*(range(len(options[name])) for name in scope))
    )
    return ValueTable(scope, values, "not stated", 1)


def check_options(path: Path, issue: str, number: int) -> None:
    """Check, before their values are read, that an issue has no more options than the limit.

    Raises:
        InputError: if it has more.
    """
    if number > OPTIONS.most:
        raise refuse(path, issue, str(OPTIONS), f"{number:,}")


def each_once(path: Path, place: str, values: Iterable[object]) -> list[str]:
    """Return the names of options or issues, none of which stands in a list again: 1 and '1' are one name.

    Raises:
        InputError: if a name stands there again.
    """
    names = [str(value) for value in values]
    for name, times in Counter(names).items():
        if times > 1:
            raise refuse(path, place, "each once", f"{shorten(name)} {times} times")
    return names


def check_name(file: Path, place: str, name: str) -> None:
    """Check that a name fits on a page.

    Raises:
        InputError: if it is longer than the limit.
    """
    if len(name) > NAME.most:
        raise refuse(file, shorten(place), f"a name of {NAME}", f"{len(name):,}")


def room_for(file: Path, place: str, packages: int) -> None:
    """Check, before a table of packages is made, that it is not too large.

    Raises:
        InputError: if it has more packages than the limit.
    """
    if packages > PACKAGES.most:
        raise refuse(file, place, f"tables of {PACKAGES}", f"{packages:,}")


def case_of(
    folder: Path,
    domain: Domain,
    profiles: Sequence[Profile],
    about: str,
    linkages: Sequence[Linkage] = (),
) -> Case:
    """Return the modelled case of a domain and its profiles.

    Raises:
        InputError: if there is no issue, an issue has no option, a limit is exceeded, or a profile has no
            value for an issue or an option, or the name of another; it lists all of them.
    """
    _check_domain(folder, domain, len(profiles))
    profiles = [replace(profile, name=name_of(profile.name)) for profile in profiles]
    problems = list(_named_again(profiles))
    for profile in profiles:
        check_name(profile.file, "", profile.name)
        # The closest known word is looked for in the first problems only: no more are shown.
        problems += _lacking(domain, profile, len(problems) < MESSAGE_LINES.most)
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
        id=name_of(real(folder).name),
        title=name_of(real(folder).name),
        kind="modelled",
        fictional=True,
        about=about,
        parties=tuple(Party(profile.name, profile.name) for profile in profiles),
        issues=issues,
        linkages=tuple(linkages),
        preferences=tuple(_preference(domain, profile) for profile in profiles),
    )


def _named_again(profiles: Iterable[Profile]) -> Iterator[Problem]:
    """Yield a problem for each profile that has the name of one before it: names are the parties' ids."""
    first: dict[str, Path] = {}
    for profile in profiles:
        if profile.name in first:
            found = f"{shorten(profile.name)} again (first {first[profile.name].name})"
            yield Problem(
                str(profile.file), None, "", "a profile of each party, with its own name", found
            )
        first.setdefault(profile.name, profile.file)


def _option(name: str, issue: str, domain: Domain) -> Option:
    numeric = domain.kinds.get(issue, "named") != "named"
    return Option(name, name, Fraction(Decimal(name)) if numeric else None)


def _lacking(domain: Domain, profile: Profile, look: bool) -> list[Problem]:
    """Return a problem for all issues that a profile lacks, and one for each issue that lacks options."""
    found, file = [], str(profile.file)
    absent = [issue for issue in domain.options if issue not in profile.values]
    if absent:
        near = near_miss(absent[0], profile.values) if look else None
        expected = f"values for {_some(absent, 'the issue', 'the issues')}"
        found.append(Problem(file, None, "", expected, "nothing", near))
    for issue, options in domain.options.items():
        known = profile.values.get(issue, dict.fromkeys(options, Fraction(0)))
        lacking = [option for option in options if option not in known]
        if len(lacking) == 1:
            near = near_miss(lacking[0], known) if look else None
            expected = f"a value for {shorten(lacking[0])}"
            found.append(Problem(file, None, issue, expected, "nothing", near))
        elif lacking:
            valued = len(options) - len(lacking)
            expected = f"a value for each of the {len(options):,} options"
            words = f"{valued:,} with a value, none for {_some(lacking)}"
            found.append(Problem(file, None, issue, expected, words))
    return found


def _some(names: Sequence[str], noun: str = "", plural: str = "") -> str:
    """Return the first names, and how many there are besides."""
    shown = ", ".join(map(shorten, names[:NAMED]))
    more = f" and {len(names) - NAMED:,} more" if len(names) > NAMED else ""
    return f"{noun if len(names) == 1 else plural} {shown}{more}".strip()


def _check_domain(folder: Path, domain: Domain, parties: int) -> None:
    """Check that there are issues, each with options, and that no limit is exceeded."""
    if not domain.options:
        raise refuse(folder, "", "at least one issue", "none")
    if len(domain.options) > ISSUES.most:
        raise refuse(folder, "", str(ISSUES), f"{len(domain.options):,}")
    if parties > PARTIES.most:
        raise refuse(folder, "", str(PARTIES), f"{parties:,}")
    for issue, options in domain.options.items():
        if not options:
            raise refuse(folder, issue, "at least one option", "none")
        for name in (issue, *options):
            check_name(folder, issue, name)
        check_options(folder, issue, len(options))


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
        profile.cost_per_round,
    )
