"""Disclosure: who heard what, how many bits that is, and why talks broke down."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import ClassVar

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import goodoffices as go
from goodoffices.errors import UsageError
from goodoffices.model import Case
from goodoffices.space import compile
from goodoffices.talks import arrange, drive
from goodoffices.talks.engine.event import Lanes, known_events
from goodoffices.talks.engine.events import BrokenOff
from goodoffices.talks.engine.players import Act, mediator_named, strategy_named
from goodoffices.talks.engine.protocol import PROTOCOLS
from goodoffices.talks.engine.session import Seat
from goodoffices.talks.engine.state import State
from goodoffices.talks.engine.streams import Moves, Stream
from goodoffices.talks.outcomes.disclosure import (
    NOTHING,
    REFUSED,
    TIME_OVER,
    answers_each,
    breakdowns,
    disclosed,
    disclosures,
    entropy,
    reached,
    told_by_close,
)
from goodoffices.talks.protocols.double_blind_close import DoubleBlindClose
from tests.support.cases import IMPROVEMENTS, canal, option_indices, session, shipped, short
from tests.support.parties import Drafts, Replies, truthful
from tests.support.thorough import usually

BITS = [(1, 1.0), (2, 1.311), (3, 1.357), (4, 1.316), (6, 1.204)]
"""Bits that a yes to everything learns from what is published, for so many variants."""


@pytest.mark.parametrize(("variants", "bits"), BITS)
def test_what_the_close_of_some_variants_tells(variants: int, bits: float) -> None:
    assert told_by_close(variants) == pytest.approx(bits, abs=5e-4)


@pytest.mark.parametrize(("variants", "bits"), BITS)
def test_the_protocol_tells_as_much_and_no_more(variants: int, bits: float) -> None:
    """Every set of answers B could give, with every variant that may be drawn: what reaches A, counted."""
    worlds = []
    for chosen in range(1 << variants):
        good = [place for place in range(variants) if chosen >> place & 1] or [0]
        worlds += [(chosen, drawn, Fraction(1, len(good) << variants)) for drawn in good]
    case = canal(variants)
    texts = list(product(range(3), repeat=3))
    everything = (1 << variants) - 1
    parties = [Replies([everything] * len(worlds)), Replies([w[0] for w in worlds])]
    third = Drafts(texts, [w[1] for w in worlds])
    log = session(case, "double-blind-batch", parties, third, len(worlds), seed=5)
    seen = [reached(log, lane, 0) for lane in range(len(worlds))]
    published, joint, answers = (Counter[object]() for _ in range(3))
    for sight, (chosen, _, weight) in zip(seen, worlds, strict=True):
        published[sight] += weight  # type: ignore[assignment]
        joint[sight, chosen] += weight  # type: ignore[assignment]
        answers[chosen] += weight  # type: ignore[assignment]
    assert len(published) == variants + 1
    total = [entropy([float(w) for w in counted.values()]) for counted in (published, answers, joint)]
    assert total[0] + total[1] - total[2] == pytest.approx(bits, abs=5e-4)


def test_one_text_tells_a_yes_that_meets_no_agreement_everything_and_a_no_nothing() -> None:
    case = canal()
    table = arrange(case, compile(case), True)
    text = option_indices(case, IMPROVEMENTS[0])

    def seats(a: int, b: int) -> list[Seat]:
        return table.seats([Replies([a]), Replies([b])], Drafts([text]))

    rules, mediator = PROTOCOLS["double-blind-close"](table.setting), table.setting.lead
    for a, b, learnt in ((1, 0, 1.0), (1, 1, 1.0), (0, 0, 0.0), (0, 1, 0.0)):
        log = drive(rules, seats(a, b), 5, range(1))
        prior = [(seats(a, other), 0.5) for other in (0, 1)]
        assert disclosed(log, 0, 0, prior, 5) == learnt
        assert disclosed(log, 0, mediator, prior, 5) == 1.0
    log = drive(rules, seats(1, 0), 5, range(1))
    with pytest.raises(UsageError, match="expected one that holds what was played"):
        disclosed(log, 0, 0, [(seats(1, 1), 1.0)], 5)


def test_bits_over_possible_preferences_are_their_mutual_information() -> None:
    """B's reservation value may be any of nine: weighed over them, bits are those of counting views."""
    case = canal(4)
    worlds = [
        replace(
            case,
            preferences=(
                case.preferences[0],
                replace(case.preferences[1], reservation=Fraction(value)),
            ),
        )
        for value in range(20, 101, 10)
    ]

    def seats(world: Case) -> list[Seat]:
        table = arrange(world, compile(world), True)
        return table.seats(truthful(world), mediator_named("two-issues"))

    table = arrange(case, compile(case), True)
    rules = PROTOCOLS["double-blind-batch"](table.setting)
    prior = [(seats(world), 1.0) for world in worlds]
    logs = [drive(rules, seats(world), 5, range(1)) for world in worlds]
    means = []
    for observer in (0, 1, 2):
        views = Counter(reached(log, 0, observer) for log in logs)
        mean = sum(disclosed(log, 0, observer, prior, 5) for log in logs) / len(logs)
        assert mean == pytest.approx(entropy([float(count) for count in views.values()]))
        means.append(mean)
    assert 0 < means[0] < means[2] == means[1]


@pytest.mark.parametrize("protocol", sorted(PROTOCOLS))
@pytest.mark.parametrize("name", ["canal", "strait"])
def test_who_heard_what_is_counted(name: str, protocol: str) -> None:
    """Against a slow count over sessions; no other party ever heard an answer."""
    case = shipped(name)
    few = 1 if protocol == "shuttle" else 6
    result = go.talks.run(case, protocol, runs=few, seed=2)
    parties, thirds = [p.id for p in case.parties], [m.name for m in case.mediators]
    assert list(result.disclosed) == parties
    for party in case.parties:
        said = result.disclosed[party.id]
        private = {event.__name__ for event in known_events() if event.private}
        lines = [
            line
            for minutes in result.transcripts
            for line in minutes.lines
            if line.by == party.name and line.event in private
        ]
        if few <= len(result.transcripts):
            heard = Counter(via for line in lines for via in line.via)
            assert said.answers == len(lines)
            assert [heard[third] for third in thirds] == list(said.to_mediators.values())
        assert (said.answers > 0) == PROTOCOLS[protocol].needs_mediator
        assert set(said.to_parties) == set(parties) - {party.id}
        assert not any(said.to_parties.values())
    assert result.to_json()["disclosed"][parties[0]]["answers"] == result.disclosed[parties[0]].answers


class Leaky(DoubleBlindClose):
    """Tells everybody every answer."""

    name: ClassVar[str] = "leaky"

    def audience(self, state: State, batch: object) -> Lanes:
        return np.full(len(state.phase), self.setting.everyone, dtype=np.int64)


def test_a_protocol_that_leaks_is_found_out() -> None:
    case = canal()
    table = arrange(case, compile(case), True)
    seats = table.seats(truthful(case), mediator_named("one-issue"))
    log = drive(Leaky(table.setting), seats, 5, range(9))
    said = disclosures([log], ["A", "B"], ["harbour-master"])["A"]
    assert (said.answers, said.to_mediators, said.to_parties) == (9, {"harbour-master": 9}, {"B": 9})


class Leaver(Replies):
    """Leaves when it is asked."""

    def act(self, seen: object, phase: str, live: np.ndarray, stream: Stream, move: Moves) -> list[Act]:
        return [Act(BrokenOff, live)]


def test_each_reason_for_breaking_down() -> None:
    case = canal(3)
    names = ["A", "B", "harbour-master"]
    first = option_indices(case, IMPROVEMENTS[0])
    left = session(case, "double-blind-close", [Replies([1]), Leaver([1])], Drafts([first]), seed=5)
    assert breakdowns([left], names) == {"broken off by B": 1}
    refused = session(
        case, "double-blind-batch", [Replies([1, 2]), Replies([2, 2])], Drafts([first] * 3), 2, seed=5
    )
    assert breakdowns([refused], names) == {REFUSED: 1}
    tough = go.talks.run(case, "alternating-offers", strategy="tough", runs=4)
    assert tough.breakdowns == {TIME_OVER: 4}
    none = replace(
        case, preferences=tuple(replace(p, reservation=Fraction(80)) for p in case.preferences)
    )
    long = replace(none, rules=replace(none.rules, steps=60))
    assert go.talks.run(long, "shuttle", runs=1).breakdowns == {NOTHING: 1}
    assert go.talks.run(none, "shuttle", runs=1).breakdowns == {TIME_OVER: 1}
    assert go.talks.run(none, "single-text", runs=5).breakdowns == {REFUSED: 5}


@given(seed=st.integers(0, 10**6), protocol=st.sampled_from(sorted(set(PROTOCOLS) - {"shuttle"})))
@settings(max_examples=usually(10, 20), deadline=None)
def test_every_run_agreed_or_has_a_reason(seed: int, protocol: str) -> None:
    result = go.talks.run(short("strait", 2, 12), protocol, runs=5, seed=seed)
    assert sum(result.breakdowns.values()) == result.runs - result.agreed
    assert result.to_json()["breakdowns"] == dict(result.breakdowns)


def test_answers_of_each_session_add_up_to_those_of_all() -> None:
    case = go.load("cases/canal")
    space = compile(case)
    table = arrange(case, space, True)
    kind = PROTOCOLS["single-text"]
    seats = table.seats([strategy_named("truthful")] * 2, mediator_named("two-issues"))
    log = drive(kind(table.setting), seats, 3, range(5))
    given, heard = answers_each(log, 2)
    said = disclosures([log], space.parties, [third.id for third in case.mediators])
    assert int(given.sum()) == sum(one.answers for one in said.values()) > 0
    assert int(heard.sum()) == sum(sum(one.to_parties.values()) for one in said.values()) == 0
