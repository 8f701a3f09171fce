"""Dispatches as files: text, HTML and what cannot be read."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.errors import InputError
from tests.support.record import FERRY


def test_a_page_says_when_and_where_it_was_published() -> None:
    (page,) = FERRY.glob("*.html")
    source = go.read(page).source
    assert (source.published, source.outlet) == ("2031-03-08", "Lindal Lines press office")
    assert source.url == "https://lindal.example/press/2031-03-08"
    assert "tracking" not in go.read(page).text


def test_html_is_read_as_its_words(tmp_path: Path) -> None:
    page = tmp_path / "2024-05-26-page.html"
    page.write_text(
        "<html><script>var x=1</script><body><p>At least 35 workers<br>met on Friday.</p></body></html>"
    )
    reading = go.read(page)
    assert reading.text == "At least 35 workers\nmet on Friday.\n"
    assert reading.to_json()["dates"][0]["edtf"] == "2024-05-24"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"ab\x00c", "a NUL byte"),
        (b"one\ntwo \xff", ":2: expected text in UTF-8"),
    ],
)
def test_what_is_not_text_is_refused(data: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(data)
    with pytest.raises(InputError, match=says):
        go.read(path)


def test_a_text_longer_than_any_dispatch_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "all.txt"
    path.write_text("The talks go on. " * 3_000_000)
    begin = time.process_time()
    said = r"all\.txt: expected one dispatch, at most 8,000,000 signs .*51,000,000"
    with pytest.raises(InputError, match=said):
        go.read(path)
    assert time.process_time() - begin < 20
