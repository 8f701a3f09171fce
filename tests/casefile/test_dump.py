"""Cases written and read again."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

import goodoffices as go
from goodoffices.agreements import (
    deals_of,
)
from goodoffices.casefile.dump import dump
from goodoffices.model import Case, ValueTable
from goodoffices.space import (
    compile,
)


def test_several_tables_over_an_issue_and_none_survive_being_written(tmp_path: Path) -> None:
    case = go.load("cases/wage-talks")
    preferences = [
        replace(one, tables=tuple(table for table in one.tables if len(table.scope) == 1))
        for one in case.preferences
    ]
    first, *others = preferences
    scope = first.tables[0].scope
    many = len(first.tables[0].values)
    again = ValueTable(scope, tuple(map(Fraction, range(many))), "invented", many, Fraction(1, 4))
    everywhere = ValueTable((), (Fraction(5),), "invented", 1)
    first = replace(first, tables=(*first.tables, again, everywhere))
    case = replace(case, linkages=(), preferences=(first, *others))
    (tmp_path / "case.yaml").write_text(dump(case))
    go.convert(tmp_path, tmp_path / "case", "case")
    assert by_party(go.load(tmp_path / "case")) == by_party(case)
    # GENIUS's numbers are at most 1: each party's are divided by the most it can have.
    go.convert(tmp_path, tmp_path / "genius", "genius")
    back = shares(go.load(tmp_path / "genius"))
    assert len(back) > 3
    assert np.array(back) == pytest.approx(np.array(shares(case)), abs=1e-9)


def test_a_linkage_without_a_reason_survives_being_written(tmp_path: Path) -> None:
    case = go.load("cases/canal")
    bare = replace(case, linkages=tuple(replace(one, because="") for one in case.linkages))
    (tmp_path / "case.yaml").write_text(dump(bare))
    assert len(go.load(tmp_path).linkages) == sum(len(one.forbidden) for one in case.linkages)


def shares(case: Case) -> list[list[float]]:
    """The frontier's utilities in ascending order, each as a share of its party's most; parties by name."""
    points = np.array([[worth for _, worth in point] for point in by_party(case)])
    return sorted((points / points.max(axis=0)).tolist())


def by_party(case: Case) -> set[tuple[tuple[str, float], ...]]:
    """The frontier's utilities, each with its party, whatever the order of the parties."""
    return {
        tuple(sorted((party, float(worth)) for party, worth in point.utilities.items()))
        for point in deals_of(compile(case)).frontier
    }
