"""The review of the ferry talks, and a client of its page."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodoffices.record import Review
from goodoffices.review_page import ReviewApp
from tests.support.review import HOST, TOKEN, Client, work_on


@pytest.fixture
def work(tmp_path: Path) -> Review:
    return work_on(tmp_path)[1]


@pytest.fixture
def client(tmp_path: Path) -> Client:
    readings, review = work_on(tmp_path)
    return Client(ReviewApp("Ferry talks", readings, review, TOKEN, HOST))
