"""What crawls of the same pages are held to: an equal page is equal in all, and no page is missing."""

from __future__ import annotations

import pytest

from tests.support.crawling import HASHES, Seen, never_there, same_pages

FOUND: Seen = [("desk", 200, b"Hello", [("Cache-Control", "no-store")]), ("seal", 404, b"", [])]


@pytest.mark.parametrize(
    "other",
    [
        ("desk", 404, b"Hello", [("Cache-Control", "no-store")]),
        ("desk", 200, b"Hello!", [("Cache-Control", "no-store")]),
        ("desk", 200, b"Hello", [("Cache-Control", "no-cache")]),
    ],
    ids=["status", "content", "header"],
)
def test_a_page_that_differs_is_not_the_same(
    other: tuple[str, int, bytes, list[tuple[str, str]]],
) -> None:
    assert same_pages(FOUND[:1], FOUND)
    assert not same_pages([other], FOUND)


def test_a_page_that_the_other_crawl_has_not_is_a_fault_of_the_test() -> None:
    with pytest.raises(KeyError):
        same_pages(FOUND, FOUND[:1])


def test_a_page_that_was_there_once_is_there() -> None:
    assert never_there([FOUND, FOUND]) == {"seal"}
    assert never_there([FOUND, [("desk", 404, b"", []), ("seal", 200, b"", [])]]) == frozenset()


DIGIT = "0123456789abcdef"


@pytest.mark.parametrize(
    ("page", "left"),
    [
        (f"hash {DIGIT * 4}.", "hash #."),
        ("head 0123 4567 89ab cdef 0123 4567 89ab cdef.", "head #."),
        ("receipt 0123 4567 89ab cdef.", "receipt #."),
        ("id 01234567-89ab-cdef-0123-456789abcdef.", "id #."),
        ("three 0123 4567 89ab.", "three 0123 4567 89ab."),
        (f"short {DIGIT * 3}.", f"short {DIGIT * 3}."),
        ("2031-05-04 at 09:00, 1234 barrels.", "2031-05-04 at 09:00, 1234 barrels."),
    ],
)
def test_hashes_and_random_ids_are_hidden_and_nothing_else(page: str, left: str) -> None:
    assert HASHES.sub(b"#", page.encode()).decode() == left
