"""GeniusWeb folders (as in ANL 2022): a domain in JSON and profiles of linear additive utilities."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from goodoffices.formats.build import Domain, Profile, case_of, load_json, number, refuse
from goodoffices.formats.registry import scenario_format
from goodoffices.model import Case

SPACE = "LinearAdditiveUtilitySpace"


def _files(folder: Path) -> tuple[list[Path], list[Path]]:
    domains, profiles = [], []
    for path in sorted(folder.glob("*.json")):
        head = path.read_bytes()[:400]
        if b'"issuesValues"' in head:
            domains.append(path)
        elif f'"{SPACE}"'.encode() in head:
            profiles.append(path)
    return domains, profiles


def _found(folder: Path) -> bool:
    domains, profiles = _files(folder)
    return len(domains) == 1 and len(profiles) > 1


@scenario_format("geniusweb", _found)
def read_geniusweb(folder: Path) -> Case:
    """Weights are used as written; the option order is the domain's.

    Raises:
        InputError: a file is not what GeniusWeb writes, or lacks an issue or an option.
    """
    (domain_file,), profile_files = _files(folder)
    domain = load_json(domain_file)
    options = {
        issue: [str(value) for value in _under(domain_file, found, "values", list)]
        for issue, found in _under(domain_file, domain, "issuesValues", dict).items()
    }
    profiles = [_profile(path) for path in profile_files]
    return case_of(folder, Domain(options), profiles, "Read from a GeniusWeb folder.")


def _profile(path: Path) -> Profile:
    space = _under(path, load_json(path), SPACE, dict)
    values = {}
    for issue, found in _under(path, space, "issueUtilities", dict).items():
        kind = _under(path, found, "DiscreteValueSetUtilities", dict)
        given = _under(path, kind, "valueUtilities", dict)
        values[issue] = {
            option: number(worth, path, f"{issue}.{option}") for option, worth in given.items()
        }
    weights = {
        issue: number(weight, path, f"issueWeights.{issue}")
        for issue, weight in _under(path, space, "issueWeights", dict).items()
    }
    reservation = space.get("reservationBid")
    profile = Profile(path.stem, path, weights, values)
    if not isinstance(reservation, dict):
        return profile
    bid = reservation.get("issuevalues", {})
    floor = sum(
        (
            weights[issue] * values[issue][str(option)]
            for issue, option in bid.items()
            if issue in values
        ),
        start=number(0, path, ""),
    )
    return Profile(path.stem, path, weights, values, floor)


def _under(path: Path, holder: Any, key: str, kind: type) -> Any:
    found = holder.get(key) if isinstance(holder, dict) else None
    if not isinstance(found, kind):
        raise refuse(path, key, "a list" if kind is list else "an object", "something else or nothing")
    return found
