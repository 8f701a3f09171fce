"""Many reports of one negotiation: one registry, the same event recognised, contradictions, what is new."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

import goodoffices as go
from goodoffices.errors import UsageError
from goodoffices.record import Actor, Figure
from goodoffices.record.briefing.contradictions import bounds
from goodoffices.record.merge.actor_names import named
from goodoffices.record.merge.similarity import days_apart, stem

FERRY = Path(__file__).parents[1] / "data" / "ferry-talks"
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


@pytest.fixture(scope="module")
def brief() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(go.brief(FERRY).to_json()))
    return found


def texts() -> dict[str, str]:
    return {
        one.source.dispatch: one.text for one in go.reader.read_all(sorted(FERRY.iterdir())).readings
    }


def items(brief: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for kind in ("contacts", "positions", "proposals", "pressure", "figures", "statements"):
        yield from brief[kind]


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


def test_contradictions(brief: dict[str, Any]) -> None:
    kinds = {one["kind"]: one for one in brief["contradictions"]}
    assert set(kinds) == {"figure", "date", "denial"}
    assert "310 (Lindal Lines, Harbour Wire)" in kinds["figure"]["about"]
    assert "Helga Marsh, Odd Farrant: 4 March 2031 or 5 March 2031" in kinds["date"]["about"]
    denied = {entry.partition(":")[0] for entry in kinds["denial"]["entries"]}
    assert denied == {RADIO6, COURIER5}


def test_a_postponed_round_is_no_contradiction(brief: dict[str, Any]) -> None:
    assert sum(one["kind"] == "date" for one in brief["contradictions"]) == 1


def test_a_wording_two_outlets_have_is_verbatim(brief: dict[str, Any]) -> None:
    (statement,) = [s for s in brief["statements"] if "agreed to meet again" in s["content"][0]["text"]]
    assert [report["wording"] for report in statement["reports"]] == ["verbatim", "verbatim"]
    assert {r["wording"] for s in brief["statements"] if s is not statement for r in s["reports"]} == {
        "unverified"
    }


def test_one_registry_of_actors(brief: dict[str, Any]) -> None:
    names = {actor["name"]: actor for actor in brief["actors"]}
    assert set(names) >= {"Tomas Reyle", "Ines Calloway", "Helga Marsh", "Odd Farrant", "Lindal Lines"}
    assert "Reyle" in names["Tomas Reyle"]["names"]
    assert "Reyle" not in names
    assert names["Helga Marsh"]["role"] == "chief executive of Lindal Lines"


def test_what_is_new_since_a_day() -> None:
    found = go.brief(FERRY, since="2031-03-10").to_json()
    news = found["news"]
    by_id = {item["id"]: item for item in items(found)}
    assert all(
        report["published"] >= "2031-03-10" for one in news["new"] for report in by_id[one]["reports"]
    )
    changes = {(change["before"], change["since"]) for change in news["changed"]}
    assert ("planned, Melrow, 11 March 2031", "held, Melrow, 13 March 2031") in changes
    assert [one["kind"] for one in news["contradicted"]] == ["figure"]


def test_a_bad_day_is_refused() -> None:
    with pytest.raises(UsageError, match="expected a date"):
        go.brief(FERRY, since="last week")


def test_a_page_says_when_and_where_it_was_published() -> None:
    (page,) = FERRY.glob("*.html")
    source = go.read(page).source
    assert (source.published, source.outlet) == ("2031-03-08", "Lindal Lines press office")
    assert source.url == "https://lindal.example/press/2031-03-08"
    assert "tracking" not in go.read(page).text


def test_a_folder_of_dispatches_is_a_record_only_case(tmp_path: Path) -> None:
    outcome = go.run(FERRY, out=tmp_path)
    assert (outcome.case.kind, outcome.case.title) == ("record-only", "Ferry talks")
    assert outcome.deals is None
    assert "Contradictions" in outcome.report.read_text("utf-8")


def test_a_dispatch_that_cannot_be_read_does_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "2031-01-01-a.txt").write_bytes(b"\0\1\2")
    (tmp_path / "2031-01-02-b.txt").write_text(
        "Mayor Ann Lee met Governor Bo Dahl in Orsova on Monday.\n"
    )
    (tmp_path / "2031-01-03-c.txt").write_text("")
    found = go.brief(tmp_path)
    assert len(found.unread) == 1
    assert "NUL byte" in found.unread[0]
    assert [entry.kind for entry in found.entries] == ["contact"]


def person(name: str, role: str | None = None) -> Actor:
    return Actor(name.lower().replace(" ", "-"), name, "person", role)


def body(name: str) -> Actor:
    return Actor(name.lower().replace(" ", "-"), name, "organization", None)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (person("William Burns"), person("Bill Burns"), True),
        (person("William Burns"), person("W. Burns"), True),
        (person("William Burns"), person("Burns"), True),
        (person("William Burns"), person("Robert Burns"), False),
        (person("Ann Lee"), person("Ann Leeson"), False),
        (body("Harbour Transport Union"), body("HTU"), True),
        (body("Health Ministry"), body("Ministry of Health"), True),
        (body("Dockers' Union"), body("Orsova Dockers' Union"), True),
        (body("Harbour Transport Union"), body("Harbour Fishing Union"), False),
        (person("Tomas Reyle"), body("Reyle"), True),
        (
            Actor("x", "a senior official", "unnamed", None),
            Actor("x", "a senior official", "unnamed", None),
            False,
        ),
    ],
    ids=lambda value: value.name if isinstance(value, Actor) else str(value),
)
def test_who_is_the_same(one: Actor, other: Actor, same: bool) -> None:
    registry = named({"first": [one], "second": [other]})
    assert (len(registry.actors) == 1) == same
    assert (registry.ids["first", one.id] == registry.ids["second", other.id]) == same


def test_a_last_name_two_people_share_is_neither() -> None:
    registry = named({"a": [person("Ann Lee"), person("Bo Lee")], "b": [person("Lee")]})
    assert len(registry.actors) == 3


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        ("2031-03-04", "2031-03-05", 1),
        ("2031-03", "2031-03-05", 0),
        ("../2031-03-04", "2031-03-09", 5),
        ("2031-03-01/2031-03-10", "2031-03-20/..", 10),
        (None, "2031", None),
    ],
)
def test_days_apart(one: str | None, other: str | None, days: int | None) -> None:
    assert days_apart(one, other) == days == days_apart(other, one)


@pytest.mark.parametrize(
    ("qualifier", "value", "low", "high"),
    [
        ("exact", 40, 40, 40),
        ("about", 40, 36, 44),
        ("at-least", 40, 40, float("inf")),
        ("nearly", 40, 36, 40),
        ("at-most", 40, float("-inf"), 40),
    ],
)
def test_what_a_figure_can_mean(qualifier: str, value: int, low: float, high: float) -> None:
    figure = Figure("x", value, None, None, qualifier, "workers", None, None)  # type: ignore[arg-type]
    assert bounds(figure) == (low, high)


def test_words_agree_without_their_endings() -> None:
    assert len({stem(word) for word in ("release", "releases", "released", "releasing")}) == 1
    assert stem("policies") == stem("policy")
