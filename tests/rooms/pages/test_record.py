"""The pages of the record: reviewed one by one by mediators, shared with the sides, and frozen then."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

pytest.importorskip("django", reason="the extra 'rooms' is not installed")

from goodoffices.record import Ledger, Retraction
from goodoffices.record.ledger.decisions import Review
from goodoffices.record.ledger.file import Ledger as LedgerFile
from goodoffices.rooms.record import case_record, case_reports
from tests.support.crawling import without_address
from tests.support.recorded import ledger_of, private, recorded, said, share
from tests.support.review import Forms
from tests.support.room import House, Person

HOSTILE = "</blockquote><script>alert(1)</script> \u202erevo"


@pytest.fixture
def lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """A room whose record has an entry that was confirmed, and everything that stays with the mediators."""
    with recorded(tmp_path, monkeypatch, said(1, "they agree"), *private()) as room:
        yield room


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return ledger_of(tmp_path)


def proposals() -> list[str]:
    """Return the ids of the proposals that are left."""
    record = case_record()
    assert record is not None
    reports = case_reports(record)
    assert reports is not None
    return [entry.id for entry in reports.deciding(record.ledger).review.pending()]


def form_on(page: str) -> dict[str, str]:
    """Return what a browser would send of the form of an entry."""
    found = Forms(page.replace('<form method="post" data-draft>', '<form class="entry">')).values
    return {name: unescape(value) for name, value in found.items()}


def decide(person: Person, page: str, status: int = 302, **more: str) -> str:
    return person.ask("post", "review", status, form_on(page) | more)


def test_an_entry_is_confirmed_corrected_rejected_and_skipped(lake: House, ledger: Ledger) -> None:
    mediator, before = lake.mediator, len(list(ledger))
    first, second, third, *_ = proposals()
    page = mediator.get("review")
    assert f'value="{first}"' in page
    assert "<mark>" in page
    assert f"?entry={second.replace(':', '%3A')}" in page
    decide(mediator, page, action="accept")
    page = mediator.get(f"review?entry={second}")
    decide(mediator, page, action="accept", edtf="5 March 2031")
    page = mediator.get(f"review?entry={third}")
    decide(mediator, page, action="reject", because="a misreading")
    one, two, three = list(ledger)[before:]
    assert (one.id, one.reviewed, one.edtf) == (first, True, one.edtf)
    assert (two.id, two.reviewed, two.edtf) == (second, True, "2031-03-05")
    assert three.body == Retraction(third, "a misreading")
    names = {entry.reviewer for entry in (one, two, three)}
    [name] = names
    assert name is not None
    assert re.fullmatch(r"the ferryman \(account [0-9a-f]{8}\)", name)
    assert mediator.name not in ledger.path.read_text("utf-8")
    assert ledger.verify()
    assert f'value="{first}"' not in mediator.get(f"review?entry={first}")


def test_a_wrong_value_is_refused_by_the_same_validator_and_stays(lake: House, ledger: Ledger) -> None:
    before = ledger.path.read_bytes()
    page = lake.mediator.get("review")
    answer = decide(lake.mediator, page, 422, action="accept", edtf="someday")
    assert "Expected a date" in answer
    assert 'value="someday"' in answer
    assert ledger.path.read_bytes() == before


def test_a_decision_of_another_process_is_said_and_nothing_typed_is_lost(
    lake: House, ledger: Ledger
) -> None:
    page = lake.mediator.get("review")
    entry = form_on(page)["entry"]
    record = case_record()
    assert record is not None
    reports = case_reports(record)
    assert reports is not None
    Review(ledger, reports.proposals).reject(entry)
    before = ledger.path.read_bytes()
    answer = decide(lake.mediator, page, 422, action="reject", because="my long reason")
    assert "was decided on already" in answer
    assert "my long reason" in answer
    assert ledger.path.read_bytes() == before


@pytest.mark.parametrize("line", [b"spoilt\n", b"[" * 100_000 + b"\n"])
def test_a_ledger_that_was_spoilt_is_said_and_nothing_typed_is_lost(
    line: bytes, lake: House, ledger: Ledger
) -> None:
    page, whole = lake.mediator.get("review"), ledger.path.read_bytes()
    with ledger.path.open("ab") as file:
        file.write(line)
    answer = decide(lake.mediator, page, 503, action="accept", edtf="5 March 2031")
    assert "Nothing was saved" in answer
    assert answer.count("5 March 2031") == 2
    for address in ("record", "review"):
        lake.mediator.get(address, 503)
    ledger.path.write_bytes(whole)
    again = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', answer)
    lake.mediator.ask("post", "review", 302, {name: unescape(value) for name, value in again})
    assert [entry.edtf for entry in ledger][-1] == "2031-03-05"


def test_a_folder_that_cannot_be_written_to_is_refused_with_words(
    lake: House, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = lake.mediator.get("review")

    def refuse(self: LedgerFile, make: object) -> None:
        raise OSError(30, "Read-only file system", str(self.path))

    with monkeypatch.context() as patch:
        patch.setattr(LedgerFile, "decide", refuse)
        assert "Read-only file system" in decide(lake.mediator, page, 503, action="accept")
    monkeypatch.setattr("goodoffices.rooms.record.os.access", lambda path, mode: False)
    page = lake.mediator.get("review")
    assert "cannot be written to" in page
    assert 'name="action"' not in page


def test_what_is_shared_is_what_the_sides_see_and_nothing_else(lake: House, ledger: Ledger) -> None:
    side, observer, missing = (
        lake.people["N"],
        lake.people["observer"],
        lake.people["N"].raw("get", "x"),
    )
    for person in (side, observer):
        for page in ("record", "record.jsonl", "review"):
            assert without_address(person.raw("get", page)) == without_address(missing)
            assert person.raw("post", page, {"head": ledger.head()}).status_code == 404
        assert "/record" not in person.get("watch")
    page = lake.mediator.get("record")
    assert "CANARY-BY-HAND" in page
    assert "Stays with the mediators" in page
    assert "CANARY-UNREVIEWED" in lake.mediator.get("record?of=unreviewed")
    assert share(lake).status_code == 302
    for person in (side, observer):
        page = person.get("record")
        assert "The mayor said they agree (Coast News, 4 March 2031)" in page
        assert "The mayor said they would meet" in page
        assert "As of 4 March 2031, the date of the last report" in page
        assert "2 reports" in page
        assert "/record" in person.get("watch")
        file = person.raw("get", "record.jsonl").content
        lines = [json.loads(line) for line in file.decode().splitlines()]
        assert lines[0]["entries"] == len(lines) - 1 == 2
        digest = hashlib.sha256(file).hexdigest()
        assert digest in page
        assert person.raw("get", "review").status_code == 404
    published = json.loads(lake.log().splitlines()[-1])
    by = {"by": "The ferryman", "digest": digest, "entries": 2, "kind": "record shared", "number": 1}
    assert published["body"] == by
    assert published["at"] == "2026-03-02T09:00Z"
    assert "shared the record of public reports: state 1" in side.get("watch")


def test_a_shared_record_is_frozen_until_it_is_shared_anew(lake: House, ledger: Ledger) -> None:
    share(lake)
    before = lake.people["N"].get("record")
    assert share(lake).status_code == 422
    ledger.append(said(2, "they disagree"))
    assert lake.people["N"].get("record") == before
    assert "The record has changed since it was shared" in lake.mediator.get("record")
    assert "they disagree" not in lake.mediator.get("record?of=shared")
    share(lake)
    assert "they disagree" in lake.people["N"].get("record")
    assert "state 2" in lake.people["observer"].get("watch")


def test_a_ledger_that_changed_since_it_was_looked_at_is_not_shared(
    lake: House, ledger: Ledger
) -> None:
    head = ledger.head()
    ledger.append(said(2, "they disagree"))
    page = lake.mediator.ask("post", "record", 422, {"head": head})
    assert "has changed since you looked at it" in page
    lines = ledger.path.read_bytes().splitlines(keepends=True)
    ledger.path.write_bytes(b"".join(lines).replace(b"they agree", b"they aGree"))
    assert share(lake).status_code == 503
    assert lake.people["N"].raw("get", "record").status_code == 404


def test_of_a_mediation_that_has_ended_nothing_more_is_shared(lake: House) -> None:
    lake.mediator.ask("post", "desk/end", 302, {})
    page = lake.mediator.get("record")
    assert "Share with the sides" not in page
    assert lake.mediator.raw("post", "record", {"head": "0" * 64}).status_code == 409


def test_hostile_text_is_shown_inert(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = f"---\npublished: 2031-03-04\noutlet: {HOSTILE}\n---\nMayor Calloway said {HOSTILE}.\n"
    with recorded(tmp_path, monkeypatch, said(1, HOSTILE), report=report) as room:
        share(room)
        lists = ("record", "record?of=proposed", "record?of=shared", "review")
        pages = [room.mediator.get(page) for page in lists] + [room.people["N"].get("record")]
        seen = 0
        for page in pages:
            assert "<script>alert" not in page
            assert "\u202e" not in page
            seen += "&lt;script&gt;alert(1)" in page
        assert seen >= 4


def test_a_room_whose_case_has_no_record_has_no_link(room: House) -> None:
    room.gather()
    assert "/record" not in room.mediator.get("desk")
    for page in ("record", "record.jsonl", "review"):
        assert room.mediator.raw("get", page).status_code == 404
        assert room.mediator.raw("post", page, {}).status_code == 404


def test_a_long_list_comes_in_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [said(number, f"no. {number:03}") for number in range(120)]
    with recorded(tmp_path, monkeypatch, *entries) as room:
        share(room)
        for person in (room.mediator, room.people["N"]):
            found = [
                re.findall(r"The mayor said no\. (\d+) \(", person.get(f"record?page={page}"))
                for page in (1, 2, 3, 9, "x")
            ]
            assert [len(page) for page in found] == [50, 50, 20, 20, 50]
            assert len({name for page in found[:3] for name in page}) == 120
            page = person.get("record?page=2")
            assert "Entries 51 to 100 of 120" in page
            assert 'page=1">Previous' in page
            assert 'page=3">Next' in page
