"""The rule of times of a request, read from the lines of a public chain alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from goodoffices.rooms.now import next_minute, stamp
from goodoffices.rooms.unsealing import (
    ASKED,
    CONFIRMED,
    SHREDDED,
    TAKEN_BACK,
    TERMS_PUT,
    Request,
    asking,
    confirming,
    present,
    requests,
    taking_back,
)

BEGIN = datetime(2031, 5, 1, 9, 30, 12, tzinfo=UTC)
MINUTE = datetime(2031, 5, 1, 9, 31, tzinfo=UTC)
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)


class Chain:
    """Lines of a public chain, as far as requests are read from them."""

    def __init__(self) -> None:
        self.lines: list[dict[str, Any]] = []

    def add(self, at: datetime, kind: str, **body: Any) -> None:
        line = {"at": stamp(next_minute(at)), "hash": f"{len(self.lines):064x}"}
        self.lines.append(line | {"body": {"kind": kind, **body}})

    def ask(self, at: datetime) -> None:
        self.add(at, ASKED, **asking(3, 1, "Ysolde Perrin", "a complaint", at))

    def confirm(self, at: datetime) -> None:
        self.add(at, CONFIRMED, **confirming(self.last, "Marek Tollund", at))

    def take_back(self, at: datetime) -> None:
        self.add(at, TAKEN_BACK, **taking_back(self.last, "Marek Tollund"))

    @property
    def last(self) -> Request:
        return requests(self.lines)[-1]


@pytest.fixture
def chain() -> Chain:
    """A chain with a request, and lines before it."""
    made = Chain()
    made.add(BEGIN - DAY, TERMS_PUT, version=1)
    made.add(BEGIN - DAY, "text put", number=1)
    made.ask(BEGIN)
    return made


def test_a_line_that_asks_tells_the_times_that_follow_from_its_minute(chain: Chain) -> None:
    body = chain.lines[-1]["body"]
    assert (body["from"], body["until"]) == ("2031-05-02T09:31Z", "2031-05-08T09:31Z")
    assert stamp(chain.last.earliest) == body["from"]
    assert stamp(chain.last.latest) == body["until"]
    chain.confirm(BEGIN + 2 * DAY)
    assert stamp(chain.last.closes) == chain.lines[-1]["body"]["until"] == "2031-05-04T09:31Z"


@pytest.mark.parametrize(
    ("at", "phase"),
    [
        (BEGIN, "early"),
        (MINUTE + DAY - SECOND, "early"),
        (MINUTE + DAY, "ready"),
        (MINUTE + 7 * DAY, "ready"),
        # its line would bear a minute that is too late
        (MINUTE + 7 * DAY + SECOND, "late"),
        (MINUTE + 99 * DAY, "late"),
    ],
)
def test_a_request_can_be_confirmed_from_a_day_to_a_week_later(
    at: datetime, phase: str, chain: Chain
) -> None:
    assert chain.last.phase(at) == phase
    assert (present(requests(chain.lines), at) is not None) == (phase != "late")


@pytest.mark.parametrize(
    ("at", "phase"),
    [
        (BEGIN + 2 * DAY, "confirmed"),
        (MINUTE + 2 * DAY - SECOND, "confirmed"),
        (MINUTE + 2 * DAY, "open"),
        (MINUTE + 3 * DAY - SECOND, "open"),
        (MINUTE + 3 * DAY, "over"),
    ],
)
def test_answers_are_open_from_the_minute_of_the_confirmation_for_a_day(
    at: datetime, phase: str, chain: Chain
) -> None:
    chain.confirm(BEGIN + 2 * DAY)
    assert chain.last.phase(at) == phase


@pytest.mark.parametrize("confirmed", [False, True])
def test_a_request_that_is_taken_back_is_over_at_once(confirmed: bool, chain: Chain) -> None:
    if confirmed:
        chain.confirm(BEGIN + DAY + HOUR)
    chain.take_back(BEGIN + DAY + 2 * HOUR)
    assert chain.last.phase(BEGIN + DAY + 2 * HOUR) == "taken back"
    assert present(requests(chain.lines), BEGIN + DAY + 2 * HOUR) is None


def test_a_new_agreement_ends_a_request_that_is_not_over_and_no_other(chain: Chain) -> None:
    chain.confirm(BEGIN + DAY + HOUR)
    chain.add(BEGIN + DAY + 2 * HOUR, TERMS_PUT, version=2)
    chain.ask(BEGIN + 2 * DAY)
    chain.take_back(BEGIN + 2 * DAY)
    chain.ask(BEGIN + 3 * DAY)
    chain.confirm(BEGIN + 4 * DAY + HOUR)
    chain.ask(BEGIN + 10 * DAY)
    for days in (20, 30):
        chain.add(BEGIN + days * DAY, TERMS_PUT, version=3)
    found = [request.phase(BEGIN + 30 * DAY) for request in requests(chain.lines)]
    assert found == ["overtaken", "taken back", "over", "late"]
    assert present(requests(chain.lines), BEGIN + 30 * DAY) is None


def test_a_request_ends_when_the_room_is_shredded(chain: Chain) -> None:
    chain.add(BEGIN + HOUR, SHREDDED)
    assert chain.last.phase(BEGIN + DAY) == "shredded"


def test_a_chain_without_requests_has_none() -> None:
    made = Chain()
    assert requests(made.lines) == ()
    made.add(BEGIN, TERMS_PUT, version=1)
    assert requests(made.lines) == ()
    assert present((), BEGIN) is None
