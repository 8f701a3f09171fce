"""The agreed text as a document for a word processor (DOCX), with lines to sign."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from goodoffices.rooms.templatetags.marks import shown

if TYPE_CHECKING:
    from goodoffices.rooms.seen.files import AgreedPage

KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOMENT = datetime(2000, 1, 1)
"""The time in the file: for all who read one language the same text is the same bytes at any time."""
LINE = "_" * 40
PLACE = re.compile(r"\{(\w+)\}")
INDENT = 228600
"""Of a note under a clause, in the units of the format: a quarter of an inch."""


def docx_of(page: AgreedPage) -> bytes:
    """Return the agreed text as a DOCX: the clauses, a line for each party to sign, digest and head.

    What is ours in it is in the reader's language; a clause stays in its own.
    """
    from docx import Document

    document, ours = Document(), get_language() or "en"
    about = document.core_properties
    about.author, about.comments, about.title = "", "", shown(page.frame.title)
    about.created = about.modified = MOMENT
    _write(document.add_heading(level=1), ours, _("Agreement"))
    where = _("{names}, {name}")
    _write(document.add_paragraph(), ours, where, names=page.frame.title, name=page.at)
    for clause in page.text.clauses:
        paragraph = document.add_paragraph(shown(clause.words), style="List Number")
        _speak(paragraph, clause.lang)
        if clause.settles:
            note = document.add_paragraph()
            _write(note, ours, _("Settles {what}"), what=clause.settles)
            note.paragraph_format.left_indent = INDENT
    for party in page.parties:
        _write(document.add_paragraph(), ours, f"\n{LINE}\n{{party}}", party=party)
    digest, head = _("Digest of the text"), _("Head of the log with this agreement")
    _write(document.add_paragraph(), ours, digest + " {digest}", digest=page.text.digest)
    _write(document.add_paragraph(), ours, head + " {head}", head=page.head)
    last = _("Views and proposals of this mediation are not to be used elsewhere.")
    _write(document.add_paragraph(), ours, last)
    written = io.BytesIO()
    document.save(written)
    return _timeless(written.getvalue())


def _write(paragraph: Any, lang: str, template: str, **parts: str) -> None:
    """Write a sentence of ours: each part is a run of its own, with the direction of its first letter."""
    own = []
    for place, piece in enumerate(PLACE.split(template)):
        run = paragraph.add_run(shown(parts[piece]) if place % 2 else piece)
        own += [run] if place % 2 else []
    _speak(paragraph, lang)
    for run in own:
        if run.font.rtl and not _from_the_right(run.text):
            run.font.rtl = None


def _from_the_right(words: str) -> bool:
    strong = (unicodedata.bidirectional(sign) for sign in words)
    return next((kind for kind in strong if kind in ("L", "R", "AL")), "L") != "L"


def _speak(paragraph: Any, lang: str) -> None:
    """Mark a paragraph with its language, and with its direction if it is read from the right."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    try:
        right = bool(get_language_info(lang)["bidi"])
    except KeyError:
        right = False
    for run in paragraph.runs:
        element = OxmlElement("w:lang")
        element.set(qn("w:bidi" if right else "w:val"), lang)
        run._r.get_or_add_rPr().append(element)
        if right:
            run.font.rtl = True
    if right:
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))


def _timeless(archive: bytes) -> bytes:
    """Return an archive whose parts all bear the same time."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as parts, zipfile.ZipFile(made, "w") as new:
        for name in parts.namelist():
            part = zipfile.ZipInfo(name, MOMENT.timetuple()[:6])
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, parts.read(name))
    return made.getvalue()
