"""The dispatches of the living case as the reader's JSON, each read once for all tests of the reader."""

from __future__ import annotations

from typing import Any

import pytest

import goodoffices as go
from tests.support.dispatches import DISPATCHES


@pytest.fixture(scope="package", params=DISPATCHES)
def found(request: pytest.FixtureRequest) -> dict[str, Any]:
    return go.read(request.param, published="2024-05-26").to_json()
