"""A GENIUS file as a tree of tags: its encoding, its limits, and what it says twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from unicodedata import normalize
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from xml.parsers import expat

from goodoffices import plain_files
from goodoffices.casefile.nodes import read_text
from goodoffices.errors import InputError, Problem, shorten
from goodoffices.formats.build import refuse
from goodoffices.limits import ELEMENTS

_BEFORE = re.compile(r"^(?:\s*<!--(?:(?!-->).)*-->)*\s*<\?xml[^>]*\?>", re.DOTALL)
_ENCODING = re.compile(rb"^\s*<\?xml[^>]*?\sencoding\s*=\s*[\"']([A-Za-z0-9._-]+)")
_CHARACTER_SET = re.compile(
    r"(?i)utf[-_]?(8|16|32)|iso[-_]?(8859|2022)|latin|windows|cp?\d|mac|koi8|gb|big5|hz|euc|shift|s?jis|tis|us-ascii"
)
_ENTITY = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_BARE = re.compile(r"&(?!#?\w+;)")
"""An ampersand that stands for itself: GENIUS's own parser takes it."""
_NAMED_BY = {"weight": "index", "reservation": "", "discount_factor": ""}
"""Tags that a file has once, or once with the same attribute."""


def parse(path: Path) -> Element:
    """Return the tags of a file.

    Raises:
        InputError: if it is not XML in the encoding that it declares, has entities, or too many tags.
    """
    text = _text(path)
    if _ENTITY.search(text):
        raise refuse(path, "", "XML without a DOCTYPE or entities", "one")
    tags = text.count("<")
    if tags > ELEMENTS.most:
        raise refuse(path, "", str(ELEMENTS), f"{tags:,}")
    try:
        return ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        problem = Problem(str(path), error.position[0], "", "XML", str(error).partition(":")[0])
        raise InputError([problem]) from None


def _text(path: Path) -> str:
    """Return a file's text without its declaration; it has as many lines as before."""
    text = _decoded(path)
    begin = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    head = _BEFORE.match(text[begin:])
    end = begin + (head.end() if head else 0)
    return "\n" * text.count("\n", 0, end) + _BARE.sub("&amp;", text[end:])


def _decoded(path: Path) -> str:
    """Return a file's text in the encoding that it declares; UTF-8 if it declares none."""
    data = plain_files.read(path, inside=path.parent)
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    declared = _ENCODING.match(data[:200])
    encoding = "utf-16" if wide else declared[1].decode() if declared else "utf-8"
    if encoding.lower().replace("_", "-") in ("utf-8", "utf8", "us-ascii", "ascii"):
        return read_text(path)
    # Python knows encodings that are no files' encodings: one is an error by design, another quadratic.
    if _CHARACTER_SET.match(encoding):
        with suppress(LookupError, UnicodeError):
            return normalize("NFC", data.decode(encoding))
    raise refuse(path, "", f"text in {encoding}, as the file says", "something else")


@dataclass(frozen=True, slots=True)
class Repeat:
    """A tag that says again, perhaps otherwise, what one before it said; ``field`` names what it says."""

    tag: str
    line: int
    field: str
    first: int

    def __str__(self) -> str:
        return f"{self.field} again (first on line {self.first})"


def repeats(path: Path, root: Element) -> list[Repeat]:
    """Return the tags of a file that say again what one before them said, as it was parsed."""
    found = list(_again(root))
    if not found:
        return []
    lines = _lines(path)
    at = {element: lines[place] for place, element in zip(count(), root.iter())}
    return [Repeat(again.tag, at[again], field, at[first]) for first, again, field in found]


def check_once(path: Path, found: list[Repeat]) -> None:
    """Check that nothing is said again.

    Raises:
        InputError: with the line of each tag that says something again.
    """
    if found:
        raise InputError(
            Problem(str(path), one.line, one.field, "it once", f"it again (first on line {one.first})")
            for one in found
        )


def _again(root: Element) -> Iterator[tuple[Element, Element, str]]:
    """Yield the first tag, the one that says the same again, and the words for what they say."""
    first: dict[tuple[str, str], Element] = {}

    def known(
        key: tuple[str, str], element: Element, field: str
    ) -> Iterator[tuple[Element, Element, str]]:
        if first.setdefault(key, element) is not element:
            yield first[key], element, field

    for element in root.iter():
        tag, name = element.tag, element.get("name")
        if tag in _NAMED_BY:
            index = element.get(_NAMED_BY[tag]) or ""
            yield from known((tag, index), element, f"{tag} {shorten(index)}" if index else tag)
        elif tag == "issue" and name:
            # An issue without a name is that of an index, in a profile of ranks or rules.
            yield from known(("issue", name), element, f"issue {shorten(name)}")
            index = element.get("index") or ""
            if index and first["issue", name] is element:
                yield from known(("index", index), element, f"index {shorten(index)} of an issue")
        if tag == "issue":
            yield from _items_again(element, name or element.get("index") or "")


def _items_again(issue: Element, name: str) -> Iterator[tuple[Element, Element, str]]:
    first: dict[str, Element] = {}
    for item in issue.findall("item"):
        option = item.get("value") or item.get("index") or ""
        if first.setdefault(option, item) is not item:
            yield first[option], item, f"{shorten(name)[1:-1]}.{shorten(option)[1:-1]}"


def _lines(path: Path) -> list[int]:
    """Return the line of each tag, in the order of the file."""
    found: list[int] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda *_: found.append(parser.CurrentLineNumber)
    parser.Parse(_text(path), True)
    return found
