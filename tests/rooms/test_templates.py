"""Words that people read go through gettext, in templates and in the modules that speak to them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.support.cases import PACKAGE, ROOT

ROOMS = PACKAGE / "rooms"
TEMPLATES = sorted(path.relative_to(ROOMS).as_posix() for path in ROOMS.rglob("*.html"))
SPEAKING = sorted(
    path.relative_to(ROOMS).as_posix()
    for part in ("documents.py", "comparison.py", "pages/*.py", "seen/*.py", "doing/*.py")
    for path in ROOMS.glob(part)
)
MARKED = {"_", "gettext", "gettext_noop"}
SILENT = {
    # what the log says of itself, the policy's own words, headers, a query, and names that a case gives
    "documents.py": {"Kind"},
    "pages/exercise.py": {"Lax"},
    "pages/guard.py": {"Expires"},
    "seen/debrief.py": {"Nash"},
    "doing/clock.py": {"SELECT 1 FROM rooms_window WHERE state = 'open' AND due <= %s LIMIT 1"},
}
NAME = re.compile(r"^[A-Z][a-z]+( [a-z]+)*$")
SENTENCE = re.compile(r"^[A-Z][a-z]+.* .*[.!?:]$", re.S)
MARKUP = re.compile(
    r"\{% blocktranslate.*?endblocktranslate %\}|\{%.*?%\}|\{\{.*?\}\}|<pre[^>]*>.*?</pre>|<[^>]*>",
    re.S,
)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_has_no_words_outside_gettext(name: str) -> None:
    text = (ROOMS / name).read_text("utf-8")
    left = re.sub(r"&\w+;|[\W\d_]", "", MARKUP.sub(" ", text))
    assert left == ""
    for attribute in re.findall(r'(?:alt|title|aria-label|placeholder)="([^"{]+)"', text):
        pytest.fail(f"{name}: {attribute!r} is outside gettext")


@pytest.mark.parametrize("name", SPEAKING)
def test_a_module_says_no_sentence_outside_gettext(name: str) -> None:
    tree = ast.parse((ROOMS / name).read_text("utf-8"))
    found = [
        text
        for text in _said(tree)
        if (SENTENCE.match(text) or NAME.match(text)) and text not in SILENT.get(name, ())
    ]
    assert found == []


def _said(node: ast.AST) -> Iterator[str]:
    """Yield the strings of a module that are neither documentation, nor marked, nor of an error in code."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
            continue
        if isinstance(child, ast.Call) and getattr(child.func, "id", "") in MARKED | {"UsageError"}:
            continue
        if isinstance(child, ast.Constant) and isinstance(child.value, str):
            yield child.value
        if isinstance(child, ast.JoinedStr):
            yield "".join(str(getattr(part, "value", "x")) for part in child.values)
        else:
            yield from _said(child)


def test_the_page_of_trust_has_the_rows_of_the_document() -> None:
    page = (ROOMS / "templates" / "rooms" / "trust.html").read_text("utf-8")
    document = (ROOT / "docs" / "trust.md").read_text("utf-8")
    rows = [line.split("|")[1].strip() for line in document.splitlines() if line.startswith("|")][2:]
    shown = re.findall(r'<th scope="row">\{% translate "(.*?)" %\}', page)
    assert len(rows) == len(shown) >= 10
    for row, words in zip(rows, shown, strict=True):
        # the document names the file of keys
        assert row.replace("`keys.sqlite3`", "the file of keys") == words


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_direction_of_words_is_not_that_of_the_item_of_a_list(name: str) -> None:
    """The mark of an item that runs the other way would stand outside of the page."""
    text = (ROOMS / name).read_text("utf-8")
    assert re.findall(r"<(?:li|ol|ul)\b[^>]*\bdir=", text) == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_addresses_heads_and_commands_are_read_from_the_left_in_every_language(name: str) -> None:
    text = (ROOMS / name).read_text("utf-8")
    assert re.findall(r"<(?:code|pre)(?! dir=\"ltr\")[ >]", text) == []


def test_the_stylesheet_names_no_side_so_that_pages_are_mirrored() -> None:
    css = (ROOMS / "static" / "rooms" / "room.css").read_text("utf-8")
    assert re.findall(r"[\w-]*\b(?:left|right)\b[\w-]*", css) == []
