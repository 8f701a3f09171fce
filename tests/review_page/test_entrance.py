"""The file that leads a browser to the page: its owner's alone, and gone afterwards."""

from __future__ import annotations

import stat
from typing import Any

import pytest

from goodoffices.review_page import entrance_to
from tests.support.chromium import chromium, needs_chromium

LINK = "http://127.0.0.1:8000/se-cret_/"


def test_only_its_owner_can_read_it_and_it_goes() -> None:
    with entrance_to(LINK) as path:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert f'content="0; url={LINK}"' in path.read_text("utf-8")
        assert "cret" not in str(path)
    assert not path.exists()


def test_it_goes_after_a_failure_too_and_may_be_gone_already() -> None:
    with pytest.raises(KeyboardInterrupt), entrance_to(LINK) as path:
        raise KeyboardInterrupt
    assert not path.exists()
    with entrance_to(LINK) as path:
        path.unlink()


def test_a_link_cannot_leave_its_attribute() -> None:
    with entrance_to('"><script>alert(1)</script>') as path:
        assert "<script" not in path.read_text("utf-8")


@needs_chromium
def test_a_browser_goes_where_it_leads() -> None:
    with chromium() as browser:
        page = browser.new_page()
        asked: list[dict[str, str]] = []

        def answered(route: Any) -> None:
            asked.append(route.request.headers)
            route.fulfill(body="<title>here</title>", content_type="text/html")

        page.route("http://127.0.0.1:8000/**", answered)
        with entrance_to(LINK) as path:
            page.goto(path.as_uri())
            page.wait_for_url(LINK)
        assert page.title() == "here"
        assert "referer" not in asked[0]
