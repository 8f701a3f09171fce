"""Pages of the shipped cases, and what a page is made of."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import goodoffices as go
from goodoffices.report.results import RunOutcome

CASES = Path(__file__).parents[2] / "cases"
VOID = frozenset(("meta", "link", "br", "img", "input", "hr", "wbr"))


class Outline(HTMLParser):
    """What a page is made of; it stops at a tag that closes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[int] = []
        self.tables = self.captions = self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.ids += [str(found["id"])] if "id" in found else []
        self.links += [str(found[name]) for name in ("href", "src") if name in found]
        self.scripts += tag in ("script", "iframe", "object") or any(
            name.startswith("on") for name in found
        )
        self.tables += tag == "table"
        self.captions += tag == "caption"
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@cache
def gathered(name: str) -> RunOutcome:
    """Return what a page of a case is made of, once for all tests here: it takes seconds."""
    return go.report.gather(CASES / name, runs=5)


def page_of(outcome: RunOutcome, *, private: bool = False) -> str:
    """Return the page of an outcome, with everything it holds."""
    return go.report.html(
        outcome.case,
        outcome.brief,
        outcome.deals,
        outcome.talks,
        unplayed=outcome.unplayed,
        private=private,
        ratified=outcome.ratified,
        schedule=outcome.schedule,
        uncertain=outcome.uncertain,
    )


def visible(page: str) -> str:
    """Return the text that a reader of a page sees, its style left out."""
    body = re.sub(r"<style>.*?</style>|<code>.*?</code>", " ", page, flags=re.S)
    return " ".join(re.sub(r"<[^>]*>", " ", body).split())
