"""The dispatches of the living case: constructed for the repository, and reported if it is at hand."""

from __future__ import annotations

import pytest

from tests.support.cases import CASES, ROOT

CONSTRUCTED = CASES / "hostage-talks-2024" / "dispatches" / "2024-05-26-constructed.txt"
REPORTED = ROOT.parent / "shared" / "dispatches" / "2024-05-26.txt"
DISPATCHES = [
    pytest.param(CONSTRUCTED, id="constructed"),
    pytest.param(
        REPORTED,
        id="reported",
        marks=pytest.mark.skipif(
            not REPORTED.exists(), reason=f"{REPORTED.name} is not beside this repository"
        ),
    ),
]
