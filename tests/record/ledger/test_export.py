"""Export of the record as JSON lines, CSV and PROV-JSON."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from goodoffices.record import Review
from goodoffices.record.ledger.decisions import correct
from goodoffices.record.ledger.export import jsonl, prov, table
from tests.support.record import note


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


@pytest.mark.parametrize("sign", list("=+-@\t"))
def test_no_cell_is_a_formula(sign: str) -> None:
    (row,) = csv.DictReader(io.StringIO("".join(table([note(1, f"{sign}SUM(A1)")]))))
    assert row["text"].startswith("'")
