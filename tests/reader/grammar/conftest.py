"""The texts of a file's tables are parsed together, and each is read by its own test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.parsed_together import parameters, parsed_together


@pytest.fixture(scope="module", autouse=True)
def together(request: pytest.FixtureRequest) -> Iterator[None]:
    """Parse every text that is a parameter of a test, or that ``READ`` of the file has, in one go."""
    with parsed_together([*parameters(request), *getattr(request.module, "READ", ())]):
        yield
