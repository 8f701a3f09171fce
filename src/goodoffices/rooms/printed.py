"""The agreed text as a document for a word processor (DOCX), with lines to sign."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from goodoffices.rooms.templatetags.marks import shown

if TYPE_CHECKING:
    from goodoffices.rooms.seen.files import AgreedPage

KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOMENT = datetime(2000, 1, 1)
"""The time in the file: the same text is the same bytes for everyone, whenever it was loaded."""
LINE = "_" * 40
INDENT = 228600
"""Of a note under a clause, in the units of the format: a quarter of an inch."""


def docx_of(page: AgreedPage) -> bytes:
    """Return the agreed text as a DOCX: the clauses, a line for each party to sign, digest and head."""
    from docx import Document

    document = Document()
    about = document.core_properties
    about.author, about.comments, about.title = "", "", shown(page.frame.title)
    about.created = about.modified = MOMENT
    document.add_heading(_("Agreement"), level=1)
    document.add_paragraph(f"{shown(page.frame.title)}, {page.at}")
    for clause in page.text.clauses:
        paragraph = document.add_paragraph(shown(clause.words), style="List Number")
        _speak(paragraph, clause.lang)
        if clause.settles:
            note = document.add_paragraph(_("Settles {what}").format(what=shown(clause.settles)))
            note.paragraph_format.left_indent = INDENT
    for party in page.parties:
        document.add_paragraph(f"\n{LINE}\n{shown(party)}")
    document.add_paragraph(f"{_('Digest of the text')} {page.text.digest}")
    document.add_paragraph(f"{_('Head of the log with this agreement')} {page.head}")
    document.add_paragraph(_("Views and proposals of this mediation are not to be used elsewhere."))
    written = io.BytesIO()
    document.save(written)
    return _timeless(written.getvalue())


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
