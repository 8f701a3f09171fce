"""Two time limits for a matter are a contradiction; a limit that was moved is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodoffices import brief


@pytest.mark.parametrize(
    ("texts", "days"),
    [
        (
            ("The truce runs until 5 May, Peru said.", "Chile said the truce would expire on 12 May."),
            ("5 May", "12 May"),
        ),
        (
            (
                "The mediator said the deadline for the list of crews was June 15.",
                "Chile said the list of crews was due by 20 June.",
            ),
            ("15 June", "20 June"),
        ),
    ],
)
def test_two_limits_contradict(texts: tuple[str, str], days: tuple[str, str], tmp_path: Path) -> None:
    for number, text in enumerate(texts, 1):
        (tmp_path / f"2031-05-0{number}-paper-{number}.txt").write_text(text)
    (found,) = brief(tmp_path).contradictions
    assert found.kind == "date"
    assert all(day in found.about for day in days)


@pytest.mark.parametrize(
    "other",
    [
        "Chile said the truce had been extended until 12 May.",
        "Chile said the fishing season runs until 12 May.",
        "Chile said the truce runs until 5 May.",
    ],
)
def test_a_moved_limit_and_another_matter_do_not(other: str, tmp_path: Path) -> None:
    (tmp_path / "2031-05-01-paper.txt").write_text("The truce runs until 5 May, Peru said.")
    (tmp_path / "2031-05-02-paper.txt").write_text(other)
    assert brief(tmp_path).contradictions == ()
