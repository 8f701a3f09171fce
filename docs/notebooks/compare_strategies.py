"""Which strategy does well against which? Open it with ``marimo edit docs/notebooks/compare_strategies.py``.

It needs ``pip install marimo 'goodoffices[notebook]'``.
"""

import marimo

app = marimo.App()


@app.cell
def _():
    import marimo as mo

    import goodoffices as go

    return go, mo


@app.cell
def _(mo):
    runs = mo.ui.slider(10, 200, step=10, value=40, label="Sessions of each pair")
    runs  # noqa: B018
    return (runs,)


@app.cell
def _(go, mo, runs):
    case = go.load(mo.notebook_dir() / "../../cases/wage-talks")
    names = ["boulware", "linear", "conceder", "tit-for-tat"]
    results = {
        (first, second): go.talks.run(case, strategy=[first, second], runs=runs.value, seed=1)
        for first in names
        for second in names
    }
    return case, names, results


@app.cell
def _(results):
    # a result shows itself: what it says, a chart and its table
    results["boulware", "conceder"]


@app.cell
def _(names, results):
    import pyarrow as pa

    rows = [
        {"union": first, "company": second, "agreed": results[first, second].estimates["agreed"].mean}
        for first in names
        for second in names
    ]
    agreed = pa.Table.from_pylist(rows)
    agreed  # noqa: B018
    return (agreed,)


@app.cell
def _(agreed):
    import altair as alt

    squares = (
        alt.Chart(alt.Data(values=agreed.to_pylist()), title="Share of sessions that agreed")
        .mark_rect()
        .encode(x="union:N", y="company:N", color="agreed:Q", tooltip="agreed:Q")
    )
    squares  # noqa: B018
    return (squares,)


if __name__ == "__main__":
    app.run()
