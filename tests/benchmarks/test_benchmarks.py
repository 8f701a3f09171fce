"""What benchmarks write: rows that a program can read, and a page made of them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest
from benchmarks.__main__ import main as bench
from benchmarks.deals import ROWS, tables_of
from benchmarks.instances import fraction, most, most_on_grid, synthetic, utilities, with_floors, zone
from benchmarks.uncertain import case_of, ranking_of

from benchmarks import reader, second, write
from goodoffices.agreements.uncertain.drawn import sample_of


def test_the_reader_is_measured_into_rows_and_a_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two golds: the short texts, of which less is coded, and one of whole dispatches."""
    some = {name: reader.GOLDS[name] for name in (second.AGENCY, "report")}
    monkeypatch.setattr(reader, "GOLDS", some)
    words = ["bench", "reader", "--quick", "--json", str(tmp_path / "r.json")]
    monkeypatch.setattr(sys, "argv", words)
    bench()
    found = json.loads((tmp_path / "r.json").read_text())
    assert found["quick"] is True
    assert {row["gold"] for row in found["rows"]} == some.keys()
    assert {row["name"] for row in found["rows"]} >= {"damage", "figures", "dispatches a second"}
    monkeypatch.setattr(write, "PAGE", tmp_path / "page.md")
    write.main([str(tmp_path / "r.json")])
    assert "| damage | " in (tmp_path / "page.md").read_text()


def test_required_rows_are_there() -> None:
    names = [row.name for row in ROWS]
    assert names[0] == "structural-1e10"
    assert {"structural-1e20", "structural-5^50", "enumerated-2p-1e7", "enumerated-3p-1e6"} <= set(
        names
    )


def test_an_instance_is_whole_in_ten_thousandths() -> None:
    tables = np.array(tables_of(ROWS[3], 5))
    assert np.abs(tables * 10_000 - np.rint(tables * 10_000)).max() < 1e-9


def test_the_optimum_that_shares_are_taken_of() -> None:
    instance = with_floors(synthetic(4), 0.7)
    gains = [np.maximum(u - r, 0) for u, r in zip(utilities(instance), instance.floors, strict=True)]
    assert most(instance) == pytest.approx((gains[0] * gains[1]).max())
    best = int((gains[0] * gains[1]).argmax())
    text = np.array(np.unravel_index(best, instance.dims))
    assert fraction(instance, text) == pytest.approx(1)
    assert fraction(instance, None) == 0
    assert zone(instance) == pytest.approx(float(((gains[0] > 0) & (gains[1] > 0)).mean()), abs=1e-3)


def test_the_grid_optimum_of_many_issues_agrees_with_listing() -> None:
    for seed in range(5):
        instance = with_floors(synthetic(seed, issues=6, options=4), 0.6)
        assert most_on_grid(instance) == pytest.approx(most(instance), rel=0.01)


def test_a_peer_that_ranks_gets_the_weights_of_each_profile_and_the_values_of_the_first() -> None:
    sample = sample_of(case_of(2, 3), 200, 1)
    codes = np.array([[0, 0, 1], [9, 5, 0]])
    given = ranking_of(sample, codes)
    weights, cells = np.array(given["weights"]), sample.drawn[0].cells
    assert weights.shape == (len(cells), 3)
    assert weights.sum(axis=1) == pytest.approx(np.ones(len(cells)))
    assert given["matrix"] == [cells[0, [0, 10, 21]].tolist(), cells[0, [9, 15, 20]].tolist()]
