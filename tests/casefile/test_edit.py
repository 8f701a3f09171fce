"""Edits of one field of a case file."""

from __future__ import annotations

from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.casefile import edit, write_text
from goodoffices.errors import UsageError
from tests.support.cases import SHIPPED
from tests.support.disk import Disk
from tests.support.malformed import BASE, write_case


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda path: path.name)
def test_an_edit_changes_one_field_and_nothing_else(folder: Path, tmp_path: Path) -> None:
    before = (folder / "case.yaml").read_text()
    copy = write_case(tmp_path / folder.name, before)
    for table in folder.glob("*.csv"):
        write_case(copy, table.read_bytes(), table.name)
    edit(copy, ("title",), "Another: title # with marks")
    after = (copy / "case.yaml").read_text()
    assert go.load(copy).title == "Another: title # with marks"
    changed = [(a, b) for a, b in zip(before.splitlines(), after.splitlines(), strict=True) if a != b]
    assert len(changed) == 1


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        (
            ("titel",),
            "x",
            "titel: expected a field that is there, found 'titel'. Did you mean 'title'?",
        ),
        (("parties", "A"), "x", "parties.A: expected a word or a number, found a list or a mapping"),
        (("channels", 0, "levl"), "x", "Did you mean 'level'?"),
    ],
)
def test_an_edit_of_no_field_is_refused(
    field: tuple[str | int, ...], value: str, says: str, tmp_path: Path
) -> None:
    folder = write_case(tmp_path / "x", BASE)
    with pytest.raises(UsageError) as caught:
        edit(folder, field, value)
    assert says in str(caught.value)
    assert (folder / "case.yaml").read_text() == BASE


def test_a_file_is_replaced_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new text is on disk under another name before it takes the old file's name."""
    path, disk = tmp_path / "case.yaml", Disk.watched(monkeypatch)
    path.write_text("old")
    seen: list[str] = []
    disk.before = lambda name: seen.append(path.read_text())
    write_text(path, "new\r\nä\n")
    assert disk.calls == [("fsync", "new\r\nä\n".encode()), ("replace", "new\r\nä\n".encode())]
    assert seen == ["old", "old"]
    assert path.read_bytes() == "new\r\nä\n".encode()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_crash_leaves_the_old_file(
    failing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, disk = tmp_path / "case.yaml", Disk.watched(monkeypatch)
    path.write_text("old")

    def crash(name: str) -> None:
        if name == failing:
            raise OSError("the power went")

    disk.before = crash
    with pytest.raises(OSError, match="the power went"):
        write_text(path, "new")
    assert path.read_text() == "old"
