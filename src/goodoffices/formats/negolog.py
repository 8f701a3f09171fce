"""NegoLog folders: two profiles in JSON, each with weights, values and a reservation value."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from goodoffices.formats.build import Domain, Profile, case_of, issue_weights, load_json, number, refuse
from goodoffices.formats.registry import scenario_format
from goodoffices.model import Case


def _files(folder: Path) -> list[Path]:
    found = sorted(folder.glob("profile*.json"))
    return [
        path
        for path in found
        if b'"issueWeights"' in (data := path.read_bytes()) and b'"issues"' in data
    ]


@scenario_format("negolog", lambda folder: len(_files(folder)) > 1)
def read_negolog(folder: Path) -> Case:
    """Weights are used as written; the option order is the first profile's.

    Raises:
        InputError: a file is not what NegoLog writes, or lacks an issue or an option.
    """
    profiles = [_profile(path) for path in _files(folder)]
    options = {issue: list(values) for issue, values in profiles[0].values.items()}
    return case_of(folder, Domain(options), profiles, "Read from a NegoLog folder.")


def _profile(path: Path) -> Profile:
    found = load_json(path)
    issues = _object(path, found, "issues")
    weights = _object(path, found, "issueWeights")
    return Profile(
        name=path.stem,
        file=path,
        weights=issue_weights(path, "issueWeights", weights, issues),
        values={
            issue: {
                o: number(w, path, f"issues.{issue}.{o}")
                for o, w in _object(path, issues, issue).items()
            }
            for issue in issues
        },
        reservation=number(found.get("reservationValue", 0), path, "reservationValue"),
    )


def _object(path: Path, holder: Any, key: str) -> dict[str, Any]:
    found = holder.get(key) if isinstance(holder, dict) else None
    if not isinstance(found, dict):
        raise refuse(path, key, "an object", "something else or nothing")
    return found
