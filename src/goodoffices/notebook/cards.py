"""Cards of results as HTML that needs nothing else: sentences, a chart as SVG, the first rows of a table."""

from __future__ import annotations

from datetime import date
from functools import singledispatch

from goodoffices.agreements import Deals
from goodoffices.charts import Estimate, frontier_chart_of, intervals, timeline_chart
from goodoffices.page_templates import templates
from goodoffices.record import Brief
from goodoffices.shown import Shown
from goodoffices.table import Cell
from goodoffices.talks import TalksResult
from goodoffices.talks.tournament import Results, by_mediator, summary
from goodoffices.wording import amount, count

ROWS, COLUMNS = 10, 12
"""Rows and columns of the table in a card; ``table()`` has all."""
WORDS = 120
"""Characters of a cell in a card."""
NOT_FORECASTS = "These are counts from simulations, not forecasts."


def card(shown: Shown) -> str:
    """Return a result as HTML, all of whose text is escaped."""
    title, *lines = shown.lines()
    table = shown.table()
    first = [tuple(map(_words, row[:COLUMNS])) for row in list(zip(*table.cells, strict=True))[:ROWS]]
    number = count(len(table), "row")
    said = f"{number}, of which {ROWS} are shown" if len(table) > ROWS else number
    return (
        templates("goodoffices.notebook")
        .get_template("card.html")
        .render(
            title=title,
            lines=lines,
            svg=picture(shown),
            name=table.name,
            said=said,
            columns=table.columns[:COLUMNS],
            rows=first,
        )
    )


@singledispatch
def picture(shown: Shown) -> str:
    """Return a result's chart as SVG; nothing if it has none."""
    return ""


@picture.register
def _(shown: Deals) -> str:
    return frontier_chart_of({p: p for p in shown.parties}, shown, "").wide if shown.frontier else ""


@picture.register
def _(shown: TalksResult) -> str:
    labels = {
        "agreed": "sessions that agreed",
        "joint_gain": "joint gain",
        "least": "gain of the party that gained least",
    }
    rows = [
        Estimate(labels[name], each.mean, each.low, each.high, each.text())
        for name, each in shown.estimates.items()
    ]
    return intervals(shown.lines()[0], rows, f"share, with its 95% interval. {NOT_FORECASTS}")[0]


@picture.register
def _(shown: Results) -> str:
    led = by_mediator(shown)
    if led:
        unit = "share of the possible joint gain, or of agreements if there is none"
        found = [(f"{one.mediator}, {one.protocol}", one.joint_gain or one.agreement) for one in led]
        rows = [Estimate(name, each.mean, each.low, each.high, each.text()) for name, each in found]
    else:
        unit = "mean utility of a seat, from its worst cell to its best"
        rows = [
            Estimate(line.strategy, line.mean, line.low, line.high, f"{line.mean:.2f}")
            for line in summary(shown).lines
        ]
    return intervals(shown.lines()[0], rows, f"{unit}. {NOT_FORECASTS}")[0] if rows else ""


@picture.register
def _(shown: Brief) -> str:
    chart = timeline_chart(shown, "")
    return chart.wide if chart else ""


def _words(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int | float):
        return amount(cell)
    text = cell.isoformat() if isinstance(cell, date) else cell
    return text if len(text) <= WORDS else f"{text[: WORDS - 1]}…"
