"""Dispatches as files: plain text, HTML, PDF or DOCX, with the facts each states about itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from io import BytesIO
from itertools import count
from logging import CRITICAL, getLogger
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from goodoffices import plain_files
from goodoffices.casefile.nodes import HALF, has_half
from goodoffices.errors import InputError, Problem
from goodoffices.limits import DISPATCH, DISPATCH_FILE, DRAWING, ELEMENTS, STREAM
from goodoffices.outlined import Outlined
from goodoffices.reader.encodings import is_page, text_of
from goodoffices.reader.page import Page

_CUT_WORD = re.compile(r"(?<=[a-z])-\n(?=[a-z])")


@dataclass(frozen=True, slots=True, repr=False)
class Dispatch(Outlined):
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
        return Dispatch(name, _document(file, data, lambda data: _pdf(file, data)))
    if suffix == ".docx":
        return Dispatch(name, _document(file, data, lambda data: _docx(file, data)))
    _check_plain(data, file)
    is_html = is_page(data, suffix)
    text = text_of(data, file, is_html)
    if is_html or is_page(text.encode(), ""):
        page = Page()
        page.read(text)
        return Dispatch(name, page.words(), page.about())
    return Dispatch(name, text)


def _check_plain(data: bytes, file: str) -> None:
    """Check that a file is no document of a kind whose marks would be taken for words.

    Raises:
        InputError: if it is an RTF document or a page saved as an archive.
    """
    begin = data[:2000]
    found = ""
    if begin.lstrip().startswith(b"{\\rtf"):
        found = "a document in RTF; save it as DOCX or as plain text"
    elif b"multipart/related" in begin and b"MIME-Version:" in begin:
        found = "a web archive (MHTML); save the page as 'HTML only'"
    if found:
        raise InputError([Problem(file, None, "", "plain text, HTML, PDF or DOCX", found)])


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
    except (*plain_files.BROKEN, _document_errors()) as error:
        found = f"{type(error).__name__}: {error}"
        raise InputError([Problem(file, None, "", "a whole PDF or DOCX file", found)]) from None


def _document_errors() -> type[Exception]:
    """Return the error that pypdf raises for a broken file; BadZipFile if it is not installed."""
    try:
        return import_module("pypdf.errors").PyPdfError  # type: ignore[no-any-return]
    except ImportError:
        return BadZipFile


def _pdf(file: str, data: bytes) -> str:
    """The words of a PDF: no lines that stand on most pages, words cut at line ends whole again.

    Raises:
        InputError: if it has too many steps of drawing, or a part of it unpacks to too much.
    """
    steps, pages, length = count(), [], 0
    pypdf, errors = import_module("pypdf"), import_module("pypdf.errors")

    def drawn(*_: object) -> None:
        # A drawing may hold others, which hold others: few bytes may be steps without end.
        if next(steps) >= DRAWING.most:
            raise errors.LimitReachedError

    # A broken drawing is told once, by the error, and not line after line by pypdf's log.
    getLogger("pypdf").setLevel(CRITICAL)
    bounds = pypdf.apply_configuration(
        zlib_maximum_output_length=STREAM.most, stream_parsing_work_maximum_count=DRAWING.most
    )
    try:
        with bounds:
            for page in pypdf.PdfReader(BytesIO(data)).pages:
                pages.append(page.extract_text(visitor_operand_before=drawn).split("\n"))
                length += sum(map(len, pages[-1]))
                if length > DISPATCH.most:
                    break  # it is refused for its length
    except errors.LimitReachedError:
        expected = f"{DRAWING} and {STREAM}"
        raise InputError([Problem(file, None, "", expected, "more")]) from None
    on_pages = Counter(
        line for lines in pages for line in {line.strip() for line in lines if line.strip()}
    )
    often = {line for line, count in on_pages.items() if count > 2 and 2 * count > len(pages)}
    kept = ["\n".join(line for line in lines if line.strip() not in often) for lines in pages]
    return _CUT_WORD.sub("", "\n\n".join(kept)) + "\n"


def _docx(file: str, data: bytes) -> str:
    """The words of a DOCX in order; a row of a table is a line."""
    plain_files.check_unpacked(file, data)
    with ZipFile(BytesIO(data)) as parts:
        # Twice as many signs as elements, which have a beginning and an end.
        tags = sum(parts.read(part).count(b"<") for part in parts.infolist() if _is_xml(part.filename))
    if tags > 2 * ELEMENTS.most:
        expected = f"a document of {ELEMENTS}"
        raise InputError([Problem(file, None, "", expected, f"{tags // 2:,}")])
    found: list[str] = []
    for part in import_module("docx").Document(BytesIO(data)).iter_inner_content():
        if hasattr(part, "rows"):
            rows = [list(dict.fromkeys(cell.text.strip() for cell in row.cells)) for row in part.rows]
            found += [" | ".join(" ".join(cell.split()) for cell in row if cell) for row in rows]
        else:
            found.append(part.text)
    return "\n\n".join(words for words in found if words.strip()) + "\n"


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))
