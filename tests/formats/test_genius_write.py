"""Cases written as GENIUS files."""

from __future__ import annotations

from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.errors import UsageError


def test_genius_profiles_never_share_a_file(tmp_path: Path) -> None:
    table = "issue,option,domain,a b,a-b\npay,low,1,2,3\npay,high,2,1,0\n"
    (tmp_path / "one.csv").write_text(table)
    written = go.convert(tmp_path, tmp_path / "out", "genius")
    assert [path.name for path in written] == ["domain.xml", "domain-2.xml", "a-b.xml", "a-b-2.xml"]
    assert len(go.load(tmp_path / "out").parties) == 3


@pytest.mark.parametrize("tool", ["genius", "negmas"])
def test_names_that_differ_in_capitals_are_two_files_where_capitals_do_not_count(
    tool: str, tmp_path: Path
) -> None:
    table = "issue,option,a,A,Domain\npay,low,1,2,3\npay,high,2,1,0\n"
    (tmp_path / "one.csv").write_text(table)
    written = go.convert(tmp_path, tmp_path / "out", tool)
    assert len({path.name.casefold() for path in written}) == len(written) == 4
    assert len(go.load(tmp_path / "out").parties) == 3


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        go.convert("cases/canal", tmp_path / "out", "genius")
    assert not (tmp_path / "out").exists()
