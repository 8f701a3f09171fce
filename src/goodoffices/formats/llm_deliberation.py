"""LLM-Deliberation games: a file of scores for each party, whose last line is its reservation value.

Abdelnabi et al. (2024), Cooperation, competition, and maliciousness: LLM-stakeholders interactive
negotiation. Issues have letters, options have numbers: A1, B3, ….
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from goodoffices.casefile.nodes import read_text
from goodoffices.formats.build import Domain, Profile, case_of, number, refuse
from goodoffices.formats.registry import Format, scenario_format
from goodoffices.model import Case


@scenario_format("llm-deliberation")
class LlmDeliberation(Format[Path]):
    """``config.txt`` with the parties in order, and ``scores_files`` with their scores."""

    def find(self, folder: Path) -> Path | None:
        config = folder / "config.txt"
        return config if config.is_file() and (folder / "scores_files").is_dir() else None

    def read(self, folder: Path, files: Path) -> Case:
        rows = [line.split(",") for line in read_text(files).splitlines() if line.strip()]
        if not rows or any(len(row) < 2 for row in rows):
            raise refuse(files, "", "a name and a file on every line", "less")
        profiles = [_profile(folder / "scores_files" / f"{row[1].strip()}.txt") for row in rows]
        options = {issue: list(values) for issue, values in profiles[0].values.items()}
        return case_of(folder, Domain(options), profiles, "Read from an LLM-Deliberation game.")


def _profile(path: Path) -> Profile:
    lines = [line.strip() for line in read_text(path).splitlines() if line.strip()]
    if len(lines) < 2:
        raise refuse(
            path, "", "a line of scores for each issue, then the least accepted", f"{len(lines)} lines"
        )
    values: dict[str, dict[str, Fraction]] = {}
    for letter, line in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", lines[:-1], strict=False):
        scores = [number(score, path, letter) for score in line.split(",")]
        values[letter] = {f"{letter}{place}": score for place, score in enumerate(scores, 1)}
    return Profile(path.stem, path, {}, values, number(lines[-1], path, "the least accepted"))
