"""The same event in several dispatches is a single event."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import goodoffices as go
from tests.support.record import FERRY, items

WIRE4, COURIER5, RADIO6, PRESS8, WIRE10, COURIER14 = (
    "2031-03-04-harbour-wire",
    "2031-03-05-coast-courier",
    "2031-03-06-radio-vessby",
    "2031-03-08-lindal-lines-press-release",
    "2031-03-10-harbour-wire",
    "2031-03-14-coast-courier",
)


GOLD: dict[str, tuple[tuple[str, str], ...]] = {
    "the talks of 3 March": (
        (WIRE4, "Talks between the Ferry Workers' Union and Lindal Lines ended"),
        (COURIER5, "broke down without result in Melrow on March 3"),
        (COURIER14, "the talks of March 3"),
    ),
    "the round set for 11 March, held on the 13th": (
        (WIRE4, "The next round of talks is scheduled"),
        (PRESS8, "will resume in Melrow on March 11"),
        (WIRE10, "The round of talks planned for March 11"),
        (COURIER14, "held a round of talks in Melrow"),
    ),
    "Marsh meets Farrant": (
        (COURIER5, "met Transport Minister Odd Farrant"),
        (RADIO6, "met on Wednesday in Vessby"),
        (PRESS8, "met Transport Minister Odd Farrant"),
    ),
    "Reyle's call to Calloway": (
        (RADIO6, "Reyle phoned mediator Ines Calloway"),
        (WIRE10, "received a call from union president Tomas Reyle"),
    ),
    "what Calloway said of meeting again": (
        (WIRE4, "We have agreed to meet again"),
        (COURIER5, "We have agreed to meet again"),
    ),
    "the families press the company": (
        (WIRE4, "Families of the suspended crews continue"),
        (WIRE10, "Families of the suspended crews are pressing"),
    ),
}
"""Which passages of which dispatches speak of the same event, coded by hand."""


def texts() -> dict[str, str]:
    return {
        one.source.dispatch: one.text for one in go.reader.read_all(sorted(FERRY.iterdir())).readings
    }


def test_the_same_event_in_several_dispatches_is_one(brief: dict[str, Any]) -> None:
    """Pairwise F1 over the passages coded by hand is at least .8."""
    words = texts()
    places = {
        (dispatch, words[dispatch].index(passage.split(" Ines")[0])): event
        for event, passages in GOLD.items()
        for dispatch, passage in passages
    }
    kinds = ("contacts", "pressure", "statements")
    told = {
        (report["dispatch"], at, item["id"])
        for kind in kinds
        for item in brief[kind]
        for report in item["reports"]
        for dispatch, at in places
        if dispatch == report["dispatch"] and report["start"] <= at < report["end"]
    }
    gold = {pair for pair in combinations(sorted(places), 2) if places[pair[0]] == places[pair[1]]}
    by_item: dict[str, set[tuple[str, int]]] = {}
    for dispatch, at, item in told:
        by_item.setdefault(item, set()).add((dispatch, at))
    found = {pair for group in by_item.values() for pair in combinations(sorted(group), 2)}
    precision, recall = len(found & gold) / len(found), len(found & gold) / len(gold)
    assert 2 * precision * recall / (precision + recall) >= 0.8
    assert len(gold) == 15


def test_every_id_is_unique_and_every_report_holds_its_words(brief: dict[str, Any]) -> None:
    ids = [item["id"] for item in items(brief)] + [actor["id"] for actor in brief["actors"]]
    assert len(ids) == len(set(ids))
    words = texts()
    reports = [report for item in items(brief) for report in item["reports"]]
    assert len(reports) > 40
    assert all(words[r["dispatch"]][r["start"] : r["end"]] == r["text"] for r in reports)
    known = {r["id"] for r in reports}
    assert all(set(one["entries"]) <= known for one in brief["contradictions"])


def test_rival_figures_stand_side_by_side(brief: dict[str, Any]) -> None:
    suspended = [f for f in brief["figures"] if f["unit"].endswith("crew members")]
    assert len({f["thing"] for f in suspended}) == 1
    names = {actor["id"]: actor["name"] for actor in brief["actors"]}
    given = {(f["value"], f["qualifier"], names.get(f["source"])) for f in suspended}
    assert {
        (420, "about", "Tomas Reyle"),
        (310, "exact", "Lindal Lines"),
        (400, "at-least", "Ferry Workers' Union"),
    } <= given


def test_a_wording_two_outlets_have_is_verbatim(brief: dict[str, Any]) -> None:
    (statement,) = [s for s in brief["statements"] if "agreed to meet again" in s["content"][0]["text"]]
    assert [report["wording"] for report in statement["reports"]] == ["verbatim", "verbatim"]
    assert {r["wording"] for s in brief["statements"] if s is not statement for r in s["reports"]} == {
        "unverified"
    }


def test_what_is_done_to_a_length_of_time_stands_apart(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The two agreed to wait for 45 days.\n")
    [figure] = go.report.brief(tmp_path).to_json()["figures"]
    assert figure["thing"] == "days (agreed)"
