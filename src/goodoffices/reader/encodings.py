"""The text of a dispatch's bytes: UTF-8, UTF-16 with its mark, or the encoding that a page declares."""

from __future__ import annotations

import re
from contextlib import suppress

from goodoffices.casefile.nodes import decoded
from goodoffices.errors import InputError, Problem, shorten

_WIDE = (b"\xff\xfe", b"\xfe\xff")
_MARK = b"\xef\xbb\xbf"
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,300}\?>\s*)?(?:<!--[^>]{0,5000}-->\s*)?<(?:!doctype\s+html|html)\b", re.I
)
_DECLARED = re.compile(
    rb"""<(?:meta\b[^<>]{0,500}?\bcharset\s*=|\?xml\b[^<>]{0,200}?\bencoding\s*=)\s*["']?\s*([\w.:-]{1,40})""",
    re.I,
)
_HEAD = 100_000
"""Bytes of a page in which its encoding is looked for: some have long comments before it."""
_BROWSERS = {
    # The names that pages give and the encodings that browsers read them in (https://encoding.spec.whatwg.org).
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "windows-874": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "big5": "big5hkscs",
    "x-mac-roman": "mac_roman",
    "macintosh": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic",
    "iso-8859-8-i": "iso-8859-8",
    "koi8-r": "koi8-r",
    "koi8-u": "koi8-u",
    "euc-jp": "euc-jp",
    "iso-2022-jp": "iso-2022-jp",
    "gb18030": "gb18030",
}
_NUMBERED = re.compile(r"(?:windows-|cp|x-cp)(125[0-8])|(iso-8859-(?:[2-8]|1[03-6]))")
_FEW = 100
"""A page has at most a NUL byte among so many: browsers leave these out; with more it is no text."""


def is_page(data: bytes, suffix: str) -> bool:
    """Return whether a dispatch is a web page, by its suffix or its beginning."""
    return (
        suffix in (".html", ".htm", ".xhtml", ".xht")
        or _PAGE.match(data.removeprefix(_MARK)) is not None
    )


def text_of(data: bytes, name: str, page: bool) -> str:
    """Return the text of a dispatch; a page may declare an encoding.

    Raises:
        InputError: if the bytes are no text in the encoding.
    """
    if data[:2] in _WIDE:
        with suppress(UnicodeError):
            return data.decode("utf-16")
    if page and data.count(b"\0") * _FEW <= len(data):
        data = data.replace(b"\0", b"")
    if b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        raise InputError([Problem(name, line, "", "text", "a NUL byte: this is not a text file")])
    declared = _DECLARED.search(data, 0, _HEAD) if page and not data.startswith(_MARK) else None
    label = declared[1].decode("ascii").lower() if declared else ""
    encoding = _encoding(label)
    if encoding is None:
        return decoded(data, name)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        expected = f"text in {shorten(label)}, as the page says"
        raise InputError([Problem(name, None, "", expected, "something else")]) from None


def _encoding(label: str) -> str | None:
    """Return Python's name of an encoding that a page may declare; None for UTF-8 and for others."""
    numbered = _NUMBERED.fullmatch(label)
    if numbered:
        return f"cp{numbered[1]}" if numbered[1] else numbered[2]
    return _BROWSERS.get(label)
