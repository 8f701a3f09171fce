"""Export of the record as JSON lines, CSV and PROV-JSON."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from goodoffices.record import Entry, Ledger, Note, Position, Retraction, Review, Source, Span
from goodoffices.record.ledger.decisions import correct
from goodoffices.record.ledger.export import COLUMNS, jsonl, prov, table
from tests.support.command import goodoffices
from tests.support.growth import LARGEST_RATIO, ratio
from tests.support.record import ferry_talks, note


def test_exports(folder: Path, work: Review) -> None:
    work.accept_above(0)
    first = next(entry for entry in work.ledger if entry.kind == "statement")
    correct(work.ledger, first.id, {"told": "Coast Courier"})
    entries = list(work.ledger)
    assert [json.loads(line)["id"] for line in jsonl(entries)] == [entry.id for entry in entries]
    rows = list(csv.DictReader(io.StringIO("".join(table(entries)))))
    assert [row["id"] for row in rows] == [entry.id for entry in entries]
    document = prov(entries, {"ines-calloway": "Ines Calloway"})
    ids = set(document["entity"]) | set(document["agent"])
    for relation in ("wasDerivedFrom", "wasAttributedTo"):
        for value in document[relation].values():
            assert {v for k, v in value.items() if k != "prov:type"} <= ids
    assert "prov:Revision" in {v["prov:type"] for v in document["wasDerivedFrom"].values()}
    assert document["agent"]["go:actor/ines-calloway"] == {"prov:label": "Ines Calloway"}


@pytest.mark.parametrize("sign", list("=+-@\t\r\n＝＋－＠"))
def test_no_cell_is_a_formula(sign: str) -> None:
    (row,) = csv.DictReader(io.StringIO("".join(table([note(1, f"{sign}SUM(A1)")]))))
    assert row["text"].startswith("'")


SOURCE = Source(
    "the wire: 1", "2031-03-04", "Harbour Wire", "https://wire.example/1", "ab", "2031-03-05"
)
ENTRY = Entry(
    "wire 1:position",
    Position("lee", "wages", "rejects", "ä", None),
    SOURCE,
    Span(3, 7, "they"),
    "2031-03",
    True,
    0.6,
    "B",
    "2",
)


def test_a_line_of_json_is_the_entry() -> None:
    (line,) = jsonl([ENTRY])
    assert line.endswith("\n")
    assert "ä" in line
    assert list(json.loads(line)) == sorted(json.loads(line))
    assert Entry.from_json(json.loads(line)) == ENTRY


def test_a_table_has_every_column_and_the_rest_as_json() -> None:
    first, second = "".join(table([replace(ENTRY, span=Span(3, 7, 'a,\n"b'))])).split("\r\n", 1)
    assert first == ",".join([*COLUMNS, "body"])
    fields = {"actor": "lee", "by": None, "issue": "wages", "stance": "rejects", "text": "ä"}
    body = json.dumps(fields, ensure_ascii=False).replace('"', '""')
    about = "wire 1:position,position,2031-03,asserted,the wire: 1,2031-03-04,Harbour Wire"
    fetched = "https://wire.example/1,2031-03-05,ab"
    assert second == f'{about},{fetched},3,7,"a,\n""b",True,0.6,B,2,,,"{body}"\r\n'


def test_a_table_of_nothing_has_its_header() -> None:
    assert "".join(table([])) == ",".join([*COLUMNS, "body"]) + "\r\n"


@pytest.mark.parametrize(
    ("text", "cell"), [("-3", "-3"), ("+4.5", "+4.5"), ("-x", "'-x"), ("3-4", "3-4"), ("", "")]
)
def test_numbers_with_a_sign_stay_numbers(text: str, cell: str) -> None:
    (row,) = csv.DictReader(io.StringIO("".join(table([note(1, text)]))))
    assert row["text"] == cell


def test_an_entry_as_provenance() -> None:
    """PROV-JSON, whole: what an entry was derived from and whom it is attributed to."""
    assert prov([ENTRY], {"lee": "Ann Lee"}) == {
        "prefix": {
            "go": "https://goodoffices.example/record#",
            "prov": "http://www.w3.org/ns/prov#",
        },
        "entity": {
            "go:wire_1_position": {
                "prov:type": "go:position",
                "prov:value": "they",
                "go:start": 3,
                "go:end": 7,
                "go:edtf": "2031-03",
                "go:assertion": "asserted",
                "go:reviewed": True,
                "go:reliability": "B",
                "go:credibility": "2",
            },
            "go:dispatch/the_wire__1": {
                "prov:type": "go:dispatch",
                "prov:label": "the wire: 1",
                "prov:location": "https://wire.example/1",
                "go:published": "2031-03-04",
                "go:retrieved": "2031-03-05",
                "go:sha256": "ab",
            },
        },
        "agent": {
            "go:outlet/Harbour_Wire": {"prov:label": "Harbour Wire"},
            "go:actor/lee": {"prov:label": "Ann Lee"},
        },
        "wasDerivedFrom": {
            "_:wasDerivedFrom1": {
                "prov:generatedEntity": "go:wire_1_position",
                "prov:usedEntity": "go:dispatch/the_wire__1",
                "prov:type": "prov:PrimarySource",
            }
        },
        "wasAttributedTo": {
            "_:wasAttributedTo1": {
                "prov:entity": "go:dispatch/the_wire__1",
                "prov:agent": "go:outlet/Harbour_Wire",
            },
            "_:wasAttributedTo2": {"prov:entity": "go:wire_1_position", "prov:agent": "go:actor/lee"},
        },
    }


def test_corrections_and_retractions_as_provenance() -> None:
    bare = Source("wire", None, None, None, "")
    first = Entry("a", Note("x"), bare, Span(0, 1, "x"))
    again = replace(first, id="a+2", replaces="a")
    gone = Entry("a+2-", Retraction("a+2", "wrong"), bare, Span(0, 1, "x"))
    never = Entry("b-", Retraction("b", "a misreading"), bare, Span(0, 1, "x"))
    found = prov([first, again, gone, never])
    revised = {
        "prov:generatedEntity": "go:a+2",
        "prov:usedEntity": "go:a",
        "prov:type": "prov:Revision",
    }
    assert revised in found["wasDerivedFrom"].values()
    assert len(found["wasDerivedFrom"]) == 3
    assert found["activity"] == {
        "go:retraction/a+2-": {"prov:label": "wrong"},
        "go:retraction/b-": {"prov:label": "a misreading"},
    }
    assert found["wasInvalidatedBy"] == {
        "_:wasInvalidatedBy1": {"prov:entity": "go:a+2", "prov:activity": "go:retraction/a+2-"},
        "_:wasInvalidatedBy2": {"prov:entity": "go:b", "prov:activity": "go:retraction/b-"},
    }
    assert found["entity"]["go:b"] == {"prov:type": "go:proposal"}
    assert found["entity"]["go:dispatch/wire"] == {"prov:type": "go:dispatch", "prov:label": "wire"}
    assert found["entity"]["go:a"] == {
        "prov:type": "go:note",
        "prov:value": "x",
        "go:start": 0,
        "go:end": 1,
        "go:assertion": "asserted",
        "go:reviewed": False,
    }
    assert "agent" not in found


def test_a_relation_is_stated_once() -> None:
    found = prov([ENTRY, replace(ENTRY, id="second")])
    assert len(found["wasAttributedTo"]) == 3
    assert found["agent"]["go:actor/lee"] == {"prov:label": "lee"}


def test_provenance_of_a_long_record_takes_no_longer_for_each_entry() -> None:
    def write(number: int) -> None:
        found = prov([replace(ENTRY, id=f"entry-{n}") for n in range(number)])
        assert len(found["wasDerivedFrom"]) == number

    assert ratio(write, 2000) <= LARGEST_RATIO


def test_half_characters_become_marks_in_a_file(tmp_path: Path) -> None:
    folder = ferry_talks(tmp_path)
    Ledger(folder / "record.jsonl").append(note(1, "broken \ud83d"))
    for form in ("jsonl", "csv", "prov"):
        for words in ([], ["--out", str(tmp_path / form)]):
            done = goodoffices("record", folder, "export", "--format", form, *words)
            assert done.returncode == 0, done.stderr
        assert "broken \\ud83d" in (tmp_path / form).read_text("utf-8")
