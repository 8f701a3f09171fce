"""Dispatches as files: text, HTML and what cannot be read."""

from __future__ import annotations

import io
import os
import time
import zipfile
import zlib
from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.errors import InputError
from goodoffices.limits import DRAWING, STREAM
from goodoffices.reader.page import day_in_address
from goodoffices.reader.sources import dispatch_of
from goodoffices.reader.text import front_matter, paragraphs, sentences
from tests.support.growth import LARGEST_RATIO, ratio
from tests.support.record import FERRY


def test_a_page_says_when_and_where_it_was_published() -> None:
    (page,) = FERRY.glob("*.html")
    source = go.read(page).source
    assert (source.published, source.outlet) == ("2031-03-08", "Lindal Lines press office")
    assert source.url == "https://lindal.example/press/2031-03-08"
    assert "tracking" not in go.read(page).text


def test_html_is_read_as_its_words(tmp_path: Path) -> None:
    page = tmp_path / "2024-05-26-page.html"
    page.write_text(
        "<html><script>var x=1</script><body><p>At least 35 workers<br>met on Friday.</p></body></html>"
    )
    reading = go.read(page)
    assert reading.text == "At least 35 workers\nmet on Friday.\n"
    assert reading.to_json()["dates"][0]["edtf"] == "2024-05-24"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"ab\x00c", "a NUL byte"),
        (b"one\ntwo \xff", ":2: expected text in UTF-8"),
    ],
)
def test_what_is_not_text_is_refused(data: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(data)
    with pytest.raises(InputError, match=says):
        go.read(path)


def test_a_text_longer_than_any_dispatch_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "all.txt"
    path.write_text("The talks go on. " * 3_000_000)
    begin = time.process_time()
    said = r"all\.txt: expected a dispatch of at most 4,000,000 characters .*51,000,000"
    with pytest.raises(InputError, match=said):
        go.read(path)
    assert time.process_time() - begin < 20


NASTY = {
    "comments left open": ("<html>Talks.", "<!--"),
    "comments": ("<html>Talks.", "<!-- x -->"),
    "tags left open": ("<html>Talks.", "<a "),
    "ends left open": ("<html>Talks.", "</"),
    "instructions left open": ("<html>Talks.", "<?"),
    "sections left open": ("<html>Talks.", "<!["),
    "declarations left open": ("<html>Talks.", "<!a"),
    "scripts left open": ("<html>Talks.<script>", "</a"),
    "quotes left open": ("<html>Talks.<a ", 'x="'),
    "entities": ("<html>Talks.", "&amp;"),
    "ampersands": ("<html>Talks.", "&"),
    "numbers of characters": ("<html>Talks.", "&#"),
    "a long number of a character": ("<html>Talks.&#", "9"),
}


@pytest.mark.parametrize("shape", NASTY)
def test_a_page_of_any_shape_is_taken_in_in_linear_time(shape: str) -> None:
    head, piece = NASTY[shape]

    def work(size: int) -> None:
        found = dispatch_of((head + piece * size).encode())
        assert found.text.startswith("Talks.")

    assert ratio(work, 2_000, 200_000) <= LARGEST_RATIO


PARAGRAPHS = {
    "spaces": " ",
    "line ends": "\n",
    "stops": ".",
    "stops and quotes": '."',
    "headings": "# x\n",
}


@pytest.mark.parametrize("shape", PARAGRAPHS)
def test_a_text_of_any_shape_is_cut_in_linear_time(shape: str) -> None:
    def work(size: int) -> None:
        text = "x\n" + PARAGRAPHS[shape] * size + "x"
        front_matter(text)
        for paragraph in paragraphs(text):
            list(sentences(paragraph))

    assert ratio(work, 20_000, 400_000) <= LARGEST_RATIO


def test_text_outside_of_what_is_left_open_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    path.write_text("<html><p>Talks ended.</p><![CDATA[x]]><p>All &amp; sundry.</p>&#99999999999;<a ")
    assert dispatch_of(path).text == "Talks ended.\nAll & sundry.\n\N{REPLACEMENT CHARACTER}\n"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_pipes_and_devices_are_no_dispatches(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").symlink_to("/dev/zero")
    (tmp_path / "c.txt").symlink_to("/etc/hostname")
    (tmp_path / "d.txt").write_text("Talks ended on Monday.")
    paths = go.casefile.locate(tmp_path).dispatches
    found = go.reader.read_all(paths)
    assert [reading.source.dispatch for reading in found.readings] == ["d"]
    assert [problem.found for problem in found.problems] == [
        "a pipe",
        *["a link that leads out of it"] * 2,
    ]
    with pytest.raises(InputError, match="found a device"):
        go.read(tmp_path / "b.txt")


def test_half_a_character_is_no_text() -> None:
    with pytest.raises(InputError, match="half of a character"):
        go.read("Talks \ud800 ended.")


def test_a_dispatch_whose_name_is_no_text_is_read(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/2031-01-01-\xfe.txt"
    Path(os.fsdecode(name)).write_text("Talks ended on Monday.")
    (reading,) = go.reader.read_all(go.casefile.locate(tmp_path).dispatches).readings
    assert reading.source.dispatch == r"2031-01-01-\xfe"


def _docx(words: str, prolog: str = "") -> bytes:
    """Return a DOCX whose text is these words, behind a prolog of XML."""
    office = "http://schemas.openxmlformats.org"
    kinds = (
        f'<Types xmlns="{office}/package/2006/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName='
        '"/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>'
    )
    relation = (
        f'<Relationships xmlns="{office}/package/2006/relationships"><Relationship Id="r1" Type='
        f'"{office}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
        "</Relationships>"
    )
    text = (
        f'{prolog}<w:document xmlns:w="{office}/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>'
        f"{words}</w:t></w:r></w:p></w:body></w:document>"
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", kinds)
        parts.writestr("_rels/.rels", relation)
        parts.writestr("word/document.xml", text)
    return made.getvalue()


def test_a_docx_is_read_as_its_words(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(_docx("Ann Lee met Bo Dahl."))
    assert dispatch_of(path).text == "Ann Lee met Bo Dahl.\n"


@pytest.mark.parametrize(
    ("words", "many", "prolog", "says"),
    [
        ("a ", 31_000_000, "", "60,000,000 bytes when unpacked"),
        ("<w:br/>", 900_000, "", "400,000 tags"),
        ("a ", 10_000_000, "", "whole PDF or DOCX"),
        (
            "&d;",
            9,
            "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>"
            + "".join(f"<!ENTITY {y} '{f'&{x};' * 99}'>" for x, y in ("ab", "bc", "cd"))
            + "]>",
            "whole PDF or DOCX",
        ),
    ],
    ids=["unpacked", "tags", "a long text", "entities"],
)
def test_a_small_docx_that_would_become_a_large_one_is_refused(
    words: str, many: int, prolog: str, says: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(_docx(words * many, prolog))
    with pytest.raises(InputError, match=says):
        dispatch_of(path)


def _pdf(drawing: bytes) -> bytes:
    """Return a PDF of a page with a drawing."""
    packed = zlib.compress(drawing)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F "
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
    ]
    whole, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(whole))
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    whole += b"xref\n0 5\n0000000000 65535 f \n" + table + b"trailer<</Size 5/Root 1 0 R>>\n"
    return whole + b"startxref\n%d\n%%%%EOF" % (whole.index(b"xref\n"))


def test_a_broken_drawing_is_told_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(_pdf(b"[" * 100_000))
    with pytest.raises(InputError, match="a whole PDF or DOCX file"):
        dispatch_of(path)
    assert not caplog.records


def test_a_pdf_that_draws_for_ever_is_refused_with_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(_pdf(b"BT /F 9 Tf 9 9 Td (Ann Lee met Bo Dahl.) Tj ET"))
    assert dispatch_of(path).text == "Ann Lee met Bo Dahl.\n"
    for drawing in (b"q " * (DRAWING.most + 1), b" " * (STREAM.most + 1)):
        path.write_bytes(_pdf(drawing))
        with pytest.raises(InputError, match=str(DRAWING)):
            dispatch_of(path)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://coast.example/2031/03/14/tugs", "2031-03-14"),
        ("https://coast.example/2031/3/4/tugs", "2031-03-04"),
        ("https://coast.example/2031/mar/14/tugs", "2031-03-14"),
        ("https://coast.example/news/20310314/tugs", "2031-03-14"),
        ("https://coast.example/2031/14/99/tugs", None),
        ("https://coast.example/2031/tugs/14", None),
    ],
)
def test_the_day_in_the_address_of_a_page(url: str, day: str | None) -> None:
    assert day_in_address(url) == day
