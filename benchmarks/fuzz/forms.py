"""Hostile forms of the review page, and class lists, in this process."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from urllib.parse import quote_plus

import numpy as np

import goodoffices as go
from benchmarks.fuzz import broken, samples
from goodoffices.errors import HIDDEN, InputError
from goodoffices.limits import STUDENTS
from goodoffices.reader import Reading
from goodoffices.record import Review
from goodoffices.record.ledger.file import Ledger
from goodoffices.review_page.app import ReviewApp
from goodoffices.rooms.classlist import draw, read_class

TOKEN, HOST = "token", "127.0.0.1:8000"
SEATS = ("party:A", "party:B", "mediator")
CLASS = "Ann\nBo,1\nCal,2,party:A\n"
NAME = re.compile(r'\bname="([^"]+)"')
ANSWERS = (200, 303, 400, 413)
"""What a form is answered: shown, saved, refused, or refused for its length."""


@cache
def reading() -> Reading:
    """Return the reading of the report."""
    return go.read(samples.REPORT.encode(), name="2031-05-04-wire")


def app(folder: Path) -> ReviewApp:
    """Return the review page of the report, with its ledger in a folder."""
    proposals, texts = reading().entries, {reading().source.dispatch: reading().text}
    review = Review(Ledger(folder / "record.jsonl"), proposals, texts=texts)
    return ReviewApp("Ferry talks", (reading(),), review, TOKEN, HOST)


def ask(page: ReviewApp, method: str, address: str, query: str, body: bytes) -> tuple[int, str]:
    """Return the status and the text of an answer."""
    got: list[str] = []
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": f"/{TOKEN}/{address}",
        "QUERY_STRING": query,
        "HTTP_HOST": HOST,
        "HTTP_ORIGIN": f"http://{HOST}",
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
    }
    found = b"".join(page(environ, lambda status, headers: got.append(status)))
    return int(got[0][:3]), found.decode("utf-8")


def _word(draws: np.random.Generator) -> str:
    word = broken.value(draws)[:30_000]
    return quote_plus(word.encode("utf-8", "surrogatepass"))


def form(draws: np.random.Generator, folder: Path) -> tuple[bytes, Callable[[bytes], str]]:
    """Return a form that no browser would send, and the check of its answer and of the page after it."""
    page = app(folder)
    names = sorted(set(NAME.findall(ask(page, "GET", "", "", b"")[1])))
    entries = [entry.id for entry in reading().entries]
    fields = {"entry": broken.pick(draws, entries), "action": broken.pick(
        draws, ("accept", "reject", "edit", "undo", "correct", "retract", "x")
    )}  # fmt: skip
    words = {name: quote_plus(word) for name, word in fields.items()}
    for _ in range(int(draws.integers(1, 6))):
        words[broken.pick(draws, names)] = _word(draws)
    address = broken.pick(draws, ("decide", "add"))
    body = "&".join(f"{quote_plus(name)}={word}" for name, word in words.items()).encode()
    query = f"entry={_word(draws)}&{broken.pick(draws, names)}={_word(draws)}"

    def check(data: bytes) -> str:
        status, _ = ask(page, "POST", address, "", data)
        assert status in ANSWERS, f"the form was answered {status}"
        for asked in ("", query):
            shown, text = ask(page, "GET", "", asked, b"")
            assert shown in ANSWERS, f"the page after it was answered {shown}"
            assert not (hidden := HIDDEN.search(text)), f"the character {hidden[0]!r} in the page"
            assert "<script>alert" not in text, "a script in the page"
        Ledger(folder / "record.jsonl").verify()
        return f"form answered {status}"

    return body, check


def class_list(draws: np.random.Generator, folder: Path) -> tuple[bytes, Callable[[bytes], str]]:
    """Return a changed class list, and the check of its reading."""
    many = CLASS * int(draws.choice([1, 3, 200, 5_000]))
    text = broken.spoiled(draws, CLASS) if draws.integers(3) else broken.data(draws, many.encode())

    def check(data: bytes) -> str:
        (folder / "class.csv").write_bytes(data)
        try:
            students = read_class(folder / "class.csv", SEATS)
        except InputError:
            return "class list refused"
        drawn = draw(students, SEATS, 0, 1)
        assert sum(bool(seat.label) for seat in drawn) == len(students), "a student without a seat"
        assert len(drawn) <= STUDENTS.most * len(SEATS), f"{len(drawn)} seats"
        return "class list read"

    return text, check
