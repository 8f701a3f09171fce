"""The index of the ledger: the same entries as a walk through all, in little memory."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.cli.show_record import hits
from goodoffices.errors import InputError, UsageError
from goodoffices.record import (
    Contact,
    Entry,
    Figure,
    Hits,
    Index,
    Ledger,
    Note,
    Position,
    Pressure,
    Proposal,
    Retraction,
    Span,
    Wanted,
)
from goodoffices.record.basis import basis_of
from goodoffices.record.entries import Body
from goodoffices.record.ledger import index as index_module
from goodoffices.record.ledger.decisions import correct, retract
from goodoffices.record.ledger.fold import current
from goodoffices.record.ledger.index import actors_of
from tests.support.record import note
from tests.support.thorough import usually


def test_a_long_record_lists_and_filters_in_little_memory(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    ledger.append(*(note(number, "x" * 400) for number in range(3000)))
    index = Index(ledger)
    index.refresh()
    tracemalloc.start()
    assert sum(1 for _ in index.entries()) == 3000
    assert sum(1 for _ in index.entries(Wanted(dispatch="report-3"))) == 429
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert ledger.path.stat().st_size > 2_000_000
    assert peak < 500_000


@settings(max_examples=usually(15, 25))
@given(data=st.data())
def test_the_index_lists_what_going_through_all_lists(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    ledger = Ledger(tmp_path_factory.mktemp("ledger") / "record.jsonl")
    index = Index(ledger)
    known: list[str] = []
    for number in range(data.draw(st.integers(1, 12))):
        step = data.draw(st.sampled_from(("add", "correct", "retract", "list", "break")))
        standing = list(current(ledger).entries)
        if step == "add" or not standing:
            ledger.append(note(number))
        elif step == "correct":
            correct(ledger, data.draw(st.sampled_from(standing)), {"edtf": "2031-04"})
        elif step == "retract":
            retract(ledger, data.draw(st.sampled_from(standing)), "gone")
        elif step == "break" and index.path.exists():
            index.path.write_bytes(data.draw(st.binary(max_size=40)))
        known = sorted(entry.id for entry in index.entries())
    assert known == sorted(current(ledger).entries)
    assert [e.id for e in index.entries(Wanted(since="2031-04"))] == [
        e.id for e in current(ledger).entries.values() if e.edtf == "2031-04"
    ]


def test_the_index_of_another_ledger_is_made_again(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    ledger.append(*(note(number) for number in range(5)))
    assert len(list(Index(ledger).entries())) == 5
    ledger.path.unlink()
    ledger.append(*(note(number, "quite another text") for number in range(9, 20)))
    assert [entry.id for entry in Index(ledger).entries()] == [f"note-{n}" for n in range(9, 20)]


def test_another_ledger_is_told_by_its_entries_not_by_its_length(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    ledger.append(note(1))
    assert [entry.id for entry in Index(ledger).entries()] == ["note-1"]
    size = ledger.path.stat().st_size
    ledger.path.unlink()
    ledger.append(note(2))
    assert ledger.path.stat().st_size == size
    ledger.append(note(3))
    assert [entry.id for entry in Index(ledger).entries()] == ["note-2", "note-3"]
    assert [entry.id for entry in Index(ledger).entries(Wanted(id="note-2"))] == ["note-2"]


def test_an_index_that_is_up_to_date_is_not_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    ledger.append(*(note(number, "x") for number in range(20)))
    index = Index(ledger)
    added: list[int] = []
    known = Index._add

    def counted(self: Index, base: sqlite3.Connection, start: int, number: int, line: bytes) -> None:
        added.append(number)
        known(self, base, start, number, line)

    monkeypatch.setattr(Index, "_add", counted)
    assert sum(1 for _ in index.entries()) == 20
    assert sum(1 for _ in index.entries()) == 20
    ledger.append(note(20, "x"))
    assert sum(1 for _ in index.entries()) == 21
    assert len(added) == 21


def entry(name: str, edtf: str | None, dispatch: str, words: str, *actors: str) -> Entry:
    source = replace(note(1).source, dispatch=dispatch)
    body = Contact("meeting", "held", actors, None, None)
    return Entry(name, body, source, Span(0, len(words), words), edtf)


ENTRIES = (
    replace(entry("a", "2031-03-04", "wire", "They MET at noon", "lee", "dahl"), reviewed=True),
    entry("b", "2031-03-01/2031-03-10", "wire", "They spoke", "lee"),
    entry("c", None, "courier", "Nobody met", "dahl-lee"),
    entry("d", "2031-04", "courier", "They left"),
)


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (Wanted(), "abcden"),
        (Wanted(kind="note"), "n"),
        (Wanted(kind="contact", dispatch="wire"), "ab"),
        (Wanted(id="c"), "c"),
        (Wanted(actor="lee"), "ab"),
        (Wanted(actor="dahl"), "a"),
        (Wanted(text="met"), "ac"),
        (Wanted(since="2031-03-05"), "bd"),
        (Wanted(since="2031-03-10"), "bd"),
        (Wanted(since="2031-03-11"), "d"),
        (Wanted(until="2031-03-03"), "bn"),
        (Wanted(until="2031-03-01"), "b"),
        (Wanted(until="2031-02"), ""),
        (Wanted(kind="retraction"), ""),
        (Wanted(kind="retraction", history=True), "r"),
        (Wanted(dispatch="courier", history=True), "cde"),
        (Wanted(since="2031-03"), "abdn"),
        (Wanted(reviewed=True), "an"),
        (Wanted(reviewed=False), "bcd"),
        (Wanted(public=False), "abcdn"),
    ],
)
def test_a_filter(wanted: Wanted, names: str, tmp_path: Path) -> None:
    """Each field that is given must hold; what is undated is not known to be since a day."""
    ledger = Ledger(tmp_path / "record.jsonl")
    hidden = entry("e", "2031-05", "courier", "They came")
    kept = replace(note(1), id="n", edtf="2031-03-02")
    gone = Entry("r", Retraction("e", "wrong"), note(2).source, Span(0, 0, ""))
    ledger.append(*ENTRIES, hidden, kept, gone)
    expected = names if wanted.history else names.replace("e", "")
    assert "".join(e.id for e in Index(ledger).entries(wanted)) == expected


def test_an_index_that_is_no_database_is_made_anew_in_its_place(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    ledger.append(note(1))
    index = Index(ledger)
    index.path.write_bytes(b"no database " * 100)
    assert [entry.id for entry in index.entries()] == ["note-1"]
    assert index.path.read_bytes().startswith(b"SQLite format 3")


def test_nothing_is_listed_and_nothing_written_without_a_ledger(tmp_path: Path) -> None:
    index = Index(Ledger(tmp_path / "record.jsonl"))
    assert list(index.entries()) == []
    assert index.path == tmp_path / "record.jsonl.index"
    assert not index.path.exists()


def test_a_ledger_that_is_gone_leaves_an_empty_index(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    ledger.append(note(1))
    assert len(list(Index(ledger).entries())) == 1
    ledger.path.unlink()
    assert list(Index(ledger).entries()) == []


def test_a_ledger_cut_short_is_indexed_again(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    ledger.append(note(1), note(2), note(3))
    assert len(list(Index(ledger).entries())) == 3
    ledger.path.write_bytes(b"".join(line for _, line in list(ledger.lines())[:2]))
    assert [e.id for e in Index(ledger).entries()] == ["note-1", "note-2"]


def test_an_index_of_another_version_is_made_again(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    ledger.append(note(1), note(2))
    index = Index(ledger)
    index.refresh()
    with closing(sqlite3.connect(index.path)) as base, base:
        base.execute("pragma user_version = 2")
        base.execute("delete from entry where id = 'note-1'")
    assert [e.id for e in index.entries()] == ["note-1", "note-2"]


def test_progress_is_told_every_five_thousand_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert index_module._BATCH == 5000
    monkeypatch.setattr(index_module, "_BATCH", 2)
    ledger = Ledger(tmp_path / "record.jsonl")
    ledger.append(*(note(number) for number in range(5)))
    told: list[tuple[str, int, int]] = []
    list(Index(ledger).entries(progress=lambda *words: told.append(words)))
    starts = [start for start, _ in ledger.lines()]
    size = ledger.path.stat().st_size
    assert told == [("Indexing the record", starts[1], size), ("Indexing the record", starts[3], size)]


LIST = """
import os, sys
from pathlib import Path
from goodoffices.record import Index, Ledger
begin, gate = os.pipe()
for number in range(12):
    if os.fork():
        continue
    os.close(gate)
    os.read(begin, 1)
    index = Index(Ledger(Path(sys.argv[1])))
    found = index.search("seen")
    said = (found.number, found.more, sum(1 for _ in index.entries()))
    os.write(1, f"{said}\\n".encode())
    os._exit(0)
os.close(gate)
sys.exit(any(os.wait()[1] for number in range(12)))
"""
"""Twelve readers, forked from a process that has loaded what they need; all begin when the gate is closed."""


def test_twelve_first_readers_at_once_all_list_everything(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    ledger.append(*(note(number) for number in range(3000)))
    command = [sys.executable, "-c", LIST, str(ledger.path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == ["(1000, True, 3000)"] * 12


@pytest.mark.parametrize("broken", ["index", "lock"])
def test_where_no_index_can_be_kept_the_record_is_listed_all_the_same(
    broken: str, tmp_path: Path
) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    ledger.append(note(1), note(2))
    (tmp_path / "record.jsonl.lock").unlink()
    (tmp_path / f"record.jsonl.{broken}").mkdir()
    assert [entry.id for entry in Index(ledger).entries()] == ["note-1", "note-2"]


FULL = """
import resource, signal, sys
# Python would keep half of its compiled code, which every later program would take for the whole
sys.dont_write_bytecode = True
from pathlib import Path
from goodoffices.record import Index, Ledger
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
index = Index(Ledger(Path(sys.argv[1])))
found = index.search("seen")
print(found.number, found.more, sum(1 for _ in index.entries()))
"""


def test_a_full_disk_stops_no_list(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    ledger.append(*(note(number) for number in range(300)))
    command = [sys.executable, "-c", FULL, str(ledger.path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("300 False 300\n", "")
    assert list(tmp_path.glob("*-journal")) == []
    assert [e.id for e in Index(ledger).entries(Wanted(id="note-299"))] == ["note-299"]


def names(hits: Hits) -> str:
    return "".join(entry.id for entry in hits.entries)


@pytest.mark.parametrize(
    ("asked", "wanted", "found"),
    [
        ("met", Wanted(), "ca"),
        ("THEY met", Wanted(), "a"),
        ('"they met"', Wanted(), "a"),
        ('"met they"', Wanted(), ""),
        ("spok*", Wanted(), "b"),
        ("they", Wanted(dispatch="wire"), "ba"),
        ("they", Wanted(actor="dahl"), "a"),
        ("they", Wanted(kind="contact", until="2031-03-03"), "b"),
        ("they", Wanted(history=True), "edba"),
        ("dahl-lee", Wanted(), "c"),
        ("meeting courier-news", Wanted(), ""),
        ("meeting", Wanted(), "dcba"),
        ("wrong", Wanted(history=True), "r"),
        ("wrong", Wanted(), ""),
    ],
)
def test_a_search(asked: str, wanted: Wanted, found: str, tmp_path: Path) -> None:
    """All words must stand in the entry; the filter holds too, and the last added comes first."""
    ledger = Ledger(tmp_path / "record.jsonl")
    hidden = entry("e", "2031-05", "courier", "They came")
    gone = Entry("r", Retraction("e", "wrong"), note(2).source, Span(0, 0, ""))
    ledger.append(*ENTRIES, hidden, gone)
    assert names(Index(ledger).search(asked, wanted)) == found
    assert Index(ledger).search(asked, wanted).number == len(found)


class WithoutFullText(sqlite3.Connection):
    """SQLite as it is where it was built without FTS5."""

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        if "fts5" in sql:
            raise sqlite3.OperationalError("no such module: fts5")
        return super().execute(sql, *values)


@contextmanager
def without_full_text() -> Iterator[None]:
    """Let SQLite have no full-text search meanwhile."""
    connect = sqlite3.connect
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sqlite3, "connect", lambda path: connect(path, factory=WithoutFullText))
        yield


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Ledger, Ledger]:
    """Two ledgers of the same entries, of which the second was indexed without full-text search."""
    with_it, without = (Ledger(tmp_path_factory.mktemp("search") / "record.jsonl") for _ in "ab")
    for ledger in (with_it, without):
        ledger.append(*ENTRIES)
    list(Index(with_it).entries())
    with without_full_text():
        list(Index(without).entries())
    return with_it, without


@settings(max_examples=usually(25, 50))
@given(asked=st.lists(st.sampled_from(["they", "spok*", '"they met"', "dahl-lee", "Came", "x", "no*"])))
def test_without_full_text_search_a_search_finds_the_same(
    asked: list[str], both: tuple[Ledger, Ledger]
) -> None:
    with_it, without = both
    words = " ".join(asked) or "they"
    expected = Index(with_it).search(words)
    assert not expected.one_by_one
    with without_full_text():
        assert Index(without).search(words) == replace(expected, one_by_one=True)


def test_whoever_searches_is_told_that_it_went_one_by_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    ledger.append(*ENTRIES)
    hits(ledger, "they", Wanted(), 20, json=False)
    assert "full-text" not in capsys.readouterr().err
    Index(ledger).path.unlink()
    with without_full_text():
        hits(ledger, "they", Wanted(), 20, json=False)
    assert "full-text" in capsys.readouterr().err


@pytest.mark.parametrize("asked", ["cafe", "هدنه*", "الهدنة", "停火", "KAHIRE"])
def test_a_search_finds_words_of_any_script(asked: str, tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    words = "Café Kâhire هُدنه الْهُدْنَة 双方停火"
    ledger.append(note(1, words), note(2, "hudna"))
    assert names(Index(ledger).search(asked)) == "note-1"


@given(
    asked=st.text(max_size=20)
    | st.sampled_from(['"', "NEAR(a b)", "said : a", "a OR b", "-a", "^a", "a*b*"])
)
def test_a_search_is_never_read_as_a_program(
    asked: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever is typed finds entries, or is refused with a sentence."""
    ledger = Ledger(tmp_path_factory.getbasetemp() / "searched.jsonl")
    if not ledger.path.exists():
        ledger.append(note(1, "a b"), note(2, "near said or"))
    with suppress(UsageError):
        Index(ledger).search(asked)


def test_a_search_shows_the_last_and_counts_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert index_module.COUNTED == 1_000
    monkeypatch.setattr(index_module, "COUNTED", 5)
    ledger = Ledger(tmp_path / "record.jsonl")
    ledger.append(*(note(number) for number in range(5)))
    hits = Index(ledger).search("seen", most=2)
    assert ([one.id for one in hits.entries], hits.number, hits.more) == (
        ["note-4", "note-3"],
        5,
        False,
    )
    ledger.append(note(5))
    hits = Index(ledger).search("seen", most=2)
    assert ([one.id for one in hits.entries], hits.number, hits.more) == (["note-5", "note-4"], 5, True)


def test_a_search_takes_no_more_steps_in_a_longer_record(tmp_path: Path) -> None:
    """Rows are taken from the end of a word's list: SQLite's own count of steps hardly grows."""

    def steps(number: int) -> int:
        ledger = Ledger(tmp_path / f"{number}.jsonl")
        ledger.append(*(note(one, f"truce {one}") for one in range(number)))
        index = Index(ledger)
        index.refresh()
        taken = 0

        def count() -> None:
            nonlocal taken
            taken += 1

        with pytest.MonkeyPatch.context() as patch:
            connect = sqlite3.connect

            def counting(path: str) -> sqlite3.Connection:
                base = connect(path)
                base.set_progress_handler(count, 1)
                return base

            patch.setattr(sqlite3, "connect", counting)
            patch.setattr(index_module, "COUNTED", 30)
            assert len(index.search("truce").entries) == 20
        return taken

    assert steps(2000) <= 1.1 * steps(500)


def test_there_is_nothing_to_search_without_a_ledger(tmp_path: Path) -> None:
    index = Index(Ledger(tmp_path / "record.jsonl"))
    assert index.search("x") == Hits((), 0, False)
    with pytest.raises(UsageError, match="expected words"):
        index.search("?")
    assert not index.path.exists()


def test_half_characters_are_indexed(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    ledger.append(replace(note(1, "broken \ud83d"), id="\udcff"), note(2))
    assert [entry.id for entry in Index(ledger).entries()] == ["\udcff", "note-2"]
    assert [entry.id for entry in Index(ledger).entries(Wanted(id="\udcff"))] == ["\udcff"]


def test_a_line_that_is_no_entry_is_refused_with_its_number(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    ledger.append(note(1))
    index = Index(ledger)
    index.refresh()
    with ledger.path.open("a") as file:
        file.write("{}\n")
    with pytest.raises(InputError, match=r"record.jsonl:2: expected a line of the record"):
        list(index.entries())


@pytest.mark.parametrize(
    ("body", "actors"),
    [
        (Position("lee", "wages", "rejects", "x", "dahl"), ("lee", "dahl")),
        (Contact("call", "held", ("lee", "dahl"), None, None, ("dahl", "moe")), ("lee", "dahl", "moe")),
        (Pressure("lee", "dahl", ""), ("lee", "dahl")),
        (Proposal(("lee", "dahl"), "x", "made"), ("lee", "dahl")),
        (Figure("4", 4, None, None, "exact", "x", None, "lee"), ("lee",)),
        (Figure("4", 4, None, None, "exact", "x", None, None), ()),
        (Note("lee"), ()),
    ],
)
def test_the_actors_of_an_entry(body: Body, actors: tuple[str, ...]) -> None:
    assert actors_of(Entry("x", body, note(1).source, Span(0, 0, ""))) == actors


def test_a_page_of_the_index_is_that_of_a_walk_through_all(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    entries = [replace(note(number), reviewed=number % 3 > 0) for number in range(40)]
    entries[5] = replace(entries[5], reviewer="Kesh")
    ledger.append(*entries)
    retract(ledger, "note-7", "wrong")
    index = Index(ledger)
    for wanted in (Wanted(), Wanted(reviewed=True), Wanted(reviewed=False), Wanted(public=True)):
        all_of_them = list(index.entries(wanted))
        pages = [index.page(wanted, first, 15) for first in range(0, 45, 15)]
        found = [entry for page, _ in pages for entry in page]
        assert sorted(found, key=lambda e: e.id) == sorted(all_of_them, key=lambda e: e.id)
        assert [entry.edtf for entry in found] == sorted(str(entry.edtf) for entry in found)
        assert [basis for _, basis in pages] == [basis_of(all_of_them)] * 3
    assert all(entry.reviewed for entry in index.page(Wanted(reviewed=True), 0, 40)[0])
    assert index.page(Wanted(reviewed=True), 0, 1)[1].reviewers == ("Kesh",)


def test_public_are_entries_of_reports_that_a_person_confirmed(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    body = Pressure("a", "b", "c")
    of_a_report = replace(note(1), body=body, source=replace(note(1).source, digest="d"))
    ledger.append(
        replace(of_a_report, id="1"),
        replace(of_a_report, id="2", reviewed=False),
        replace(of_a_report, id="3", source=note(1).source),
        replace(of_a_report, id="4", body=Note("mine")),
    )
    assert [entry.id for entry in Index(ledger).entries(Wanted(public=True))] == ["1"]
    assert [entry.id for entry in ledger if entry.public] == ["1"]


def test_settled_are_ids_that_were_ever_decided_on(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    assert Index(ledger).settled(["a"]) == frozenset()
    ledger.append(*(note(number) for number in range(1200)))
    retract(ledger, "note-7", "wrong")
    correct(ledger, "note-8", {"text": "better"})
    names = [f"note-{number}" for number in range(1300)] + ["note-8+2", "note-7-", "half \ud800"]
    found = Index(ledger).settled(names)
    assert found == current(ledger).settled & {*names}
    assert len(found) == 1202
    with ledger.lock:
        assert Index(ledger).settled(["note-1", "x"], locked=True) == {"note-1"}
