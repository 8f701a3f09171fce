"""A shared record: JSON lines with a digest that common programs compute, of which a page reads a part."""

from __future__ import annotations

import hashlib

from goodoffices.rooms.record_document import FORMAT, Cover, Told, document, part, text_digest

LINES = [
    Told(f"said {n}\u2028", "statement", "4 March 2031", "words\nof two lines", "") for n in range(7)
]


def test_a_part_is_read_back() -> None:
    text = document("The lake", ["2 reports"], LINES)
    assert text.count("\n") == 8
    cover, found = part(text, 2, 3)
    assert cover == Cover(FORMAT, "The lake", ("2 reports",), 7)
    assert list(found) == LINES[2:5]
    assert part(text, 6, 3)[1] == (LINES[6],)
    assert part(text, 0, 0)[1] == part(text, 9, 3)[1] == ()


def test_only_the_lines_of_the_part_are_read() -> None:
    text = document("The lake", [], LINES).replace("said 0", 'said "0')
    assert list(part(text, 1, 2)[1]) == LINES[1:3]


def test_the_digest_is_that_of_the_file() -> None:
    text = document("The lake", [], LINES)
    assert text_digest(text) == hashlib.sha256(text.encode()).hexdigest()
