"""GeniusWeb folders (as in ANL 2022): a domain in JSON and profiles of linear additive utilities.

Issues have named values, or numbers from a low to a high value by steps; the utility of a number lies on the
line between those of the low and the high value. If no file holds the domain alone, it is the profiles'.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from goodoffices import plain_files
from goodoffices.casefile.exact_numbers import number_text, parse_number
from goodoffices.errors import near_miss, shorten
from goodoffices.formats.build import (
    Domain,
    Files,
    Options,
    Profile,
    case_of,
    check_options,
    each_once,
    issue_weights,
    number,
    refuse,
    under,
)
from goodoffices.formats.json_file import load_json
from goodoffices.formats.registry import Format, scenario_format
from goodoffices.limits import FILE, OPTIONS
from goodoffices.model import Case, IssueKind

SPACE = "LinearAdditiveUtilitySpace"


def _files(folder: Path) -> Files:
    domains, profiles = [], []
    for path in plain_files.listed(folder, [".json"]):
        data = plain_files.begin(path, FILE.most, folder)
        if b'"issuesValues"' not in data and SPACE.encode() not in data:
            continue
        try:
            whole = json.loads(data.decode("utf-8-sig"), parse_int=str)
        except (ValueError, RecursionError):
            whole = {SPACE: None} if SPACE.encode() in data[:400] else None
        if isinstance(whole, dict) and SPACE in whole:
            profiles.append(path)
        elif isinstance(whole, dict) and "issuesValues" in whole:
            domains.append(path)
    return domains, profiles


@scenario_format("geniusweb")
class GeniusWeb(Format[Files]):
    """At most a domain, and two profiles or more; weights are used as written."""

    def find(self, folder: Path) -> Files | None:
        domains, profiles = _files(folder)
        return (domains, profiles) if len(domains) <= 1 and len(profiles) > 1 else None

    def read(self, folder: Path, files: Files) -> Case:
        domains, profile_files = files
        options: dict[str, list[str]] = {}
        kinds: dict[str, IssueKind] = {}
        source = domains[0] if domains else profile_files[0]
        whole = load_json(source)
        domain = whole if domains else under(source, under(source, whole, SPACE), "domain")
        for issue, found in under(source, domain, "issuesValues").items():
            options[issue] = _options(source, issue, found, kinds)
        profiles = [_profile(path, options) for path in profile_files]
        return case_of(folder, Domain(options, kinds), profiles, "Read from a GeniusWeb folder.")


def _options(path: Path, issue: str, found: Any, kinds: dict[str, IssueKind]) -> list[str]:
    if not isinstance(found, dict) or "range" not in found:
        values = under(path, found, "values", list)
        if not values:
            raise refuse(path, issue, "at least one value", "none")
        check_options(path, issue, len(values))
        return each_once(path, issue, values)
    span = under(path, found, "range")
    low, high, step = (number(span.get(k), path, f"{issue}.range.{k}") for k in ("low", "high", "step"))
    if step <= 0 or high < low or (high - low) / step >= OPTIONS.most:
        expected = f"a low and a high value in order, with {OPTIONS}"
        raise refuse(path, f"{issue}.range", expected, f"{low} to {high} by {step}")
    kinds[issue] = "integer" if low.denominator == step.denominator == 1 else "real"
    return [number_text(low + step * place) for place in range(int((high - low) / step) + 1)]


def _profile(path: Path, options: Options) -> Profile:
    space = under(path, load_json(path), SPACE)
    given = under(path, space, "issueUtilities")
    values = {issue: _values(path, issue, found, options) for issue, found in given.items()}
    weights = issue_weights(path, "issueWeights", under(path, space, "issueWeights"), values)
    bid = space.get("reservationBid")
    floor = _reservation(path, bid, weights, values) if isinstance(bid, dict) else Fraction(0)
    return Profile(path.stem, path, weights, values, floor)


def _values(path: Path, issue: str, found: Any, options: Options) -> dict[str, Fraction]:
    """Return the value of each option of an issue, from a table or along a line."""
    if isinstance(found, dict) and "NumberValueSetUtilities" in found:
        line = under(path, found, "NumberValueSetUtilities")
        names = ("lowValue", "lowUtility", "highValue", "highUtility")
        low, least, high, most = (number(line.get(name), path, f"{issue}.{name}") for name in names)
        if high <= low:
            raise refuse(path, f"{issue}.highValue", f"more than {number_text(low)}", number_text(high))
        numbers = {option: number(option, path, issue) for option in options.get(issue, ())}
        rise = (most - least) / (high - low)
        return {
            o: _rounded(least + rise * (at - low)) if low <= at <= high else Fraction(0)
            for o, at in numbers.items()
        }
    kind = under(path, found, "DiscreteValueSetUtilities")
    given = under(path, kind, "valueUtilities")
    worth = {option: number(value, path, f"{issue}.{option}") for option, value in given.items()}
    each_once(path, issue, (number_text(at) for at in map(parse_number, worth) if at is not None))
    by_number = {
        at: value for option, value in worth.items() if (at := parse_number(option)) is not None
    }
    return {
        o: by_number[at] for o in options.get(issue, ()) if (at := parse_number(o)) in by_number
    } | worth


def _rounded(value: Fraction) -> Fraction:
    """Round to eight decimals, halves up, as GeniusWeb does on a line."""
    return Fraction((value * 2 * 10**8 + 1) // 2, 10**8)


def _reservation(
    path: Path, bid: Any, weights: Mapping[str, Fraction], values: Mapping[str, Mapping[str, Fraction]]
) -> Fraction:
    """Return the utility of the reservation bid; an issue that it leaves out adds nothing."""
    worth = Fraction(0)
    for issue, value in under(path, bid, "issuevalues").items():
        known = values.get(issue)
        if known is None:
            raise refuse(path, "reservationBid", "an issue", shorten(issue), near_miss(issue, values))
        if str(value) not in known:
            near = near_miss(str(value), known)
            raise refuse(
                path, f"reservationBid.{issue}", "one of its values", shorten(str(value)), near
            )
        worth += weights[issue] * known[str(value)]
    return worth
