"""The record of the case that is served, and its reports.

The record is in the case's own folder, as ``serve`` was given it. The copy in the server's folder has none:
decisions here and on the command line are in one ledger.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.utils.translation import gettext as _

from goodoffices.casefile.folder import CaseFolder
from goodoffices.errors import GoodOfficesError, UsageError, visible
from goodoffices.reader import Reading, read_all
from goodoffices.record import Entry, Index, Ledger, Review
from goodoffices.record.entry_words import cited
from goodoffices.record.merge.actor_names import Named, named
from goodoffices.review_page.deciding import Deciding
from goodoffices.review_page.fields import Lists, lists_of
from goodoffices.wording import capital

SECONDS = 0.4
"""Seconds that a page waits for the reports to be read; it then says that they are being read."""


class Unusable(Exception):
    """Raised if the record cannot be read or written; its text says why."""


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """The record of a case: its ledger, and the folder of its reports."""

    place: CaseFolder

    @property
    def ledger(self) -> Ledger:
        return Ledger(self.place.ledger)

    @property
    def index(self) -> Index:
        return Index(self.ledger)

    @property
    def writable(self) -> bool:
        """Whether this server may add to the ledger."""
        path = self.place.ledger
        return os.access(self.place.folder, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))


def case_record() -> CaseRecord | None:
    """Return the record of the case that is served; None if it has neither a ledger nor reports."""
    place = settings.FOLDER.origin
    if place is None or not (place.ledger.exists() or (place.folder / "dispatches").is_dir()):
        return None
    return CaseRecord(place)


@contextmanager
def usable() -> Iterator[None]:
    """Turn everything that a file spoilt by another program, or a full disk, leads to into a reason.

    Raises:
        Unusable: with that reason. A ``UsageError`` is about a form, and passes.
    """
    try:
        yield
    except UsageError:
        raise
    except RecursionError as error:
        raise Unusable("a line of it is nested too deeply.") from error
    except (GoodOfficesError, OSError, ValueError) as error:
        raise Unusable(visible(str(error))) from error


@dataclass(frozen=True)
class CaseReports:
    """The reports of a case as the reader reads them."""

    readings: tuple[Reading, ...]
    doubts: Mapping[str, str]

    @cached_property
    def proposals(self) -> tuple[Entry, ...]:
        return tuple(entry for reading in self.readings for entry in reading.entries)

    @cached_property
    def by_name(self) -> dict[str, Reading]:
        return {reading.source.dispatch: reading for reading in self.readings}

    def deciding(self, ledger: Ledger, reviewer: str | None = None) -> Deciding:
        """Return the forms of a review to be carried out in the name of a reviewer."""
        texts = {name: reading.text for name, reading in self.by_name.items()}
        review = Review(ledger, self.proposals, frozenset(self.doubts), texts, reviewer)
        return Deciding(self.by_name, review, self.lists)

    def said(self, entry: Entry) -> str:
        """Return an entry in words, with its outlet and date, as the report has it."""
        own = self._registry.entry(entry)
        names = self._names
        words = cited(
            own, lambda actor: "no source given" if actor is None else names.get(actor, actor)
        )
        return visible(capital(words))

    @cached_property
    def lists(self) -> Lists:
        return lists_of(self.readings, self.proposals)

    @cached_property
    def _registry(self) -> Named:
        return named({name: reading.actors for name, reading in self.by_name.items()})

    @cached_property
    def _names(self) -> dict[str, str]:
        return {actor.id: actor.name for actor in self._registry.actors}


class _Work(threading.Thread):
    """Reads the reports of a case and makes the index of its ledger, beside the pages that wait for them."""

    def __init__(self, place: CaseFolder, stamp: object) -> None:
        super().__init__(daemon=True)
        self.place, self.stamp = place, stamp
        self.found: CaseReports | None = None
        self.failed = False

    def run(self) -> None:
        try:
            read = read_all(self.place.dispatches, kept=self.place.folder)
            found = CaseReports(read.readings, read.doubts())
            # names are merged here too: this takes long for many reports
            found.deciding(Ledger(self.place.ledger))
            for entry in found.proposals[:1]:
                found.said(entry)
            # a ledger that was spoilt is said on the page that asks it
            with suppress(Unusable, UsageError), usable():
                Index(Ledger(self.place.ledger)).refresh()
            self.found = found
        except Exception:
            logging.getLogger("django.request").exception("reports could not be read")
            self.failed = True


_lock = threading.Lock()
_work: _Work | None = None


def case_reports(record: CaseRecord) -> CaseReports | None:
    """Return the reports of a case, read once by this process unless a file changes; None if not yet read.

    They are public, and no entry of a room: they are the only content that is kept between two requests.

    Raises:
        Unusable: if reading them failed.
    """
    global _work
    paths = record.place.dispatches
    stamp = tuple((str(path), *_about(path)) for path in paths)
    with _lock:
        if _work is None or _work.stamp != stamp:
            _work = _Work(record.place, stamp)
            _work.start()
        work = _work
    work.join(SECONDS)
    if work.failed:
        raise Unusable(_("The reports could not be read."))
    return work.found


def _about(path: os.PathLike[str]) -> tuple[int, int]:
    try:
        about = os.stat(path)
    except OSError:
        return 0, 0
    return about.st_size, about.st_mtime_ns
