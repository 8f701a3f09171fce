"""The review page: a dispatch with its entries marked, and a form to decide or to add."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from urllib.parse import quote

from goodoffices.errors import UsageError, visible
from goodoffices.page_templates import templates
from goodoffices.reader import Reading
from goodoffices.record import Entry, when_text
from goodoffices.record.entry_words import cited
from goodoffices.record.ledger.fold import current
from goodoffices.review_page import fields as forms
from goodoffices.review_page.adding import ADDED, Place, around_words, place_of, proposed
from goodoffices.review_page.deciding import Deciding
from goodoffices.review_page.fields import Field
from goodoffices.review_page.marks import Run, runs
from goodoffices.review_page.states import SIGNS, WORDS, Decision, decisions_on
from goodoffices.wording import count

Answer = tuple[HTTPStatus, list[tuple[str, str]], bytes]
_PAGES = templates("goodoffices.review_page")


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for a page; ``typed`` is the form that was refused, and ``problem`` says why."""

    query: Mapping[str, str]
    typed: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""

    def get(self, name: str) -> str:
        """Return a part of the query, empty if it is not there."""
        return self.query.get(name, "")


@dataclass(frozen=True, slots=True)
class Adding:
    """An entry that is being added: where, and its kind, None as long as none is chosen."""

    place: Place | None
    kind: str | None


@dataclass(frozen=True, slots=True)
class Form:
    """The fields to fill in, the problems they had, and anything else that was typed."""

    fields: tuple[Field, ...] = ()
    problem: str = ""
    because: str = ""
    same_as: str = ""
    lost: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """Everything the template shows."""

    title: str
    root: str
    dispatches: tuple[tuple[str, int], ...]
    reading: Reading | None
    runs: tuple[Run, ...]
    entries: tuple[tuple[Entry, Decision], ...]
    entry: Entry | None
    decision: Decision
    place: Place | None
    adding: Adding | None
    asked: Asked
    said: str
    form: Form
    same: tuple[tuple[str, str], ...]
    left: int
    done: int
    previous: str | None
    following: str | None

    def link(self, entry: str) -> str:
        """Return the address of an entry's page."""
        return f"{self.root}?entry={quote(entry)}"

    def sentence(self, number: int) -> str:
        """Return the address at which an entry is added for a sentence."""
        assert self.reading is not None
        return f"{self.root}?dispatch={quote(self.reading.source.dispatch)}&sentence={number}"


class Pages:
    """Writes the pages of a review."""

    def __init__(self, title: str, root: str, deciding: Deciding) -> None:
        self._title = title
        self._root = root
        self._deciding = deciding
        self._readings = deciding.readings
        self._review = deciding.review
        self._lists = deciding.lists

    def page(self, asked: Asked, status: HTTPStatus = HTTPStatus.OK) -> Answer:
        """Return the page for an entry, for a dispatch, or for an entry to be added."""
        entries = tuple(self._review.ledger)
        now = current(entries)
        pending = self._review.pending(now)
        waiting = Counter(one.source.dispatch for one in pending)
        decided = decisions_on(entries, self._review.proposals, self._lists)
        by_id = {one.id: one for one in self._review.proposals}
        by_id |= {
            name: replace(one.standing, id=name)
            for name, one in decided.items()
            if one.standing and name not in by_id
        }
        dispatch = asked.get("dispatch")
        first = next((e for e in pending if not dispatch or e.source.dispatch == dispatch), None)
        adding = None
        entry = by_id.get(asked.get("entry")) or first
        if "sentence" in asked.query or "words" in asked.query:
            entry = None
        shown = dispatch or (entry.source.dispatch if entry else next(iter(self._readings), ""))
        reading = self._readings.get(shown)
        if entry is None and reading and ("sentence" in asked.query or "words" in asked.query):
            adding, asked = self._adding(reading, asked)
        inside = [e for e in by_id.values() if reading and e.source.dispatch == shown]
        inside.sort(key=lambda e: (e.span.start, -e.span.end, e.id))
        decision = decided.get(entry.id, Decision("waits")) if entry else Decision("waits")
        page = Page(
            title=self._title,
            root=self._root,
            dispatches=tuple((name, waiting[name]) for name in sorted(self._readings)),
            reading=reading,
            runs=_marked(reading, inside, decided) if reading else (),
            entries=tuple((one, decided[one.id]) for one in inside),
            entry=entry,
            decision=decision,
            place=_place(reading, entry, adding),
            adding=adding,
            asked=asked,
            said=_said(decision.standing or entry, reading) if entry else "",
            form=self._form(asked, decision, entry, adding, shown),
            same=_same(entry, now.entries.values()) if entry else (),
            left=len(pending),
            done=len(self._review.proposals) - len(pending),
            previous=_beside(pending, entry, -1),
            following=_beside(pending, entry, 1),
        )
        return self._rendered(status, "review.html", page=page)

    def broken(
        self, error: Exception, address: str = "", form: Mapping[str, str] | None = None
    ) -> Answer:
        """Return a page that says why the ledger cannot be read or written, with everything typed."""
        problem = (
            "A line of it is nested too deeply." if isinstance(error, RecursionError) else str(error)
        )
        return self._rendered(
            HTTPStatus.SERVICE_UNAVAILABLE,
            "broken.html",
            title=self._title,
            root=self._root,
            problem=problem,
            address=address,
            form=form or {},
            typed=self._deciding.typed(form or {}),
        )

    def _adding(self, reading: Reading, asked: Asked) -> tuple[Adding, Asked]:
        """Return the place asked for; if there is none, the problem is said."""
        kind = asked.get("add") if asked.get("add") in ADDED else None
        try:
            return Adding(place_of(reading.text, asked.query), kind), asked
        except UsageError as error:
            return Adding(None, kind), Asked(asked.query, asked.typed, asked.problem or str(error))

    def _form(
        self,
        asked: Asked,
        decision: Decision,
        entry: Entry | None,
        adding: Adding | None,
        dispatch: str,
    ) -> Form:
        """Return the form: as it was typed if it was refused, and everything typed if there is no form."""
        if adding is not None:
            kind = ADDED.get(adding.kind or "")
            if kind is None or adding.place is None:
                return Form(problem=asked.problem)
            values: Mapping[str, object] = proposed(kind, adding.place)
        elif entry is not None and decision.state != "rejected":
            kept = decision.standing or entry
            kind, values = type(kept.body), forms.values_of(kept)
        else:
            return Form(problem=asked.problem, lost=self._deciding.typed(asked.typed))
        found, rest = forms.refused(kind, values, self._lists, dispatch, asked.typed, asked.problem)
        return Form(
            found,
            rest,
            asked.typed.get("because", ""),
            asked.typed.get("same_as", ""),
        )

    def _rendered(self, status: HTTPStatus, template: str, **shown: object) -> Answer:
        """Return a page whose policy allows its own style, script and forms, and nothing else."""
        nonce = secrets.token_urlsafe(12)
        policy = (
            f"default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; "
            "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        )
        headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Security-Policy", policy)]
        about = {
            "when": when_text,
            "count": count,
            "state_words": WORDS,
            "signs": SIGNS,
            "kinds": tuple(ADDED),
            "others": lambda one, dispatch: forms.others(one, self._lists, dispatch),
            "more": forms.MORE,
        }
        text = _PAGES.get_template(template).render(nonce=nonce, **about, **shown)
        return status, headers, visible(text).encode()


def _marked(
    reading: Reading, entries: Sequence[Entry], decided: Mapping[str, Decision]
) -> tuple[Run, ...]:
    """Return the text with the entries that are at their place in it: those by hand may be elsewhere."""
    found = [e for e in entries if reading.text[e.span.start : e.span.end] == e.span.text]
    return runs(reading.text, found, {name: one.state for name, one in decided.items()})


def _place(reading: Reading | None, entry: Entry | None, adding: Adding | None) -> Place | None:
    """Return the words that the form is about, in their sentences."""
    if adding is not None:
        return adding.place
    if reading is None or entry is None:
        return None
    span = entry.span
    if not span.text or reading.text[span.start : span.end] != span.text:
        return Place(span, span, 0, 0)
    return around_words(reading.text, span)


def _said(entry: Entry, reading: Reading | None) -> str:
    """Return an entry in words, with the names that its dispatch gives, its outlet and its date."""
    names = {actor.id: actor.name for actor in reading.actors} if reading else {}
    return cited(entry, lambda actor: names.get(actor, actor) if actor else "no source given")


def _same(entry: Entry, standing: Iterable[Entry]) -> tuple[tuple[str, str], ...]:
    """Return the accepted entries that a proposed entry can be merged with."""
    return tuple(
        (e.id, f"{e.source.dispatch}: {' '.join(e.span.text.split())[:80]}")
        for e in standing
        if e.kind == entry.kind and e.source.dispatch != entry.source.dispatch
    )


def _beside(pending: Sequence[Entry], entry: Entry | None, step: int) -> str | None:
    names = [one.id for one in pending]
    if entry is None or entry.id not in names:
        return names[0] if names else None
    place = names.index(entry.id) + step
    return names[place] if 0 <= place < len(names) else None
