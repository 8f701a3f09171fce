"""Pages and texts in other encodings: read as they say, or refused in words."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.errors import InputError
from goodoffices.reader.encodings import is_page, text_of

WORDS = "“The ships stay in port,” Inès Calloway said — on Monday."
PLAIN = WORDS.replace("“", '"').replace("”", '"').replace("—", "-").replace("è", "e")
META = "<html><head>{}</head><body><article><p>{}</p></article></body></html>"
PAGES = {
    # (what the page says, the encoding it is in, its words)
    "windows-1252": ('<meta charset="windows-1252">', "cp1252", WORDS),
    "the older form": (
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">',
        "cp1252",
        WORDS,
    ),
    "latin-1, which browsers read as windows-1252": ("<META CHARSET=ISO-8859-1>", "cp1252", WORDS),
    "latin-2": ("<meta charset='iso-8859-2'>", "iso-8859-2", "Minister Dvořák said on Monday."),
    "windows-1251": ("<meta charset=windows-1251>", "cp1251", PLAIN + " Переговоры."),
    "koi8-r": ("<meta charset=koi8-r>", "koi8-r", PLAIN + " Переговоры."),
    "gb2312": ('<meta charset="gb2312">', "gb18030", PLAIN + " 会谈结束。"),
    "big5": ("<meta charset=Big5>", "big5hkscs", PLAIN + " 會談結束。"),
    "shift_jis": ('<meta charset="Shift_JIS">', "cp932", PLAIN + " 会談終了。"),
    "euc-kr": ("<meta charset=euc-kr>", "cp949", PLAIN + " 회담."),
    "mac": ('<meta charset="x-mac-roman">', "mac_roman", WORDS),
    "a comment before": (f"<!--{'x' * 3000}--><meta charset=windows-1252>", "cp1252", WORDS),
    "utf-16 with its mark": ("", "utf-16", WORDS),
    "utf-16 that is none": ('<meta charset="utf-16">', "utf-8", WORDS),
    "utf-8 with its mark, whatever it says": ("<meta charset=windows-1252>", "utf-8-sig", WORDS),
    "an encoding that nobody knows": ("<meta charset=x-nobody>", "utf-8", WORDS),
}


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_is_read_in_the_encoding_that_it_declares(kind: str, tmp_path: Path) -> None:
    says, encoding, words = PAGES[kind]
    page = tmp_path / "page.html"
    page.write_bytes(META.format(says, words).encode(encoding))
    assert go.read(page).text.strip() == words


def test_a_page_of_another_kind_of_markup_is_read_as_one(tmp_path: Path) -> None:
    head = '<?xml version="1.0" encoding="ISO-8859-1"?>\n'
    for name in ("page.xhtml", "page.txt"):
        (tmp_path / name).write_bytes((head + META.format("", "Inès met them.")).encode("latin-1"))
        assert go.read(tmp_path / name).text.strip() == "Inès met them."
    wide = tmp_path / "wide.txt"
    wide.write_bytes(f"<?xml version='1.0'?>{META.format('', 'Inès met them.')}".encode("utf-16"))
    assert go.read(wide).text.strip() == "Inès met them."


def test_the_bytes_that_browsers_leave_out_are_left_out(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(META.format("", WORDS * 5).encode().replace(b"Monday", b"Mon\0day", 1))
    assert "on Monday." in go.read(page).text
    page.write_bytes(META.format("", WORDS).encode("utf-16-le"))
    with pytest.raises(InputError, match="a NUL byte: this is not a text file"):
        go.read(page)


def test_a_text_in_utf_16_is_read(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_bytes(f"\ufeff{WORDS}\r\n".encode("utf-16-le"))
    assert go.read(tmp_path / "note.txt").text.strip() == WORDS


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        (
            "p.html",
            META.format("<meta charset=utf-8>", WORDS).encode("cp1252"),
            "expected text in UTF-8",
        ),
        ("p.html", META.format("", WORDS).encode("cp1252"), "expected text in UTF-8"),
        (
            "p.html",
            META.format("<meta charset=gb2312>", "").encode() + b"\xff",
            "expected text in 'gb2312', as the page says, found something else",
        ),
        ("p.txt", b"<meta charset=windows-1252>\x93x\x94", "expected text in UTF-8"),
        ("p.rtf", rb"{\rtf1\ansi Talks ended.}", "a document in RTF; save it as DOCX or as plain text"),
        (
            "p.mhtml",
            b"From: x\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\n--B",
            "a web archive .MHTML.; save the page as 'HTML only'",
        ),
    ],
)
def test_bytes_that_are_no_such_text_are_refused(
    name: str, data: bytes, says: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=says):
        go.read(tmp_path / name)


def test_words_that_a_page_does_not_show_are_not_read(tmp_path: Path) -> None:
    hidden = "".join(
        f"<p {how}>500 people marched.</p>"
        for how in ("hidden", 'aria-hidden="true"', 'style="color:red; DISPLAY : none"')
    )
    page = META.format("", f"{WORDS}</p>{hidden}<p>It rained.").replace(
        "<body>", "<body style='display:none'>"
    )
    (tmp_path / "page.html").write_text(page, "utf-8")
    assert go.read(tmp_path / "page.html").text.split("\n")[:-1] == [WORDS, "It rained."]


@pytest.mark.parametrize(
    "shape", ["<meta ", "<meta charset", "<?xml ", "charset=", "<!--", "<html ", " "]
)
def test_an_encoding_is_found_or_not_in_little_time(shape: str) -> None:
    data = b"<html>" + shape.encode() * (3_000_000 // len(shape))
    begin = time.process_time()
    assert is_page(data, "")
    assert text_of(data, "x", True) == data.decode()
    assert time.process_time() - begin < 2
