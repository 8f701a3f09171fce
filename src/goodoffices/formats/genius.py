"""GENIUS folders: a domain and profiles in XML, with discrete, integer and real issues.

As in GENIUS, a discrete value is divided by the largest of its issue, and weights are used as written. A
real issue is cut into twenty equal steps; ``genius_numbers`` has the evaluators of numbers. Hyper-rectangles
become tables over the issues they name. A profile of ranks has no numbers: ranks are read as points, 0 for
the worst option of an issue and 1 for the best, and marked as inferred. Packages that its constraints make
worthless to a party become forbidden.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from itertools import product
from math import prod
from pathlib import Path
from xml.etree.ElementTree import Element

from goodoffices import plain_files
from goodoffices.formats.build import (
    NAMED,
    REAL_STEPS,
    Domain,
    Files,
    Profile,
    box,
    case_of,
    check_options,
    each_once,
    number,
    numbers_between,
    refuse,
    room_for,
)
from goodoffices.formats.genius_file import Repeat, check_once, parse, repeats
from goodoffices.formats.genius_numbers import bounds, kind, numeric, price
from goodoffices.formats.genius_write import write_genius
from goodoffices.formats.registry import Format, scenario_format
from goodoffices.formats.scaled import said_of
from goodoffices.model import Case, IssueKind, Linkage, ValueTable
from goodoffices.wording import several

LEAST = Fraction(1, 100_000)
"""Where no option of an issue has as much as this, GENIUS gives them all 0."""


def _files(folder: Path) -> Files:
    domains, profiles = [], []
    for path in plain_files.listed(folder, [".xml"]):
        data = plain_files.begin(path, 200_000, folder)
        text = data.replace(b"\0", b"").decode("utf-8", "replace")
        if "<utility_space" not in text:
            continue
        if "<negotiation_template" in text:
            domains.append(path)
        elif any(
            mark in text
            for mark in ("evaluation=", "<evaluator", "<hyper", "rank=", "utility_constraint")
        ):
            profiles.append(path)
        else:
            domains.append(path)
    return domains, profiles


@scenario_format("genius")
class Genius(Format[Files]):
    """A domain, which lists the issues in order, and two profiles or more."""

    def find(self, folder: Path) -> Files | None:
        domains, profiles = _files(folder)
        return (domains, profiles) if domains and len(profiles) > 1 else None

    def read(self, folder: Path, files: Files) -> Case:
        domains, profile_files = files
        options, kinds = _domain(domains[0])
        names = _names(parse(domains[0]))
        profiles = [_once(path, options, kinds, names) for path in profile_files]
        whole = [p for p in profiles if p.basis != "inferred" or _ranks_all(p, options)]
        drafts = (
            [profile.name for profile in profiles if profile not in whole] if len(whole) > 1 else []
        )
        profiles = whole if drafts else profiles
        linkages = [rule for p in profiles for rule in constraints(parse(p.file), p.file, options)]
        about = "Read from a GENIUS folder."
        if drafts:
            about += f" Left out, because they do not rank every option: {several(drafts)}."
        if any(profile.basis == "inferred" for profile in profiles):
            about += (
                " Its profiles only rank options: the points of each issue run from 0 to 1 by rank."
            )
        about += "".join([profile.said for profile in profiles if profile.said][:NAMED])
        about += _said_of_weights(profiles, options)
        if "real" in kinds.values():
            about += f" Real issues are cut into {REAL_STEPS} equal steps."
        return case_of(folder, Domain(options, kinds), profiles, about, linkages)

    def write(self, case: Case, folder: Path) -> list[Path]:
        return write_genius(case, folder)

    def said_of(self, case: Case) -> str:
        return said_of(case, "GENIUS")


def _said_of_weights(profiles: list[Profile], options: dict[str, list[str]]) -> str:
    """Return the sentences on how utilities differ from GENIUS's if a profile's weights are irregular."""
    said, above = "", []
    lacking: dict[str, list[str]] = {}
    for profile in profiles:
        without = [name for name in options if name not in profile.weights] if profile.weights else []
        if without:
            lacking.setdefault(several(without), []).append(profile.name)
        if sum(profile.weights.values()) > 1 + LEAST:
            above.append(profile.name)
    for issues, names in list(lacking.items())[:NAMED]:
        has = "has" if len(names) == 1 else "have"
        said += f" {several(names)} {has} no weight for {issues}, which counts as 1 here."
    if above:
        said += (
            f" The weights of {several(above)} add up to more than 1; GENIUS cuts utilities off at 1."
        )
    return said


def _ranks_all(profile: Profile, options: dict[str, list[str]]) -> bool:
    return all(set(found) <= set(profile.values.get(issue, {})) for issue, found in options.items())


def _domain(path: Path) -> tuple[dict[str, list[str]], dict[str, IssueKind]]:
    options: dict[str, list[str]] = {}
    kinds: dict[str, IssueKind] = {}
    root = parse(path)
    check_once(path, repeats(path, root))
    for issue in root.iter("issue"):
        name = issue.get("name")
        if not name:
            raise refuse(path, "issue", "a name of its own", "none")
        if kind(issue) == "discrete":
            options[name] = each_once(path, name, (i.get("value") or "" for i in issue.findall("item")))
        else:
            kinds[name] = "integer" if kind(issue) == "integer" else "real"
            options[name] = numbers_between(path, name, kinds[name], *bounds(path, name, issue))
        if not options[name]:
            raise refuse(path, name, "at least one option", "none")
        check_options(path, name, len(options[name]))
    if not options:
        raise refuse(path, "", "at least one issue", "none")
    return options, kinds


def _aligned(root: Element, names: dict[str, str]) -> Element:
    """Return a profile with the domain's names of issues: matched by name, else by index as GENIUS does."""
    known = {*names.values()}
    own = {issue.get("name") for issue in root.iter("issue")}
    for issue in root.iter("issue"):
        name = names.get(issue.get("index") or "")
        if issue.get("name") and issue.get("name") not in known and name and name not in own:
            issue.set("name", name)
    return root


def _once(
    path: Path, options: dict[str, list[str]], kinds: dict[str, IssueKind], names: dict[str, str]
) -> Profile:
    """Return a profile that says nothing twice but an option's value: of two the last counts, aloud."""
    root = parse(path)
    found = repeats(path, root)
    check_once(path, [repeat for repeat in found if repeat.tag != "item"])
    profile = _profile(path, _aligned(root, names), options, kinds)
    return replace(profile, said=_said_of_repeats(path, found)) if found else profile


def _said_of_repeats(path: Path, found: list[Repeat]) -> str:
    """Return the sentence on options that a profile values twice."""
    told = "; ".join(f"{path.name}:{repeat.line}: {repeat}" for repeat in found[:NAMED])
    more = f"; and {len(found) - NAMED:,} more" if len(found) > NAMED else ""
    return f" Of values given twice the last counts, as in GENIUS: {told}{more}."


def _profile(
    path: Path, root: Element, options: dict[str, list[str]], kinds: dict[str, IssueKind]
) -> Profile:
    if root.find(".//hyperRectangle") is not None:
        return _rectangles(path, root, options)
    if any(item.get("rank") for item in root.iter("item")):
        return _ranked(path, root, options)
    by_index: dict[str, str] = {}
    values: dict[str, dict[str, Fraction]] = {}
    prices: list[Element] = []
    for issue in root.iter("issue"):
        name = issue.get("name") or ""
        by_index[issue.get("index") or ""] = name
        if name not in options:
            continue
        if kinds.get(name, "named") == "named":
            values[name] = _discrete(path, name, issue)
        elif kind(issue) == "price":
            prices.append(issue)
            values[name] = dict.fromkeys(options[name], Fraction(0))
        else:
            values[name] = numeric(path, name, issue, options[name], kinds[name] == "integer")
    weights = {
        by_index[weight.get("index") or ""]: number(weight.get("value"), path, "weight")
        for weight in root.iter("weight")
        if (weight.get("index") or "") in by_index
    }
    costs = _costs(path, root, kinds) if prices else {}
    together = [
        replace(
            price(path, issue, costs, options), weight=weights.get(issue.get("name") or "", Fraction(1))
        )
        for issue in prices
    ]
    return Profile(
        path.stem,
        path,
        weights,
        values,
        _single(root, path, "reservation", Fraction(0)),
        _discount(root, path),
        together,
    )


def _costs(path: Path, root: Element, kinds: dict[str, IssueKind]) -> dict[str, dict[str, Fraction]]:
    """Return the cost of each option to the party, for the discrete issues that have costs."""
    found = {}
    for issue in root.iter("issue"):
        name = issue.get("name") or ""
        each = {
            item.get("value") or "": number(item.get("cost"), path, f"{name}.{item.get('value')}.cost")
            for item in issue.findall("item")
            if item.get("cost") is not None
        }
        if any(each.values()) and kinds.get(name, "named") == "named":
            found[name] = each
    return found


def _discrete(path: Path, name: str, issue: Element) -> dict[str, Fraction]:
    raw = {
        item.get("value") or "": number(item.get("evaluation"), path, f"{name}.{item.get('value')}")
        for item in issue.findall("item")
    }
    largest = max(raw.values(), default=Fraction(0))
    if largest < LEAST:
        return dict.fromkeys(raw, Fraction(0))
    return {option: value / largest for option, value in raw.items()}


def _names(root: Element) -> dict[str, str]:
    """Return the names of a profile's issues by their index."""
    return {i.get("index") or "": i.get("name") or "" for i in root.iter("issue") if i.get("name")}


def _rectangles(path: Path, root: Element, options: dict[str, list[str]]) -> Profile:
    """Return a profile of rectangles: their sum, divided by the largest utility if the file states it."""
    by_index = _names(root)
    most = next((found.get("maxutility") for found in root.iter("utility")), None)
    scale = number(most, path, "maxutility") if most else Fraction(1)
    if not scale:
        raise refuse(path, "maxutility", "a number other than 0", "0")
    for function in root.iter("ufun"):
        if function.find("ufun") is not None or (function.get("aggregation") or "sum") != "sum":
            raise refuse(path, "ufun", "rectangles that are added up", str(function.get("aggregation")))
    tables: list[ValueTable] = []
    packages = 0
    for function in [root, *root.iter("ufun")]:
        share = _weight(function, path)
        for rectangle in function.findall("hyperRectangle"):
            place = f"hyperRectangle {len(tables) + 1}"
            worth = number(rectangle.get("utility"), path, f"{place}.utility") / scale
            worth *= share * _weight(rectangle, path)
            named = {by_index.get(bound.get("index") or "", "") for bound in rectangle}
            packages += len(rectangle) + prod(len(options[name]) for name in named & options.keys())
            room_for(path, place, packages)
            tables.append(_rectangle(path, place, rectangle, by_index, options, worth))
    zeros = {name: dict.fromkeys(found, Fraction(0)) for name, found in options.items()}
    reservation = _single(root, path, "reservation", Fraction(0))
    return Profile(path.stem, path, {}, zeros, reservation, _discount(root, path), tables)


def _weight(element: Element, path: Path) -> Fraction:
    return number(element.get("weight") or 1, path, f"{element.tag}.weight")


def _rectangle(
    path: Path,
    place: str,
    rectangle: Element,
    by_index: dict[str, str],
    options: dict[str, list[str]],
    worth: Fraction,
) -> ValueTable:
    """Return the table of a rectangle: ``worth`` inside its bounds or, if it EXCLUDES, outside them."""
    excluding = rectangle.findall("EXCLUDES")
    inside: dict[str, set[int]] = {}
    for bound in excluding or rectangle.findall("INCLUDES"):
        name = by_index.get(bound.get("index") or "", "")
        if name not in options:
            raise refuse(path, place, "the index of an issue", str(bound.get("index")))
        low, high = (number(bound.get(end), path, place) for end in ("min", "max"))
        here = {at for at, o in enumerate(options[name]) if low <= number(o, path, name) <= high}
        inside[name] = inside.get(name, here) & here
    nothing = Fraction(0)
    one, other = (nothing, worth) if excluding else (worth, nothing)
    return box(options, inside, one, other, path, place)


def _ranked(path: Path, root: Element, options: dict[str, list[str]]) -> Profile:
    """Return points by rank: 1 for the best option of an issue, 0 for the worst, equal steps between."""
    by_index = _names(root)
    values: dict[str, dict[str, Fraction]] = {}
    for issue in root.iter("issue"):
        name = issue.get("name") or by_index.get(issue.get("index") or "", "")
        marks = [item for item in issue.findall("item") if item.get("rank") or item.get("rating")]
        if name not in options or not marks:
            continue
        ranks = dict(_rank(path, name, item, options[name]) for item in marks)
        worst, best = max(ranks.values(), default=Fraction(1)), min(ranks.values(), default=Fraction(1))
        span = worst - best
        values[name] = {o: (worst - rank) / span if span else Fraction(1) for o, rank in ranks.items()}
    return Profile(path.stem, path, {}, values, basis="inferred")


def _rank(path: Path, name: str, item: Element, options: list[str]) -> tuple[str, Fraction]:
    """Return an option, by its value or its index, and its rank; a rating is a rank in reverse."""
    place = number(item.get("index"), path, name)
    option = item.get("value") or (options[int(place) - 1] if 0 < place <= len(options) else "")
    if item.get("rank"):
        return option, number(item.get("rank"), path, f"{name}.{option}")
    return option, -number(item.get("rating"), path, f"{name}.{option}")


def constraints(root: Element, path: Path, options: dict[str, list[str]]) -> Iterator[Linkage]:
    """Yield the packages that a profile makes worthless as hard linkages between the issues it checks."""
    by_index = _names(root)
    packages = 0
    for constraint in root.iter("constraint"):
        checks = []
        for check in constraint.iter("checkassignment"):
            name = by_index.get(check.get("index") or "", "")
            if name not in options:
                raise refuse(path, "constraint", "the index of an issue", str(check.get("index")))
            checks.append((name, [o for o in options[name] if _meets(o, check.get("condition") or "")]))
        packages += prod(len(found) for _, found in checks)
        room_for(path, "constraint", packages)
        scope = tuple(name for name, _ in checks)
        if len(set(scope)) == len(scope) and scope:
            rows = tuple(product(*(found for _, found in checks)))
            yield Linkage(scope, rows, f"worthless to {path.stem}: {constraint.get('type')}")


def _meets(option: str, condition: str) -> bool:
    if condition in ("numeric=positive", "numeric=negative"):
        try:
            value = Decimal(option)
        except InvalidOperation:
            return False
        return value > 0 if condition.endswith("positive") else value < 0
    return condition in option.split("+")


def _single(root: Element, path: Path, tag: str, otherwise: Fraction) -> Fraction:
    found = root.find(f".//{tag}")
    return otherwise if found is None else number(found.get("value"), path, tag)


def _discount(root: Element, path: Path) -> Fraction:
    """Return the discount factor; if it is 0, 1 or a word, GENIUS has no discount."""
    found = root.find(".//discount_factor")
    if found is not None and not any(sign.isdigit() for sign in found.get("value") or ""):
        return Fraction(1)
    value = _single(root, path, "discount_factor", Fraction(1))
    return value if 0 < value <= 1 else Fraction(1)
