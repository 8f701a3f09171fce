"""Sessions go through rows of JSON and back without a change."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from goodoffices.errors import ProtocolError, UsageError
from goodoffices.space import compile
from goodoffices.talks import PROTOCOLS, arrange, transcript
from goodoffices.talks.engine.players import Strategy
from goodoffices.talks.engine.session import Session
from goodoffices.talks.engine.wire import batch_of, replay, rows_of
from tests.support.cases import session, shipped, sight, three_parties
from tests.support.parties import Silent

NAMES = sorted(PROTOCOLS)


@pytest.mark.parametrize("protocol", NAMES)
@pytest.mark.parametrize("name", ["canal", "strait"])
def test_rows_lead_back_to_the_same_session(name: str, protocol: str) -> None:
    case = shipped(name)
    case = replace(case, rules=replace(case.rules, rounds=2, steps=4))
    carried = "carrying" if protocol == "shuttle" else None
    strategy = PROTOCOLS[protocol].usual_strategy
    log = session(case, protocol, strategy, carried, seed=2)
    rows = json.loads(json.dumps(rows_of(log)))
    again = replay(log.protocol, rows)
    assert again.log().fingerprint(0) == log.fingerprint(0)
    assert again.may() == {}
    table = arrange(case, compile(case), log.protocol.needs_mediator)
    for seat in (None, *range(log.protocol.setting.clock)):
        minutes = [transcript(one, 0, case, table.routes, seat) for one in (log, again.log())]
        assert minutes[0] == minutes[1]
        if seat is not None:
            assert sight(log, seat) == sight(again.log(), seat)
    assert max(len(json.dumps(row)) for row in rows) < 200


def test_rows_of_people_lead_back_and_the_clock_is_among_them() -> None:
    case = three_parties(shipped("canal"))
    seated: list[str | Strategy] = ["truthful", Silent(), "truthful"]
    log = session(case, "double-blind-close", seated, by_people=True)
    rows = rows_of(log)
    assert [row["event"] for row in rows] == [
        "TextPut", "Answer", "Answer", "DeadlinePassed", "NoAgreement",
    ]  # fmt: skip
    assert replay(log.protocol, rows).log().fingerprint(0) == log.fingerprint(0)


def test_a_row_is_written_by_the_names_of_fields() -> None:
    log = session(shipped("canal"), "single-text-critique")
    by_event = {row["event"]: row for row in rows_of(log)}
    assert list(by_event["TextPut"]) == ["seat", "event", "package"]
    assert list(by_event["Criticised"]) == ["seat", "event", "issue", "option", "level"]
    assert list(by_event["TextKept"]) == ["seat", "event"]


PUT: dict[str, Any] = {"seat": 2, "event": "TextPut", "package": [0, 0, 0]}


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ({**PUT, "event": "TextPutt"}, "Did you mean 'TextPut'"),
        ({**PUT, "event": "Offer"}, "expected one of double-blind-close"),
        ({**PUT, "event": ["TextPut"]}, "event: "),
        ({**PUT, "package": [0, 0]}, "expected 3 whole numbers"),
        ({**PUT, "package": [0, 0, True]}, "expected 3 whole numbers"),
        ({**PUT, "package": [0, 0, 1.0]}, "expected 3 whole numbers"),
        ({**PUT, "package": [0, 0, 2**80]}, "expected 3 whole numbers"),
        ({**PUT, "package": "000"}, "expected 3 whole numbers"),
        ({**PUT, "seat": "2"}, "TextPut.seat: expected a whole number"),
        ({"event": "TextPut", "package": [0, 0, 0]}, "seat"),
        ({"seat": 2, "event": "TextPut"}, "expected 'package', found none"),
        ({**PUT, "audience": 7}, "found 'audience'"),
        ({"seat": 0, "event": "Answer"}, "expected 'yes', found none"),
        ({"seat": 0, "event": "Answer", "yes": 1}, "expected true or false"),
        ("TextPut", "expected keys and values"),
    ],
)
def test_a_row_that_is_no_event_is_refused(row: Any, found: str) -> None:
    rules = session(shipped("canal"), "double-blind-close").protocol
    with pytest.raises(UsageError, match=found):
        batch_of(rules, row)


def test_an_event_that_is_not_allowed_changes_nothing() -> None:
    case = shipped("canal")
    setting = arrange(case, compile(case), True).setting
    playing = Session(PROTOCOLS["double-blind-close"](setting))
    answer = batch_of(playing.protocol, {"seat": 1, "event": "Answer", "yes": True})
    for seat in (answer, replace(answer, by=2), replace(answer, by=3), replace(answer, by=40)):
        with pytest.raises(ProtocolError):
            playing.play(seat)
    assert playing.happened == []
    playing.play(batch_of(playing.protocol, PUT))
    with pytest.raises(ProtocolError, match="Answer or BrokenOff by seat 0 or 1 is"):
        playing.play(replace(answer, by=2))
    assert len(playing.happened) == 1
