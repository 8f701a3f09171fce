"""The record of the case that is served: where it is, and how its reports are read beside the pages."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("django", reason="the extra 'rooms' is not installed")

from goodoffices.reader import Readings
from goodoffices.rooms import record
from tests.support.recorded import ledger_of, recorded, said
from tests.support.room import House


@pytest.fixture
def lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    with recorded(tmp_path, monkeypatch, said(1, "they agree")) as room:
        yield room


def test_the_record_is_in_the_folder_that_was_served_and_not_in_the_copy(
    lake: House, tmp_path: Path
) -> None:
    found = record.case_record()
    assert found is not None
    assert found.ledger.path == (tmp_path / "lake" / "record.jsonl").resolve()
    assert found.writable
    assert not [*lake.folder.path.rglob("record.jsonl*")]


def test_a_page_waits_for_no_long_reading(lake: House, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slowly(paths: object, **more: object) -> Readings:
        begun.set()
        go_on.wait(60)
        return Readings((), ())

    monkeypatch.setattr(record, "read_all", slowly)
    monkeypatch.setattr(record, "SECONDS", 0.05)
    monkeypatch.setattr(record, "_work", None)
    form = {"entry": "x", "action": "reject", "because": "my long reason"}
    try:
        for page in ("record", "review"):
            assert "still being read" in lake.mediator.get(page)
        assert begun.wait(60)
        page = lake.mediator.ask("post", "review", 422, form)
        assert "my long reason" in page
        head = {"head": ledger_head()}
        assert "still being read" in lake.mediator.ask("post", "record", 422, head)
    finally:
        go_on.set()
    monkeypatch.setattr(record, "SECONDS", 60)
    assert "Nothing is left to review" in lake.mediator.get("review")
    monkeypatch.setattr(record, "_work", None)


def ledger_head() -> str:
    found = record.case_record()
    assert found is not None
    return found.ledger.head()


def test_reports_are_read_once_until_one_changes(
    lake: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Any] = []

    def count(paths: Any, **more: object) -> Readings:
        read.append(paths)
        return Readings((), ())

    monkeypatch.setattr(record, "read_all", count)
    monkeypatch.setattr(record, "_work", None)
    for _ in range(3):
        lake.mediator.get("review")
    assert len(read) == 1
    (tmp_path / "lake" / "dispatches" / "later.txt").write_text("Melrow said so.", "utf-8")
    lake.mediator.get("review")
    assert len(read) == 2
    monkeypatch.setattr(record, "_work", None)


def test_reading_that_fails_is_said_without_content(
    lake: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(paths: object, **more: object) -> Readings:
        raise RuntimeError("CANARY")

    monkeypatch.setattr(record, "read_all", fail)
    monkeypatch.setattr(record, "_work", None)
    page = lake.mediator.get("review", 503)
    assert "The reports could not be read" in page
    assert "CANARY" not in page
    monkeypatch.setattr(record, "_work", None)


def test_everything_but_a_fault_of_a_form_is_a_reason(tmp_path: Path) -> None:
    from goodoffices.errors import LedgerError, UsageError

    for error in (LedgerError("x"), OSError("x"), ValueError("x"), RecursionError()):
        with pytest.raises(record.Unusable), record.usable():
            raise error
    with pytest.raises(UsageError), record.usable():
        raise UsageError("a form")
    assert ledger_of(tmp_path).head() == "0" * 64
