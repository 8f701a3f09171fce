"""The command `goodoffices record`: review in the terminal, corrections, export, bad use."""

from __future__ import annotations

import json
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from goodoffices.record import Ledger
from tests.support import command
from tests.support.model_server import Handler, answering, serving
from tests.support.postgres import cluster, why_not
from tests.support.record import ferry_talks

WIDE = 200
"""Columns, so that no line of what is asserted is broken."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return ferry_talks(tmp_path)


def goodoffices(*words: str | Path, typed: str = "") -> CompletedProcess[str]:
    return command.goodoffices(*words, typed=typed, columns=WIDE)


def test_review_in_the_terminal_can_be_interrupted(folder: Path) -> None:
    done = goodoffices("record", folder, "review", typed="a\nr\nnot so\ns\nx\nm\nnothing\n")
    assert done.returncode == 0
    assert "expected an entry of the record, found 'nothing'" in done.stderr
    entries = list(Ledger(folder / "record.jsonl"))
    assert [entry.kind == "retraction" for entry in entries] == [False, True]
    again = goodoffices("record", folder, "review", typed="q\n")
    assert f"{int(again.stdout.split(' of ')[1].split(',')[0])} entries left to review" in again.stdout


def test_a_review_with_a_model_of_one_s_own_begins_with_what_is_disputed(folder: Path) -> None:
    usual = goodoffices("record", folder, "review", "--json")
    *_, last = (e for e in json.loads(usual.stdout)["pending"] if e["kind"] == "figure")
    wrong = {"sentence": 0, "words": last["span"]["text"], "number": -5, "unit": "a", "source": None}

    def reply(handler: Handler, body: dict[str, Any]) -> None:
        text = body["messages"][-1]["content"]
        word = last["body"]["unit"].split()[0]
        there = [wrong | {"unit": word}] if last["span"]["text"] in text else []
        answering(figures=there)(handler, body)

    words = ("record", folder, "review", "--reader", "llm", "--model", "m", "--endpoint")
    with serving(reply) as server:
        refused = goodoffices(*words, server.url)
        assert (refused.returncode, server.heard) == (2, [])
        shown = goodoffices(*words, server.url, "--yes", typed="q\n")
        first, *_ = json.loads(goodoffices(*words, server.url, "--yes", "--json").stdout)["pending"]
    assert first["kind"] == "figure" != json.loads(usual.stdout)["pending"][0]["kind"]
    assert (first["confidence"], first["body"]["value"]) == (0.2, last["body"]["value"])
    assert "check: the number: " in shown.stdout


def test_the_record_command(folder: Path) -> None:
    assert (
        "accepted without review"
        in goodoffices("record", folder, "review", "--accept-above", "0.8").stdout
    )
    fields = ("text=about 20", "value=20", "qualifier=about", "unit=boats")
    assert (
        "added"
        in goodoffices("record", folder, "add", "figure", *fields, "--dispatch", "minutes").stdout
    )
    assert (
        goodoffices("record", folder, "correct", "minutes:figure-by-hand-1", "value=30").returncode == 0
    )
    shown = json.loads(
        goodoffices("record", folder, "show", "minutes:figure-by-hand-1+2", "--json").stdout
    )
    assert [one["body"]["value"] for one in shown] == [30]
    listed = json.loads(goodoffices("record", folder, "list", "--dispatch", "minutes", "--json").stdout)
    assert [one["id"] for one in listed] == ["minutes:figure-by-hand-1+2"]
    head = json.loads(goodoffices("record", folder, "verify", "--json").stdout)["head"]
    assert goodoffices("record", folder, "verify", "--held", head).returncode == 0
    out = folder / "record.csv"
    assert goodoffices("record", folder, "export", "--format", "csv", "--out", out).returncode == 0
    assert out.read_text("utf-8").startswith("\ufeffid,kind,edtf")


def test_a_statement_and_a_retraction_are_added_by_hand(folder: Path) -> None:
    words = ("speaker=The union", "cue=denied", "content=it had left", "date=4 March 2031")
    quote = ("--quote", "The union denied it had left.", "--published", "March 5, 2031")
    added = goodoffices("record", folder, "add", "statement", *words, *quote, "--json")
    entry = json.loads(added.stdout)
    assert (entry["edtf"], entry["source"]["published"]) == ("2031-03-04", "2031-03-05")
    assert entry["body"]["content"] == [{"start": 17, "end": 28, "text": "it had left"}]
    shown = goodoffices("record", folder, "list", "--kind", "statement", "--since", "1 March 2031")
    assert "The union denied it had left" in " ".join(shown.stdout.split())
    gone = goodoffices("record", folder, "add", "retraction", f"entry={entry['id']}", "because=twice")
    assert gone.stdout.strip() == f"{entry['id']}- retracted."
    assert "0 entries" in goodoffices("record", folder, "list").stdout


def test_a_quote_is_looked_up_in_its_dispatch(folder: Path) -> None:
    name = "2031-03-04-harbour-wire"
    words = ("speaker=Calloway", "cue=said", "content=nobody has left the room for good")
    quote = ("--dispatch", name, "--quote", "“We have agreed to meet again, and nobody has left")
    entry = json.loads(
        goodoffices("record", folder, "add", "statement", *words, *quote, "--json").stdout
    )
    text = next(folder.glob(f"**/{name}.txt")).read_text("utf-8")
    places = [entry["span"], entry["body"]["speaker"], *entry["body"]["content"]]
    assert all(text[place["start"] : place["end"]] == place["text"] for place in places)
    assert (entry["source"]["outlet"], entry["source"]["published"]) == ("Harbour Wire", "2031-03-04")
    assert len(entry["source"]["digest"]) == 64
    done = goodoffices(
        "record", folder, "add", "note", "text=x", "--dispatch", name, "--quote", "nobody at all"
    )
    assert (done.returncode, "quote: expected words of the report" in done.stderr) == (2, True)


def test_tables_for_people(folder: Path) -> None:
    """A spreadsheet, a document and a single table, of what was accepted and what is proposed."""
    for name in ("talks.xlsx", "talks.docx"):
        form = name.partition(".")[2]
        done = goodoffices("record", folder, "export", "--format", form, "--out", folder / name)
        assert done.returncode == 0, done.stderr
        assert (folder / name).read_bytes()[:2] == b"PK"
    done = goodoffices("record", folder, "export", "--format", "csv", "--table", "statements")
    assert done.stdout.startswith("speaker as written,actor,role")
    assert len(done.stdout.splitlines()) > 5


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("add", "figur"), "Did you mean 'figure'"),
        (("add", "note", "text"), "expected FIELD=VALUE"),
        (("add", "note", "text=x", "text=y"), "text: expected one value, found two"),
        (("add", "note", "text=x", "--published", "3/4/2025"), "published: expected a date"),
        (
            ("add", "statement", "speaker=Bo", "content=x", "--quote", "Ann x"),
            "speaker: expected words",
        ),
        (("add", "retraction", "entry=x"), "because: expected a value"),
        (("add", "retraction", "entry=x", "because=y"), "expected an entry that stands"),
        (("show", "nothing"), "expected an entry of the record"),
        (("correct", "nothing", "value=1"), "stands in the record"),
        (("correct", "nothing"), "at least one FIELD=VALUE"),
        (("list", "--since", "May"), "expected a date"),
        (("list", "--kind", "figures"), "expected one of"),
        (("export", "--format", "xml"), "expected one of jsonl, csv, prov, xlsx, docx"),
        (("export", "--format", "xlsx"), "expected a file for xlsx"),
        (("export", "--table", "claims"), "expected, with --format csv, one of chronology"),
        (("export", "--format", "csv", "--table", "claim"), "one of chronology, claims"),
        (("verify", "--held", "0f"), "found it cut off"),
        (("review", "--dispatch", "2031-03-04-harbour-wir"), "Did you mean"),
    ],
)
def test_bad_use_of_the_record_command(words: tuple[str, ...], says: str, folder: Path) -> None:
    done = goodoffices("record", folder, *words)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_verify_says_what_it_cannot_know(folder: Path) -> None:
    goodoffices("record", folder, "add", "note", "text=one")
    alone = goodoffices("record", folder, "verify").stdout
    head = alone.split("Its head is ")[1].split()[0]
    assert "you cannot know" in alone
    with (folder / "record.jsonl").open("ab") as file:
        file.write(b"half a line")
    held = goodoffices("record", folder, "verify", "--held", head)
    assert held.returncode == 0
    assert "The head you kept is in the chain" in held.stdout
    assert "11 bytes after the last line are no entry" in held.stdout
    found = json.loads(goodoffices("record", folder, "verify", "--json").stdout)
    assert found == {"head": head, "held": None, "bytes_after_last_line": 11}


@pytest.mark.parametrize(
    "name", ["record.jsonl", "record.jsonl.index", "./record.jsonl.lock", "2031-03-04-notice.txt"]
)
def test_an_export_onto_a_file_of_the_case_is_refused(name: str, folder: Path) -> None:
    goodoffices("record", folder, "add", "note", "text=kept")
    name = name if name.startswith(("rec", "./")) else next(folder.glob("*.txt")).name
    before = {path: path.read_bytes() for path in folder.iterdir()}
    commands: list[list[str | Path]] = [["record", folder, "export"], ["report", folder, "--runs", "1"]]
    for words in commands:
        done = goodoffices(*words, "--out", folder / name)
        assert done.returncode == 2
        assert "expected a new name, found a file of the case itself" in done.stderr
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_a_record_is_searched(folder: Path) -> None:
    """The words about the first place are shown, the last added first, and how many more there are."""
    goodoffices("record", folder, "review", "--accept-above", "0.1")
    shown = goodoffices("record", folder, "list", "--search", "inspection* mediator", "--first", "2")
    assert shown.stdout.startswith("2031-03-14-coast-courier:")
    assert "inspections" in shown.stdout
    last = shown.stdout.splitlines()[-1]
    assert last.startswith("The 2 added last of ")
    assert last.endswith(" entries; --first shows more.")
    done = goodoffices("record", folder, "list", "--search", "“safety inspections”", "--json")
    found = json.loads(done.stdout)
    assert found
    assert all("safety inspections" in " ".join(one["span"]["text"].split()) for one in found)
    assert goodoffices("record", folder, "list", "--search", "zeppelin").stdout.strip() == "0 entries."
    bad = goodoffices("record", folder, "list", "--search", "a*")
    assert (bad.returncode, bad.stderr) == (
        2,
        "search: expected at least 2 letters before '*', found 'a*'.\n",
    )


def test_a_record_is_kept_together_in_a_database(tmp_path: Path) -> None:
    pytest.importorskip("psycopg", reason="the extra 'postgres' is not installed")
    if reason := why_not():
        pytest.skip(reason)
    anna, bert = (ferry_talks(tmp_path / name) for name in ("anna", "bert"))
    with cluster() as server:
        words = ("--database", server.address("postgres"))
        added = goodoffices("record", *words, anna, "add", "note", "text=The hall changed")
        assert added.returncode == 0, added.stderr
        seen = goodoffices("record", *words, bert, "list")
        assert "The hall changed" in seen.stdout
        # the second time the address is known
        assert goodoffices("record", bert, "add", "note", "text=It changed again").returncode == 0
        assert "It changed again" in goodoffices("record", anna, "list").stdout
    # without the database the record can be read, and nothing is added
    alone = goodoffices("record", anna, "list")
    assert "It changed again" in alone.stdout
    assert "are shown as they are" in alone.stderr
    refused = goodoffices("record", anna, "add", "note", "text=Nobody hears this")
    assert refused.returncode == 2
    assert len(list(Ledger(anna / "record.jsonl"))) == 2
