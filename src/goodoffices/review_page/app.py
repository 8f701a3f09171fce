"""The review page as a WSGI application: it works without scripts; each decision is a form."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, get_args, get_origin, get_type_hints
from typing import Literal as _Literal
from urllib.parse import parse_qs, quote

from jinja2 import Environment, PackageLoader, StrictUndefined

from goodoffices.errors import GoodOfficesError, UsageError, visible
from goodoffices.reader import Reading
from goodoffices.record import Entry, Review, when_text
from goodoffices.record.entry_words import cited
from goodoffices.record.ledger.typed_fields import ABOUT, editable, written
from goodoffices.review_page.marks import Run, runs
from goodoffices.review_page.requests import HEADERS, Refused, form_of, from_own_page
from goodoffices.wording import count, in_words

_PAGES = Environment(
    loader=PackageLoader("goodoffices.review_page"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_PLAIN = ("Content-Type", "text/plain")
StartResponse = Callable[[str, list[tuple[str, str]]], object]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a proposed entry in its form; ``choices`` if only some values are allowed."""

    name: str
    value: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Everything the template shows."""

    title: str
    root: str
    dispatches: tuple[tuple[str, int], ...]
    reading: Reading | None
    runs: tuple[Run, ...]
    entry: Entry | None
    said: str
    fields: tuple[Field, ...]
    same: tuple[tuple[str, str], ...]
    left: int
    done: int
    previous: str | None
    following: str | None
    problem: str

    def link(self, entry: str) -> str:
        """Return the address of an entry's page."""
        return f"{self.root}?entry={quote(entry)}"


class ReviewApp:
    """Pages for the proposed entries of a case, under a secret path; only the ledger is written to."""

    def __init__(
        self, title: str, readings: Sequence[Reading], review: Review, token: str, host: str
    ) -> None:
        self._title = title
        self._readings = {reading.source.dispatch: reading for reading in readings}
        self._review = review
        self._root = f"/{token}/"
        self._host = host
        self._head: str | None = None
        self._verified: tuple[int, int] | None = None

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request (PEP 3333)."""
        try:
            status, headers, body = self._answer(environ)
        except Refused as refused:
            status, headers, body = refused.status, [_PLAIN], f"{refused}\n".encode()
        except (GoodOfficesError, OSError, RecursionError, ValueError) as error:
            # The ledger is a file that other programs can spoil while the page is open.
            status, headers, body = self._broken(error)
        head = HEADERS | {"Content-Length": str(len(body))} | dict(headers)
        start_response(f"{status.value} {status.phrase}", list(head.items()))
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]

    def _answer(self, environ: dict[str, Any]) -> tuple[HTTPStatus, list[tuple[str, str]], bytes]:
        method, path = environ["REQUEST_METHOD"], environ.get("PATH_INFO", "")
        if environ.get("HTTP_HOST") != self._host or not secrets.compare_digest(
            path[: len(self._root)].encode("latin-1", "replace"), self._root.encode()
        ):
            return HTTPStatus.NOT_FOUND, [_PLAIN], b"Not found.\n"
        rest = path[len(self._root) :]
        query = parse_qs(environ.get("QUERY_STRING", ""))
        if rest in ("", "decide"):
            self._check_chain()
        if method in ("GET", "HEAD") and rest == "":
            return self._page(query.get("entry", [""])[0], query.get("dispatch", [""])[0])
        if method == "POST" and rest == "decide":
            from_own_page(environ, self._host)
            return self._decide(form_of(environ))
        if rest in ("", "decide"):
            allowed = [("Allow", "GET, POST"), _PLAIN]
            return HTTPStatus.METHOD_NOT_ALLOWED, allowed, b"Method not allowed.\n"
        return HTTPStatus.NOT_FOUND, [_PLAIN], b"Not found.\n"

    def _check_chain(self) -> None:
        """Check the ledger against its chain and the last head seen, if its file changed since.

        Raises:
            InputError: a line is no line of a ledger.
            LedgerError: a line was changed, moved or removed.
        """
        ledger = self._review.ledger
        about = ledger.path.stat() if ledger.path.exists() else None
        now = (about.st_size, about.st_mtime_ns) if about else (0, 0)
        if now != self._verified:
            self._head = ledger.verify(self._head)
            self._verified = now

    def _decide(self, form: Mapping[str, str]) -> tuple[HTTPStatus, list[tuple[str, str]], bytes]:
        name, action = form.get("entry", ""), form.get("action", "")
        pending = self._review.pending()
        order = [entry.id for entry in pending]
        try:
            if action == "accept":
                self._review.accept(name, self._changes(name, form))
            elif action == "reject":
                self._review.reject(name, form.get("because", "").strip() or "rejected in review")
            elif action == "merge":
                self._review.merge(name, form.get("same_as", ""))
            else:
                raise UsageError(f"action: expected accept, reject or merge, found '{action}'.")
        except UsageError as error:
            return self._page(name, "", str(error), HTTPStatus.BAD_REQUEST)
        place = order.index(name)
        left = order[place + 1 :] + order[:place]
        target = self._root + (f"?entry={quote(left[0])}" if left else "")
        return HTTPStatus.SEE_OTHER, [("Location", target), _PLAIN], b"Saved.\n"

    def _changes(self, name: str, form: Mapping[str, str]) -> dict[str, str]:
        """Return the fields of the form that differ from the proposed entry."""
        known = {proposal.id: proposal for proposal in self._review.proposals}
        if name not in known:
            return {}
        return {
            field.name: form[field.name].strip()
            for field in _fields(known[name])
            # The page draws hidden characters as marks; a field sent back with its marks is unchanged.
            if field.name in form
            and form[field.name].strip() not in (field.value, visible(field.value))
        }

    def _page(
        self, name: str, dispatch: str, problem: str = "", status: HTTPStatus = HTTPStatus.OK
    ) -> tuple[HTTPStatus, list[tuple[str, str]], bytes]:
        pending = self._review.pending()
        waiting = frozenset(entry.id for entry in pending)
        known = {proposal.id: proposal for proposal in self._review.proposals}
        first = next((e for e in pending if not dispatch or e.source.dispatch == dispatch), None)
        entry = known.get(name) or first
        shown = dispatch or (entry.source.dispatch if entry else next(iter(self._readings), ""))
        reading = self._readings.get(shown)
        inside = [e for e in self._review.proposals if reading and e.source.dispatch == shown]
        page = Page(
            title=self._title,
            root=self._root,
            dispatches=tuple(
                (d, sum(e.source.dispatch == d for e in pending)) for d in sorted(self._readings)
            ),
            reading=reading,
            runs=runs(reading.text, inside, waiting) if reading else (),
            entry=entry if entry and entry.id in waiting else None,
            said=_said(entry, reading) if entry else "",
            fields=_fields(entry) if entry else (),
            same=self._same(entry) if entry else (),
            left=len(pending),
            done=len(self._review.proposals) - len(pending),
            previous=_beside(pending, entry, -1),
            following=_beside(pending, entry, 1),
            problem=problem,
        )
        return _rendered(
            status, "review.html", page=page, when=when_text, count=count, in_words=in_words
        )

    def _broken(self, error: Exception) -> tuple[HTTPStatus, list[tuple[str, str]], bytes]:
        """Return a page that says why the ledger cannot be read or written."""
        problem = (
            "A line of it is nested too deeply." if isinstance(error, RecursionError) else str(error)
        )
        return _rendered(
            HTTPStatus.SERVICE_UNAVAILABLE,
            "broken.html",
            title=self._title,
            root=self._root,
            problem=problem,
        )

    def _same(self, entry: Entry) -> tuple[tuple[str, str], ...]:
        """Return the accepted entries that a proposed entry can be merged with."""
        standing = self._review.current().entries.values()
        return tuple(
            (e.id, f"{e.source.dispatch}: {' '.join(e.span.text.split())[:80]}")
            for e in standing
            if e.kind == entry.kind and e.source.dispatch != entry.source.dispatch
        )


def _rendered(
    status: HTTPStatus, template: str, **shown: object
) -> tuple[HTTPStatus, list[tuple[str, str]], bytes]:
    """Return a page with a policy that allows its own style and script, its own forms and nothing else."""
    nonce = secrets.token_urlsafe(12)
    policy = (
        f"default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Security-Policy", policy)]
    text = _PAGES.get_template(template).render(nonce=nonce, **shown)
    return status, headers, visible(text).encode()


def _said(entry: Entry, reading: Reading | None) -> str:
    """Return an entry in words, with the names that its dispatch gives, its outlet and its date."""
    names = {actor.id: actor.name for actor in reading.actors} if reading else {}
    return cited(entry, lambda actor: names.get(actor, actor) if actor else "no source given")


def _fields(entry: Entry) -> tuple[Field, ...]:
    hints = get_type_hints(type(entry.body)) | {name: get_type_hints(Entry)[name] for name in ABOUT}
    values = {name: getattr(entry.body, name) for name in editable(type(entry.body))}
    values |= {name: getattr(entry, name) for name in ABOUT}
    return tuple(Field(name, written(value), _choices(hints[name])) for name, value in values.items())


def _choices(hint: Any) -> tuple[str, ...]:
    optional = type(None) in get_args(hint)
    for part in (hint, *get_args(hint)):
        if get_origin(part) is _Literal:
            return ("", *get_args(part)) if optional else get_args(part)
    return ()


def _beside(pending: Sequence[Entry], entry: Entry | None, step: int) -> str | None:
    names = [one.id for one in pending]
    if entry is None or entry.id not in names:
        return names[0] if names else None
    place = names.index(entry.id) + step
    return names[place] if 0 <= place < len(names) else None
