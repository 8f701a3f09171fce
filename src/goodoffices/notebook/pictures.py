"""Altair charts of results: their data are the rows of the result's table, and every part can be changed."""

from __future__ import annotations

import importlib
from datetime import date
from functools import singledispatch
from typing import Any

from goodoffices.agreements import Deals
from goodoffices.errors import UsageError
from goodoffices.record import Brief
from goodoffices.shown import Shown
from goodoffices.table import Table
from goodoffices.talks import TalksResult
from goodoffices.talks.tournament import Results

WIDTH = 480
"""Width of a chart, in pixels."""


@singledispatch
def chart(shown: Shown) -> Any:
    """Return a result's Altair chart.

    Raises:
        UsageError: Altair is not installed, or there is no chart of such a result.
    """
    raise UsageError(f"chart: expected a result with a chart, found {type(shown).__name__}.")


@chart.register
def _(shown: Deals) -> Any:
    """The frontier: a point for each package, the first two parties on the axes."""
    alt, table = altair(), shown.table()
    first, second = (f"utility of {party}" for party in shown.parties[:2])
    return (
        alt.Chart(_data(alt, table), title=shown.lines()[0], width=WIDTH)
        .mark_point(filled=True, size=70)
        .encode(
            x=alt.X(_name(first), type="quantitative", scale=alt.Scale(zero=False)),
            y=alt.Y(_name(second), type="quantitative", scale=alt.Scale(zero=False)),
            color=alt.Color(_name("acceptable to all"), type="nominal"),
            tooltip=[alt.Tooltip(_name(column), type="nominal") for column in table.columns],
        )
    )


@chart.register
def _(shown: TalksResult) -> Any:
    """Each party's utility in the sessions that agreed."""
    alt, table = altair(), shown.table()
    parties = [column for column in table.columns if column.startswith("utility of ")]
    return (
        alt.Chart(_data(alt, table), title=shown.lines()[0], width=WIDTH)
        .transform_fold([_name(column) for column in parties], ["party", "utility"])
        .transform_filter("isValid(datum.utility)")
        .mark_bar()
        .encode(
            x=alt.X("utility", type="quantitative", bin=alt.Bin(maxbins=30)),
            y=alt.Y(aggregate="count", type="quantitative", title="sessions"),
            row=alt.Row("party", type="nominal", title=None),
        )
        .resolve_scale(x="independent")
    )


@chart.register
def _(shown: Results) -> Any:
    """Sessions that agreed, by the strategy of each party."""
    alt, table = altair(), shown.table()
    return (
        alt.Chart(_data(alt, table), title=shown.lines()[0], width=WIDTH)
        .mark_bar()
        .encode(
            x=alt.X("agreed", aggregate="mean", type="quantitative", title="share that agreed"),
            y=alt.Y("strategies", type="nominal", title=None),
            color=alt.Color("protocol", type="nominal"),
        )
    )


@chart.register
def _(shown: Brief) -> Any:
    """Entries of the record by the day of their report, and by kind."""
    alt, table = altair(), shown.table()
    return (
        alt.Chart(_data(alt, table), title="Entries of the record", width=WIDTH)
        .mark_circle(size=80)
        .encode(
            x=alt.X("published", type="temporal"),
            y=alt.Y("kind", type="nominal", title=None),
            color=alt.Color("outlet", type="nominal"),
            tooltip=[alt.Tooltip("words", type="nominal"), alt.Tooltip("dispatch", type="nominal")],
        )
    )


def altair() -> Any:
    """Return the library of the charts.

    Raises:
        UsageError: it is not installed.
    """
    try:
        return importlib.import_module("altair")
    except ImportError:
        raise UsageError("chart: expected Altair (pip install 'goodoffices[notebook]').") from None


def _data(alt: Any, table: Table) -> Any:
    """Return a table as rows of JSON, which need no data frame and no file."""
    names = [column.replace("[", "(").replace("]", ")") for column in table.columns]
    rows = [
        {
            name: cell.isoformat() if isinstance(cell, date) else cell
            for name, cell in zip(names, row, strict=True)
        }
        for row in table.rows
    ]
    return alt.Data(values=rows)


def _name(column: str) -> str:
    """Return a column's name as Vega-Lite reads it: dots and colons would mean something."""
    return column.replace("[", "(").replace("]", ")").replace(".", "\\.").replace(":", "\\:")
