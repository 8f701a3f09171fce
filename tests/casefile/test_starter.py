"""The starter case."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.errors import UsageError


def test_new_writes_a_case_that_loads_and_never_overwrites(tmp_path: Path) -> None:
    folder = go.new("first", tmp_path)
    case = go.load(folder)
    assert go.deals(case).zopa.count > 0
    with pytest.raises(UsageError, match="expected a new name"):
        go.new("first", tmp_path)


def test_a_title_of_several_words_names_the_folder_and_is_kept(tmp_path: Path) -> None:
    folder = go.new("Gespräche:  Köln 2031", tmp_path)
    assert folder.name == "gesprache-koln-2031"
    assert go.load(folder).title == "Gespräche: Köln 2031"


@pytest.mark.parametrize(
    "name", ["../up here", "a/b", "talks:26", "one\ttwo", "محادثات السلام", "", " "]
)
def test_a_name_that_no_folder_can_have_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="expected a name of letters"):
        go.new(name, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_refused_name_comes_with_one_that_is_possible(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Did you mean 'talks-26'"):
        go.new("talks:26", tmp_path)


def test_editors_find_the_schema_beside_the_case(tmp_path: Path) -> None:
    folder = go.new("first", tmp_path)
    line = (folder / "case.yaml").read_text().splitlines()[0]
    name = line.removeprefix("# yaml-language-server: $schema=")
    assert json.loads((folder / name).read_text()) == go.casefile.schema()
