"""The reader: the contract, what it finds in the living case's dispatch, and any text at all."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import goodoffices as go
from goodoffices.errors import InputError, UsageError
from goodoffices.reader.dates import find_dates
from goodoffices.reader.figures import find_figures
from goodoffices.reader.text import Piece, front_matter, paragraphs, sentences

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "dispatches" / "2024-05-26.txt"
CONSTRUCTED = ROOT / "cases" / "hostage-talks-2024" / "dispatches" / "2024-05-26-constructed.txt"
DISPATCHES = [
    pytest.param(CONSTRUCTED, id="constructed"),
    pytest.param(
        SHARED,
        id="reported",
        marks=pytest.mark.skipif(
            not SHARED.exists(), reason=f"{SHARED.name} is not beside this repository"
        ),
    ),
]


@pytest.fixture(params=DISPATCHES)
def found(request: pytest.FixtureRequest) -> dict[str, Any]:
    return go.read(request.param, published="2024-05-26").to_json()


def spans(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if {"start", "end", "text"} <= set(value):
            yield value
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


@pytest.mark.parametrize("path", DISPATCHES)
def test_every_span_holds_its_words(path: Path) -> None:
    reading = go.read(path, published="2024-05-26")
    places = [s for s in spans(reading.to_json()) if "stance" not in s and "status" not in s]
    assert len(places) > 40
    assert all(reading.text[s["start"] : s["end"]] == s["text"] for s in places)


def test_every_damaged_place(found: dict[str, Any]) -> None:
    kinds = [(d["text"], d["kind"]) for d in found["damage"]]
    assert ("“”", "unbalanced-quote") in kinds
    assert ("A", "stray-letter") in kinds
    assert ("RNs", "truncated-word") in kinds
    assert [text for text, kind in kinds if kind == "stray-prefix"] == ["ABurns", "SeOn", "ThFollowing"]
    assert len(kinds) == 7
    suggested = {d["text"]: d["suggestion"] for d in found["damage"]}
    assert (suggested["RNs"], suggested["ABurns"], suggested["SeOn"]) == ("Burns", "Burns", "On")


def test_the_six_figures(found: dict[str, Any]) -> None:
    figures = [(f["value"], f["qualifier"], f["unit"]) for f in found["figures"]]
    assert figures == [
        (120, "about", "captives"),
        (5, "exact", "U.S. citizens"),
        (1200, "about", "individuals"),
        (25, "about", "percent of individuals (soldiers)"),
        (250, "exact", "individuals"),
        (35000, "at-least", "Palestinians"),
    ]
    by_id = {f["id"]: f["value"] for f in found["figures"]}
    assert [by_id.get(f["subgroup_of"]) for f in found["figures"]] == [
        None,
        120,
        None,
        1200,
        None,
        None,
    ]
    assert [f["source"] for f in found["figures"]] == [None, None, None, None, None, "health-ministry"]


def test_every_named_person_has_a_role(found: dict[str, Any]) -> None:
    persons = {a["name"]: a["role"] for a in found["actors"] if a["kind"] == "person"}
    assert persons == {
        "William Burns": "CIA Director",
        "David Barnea": "director of Mossad",
        "Mohammed bin Abdulrahman bin Jassim Al Thani": "Qatari Prime Minister",
        "Joe Biden": "President",
        "Abdel Fattah el-Sisi": "Egyptian President",
        "Antony Blinken": "Secretary of State",
        "Benny Gantz": "Israeli War Cabinet Minister",
    }


def test_the_contacts(found: dict[str, Any]) -> None:
    names = {a["id"]: a["name"].split()[-1] for a in found["actors"]}

    def who(participants: list[str]) -> tuple[str, ...]:
        return tuple(names[actor] for actor in participants)

    contacts = {
        (
            c["kind"],
            c["status"],
            c["place"],
            c["edtf"],
            c["announced"],
            tuple(names[p] for p in c["participants"]),
        )
        for c in found["contacts"]
    }
    assert {
        ("meeting", "held", "Paris", "2024-05-24", None, ("Burns", "Barnea", "Thani")),
        ("correspondence", "ongoing", None, None, None, ("Burns", "Barnea")),
        ("call", "held", None, "../2024-05-24", "2024-05-24", ("Biden", "el-Sisi")),
        ("call", "held", None, "2024-05-24", None, ("Blinken", "Gantz")),
    } <= contacts
    rounds = {(c[1], c[2], c[3]) for c in contacts if c[0] == "talks-round"}
    assert rounds == {
        ("planned", None, "2024-05-27/2024-06-02"),
        ("ended-without-result", "Cairo", "2024-05-01/2024-05-10"),
    }


def test_the_statements(found: dict[str, Any]) -> None:
    said = {(s["speaker"]["text"], s["speaker"]["anonymity"], s["told"]) for s in found["statements"]}
    assert {
        ("a source in the region", "unnamed-source", None),
        ("President Joe Biden", "named", None),
        ("The White House", "institution", None),
        ("the State Department spokesman", "unnamed-official", None),
        ("The Health Ministry", "institution", None),
    } <= said
    (official,) = (s for s in found["statements"] if s["told"])
    assert (official["told"], official["speaker"]["anonymity"]) == ("CBS News", "unnamed-official")
    assert "senior official" in official["speaker"]["text"]
    assert len(official["content"]) == 3


def test_positions_pressure_and_proposals(found: dict[str, Any]) -> None:
    stances = {(p["actor"], p["stance"], p["by"]) for p in found["positions"]}
    assert {("israel", "is pressed for", "hamas"), ("hamas", "demands", None)} <= stances
    pressed = {(p["from"], p["on"]) for p in found["pressure"]}
    assert ("families-of-detainees-in-israel", "netanyahu-government") in pressed
    assert any("new initiatives" in p["text"] for p in found["proposals"])


def test_the_contract_has_its_fields(found: dict[str, Any]) -> None:
    assert set(found) == {
        "dispatch", "damage", "actors", "statements", "contacts", "positions", "proposals", "pressure",
        "figures", "dates",
    }  # fmt: skip
    last_week = next(d for d in found["dates"] if d["text"] == "last week")
    assert (last_week["edtf"], last_week["alternatives"]) == (
        "2024-05-19/2024-05-25",
        ["2024-05-13/2024-05-19"],
    )


def test_without_a_publication_date_relative_dates_stay_relative() -> None:
    (when,) = go.read("They met on Friday.").to_json()["dates"]
    assert (when["edtf"], when["relative"]) == (None, "Friday before publication")


PUBLISHED = date(2024, 5, 29)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("They met on Friday.", "2024-05-24"),
        ("They will meet on Friday.", "2024-05-31"),
        ("They met on Wednesday.", "2024-05-29"),
        ("They met last Wednesday.", "2024-05-22"),
        ("They met yesterday.", "2024-05-28"),
        ("They meet tomorrow.", "2024-05-30"),
        ("They met last week.", "2024-05-20/2024-05-26"),
        ("They meet next week.", "2024-06-03/2024-06-09"),
        ("They met last month.", "2024-04"),
        ("They met in early May.", "2024-05-01/2024-05-10"),
        ("They met in mid-April.", "2024-04-11/2024-04-20"),
        ("They met on May 3.", "2024-05-03"),
        ("They met on 3 May 2023.", "2023-05-03"),
        ("They met on October 7.", "2023-10-07"),
        ("They will meet on June 3.", "2024-06-03"),
        ("They met on 2024-05-01.", "2024-05-01"),
        ("They met in March.", "2024-03"),
        ("They met three weeks ago.", "2024-05-08~"),
        ("They met two days ago.", "2024-05-27"),
        ("They met in September 2022.", "2022-09"),
    ],
)
def test_dates(text: str, edtf: str) -> None:
    assert [found.edtf for found in find_dates(text, PUBLISHED)] == [edtf]


@pytest.mark.parametrize(
    ("text", "value", "low", "high", "qualifier", "unit"),
    [
        ("At least 35 workers walked out.", 35, None, None, "at-least", "workers"),
        ("More than 1,500 nurses voted.", 1500, None, None, "more-than", "nurses"),
        ("Up to 40 vessels pass.", 40, None, None, "at-most", "vessels"),
        ("Nearly 300 families signed.", 300, None, None, "nearly", "families"),
        ("Between 20 and 30 detainees were moved.", None, 20, 30, "between", "detainees"),
        ("Twelve teachers spoke.", 12, None, None, "exact", "teachers"),
        ("The firm offered $4.5 million.", 4500000, None, None, "exact", "dollars"),
        ("A raise of about 3.5 percent was offered.", 3.5, None, None, "about", "percent of the whole"),
        ("Some 2 million people live there.", 2000000, None, None, "about", "people"),
    ],
)
def test_figures(
    text: str, value: object, low: object, high: object, qualifier: str, unit: str
) -> None:
    (found,) = find_figures(Piece(0, len(text), text), [])
    assert (found.value, found.low, found.high, found.qualifier, found.unit) == (
        value,
        low,
        high,
        qualifier,
        unit,
    )


@pytest.mark.parametrize(
    "text", ["It took 8 months.", "In 2019 they met.", "The 3rd round ended.", "One of them left."]
)
def test_not_figures(text: str) -> None:
    assert find_figures(Piece(0, len(text), text), []) == ()


def test_clean_text_has_no_damage() -> None:
    text = (
        "A union spokesman said talks would go on. I think so, he added. McDonald and the MPs agreed.\n"
        "“We are close,” said the mayor. “It will take a week.”\n"
        "“The first paragraph of a quotation goes on.\n“The second one ends it,” she said.\n"
        "The U.S. delegation met Dr. B. Smith in St. Louis; NGOs attended.\n"
    )
    assert go.read(text).damage == ()


def test_sentences_do_not_end_at_abbreviations() -> None:
    text = "Mr. Smith met the U.S. envoy in St. Louis. They spoke. “It is late,” he said."
    parts = [s.text for s in sentences(Piece(0, len(text), text))]
    assert parts == [
        "Mr. Smith met the U.S. envoy in St. Louis.",
        "They spoke.",
        "“It is late,” he said.",
    ]


def test_front_matter_and_headings_are_not_read() -> None:
    text = "---\npublished: 2024-05-26\noutlet: A Wire\n---\n# A heading.\nThey met on Friday.\n"
    fields, start = front_matter(text)
    assert fields == {"published": "2024-05-26", "outlet": "A Wire"}
    assert [p.text for p in paragraphs(text, start)] == ["They met on Friday."]
    assert [when["edtf"] for when in go.read(text).to_json()["dates"]] == ["2024-05-24"]


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


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError, match="published"):
        go.read("They met.", published="last May")


def test_nothing_to_read_is_read_as_nothing() -> None:
    assert go.read("").entries == ()


ALPHABET = st.sampled_from(
    [*"aB .,“”\"'’\n-–()[]0123456789%$éש\u202e\r\t", "said ", "President ", "U.S. ", "told CBS News "]
)


@settings(max_examples=300)
@given(text=st.one_of(st.text(max_size=300), st.lists(ALPHABET, max_size=80).map("".join)))
def test_any_text_is_read_without_a_traceback(text: str) -> None:
    reading = go.read(text.encode("utf-8", "replace").replace(b"\0", b""), published="2024-05-26")
    for span in spans(reading.to_json()):
        if "stance" not in span and "status" not in span:
            assert reading.text[span["start"] : span["end"]] == span["text"]


@pytest.mark.parametrize(
    "unit",
    [
        "On Friday Israel met Egypt. ",
        "word ",
        "“quote” said Mr. Smith. ",
        "1,000 ",
        "A",
        "the White House ",
        "said ",
    ],
)
def test_time_is_linear_in_the_size_of_a_text(unit: str) -> None:
    """Ten times the text takes less than forty times as long: no rule goes back over it all."""

    def seconds(times: int) -> float:
        text = (unit * 20 + "\n") * times
        start = time.process_time()
        go.read(text)
        return time.process_time() - start

    small = max(min(seconds(20) for _ in range(3)), 0.005)
    assert min(seconds(200) for _ in range(2)) < 40 * small


def test_what_somebody_said_ends_where_the_concession_does() -> None:
    """'Although X hoped A, B happened': B is the report's own, not X's."""
    text = "Although union officials expressed hope that the gap could be closed, the round ended in vain.\n"
    [said] = go.read(text.encode(), name="a").to_json()["statements"]
    assert said["content"][0]["text"] == "hope that the gap could be closed"


def test_a_text_longer_than_any_dispatch_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "all.txt"
    path.write_text("The talks go on. " * 3_000_000)
    begin = time.process_time()
    said = r"all\.txt: expected one dispatch, at most 8,000,000 signs .*51,000,000"
    with pytest.raises(InputError, match=said):
        go.read(path)
    assert time.process_time() - begin < 20
