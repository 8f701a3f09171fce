"""What a mediator would hand over after k answers: by hand, by a slow twin, and with the talk undisturbed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from benchmarks.instances import Instance, fraction, synthetic, utilities, with_floors, zone
from benchmarks.mediation import R0, ROWS, Row, _others
from benchmarks.mediators import (
    RUNS,
    Watch,
    measured_here,
    mistaken,
    shares,
    shares_after,
    space_of,
    texts_for,
    watched,
)
from benchmarks.write import _table
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.beliefs.replies import ASKED
from goodoffices.engine import Workers
from goodoffices.space import worth
from goodoffices.talks.engine.bases import MediatorTurn
from goodoffices.talks.engine.event import Event, Mask, Rows
from goodoffices.talks.engine.events import (
    Answer,
    Compared,
    Criticised,
    TextClosed,
    TextKept,
    TextPut,
    Voted,
)
from goodoffices.talks.engine.players import MEDIATORS, Act, hand_over, mediator_named, strategy_named
from goodoffices.talks.engine.protocol import PROTOCOLS
from goodoffices.talks.engine.session import Log, MediatorSeat, PartySeat, drive
from goodoffices.talks.engine.streams import stream_of
from goodoffices.talks.engine.views import (
    MediatorView,
    allowed_packages,
    mediator_private,
    party_private,
)
from goodoffices.talks.mediators.flipping import RandomFlip
from goodoffices.talks.mediators.hill_climb import HillClimb

HERE = list(measured_here())
STANDING = [(name, protocol) for name, protocol in HERE if name != "feedback"]
TINY = Instance(
    "tiny",
    (2, 2),
    (np.array([[0.0, 0.5], [0.0, 0.5]]), np.array([[0.6, 0.0], [0.0, 0.4]])),
    (0.0, 0.0),
)
"""Utilities of 00, 01, 10, 11: 0, .5, .5, 1 and .6, 1, 0, .4; the best product is .5, of 01."""
STRICT = Instance("strict", TINY.dims, TINY.tables, (0.6, 0.3))
"""Only 11 would be signed by both: gains .4 and .1."""
TEXTS = ((1, 0), (1, 1), (0, 1), (0, 0))


class Climber(HillClimb):
    """Puts the texts of a list, one after the other."""

    random = False

    def __init__(self, texts: Sequence[tuple[int, int]] = TEXTS) -> None:
        super().__init__(1)
        self.texts = texts

    def text(self, turn: MediatorTurn) -> Rows:
        """The steps that it has seen are the texts that were put."""
        return np.array(self.texts)[turn.view.step]


class Voter(RandomFlip):
    """The same, in votes that bind."""

    random = False

    def text(self, turn: MediatorTurn) -> Rows:
        return np.array(TEXTS)[turn.view.step]


def test_a_veto_by_hand_without_reservation_values() -> None:
    """10 stands as the first; both like 11 better; the first party likes 01 less, and 00 even less."""
    log, watch = watched(TINY, "single-text", Climber(), 4, range(2), 0)
    after = [shares(TINY, *watch.after(k)).tolist() for k in range(5)]
    assert after == [[0, 0], [0, 0], *([pytest.approx([0.8, 0.8])] * 3)]
    assert watch.after(0)[1].tolist() == [False, False]
    assert watch.after(4)[0].tolist() == [[1, 1], [1, 1]]
    assert watch.replies.tolist() == [[5, 5], [5, 5]]
    assert log.protocol.within(log.final, "agreed").all()


@pytest.mark.parametrize(("answers", "share"), [(2, 0.0), (3, 1.0), (4, 1.0)])
def test_a_veto_by_hand_counts_the_last_yes_as_an_answer(answers: int, share: float) -> None:
    """After 10 and one more answer nothing is signed: it is worth .5 to the first party, who wants .6."""
    steps = texts_for(PROTOCOLS["single-text"], answers, signed=True)
    log, watch = watched(STRICT, "single-text", Climber(), steps, range(1), 0)
    found = shares(STRICT, log.final.put, log.protocol.within(log.final, "agreed"))
    assert found.tolist() == [pytest.approx(share)]
    assert watch.replies.tolist() == [[answers, answers]]


@pytest.mark.parametrize(("answers", "share"), [(1, 0.0), (2, 1.0), (3, 1.0)])
def test_votes_that_bind_by_hand(answers: int, share: float) -> None:
    """11 is the second text, and all say of it at once that they would sign it."""
    steps = texts_for(PROTOCOLS["mediator-vote"], answers, signed=True)
    log, watch = watched(STRICT, "mediator-vote", Voter(), steps, range(1), 0)
    found = shares(STRICT, log.final.put, log.protocol.within(log.final, "agreed"))
    assert found.tolist() == [pytest.approx(share)]
    assert watch.replies.tolist() == [[answers, answers]]
    assert shares(STRICT, *watch.after(answers)).tolist() == found.tolist()


def test_the_first_text_of_the_feedback_protocol_costs_no_answer() -> None:
    kind = PROTOCOLS["mediator-feedback"]
    assert [texts_for(kind, 10, signed) for signed in (False, True)] == [11, 10]
    assert [texts_for(PROTOCOLS["mediator-vote"], 10, signed) for signed in (False, True)] == [10, 10]


def instance(seed: int, parties: int, r20: bool) -> Instance:
    while True:
        one = synthetic(seed, issues=3, options=3, parties=parties, r20=r20)
        if not r20 or zone(one) > 0:
            return one
        seed += 1


@pytest.mark.parametrize(("name", "protocol"), HERE)
@pytest.mark.parametrize("parties", [2, 3])
def test_answers_are_those_that_were_allowed(name: str, protocol: str, parties: int) -> None:
    """One for each party and text; none more than k where the text must be signed within k."""
    for answers in (2, 5, 9):
        for signed in (False, True):
            steps = texts_for(PROTOCOLS[protocol], answers, signed)
            one = instance(7 * answers, parties, signed)
            log, watch = watched(one, protocol, mediator_named(name), steps, range(8), 3)
            closing = TextClosed in log.protocol.events
            most = answers + (closing and not signed)
            each = np.array([told(log, lane)[0] for lane in range(8)])
            assert (watch.replies == each[:, np.newaxis]).all()
            assert watch.replies.max() <= most
            if name not in ("feedback", "critique"):  # they may have nothing left to ask or to put
                assert (each == most).all()


def told(log: Log, lane: int) -> tuple[int, list[tuple[int, ...] | None]]:
    """Slowly, from the minutes: a party's answers, and the text that stood after each of them."""
    answers, put, standing = 0, None, None
    stood: list[tuple[int, ...] | None] = [None]
    for happened in log.lane(lane):
        batch = happened.batch
        if batch.event is TextPut:
            put = tuple(batch.package[0].tolist())
        elif batch.event.private and batch.by == 0:
            answers += 1
            stood.append(standing)
        elif batch.event is TextKept:
            standing = stood[-1] = put
    return answers, stood


@settings(max_examples=12)
@given(st.integers(0, 10_000), st.sampled_from(STANDING), st.integers(2, 3), st.booleans())
def test_what_is_handed_over_is_what_the_minutes_say_stood(
    seed: int, which: tuple[str, str], parties: int, r20: bool
) -> None:
    name, protocol = which
    log, watch = watched(
        instance(seed, parties, r20), protocol, mediator_named(name), 7, range(3), seed
    )
    for answers in range(8):
        texts, there = watch.after(answers)
        found = [tuple(t) if one else None for t, one in zip(texts.tolist(), there, strict=True)]
        assert found == [told(log, lane)[1][answers] for lane in range(3)]


@settings(max_examples=12)
@given(st.integers(0, 10_000), st.sampled_from(HERE), st.integers(2, 3))
def test_the_last_text_handed_over_is_the_one_that_is_put_to_all(
    seed: int, which: tuple[str, str], parties: int
) -> None:
    name, protocol = which
    log, watch = watched(
        instance(seed, parties, False), protocol, mediator_named(name), 6, range(4), seed
    )
    texts, there = watch.after(6)
    ended = ("agreed", "ended") if TextClosed in log.protocol.events else ("agreed",)
    put = log.protocol.within(log.final, *ended) & there
    assert put.any()
    assert np.array_equal(texts[put], log.final.put[put])


@pytest.mark.parametrize(("name", "protocol"), [pair for pair in HERE if "annealing" not in pair[0]])
def test_after_so_many_answers_is_the_same_however_many_follow(name: str, protocol: str) -> None:
    """But for annealing, which cools towards the end that there is."""
    one = synthetic(5)
    opens = texts_for(PROTOCOLS[protocol], 0, False)
    _, long = watched(one, protocol, mediator_named(name), 12 + opens, range(4), 1)
    for answers in (3, 8):
        _, short = watched(one, protocol, mediator_named(name), answers + opens, range(4), 1)
        for mine, other in zip(short.after(answers), long.after(answers), strict=True):
            assert np.array_equal(mine, other)


@pytest.mark.parametrize(("name", "protocol"), [*HERE, ("learning", "shuttle")])
def test_a_mediator_that_is_asked_goes_on_as_if_it_were_not(name: str, protocol: str) -> None:
    one, runs = instance(3, 2, True), range(1 if name == "learning" else 4)
    log, watch = watched(one, protocol, mediator_named(name), 6, runs, 9)
    space = space_of(one)
    codes = allowed_packages(space)
    parties = [
        PartySeat(party_private(space, p, codes[:0]), strategy_named("truthful")) for p in (0, 1)
    ]
    third = MediatorSeat(mediator_private(space, "mediator", codes), mediator_named(name))
    plain = drive(PROTOCOLS[protocol](log.protocol.setting), [*parties, third], 9, runs)
    assert [log.fingerprint(n) for n in range(len(runs))] == [
        plain.fingerprint(n) for n in range(len(runs))
    ]
    if name == "learning":
        texts, there = watch.after(7)
        closed = [h.batch.package[0].tolist() for h in log.happened if h.batch.event is TextClosed]
        assert closed == texts[there].tolist()
        assert watch.there.any()


def test_a_mediator_of_ones_own_hands_over_what_stands_unless_it_says_otherwise() -> None:
    log, _ = watched(TINY, "single-text", Climber(), 2, range(1), 0)
    assert {h.batch.event for h in log.happened} >= {TextPut, Answer}

    class Own(Climber):
        def hand_over(self, view: MediatorView, live: Mask) -> tuple[Rows, Mask]:
            return np.zeros_like(view.table), np.ones(len(live), dtype=np.bool_)

    _, watch = watched(TINY, "single-text", Own(), 2, range(1), 0)
    assert watch.after(0)[1].tolist() == [True]
    assert watch.after(2)[0].tolist() == [[0, 0]]
    assert hand_over.__doc__


def test_the_latest_text_counts_and_the_one_from_before_where_nobody_was_asked() -> None:
    watch = Watch(2, 1, 2, 4)
    everyone, yes = np.array([True, True]), np.array([True, True])
    watch.note(np.array([[7], [7]]), ~yes, everyone)
    watch.replies[:] = [[1, 2], [1, 1]]
    watch.note(np.array([[1], [2]]), yes, everyone)
    watch.note(np.array([[3], [4]]), yes, np.array([True, False]))
    assert [array.tolist() for array in watch.after(0)] == [[[7], [7]], [False, False]]
    assert [array.tolist() for array in watch.after(1)] == [[[3], [2]], [True, True]]
    assert [array.tolist() for array in watch.after(4)] == [[[3], [2]], [True, True]]


@settings(max_examples=30)
@given(st.integers(0, 100_000), st.integers(2, 3), st.integers(0, 9_500).map(lambda n: n / 10_000))
def test_shares_and_signatures_are_those_of_the_instance(
    seed: int, parties: int, quantile: float
) -> None:
    """Quantiles of 27 packages often lie at a package itself, which is then signed.

    Quantiles have four decimals: a floor 1e-12 above a package would be rounded onto it.
    """
    one = with_floors(synthetic(seed, issues=3, options=3, parties=parties), quantile)
    space, codes = space_of(one), np.array(list(np.ndindex(*one.dims)))
    for party, true in enumerate(utilities(one)):
        signs = worth(space.tables[party], codes) >= int(space.reservations[party])
        assert signs.tolist() == (true >= one.floors[party] - 1e-13).tolist()
    draws = np.random.Generator(np.random.Philox(seed))
    there = draws.random(len(codes)) < 0.8
    if zone(one) > 0 and max(fraction(one, text) for text in codes) > 0:
        slow = [fraction(one, text if here else None) for text, here in zip(codes, there, strict=True)]
        assert shares(one, codes, there).tolist() == pytest.approx(slow)


def test_every_mediator_has_rows_on_instances_that_the_learning_one_has() -> None:
    measured = {name for name, _ in HERE}
    assert measured >= {
        "annealing",
        "feedback",
        "fixed-order-flip",
        "one-issue",
        "random-flip",
        "two-issues",
    }
    assert all(not mediator_named(name).lanes for name in set(MEDIATORS) - measured)
    assert all(protocol in mediator_named(name).protocols for name, protocol in HERE)
    played = {row.name for row in ROWS if row.for_all}
    assert played >= {"5x5-r0", "3p-r0", "real-r20", "5x5-r20", "3p-r20"}
    assert played >= {"5x5-r0-noisy", "3p-r0-noisy", "5x5-r20-noisy", "3p-r20-noisy"}
    assert played >= {"5x5-r20-high", "5x5-r20-inflated", "5x5-r20-exaggerated", "5x5-r0-exaggerated"}
    assert not played & {"5x5-r0-binary", "5x5-r20-never", "5x5-r0-reversed", "20-issues"}


@pytest.mark.parametrize("errs", [0.0, 0.1, 1.0])
def test_mistakes_are_as_many_as_they_should_be(errs: float) -> None:
    lanes, dims = 4000, (2, 3, 4)
    stream, live = stream_of(1, 0, "A", range(lanes)), np.ones(lanes, dtype=np.bool_)

    def said(event: type[Event], *numbers: int) -> np.ndarray:
        more = np.tile(np.array(numbers, dtype=np.int64), (lanes, 1))
        found = mistaken(Act(event, live, more=more), dims, errs, stream, 3).more
        assert found is not None
        return found

    yes = mistaken(Act(Answer, live, yes=live), dims, errs, stream, 3).yes
    assert yes is not None
    assert 1 - yes.mean() == pytest.approx(errs, abs=0.02)
    for vote in range(4):
        voted = said(Voted, vote)[:, 0]
        assert set(voted.tolist()) <= {vote, 3 - vote}
        assert (voted != vote).mean() == pytest.approx(errs, abs=0.02)
    for place in range(3):
        compared = said(Compared, place)[:, 0]
        assert (compared != place).mean() == pytest.approx(errs, abs=0.02)
        assert set(compared.tolist()) <= ({0, 1, 2} if place == 1 else {place, 2 - place})
    criticised = said(Criticised, 2, 3, 2)
    assert (criticised[:, 0] != 2).mean() == pytest.approx(errs, abs=0.02)
    assert set(criticised[:, 0].tolist()) <= {1, 2, 3}
    assert (criticised[:, 2] != 2).mean() == pytest.approx(errs, abs=0.02)
    assert set(criticised[criticised[:, 0] != 2, 1].tolist()) <= {0}
    for step, level in enumerate(ASKED):
        levels = said(Criticised, 2, 3, 1 + level)[:, 2] - 1
        assert set(levels.tolist()) <= set(ASKED[max(step - 1, 0) : step + 2])


def test_who_never_signs_what_others_would_brings_less_to_all() -> None:
    """A stonewalling first party refuses all but what is best for it: what is handed over has less of all."""
    case = synthetic(4, issues=3, options=3)
    shared = [
        shares_after(case, "two-issues", "single-text", [8], False, 1, manner).mean()
        for manner in ("honest", "high")
    ]
    assert shared[1] < shared[0]


def test_rows_say_which_mediator_after_how_many_answers() -> None:
    row = Row("5x5-r0", lambda quick: [], {2: 0.9, 4: None}, R0, True)
    cases = [synthetic(seed, issues=3, options=3) for seed in (1, 2)]
    found = _others(row, cases, Workers(1))
    assert [one["name"] for one in found][:2] == ["5x5-r0-annealing@2", "5x5-r0-annealing@4"]
    assert len(found) == 2 * len(HERE)
    for one in found:
        name = one["mediator"]
        values = np.concatenate(
            [
                shares_after(case, name, dict(HERE)[name], [one["k"]], False, 100 + place)[0]
                for place, case in enumerate(cases)
            ]
        )
        assert one["answers"] == one["k"]
        assert (one["instances"], one["sessions"], one["goal"]) == (2, 2 * RUNS, None)
        assert (one["mean"], one["median"]) == (values.mean(), np.median(values))
        assert one["p10"] == np.quantile(values, 0.1)
    learnt = [{**found[0], "name": f"5x5-r0@{k}", "mediator": "learning"} for k in (2, 4)]
    lines = list(_table("mediation", [*learnt, *found]))
    head = next(line for line in lines if line.startswith("| row | learning | annealing |"))
    said = next(line for line in lines[lines.index(head) :] if line.startswith("| 5x5-r0@4 |"))
    assert said.split(" | ")[2] == f"{found[1]['mean']:.3f}"
    assert head.count("|") == said.count("|") == 3 + len(HERE)
