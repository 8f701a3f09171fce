"""NegoLog folders: profiles in JSON, each with weights, values and a reservation value."""

from __future__ import annotations

from pathlib import Path

from goodoffices import plain_files
from goodoffices.formats.build import (
    Domain,
    Profile,
    case_of,
    check_options,
    issue_weights,
    number,
    under,
)
from goodoffices.formats.json_file import load_json
from goodoffices.formats.registry import Format, scenario_format
from goodoffices.limits import FILE
from goodoffices.model import Case


@scenario_format("negolog")
class NegoLog(Format[list[Path]]):
    """Two profiles or more; weights are used as written, options are in the order of the first profile."""

    def find(self, folder: Path) -> list[Path] | None:
        profiles = [
            path
            for path in plain_files.listed(folder, [".json"])
            if path.name.startswith("profile")
            and b'"issueWeights"' in (data := plain_files.begin(path, FILE.most, folder))
            and b'"issues"' in data
        ]
        return profiles if len(profiles) > 1 else None

    def read(self, folder: Path, files: list[Path]) -> Case:
        profiles = [_profile(path) for path in files]
        options = {issue: list(values) for issue, values in profiles[0].values.items()}
        return case_of(folder, Domain(options), profiles, "Read from a NegoLog folder.")


def _profile(path: Path) -> Profile:
    found = load_json(path)
    issues = under(path, found, "issues")
    weights = under(path, found, "issueWeights")
    for issue in issues:
        check_options(path, issue, len(under(path, issues, issue)))
    return Profile(
        name=path.stem,
        file=path,
        weights=issue_weights(path, "issueWeights", weights, issues),
        values={
            issue: {
                o: number(w, path, f"issues.{issue}.{o}") for o, w in under(path, issues, issue).items()
            }
            for issue in issues
        },
        reservation=number(found.get("reservationValue", 0), path, "reservationValue"),
    )
