"""The review page as a WSGI application: it works without scripts; each decision is a form."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, urlencode

from goodoffices.errors import GoodOfficesError, UsageError
from goodoffices.reader import Reading
from goodoffices.record import Review
from goodoffices.review_page.deciding import Deciding
from goodoffices.review_page.fields import lists_of
from goodoffices.review_page.page import Answer, Asked, Pages
from goodoffices.review_page.requests import HEADERS, Refused, form_of, from_own_page

_PLAIN = ("Content-Type", "text/plain")
_FORMS = ("decide", "add")
"""The addresses that forms are sent to."""
StartResponse = Callable[[str, list[tuple[str, str]]], object]


class ReviewApp:
    """Pages for the proposed entries of a case, under a secret path; only the ledger is written to."""

    def __init__(
        self, title: str, readings: Sequence[Reading], review: Review, token: str, host: str
    ) -> None:
        by_name = {reading.source.dispatch: reading for reading in readings}
        self._review = review
        self._deciding = Deciding(by_name, review, lists_of(readings, review.proposals))
        self._root = f"/{token}/"
        self._pages = Pages(title, self._root, self._deciding)
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
            status, headers, body = self._pages.broken(error)
        head = HEADERS | {"Content-Length": str(len(body))} | dict(headers)
        start_response(f"{status.value} {status.phrase}", list(head.items()))
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]

    def _answer(self, environ: dict[str, Any]) -> Answer:
        method, path = environ["REQUEST_METHOD"], environ.get("PATH_INFO", "")
        if environ.get("HTTP_HOST") != self._host or not secrets.compare_digest(
            path[: len(self._root)].encode("latin-1", "replace"), self._root.encode()
        ):
            return HTTPStatus.NOT_FOUND, [_PLAIN], b"Not found.\n"
        rest = path[len(self._root) :]
        if method == "POST" and rest in _FORMS:
            from_own_page(environ, self._host)
            return self._sent(rest, form_of(environ))
        if method in ("GET", "HEAD") and rest == "":
            self._check_chain()
            query = parse_qs(environ.get("QUERY_STRING", ""), keep_blank_values=True)
            return self._pages.page(Asked({name: values[0] for name, values in query.items()}))
        if rest in ("", *_FORMS):
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

    def _sent(self, address: str, form: Mapping[str, str]) -> Answer:
        """Answer a form; if that fails in any way, the answer has everything that was typed."""
        try:
            self._check_chain()
            act = self._deciding.decide if address == "decide" else self._deciding.add
            return self._saved(act(form), form)
        except UsageError as error:
            asked = Asked(form, form, str(error))
            return self._pages.page(asked, HTTPStatus.BAD_REQUEST)
        except (GoodOfficesError, OSError, RecursionError, ValueError) as error:
            return self._pages.broken(error, address, form)

    def _saved(self, entry: str, form: Mapping[str, str]) -> Answer:
        """Go on to an entry; the page's script forgets the text of the form that is saved now."""
        asked = {"entry": entry, "saved": form.get("draft", "")}
        query = urlencode({name: value for name, value in asked.items() if value})
        return HTTPStatus.SEE_OTHER, [("Location", f"{self._root}?{query}"), _PLAIN], b"Saved.\n"
