"""No display drops a denial, a demand or a plan: every cue verb and assertion, every place of an entry."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import get_args

import pytest
from typer.testing import CliRunner

import goodoffices as go
from goodoffices.charts import network_chart, timeline_chart
from goodoffices.cli import console, review_prompt
from goodoffices.cli.commands import brief as brief_command
from goodoffices.cli.commands import read as read_command
from goodoffices.cli.main import app
from goodoffices.reader import Reading
from goodoffices.record import (
    Brief,
    Contact,
    Entry,
    Figure,
    Ledger,
    Outcome,
    Position,
    Pressure,
    Proposal,
    Reports,
    Review,
    Source,
    entry_words,
)
from goodoffices.record.entries import Assertion, Body
from goodoffices.report.page import html
from goodoffices.review_page import ReviewApp
from goodoffices.review_page.fields import Lists
from tests.support.record import entry_of, statement_of
from tests.support.requests import got

CUES: dict[Assertion, tuple[str, ...]] = {
    "asserted": ("said", "told", "announced", "wrote", "according to"),
    "denied": (
        *("denies", "denied", "denying", "rejects", "dismissed", "disputed", "refuted", "contradicted"),
        *("said", "told reporters", "insisted", "called baseless", "wrote", "says", "tweeted"),
    ),
    "alleged": (
        "alleged",
        "accuses",
        "accused",
        "claims",
        "blames",
        "said",
        "reported",
        "charges that",
    ),
    "demanded": ("demands", "urged", "called for", "asks for", "insists on", "wants", "said", "seeks"),
    "planned": ("plans", "pledged", "vowed", "intends to", "said", "will", "announced"),
    "conditional": ("said", "would, if", "offers", "warned"),
    "hoped": ("hopes", "hoped", "said", "wishes", "expects"),
    "refused": ("refuses to", "declined to", "ruled out", "said", "will not", "rejects"),
}
"""Verbs of saying by how they have the words after them; 'said' says nothing by itself."""


def marked(text: str, assertion: Assertion) -> bool:
    """Return whether words say by themselves how they are meant."""
    tells = entry_words._TELLING[assertion].search(text)
    noun = entry_words._NOUNS[assertion]
    if assertion == "planned" and re.search(r"\b(?:is|are) (?:to|planned)\b", text):
        return True
    return bool(tells) or noun in text or entry_words.HOW[assertion] in text.casefold()


def bodies(sign: str) -> tuple[Body, ...]:
    """Return a body of each kind that a report can deny or demand, with a sign to find it by."""
    return (
        Contact("meeting", "held", ("peru", "chile"), sign, None),
        Position("peru", "port", "accepts", sign, None),
        Proposal(("peru",), sign, "made"),
        Pressure("peru", "chile", sign),
        Figure("7", 7, None, None, "exact", sign, None, None),
        Outcome("signed", ("peru", "chile"), sign, None, None, None, None),
    )


def entries() -> Iterator[Entry]:
    number = 0
    for assertion in get_args(Assertion):
        for cue in CUES[assertion]:
            number += 1
            text = f"Peru|{cue}|closing sign{number}x."
            yield statement_of(text, assertion, number=number, dispatch=f"wire-{number}")
        for kind in range(len(bodies(""))):
            number += 1
            body, words = bodies(f"sign{number}x")[kind], f"of sign{number}x"
            day = f"2031-{number % 12 + 1:02}-{number % 28 + 1:02}"
            wire = f"wire-{number}"
            yield entry_of(body, assertion, words=words, dispatch=wire, edtf=day, number=number)


ALL = tuple(entries())
SIGNS = {entry.id: re.search(r"sign\d+x", entry.span.text)[0] for entry in ALL}  # type: ignore[index]
NAMES = {"peru": "Peru", "chile": "Chile"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("case")
    (folder / "wire.txt").write_text("Nothing was said.")
    Ledger(folder / "record.jsonl").append(*ALL)
    return folder


@pytest.fixture(scope="module")
def brief(folder: Path) -> Brief:
    case = go.load(folder)
    return go.record.brief(case, ALL, Reports({}, {}))


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no line of the terminal break."""
    monkeypatch.setattr(console.out, "_width", 900)


def command(*words: str | Path) -> str:
    done = CliRunner().invoke(app, [*map(str, words)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def lines(text: str) -> Callable[[str], list[str]]:
    """Return a function that gives the lines in which a sign stands."""
    return lambda sign: [line for line in text.splitlines() if f"{sign}" in line]


def blocks(page: str) -> Callable[[str], list[str]]:
    """Return a function that gives the items of a page in which a sign stands."""
    parts = re.split(r'<(?=li\b|tr\b|div class="statement"|g\b|p class="status")', page)
    plain = [unescape(re.sub(r"<[^>]*>", " ", f"<{part}")) for part in parts]
    return lambda sign: [part for part in plain if sign in part]


def check(shown: Callable[[str], list[str]], known: tuple[Entry, ...] = ALL) -> None:
    missing = []
    for entry in known:
        found = shown(SIGNS[entry.id])
        assert found, f"{entry.id} is not shown"
        if entry.assertion != "asserted":
            missing += [(entry.assertion, part) for part in found if not marked(part, entry.assertion)]
    assert missing == []


def test_the_list_drops_no_denial(folder: Path) -> None:
    check(lines(command("record", folder, "list")))


def test_an_entry_shown_drops_no_denial(folder: Path) -> None:
    for entry in ALL[::9]:
        shown = command("record", folder, "show", entry.id)
        assert entry_words.HOW[entry.assertion] in shown


def test_the_csv_of_the_record(folder: Path) -> None:
    rows = csv.DictReader(io.StringIO(command("record", folder, "export", "--format", "csv")))
    assert {row["id"]: row["assertion"] for row in rows} == {e.id: e.assertion for e in ALL}


def test_the_brief_on_the_terminal(brief: Brief, capsys: pytest.CaptureFixture[str]) -> None:
    brief_command._show(brief)
    check(lines(capsys.readouterr().out))


def test_the_brief_as_json(brief: Brief) -> None:
    found = json.loads(json.dumps(brief.to_json()))
    items = [item for value in found.values() if isinstance(value, list) for item in value]
    how = {
        report["id"]: report["assertion"]
        for item in items
        if isinstance(item, dict)
        for report in item.get("reports", ())
    }
    assert how == {entry.id: entry.assertion for entry in ALL}


def test_the_page_drops_no_denial(folder: Path, brief: Brief) -> None:
    check(blocks(html(go.load(folder), brief)))


def test_the_charts_drop_no_denial(brief: Brief) -> None:
    timeline = timeline_chart(brief, "")
    assert timeline is not None
    contacts = tuple(entry for entry in ALL if entry.kind == "contact")
    check(lambda sign: [" ".join(row) for row in timeline.rows if sign in " ".join(row)], contacts)
    network = network_chart(brief, "")
    assert network is not None
    assert network.rows[0][3] == "1"


def test_a_reading_on_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    read_command._show(Reading("", Source("wire", None, None, None, ""), (), (), ALL, ()))
    check(lines(capsys.readouterr().out))


def test_the_review_prompt(capsys: pytest.CaptureFixture[str]) -> None:
    for entry in ALL[::3]:
        review_prompt._show(entry, "", 1, 1, Lists({}))
        (said,) = [line for line in capsys.readouterr().out.splitlines() if "Coast News" in line]
        assert SIGNS[entry.id] in said
        assert entry.assertion == "asserted" or marked(said, entry.assertion)


def test_the_review_page(tmp_path: Path) -> None:
    work = Review(Ledger(tmp_path / "record.jsonl"), ALL)
    page = ReviewApp("Talks", (), work, "token", "localhost")
    for entry in ALL[::7]:
        body = got(page, "/token/", f"entry={entry.id}")
        said = unescape(re.search(r'class="said"[^>]*><strong>(.*?)</strong>', body, re.S)[1])  # type: ignore[index]
        assert SIGNS[entry.id] in said
        assert entry.assertion == "asserted" or marked(said, entry.assertion)


def test_the_first_sentences_of_the_brief_say_only_what_is_asserted(brief: Brief) -> None:
    known = {entry.id: entry for entry in ALL}
    for clause in brief.clauses:
        how = {known[name].assertion for name in clause.entries}
        assert all(marked(clause.text, one) for one in how - {"asserted"})
