"""YAML as nodes: any bytes, and words that stay words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import goodoffices as go
from goodoffices.casefile.nodes import compose
from tests.support.malformed import BASE, write_case


@given(data=st.binary(max_size=400))
def test_any_bytes_are_a_case_or_an_input_error(
    data: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = write_case(tmp_path_factory.mktemp("any"), data)
    assert go.check(folder)


@given(data=st.data())
def test_any_damage_to_a_good_case_is_a_case_or_an_input_error(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    start = data.draw(st.integers(0, len(BASE)))
    end = data.draw(st.integers(start, min(len(BASE), start + 40)))
    inserted = data.draw(st.text(alphabet="abc:[]{}-#&*!|>'\"\n 0.5,%@`\t", max_size=12))
    folder = write_case(tmp_path_factory.mktemp("any"), BASE[:start] + inserted + BASE[end:])
    problems = go.check(folder)
    assert problems or go.load(folder).parties


def test_words_stay_words(tmp_path: Path) -> None:
    text = BASE
    for number, word in (("10", "no"), ("20", "012"), ("33", "2024-05-26")):
        text = re.sub(rf"\b{number}\b(?!\}})", word, text)
    text = text.replace("[600, 012]", "[600, 20]")
    case = go.load(write_case(tmp_path / "x", text))
    assert case.issues[0].option_ids == ("no", "012", "2024-05-26")


def test_the_problems_of_a_text_that_was_read_before_are_all_there_again() -> None:
    """Its tree is kept; the list of problems is whose it is given to."""
    first = compose("a: 1\na: 2\n", "x")
    again = list(first[1])
    first[1].clear()
    second = compose("a: 1\na: 2\n", "x")
    assert second[0] is first[0]
    assert second[1] == again != []
