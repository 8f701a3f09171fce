"""Altair charts name columns that the table has; Altair itself draws them where it is installed."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

import pytest

import goodoffices as go
from goodoffices.errors import UsageError
from goodoffices.shown import Shown
from goodoffices.table import Table
from goodoffices.talks.tournament import Results, play, read_plan

DATA = Path("tests/data")


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> list[Shown]:
    out = tmp_path_factory.mktemp("plan") / "out.jsonl"
    return [
        go.deals(go.load("cases/canal")),
        go.talks.run(go.load("cases/canal"), runs=5),
        play(read_plan(DATA / "plan.yaml"), DATA, out),
        go.brief("cases/strait"),
    ]


def test_every_field_is_a_column(results: list[Shown], monkeypatch: pytest.MonkeyPatch) -> None:
    for shown in results:
        alt: Any = MagicMock()
        monkeypatch.setitem(sys.modules, "altair", alt)
        shown.chart()
        [data] = alt.Data.call_args_list
        [chart] = alt.Chart.call_args_list
        assert chart.args[0] is alt.Data.return_value
        rows = data.kwargs["values"]
        assert len(rows) == len(shown.table())
        made = {"party", "utility"}
        for channel in (alt.X, alt.Y, alt.Color, alt.Tooltip, alt.Row):
            for call in channel.call_args_list:
                assert set(call.args) <= {*rows[0], *made}


def test_what_has_no_chart_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    class Made(Shown):
        def table(self) -> Table:
            return Table("made", (), ())

        def lines(self) -> list[str]:
            return ["made"]

    with pytest.raises(UsageError, match="expected a result with a chart, found Made"):
        Made().chart()
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(UsageError, match=r"pip install 'goodoffices\[notebook\]'"):
        Results().chart()


def test_altair_draws_them(results: list[Shown]) -> None:
    if find_spec("altair") is None:
        pytest.skip("Altair is not installed here: pip install 'goodoffices[notebook]'")
    for shown in results:
        found = shown.chart().to_dict()
        assert found["title"]
        assert len(found["data"]["values"]) == len(shown.table())
