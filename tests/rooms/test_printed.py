"""The agreed text for a word processor: all clauses, in their languages, and the same bytes for everyone."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

import pytest

from tests.support.room import House

pytest.importorskip("django", reason="the extra 'rooms' is not installed")
docx = pytest.importorskip("docx", reason="python-docx is not installed")

ARABIC = "تكون الرسوم أربعمئة."


def test_every_clause_and_signature_is_in_the_document(room: House) -> None:
    room.gather()
    room.adopt_agenda()
    words = {"words-0": ARABIC, "lang-0": "ar", "words-3": "A clause\u202e of words <b>only</b>."}
    room.put_text("111", words=words)
    room.until()
    room.put_close(stands=1)
    first, second = room.parties
    assert first.raw("get", "agreed.docx").status_code == 404
    for party in room.parties:
        party.answer(answer="yes")
    room.until()
    answer = first.raw("get", "agreed.docx")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="agreement.docx"'
    document = docx.Document(io.BytesIO(answer.content))
    texts = [paragraph.text for paragraph in document.paragraphs]
    # signs that turn the direction of a text are drawn, as on the page
    assert "A clause[RLO] of words <b>only</b>." in texts
    for name in (party.name for party in room.case.parties):
        assert any(text.endswith(name) for text in texts)
    [arabic] = [paragraph for paragraph in document.paragraphs if paragraph.text == ARABIC]
    assert 'w:bidi="ar"' in arabic._p.xml
    assert "<w:bidi/>" in arabic._p.xml
    room.time += timedelta(minutes=30)
    assert second.raw("get", "agreed.docx").content == answer.content
    with zipfile.ZipFile(io.BytesIO(answer.content)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(2000, 1, 1, 0, 0, 0)}


def test_signs_that_no_document_may_hold_are_drawn(room: House) -> None:
    room.gather()
    room.adopt_agenda()
    signs = "".join(map(chr, [*range(1, 32), 0x7F, 0x85, 0x2028, 0xFDD0, 0xFFFE, 0xFFFF, 0x1FFFF]))
    room.put_text("111", words={"words-0": f"A clause{signs}."})
    room.until()
    room.put_close(stands=1)
    for party in room.parties:
        party.answer(answer="yes")
    room.until()
    answer = room.parties[0].raw("get", "agreed.docx")
    text = "".join(p.text for p in docx.Document(io.BytesIO(answer.content)).paragraphs)
    for mark in ("[U+0001]", "[U+2028]", "[U+FDD0]", "[U+FFFE]", "[U+1FFFF]"):
        assert mark in text
        assert mark in room.parties[0].get("agreed")
