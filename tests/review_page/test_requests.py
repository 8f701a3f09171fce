"""Forms: whole and of a bounded length, or refused with the reason."""

from __future__ import annotations

import io

import pytest

from goodoffices.review_page.requests import Refused, form_of


@pytest.mark.parametrize(
    ("length", "status", "reason"),
    [
        ("100001", 413, "at most 100,000 bytes"),
        ("9" * 5_000, 413, "at most 100,000 bytes"),
        ("-1", 400, "length in bytes"),
        ("1_0", 400, "length in bytes"),
        ("\N{SUPERSCRIPT TWO}", 400, "length in bytes"),
        ("", 400, "length in bytes"),
        (None, 400, "length in bytes"),
        ("5000", 400, "Only a part of the form arrived"),
    ],
)
def test_a_form_that_is_too_long_or_not_whole_is_refused(
    length: str | None, status: int, reason: str
) -> None:
    with pytest.raises(Refused, match=reason) as refused:
        form_of({"CONTENT_LENGTH": length, "wsgi.input": io.BytesIO(b"entry=e&action=accept")})
    assert refused.value.status == status


def test_a_form_is_read_to_its_length_and_no_further() -> None:
    found = form_of({"CONTENT_LENGTH": "9", "wsgi.input": io.BytesIO(b"entry=e&a=and more")})
    assert found == {"entry": "e", "a": ""}
