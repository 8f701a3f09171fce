"""A stand-in for NegMAS in every test of this folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.support import fake_negmas


@pytest.fixture(autouse=True)
def agent() -> Iterator[Callable[[str], Any]]:
    """Return a class of the stand-in by its name."""
    with fake_negmas.installed() as found:
        yield found
