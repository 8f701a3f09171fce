"""A case on disk: the places of its files, the case they describe, and every problem in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from goodoffices import plain_files
from goodoffices.casefile.field_words import described
from goodoffices.casefile.issues import issue_of, linkage_of
from goodoffices.casefile.known import check_options, is_partial, partial_of
from goodoffices.casefile.nodes import compose, node_of, read_text
from goodoffices.casefile.people import channels_of, mediators_of, parties_of
from goodoffices.casefile.phases import phases_of
from goodoffices.casefile.preferences import preference_of
from goodoffices.casefile.problems import Problems, problems_of
from goodoffices.casefile.stability import conflict_of
from goodoffices.casefile.written import WrittenCase
from goodoffices.errors import InputError, Problem, UsageError, shorten, visible
from goodoffices.files import real
from goodoffices.limits import CASE_FILE
from goodoffices.model import Case, Issue, Linkage, Partial, Preference, Round, TalkRules
from goodoffices.record.dates import valid
from goodoffices.wording import count

Source = Path | str | Mapping[str, object]
"""A path, the text of a case file (YAML of several lines), or a dict with the same content."""
CASE = "case.yaml"
RECORD = "record.jsonl"
TABLES = (".csv", ".tsv", ".xlsx")
"""Suffixes of tables of preferences that are a case by themselves."""
EXPECTED = "a case folder, its case.yaml or a dispatch"
SUFFIXES = (".txt", ".md", ".text", ".html", ".htm", ".xhtml", ".pdf", ".docx")
"""Suffixes of the files that are read as dispatches."""


@dataclass(frozen=True, slots=True)
class CaseFolder:
    """The files of a case. Its id is the folder's name, or the file's if that is not case.yaml.

    The file may also be a dispatch, which is then the case's only one. Hidden characters in the name, and
    bytes that are no text, are marks in the id.
    """

    folder: Path
    file: str = CASE

    @property
    def id(self) -> str:
        name = real(self.folder).name if self.file == CASE else Path(self.file).stem
        # The id names folders of results too: it must not be '..', and it must be text.
        return visible(plain_files.name_of(name)).lstrip(".") or "case"

    @property
    def case(self) -> Path:
        return self.folder / self.file

    @property
    def is_dispatch(self) -> bool:
        return self.case.suffix.lower() in SUFFIXES

    @property
    def ledger(self) -> Path:
        # Each dispatch has a record of its own: the folder may hold dispatches about something else.
        return self.folder / (f"{self.file}.{RECORD}" if self.is_dispatch else RECORD)

    def keep_from(self, out: Path) -> None:
        """Check that a file to write is none of the case's own: its text, its record or its dispatches.

        Raises:
            UsageError: if it is.
        """
        beside = [
            self.ledger.with_name(f"{self.ledger.name}.{end}") for end in ("index", "lock", "database")
        ]
        own = {real(path) for path in (self.case, self.ledger, *beside, *self.dispatches)}
        if real(out) in own:
            raise UsageError(f"{out}: expected a new name, found a file of the case itself.")

    @property
    def dispatches(self) -> tuple[Path, ...]:
        """The reports in the folder 'dispatches', by name.

        A folder with neither that folder nor a case.yaml holds the reports itself.
        """
        if self.is_dispatch:
            return (self.case,)
        inside = self.folder / "dispatches"
        found = (inside if inside.is_dir() or self.case.exists() else self.folder).glob("*")
        return tuple(
            sorted(path for path in found if path.suffix.lower() in SUFFIXES and not path.is_dir())
        )


def locate(path: Path | str) -> CaseFolder:
    """Return the files of the case at a folder, its case.yaml, another YAML file, a table or a dispatch.

    Raises:
        InputError: if there is no such folder or file.
    """
    path = Path(path)
    if path.suffix in (".yaml", ".yml") and path.is_file():
        if not path.stem.strip("."):
            # Its stem is the case's id, and the name of the folder its results are written to.
            found = shorten(path.name)
            raise InputError([Problem(str(path), None, "", "a name with more than dots in it", found)])
        return CaseFolder(path.parent, path.name)
    if path.suffix.lower() in (*TABLES, *SUFFIXES) and path.is_file():
        return CaseFolder(path.parent, path.name)
    if not path.exists():
        raise plain_files.missing(path, EXPECTED)
    if not path.is_dir():
        raise InputError([Problem(str(path), None, "", EXPECTED, "another file")])
    return CaseFolder(path)


def load(source: Source) -> Case:
    """Return the case at a folder or at its case.yaml, in the text of such a file, or in a dict.

    A dispatch, or a folder of dispatches alone, is a record-only case. A string is a text if it has several
    lines, else a path. Tables that text or a dict names are looked for in the working directory.

    Raises:
        InputError: if anything in it is wrong; it holds every problem, each with its file and line.
    """
    if isinstance(source, Mapping):
        return _checked("case", Problems("<dict>", Path(), node_of(source, "<dict>")))
    if is_text(source):
        return _checked("case", Problems("<text>", Path(), *compose(str(source), "<text>")))
    place = locate(source)
    if place.is_dispatch or (not place.case.exists() and place.dispatches):
        return _reports_only(place)
    root, repeated = compose(read_text(place.case, CASE_FILE, place.folder), str(place.case))
    return _checked(place.id, Problems(str(place.case), place.folder, root, repeated))


def is_text(source: Source) -> bool:
    """Return True if a source is the text of a case, not its place."""
    return isinstance(source, str) and "\n" in source


def _checked(name: str, problems: Problems) -> Case:
    try:
        written = WrittenCase.model_validate(problems.root.plain)
    except ValidationError as error:
        found = problems_of(error, problems.root, problems.file, WrittenCase)
        raise InputError(_in_order([*problems.found, *found])) from None
    case = _case(name, written, problems)
    invented = case.numbers_by_basis()["invented"]
    if invented and not case.fictional:
        expected = (
            f"'true', as {count(invented, 'number')} about preferences rest on the basis 'invented'"
        )
        problems.add(("fictional",), expected, "'false'")
    if problems.found:
        raise InputError(_in_order(problems.found))
    return case


def schema() -> dict[str, object]:
    """Return the JSON Schema (2020-12) of case.yaml, with a description of every field."""
    whole = WrittenCase.model_json_schema(by_alias=True)
    parts = {name: described(name, shape) for name, shape in whole.get("$defs", {}).items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **described("WrittenCase", whole),
        "$defs": parts,
        "title": "A case of Good Offices",
    }


def _reports_only(place: CaseFolder) -> Case:
    """Return the record-only case of a dispatch, or of a folder that holds dispatches and no case.yaml."""
    title = place.id.replace("-", " ").replace("_", " ").strip().capitalize()
    about = (
        "Built from this dispatch."
        if place.is_dispatch
        else "Built from the dispatches in this folder."
    )
    return Case(place.id, title, "record-only", fictional=False, about=about, parties=())


def _in_order(problems: list[Problem]) -> list[Problem]:
    return sorted(dict.fromkeys(problems), key=lambda problem: (problem.file, problem.line or 0))


def _case(name: str, written: WrittenCase, problems: Problems) -> Case:
    if not check_options(written, problems):
        # Even to list so many options takes seconds.
        raise InputError(_in_order(problems.found))
    mediators, channels = mediators_of(written, problems), channels_of(written, problems)
    issues = {key: issue_of(key, issue, problems) for key, issue in written.issues.items()}
    linkages = [
        linkage_of(("linkages", number), linkage, issues, problems)
        for number, linkage in enumerate(written.linkages)
    ]
    _check_rounds(written, problems)
    kept = tuple(linkage for linkage in linkages if linkage is not None)
    exact, partial = _preferences(written, issues, kept, problems)
    return Case(
        id=name,
        title=written.title,
        kind=written.kind,
        fictional=written.fictional,
        about=written.about.strip(),
        parties=parties_of(written, issues, problems),
        mediators=mediators,
        channels=channels,
        issues=tuple(issues.values()),
        linkages=kept,
        preferences=exact,
        rounds=tuple(
            Round(entry.id, entry.name, entry.status, entry.date, entry.place, entry.result)
            for entry in written.rounds
        ),
        rules=TalkRules(written.talks.rounds, written.talks.steps, written.talks.strong_votes),
        phases=phases_of(written, issues, problems),
        partial=partial,
        conflict=conflict_of(written, problems),
    )


def _preferences(
    written: WrittenCase, issues: dict[str, Issue], linkages: tuple[Linkage, ...], problems: Problems
) -> tuple[tuple[Preference, ...], tuple[Partial, ...]]:
    """Return the preferences that are exact, and those that are known in part."""
    if written.kind == "record-only":
        for party in written.preferences:
            problems.add(("preferences", party), "no preferences in a record-only case", "preferences")
        return (), ()
    if not issues:
        problems.add(("issues",), "at least one issue in a modelled case", "none")
    exact: list[Preference | None] = []
    partial: list[Partial | None] = []
    for party, entry in written.preferences.items():
        if not problems.known(("preferences", party), party, "a party of this case", written.parties):
            continue
        if is_partial(entry):
            partial.append(partial_of(party, entry, issues, linkages, written.basis, problems))
        else:
            exact.append(preference_of(party, entry, issues, written.basis, problems))
    for party in written.parties:
        if party not in written.preferences:
            problems.add(("preferences",), f"preferences of '{party}'", "none")
    return tuple(each for each in exact if each is not None), tuple(
        each for each in partial if each is not None
    )


def _check_rounds(written: WrittenCase, problems: Problems) -> None:
    seen: set[str] = set()
    for number, entry in enumerate(written.rounds):
        if entry.id in seen:
            problems.add(("rounds", number, "id"), "each round once", f"'{entry.id}' again")
        seen.add(entry.id)
        if entry.date is not None and not valid(entry.date):
            expected = "an EDTF date such as 2024, 2024-05, 2024-05-26 or 2024-05-01/2024-05-10"
            problems.add(("rounds", number, "date"), expected, shorten(entry.date))
