"""The words of an HTML page: its article without menus, captions, lists of links and footers; its metadata."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from goodoffices.reader.lexicon import word_set
from goodoffices.record.dates import MONTHS, valid

_PUBLISHED = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.created",
    "pubdate",
    "publish-date",
    "parsely-pub-date",
    "sailthru.date",
)
_OUTLET = ("og:site_name", "application-name", "dc.publisher", "publisher", "outlet")
_URL = ("og:url", "twitter:url", "url")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_IN_ADDRESS = re.compile(
    rf"/((?:19|20)\d{{2}})(?:[/-]?(\d{{2}})[/-]?(\d{{2}})|/(\d{{1,2}}|{'|'.join(month[:3] for month in MONTHS)})/(\d{{1,2}}))(?:[/_-]|$)",
    re.IGNORECASE,
)
_NO_CHARACTER = re.compile(r"&#(?:\d{9,}|[xX][0-9a-fA-F]{9,});?")
_TAG = re.compile(r"<[^<>]*>?")
_BESIDE = re.compile(
    r"(?:^|[\s_-])(?:nav|navigation|menu|footer|sidebar|side-bar|related|cookies?|consent|share|sharing|social|comments?|promo|newsletter|"
    r"breadcrumbs?|advert|advertisement|ads?|most-?read|trending|recommended|subscribe|masthead|banner|caption|credit|tags|pagination|toolbar)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Classes and ids of parts that stand beside the report."""
MOST_LINKED = 0.5
"""Share of a block's letters inside links from which it is a list of links, not a sentence with a link."""
FEWEST_OF_ARTICLE = 40
"""Letters that an article must have, else the whole page is read."""


@dataclass(slots=True)
class _Block:
    """A run of text between two block tags."""

    text: str
    linked: int
    article: bool
    beside: bool


_UNSEEN = re.compile(r"\bdisplay\s*:\s*none\b", re.IGNORECASE)


class Page(HTMLParser):
    """A parser that keeps the words of a page, a line for each paragraph, and what it says about itself."""

    BLOCKS = word_set(
        """
        p div h1 h2 h3 h4 h5 h6 li br tr td th dt dd article section blockquote header ul ol table
        footer title figcaption aside main nav form figure body
        """
    )
    BESIDE = frozenset(
        ["nav", "footer", "aside", "form", "figcaption", "button", "select", "dialog", "svg"]
    )
    SILENT = frozenset(["script", "style", "noscript", "template"])
    EMPTY = frozenset(
        [
            "area",
            "base",
            "br",
            "col",
            "embed",
            "hr",
            "img",
            "input",
            "link",
            "meta",
            "source",
            "track",
            "wbr",
        ]
    )

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[_Block] = []
        self.parts: list[str] = []
        self.linked = 0
        self.open: list[tuple[str, bool, bool, bool]] = []
        """Open tags, each with whether it is silent, beside the report, or the article."""
        self.silent = self.beside = self.article = self.links = 0
        self.meta: dict[str, str] = {}
        self.data: list[str] | None = None
        self.times: list[str] = []

    def read(self, text: str) -> None:
        """Take a whole page in.

        The library reads what is not closed at the end again for each bracket in it, which takes minutes
        for a megabyte: a comment that is not closed is dropped here, and tags that are not are cut out.
        """
        # int() refuses thousands of digits; no character has such a number. The library fails at sections
        # '<![' of unknown names; browsers take all of them for comments.
        text = _NO_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", text)
        text = text.replace("<![", "<!x")
        end = text.rfind(">") + 1
        self.feed(text[:end])
        rest, self.rawdata = self.rawdata + text[end:], ""
        if not rest.startswith("<!--"):
            self.rawdata = _TAG.sub("", rest)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag in self.BLOCKS:
            self._close()
        self._about(tag, found)
        if tag in self.EMPTY:
            return
        names = f"{found.get('class', '')} {found.get('id', '')} {found.get('role', '')}"
        beside = tag in self.BESIDE or (tag == "header" and not self.article)
        beside = beside or (
            tag not in ("html", "body", "article", "main") and _BESIDE.search(names) is not None
        )
        beside = beside or "hidden" in found or found.get("aria-hidden") == "true"
        beside = beside or (
            tag not in ("html", "body") and bool(_UNSEEN.search(found.get("style", "")))
        )
        entry = (tag, tag in self.SILENT, beside, tag in ("article", "main"))
        self.open.append(entry)
        self._count(entry, 1)

    def _count(self, entry: tuple[str, bool, bool, bool], by: int) -> None:
        self.silent += by * entry[1]
        self.beside += by * entry[2]
        self.article += by * entry[3]
        self.links += by * (entry[0] == "a")

    def _about(self, tag: str, found: dict[str, str]) -> None:
        if tag == "meta":
            key = found.get("property") or found.get("name") or found.get("itemprop") or ""
            self.meta.setdefault(key.casefold(), found.get("content", ""))
        elif tag == "link" and found.get("rel") == "canonical":
            self.meta.setdefault("canonical", found.get("href", ""))
        elif tag == "time" and "datetime" in found:
            self.times.append(found["datetime"])
        elif tag == "script" and found.get("type") == "application/ld+json":
            self.data = []

    def handle_endtag(self, tag: str) -> None:
        if tag in self.BLOCKS:
            self._close()
        if tag == "script" and self.data is not None:
            self._linked_data("".join(self.data))
            self.data = None
        if not any(entry[0] == tag for entry in self.open[-40:]):
            return
        while self.open:
            entry = self.open.pop()
            self._count(entry, -1)
            if entry[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        if self.data is not None:
            self.data.append(data)
        elif not self.silent:
            words = " ".join(data.split("\n"))
            self.parts.append(words)
            self.linked += len(words.strip()) * (self.links > 0)

    def _close(self) -> None:
        """End a block of text."""
        text = " ".join("".join(self.parts).split())
        if text:
            title = bool(self.open) and self.open[-1][0] == "title"
            self.blocks.append(_Block(text, self.linked, self.article > 0, self.beside > 0 or title))
        self.parts, self.linked = [], 0

    def _linked_data(self, text: str) -> None:
        """Take publication date, publisher and URL from JSON-LD."""
        try:
            found: Any = json.loads(text)
        except (ValueError, RecursionError):
            return
        if isinstance(found, dict) and isinstance(found.get("@graph"), list):
            found = found["@graph"]
        for one in found if isinstance(found, list) else [found]:
            if not isinstance(one, dict):
                continue
            publisher = one.get("publisher")
            known = {
                "datepublished": one.get("datePublished"),
                "publisher": publisher.get("name") if isinstance(publisher, dict) else None,
                "url": one.get("url"),
            }
            for key, value in known.items():
                if isinstance(value, str):
                    self.meta.setdefault(key, value)

    def words(self) -> str:
        """Return the report's paragraphs, a line each; of a page without an article all that is no menu."""
        self._close()
        kept = [block for block in self.blocks if not block.beside and not _is_links(block)]
        article = [block for block in kept if block.article]
        if sum(len(block.text) for block in article) >= FEWEST_OF_ARTICLE:
            kept = article
        return "\n".join(block.text for block in kept or self.blocks) + "\n"

    def about(self) -> dict[str, str]:
        """Return the day of publication, the outlet and the address, if the page states them."""
        url = self.meta.get("canonical") or next((self.meta[k] for k in _URL if self.meta.get(k)), None)
        days = [self.meta.get(key, "") for key in _PUBLISHED] + self.times
        published = next((day for text in days if (day := _day(text))), None) or day_in_address(
            url or ""
        )
        outlet = next((self.meta[key] for key in _OUTLET if self.meta.get(key)), None)
        found = {"published": published, "outlet": outlet, "url": url}
        return {key: value.strip() for key, value in found.items() if value}


def _is_links(block: _Block) -> bool:
    return block.linked > MOST_LINKED * len(block.text)


def _day(text: str) -> str | None:
    match = _DAY.match(text.strip())
    return match[0] if match and valid(match[0]) else None


def day_in_address(url: str) -> str | None:
    """Return the day in an address such as '…/2031/03/14/…', None if there is none."""
    match = _IN_ADDRESS.search(url)
    if match is None:
        return None
    month, number = match[2] or match[4], match[3] or match[5]
    if month.isalpha():
        month = str(1 + [one[:3] for one in MONTHS].index(month.title()))
    day = f"{match[1]}-{month:0>2}-{number:0>2}"
    return day if day and valid(day) else None
