"""Answers at the shared keyboard: any case of letters, and y or n."""

from __future__ import annotations

import pytest

from goodoffices.cli.keyboard import meant
from tests.support.command import goodoffices


@pytest.mark.parametrize(
    ("answer", "choices", "found"),
    [
        ("yes", ["yes", "no"], "yes"),
        ("Y", ["yes", "no"], "yes"),
        ("n", ["yes", "no"], "no"),
        ("NO", ["yes", "no"], "no"),
        ("maybe", ["yes", "no"], None),
        ("", ["yes", "no"], None),
        ("Rota", ["rota", "choice"], "rota"),
        ("r", ["rota", "choice"], None),
        ("A", ["a", "A"], "A"),
        ("ß", ["SS", "ss"], None),
    ],
)
def test_an_answer_means_a_choice(answer: str, choices: list[str], found: str | None) -> None:
    assert meant(answer, choices) == found


def test_a_session_takes_y_and_n() -> None:
    text = [f"--text={word}" for word in ("convoys=33", "notice=60", "toll=600")]
    done = goodoffices("sit", "cases/canal", *text, typed="Y\nn\n")
    assert (done.returncode, "Expected one of" in done.stdout) == (1, False)
    assert "No agreement" in done.stdout
