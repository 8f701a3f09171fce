"""A record that several people keep in a database: everybody's file is the same bytes, whoever added what."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from threading import Thread

import pytest

from goodoffices.errors import InputError, LedgerError, UsageError
from goodoffices.record import Ledger
from goodoffices.record.ledger.shared import Shared, place_of, share
from tests.support.postgres import Cluster, cluster, why_not
from tests.support.record import note

pytest.importorskip("psycopg", reason="the extra 'postgres' is not installed")


@pytest.fixture(scope="module")
def server() -> Iterator[Cluster]:
    if reason := why_not():
        pytest.skip(reason)
    with cluster() as made:
        yield made


@pytest.fixture
def address(server: Cluster, request: pytest.FixtureRequest) -> str:
    """The address of an empty database."""
    name = f"record_{abs(hash(request.node.name))}"
    server.ask(f"CREATE DATABASE {name}")
    return server.address(name)


def ledger_of(folder: Path, address: str, record: str = "talks") -> Ledger:
    """Return the ledger of somebody who shares a record."""
    folder.mkdir(exist_ok=True)
    share(folder / "record.jsonl", address, record)
    return Ledger(folder / "record.jsonl")


def test_entries_of_one_are_entries_of_all(tmp_path: Path, address: str) -> None:
    own = Ledger(tmp_path / "anna" / "record.jsonl")
    own.path.parent.mkdir()
    own.append(note(1), note(2))
    # who shares a record brings what is in it
    anna = ledger_of(tmp_path / "anna", address)
    anna.append(note(3))
    bert = ledger_of(tmp_path / "bert", address)
    head = bert.append(note(4))
    anna.catch_up()
    assert anna.path.read_bytes() == bert.path.read_bytes()
    assert anna.verify() == bert.verify() == head
    assert list(anna) == [note(n) for n in (1, 2, 3, 4)]
    # another record in the same database is another
    other = ledger_of(tmp_path / "carl", address, "other talks")
    other.append(note(1))
    assert list(other) == [note(1)]
    if os.name == "posix":
        assert stat.S_IMODE(place_of(anna.path).stat().st_mode) == 0o600


def test_people_who_add_at_once_add_one_after_the_other(tmp_path: Path, address: str) -> None:
    people = [ledger_of(tmp_path / str(n), address) for n in range(4)]

    def add(person: int) -> None:
        for number in range(5):
            people[person].append(note(10 * person + number))

    threads = [Thread(target=add, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for ledger in people:
        ledger.catch_up()
    assert len({ledger.verify() for ledger in people}) == 1
    assert sorted(entry.id for entry in people[0]) == sorted(
        note(10 * person + number).id for person in range(4) for number in range(5)
    )


def test_a_decision_is_made_on_what_others_have_added(tmp_path: Path, address: str) -> None:
    anna, bert = ledger_of(tmp_path / "anna", address), ledger_of(tmp_path / "bert", address)
    anna.append(note(1))
    seen: list[str] = []

    def decided(ledger: Ledger) -> list[object]:
        seen.extend(entry.id for entry in ledger)
        return []

    bert.decide(decided)  # type: ignore[arg-type]
    assert seen == [note(1).id]


def test_no_line_is_ever_changed_in_the_database(tmp_path: Path, address: str) -> None:
    import psycopg

    ledger_of(tmp_path / "anna", address).append(note(1))
    for words in ("UPDATE {} SET line = ''", "DELETE FROM {}", "TRUNCATE {}"):
        with (
            psycopg.connect(address) as connection,
            pytest.raises(psycopg.Error, match="lines of a record are only added"),
        ):
            connection.execute(words.format("goodoffices_record").encode())


def test_somebody_who_changes_the_table_is_noticed(tmp_path: Path, address: str) -> None:
    import psycopg

    anna = ledger_of(tmp_path / "anna", address)
    anna.append(note(1), note(2))
    bert = ledger_of(tmp_path / "bert", address)
    anna.append(note(3), note(4))
    with psycopg.connect(address) as connection:
        connection.execute("ALTER TABLE goodoffices_record DISABLE TRIGGER only_added")
        connection.execute(
            "UPDATE goodoffices_record SET line = replace(encode(line, 'escape'), 'note', 'nota')::bytea "
            "WHERE start = (SELECT max(start) FROM goodoffices_record)"
        )
    with pytest.raises(LedgerError, match="a line was changed"):
        bert.catch_up()
    with psycopg.connect(address) as connection:
        connection.execute(
            "DELETE FROM goodoffices_record WHERE start = (SELECT min(start) FROM goodoffices_record)"
        )
    bert.path.unlink(missing_ok=True)
    with pytest.raises(LedgerError, match="a line is missing"):
        bert.catch_up()


def test_two_records_are_not_mixed(tmp_path: Path, address: str) -> None:
    ledger_of(tmp_path / "anna", address).append(note(1))
    own = Ledger(tmp_path / "bert" / "record.jsonl")
    own.path.parent.mkdir()
    own.append(note(2))
    before = own.path.read_bytes()
    bert = ledger_of(tmp_path / "bert", address)
    with pytest.raises(LedgerError, match="are two records"):
        bert.append(note(3))
    assert own.path.read_bytes() == before
    with pytest.raises(UsageError, match="expected to be shared as 'other talks', found 'talks'"):
        share(own.path, address, "other talks")
    place_of(own.path).write_text("{}", "utf-8")
    with pytest.raises(InputError, match="the address of a shared record"):
        own.append(note(3))


def test_without_the_database_nothing_is_added(tmp_path: Path, server: Cluster, address: str) -> None:
    anna = ledger_of(tmp_path / "anna", address)
    anna.append(note(1))
    before = anna.path.read_bytes()
    server.stop()
    try:
        with pytest.raises(UsageError, match="expected a database that takes the record"):
            anna.append(note(2))
        assert list(anna) == [note(1)]
    finally:
        server.start()
    assert anna.path.read_bytes() == before
    anna.append(note(2))
    assert list(anna) == [note(1), note(2)]
    with pytest.raises(UsageError, match="expected an address such as"):
        ledger_of(tmp_path / "bert", "s3cret")
    assert not place_of(tmp_path / "bert" / "record.jsonl").exists()


def test_an_entry_that_is_in_the_database_but_not_in_the_file_comes_with_the_next(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from goodoffices.record.ledger import file as ledger_file

    anna = ledger_of(tmp_path / "anna", address)
    anna.append(note(1))

    def full(file: object, content: bytes) -> None:
        if content:
            raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(ledger_file, "write_all", full)
        with pytest.raises(OSError, match="No space left"):
            anna.append(note(2))
    assert list(anna) == [note(1)]
    anna.append(note(3))
    assert list(anna) == [note(1), note(2), note(3)]


def test_a_share_that_cannot_be_written_leaves_the_record_to_one_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Shared, "turn", lambda _: nullcontext())
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        share(tmp_path / "record.jsonl", "postgres://nobody@localhost/none", "x")
    assert list(tmp_path.iterdir()) == []
