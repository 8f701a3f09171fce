"""Ways to spoil bytes, words and numbers, drawn by a seed."""

from __future__ import annotations

import json
import re

import numpy as np

JUNK = (
    "\x00", "\ufeff", "\u202e", "\u2066", "\u200b", "\r", "\r\n", "\n\n\n", "“", "”", '"', "’", "---\n",
    "# ",
    "{", "}", "[", "]", ": ", ", ", "&a ", "*a ", "!!python ", "<b>", "</p>", "&nbsp;", "�", "â€œ", "\t",
    "שלום עליכם", "السلام عليكم", "🕊", "1,000,000", "0", "-1", "May 99", "31 February", "9" * 400,
    "A" * 300,
    ". " * 50, "said that " * 20, "\u0301", "\ud800", "published: x\n", "İ", "ﬁ", "\x1b[31m", "\x07",
    "\x85",
)  # fmt: skip
NUMBERS = (
    "0." + "3" * 5000, "9" * 5000, "9" * 401, "1e999999", "-1e400", "1e-999999", "nan", ".nan", "inf",
    ".inf",
    "-.inf", "1/0", "1/" + "3" * 4000, "1/3", "0x10", "0o7", "1_000", "--1", "+5", "", "١٢", "1e", "1.",
    ".5",
    "-0", "1e60", "1e61", "2147483648", "9223372036854775808", "0.1e-59", "true", "1,5", "5" * 100_000,
)  # fmt: skip
WORDS = (
    "", " ", "\x1b]0;t\x07", "\u202eabc", "\x00", "\x85", "\u2028", "x" * 501, "x" * 100_000, "..", ".",
    "../..",
    "a/b", "CON", "<script>alert(1)</script>", "[bold]x[/bold]", "[/]", "=1+1", "\\", "{{ 7*7 }}", "%s",
    "null",
    "~", "yes", "no", "1e3", "012", "2024-05-26", "🕊", "İ", "e" + "\u0301" * 500, "ﬁ", "﷽" * 50, "\ud800",
    "\u200f", "javascript:alert(1)", "—", "a b", "A", "-", "--", "-x", "'", '"', "&x", "*x", "#", ":",
    "- a",
    "9999-12-31", "0001-01-01",
)  # fmt: skip
DATES = (
    "2031-7-5", "2031-13-01", "0001-01-01", "9999-12-31", "0000-01-01", "2031-02-30", "../2031", "2031/..",
    "../..", "[2031, 2032]", "[" * 2000, "9" * 5000, "2031-05?", "", "soon", "2031-W10-1", "20310501",
    "\x1b",
    "2032/2031", "-2031", "2031-05-01T10:00", "٢٠٣١-٠٥-٠١",
)  # fmt: skip
SCALAR = re.compile(r'(?<=[:\[{,>(=])\s*("(?:[^"\\\n]|\\.)*"|[^\s\[\]{},:#<>()="]+)')


def pick(draws: np.random.Generator, values: object) -> str:
    """Return one of several values."""
    assert isinstance(values, tuple | list)
    return str(values[int(draws.integers(len(values)))])


def value(draws: np.random.Generator) -> str:
    """Return a hostile word, number or date."""
    return pick(draws, (NUMBERS, WORDS, DATES)[int(draws.integers(3))])


def scalars(draws: np.random.Generator, text: str) -> str:
    """Return a text with one to three of its words and numbers replaced, plain or in quotation marks."""
    for _ in range(int(draws.integers(1, 4))):
        found = list(SCALAR.finditer(text))
        if not found:
            return text
        place = found[int(draws.integers(len(found)))]
        word = value(draws)
        written = word if draws.integers(2) else json.dumps(word)
        text = text[: place.start(1)] + written + text[place.end(1) :]
    return text


def encoded(text: str) -> bytes:
    """Return a text in UTF-8, its half characters too, which no file may hold."""
    return text.encode("utf-8", "surrogatepass")


def data(draws: np.random.Generator, whole: bytes, more: bytes = b"") -> bytes:
    """Return bytes with pieces cut out, doubled, turned round, or replaced by junk."""
    text = whole + (b"\n\n" + more if more and draws.random() < 0.2 else b"")
    for _ in range(int(draws.integers(1, 9))):
        a, b = sorted(int(place) for place in draws.integers(0, len(text) + 1, 2))
        b = min(b, a + int(draws.integers(1, 200)))
        way = draws.integers(6)
        if way == 0:
            text = text[:a] + text[b:]
        elif way == 1:
            text = text[:a] + encoded(pick(draws, JUNK)) + text[a:]
        elif way == 2:
            text = text[:a] + text[a:b] * int(draws.integers(2, 30)) + text[b:]
        elif way == 3:
            text = text[:a] + draws.bytes(int(draws.integers(1, 6))) + text[a:]
        elif way == 4:
            text = text[:a] + text[a:b][::-1] + text[b:]
        elif draws.random() < 0.1:
            text = text[:a]
    return text


def lines(draws: np.random.Generator, text: str) -> str:
    """Return a text with lines dropped, doubled, swapped or indented."""
    rows = text.splitlines(keepends=True)
    for _ in range(int(draws.integers(1, 4))):
        if not rows:
            break
        a, b = (int(place) for place in draws.integers(0, len(rows), 2))
        way = draws.integers(4)
        if way == 0:
            del rows[a]
        elif way == 1:
            rows.insert(a, rows[b])
        elif way == 2:
            rows[a], rows[b] = rows[b], rows[a]
        else:
            rows[a] = "  " + rows[a]
    return "".join(rows)


def spoiled(draws: np.random.Generator, text: str) -> bytes:
    """Return a text spoiled in its words, its lines or its bytes."""
    way = draws.integers(4)
    if way <= 1:
        return encoded(scalars(draws, text))
    if way == 2:
        return encoded(lines(draws, text))
    return data(draws, encoded(text))
