"""Every snippet in README and docs runs: Python blocks in one namespace a page, commands in a shell."""

from __future__ import annotations

import os
import re
import shlex
import shutil
from dataclasses import dataclass
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
    """Return each command with the first page that has it: it runs the same whoever else shows it."""
    found = dict[str, str]()
    for page in PAGES:
        for block in blocks(page, "sh"):
            lines = [line.strip() for line in block.replace("\\\n", " ").splitlines()]
            for line in lines:
                if line.startswith("goodoffices "):
                    found.setdefault(line, named(page))
    return [(page, line) for line, page in found.items()]


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_python_in_a_page_runs(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {"__name__": page.stem}
    with forgetting():
        for text in blocks(page, "python"):
            exec(compile(text, page.name, "exec"), names)


@dataclass
class Copy:
    """A folder with the cases and data of the repository, copied again after a command has changed a file."""

    folder: Path
    number: int = 0
    files: frozenset[tuple[str, int, int]] = frozenset()

    def untouched(self) -> Path:
        """Return a copy that is as the repository is."""
        if not self.files or self.files != files_in(self.folder / str(self.number)):
            self.number += 1
            made = self.folder / str(self.number)
            shutil.copytree(ROOT / "cases", made / "cases")
            shutil.copytree(ROOT / "tests" / "data", made / "tests" / "data")
            self.files = files_in(made)
        return self.folder / str(self.number)


def files_in(folder: Path) -> frozenset[tuple[str, int, int]]:
    """Return every file and folder in a folder, with its size and when it was changed."""
    found = [
        os.path.join(place, name)
        for place, *inside in os.walk(folder)
        for name in (*inside[0], *inside[1])
    ]
    return frozenset(
        (path, status.st_size, status.st_mtime_ns) for path in found for status in (os.lstat(path),)
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    return Copy(tmp_path_factory.mktemp("repository"))


def test_what_a_command_changed_is_copied_again(copy: Copy) -> None:
    first = copy.untouched()
    assert copy.untouched() == first
    (first / "cases" / "new.txt").write_text("new")
    second = copy.untouched()
    assert second != first
    assert not (second / "cases" / "new.txt").exists()


@pytest.mark.parametrize(("page", "line"), commands())
def test_a_command_in_a_page_runs(page: str, line: str, copy: Copy) -> None:
    """In a copy of the cases, so that nothing is written into the repository. ``# exit 1`` is honoured."""
    text, _, remark = line.partition("#")
    expected = int(remark.strip().removeprefix("exit ")) if remark.strip().startswith("exit") else 0
    program, _, target = text.partition(">")
    _, *words = shlex.split(program)
    done = goodoffices(*words, cwd=copy.untouched())
    assert done.returncode == expected, done.stderr
    assert done.stdout.strip() or target.strip() or (expected and done.stderr.strip())


def test_pages_have_snippets_at_all() -> None:
    """The parser above finds what a reader sees: README shows Python and commands."""
    assert blocks(ROOT / "README.md", "python")
    assert any(page == "README.md" for page, _ in commands())


CONSOLE = [page for page in PAGES if blocks(page, "console")]
SAVED = re.compile(r"`([\w./-]+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
"""A file that a page asks to save: its name at the end of a sentence, then its text."""


def typed(page: Path) -> list[tuple[str, list[str]]]:
    """Return each command of a page's consoles, and the pieces of what it prints, each in one line."""
    commands = [part for block in blocks(page, "console") for part in block.split("$ goodoffices ")[1:]]
    pairs = [command.partition("\n") for command in commands]
    return [
        (line, [" ".join(piece.split()) for piece in re.split(r"^…$", shown, flags=re.MULTILINE)])
        for line, _, shown in pairs
    ]


@pytest.mark.parametrize("page", CONSOLE, ids=named)
def test_a_console_prints_what_a_page_shows(page: Path, tmp_path: Path) -> None:
    """In the order of the page and in one folder; ``…`` stands for lines that the page leaves out.

    Lines are compared without regard to where the window broke them.
    """
    shutil.copytree(ROOT / "cases", tmp_path / "cases")
    saved = SAVED.findall(page.read_text("utf-8"))
    for line, pieces in typed(page):
        for name, text in saved:
            # A file of a case is saved as soon as the command before has made the case's folder.
            if (tmp_path / name).parent.is_dir():
                (tmp_path / name).write_text(text, "utf-8")
        done = goodoffices(*shlex.split(line), cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        printed = " ".join(done.stdout.split())
        for piece in filter(None, pieces):
            assert piece in printed, (line, piece, done.stdout)
            printed = printed.partition(piece)[2]


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text()):
        assert (page.parent / target).exists(), target


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as forges and the site make them."""
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    heads = re.findall(r"^#{1,3} (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_to_a_heading_lead_to_one(page: Path) -> None:
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#]*)#([^)]+)\)", page.read_text("utf-8")):
        to = page.parent / target if target else page
        if to.suffix == ".md":
            assert anchor in anchors(to), (target, anchor)


def test_every_page_can_be_reached_from_the_first() -> None:
    """By links or by the lists of contents, so that no page is written for nobody."""
    text = (ROOT / "docs" / "index.md").read_text("utf-8")
    lists = "\n".join(blocks_of_contents(text))
    for page in (ROOT / "docs").rglob("*.md"):
        place = page.relative_to(ROOT / "docs").with_suffix("").as_posix()
        folder = place.rpartition("/")[0]
        listed = any(line in (place, f"{folder}/*" if folder else "*") for line in lists.splitlines())
        linked = folder == "extend" and f"({page.name})" in (page.parent / "README.md").read_text(
            "utf-8"
        )
        assert listed or linked or page.name in ("index.md", "README.md"), place


def blocks_of_contents(text: str) -> list[str]:
    """Return the insides of a page's lists of contents."""
    return re.findall(r"^```\{toctree\}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_reference_pages_are_what_the_code_says() -> None:
    """Write them again with ``python -m tests.regenerate_golden``."""
    assert [str(path) for path, text in pages().items() if path.read_text("utf-8") != text] == []


def test_every_protocol_strategy_and_mediator_is_on_a_reference_page() -> None:
    text = "".join(pages().values())
    names = [*go.talks.PROTOCOLS, *STRATEGIES, *MEDIATORS]
    assert [name for name in names if f"`{name}`" not in text and f"## {name}\n" not in text] == []
