"""Every snippet in README and docs runs: Python blocks in one namespace a page, commands in a shell."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.registry import forgetting
from goodoffices.talks.engine.players import MEDIATORS, STRATEGIES
from tests.support.command import goodoffices
from tests.support.pages import blocks
from tests.support.reference_pages import pages

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


def commands() -> list[tuple[str, str]]:
    found = []
    for page in PAGES:
        for block in blocks(page, "sh"):
            lines = [line.strip() for line in block.replace("\\\n", " ").splitlines()]
            found += [(named(page), line) for line in lines if line.startswith("goodoffices ")]
    return found


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_python_in_a_page_runs(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {"__name__": page.stem}
    with forgetting():
        for text in blocks(page, "python"):
            exec(compile(text, page.name, "exec"), names)


@pytest.mark.parametrize(("page", "line"), commands())
def test_a_command_in_a_page_runs(page: str, line: str, tmp_path: Path) -> None:
    """In a copy of the cases, so that nothing is written into the repository. ``# exit 1`` is honoured."""
    shutil.copytree(ROOT / "cases", tmp_path / "cases")
    shutil.copytree(ROOT / "tests" / "data", tmp_path / "tests" / "data")
    text, _, remark = line.partition("#")
    expected = int(remark.strip().removeprefix("exit ")) if remark.strip().startswith("exit") else 0
    program, _, target = text.partition(">")
    _, *words = shlex.split(program)
    done = goodoffices(*words, cwd=tmp_path)
    assert done.returncode == expected, done.stderr
    assert done.stdout.strip() or target.strip() or (expected and done.stderr.strip())


def test_pages_have_snippets_at_all() -> None:
    """The parser above finds what a reader sees: README shows Python and commands."""
    assert blocks(ROOT / "README.md", "python")
    assert any(page == "README.md" for page, _ in commands())


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text()):
        assert (page.parent / target).exists(), target


def test_reference_pages_are_what_the_code_says() -> None:
    """Write them again with ``python -m tests.regenerate_golden``."""
    assert [str(path) for path, text in pages().items() if path.read_text("utf-8") != text] == []


def test_every_protocol_strategy_and_mediator_is_on_a_reference_page() -> None:
    text = "".join(pages().values())
    names = [*go.talks.PROTOCOLS, *STRATEGIES, *MEDIATORS]
    assert [name for name in names if f"`{name}`" not in text and f"## {name}\n" not in text] == []
