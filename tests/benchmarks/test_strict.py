"""The strict scores: a reading made from the coding is all right, and each kind of mistake is counted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from benchmarks.second import Text, parse, texts
from benchmarks.strict import Match, placed
from benchmarks.tally import Strict, Tally

from goodoffices.record import Span

JSON = dict[str, Any]
SMALL = (
    "=== small | 2031-03-12 | X | wire\n"
    "{s1|Mayor {p Mayor|Ann Lee}} {q1|denied} {t 2031-03-11|on Tuesday} {c1 denied|that the town had "
    "{o signed; by=town; what=a pact; as=denied|signed} a pact}. The town {x meeting held; town, Guild; "
    "on=2031-03-10|met} the Guild {t 2031-03-10|on Monday} and {n town demands|wants} "
    "{f 1500 exact boats|1,500} boats.\n--\nparties: town; Guild\nsame: town = The town\n"
)


def _place(span: Span) -> JSON:
    return {"start": span.start, "end": span.end, "text": span.text}


def perfect(text: Text) -> JSON:
    """Return a reading that has everything as it is coded."""
    names: dict[str, str] = {}

    def actor(name: str) -> str:
        return names.setdefault(name, f"a{len(names)}")

    roles = {person.name: person.role for person in text.persons() if not person.optional}
    statements = []
    for said in text.statements():
        answer = said.actors[0]
        who = actor(answer[0]) if answer else None
        speaker = said.speaker or Span(0, 0, "")
        statements.append(
            {
                "speaker": _place(speaker) | {"actor": who},
                "cue": {"text": ""},
                "content": [_place(span) for span in said.content],
                "assertion": said.assertions[0],
            }
        )
    contacts = [
        {
            "kind": c.kinds[0],
            "status": c.statuses[0],
            "participants": [actor(name.lstrip("~")) for name in c.participants],
            "edtf": (c.edtf or "").lstrip("~") or None,
            "assertion": c.assertions[0],
            **_place(c.span),
        }
        for c in text.contacts()
    ]
    outcomes = [
        {
            "kind": o.kind,
            "by": [actor(name.lstrip("~")) for name in o.by],
            "edtf": (o.edtf or "").lstrip("~") or None,
            "assertion": o.assertions[0],
            **_place(o.span),
        }
        for o in text.outcomes()
    ]
    positions = [
        {"actor": actor(p.actors[0]), "stance": p.stance, **_place(p.span)} for p in text.positions()
    ]
    figures = [
        {
            "value": f.low if f.high is None else None,
            "low": f.low if f.high is not None else None,
            "high": f.high,
            "qualifier": f.qualifier,
            "unit": f.unit,
            **_place(f.span),
        }
        for f in text.figures()
    ]
    for name in (*text.foot.parties, *text.foot.mediators, *roles):
        actor(name.lstrip("~"))
    return {
        "actors": [
            {
                "id": id,
                "name": name,
                "kind": "person" if name in roles else "group",
                "role": roles.get(name),
            }
            for name, id in names.items()
        ],
        "damage": [_place(mark.span) for mark in text.of("d")],
        "statements": statements,
        "contacts": contacts,
        "outcomes": outcomes,
        "positions": positions,
        "figures": figures,
        "dates": [{"edtf": d.edtf[0], **_place(d.span)} for d in text.dates()],
    }


def compared(text: Text, found: JSON) -> Strict:
    strict = Strict()
    Match(text, found, strict).run()
    return strict


def score(strict: Strict, kind: str) -> Any:
    row = strict.tallies[kind].row()
    return row["recall"] if row["f1"] is None else row["f1"]


def test_a_reading_made_from_the_coding_has_everything_right() -> None:
    strict = Strict()
    for text in (*texts(), *texts("open")):
        Match(text, perfect(text), strict).run()
    short = {kind: t.missed + t.wrong for kind, t in strict.tallies.items() if t.row()["recall"] != 1.0}
    assert short == {}
    assert {kind: tally.wrong for kind, tally in strict.tallies.items() if tally.wrong} == {}
    assert {name: found for name, found in strict.faults.items() if found} == {}


def _as_a_fact(found: JSON) -> None:
    found["statements"][0]["assertion"] = "asserted"
    found["outcomes"][0]["assertion"] = "asserted"


def _cut(found: JSON) -> None:
    figure = found["figures"][0]
    figure |= {"value": 1, "end": figure["start"] + 1, "text": "1"}


def _by_another(found: JSON) -> None:
    found["statements"][0]["speaker"]["actor"] = found["contacts"][0]["participants"][0]


def _one_alone(found: JSON) -> None:
    found["contacts"][0]["participants"].pop()


def _not_yet(found: JSON) -> None:
    found["contacts"][0] |= {"status": "planned", "assertion": "planned"}


def _a_meeting_out_of_a_demand(found: JSON) -> None:
    found["contacts"][0] |= {name: found["positions"][0][name] for name in ("start", "end", "text")}


@pytest.mark.parametrize(
    ("spoil", "kinds", "faults"),
    [
        (
            _as_a_fact,
            {
                "statements",
                "assertion, where a statement is found",
                "outcomes",
                "outcomes, kind and assertion",
            },
            {"statement not asserted, shown as fact", "outcome that was not, shown as fact"},
        ),
        (_cut, {"figures"}, {"number cut"}),
        (_by_another, {"statements", "actor, where a statement is found"}, set()),
        (_one_alone, {"contacts with participants"}, set()),
        (_not_yet, {"contacts", "contacts with participants"}, set()),
        (
            _a_meeting_out_of_a_demand,
            {"contacts", "contacts with participants"},
            {"contact that was not, shown as fact"},
        ),
    ],
)
def test_each_mistake_is_counted_as_its_kind_and_no_other(
    spoil: Callable[[JSON], None], kinds: set[str], faults: set[str]
) -> None:
    [text] = parse(SMALL)
    found = perfect(text)
    spoil(found)
    strict = compared(text, found)
    lower = {kind for kind in strict.tallies if score(strict, kind) not in (1.0, None)}
    assert lower == kinds
    assert {name for name, seen in strict.faults.items() if seen} == faults


def test_a_statement_may_be_found_in_parts_and_a_speaker_without_the_apposition() -> None:
    [text] = parse(
        "=== a | 2031-01-01 | X | wire\n“{c1|We came to see the bridge},” {q1|said} "
        "{s1|{p mayor|Ann Lee}, the mayor}. “{c1|We stay until it is built}.”\n--\nparties: Ann Lee\n"
    )
    found = perfect(text)
    whole = found["statements"][0]
    end = whole["speaker"]["start"] + len("Ann Lee")
    whole["speaker"] |= {"end": end, "text": "Ann Lee"}
    found["statements"] = [whole | {"content": [part]} for part in whole["content"]]
    assert score(compared(text, found), "statements") == 1.0
    found["statements"].pop()
    assert score(compared(text, found), "statements") == 0.0


def test_marks_of_a_page_move_to_the_words_read_from_it() -> None:
    [text] = parse(
        "=== a | 2031-01-01 | X | page\n<nav>9 news</nav><p>Some {f 40 about men|40} men.</p>\n--\n"
    )
    moved = placed(text, "Some 40 men.\n")
    [figure] = moved.figures()
    assert (figure.span.start, figure.span.text) == (5, "40")
    [lost] = placed(text, "Nothing of it.").figures()
    assert lost.span.start == -1


def test_the_interval_holds_the_score_and_is_the_same_each_time() -> None:
    tally = Tally()
    for right in (1, 0, 1, 1, 0, 1, 1, 1):
        tally.add(right, 1, 1)
    row = tally.row()
    assert row["low"] < row["f1"] == 0.75 < row["high"]
    assert tally.row() == row
