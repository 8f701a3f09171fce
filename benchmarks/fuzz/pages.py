"""Hostile requests to a room: forms that no browser would send, by everybody at every stage of talks."""

from __future__ import annotations

import json
import re
import time
from base64 import b64encode
from dataclasses import asdict, dataclass
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote_plus
from uuid import UUID

import numpy as np

from benchmarks.fuzz import broken
from benchmarks.fuzz.house import House, Stage, house
from goodoffices.errors import HIDDEN

KNOWN = (200, 302, 303, 400, 403, 404, 405, 409, 413, 415, 422, 429)
"""What a request may be answered."""
SECONDS = 2.0
"""Processor time of a request."""
TRIES = 4
"""Addresses that are tried for one that the person may see."""
METHODS = ("PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "GET", "TRACE", "PROPFIND")
FORM = "application/x-www-form-urlencoded"
TYPES = (
    "application/json", "text/plain", "", "x", f"{FORM}; charset=utf-7", f"{FORM}; charset=nothing",
    "multipart/form-data", "multipart/form-data; boundary=x", "multipart/form-data; boundary=\xff",
)  # fmt: skip
RAW = (
    "%", "%f", "%ff", "%ed%a0%80", "%00", "%u0041", "+", "=", "&", ";", "a=" * 600, "a=1&" * 600, "\x00",
    "\xff",
)  # fmt: skip
WORDS = (
    "9" * 30, "-1", "1e9", "0x10", "1.5", "２", "true", "on", "9999-12-31T23:59", "0001-01-01T00:00",
    "2031-05-05T09:00", "2031-05-05", "99:99", "party:A", "harbour-master", "toll=400", "toll=999", "yes",
    "no", "look", "put", "time", "0", "1", "A", "B",
    "00000000-0000-0000-0000-000000000000", "f" * 64, "\u202e" * 50, "\r\nSet-Cookie: a=b", "x" * 999_000,
)  # fmt: skip
ASIDE = ("/language", "/signout")
"""Forms of every page; one of its own is sent instead if it has one."""
HEADERS = ("X-Frame-Options", "X-Content-Type-Options", "Content-Security-Policy", "Referrer-Policy")


class _Forms(HTMLParser):
    """The forms of a page: each an action with the names and values of its fields."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list[tuple[str, str]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append((given.get("action", ""), []))
        elif self.found and given.get("name") and tag in ("input", "textarea", "select", "button"):
            self.found[-1][1].append((given["name"], given.get("value", "")))
        elif self.found and tag == "option" and self.found[-1][1] and given.get("value"):
            name, value = self.found[-1][1][-1]
            self.found[-1][1][-1] = (name, value or given["value"])


def forms(page: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the forms of a page."""
    reader = _Forms()
    reader.feed(page)
    return reader.found


def addresses(room: str, word: str) -> list[str]:
    """Return every address of a room, with a word in the place of a token or a number."""
    from goodoffices.rooms.addresses import urlpatterns

    routes = [str(pattern.pattern) for pattern in urlpatterns]
    rooms = [route.replace("<uuid:room>", room) for route in routes]
    return ["/" + re.sub(r"<\w+:\w+>", word, route) for route in rooms]


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it is sent, and by whom at which stage."""

    stage: str
    person: str
    method: str
    address: str
    kind: str
    body: bytes

    def written(self) -> bytes:
        """Return the request for whoever looks at a failure."""
        return json.dumps({**asdict(self), "body": b64encode(self.body).decode()}).encode()


def _one(draws: np.random.Generator, values: Any) -> Any:
    return values[int(draws.integers(len(values)))]


def _word(draws: np.random.Generator) -> str:
    word = str(_one(draws, WORDS)) if draws.integers(2) else broken.value(draws)
    return quote_plus(word.encode("utf-8", "surrogatepass"))


def _spoiled(draws: np.random.Generator, fields: list[tuple[str, str]]) -> bytes:
    """Return a form's body with fields missing, doubled or filled with hostile words, or with raw bytes."""
    found = [(quote_plus(name), quote_plus(value)) for name, value in fields]
    for _ in range(int(draws.integers(0, 5))):
        place = int(draws.integers(len(found))) if found else -1
        way = draws.integers(5)
        if place < 0 or way == 0:
            found.append((_word(draws)[:90], _word(draws)))
        elif way == 1:
            del found[place]
        elif way == 2:
            found.insert(place, (found[place][0], _word(draws)))
        else:
            found[place] = (found[place][0], _word(draws))
    body = "&".join(f"{name}={value}" for name, value in found).encode()
    if draws.integers(10) == 0:
        body += str(_one(draws, RAW)).encode("latin-1")
    return body


def request(draws: np.random.Generator, made: House, stage: Stage) -> Request:
    """Return a request drawn for a stage, at which the house is."""
    people = [name for name in stage.cookies if name != "stranger" or draws.integers(6) == 0]
    person = str(_one(draws, people))
    room = str(UUID(bytes=draws.bytes(16))) if draws.integers(20) == 0 else stage.room
    word = str(_one(draws, ("1", "0", "2", "9" * 19, "x" * 64, "%00", "%ff", "..")))
    for _ in range(TRIES):
        address = str(_one(draws, addresses(room, word)))
        shown = made.person(person).get(address, secure=True)
        if shown.status_code == 200:
            break
    page = b"" if shown.streaming else shown.content
    every = forms(page.decode("utf-8", "replace")) if b"<form" in page else []
    known = [found for found in every if found[0] not in ASIDE] or every[: int(draws.integers(2))]
    fields: list[tuple[str, str]] = []
    if known:
        action, fields = _one(draws, known)
        address = action if action.startswith("/") else address
    body, method, kind = _spoiled(draws, fields), "POST", FORM
    if draws.integers(8) == 0:
        method = str(_one(draws, METHODS))
    if draws.integers(8) == 0:
        kind = str(_one(draws, TYPES))
        head = b'--x\r\nContent-Disposition: form-data; name="'
        parts = b"".join(
            head + name.encode() + b'"\r\n\r\n' + body[:99] + b"\r\n" for name, _ in fields
        )
        body = parts + b"--x--\r\n" if "boundary=x" in kind and draws.integers(3) else body
    if method == "GET" or draws.integers(12) == 0:
        address += "?" + body[:3000].decode("latin-1")
    return Request(stage.name, person, method, address, kind, body)


def check(made: House, sent: Request) -> str:
    """Send a request; check its answer, the pages after it, and that every chain holds."""
    from goodoffices.rooms import snapshot

    client = made.person(sent.person)
    begin = time.process_time()
    answer = client.generic(sent.method, sent.address, sent.body, sent.kind, secure=True)
    taken = time.process_time() - begin
    assert taken < SECONDS, f"the request took {taken:.1f} s"
    assert answer.status_code in KNOWN, f"it was answered {answer.status_code}"
    _check_page(answer)
    for name in HEADERS:
        assert name in answer.headers, f"an answer {answer.status_code} without {name}"
    for who in (sent.person, "A"):
        for page in (sent.address.partition("?")[0], f"/r/{made.room}/", f"/r/{made.room}/minutes"):
            after = made.person(who).get(page, secure=True)
            assert after.status_code in KNOWN, f"{page} after it was answered {after.status_code}"
            _check_page(after)
    snapshot.verify()
    return f"request answered {answer.status_code}"


def _check_page(answer: Any) -> None:
    if answer.streaming:
        answer.close()
        return
    if "html" in answer.headers.get("Content-Type", ""):
        # The room's own pages set names apart by isolates, which end with the name.
        text = answer.content.decode("utf-8").translate(dict.fromkeys(map(ord, "\r\u2068\u2069")))
        hidden = HIDDEN.search(text)
        assert not hidden, f"the character {hidden[0]!r} in the page"
        assert "<script>alert" not in text, "a script in the page"


def form(draws: np.random.Generator) -> tuple[bytes, str, Exception | None]:
    """Send a request drawn for a stage; return it as it can be kept, the answer's kind, and what failed."""
    made, stages = house()
    stage: Stage = _one(draws, stages)
    made.restore(stage)
    sent = request(draws, made, stage)
    try:
        return sent.written(), check(made, sent), None
    except Exception as error:  # noqa: BLE001 (whatever it is, it is what is looked for)
        return sent.written(), "", error
