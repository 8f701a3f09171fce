"""Pages of the shipped cases, and what a page is made of."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.report.results import RunOutcome

CASES = Path(__file__).parents[2] / "cases"
RUNS = 2
"""Sessions simulated with each protocol for a page: two are enough for an interval."""
SHIPPED = [pytest.param(path.name, marks=pytest.mark.slow) for path in sorted(CASES.iterdir())]
"""The names of the shipped cases, for tests of the page of each."""
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
    return go.report.gather(CASES / name, runs=RUNS)


def visible(page: str) -> str:
    """Return the text that a reader of a page sees, its style left out."""
    body = re.sub(r"<style>.*?</style>|<code>.*?</code>", " ", page, flags=re.S)
    return " ".join(re.sub(r"<[^>]*>", " ", body).split())


LONGEST_LINE = """() => {
  let most = 0;
  for (const e of document.querySelectorAll('p, li, blockquote, figcaption, caption, h1, h3')) {
    const box = e.getBoundingClientRect();
    if (!box.height || e.closest('details:not([open])')) continue;
    const walker = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
    const lines = {};
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement.closest('li, p, blockquote, figcaption, caption, h1, h3') !== e) continue;
      // a folded citation has places on the page, but is not shown
      if (node.parentElement.closest('details:not([open]) > :not(summary)')) continue;
      const range = document.createRange();
      for (let i = 0; i < node.length; i++) {
        range.setStart(node, i); range.setEnd(node, i + 1);
        const at = range.getBoundingClientRect();
        if (at.height) { const key = Math.round(at.bottom / 6); lines[key] = (lines[key] || 0) + 1; }
      }
    }
    most = Math.max(most, ...Object.values(lines));
  }
  return most;
}"""
"""Script: the number of characters in the longest line of text that is shown."""
LABELS = """() => {
  let smallest = 99; const outside = [], overlaps = [];
  for (const svg of document.querySelectorAll('svg.chart')) {
    const frame = svg.getBoundingClientRect();
    if (!frame.height) continue;
    const labels = [...svg.querySelectorAll('text')].map(t => [t.textContent, t.getBoundingClientRect()]);
    const scale = frame.width / svg.viewBox.baseVal.width;
    smallest = Math.min(smallest, 13 * scale);
    for (const [words, box] of labels)
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1)
        outside.push(words);
    for (let i = 0; i < labels.length; i++) for (let j = i + 1; j < labels.length; j++) {
      const a = labels[i][1], b = labels[j][1];
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > 1 && down > 4) overlaps.push([labels[i][0], labels[j][0]]);
    }
  }
  return [smallest, outside, overlaps];
}"""
"""Script: the size of the smallest label of the charts shown, labels outside their chart, and overlaps."""
