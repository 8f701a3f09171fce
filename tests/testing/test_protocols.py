"""The checks of protocols and events: shipped ones pass, and each fault is found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import numpy as np
import pytest

import goodoffices as go
from goodoffices.registry import forgetting
from goodoffices.talks import PROTOCOLS, protocol
from goodoffices.talks.engine.event import Batch, Event, Lanes, Mask, Number, Where
from goodoffices.talks.engine.events import Answer, BrokenOff, NoAgreement, TextPut
from goodoffices.talks.engine.phases import Asks, Leads, Row
from goodoffices.talks.engine.players import Act
from goodoffices.talks.engine.protocol import LAST_ANSWERS, Phases, Protocol, Table
from goodoffices.talks.engine.state import State
from goodoffices.talks.engine.views import PartyPrivate, PartyView
from goodoffices.talks.protocols.double_blind_close import DoubleBlindClose
from goodoffices.testing import check_event, check_protocol
from tests.support.cases import CASES

CANAL = go.load(CASES / "canal")
Close = PROTOCOLS["double-blind-close"]


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    with forgetting():
        yield


def asking(event: type[Event]) -> type[Protocol]:
    """Return a protocol in which parties are asked for an event before a last answer."""

    class Asking(DoubleBlindClose):
        phases: ClassVar[Phases] = {
            "issuing": Leads(),
            "marking": Asks(event),
            "closing": Asks(Answer),
            "closed": Leads(),
        }
        table: ClassVar[Table] = (
            Row("issuing", TextPut, to="marking"),
            Row("marking", event, to="marking", last="closing"),
            *LAST_ANSWERS,
        )

    return Asking


class Mark(Event, private=True):
    """A party says a number."""

    says = "{who} says {mark}, {privately}."
    mark = Number(3)

    @classmethod
    def write(cls, state: State, batch: Batch, live: Where) -> None:
        state.answered[live, batch.by] = True
        if state.answered[live].all():
            state.forget_answers(live)

    @classmethod
    def answer(cls, private: PartyPrivate, view: PartyView, live: Mask) -> Act:
        return Act(cls, live, more=np.ones((len(live), 1), dtype=np.int64))


def test_a_shipped_protocol_and_its_event_pass() -> None:
    check_protocol(Close, CANAL)
    check_event(Answer, Close, CANAL)


def test_an_event_of_a_test_passes() -> None:
    check_event(Mark, asking(Mark), CANAL)


def test_a_name_that_is_not_its_own_is_found() -> None:
    class Other(DoubleBlindClose):
        name = "other"

    protocol("another")(Other)
    with pytest.raises(AssertionError, match="registered as 'another'"):
        check_protocol(Other, CANAL)


def test_a_row_that_nothing_can_use_is_found() -> None:
    class Idle(DoubleBlindClose):
        table: ClassVar[Table] = (
            *(row for row in DoubleBlindClose.table if row.event is not BrokenOff),
            Row("issuing", NoAgreement, to="ended", when=lambda rules, state, batch: batch.yes),
        )

    with pytest.raises(AssertionError, match="nothing can use: 'issuing', NoAgreement"):
        check_protocol(Idle, CANAL)


def test_an_event_that_does_not_happen_is_found() -> None:
    with pytest.raises(AssertionError, match=r"Mark: does not happen in double-blind-close"):
        check_event(Mark, Close, CANAL)


def test_an_event_without_a_sentence_is_found() -> None:
    class Mute(Mark):
        says = ""

    with pytest.raises(AssertionError, match="Mute: has no sentence"):
        check_event(Mute, asking(Mute), CANAL)


def test_a_private_event_that_reaches_another_party_is_found() -> None:
    class Loud(Mark):
        @classmethod
        def audience(cls, rules: Protocol, state: State, batch: Batch) -> Lanes:
            return np.full(len(batch.yes), rules.setting.everyone, dtype=np.int64)

    with pytest.raises(AssertionError, match="Loud: is private, and reaches another party"):
        check_event(Loud, asking(Loud), CANAL)


def test_an_event_that_takes_any_number_is_found() -> None:
    class Lax(Mark):
        @classmethod
        def sound(cls, batch: Batch) -> Mask | None:
            return np.ones(len(batch.yes), dtype=np.bool_)

    with pytest.raises(AssertionError, match="Lax: takes 3 for 'mark'"):
        check_event(Lax, asking(Lax), CANAL)
