"""A folder of dispatches: those that cannot be read are named, and stop nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.errors import UsageError
from goodoffices.limits import REPEATS

GOOD = "Mayor Ann Lee met Bo Dahl in Orsova on Monday.\n"


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.txt", b"\xff\xfe\xfa", "expected text in UTF-8"),
        ("a.txt", b"a\0b", "expected text"),
        (
            "a.txt",
            b"---\npublished: 2031-7-5\n---\nText.\n",
            "published: expected a date such as 2024-05-26, found '2031-7-5'",
        ),
        ("a.txt", b"---\npublished: soon\n---\nText.\n", "published: expected a date"),
        ("a.txt", b"---\npublished: 2031-02-30\n---\nText.\n", "published: expected a date"),
        ("a.docx", b"no archive", "expected"),
    ],
)
def test_a_bad_dispatch_stops_no_folder(name: str, data: bytes, says: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "b.txt").write_text(GOOD)
    found = go.reader.read_all([tmp_path / name, tmp_path / "b.txt"])
    assert [reading.source.dispatch for reading in found.readings] == ["b"]
    (problem,) = found.problems
    assert problem.file == str(tmp_path / name)
    assert says in str(problem)
    brief = go.brief(tmp_path)
    assert brief.unread == (str(problem),)
    assert brief.of("contact")


def test_a_report_that_is_not_read_in_full_is_named_in_the_brief(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ann Lee said the ships would leave.\n" * (REPEATS.most + 2))
    (tmp_path / "b.txt").write_text(GOOD)
    (told,) = go.brief(tmp_path).unread
    assert told == f"a: reader 'grammar': 2 repetitions left out: {REPEATS}."


@pytest.mark.parametrize("name", ["[2031-05]", "2031-05-0", "9999-99-99", "2031", ""])
def test_a_name_that_only_looks_like_a_day_is_none(name: str, tmp_path: Path) -> None:
    (tmp_path / f"{name}x.txt").write_text(GOOD)
    (reading,) = go.reader.read_all([tmp_path / f"{name}x.txt"]).readings
    assert reading.source.published is None


def test_a_dispatch_that_is_gone_is_named(tmp_path: Path) -> None:
    (problem,) = go.reader.read_all([tmp_path / "gone.txt"]).problems
    assert "gone.txt" in str(problem)


def test_a_reader_that_is_not_known_stops_all(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(GOOD)
    with pytest.raises(UsageError, match="rulez"):
        go.reader.read_all([tmp_path / "b.txt"], readers=["rulez"])


@pytest.mark.parametrize(
    "text",
    [
        "قالت وزيرة الخارجية إن الجولة المقبلة ستعقد في الميناء يوم الخميس القادم.",
        "Die Ministerin sagte am Montag, dass die nächste Runde erst im Juni beginnen werde.",
    ],
)
def test_a_report_in_another_language_is_named_in_the_brief(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text, "utf-8")
    (tmp_path / "b.txt").write_text("The union met the ferry company on Monday.", "utf-8")
    says = "a: no entry was found: the text does not seem to be in English, which alone is read."
    assert go.brief(tmp_path).unread == (says,)
