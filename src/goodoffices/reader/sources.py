"""Dispatches as files: plain text, HTML, PDF or DOCX, with the facts each states about itself."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from goodoffices import plain_files
from goodoffices.casefile.nodes import HALF, decoded, has_half
from goodoffices.errors import InputError, Problem
from goodoffices.limits import DISPATCH, DISPATCH_FILE
from goodoffices.reader.lexicon import word_set
from goodoffices.record.dates import valid

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
_NO_CHARACTER = re.compile(r"&#(?:\d{9,}|[xX][0-9a-fA-F]{9,});?")
_TAG = re.compile(r"<[^<>]*>?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Dispatch:
    """The text of a dispatch, and 'published', 'outlet', 'url' if its file states them."""

    name: str
    text: str
    about: Mapping[str, str] = field(default_factory=dict)


def dispatch_of(source: Path | str | bytes) -> Dispatch:
    """Return a dispatch from a file's path, or from its text or bytes.

    Raises:
        InputError: if it cannot be read as text.
    """
    if isinstance(source, str):
        return _of_a_length("dispatch", Dispatch("dispatch", source))
    if isinstance(source, bytes):
        return _of_a_length("dispatch", _of_bytes("dispatch", "dispatch", source, ""))
    data = plain_files.read(source, DISPATCH_FILE)
    found = _of_bytes(plain_files.name_of(source.stem), str(source), data, source.suffix.lower())
    return _of_a_length(str(source), found)


def _of_a_length(file: str, found: Dispatch) -> Dispatch:
    """A dispatch that can be read in minutes: longer than a long book, it is something else, or many."""
    if len(found.text) > DISPATCH.most:
        expected = f"a dispatch of {DISPATCH} (many reports go into a folder, each a file)"
        raise InputError([Problem(file, None, "", expected, f"{len(found.text):,}")])
    if has_half(found.text):
        raise InputError([Problem(file, None, "", "text", HALF)])
    return found


def _of_bytes(name: str, file: str, data: bytes, suffix: str) -> Dispatch:
    if len(data) > DISPATCH_FILE.most:
        raise InputError([Problem(file, None, "", f"a file of {DISPATCH_FILE}", f"{len(data):,}")])
    if suffix == ".pdf" or data.startswith(b"%PDF-"):
        return Dispatch(name, _document(file, data, _pdf))
    if suffix == ".docx":
        return Dispatch(name, _document(file, data, _docx))
    text = _text(data, file)
    if suffix in (".html", ".htm") or re.match(r"\s*<(?:!doctype html|html)\b", text, re.IGNORECASE):
        page = _Page()
        page.read(text)
        return Dispatch(name, page.words(), page.about())
    return Dispatch(name, text)


def _text(data: bytes, name: str) -> str:
    if b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        raise InputError([Problem(name, line, "", "text", "a NUL byte: this is not a text file")])
    return decoded(data, name)


def _document(file: str, data: bytes, words: Callable[[bytes], str]) -> str:
    """Return the words of a PDF or DOCX, with the extra [documents].

    Raises:
        InputError: if the extra is not installed, or the file is no whole PDF or DOCX.
    """
    try:
        return words(data)
    except ImportError:
        expected = "plain text or HTML; PDF and DOCX need: pip install 'goodoffices[documents]'"
        raise InputError([Problem(file, None, "", expected, Path(file).suffix or "a PDF")]) from None
    except (ValueError, KeyError, OSError, BadZipFile, RecursionError, _document_errors()) as error:
        found = f"{type(error).__name__}: {error}"
        raise InputError([Problem(file, None, "", "a whole PDF or DOCX file", found)]) from None


def _document_errors() -> type[Exception]:
    """Return the error that pypdf raises for a broken file; BadZipFile if it is not installed."""
    try:
        return import_module("pypdf.errors").PyPdfError  # type: ignore[no-any-return]
    except ImportError:
        return BadZipFile


def _pdf(data: bytes) -> str:
    pages = import_module("pypdf").PdfReader(BytesIO(data)).pages
    return "\n\n".join(page.extract_text() for page in pages) + "\n"


def _docx(data: bytes) -> str:
    paragraphs = import_module("docx").Document(BytesIO(data)).paragraphs
    return "\n\n".join(paragraph.text for paragraph in paragraphs if paragraph.text.strip()) + "\n"


class _Page(HTMLParser):
    """The words of a page, a line for each paragraph, nothing of scripts or styles; and its metadata."""

    BLOCKS = word_set(
        """
        p div h1 h2 h3 h4 h5 h6 li br tr td th dt dd article section blockquote header
        footer title figcaption
        """
    )
    SILENT = frozenset(["script", "style", "noscript", "template", "nav"])

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0
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
        self.silent += tag in self.SILENT
        if tag in self.BLOCKS:
            self.parts.append("\n")
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
        self.silent = max(0, self.silent - (tag in self.SILENT))
        if tag in self.BLOCKS:
            self.parts.append("\n")
        if tag == "script" and self.data is not None:
            self._linked("".join(self.data))
            self.data = None

    def handle_data(self, data: str) -> None:
        if self.data is not None:
            self.data.append(data)
        elif not self.silent:
            self.parts.append(" ".join(data.split("\n")))

    def _linked(self, text: str) -> None:
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
        lines = (" ".join(line.split()) for line in "".join(self.parts).split("\n"))
        return "\n".join(line for line in lines if line) + "\n"

    def about(self) -> dict[str, str]:
        days = [self.meta.get(key, "") for key in _PUBLISHED] + self.times
        published = next((day for text in days if (day := _day(text))), None)
        outlet = next((self.meta[key] for key in _OUTLET if self.meta.get(key)), None)
        url = self.meta.get("canonical") or next((self.meta[k] for k in _URL if self.meta.get(k)), None)
        found = {"published": published, "outlet": outlet, "url": url}
        return {k: value.strip() for k, value in found.items() if value and not has_half(value)}


def _day(text: str) -> str | None:
    match = _DAY.match(text.strip())
    return match[0] if match and valid(match[0]) else None
