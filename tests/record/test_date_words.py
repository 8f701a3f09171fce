"""EDTF dates in English."""

from __future__ import annotations

import pytest

from goodoffices.record.date_words import when_text


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        (None, "day not known"),
        ("2031", "2031"),
        ("2031-03", "March 2031"),
        ("2031-03-04", "4 March 2031"),
        ("2031-12-31~", "31 December 2031 (about)"),
        ("2031-01?", "January 2031 (about)"),
        ("2031%", "2031 (about)"),
        ("../2031-03-04", "on or before 4 March 2031"),
        ("2031-03-04/..", "from 4 March 2031 on"),
        ("2031-03-01/2031-03-10", "1 to 10 March 2031"),
        ("2031-03-28/2031-04-02", "28 March 2031 to 2 April 2031"),
        ("2031-03/2031-04", "March 2031 to April 2031"),
        ("2031-03/2031-03", "March 2031 to March 2031"),
        ("[2031-03-04, 2031-03-06]", "4 March 2031 or 6 March 2031"),
    ],
)
def test_a_date_in_words(edtf: str | None, words: str) -> None:
    assert when_text(edtf) == words
