"""Messages and their joins."""

from __future__ import annotations

from importlib import import_module

import pytest
from hypothesis import given

from goodoffices.space import (
    Plan,
    Space,
    frontier,
    reference,
)
from tests.support.spaces import (
    spaces,
)

MESSAGES = import_module("goodoffices.space.exact.messages")


@given(spaces())
def test_joins_in_chunks_of_any_size_are_the_same(space: Space) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Plan, "route", lambda plan, timed: "elimination")
        whole = frontier(space, counts=True)
        patch.setattr(MESSAGES, "CHUNK", 3)
        parts = frontier(space, counts=True)
    assert parts.utilities.tolist() == whole.utilities.tolist()
    assert parts.counts.tolist() == whole.counts.tolist()
    assert {
        tuple(u): c for u, c in zip(whole.utilities.tolist(), whole.counts.tolist(), strict=True)
    } == (reference.frontier(space))
