"""The starter case."""

from __future__ import annotations

from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.errors import UsageError


def test_new_writes_a_case_that_loads_and_never_overwrites(tmp_path: Path) -> None:
    folder = go.new("first", tmp_path)
    case = go.load(folder)
    assert go.deals(case).zopa.count > 0
    with pytest.raises(UsageError, match="not taken"):
        go.new("first", tmp_path)
