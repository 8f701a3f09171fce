"""The page of a mediator's review: a proposed entry, the sentence it was read from, and a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from goodoffices.errors import visible
from goodoffices.record import Entry, when_text
from goodoffices.review_page import fields as forms
from goodoffices.review_page.adding import around_words
from goodoffices.rooms.doing.record import READING, require_record
from goodoffices.rooms.models import Seat
from goodoffices.rooms.record import CaseReports, Unusable, case_reports, usable
from goodoffices.rooms.seen.common import Frame, frame


@dataclass(frozen=True, slots=True)
class Option:
    """A value to choose, and its words."""

    value: str
    said: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class FieldSeen:
    """A field; ``before`` is its value in the entry if something else was typed, ``fault`` the problem.

    ``sort`` is actors, choice, long, or another word for a line of text. ``more`` has actors that are not
    among the options.
    """

    name: str
    label: str
    sort: str
    value: str
    options: tuple[Option, ...]
    more: str
    before: str
    fault: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposed entry in words, with its sentences before, in and after its own words."""

    id: str
    kind: str
    said: str
    report: str
    before: str
    words: str
    after: str
    date: str
    sure: str
    check: tuple[str, ...]
    fields: tuple[FieldSeen, ...]
    because: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """A review.

    Attributes:
        left, done: the number of proposals without and with a decision.
        entry: the proposal shown; None if none is left, or the reports are still being read (``wait``).
        before, after: the ids of the proposals beside it.
        problem: why the form that was sent is refused; empty if it is not.
        typed: everything typed, if there is no form for it any more.
        writable: whether decisions can be saved in the case's folder.
    """

    frame: Frame
    left: int
    done: int
    entry: Proposed | None
    before: str
    after: str
    problem: str
    typed: tuple[tuple[str, str], ...]
    writable: bool
    wait: str

    @property
    def faulty(self) -> bool:
        """Whether a field has a fault."""
        return any(one.fault for one in self.entry.fields) if self.entry else False

    @property
    def corrected(self) -> bool:
        """Whether something was typed into a field, so that the fields are shown at once."""
        changed = self.entry is not None and any(one.before for one in self.entry.fields)
        return changed or self.faulty


@dataclass(frozen=True, slots=True)
class BrokenPage:
    """Why the record cannot be used, everything that was typed, and the form to send it again."""

    frame: Frame
    problem: str
    typed: tuple[tuple[str, str], ...] = ()
    form: dict[str, str] = field(default_factory=dict)


def review_page(
    mediator: Seat, asked: str, form: Mapping[str, str] | None = None, problem: str = ""
) -> ReviewPage:
    """Return the page of a proposal; of the first that is left if the one asked for has a decision.

    ``form`` is the form that was refused, ``problem`` says why: everything typed is on the page.

    Raises:
        NotYours: if the seat is no mediator's, or the case has no record.
        Unusable: if the ledger cannot be read.
    """
    record = require_record(mediator)
    reports, typed = case_reports(record), dict(form or {})
    if reports is None:
        lost = tuple((name, visible(text)) for name, text in typed.items() if text.strip())
        return ReviewPage(
            frame(mediator), 0, 0, None, "", "", problem, lost, record.writable, _(READING)
        )
    deciding = reports.deciding(record.ledger)
    with usable():
        pending = deciding.review.pending()
    names = [entry.id for entry in pending]
    gone = bool(typed) and asked not in names
    place = names.index(asked) if asked in names else 0
    entry = pending[place] if pending else None
    kept = {} if gone else typed
    return ReviewPage(
        frame(mediator),
        len(pending),
        len(reports.proposals) - len(pending),
        _proposed(entry, reports, kept, problem) if entry else None,
        names[place - 1] if place else "",
        names[place + 1] if place + 1 < len(names) else "",
        visible(_rest(entry, reports, kept, problem)),
        _lost(deciding.typed(typed)) if gone else (),
        record.writable,
        "",
    )


def broken_page(mediator: Seat, problem: str, form: Mapping[str, str] | None = None) -> BrokenPage:
    """Return the page that says why the record cannot be used, with everything that was typed.

    Raises:
        NotYours: if the seat is no mediator's, or the case has no record.
    """
    record = require_record(mediator)
    typed = dict(form or {})
    try:
        reports = case_reports(record)
    except Unusable:
        reports = None
    words = _lost(reports.deciding(record.ledger).typed(typed)) if reports else ()
    return BrokenPage(frame(mediator), problem, words, typed)


def _lost(typed: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((_(label), visible(text)) for label, text in typed)


def _fields(
    entry: Entry, reports: CaseReports, typed: Mapping[str, str], problem: str
) -> tuple[tuple[forms.Field, ...], str]:
    dispatch = entry.source.dispatch
    values = forms.values_of(entry)
    return forms.refused(type(entry.body), values, reports.lists, dispatch, typed, problem)


def _rest(entry: Entry | None, reports: CaseReports, typed: Mapping[str, str], problem: str) -> str:
    """Return the part of a problem that is of no field."""
    return _fields(entry, reports, typed, problem)[1] if entry and typed else problem


def _proposed(entry: Entry, reports: CaseReports, typed: Mapping[str, str], problem: str) -> Proposed:
    reading = reports.by_name[entry.source.dispatch]
    place = around_words(reading.text, entry.span)
    begin = entry.span.start - place.around.start
    around = place.around.text
    fields, _rest_of = _fields(entry, reports, typed, problem)
    return Proposed(
        entry.id,
        _(entry.kind),
        reports.said(entry),
        visible(entry.source.dispatch),
        visible(around[:begin]),
        visible(entry.span.text),
        visible(around[begin + len(entry.span.text) :]),
        when_text(entry.edtf),
        f"{entry.confidence:.0%}",
        tuple(
            visible(doubt.text) for doubt in reading.doubts if entry.id in (doubt.entry, doubt.version)
        ),
        tuple(_seen(one, reports.lists, entry.source.dispatch) for one in fields),
        typed.get("because", ""),
    )


def _seen(one: forms.Field, lists: forms.Lists, dispatch: str) -> FieldSeen:
    """Return a field as shown; names of fields and choices are translated, names of people are not."""
    if one.sort == "choice":
        options = tuple(Option(value, _(said), value == one.value) for value, said in one.choices)
    elif one.sort == "actors":
        options = tuple(
            Option(actor, visible(name), actor in one.picked) for actor, name in one.choices
        )
    else:
        options = tuple(Option(visible(value), "") for value, _said in one.choices)
    return FieldSeen(
        one.name,
        _(one.label),
        one.sort,
        visible(one.value),
        options,
        visible(forms.others(one, lists, dispatch)) if one.sort == "actors" else "",
        "" if one.before is None else visible(one.before),
        visible(one.problem),
    )
