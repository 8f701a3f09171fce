"""Plans beyond the limits: refused before any session is prepared, with a sentence that says the limit."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodoffices.errors import InputError
from goodoffices.talks.tournament import read_plan


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("runs: 1000000000", "runs: expected a whole number from 1, at most 1,000,000 sessions"),
        (
            "seed: " + "9" * 400,
            "seed: expected a whole number from 0, at most 9,223,372,036,854,775,807",
        ),
        ("seed: " + "9" * 5000, "numbers of at most 400 digits"),
        (
            "seed: 0x" + "9" * 5000,
            "seed: expected a whole number from 0, at most 9,223,372,036,854,775,807",
        ),
        ("sample: 1000000000", "sample: expected a whole number from 1, at most 1,000,000 cells"),
    ],
    ids=["runs", "seed of 400 digits", "seed of 5,000", "seed in hex", "sample"],
)
def test_a_plan_beyond_a_limit_is_refused_with_it(field: str, said: str, tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(f"cases: [strait]\n{field}\n", "utf-8")
    with pytest.raises(InputError) as refused:
        read_plan(plan)
    assert said in str(refused.value)
    assert len(str(refused.value)) < 2_000
