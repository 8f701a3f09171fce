"""The worked example at the top of the folder."""

from __future__ import annotations

import doctest

from goodoffices.space import exact


def test_the_worked_example_is_true() -> None:
    result = doctest.testmod(exact)
    assert result.attempted >= 12
    assert result.failed == 0
