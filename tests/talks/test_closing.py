"""Closing: variants put together, agreements improved, what each side disclosed, why talks broke down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import goodoffices as go
from goodoffices.errors import ProtocolError, UsageError
from goodoffices.model import Case
from goodoffices.space import compile, evaluate
from goodoffices.talks import Log, arrange, drive
from goodoffices.talks.engine.events import (
    PRIVATE,
    AgreementReached,
    AgreementStands,
    Answer,
    BrokenOff,
    Lanes,
    NoAgreement,
    TextKept,
    TextPut,
    VariantPut,
    VariantsAnswered,
)
from goodoffices.talks.engine.players import Act, mediator_named, strategy_named
from goodoffices.talks.engine.protocol import PROTOCOLS, Protocol
from goodoffices.talks.engine.session import Seat
from goodoffices.talks.engine.state import State
from goodoffices.talks.engine.streams import Stream
from goodoffices.talks.engine.views import MediatorView, view
from goodoffices.talks.mediators.hill_climb import HillClimb
from goodoffices.talks.outcomes.disclosure import (
    NOTHING,
    REFUSED,
    TIME_OVER,
    breakdowns,
    disclosed,
    disclosures,
    entropy,
    reached,
    told_by_close,
)
from goodoffices.talks.protocols.double_blind_batch import accepted_by_all
from goodoffices.talks.protocols.double_blind_close import DoubleBlindClose

CASES = Path(__file__).parents[2] / "cases"
BITS = [(1, 1.0), (2, 1.311), (3, 1.357), (4, 1.316), (6, 1.204)]
"""Bits that a yes to everything learns from what is published, for so many variants."""
RC1 = ([20, 42, 400], [[33, 60, 400], [33, 60, 600]])
"""A first agreement on the canal, and those of its improvements that a search may end with."""


def canal(steps: int = 6) -> Case:
    case = go.load(CASES / "canal")
    return replace(case, rules=replace(case.rules, steps=steps))


def codes(case: Case, options: Sequence[int]) -> list[int]:
    return [issue.option_ids.index(str(o)) for issue, o in zip(case.issues, options, strict=True)]


class Scripted:
    """A party that answers as told, a bit for each variant or a yes for each text, lane by lane."""

    lanes, random, remembers = True, False, False
    offers = False

    def __init__(self, *answers: Sequence[int]) -> None:
        self.answers = [np.array(row, dtype=np.int64) for row in answers]
        self.given = 0

    def prepare(self, private: object, horizon: object) -> None:
        self.given = 0

    def act(self, seen: object, phase: str, live: np.ndarray, stream: Stream, move: int) -> list[Act]:
        row = self.answers[min(self.given, len(self.answers) - 1)]
        self.given += 1
        if phase == "choosing":
            return [Act(VariantsAnswered, live, more=row[:, np.newaxis])]
        return [Act(Answer, live, yes=row == 1)]


class Told(HillClimb):
    """A mediator with its first texts laid out, that publishes the accepted variant it is told to."""

    def __init__(self, texts: Sequence[Sequence[int]], draws: Sequence[int] = (0,)) -> None:
        super().__init__(2)
        self.texts = texts
        self.told = np.array(draws)

    def act(
        self, seen: MediatorView, phase: str, live: np.ndarray, stream: Stream, move: int
    ) -> list[Act]:
        if phase in ("putting", "issuing"):
            text = self.texts[int(seen.heard[0])]
            rows = np.tile(np.array(text, dtype=np.int64), (len(live), 1))
            return [Act(VariantPut if phase == "putting" else TextPut, live, package=rows)]
        if phase == "chosen":
            good = accepted_by_all(seen.answers, seen.variants.shape[1]).any(axis=1)
            yes = np.ones(len(live), dtype=np.bool_)
            package = seen.variants[np.arange(len(live)), self.told]
            published = Act(AgreementReached, live & good, package=package, yes=yes)
            return [published, Act(NoAgreement, live & ~good)]
        return super().act(seen, phase, live, stream, move)


def play(case: Case, protocol: str, parties: Sequence[object], third: object, lanes: int = 1) -> Log:
    table = arrange(case, compile(case), True)
    seats = table.seats(list(parties), third)  # type: ignore[arg-type]
    return drive(PROTOCOLS[protocol](table.setting), seats, 5, range(lanes))


def truthful(case: Case) -> list[object]:
    return [strategy_named("truthful") for _ in case.parties]


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
    parties = [Scripted([everything] * len(worlds)), Scripted([w[0] for w in worlds])]
    third = Told(texts, [w[1] for w in worlds])
    log = play(case, "double-blind-batch", parties, third, len(worlds))
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
    text = codes(case, RC1[0])

    def seats(a: int, b: int) -> list[Seat]:
        return table.seats([Scripted([a]), Scripted([b])], Told([text]))

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
        return table.seats(truthful(world), mediator_named("two-issues"))  # type: ignore[arg-type]

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


@given(secret=st.integers(0, 63), other=st.integers(0, 63), mine=st.integers(0, 63))
@settings(max_examples=30, deadline=None)
def test_two_worlds_answers_to_variants_do_not_reach_the_other_side(
    secret: int, other: int, mine: int
) -> None:
    """Only B's answers differ: A sees the same bytes until one word is published, and that word's too
    where the same variant, or none, is what comes of both."""
    texts = list(product(range(3), repeat=3))
    logs, words = [], []
    for bits in (secret, other):
        both = bits & mine
        drawn = (both & -both).bit_length() - 1 if both else 0
        third = Told(texts, [drawn])
        logs.append(play(canal(), "double-blind-batch", [Scripted([mine]), Scripted([bits])], third))
        words.append(drawn if both else None)
    before = [replace(log, happened=log.happened[:-1]) for log in logs]
    assert reached(before[0], 0, 0) == reached(before[1], 0, 0)
    assert sight(before[0], 0) == sight(before[1], 0)
    assert (reached(logs[0], 0, 0) == reached(logs[1], 0, 0)) == (words[0] == words[1])
    assert (reached(logs[0], 0, 2) == reached(logs[1], 0, 2)) == (secret == other)


def sight(log: Log, seat: int) -> bytes:
    setting = log.protocol.setting
    seen = view(log.happened, seat, setting.parties, len(log.runs), setting.issues)
    return seen.fingerprint() + seen.variants.tobytes()


@pytest.mark.parametrize("mine", [(0,), (1, 0)])
def test_two_worlds_answers_to_an_improvement_do_not_reach_the_other_side(
    mine: tuple[int, ...],
) -> None:
    """A refuses the first text, or each improvement; whether B did too is not in what reaches A."""
    case = canal()
    first = codes(case, RC1[0])
    yes, no = ((1, 1), (1, 0)) if mine == (1, 0) else ((1,), (0,))
    logs = [
        play(
            case,
            "post-settlement",
            [Scripted(*([m] for m in mine)), Scripted(*([b] for b in theirs))],
            Told([first]),
        )
        for theirs in (yes, no)
    ]
    assert reached(logs[0], 0, 0) == reached(logs[1], 0, 0)
    assert sight(logs[0], 0) == sight(logs[1], 0)
    assert reached(logs[0], 0, 2) != reached(logs[1], 0, 2)
    final = logs[0].protocol.phases[int(logs[0].final.phase[0])]
    assert final == ("agreed" if mine == (1, 0) else "ended")
    if final == "agreed":
        assert logs[0].final.put[0].tolist() == first


def test_improvements_of_the_canals_first_agreement() -> None:
    """From 20 ships, 42 days, 400: up to three issues changed find 33, 60 and 400 or 600; none is worse."""
    case = canal(60)
    first = codes(case, RC1[0])
    for most, ends in ((2, RC1[1][:1]), (3, RC1[1])):
        third = Told([first])
        third.most = most
        log = play(case, "post-settlement", truthful(case), third, 100)
        found = Counter(map(tuple, log.final.put.tolist()))
        wanted = {tuple(codes(case, end)) for end in ends}
        assert set(found) <= wanted | {tuple(first)}
        assert sum(found[end] for end in wanted) >= 70
        assert log.protocol.within(log.final, "agreed").all()
        space = compile(case)
        worth = evaluate(space, log.final.put)
        assert (worth >= evaluate(space, np.array([first]))).all()


@given(seed=st.integers(0, 10**6), name=st.sampled_from(["canal", "wage-talks"]))
@settings(max_examples=15, deadline=None)
def test_an_improvement_is_better_for_every_party_than_what_stood(seed: int, name: str) -> None:
    case = go.load(CASES / name)
    space = compile(case)
    table = arrange(case, space, True)
    seats = table.seats(truthful(case), mediator_named("two-issues"))  # type: ignore[arg-type]
    log = drive(PROTOCOLS["post-settlement"](table.setting), seats, seed, range(8))
    for lane in range(8):
        standing = put = None
        for happened in log.lane(lane):
            batch = happened.batch
            if batch.event is TextPut:
                put = evaluate(space, batch.package)
            if batch.event is AgreementReached:
                standing = put
            if batch.event is TextKept:
                assert (put > standing).all()  # type: ignore[operator]
                standing = put
        if standing is not None:
            assert (evaluate(space, log.final.put[lane : lane + 1]) == standing).all()


def after(log: Log, moves: int) -> State:
    state = log.protocol.start(len(log.runs))
    for happened in log.happened[:moves]:
        state = log.protocol.apply(state, happened.batch, happened.batch.where)
    return state


def test_a_mediator_cannot_publish_what_somebody_refused() -> None:
    texts = list(product(range(3), repeat=3))
    log = play(canal(3), "double-blind-batch", [Scripted([0b011]), Scripted([0b110])], Told(texts, [1]))
    assert log.final.put[0].tolist() == list(texts[1])
    state, lead, here = after(log, -1), log.protocol.setting.lead, np.array([True])
    for act in (
        Act(AgreementReached, here, package=np.array([texts[0]]), yes=here),
        Act(AgreementReached, here, package=np.array([texts[5]]), yes=here),
        Act(NoAgreement, here),
    ):
        with pytest.raises(ProtocolError, match="is not allowed"):
            log.protocol.apply(state, act.batch(lead, 1, 3), here)


def test_an_agreement_that_stands_cannot_be_swapped_nor_improved_for_ever() -> None:
    case = canal(2)
    first = codes(case, RC1[0])
    log = play(case, "post-settlement", [Scripted([1], [0]), Scripted([1], [0])], Told([first]))
    assert sum(h.batch.event is TextPut for h in log.happened) == 3
    state, lead, here = after(log, -1), log.protocol.setting.lead, np.array([True])
    for act in (
        Act(AgreementStands, here, package=np.array([[2, 2, 2]])),
        Act(TextPut, here, package=np.array([[2, 2, 2]])),
    ):
        with pytest.raises(ProtocolError, match="in 'settled'"):
            log.protocol.apply(state, act.batch(lead, 1, 3), here)


@pytest.mark.parametrize("protocol", ["double-blind-batch", "post-settlement"])
@pytest.mark.parametrize("name", ["canal", "strait"])
def test_a_lane_of_many_is_the_session_alone(name: str, protocol: str) -> None:
    case = go.load(CASES / name)
    table = arrange(case, compile(case), True)

    def played(runs: range) -> Log:
        seats = table.seats(truthful(case), mediator_named("two-issues"))  # type: ignore[arg-type]
        return drive(PROTOCOLS[protocol](table.setting), seats, 7, runs)

    many = played(range(12))
    assert len({many.fingerprint(run) for run in range(12)}) > 6
    for run in (0, 5, 11):
        assert played(range(run, run + 1)).fingerprint(0) == many.fingerprint(run)


def test_variants_differ_and_each_accepted_one_is_drawn() -> None:
    case = canal()
    log = play(case, "double-blind-batch", [Scripted([63] * 400)] * 2, mediator_named("one-issue"), 400)
    variants = log.final.held.reshape(400, 6, 3)
    assert all(len(set(map(tuple, rows))) == 6 for rows in variants.tolist())
    drawn = (variants == log.final.put[:, np.newaxis]).all(axis=2).argmax(axis=1)
    assert (np.bincount(drawn, minlength=6) > 40).all()


@pytest.mark.parametrize("protocol", sorted(PROTOCOLS))
@pytest.mark.parametrize("name", ["canal", "strait"])
def test_who_heard_what_is_counted(name: str, protocol: str) -> None:
    """Against a slow count over sessions; no other party ever heard an answer."""
    case = go.load(CASES / name)
    few = 1 if protocol == "shuttle" else 6
    result = go.talks.run(case, protocol, runs=few, seed=2)
    parties, thirds = [p.id for p in case.parties], [m.name for m in case.mediators]
    assert list(result.disclosed) == parties
    for party in case.parties:
        said = result.disclosed[party.id]
        lines = [
            line
            for minutes in result.transcripts
            for line in minutes.lines
            if line.by == party.name and line.event in {event.__name__ for event in PRIVATE}
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
    seats = table.seats(truthful(case), mediator_named("one-issue"))  # type: ignore[arg-type]
    log = drive(Leaky(table.setting), seats, 5, range(9))
    said = disclosures([log], ["A", "B"], ["harbour-master"])["A"]
    assert (said.answers, said.to_mediators, said.to_parties) == (9, {"harbour-master": 9}, {"B": 9})


class Leaver(Scripted):
    """Leaves when it is asked."""

    def act(self, seen: object, phase: str, live: np.ndarray, stream: Stream, move: int) -> list[Act]:
        return [Act(BrokenOff, live)]


def test_each_reason_for_breaking_down() -> None:
    case = canal(3)
    names = ["A", "B", "harbour-master"]
    first = codes(case, RC1[0])
    left = play(case, "double-blind-close", [Scripted([1]), Leaver([1])], Told([first]))
    assert breakdowns([left], names) == {"broken off by B": 1}
    refused = play(
        case, "double-blind-batch", [Scripted([1, 2]), Scripted([2, 2])], Told([first] * 3), 2
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
@settings(max_examples=20, deadline=None)
def test_every_run_agreed_or_has_a_reason(seed: int, protocol: str) -> None:
    result = go.talks.run(go.load(CASES / "strait"), protocol, runs=5, seed=seed)
    assert sum(result.breakdowns.values()) == result.runs - result.agreed
    assert result.to_json()["breakdowns"] == dict(result.breakdowns)


def test_protocols_here_are_registered() -> None:
    for name in ("double-blind-batch", "post-settlement"):
        kind: type[Protocol] = PROTOCOLS[name]
        assert kind.needs_mediator
        assert name in mediator_named("one-issue").protocols
