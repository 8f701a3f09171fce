"""A room for each test that asks for one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.room import House, house


@pytest.fixture
def room() -> Iterator[House]:
    """A room of the canal: the canal authority, the shipping league, and a mediator."""
    pytest.importorskip("django", reason="the extra 'rooms' is not installed")
    with house() as made:
        yield made
