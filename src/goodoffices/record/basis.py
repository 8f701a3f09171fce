"""What a record rests on, in words: as of when, on how many reports, and reviewed by whom or not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from goodoffices.record.date_words import when_text
from goodoffices.record.entries import Entry
from goodoffices.wording import count, listing


@dataclass(frozen=True, slots=True)
class Basis:
    """Counts of a record or a part of it.

    Attributes:
        as_of: the day of the last report, EDTF.
        reports, undated: the number of reports, and of those without a day.
        entries, reviewed: the number of entries, and of those that a person reviewed.
        reviewers: the names that the record has of those people.
        named: the number of reviewed entries that have such a name.
    """

    as_of: str | None = None
    reports: int = 0
    undated: int = 0
    entries: int = 0
    reviewed: int = 0
    reviewers: tuple[str, ...] = ()
    named: int = 0


def basis_of(entries: Iterable[Entry]) -> Basis:
    """Return the basis of entries; reports are those that they name."""
    found = list(entries)
    sources = {entry.source.dispatch: entry.source for entry in found}
    by = [entry.reviewer for entry in found if entry.reviewed and entry.reviewer]
    return Basis(
        max((source.published for source in sources.values() if source.published), default=None),
        len(sources),
        # an entry added by hand has no digest of a dispatch
        sum(bool(source.digest) and not source.published for source in sources.values()),
        len(found),
        sum(entry.reviewed for entry in found),
        tuple(sorted(set(by))),
        len(by),
    )


def basis_words(basis: Basis) -> list[str]:
    """Return as of when a record is, on how many reports, and reviewed by whom or not."""
    if not basis.reports and not basis.entries:
        return ["No report is in the record"]
    day = f"As of {when_text(basis.as_of)}, the date of the last report" if basis.as_of else ""
    undated = f", {basis.undated:,} of them not dated" if day and basis.undated else ""
    parts = [day or "The reports have no date", count(basis.reports, "report") + undated]
    entries = count(basis.entries, "entry", "entries")
    if not basis.entries:
        return [*parts, "nothing was found in them"]
    if basis.reviewed == basis.entries:
        return [*parts, f"all {entries} reviewed{_by_whom(basis)}"]
    if basis.reviewed:
        return [*parts, f"{basis.reviewed:,} of {entries} reviewed{_by_whom(basis)}"]
    return [*parts, f"{entries} read by the program, none reviewed by a person"]


def _by_whom(basis: Basis) -> str:
    if not basis.named:
        return "; the record does not say by whom"
    names = listing(list(basis.reviewers))
    if basis.named == basis.reviewed:
        return f" by {names}"
    return f", {basis.named:,} of them by {names}; it does not say by whom the others"
