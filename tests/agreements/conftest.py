"""The canal, a case of three issues and two parties whose answers were worked out by hand."""

from __future__ import annotations

import pytest

import goodoffices as go
from goodoffices.space import Space, compile
from tests.support.cases import CASES


@pytest.fixture
def canal() -> Space:
    return compile(go.load(CASES / "canal"))
