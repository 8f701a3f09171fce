"""Plans beyond the limits: refused before any session is prepared, with a sentence that says the limit."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from goodoffices.errors import InputError
from goodoffices.talks.tournament import read_plan
from goodoffices.talks.tournament.run import play


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("runs: 1000000000", "runs: expected a whole number from 1, at most 1,000,000 sessions"),
        (
            "seed: " + "9" * 400,
            "seed: expected a whole number from 0, at most 9,223,372,036,854,775,807",
        ),
        ("seed: " + "9" * 5000, "a number of at most 400 digits"),
        ("seed: 0x" + "9" * 5000, "a number of at most 400 digits"),
        ("cases: " + "[" * 100_000, "at most 30 levels"),
        ("cases: &a [*a]", "does not contain itself"),
        ("cases: [" + "x," * 40_000 + "]", "at most 30,000 values"),
        ("share: !!bool x", "fit their tags"),
        ("strategies: [nice, tough, nice]", "strategies: expected each once, found 'nice' 2 times"),
        (
            "runs: true",
            "runs: expected a whole number from 1, at most 1,000,000 sessions, found 'True'",
        ),
        ("strategies: nice\n---\nruns: 1", "plan.yaml:3: expected YAML, found another document"),
        ("sample: 1000000000", "sample: expected a whole number from 1, at most 1,000,000 cells"),
    ],
    ids=[
        "runs",
        "seed of 400 digits",
        "seed of 5,000",
        "seed in hex",
        *"abcd",
        "twice",
        "true",
        "two",
        "sample",
    ],
)
def test_a_plan_beyond_a_limit_is_refused_with_it(field: str, said: str, tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(f"cases: [strait]\n{field}\n", "utf-8")
    with pytest.raises(InputError) as refused:
        read_plan(plan)
    assert said in str(refused.value)
    assert len(str(refused.value)) < 2_000


@pytest.mark.parametrize(
    "other", ["./strait", "strait/", "x/../strait", "strait/case.yaml", "strait/./case.yaml"]
)
def test_a_case_by_two_paths_is_the_same_case(other: str, tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(f"cases: [canal, strait, {other}]\n", "utf-8")
    with pytest.raises(
        InputError, match=f"cases: expected each once, found '{other}', which is 'strait'"
    ):
        read_plan(str(plan))


@pytest.mark.parametrize(
    ("text", "found"), [("", "nothing"), ("- a\n", "a list"), ("hello", "'hello'")]
)
def test_a_plan_that_is_no_mapping_is_told_in_words(text: str, found: str, tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(text)
    with pytest.raises(InputError, match=f"a mapping of fields such as 'runs: 20', found {found}"):
        read_plan(tmp_path / "plan.yaml")


def test_aliases_that_multiply_are_refused_in_a_few_words(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    lists = "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40))
    plan.write_text(f"a0: &a0 [x, x]\n{lists}cases: *a39\n", "utf-8")
    with pytest.raises(InputError, match="aliases that multiply") as refused:
        read_plan(plan)
    assert len(str(refused.value)) < 500


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_no_plan(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "plan.yaml")
    with pytest.raises(InputError, match="expected a plain file, found a pipe"):
        read_plan(tmp_path / "plan.yaml")


@pytest.mark.parametrize("many", [29_000, 100_000])
def test_a_plan_of_very_many_cases_is_refused_at_once(many: int, tmp_path: Path) -> None:
    """Too many values are refused before they are parsed; the first case that is not there ends the rest."""
    plan = tmp_path / "plan.yaml"
    plan.write_text(f"cases: [{', '.join(f'c{number}' for number in range(many))}]\n")
    begin = time.process_time()
    with pytest.raises(InputError, match="at most 30,000 values" if many > 30_000 else "a case folder"):
        play(read_plan(plan), tmp_path, tmp_path / "out.jsonl")
    assert time.process_time() - begin < 4.0
