"""The review page in process: who may ask what, and what a form does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

import goodoffices as go
from goodoffices.errors import HIDDEN
from goodoffices.reader.plugins import Doubt
from goodoffices.record import Entry, Ledger, Note, Review, Source, Span
from goodoffices.record.ledger.file import FIRST, canonical, chained
from goodoffices.review_page import ReviewApp
from tests.support.record import note
from tests.support.review import HOST, TOKEN, Client, Forms, work_on


def test_the_page_asks_about_the_first_proposal(client: Client, work: Review) -> None:
    status, headers, page = client.ask("GET", f"/{TOKEN}/")
    assert status == 200
    assert Forms(page).values["entry"] == work.pending()[0].id
    assert f"{len(work.pending())} entries left to review, 0 decided" in page
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"


def test_the_page_says_why_an_entry_is_to_be_checked_beside_both_versions(tmp_path: Path) -> None:
    readings, review = work_on(tmp_path)
    one, other, plain = review.pending()[:3]
    doubt = Doubt(one.id, "two readers differ on <it>", other.id)
    readings = [replace(reading, doubts=(doubt,)) for reading in readings]
    client = Client(ReviewApp("Ferry talks", readings, review, TOKEN, HOST))
    pages = [client.ask("GET", f"/{TOKEN}/?entry={entry.id}")[2] for entry in (one, other, plain)]
    assert ["two readers differ on &lt;it&gt;" in page for page in pages] == [True, True, False]


def test_a_form_accepts_and_goes_on(client: Client, work: Review) -> None:
    first, second, *_ = work.pending()
    form = Forms(client.ask("GET", f"/{TOKEN}/")[2]).values | {"action": "accept"}
    status, headers, _ = client.ask("POST", f"/{TOKEN}/decide", form)
    assert status == 303
    assert parse_qs(urlsplit(headers["Location"]).query)["entry"] == [second.id]
    (entered,) = work.ledger
    assert (entered.id, entered.reviewed, entered.body) == (first.id, True, first.body)


def test_a_form_edits(client: Client, work: Review) -> None:
    contact = next(entry for entry in work.pending() if entry.kind == "contact")
    page = client.ask("GET", f"/{TOKEN}/?" + urlencode({"entry": contact.id}))[2]
    form = Forms(page).values | {"action": "accept", "place": "the old pier"}
    assert client.ask("POST", f"/{TOKEN}/decide", form)[0] == 303
    assert [entry.body.place for entry in work.ledger] == ["the old pier"]  # type: ignore[union-attr]


def test_a_bad_edit_is_said_and_nothing_enters(client: Client, work: Review) -> None:
    first = work.pending()[0]
    form = {"entry": first.id, "action": "accept", "edtf": "May"}
    status, _, page = client.ask("POST", f"/{TOKEN}/decide", form)
    assert status == 400
    assert "Expected a date" in page
    assert list(work.ledger) == []


def test_reject_and_merge(client: Client, work: Review) -> None:
    contacts = [entry for entry in work.pending() if entry.kind == "contact"]
    one, other, third = contacts[0], contacts[2], contacts[3]
    for form in (
        {"entry": one.id, "action": "accept"},
        {"entry": other.id, "action": "merge", "same_as": one.id},
        {"entry": third.id, "action": "reject", "because": "a misreading"},
    ):
        assert client.ask("POST", f"/{TOKEN}/decide", form)[0] == 303
    assert [(e.kind, e.same_as) for e in work.ledger] == [
        ("contact", None),
        ("contact", one.id),
        ("retraction", None),
    ]


def test_everything_can_be_decided_by_the_forms_alone(client: Client, work: Review) -> None:
    for _ in work.proposals:
        form = Forms(client.ask("GET", f"/{TOKEN}/")[2]).values | {"action": "accept"}
        assert client.ask("POST", f"/{TOKEN}/decide", form)[0] == 303
    assert "Nothing is left to review" in client.ask("GET", f"/{TOKEN}/")[2]
    assert len(list(work.ledger)) == len(work.proposals)


@pytest.mark.parametrize(
    ("method", "path", "host", "status"),
    [
        ("GET", "/", HOST, 404),
        ("GET", "/guess/", HOST, 404),
        ("GET", f"/{TOKEN}", HOST, 404),
        ("GET", f"/{TOKEN}/", "evil.example:8000", 404),
        ("POST", f"/{TOKEN}/decide", "evil.example:8000", 404),
        ("POST", "/guess/decide", HOST, 404),
        ("POST", f"/{TOKEN}/decide", HOST, 400),
        ("DELETE", f"/{TOKEN}/", HOST, 405),
        ("GET", f"/{TOKEN}/other", HOST, 404),
        ("GET", f"/{TOKEN}/?entry=nothing", HOST, 200),
    ],
)
def test_who_may_ask_what(client: Client, method: str, path: str, host: str, status: int) -> None:
    assert client.ask(method, path, host=host)[0] == status


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({}, 303),
        ({"HTTP_ORIGIN": f"http://{HOST}"}, 303),
        ({"HTTP_ORIGIN": f"http://{HOST}", "HTTP_SEC_FETCH_SITE": "same-origin"}, 303),
        ({"HTTP_SEC_FETCH_SITE": "none"}, 303),
        ({"HTTP_ORIGIN": "http://evil.example"}, 403),
        ({"HTTP_ORIGIN": "null"}, 403),
        ({"HTTP_ORIGIN": ""}, 403),
        ({"HTTP_ORIGIN": f"https://{HOST}"}, 403),
        ({"HTTP_ORIGIN": "http://127.0.0.1:8001"}, 403),
        ({"HTTP_ORIGIN": f"http://{HOST}", "HTTP_SEC_FETCH_SITE": "cross-site"}, 403),
        ({"HTTP_SEC_FETCH_SITE": "same-site"}, 403),
        ({"HTTP_ORIGIN": "http://evil.example", "HTTP_SEC_FETCH_SITE": "same-origin"}, 403),
    ],
)
def test_only_the_pages_own_forms_decide(
    client: Client, work: Review, more: dict[str, str], status: int
) -> None:
    form = {"entry": work.pending()[0].id, "action": "accept"}
    assert client.ask("POST", f"/{TOKEN}/decide", form, **more)[0] == status
    assert len(list(work.ledger)) == (status == 303)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", f"/{TOKEN}/", 200),
        ("HEAD", f"/{TOKEN}/", 200),
        ("GET", "/guess/", 404),
        ("GET", f"/{TOKEN}/other", 404),
        ("DELETE", f"/{TOKEN}/", 405),
        ("POST", f"/{TOKEN}/decide", 400),
    ],
)
def test_every_answer_carries_the_headers(client: Client, method: str, path: str, status: int) -> None:
    found, headers, _ = client.ask(method, path)
    assert found == status
    carries(headers)


def carries(headers: dict[str, str]) -> None:
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_the_answer_to_a_decision_and_to_a_foreign_one_carry_the_headers(
    client: Client, work: Review
) -> None:
    form = {"entry": work.pending()[0].id, "action": "accept"}
    for status, more in ((403, {"HTTP_ORIGIN": "null"}), (303, {})):
        found, headers, _ = client.ask("POST", f"/{TOKEN}/decide", form, **more)
        assert found == status
        carries(headers)


def test_a_form_that_is_too_long_is_refused(client: Client, work: Review) -> None:
    form = {"entry": work.pending()[0].id, "action": "accept", "because": "x" * 100_000}
    status, headers, text = client.ask("POST", f"/{TOKEN}/decide", form)
    assert (status, text) == (413, "This form is too long: expected at most 100,000 bytes.\n")
    carries(headers)
    assert list(work.ledger) == []


def test_a_form_of_too_many_fields_is_refused(client: Client) -> None:
    form = {f"field-{n}": "x" for n in range(101)}
    status, _, text = client.ask("POST", f"/{TOKEN}/decide", form)
    assert (status, text) == (400, "This form has too many fields: expected at most 100.\n")


@pytest.mark.parametrize("edtf", ["[" * 1_500 + "2031" + "]" * 1_500, "[[2031]]", "9" * 90_000])
def test_a_date_of_many_brackets_is_refused(client: Client, work: Review, edtf: str) -> None:
    form = {"entry": work.pending()[0].id, "action": "accept", "edtf": edtf}
    status, _, page = client.ask("POST", f"/{TOKEN}/decide", form)
    assert status == 400
    assert "Expected a date" in page
    assert list(work.ledger) == []


@pytest.mark.parametrize(
    "spoiled",
    [
        b"garbage <b>\n",
        b"[]\n",
        b"\xff\xfe\n",
        b"[" * 100_000 + b"\n",
        b'{"entry": 3, "previous": "", "hash": ""}\n',
    ],
    ids=["no JSON", "no line", "no text", "deep", "no chain"],
)
def test_a_ledger_that_breaks_while_the_page_is_open_is_said(
    client: Client, work: Review, spoiled: bytes
) -> None:
    form = Forms(client.ask("GET", f"/{TOKEN}/")[2]).values | {"action": "accept"}
    work.ledger.path.write_bytes(spoiled)
    for method, path in (("GET", ""), ("POST", "decide")):
        status, headers, page = client.ask(method, f"/{TOKEN}/{path}", form if path else None)
        assert status == 503
        assert "the record cannot be used" in page
        assert "record.jsonl" in page or "nested too deeply" in page
        assert "<b>" not in page
        carries(headers)
    assert work.ledger.path.read_bytes() == spoiled
    work.ledger.path.unlink()
    assert client.ask("GET", f"/{TOKEN}/")[0] == 200


def test_a_chain_altered_while_the_page_is_open_is_said(client: Client, work: Review) -> None:
    """Also if it is whole again, but another one than that which was shown."""
    work.ledger.append(note(1), note(2), note(3))
    form = Forms(client.ask("GET", f"/{TOKEN}/")[2]).values | {"action": "accept"}
    lines = work.ledger.path.read_bytes().splitlines(keepends=True)
    for altered in (lines[0], lines[2]), (lines[1],), lines[:2], [lines[0].replace(b"seen", b"sawn")]:
        work.ledger.path.write_bytes(b"".join(altered))
        for method, path in (("GET", ""), ("POST", "decide")):
            status, _, page = client.ask(method, f"/{TOKEN}/{path}", form if path else None)
            assert (status, "the record cannot be used" in page) == (503, True)
    work.ledger.path.write_bytes(b"".join(lines))
    assert client.ask("GET", f"/{TOKEN}/")[0] == 200
    work.ledger.append(note(4))
    assert client.ask("GET", f"/{TOKEN}/")[0] == 200


def test_an_entry_that_cannot_be_shown_stops_no_page(client: Client, work: Review) -> None:
    entry = note(1).to_json() | {"edtf": 5}
    line = {"previous": FIRST, "entry": entry, "hash": chained(FIRST, entry)}
    work.ledger.path.write_text(canonical(line) + "\n")
    assert client.ask("GET", f"/{TOKEN}/")[0] == 200


def test_a_ledger_that_became_a_folder_is_said(client: Client, work: Review) -> None:
    work.ledger.path.mkdir()
    status, _, page = client.ask("GET", f"/{TOKEN}/")
    assert (status, "the record cannot be used" in page) == (503, True)


def test_hostile_text_is_shown_and_not_run(tmp_path: Path) -> None:
    text = 'Mayor Ann Lee met Bo Dahl in <script>alert(1)</script> Orsova on Monday, "><img src=x>.\n'
    (tmp_path / "2031-01-01-a.txt").write_text(text)
    found = go.reader.read_all([tmp_path / "2031-01-01-a.txt"]).readings
    review = Review(Ledger(tmp_path / "record.jsonl"), tuple(e for r in found for e in r.entries))
    page = Client(ReviewApp("<b>x</b>", found, review, TOKEN, HOST)).ask("GET", f"/{TOKEN}/")[2]
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "<b>x</b>" not in page


def test_hidden_characters_are_drawn_as_marks_and_come_back_unchanged(tmp_path: Path) -> None:
    words = "The union \u202esaid\x1b it will not sign."
    start = words.index("it")
    source = Source("x\x07", None, None, None, "")
    body = Note("it will\u202e not sign")
    entry = Entry("e1", body, source, Span(start, start + 2, "it"), confidence=0.5)
    reading = replace(go.read(words, name="x"), source=source, entries=(entry,))
    review = Review(Ledger(tmp_path / "record.jsonl"), (entry,))
    client = Client(ReviewApp("A title\x1b", (reading,), review, TOKEN, HOST))
    page = client.ask("GET", f"/{TOKEN}/")[2]
    assert not HIDDEN.search(page)
    assert r"\x1b" in page
    form = {"entry": "e1", "action": "accept", "text": r"it will\u202e not sign"}
    assert client.ask("POST", f"/{TOKEN}/decide", form, HTTP_ORIGIN=f"http://{HOST}")[0] == 303
    (kept,) = Ledger(tmp_path / "record.jsonl")
    assert kept.body == body
