"""Load a case from a case folder of ours, a folder of a known format, text or a dict."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from unicodedata import normalize

from goodoffices import plain_files
from goodoffices.casefile import Source, is_text
from goodoffices.casefile import load as load_case
from goodoffices.errors import InputError, Problem, UsageError, shorten
from goodoffices.formats.registry import FORMATS, Format
from goodoffices.model import Case, Channel, Mediator
from goodoffices.wording import unknown

_SUFFIXES = (".xml", ".json", ".yml", ".yaml", ".csv", ".tsv", ".xlsx")


def recognise(path: Path | str) -> str | None:
    """Return the name of the format of a folder or a table, or None if it is a case of ours or unknown."""
    return next((name for name, _, _ in _found(Path(path))), None)


def _found(folder: Path) -> Iterator[tuple[str, Format[Any], Any]]:
    """Yield each format that a folder or a single file is of, with the files found there."""
    if folder.is_file():
        for name, kind in FORMATS.items():
            known = kind()
            files = known.find_file(folder)
            if files is not None:
                yield name, known, files
    if folder.is_dir() and not (folder / "case.yaml").exists():
        for name, kind in FORMATS.items():
            known = kind()
            files = known.find(folder)
            if files is not None:
                yield name, known, files


def load(source: Source, parties: Sequence[str] | str = ()) -> Case:
    """Return a case.

    Args:
        source: a case folder or its case.yaml, a folder of a known format, a table (CSV, TSV, XLSX), the text
            of a case.yaml (a string of several lines), or a dict with the fields of a case.yaml.
        parties: ids of the parties to keep, in this order, as a list or as text, ``"A,B"``; all of them by
            default. Folders of other programs often hold several profiles of each side, to choose from.

    Raises:
        InputError: if anything in it is wrong; it holds every problem.
        UsageError: if a party is unknown, or fewer than two are left.
    """
    whole = _whole(source)
    named = ids_in(parties) if isinstance(parties, str) else parties
    return with_parties(whole, named) if named else whole


def ids_in(text: str) -> list[str]:
    """Return the ids of parties written as ``"A,B"``."""
    return [name.strip() for name in normalize("NFC", text).split(",")]


def _whole(source: Source) -> Case:
    if isinstance(source, Mapping) or is_text(source):
        return load_case(source)
    for _, known, files in _found(Path(source)):
        return known.read(Path(source), files)
    _refuse_nearly(Path(source))
    return load_case(source)


def check(source: Source, parties: Sequence[str] | str = ()) -> tuple[Problem, ...]:
    """Return every problem in a case or scenario, as :func:`load` takes it; none if it is good."""
    try:
        load(source, parties)
    except InputError as error:
        return error.problems
    return ()


def _refuse_nearly(folder: Path) -> None:
    """Refuse a folder with only some files of a scenario, such as a domain with a single profile."""
    if not folder.is_dir() or (folder / "case.yaml").exists() or any(folder.rglob("*.txt")):
        return
    if (folder / "edges").is_dir() and any(folder.glob("center.y*ml")):
        centre = "several around one centre (center.yml and edges), as in ANL 2025, which are not read"
        raise InputError([Problem(str(folder), None, "", "a single negotiation", centre)])
    unread = [problem for path in plain_files.listed(folder, [".json"]) for problem in _other(path)]
    if unread:
        raise InputError(unread)
    found = sorted(path.name for path in folder.iterdir() if path.suffix.lower() in _SUFFIXES)
    if found:
        expected = (
            "a case.yaml, a domain with two profiles or more (GENIUS, GeniusWeb, NegoLog or NegMAS), or one "
            "table with the columns issue and option (CSV or XLSX)"
        )
        others = f" and {len(found) - 5:,} more" if len(found) > 5 else ""
        raise InputError([Problem(str(folder), None, "", expected, f"{', '.join(found[:5])}{others}")])


_OTHER = re.compile(r"\w*(?:UtilitySpace|Ordering)")
"""GeniusWeb's names of profiles: a file holds one of them around all else."""


def _other(path: Path) -> Iterator[Problem]:
    """Yield the problem of a GeniusWeb profile of a kind that is not read."""
    try:
        whole = json.loads(plain_files.read(path, inside=path.parent), parse_int=str)
    except (ValueError, RecursionError):
        return
    for name in whole if isinstance(whole, dict) and len(whole) == 1 else ():
        if _OTHER.fullmatch(name) and name != "LinearAdditiveUtilitySpace":
            yield Problem(str(path), None, "", "LinearAdditiveUtilitySpace", shorten(name))


def with_parties(case: Case, parties: Sequence[str]) -> Case:
    """Return a case with some of its parties only, in the order given.

    Channels, relays and constraints of the others are left out, and phases if others are part of them.

    Raises:
        UsageError: if a party is unknown or named twice, or fewer than two are named.
    """
    known = {party.id: party for party in case.parties}
    for name in parties:
        if name not in known:
            raise UsageError(unknown("parties", name, known))
    if len(set(parties)) < len(parties) or len(parties) < 2:
        raise UsageError(f"parties: expected two or more different ones, found {', '.join(parties)}.")
    gone = known.keys() - set(parties)
    preferences = {preference.party: preference for preference in case.preferences}
    phases = case.phases
    return replace(
        case,
        phases=None if phases is None or gone & phases.parties else phases,
        parties=tuple(known[name] for name in parties),
        preferences=tuple(preferences[name] for name in parties if name in preferences),
        mediators=tuple(
            replace(third, relays={to: by for to, by in third.relays.items() if to not in gone})
            for third in case.mediators
        ),
        channels=tuple(channel for channel in case.channels if not gone & set(channel.between)),
        linkages=tuple(
            linkage
            for linkage in case.linkages
            if not (linkage.because or "").startswith(tuple(f"worthless to {name}:" for name in gone))
        ),
    )


def with_mediator(case: Case) -> Case:
    """Return a case with a mediator that has a channel to every party, for scenarios that have none."""
    taken = {party.id for party in case.parties}
    name = next(
        word for word in ("mediator", "the-mediator", "third-party", "m-1") if word not in taken
    )
    return replace(
        case,
        mediators=(Mediator(name, "The mediator"),),
        channels=(*case.channels, *(Channel((name, party.id)) for party in case.parties)),
    )
