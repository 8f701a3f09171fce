"""Every page of a room as somebody gets it, for tests of what reaches whom."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Any

from tests.support.room import House

HASHES = re.compile(
    rb"[0-9a-f]{4}(?:[0-9a-f]{60}|(?: [0-9a-f]{4}){7}|(?: [0-9a-f]{4}){3}|[0-9a-f]{4}-[0-9a-f-]{27})"
)
"""Hashes, heads and random ids. A leaf of B's is another hash if B wrote something, and must be: a salt of
256 bits holds what it hides. All else must be equal, byte for byte."""


def pages() -> list[str]:
    """Return every address, but links and tickets; those inside of a room without its beginning."""
    from goodoffices.rooms.addresses import urlpatterns

    routes = [str(pattern.pattern).replace("<int:number>", "1") for pattern in urlpatterns]
    inside = [route.removeprefix("r/<uuid:room>/") for route in routes if route.startswith("r/")]
    outside = [f"/{route}" for route in routes if not route.startswith(("r/", "i/", "p/", "t/"))]
    assert not [route for route in (*inside, *outside) if "<" in route]
    return [*inside, *outside, "/nowhere"]


def of_account() -> frozenset[str]:
    """Return the pages of somebody's account, which nothing in a room changes."""
    begin = ("/health", "/trust", "/language", "/everywhere", "/sign", "/again", "/password", "/factor")
    return frozenset(page for page in pages() if page.startswith((*begin, "/nowhere")))


OWN_ADDRESS = re.compile(rb'(name="next" value=")[^"]*')


def without_address(answer: Any) -> bytes:
    """Return a page without its own address, to which the choice of a language comes back."""
    return OWN_ADDRESS.sub(rb"\1", answer.content)


Seen = list[tuple[str, int, bytes, list[tuple[str, str]]]]
"""Of each page its address, its status, its content and its headers."""


def seen_by(room: House, key: str, but: Collection[str] = ()) -> Seen:
    """Return every response that a person gets, with its headers in order; its own cookies stay its own.

    Args:
        but: pages that are not asked for.
    """
    person, found = room.people[key], Seen()
    for page in pages():
        if page in but:
            continue
        answer = person.raw("get", page)
        headers = [(name, value) for name, value in answer.headers.items() if name != "Set-Cookie"]
        found.append((page, answer.status_code, HASHES.sub(b"#", answer.content), headers))
    return found


def never_there(times: Iterable[Seen]) -> frozenset[str]:
    """Return the pages that a person never found."""
    return frozenset.intersection(
        *(frozenset(page for page, status, *_ in seen if status == 404) for seen in times)
    )


def same_pages(seen: Seen, other: Seen) -> bool:
    """Return whether all pages that were asked for are the same in another crawl, which has more."""
    known = {page[0]: page for page in other}
    return all(known[page[0]] == page for page in seen)
