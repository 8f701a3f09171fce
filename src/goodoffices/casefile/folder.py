"""A case on disk: where its files are, what it says, and everything that is wrong in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from goodoffices.casefile.faults import Faults
from goodoffices.casefile.issues import issue_of, linkage_of
from goodoffices.casefile.nodes import compose, read_text
from goodoffices.casefile.people import channels_of, mediators_of, parties_of
from goodoffices.casefile.preferences import preference_of
from goodoffices.casefile.problems import problems_of
from goodoffices.casefile.written import WrittenCase
from goodoffices.errors import InputError, Problem, shorten
from goodoffices.model import Case, Issue, Preference, Round, TalkRules
from goodoffices.record.dates import valid

CASE = "case.yaml"
SUFFIXES = (".txt", ".md", ".text", ".html", ".htm", ".pdf", ".docx")
"""The files that are taken for dispatches."""


@dataclass(frozen=True, slots=True)
class CaseFolder:
    """The files of one case; the folder's name is the case's id, or the file's where it is no case.yaml."""

    folder: Path
    file: str = CASE

    @property
    def id(self) -> str:
        return self.folder.resolve().name if self.file == CASE else Path(self.file).stem

    @property
    def case(self) -> Path:
        return self.folder / self.file

    @property
    def ledger(self) -> Path:
        return self.folder / "record.jsonl"

    @property
    def dispatches(self) -> tuple[Path, ...]:
        """The reports in the folder 'dispatches', by name; without one and a case.yaml, those beside."""
        inside = self.folder / "dispatches"
        found = (inside if inside.is_dir() or self.case.exists() else self.folder).glob("*")
        return tuple(
            sorted(path for path in found if path.suffix.lower() in SUFFIXES and path.is_file())
        )


def locate(path: Path | str) -> CaseFolder:
    """The case at a folder or at its case.yaml, or in a YAML file of another name.

    Raises:
        InputError: there is no such folder or file.
    """
    path = Path(path)
    if path.suffix in (".yaml", ".yml") and path.is_file():
        return CaseFolder(path.parent, path.name)
    if not path.is_dir():
        found = "another file" if path.exists() else "nothing there"
        raise InputError([Problem(str(path), None, "", "a case folder or its case.yaml", found)])
    return CaseFolder(path)


def load(path: Path | str) -> Case:
    """The case at a folder or at its case.yaml. A folder of dispatches alone is a record-only case.

    Raises:
        InputError: with every problem in it, each with its file and line.
    """
    place = locate(path)
    if not place.case.exists() and place.dispatches:
        return _reports_only(place)
    root, problems = compose(read_text(place.case), str(place.case))
    faults = Faults(str(place.case), place.folder, root, problems)
    try:
        written = WrittenCase.model_validate(root.plain)
    except ValidationError as error:
        raise InputError(
            _in_order([*problems, *problems_of(error, root, str(place.case), WrittenCase)])
        ) from None
    case = _case(place.id, written, faults)
    if faults.found:
        raise InputError(_in_order(faults.found))
    return case


def schema() -> dict[str, object]:
    """The JSON Schema (2020-12) of case.yaml."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **WrittenCase.model_json_schema(by_alias=True),
        "title": "A case of Good Offices",
    }


def _reports_only(place: CaseFolder) -> Case:
    """A folder of dispatches, without a word about the case they are of."""
    title = place.id.replace("-", " ").replace("_", " ").strip().capitalize()
    about = "Made of the dispatches in its folder; no case.yaml says more about it."
    return Case(place.id, title, "record-only", fictional=False, about=about, parties=())


def _in_order(problems: list[Problem]) -> list[Problem]:
    return sorted(dict.fromkeys(problems), key=lambda problem: (problem.file, problem.line or 0))


def _case(name: str, written: WrittenCase, faults: Faults) -> Case:
    parties, mediators = parties_of(written, faults), mediators_of(written, faults)
    channels = channels_of(written, faults)
    issues = {key: issue_of(key, issue, faults) for key, issue in written.issues.items()}
    linkages = [
        linkage_of(("linkages", number), linkage, issues, faults)
        for number, linkage in enumerate(written.linkages)
    ]
    _check_rounds(written, faults)
    return Case(
        id=name,
        title=written.title,
        kind=written.kind,
        fictional=written.fictional,
        about=written.about.strip(),
        parties=parties,
        mediators=mediators,
        channels=channels,
        issues=tuple(issues.values()),
        linkages=tuple(linkage for linkage in linkages if linkage is not None),
        preferences=_preferences(written, issues, faults),
        rounds=tuple(
            Round(entry.id, entry.name, entry.status, entry.date, entry.place, entry.result)
            for entry in written.rounds
        ),
        rules=TalkRules(written.talks.rounds, written.talks.steps, written.talks.strong_votes),
    )


def _preferences(
    written: WrittenCase, issues: dict[str, Issue], faults: Faults
) -> tuple[Preference, ...]:
    if written.kind == "record-only":
        for party in written.preferences:
            faults.add(("preferences", party), "no preferences in a record-only case", "preferences")
        return ()
    if not issues:
        faults.add(("issues",), "at least one issue in a modelled case", "none")
    found: list[Preference | None] = []
    for party, entry in written.preferences.items():
        if faults.known(("preferences", party), party, "a party of this case", written.parties):
            found.append(preference_of(party, entry, issues, written.basis, faults))
    for party in written.parties:
        if party not in written.preferences:
            faults.add(("preferences",), f"preferences of '{party}'", "none")
    return tuple(preference for preference in found if preference is not None)


def _check_rounds(written: WrittenCase, faults: Faults) -> None:
    seen: set[str] = set()
    for number, entry in enumerate(written.rounds):
        if entry.id in seen:
            faults.add(("rounds", number, "id"), "each round once", f"'{entry.id}' again")
        seen.add(entry.id)
        if entry.date is not None and not valid(entry.date):
            expected = "an EDTF date such as 2024, 2024-05, 2024-05-26 or 2024-05-01/2024-05-10"
            faults.add(("rounds", number, "date"), expected, shorten(entry.date))
