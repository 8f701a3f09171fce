"""What the page shows: states, the sentence, names for people, and everything typed after an error."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import quote

import pytest

from goodoffices.record import Entry, Review, Statement
from goodoffices.record.ledger.decisions import retract
from tests.support.review import TOKEN, Client, Forms

HARBOUR = "2031-03-04-harbour-wire"


def of_kind(work: Review, kind: str) -> Entry:
    return next(entry for entry in work.pending() if entry.kind == kind)


def entry_page(client: Client, name: str) -> str:
    return client.ask("GET", f"/{TOKEN}/?entry={quote(name)}")[2]


def decide(client: Client, form: dict[str, str]) -> tuple[int, str]:
    status, _, page = client.ask("POST", f"/{TOKEN}/decide", form)
    return status, page


def test_fields_have_names_for_people_and_the_sentence_is_beside_them(
    client: Client, work: Review
) -> None:
    page = entry_page(client, of_kind(work, "statement").id)
    labels = Forms(page).labels
    assert {"Who says it", "Speaker, in the report's words", "Date", "How the report has it"} <= set(
        labels
    )
    assert not any("_" in label or "edtf" in label for label in labels)
    context = re.search(r'<blockquote class="context".*?</blockquote>', page, re.S)
    assert context is not None
    assert "sentence 2</a> MELROW - <mark>Talks between" in context[0]
    assert context[0].endswith("</mark> said.</blockquote>")


@pytest.mark.parametrize("action", ["accept", "reject", "merge", "correct", "strange"])
def test_everything_typed_is_in_the_page_of_a_refusal(
    client: Client, work: Review, action: str
) -> None:
    said = of_kind(work, "statement")
    form = Forms(entry_page(client, said.id)).values
    typed = {"action": action, "told": "<Radio> Vessby", "edtf": "Marhc 3", "because": "a <misreading>"}
    if action in ("reject", "merge"):
        work.accept(said.id)
        form = {"entry": said.id}
    status, page = decide(client, form | typed | {"same_as": "nothing"})
    assert status == 400
    assert "Nothing was saved." in page
    if action in ("accept", "correct", "strange"):
        kept = Forms(page).values
        assert (kept["told"], kept["edtf"]) == ("<Radio> Vessby", "Marhc 3")
        assert kept["speaker"] == form["speaker"]


def test_an_entry_decided_elsewhere_gives_back_what_was_typed(client: Client, work: Review) -> None:
    said = of_kind(work, "statement")
    form = Forms(entry_page(client, said.id)).values | {"action": "accept", "told": "Radio Vessby"}
    work.reject(said.id, "in another window")
    status, page = decide(client, form)
    assert status == 400
    assert "decided on already" in page
    assert "Radio Vessby" in page
    assert "Reason: in another window" in page


def test_an_accepted_entry_can_be_corrected(client: Client, work: Review) -> None:
    said = of_kind(work, "statement")
    work.accept(said.id)
    page = entry_page(client, said.id)
    assert "accepted as read" in page
    form = Forms(page).values | {"action": "correct"}
    assert decide(client, form)[0] == 400  # nothing is changed
    assert decide(client, form | {"speaker": "Ines Calloway", "edtf": "3 March 2031"})[0] == 303
    (_, kept) = work.ledger
    assert isinstance(kept.body, Statement)
    assert (kept.id, kept.body.speaker.text, kept.edtf) == (
        f"{said.id}+2",
        "Ines Calloway",
        "2031-03-03",
    )
    page = unescape(entry_page(client, said.id))
    assert "<del>the state mediator Ines Calloway</del>" in page
    assert "<ins>Ines Calloway</ins>" in page
    retract(work.ledger, kept.id, "twice")
    assert decide(client, form)[0] == 400


def test_states_are_told_apart_in_text_list_and_heading(client: Client, work: Review) -> None:
    one, other, third, fourth, *_ = (e for e in work.pending() if e.source.dispatch == HARBOUR)
    work.accept(one.id)
    work.accept(other.id, {"place": "the old pier"} if other.kind == "contact" else {"told": "X"})
    work.reject(third.id, "a misreading")
    page = client.ask("GET", f"/{TOKEN}/?dispatch={HARBOUR}")[2]
    listed = re.findall(r'<span class="state (\w+)">(\S+) ([^<]+)</span> <span class="quiet"', page)
    assert listed[:4] == [
        ("accepted", "✓", "accepted as read"),
        ("edited", "✎", "accepted with changes"),
        ("rejected", "✗", "rejected"),
        ("waits", "?", "not yet decided"),
    ]
    for entry, state in ((one, "accepted"), (other, "edited"), (third, "rejected"), (fourth, "waits")):
        assert f'<span class="state {state}">' in entry_page(client, entry.id).split("<h2>")[-1]
    assert "Reason: a misreading" in entry_page(client, third.id)


def test_an_entry_is_added_for_a_sentence(client: Client, work: Review) -> None:
    page = client.ask("GET", f"/{TOKEN}/?dispatch={HARBOUR}")[2]
    assert f'href="/{TOKEN}/?dispatch={HARBOUR}&amp;sentence=3"' in page
    page = client.ask("GET", f"/{TOKEN}/?dispatch={HARBOUR}&sentence=3&to=&add=statement")[2]
    form = Forms(page).values
    assert (form["sentence"], form["add"], form["dispatch"]) == ("3", "statement", HARBOUR)
    typed = {
        "speaker": "Bo",
        "content": "nobody has left the room",
        "told": "the Wire",
        "actor": "ines calloway",
    }
    status, _, page = client.ask("POST", f"/{TOKEN}/add", form | typed)
    assert status == 400
    assert Forms(page).values["told"] == "the Wire"
    assert "Expected words of the report, found &#39;Bo&#39;." in page
    assert list(work.ledger) == []
    form = Forms(page).values | {"speaker": "Calloway", "edtf": "3 March 2031"}
    status, headers, _ = client.ask("POST", f"/{TOKEN}/add", form)
    assert status == 303
    (kept,) = work.ledger
    assert isinstance(kept.body, Statement)
    assert (kept.body.actor, kept.body.speaker.text, kept.edtf) == (
        "ines-calloway",
        "Calloway",
        "2031-03-03",
    )
    assert kept.span.text.startswith('"We have agreed')
    page = client.ask("GET", headers["Location"])[2]
    assert "added by hand" in page
    assert "Correct it" in page


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("contact", {"kind": "call", "status": "held", "participants": "tomas-reyle"}),
        ("outcome", {"kind": "signed", "what": "a truce", "edtf": "3 March 2031"}),
        (
            "position",
            {"actor": "Lindal Lines", "issue": "pay", "stance": "offers", "text": "4 percent"},
        ),
        ("proposal", {"text": "a new text", "status": "made", "by.more": "Ines Calloway"}),
        ("pressure", {"source": "Tomas Reyle", "on": "Lindal Lines", "goal": "pay"}),
        ("figure", {"text": "310", "value": "310", "qualifier": "exact", "unit": "crews"}),
        ("note", {"text": "to be checked"}),
    ],
)
def test_every_kind_can_be_added(
    client: Client, work: Review, kind: str, typed: dict[str, str]
) -> None:
    page = client.ask("GET", f"/{TOKEN}/?dispatch={HARBOUR}&sentence=6&add={kind}")[2]
    status, headers, page = client.ask("POST", f"/{TOKEN}/add", Forms(page).values | typed)
    assert status == 303, page
    (kept,) = work.ledger
    assert kept.kind == kind
    assert kept.span.text == "Lindal Lines said 310 crew members had been suspended."
    assert "saved=" in headers["Location"]


@pytest.mark.parametrize(
    "query",
    ["sentence=99", "sentence=", "words=nothing+like+it", "sentence=1&words=x+y", "sentence=1&add=x"],
)
def test_a_place_that_is_not_there_stops_no_page(client: Client, query: str) -> None:
    status, _, page = client.ask("GET", f"/{TOKEN}/?dispatch={HARBOUR}&{query}")
    assert status == 200
    assert ('role="alert"' in page) == (query != "sentence=1&add=x")
    assert "Nothing was saved" not in page


@pytest.mark.parametrize(
    "form", [{}, {"dispatch": HARBOUR, "add": "retraction"}, {"dispatch": "x", "add": "note"}]
)
def test_a_strange_form_adds_nothing(client: Client, work: Review, form: dict[str, str]) -> None:
    assert client.ask("POST", f"/{TOKEN}/add", form)[0] == 400
    assert list(work.ledger) == []


def test_a_record_that_breaks_gives_everything_back(client: Client, work: Review) -> None:
    form = Forms(entry_page(client, of_kind(work, "statement").id)).values
    form |= {"action": "accept", "told": "<Radio> Vessby"}
    work.ledger.path.write_bytes(b"spoiled\n")
    status, page = decide(client, form)
    assert status == 503
    assert '<dd dir="auto">&lt;Radio&gt; Vessby</dd>' in page
    again = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))
    work.ledger.path.unlink()
    assert decide(client, {name: unescape(value) for name, value in again.items()})[0] == 303
    (kept,) = work.ledger
    assert isinstance(kept.body, Statement)
    assert kept.body.told == "<Radio> Vessby"
