"""The ferry talks, and a review of them, for the tests of the record."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import goodoffices as go
from goodoffices.record import Review
from tests.support.record import FERRY, ferry_talks, review_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return ferry_talks(tmp_path)


@pytest.fixture
def work(folder: Path) -> Review:
    return review_of(folder)


@pytest.fixture(scope="package")
def brief() -> dict[str, Any]:
    """The brief of the ferry talks as JSON, made once."""
    found: dict[str, Any] = json.loads(json.dumps(go.brief(FERRY).to_json()))
    return found
