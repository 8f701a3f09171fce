"""Edits of one field of a case file."""

from __future__ import annotations

from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.casefile import edit
from goodoffices.errors import UsageError
from tests.support.cases import SHIPPED
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
