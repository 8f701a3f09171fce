"""Results of a tournament as a Parquet table."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from goodoffices.cli.main import app
from goodoffices.errors import UsageError
from goodoffices.talks.tournament import parquet
from goodoffices.talks.tournament.plan import read_plan
from tests.support.cases import DATA

PLAN = DATA / "plan.yaml"


def test_the_table_holds_every_session_and_the_plan(tmp_path: Path) -> None:
    library = pytest.importorskip(
        "pyarrow.parquet", reason="pyarrow is not installed (the extra 'parquet')"
    )
    lines, file = tmp_path / "out.jsonl", tmp_path / "out.parquet"
    words = ["tournament", str(PLAN), "--out", str(lines), "--parquet", str(file), "--json"]
    assert CliRunner().invoke(app, words).exit_code == 0
    table = library.read_table(file)
    results = [json.loads(line) for line in lines.read_text("utf-8").splitlines()[1:]]
    wanted = {
        (r["case"], r["protocol"], tuple(r["strategies"]), run): worth
        for r in results
        for run, worth in enumerate(r["utilities"])
    }
    found = {
        (row["case"], row["protocol"], tuple(row["strategies"]), row["run"]): row["utilities"]
        for row in table.to_pylist()
    }
    assert found == wanted
    assert all(row["agreed"] == (row["utilities"] is not None) for row in table.to_pylist())
    head = json.loads(table.schema.metadata[b"goodoffices"])
    assert head["digest"] == read_plan(PLAN).digest()
    assert [path.name for path in sorted(tmp_path.iterdir())] == [
        "out.jsonl",
        "out.jsonl.lock",
        "out.parquet",
    ]


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(UsageError, match=r"pip install .goodoffices\[parquet\]."):
        parquet.pyarrow()


def test_a_file_that_is_no_parquet_is_not_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_text("title: mine\n")
    with pytest.raises(UsageError, match="a new name or a Parquet file"):
        parquet.check(file)
    for text in ("", "PAR1 and so on"):
        file.write_text(text)
        parquet.check(file)
    parquet.check(tmp_path / "new")
