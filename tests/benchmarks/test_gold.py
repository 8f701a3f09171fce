"""What the reader finds in dispatches coded by hand: the goals hold on those no rule was tuned on."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.lenient import GOALS, HERE, Report, measure
from benchmarks.marks import dispatches

HALVES = ("tune", "report")


@pytest.fixture(scope="module", params=HALVES)
def report(request: pytest.FixtureRequest) -> Report:
    return measure(HERE / "gold" / f"{request.param}.txt", repeats=1)


def test_there_are_thirty_of_them_half_damaged_and_none_in_both() -> None:
    halves = [list(dispatches(HERE / "gold" / f"{half}.txt")) for half in HALVES]
    names = [gold.name for half in halves for gold in half]
    assert len(names) == len(set(names)) >= 30
    damaged = sum(1 for half in halves for gold in half if gold.of("d"))
    assert 2 * damaged >= len(names)
    assert len({gold.sort.split(",")[0] for half in halves for gold in half}) >= 5


# Both halves are read for all kinds at once, whichever of them comes first.
@pytest.mark.slow
@pytest.mark.parametrize("kind", sorted(GOALS))
def test_the_goal_of_each_kind(report: Report, kind: str) -> None:
    score = report.scores[kind]
    assert score.f1 >= GOALS[kind], "\n".join(["missed:", *score.missed, "wrong:", *score.wrong])


@pytest.mark.slow
def test_at_most_one_false_flag_in_a_thousand_words(report: Report) -> None:
    assert report.false_flags <= 1.0, report.scores["damage"].wrong


def test_marks_count_in_the_text_without_them(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_text(
        "=== a | 2031-01-01 | X | wire\n{s 1|{p mayor|Ann Lee}} said {c 1 none|{f 3 exact|three} men}.\n"
    )
    [gold] = dispatches(path)
    assert gold.text == "Ann Lee said three men.\n"
    assert {gold.text[m.start : m.end] for m in gold.marks} == {"Ann Lee", "three", "three men"}


def test_a_mark_that_is_not_closed_is_told(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_text("=== a | 2031-01-01 | X | wire\n{s 1|Ann said so.\n")
    with pytest.raises(ValueError, match="not closed"):
        list(dispatches(path))
