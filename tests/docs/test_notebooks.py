"""The example notebooks run: cell by cell here, and by Jupyter and marimo where they are installed."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

NOTEBOOKS = Path(__file__).parents[2] / "docs" / "notebooks"
JUPYTER, MARIMO = NOTEBOOKS / "agreements-and-talks.ipynb", NOTEBOOKS / "compare_strategies.py"


def test_the_cells_of_the_jupyter_notebook_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that need Altair only where it is installed; results show themselves as in Jupyter."""
    monkeypatch.chdir(NOTEBOOKS)
    names: dict[str, object] = {}
    cards = 0
    for cell in json.loads(JUPYTER.read_text())["cells"]:
        tagged = cell["metadata"].get("tags", [])
        if cell["cell_type"] != "code" or ("altair" in tagged and find_spec("altair") is None):
            continue
        assert cell["outputs"] == []
        tree = ast.parse("".join(cell["source"]))
        last = tree.body[-1]
        assert isinstance(last, ast.Expr)
        exec(compile(ast.Module(tree.body[:-1], []), JUPYTER.name, "exec"), names)
        shown = eval(compile(ast.Expression(last.value), JUPYTER.name, "eval"), names)
        if hasattr(shown, "_repr_mimebundle_") and type(shown).__module__.startswith("goodoffices"):
            cards += "<svg" in shown._repr_mimebundle_()["text/html"]
    assert cards == 3


def test_jupyter_runs_it() -> None:
    if find_spec("nbclient") is None or find_spec("altair") is None:
        pytest.skip(
            "Jupyter is not installed here: pip install nbclient ipykernel 'goodoffices[notebook]'"
        )
    program = (
        "import nbformat, nbclient, sys; nb = nbformat.read(sys.argv[1], 4); "
        "nbclient.NotebookClient(nb, resources={'metadata': {'path': sys.argv[2]}}).execute()"
    )
    subprocess.run([sys.executable, "-c", program, JUPYTER, NOTEBOOKS], check=True)


def test_marimo_runs_it() -> None:
    if find_spec("marimo") is None or find_spec("altair") is None:
        pytest.skip("marimo is not installed here: pip install marimo 'goodoffices[notebook]'")
    subprocess.run([sys.executable, MARIMO], check=True)
