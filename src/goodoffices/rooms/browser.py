"""A browser of a seat in a rehearsal: it asks for pages over HTTPS and sends their forms, as people do."""

from __future__ import annotations

import http.client
import re
import ssl
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from goodoffices.errors import LedgerError
from goodoffices.rooms.documents import Clause

IDLE = 3.0
"""Seconds without a request after which a connection is made anew."""
LOOKS = 50
"""Times that a party looks for the next question before it gives up."""
HIDDEN = re.compile(r'type="hidden" name="(window|digest|after)" value="([^"]*)"')


@dataclass
class Browser:
    """A browser of a seat: a connection that stays open, and its cookies."""

    url: str
    certificate: Path
    room: str = ""
    cookies: dict[str, str] = field(default_factory=dict)
    line: http.client.HTTPSConnection | None = None
    used: float = 0.0
    answered: str = ""

    def ask(self, how: str, path: str, form: Mapping[str, str] | None = None) -> tuple[int, str, str]:
        """Return the status, the address it leads to, and the body of a response."""
        if self.line is not None and time.monotonic() - self.used > IDLE:
            # servers close connections that say nothing
            self.line.close()
            self.line = None
        if self.line is None:
            context = ssl.create_default_context(cafile=str(self.certificate))
            self.line = http.client.HTTPSConnection(
                urlsplit(self.url).netloc, context=context, timeout=60
            )
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if form is not None:
            # the secret in the cookie may stand for a masked one
            token = self.cookies.setdefault("__Host-csrf", "a" * 32)
            headers["Cookie"] = "; ".join(f"{n}={value}" for n, value in self.cookies.items())
            headers["Origin"] = self.url.rstrip("/")
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode({**form, "csrfmiddlewaretoken": token})
        self.line.request(how, path, body, headers)
        answer = self.line.getresponse()
        text = answer.read().decode()
        self.used = time.monotonic()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.headers.get("Location", ""), text

    def get(self, page: str) -> str:
        """Return a page."""
        status, _, text = self.ask("GET", page if page.startswith("/") else f"{self.room}{page}")
        return self._expected(status, 200, page, text)

    def post(self, page: str, form: Mapping[str, str]) -> str:
        """Send a form, and return the address that it leads to."""
        status, found, text = self.ask(
            "POST", page if page.startswith("/") else f"{self.room}{page}", form
        )
        self._expected(status, 302, page, text)
        return found

    def _expected(self, status: int, wanted: int, page: str, text: str) -> str:
        if status != wanted:
            raise LedgerError(f"rehearsal: expected {wanted} for {page or 'a side'}, found {status}.")
        return text

    def sit_down(self, ticket: str) -> None:
        """Take the seat of a ticket."""
        path = urlsplit(ticket).path
        self.get(path)
        self.post(path, {})
        status, found, _ = self.ask("GET", "/")
        if status == 302 and found.startswith("/r/"):
            self.room = "/".join(found.split("/")[:3]) + "/"

    def answer(self, form: Mapping[str, str]) -> None:
        """Answer the next question, as a party does: write, look it over, send.

        A machine may still have to answer the last question, or to put the next: then it looks again.

        Raises:
            LedgerError: if no new question is put.
        """
        for _ in range(LOOKS):
            asked = dict(HIDDEN.findall(self.get("")))
            if asked.get("window", self.answered) != self.answered:
                break
        else:
            raise LedgerError("rehearsal: expected another question to a side, found none.")
        self.answered = asked["window"]
        self.post("", {**asked, **form, "do": "look"})
        self.post("look", dict(HIDDEN.findall(self.get("look"))))

    def offer(self, package: Mapping[str, str]) -> None:
        """Make an offer, as a party does: write it, look it over, make it.

        Raises:
            LedgerError: if its turn does not come.
        """
        self.post(
            "offer", {**{f"issue-{issue}": said for issue, said in package.items()}, "do": "look"}
        )
        self._in_turn("offer/look")

    def accept(self) -> None:
        """Accept the offer on the table.

        Raises:
            LedgerError: if its turn does not come.
        """
        self._in_turn("accept")

    def _in_turn(self, page: str) -> None:
        """Send the form of a page as soon as it is there: machines may still have to act."""
        for _ in range(LOOKS):
            status, _address, text = self.ask("GET", f"{self.room}{page}")
            if status == 200:
                self.post(page, dict(HIDDEN.findall(text)))
                return
        raise LedgerError("rehearsal: expected the turn of a side, found that it did not come.")


def text_form(text: Sequence[Clause]) -> dict[str, str]:
    """Return the form of a text."""
    form = {}
    for number, clause in enumerate(text):
        form[f"words-{number}"] = clause.words
        form[f"settles-{number}"] = f"{clause.issue}={clause.option}"
    return form
