"""GENIUS folders: a domain and profiles in XML, with discrete, integer and real issues.

A discrete value is divided by its issue's largest, and weights are used as written, as GENIUS does. A real
issue is cut into twenty equal steps.
"""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from goodoffices.casefile.issues import number_text
from goodoffices.casefile.nodes import read_text
from goodoffices.errors import InputError, Problem
from goodoffices.formats.build import Domain, Profile, case_of, number, refuse
from goodoffices.formats.registry import scenario_format
from goodoffices.model import Case, IssueKind

REAL_STEPS = 20
_ENTITY = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def _files(folder: Path) -> tuple[list[Path], list[Path]]:
    """The domains and the profiles of a folder, by what is in them."""
    domains, profiles = [], []
    for path in sorted(folder.glob("*.xml")):
        text = path.read_bytes()[:200_000].decode("utf-8", "replace")
        if "<utility_space" not in text:
            continue
        if "<negotiation_template" in text:
            domains.append(path)
        elif any(
            mark in text for mark in ("evaluation=", "<evaluator", "<hyper", "utility_constraint")
        ):
            profiles.append(path)
        else:
            domains.append(path)
    return domains, profiles


@scenario_format("genius", lambda folder: bool(_files(folder)[0]) and len(_files(folder)[1]) > 1)
def read_genius(folder: Path) -> Case:
    """A GENIUS folder: the domain says which issues there are, in its own order.

    Raises:
        InputError: the XML is wrong, or a profile has a kind of utility that is not read.
    """
    domains, profile_files = _files(folder)
    options, kinds = _domain(domains[0])
    profiles = [_profile(path, options, kinds) for path in profile_files]
    about = "Read from a GENIUS folder."
    if "real" in kinds.values():
        about += f" Real issues are cut into {REAL_STEPS} equal steps."
    return case_of(folder, Domain(options, kinds), profiles, about)


def _parse(path: Path) -> Element:
    text = read_text(path)
    if _ENTITY.search(text):
        raise refuse(path, "", "XML without a DOCTYPE or entities", "one")
    try:
        return ElementTree.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    except ElementTree.ParseError as error:
        problem = Problem(str(path), error.position[0], "", "XML", str(error).partition(":")[0])
        raise InputError([problem]) from None


def _kind(issue: Element) -> str:
    return issue.get("vtype") or issue.get("type") or issue.get("etype") or "discrete"


def _domain(path: Path) -> tuple[dict[str, list[str]], dict[str, IssueKind]]:
    options: dict[str, list[str]] = {}
    kinds: dict[str, IssueKind] = {}
    for issue in _parse(path).iter("issue"):
        name = issue.get("name")
        if not name:
            raise refuse(path, "issue", "a name", "none")
        if _kind(issue) == "discrete":
            found = [item.get("value") or "" for item in issue.iter("item")]
            options[name] = list(dict.fromkeys(found))
        else:
            kinds[name] = "integer" if _kind(issue) == "integer" else "real"
            options[name] = _numbers(path, name, issue, kinds[name])
        if not options[name]:
            raise refuse(path, name, "at least one option", "none")
    if not options:
        raise refuse(path, "", "at least one issue", "none")
    return options, kinds


def _bounds(path: Path, name: str, issue: Element) -> tuple[Fraction, Fraction]:
    span = issue.find("range")
    low = issue.get("lowerbound") or (span.get("lowerbound") if span is not None else None)
    high = issue.get("upperbound") or (span.get("upperbound") if span is not None else None)
    return number(low, path, f"{name}.lowerbound"), number(high, path, f"{name}.upperbound")


def _numbers(path: Path, name: str, issue: Element, kind: IssueKind) -> list[str]:
    low, high = _bounds(path, name, issue)
    if kind == "integer":
        if high < low or high - low > 100_000:
            raise refuse(path, name, "bounds in order, at most 100,000 apart", f"{low} to {high}")
        return [str(value) for value in range(int(low), int(high) + 1)]
    return [number_text(low + (high - low) * step / REAL_STEPS) for step in range(REAL_STEPS + 1)]


def _profile(path: Path, options: dict[str, list[str]], kinds: dict[str, IssueKind]) -> Profile:
    root = _parse(path)
    if root.find(".//hyperRectangle") is not None or root.get("type") in ("nonlinear", "constraint"):
        expected = "linear utilities (issue by issue)"
        raise refuse(
            path, "utility_space", expected, f"{root.get('type') or 'nonlinear'} ones, not read yet"
        )
    by_index: dict[str, str] = {}
    values: dict[str, dict[str, Fraction]] = {}
    for issue in root.iter("issue"):
        name = issue.get("name") or ""
        by_index[issue.get("index") or ""] = name
        if name not in options:
            continue
        if kinds.get(name, "named") == "named":
            values[name] = _discrete(path, name, issue)
        else:
            values[name] = _linear(path, name, issue, options[name])
    weights = {
        by_index[weight.get("index") or ""]: number(weight.get("value"), path, "weight")
        for weight in root.iter("weight")
        if (weight.get("index") or "") in by_index
    }
    return Profile(
        path.stem,
        path,
        weights,
        values,
        _single(root, path, "reservation", Fraction(0)),
        _discount(root, path),
    )


def _discrete(path: Path, name: str, issue: Element) -> dict[str, Fraction]:
    raw = {
        item.get("value") or "": number(item.get("evaluation"), path, f"{name}.{item.get('value')}")
        for item in issue.iter("item")
    }
    largest = max(raw.values(), default=Fraction(1))
    return {option: value / largest if largest else value for option, value in raw.items()}


def _linear(path: Path, name: str, issue: Element, options: list[str]) -> dict[str, Fraction]:
    evaluator = issue.find("evaluator")
    if evaluator is None or evaluator.get("ftype") != "linear":
        found = "none" if evaluator is None else str(evaluator.get("ftype"))
        raise refuse(path, name, "a linear evaluator", found)
    offset = number(evaluator.get("offset") or evaluator.get("parameter0"), path, f"{name}.offset")
    slope = number(evaluator.get("slope") or evaluator.get("parameter1"), path, f"{name}.slope")
    low = number(options[0], path, name)
    integer = _kind(issue) == "integer"
    return {
        option: offset + slope * (number(option, path, name) - (low if integer else 0))
        for option in options
    }


def _single(root: Element, path: Path, tag: str, otherwise: Fraction) -> Fraction:
    found = root.find(f".//{tag}")
    return otherwise if found is None else number(found.get("value"), path, tag)


def _discount(root: Element, path: Path) -> Fraction:
    """GENIUS writes no discount as 0 or 1."""
    value = _single(root, path, "discount_factor", Fraction(1))
    return value if 0 < value <= 1 else Fraction(1)
