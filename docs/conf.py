"""Settings of the documentation's site. ``scripts/docs`` builds it, offline."""

from importlib import metadata
from typing import Any

from docutils import nodes
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.application import Sphinx

project = "Good Offices"
author = "The Good Offices authors"
copyright = f"2026, {author}. Apache-2.0"
release = metadata.version("goodoffices")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
root_doc = "index"
# README.md is for people who look at the folder on a forge.
exclude_patterns = ["README.md", "man"]
# Links are held by tests/docs/test_documents.py, those to files beside this folder too; and several results
# have a field 'packages'.
suppress_warnings = ["myst.xref_missing", "ref.python"]

myst_enable_extensions = ["colon_fence", "dollarmath"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_format = "short"
napoleon_numpy_docstring = False

html_math_renderer = "mathml"
html_theme = "furo"
html_title = "Good Offices"
html_static_path = ["site"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sphinx = False
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#1d4f73", "color-brand-content": "#1d4f73"},
    "dark_css_variables": {"color-brand-primary": "#8fc1e3", "color-brand-content": "#8fc1e3"},
}
pygments_style = "friendly"
pygments_dark_style = "github-dark"


def _formula(writer: Any, node: Any) -> None:
    """Write a formula as MathML, which browsers draw by themselves: no script is fetched from elsewhere."""
    block = isinstance(node, nodes.math_block)
    writer.body.append(tex2mathml(node.astext(), as_block=block))
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    app.add_html_math_renderer(
        "mathml", inline_renderers=(_formula, None), block_renderers=(_formula, None)
    )
