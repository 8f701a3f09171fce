"""One text and its critics: what the rules allow, what critics say, and what the mediator makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import goodoffices as go
from goodoffices.errors import ProtocolError
from goodoffices.model import Case
from goodoffices.space import Space, compile, evaluate, feasible, from_tables, packages
from goodoffices.talks import Log, arrange, drive
from goodoffices.talks.drive import MediatorSeat, PartySeat
from goodoffices.talks.events import (
    AgreementReached,
    Answer,
    Batch,
    Criticised,
    DeadlinePassed,
    Event,
    Mask,
    NoAgreement,
    Resumed,
    TextClosed,
    TextDropped,
    TextKept,
    TextPut,
)
from goodoffices.talks.mediators.critique import PATIENCE, SIGNS, TRADED
from goodoffices.talks.protocols.base import PROTOCOLS
from goodoffices.talks.seats import MEDIATORS, Act, mediator_named, strategy_named
from goodoffices.talks.state import Setting
from goodoffices.talks.strategies.truthful import CLOSE
from goodoffices.talks.streams import Stream
from goodoffices.talks.tournament import play as tournament
from goodoffices.talks.tournament import read_plan
from goodoffices.talks.views import (
    MediatorView,
    View,
    allowed_packages,
    mediator_private,
    party_private,
    view,
)
from goodoffices.testing import check_mediator

CASES = Path(__file__).parents[1] / "cases"
NAME = "single-text-critique"
LIVE = np.ones(1, dtype=np.bool_)


def play(
    case: Case, runs: range, strategies: Sequence[str] = ("truthful",), mediator: str = "critique"
) -> Log:
    table = arrange(case, compile(case), True)
    named = list(strategies) * (len(case.parties) if len(strategies) == 1 else 1)
    seats = table.seats([strategy_named(name) for name in named], mediator_named(mediator))
    return drive(PROTOCOLS[NAME](table.setting), seats, 7, runs)


def short(name: str, rounds: int, steps: int) -> Case:
    case = go.load(CASES / name)
    return replace(case, rules=replace(case.rules, rounds=rounds, steps=steps))


# --- the rules ------------------------------------------------------------------------------------


def batch(event: type[Event], by: int, more: Sequence[int] = (), text: Sequence[int] = ()) -> Batch:
    beside, package = np.zeros((1, 6), dtype=np.int64), np.zeros((1, 3), dtype=np.int64)
    beside[0, : len(more)], package[0, : len(text)] = more, text
    return Batch(by, event, package, np.zeros(1, dtype=np.bool_), LIVE, beside)


def test_a_critique_names_an_issue_and_another_option_than_the_text_has() -> None:
    rules = PROTOCOLS[NAME](Setting(2, 1, 3, 1, 2, 2, (4, 4)))
    state = rules.apply(rules.start(1), batch(TextPut, 2, text=[0, 2, 1]), LIVE)
    fine = [(0, 0, 0), (0, 0, 4), (1, 0, 1), (2, 1, 2), (3, 1, 0), (3, 9, 3)]
    wrong = [(0, 1, 1), (1, 1, 1), (2, 3, 0), (4, 0, 1), (-1, 0, 1), (2, -1, 1), (1, 2, 5), (1, 2, -1)]
    for said in fine:
        assert rules.allowed(state, batch(Criticised, 0, said))[0]
    for said in wrong:
        with pytest.raises(ProtocolError, match="Criticised by seat 0 is not allowed"):
            rules.apply(state, batch(Criticised, 0, said), LIVE)


def test_the_first_text_stands_and_nothing_is_closed_before() -> None:
    rules = PROTOCOLS[NAME](Setting(2, 1, 3, 1, 2, 2, (4, 4)))
    state = rules.start(1)
    assert not rules.allowed(state, batch(TextClosed, 2))[0]
    assert not rules.allowed(state, batch(NoAgreement, 2))[0]
    state = rules.apply(state, batch(TextPut, 2, text=[1, 1, 1]), LIVE)
    for party in (1, 0):
        assert not rules.allowed(state, batch(Answer, party))[0], "nobody is asked for a yes or no"
        state = rules.apply(state, batch(Criticised, party, (1, 0, 1)), LIVE)
    assert not rules.allowed(state, batch(TextDropped, 2))[0]
    state = rules.apply(state, batch(TextKept, 2), LIVE)
    assert rules.allowed(state, batch(NoAgreement, 2))[0]
    state = rules.apply(state, batch(TextClosed, 2), LIVE)
    assert state.put.tolist() == [[1, 1, 1]]


def told(log: Log, lane: int) -> list[tuple[type[Event], int, tuple[int, ...], tuple[int, ...], bool]]:
    """One session as plain rows: event, by, package, the three numbers beside, yes."""
    return [
        (
            h.batch.event,
            h.batch.by,
            tuple(h.batch.package[0].tolist()),
            tuple(h.batch.more[0, :3].tolist()),
            bool(h.batch.yes[0]),
        )
        for h in log.lane(lane)
    ]


def held_to_the_method(log: Log, space: Space, lane: int) -> None:
    """One text for all, a critique from each, no text twice, none forbidden; what stands is what closes."""
    parties, texts = log.protocol.setting.parties, list[tuple[int, ...]]()
    critics, answers = set[int](), dict[int, bool]()
    put = held = None
    for event, by, package, _, yes in told(log, lane):
        if event is TextPut:
            assert feasible(space, np.array([package]))[0]
            assert package not in texts
            put, critics = package, set()
            texts.append(package)
        elif event is Criticised:
            assert by not in critics
            critics.add(by)
        elif event in (TextKept, TextDropped):
            assert critics == set(range(parties))
            held = put if event is TextKept else held
            assert held is not None
        elif event is Answer:
            answers[by] = yes
        elif event is AgreementReached:
            assert answers == dict.fromkeys(range(parties), True)
            assert tuple(log.final.put[lane].tolist()) == held
            worth = evaluate(space, np.array([held]))[0]
            assert (worth >= space.reservations).all()
        elif event is TextClosed:
            assert not answers
    assert event in (AgreementReached, NoAgreement)


@pytest.mark.parametrize("name", ["canal", "strait", "wage-talks"])
def test_sessions_on_the_shipped_cases_keep_to_the_method(name: str) -> None:
    for case in (go.load(CASES / name), short(name, 3, 4)):
        log, space = play(case, range(12)), compile(case)
        for lane in range(12):
            held_to_the_method(log, space, lane)


@st.composite
def spaces(draw: st.DrawFn) -> Space:
    """A few parties and issues, some of them tied together, some combinations forbidden."""
    parties = draw(st.integers(2, 4))
    dims = draw(st.lists(st.integers(1, 4), min_size=1, max_size=4))
    numbers = st.integers(0, 30)
    tables = [[[draw(numbers) for _ in range(dim)] for dim in dims] for _ in range(parties)]
    linked: list[dict[tuple[int, ...], np.ndarray]] = [{} for _ in range(parties)]
    forbidden: dict[tuple[int, ...], list[tuple[int, ...]]] = {}
    if len(dims) > 1:
        shape = (dims[0], dims[1])
        for own in linked:
            own[0, 1] = np.array(
                draw(st.lists(numbers, min_size=shape[0] * shape[1], max_size=shape[0] * shape[1]))
            ).reshape(shape)
        if shape[0] > 1 and draw(st.booleans()):
            forbidden = {(0, 1): [(0, 0)]}
    floors = [draw(st.integers(0, 60)) for _ in range(parties)]
    return from_tables(tables, linked=linked, forbidden=forbidden, reservations=floors)


def on_space(space: Space, lanes: int, seed: int, rounds: int = 2, steps: int = 5) -> Log:
    parties = len(space.parties)
    setting = Setting(parties, 1, len(space.dims), rounds, steps, parties, (1 << parties,) * parties)
    codes = allowed_packages(space)
    seats: list[PartySeat | MediatorSeat] = [
        PartySeat(party_private(space, place, codes), strategy_named("truthful"))
        for place in range(parties)
    ]
    seats.append(MediatorSeat(mediator_private(space, "mediator", codes), mediator_named("critique")))
    return drive(PROTOCOLS[NAME](setting), seats, seed, range(lanes))


@settings(max_examples=40, deadline=None)
@given(spaces(), st.integers(0, 99))
def test_any_number_of_parties_keep_to_the_method_and_lanes_are_sessions(
    space: Space, seed: int
) -> None:
    many, alone = on_space(space, 4, seed), on_space(space, 1, seed)
    assert many.fingerprint(0) == alone.fingerprint(0)
    for lane in range(4):
        held_to_the_method(many, space, lane)


# --- what critics say -----------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(spaces(), st.data())
def test_who_is_truthful_names_the_one_change_that_helps_most(
    space: Space, data: st.DataObject
) -> None:
    """Against all changes of one issue, gone through one by one."""
    codes = packages(space)
    text = codes[data.draw(st.integers(0, len(codes) - 1))]
    party = data.draw(st.integers(0, len(space.parties) - 1))
    player = strategy_named("truthful")
    private = party_private(space, party, codes)
    player.prepare(private, None)  # type: ignore[arg-type]
    seen = view([], party, len(space.parties), 1, len(space.dims))
    seen.table[0] = text
    [act] = player.act(seen, "criticising", LIVE, Stream(0, "a", range(1)), 0)  # type: ignore[arg-type]
    assert act.event is Criticised
    assert act.more is not None
    issue, option, level = act.more[0].tolist()
    now = int(evaluate(space, text[np.newaxis])[0, party])
    gains = {}
    for place, dim in enumerate(space.dims):
        for other in range(dim):
            changed = text.copy()
            changed[place] = other
            gains[place + 1, other + 1] = int(evaluate(space, changed[np.newaxis])[0, party]) - now
    most = max(gains.values())
    assert gains[issue, option] == most if most > 0 else (issue, option) == (0, 0)
    worths = evaluate(space, codes)[:, party]
    margin = round(CLOSE * int(worths.max() - worths.min()))
    above = now - int(space.reservations[party])
    assert level == (
        4
        if above >= max(margin, 0) and above >= 0
        else 3
        if above >= 0
        else 2
        if above >= -margin
        else 1
    )


def test_a_stonewaller_says_that_it_is_far_from_signing_and_a_high_claim_that_it_is_farther() -> None:
    case = go.load(CASES / "canal")
    levels = {}
    for name in ("truthful", "stonewalling", "inflated-reservation", "exaggerated-weights"):
        log = play(case, range(30), [name, "truthful"])
        levels[name] = [
            more[2]
            for lane in range(30)
            for event, by, _, more, _ in told(log, lane)
            if event is Criticised and by == 0
        ]
    assert set(levels["stonewalling"]) <= {1, 3, 4}
    assert 6 * levels["stonewalling"].count(1) > 5 * len(levels["stonewalling"])
    assert np.mean(levels["inflated-reservation"]) < np.mean(levels["truthful"])
    assert levels["exaggerated-weights"] != levels["truthful"]


def test_a_critique_is_in_the_minutes_with_what_it_leaves_out() -> None:
    """Nothing to change; an issue only; an issue, an option and a distance."""
    said = [(0, 0, 0), (3, 0, 0), (2, 3, 1), (0, 0, 4)]
    case = go.load(CASES / "canal")
    words = []
    for first, second in zip(said[::2], said[1::2], strict=True):
        table = arrange(case, compile(case), True)
        seats = table.seats([Critic(first), Critic(second)], Fixed([[0, 0, 0]]))
        log = drive(PROTOCOLS[NAME](table.setting), seats, 1, range(1))
        lines = go.talks.transcript(log, 0, case, table.routes).lines
        words += [line.words.partition(": ")[2] for line in lines if line.event == "Criticised"]
        assert all(line.private for line in lines if line.event == "Criticised")
    assert words == [
        "it would change nothing.",
        "first it would change Toll.",
        "first it would change Days of notice (rather 60); it is far from signing it.",
        "it would change nothing; it would sign it with ease.",
    ]


# --- who knows what -------------------------------------------------------------------------------


class Critic:
    """Says the same of every text, and no in the end."""

    lanes, random, remembers, offers = True, False, False, False

    def __init__(self, said: Sequence[int]) -> None:
        self.said = said

    def prepare(self, private: object, horizon: object) -> None:
        """Nothing is needed."""

    def act(self, seen: View, phase: str, live: Mask, stream: Stream, move: int) -> list[Act]:
        if phase == "closing":
            return [Act(Answer, live)]
        return [Act(Criticised, live, more=np.tile(np.array(self.said), (len(live), 1)))]


class Fixed:
    """Puts the texts it was given whatever is said, keeps each, and closes with the last."""

    lanes, random, remembers = True, False, True
    protocols: tuple[str, ...] = (NAME,)

    def __init__(self, texts: Sequence[Sequence[int]]) -> None:
        self.texts = list(texts)

    def prepare(self, private: object, horizon: object) -> None:
        """Nothing is needed."""

    def act(self, seen: View, phase: str, live: Mask, stream: Stream, move: int) -> list[Act]:
        if phase == "drafting" and self.texts:
            return [Act(TextPut, live, package=np.tile(np.array(self.texts.pop(0)), (len(live), 1)))]
        return [Act({"criticised": TextKept, "closed": NoAgreement}.get(phase, TextClosed), live)]


def seen_by(log: Log, seat: int) -> bytes:
    setting = log.protocol.setting
    return view(log.happened, seat, setting.parties, len(log.runs), setting.issues).fingerprint()


def test_two_worlds_what_one_party_criticises_does_not_reach_the_other() -> None:
    """B says this or that of the same texts: A sees the same bytes, B and the mediator do not."""
    case = go.load(CASES / "canal")
    worlds = []
    for said in ((2, 1, 1), (1, 3, 4)):
        table = arrange(case, compile(case), True)
        players = [Critic((3, 3, 2)), Critic(said)]
        fixed = Fixed([[1, 2, 0], [0, 1, 1]])
        seats = table.seats(players, fixed)
        worlds.append(drive(PROTOCOLS[NAME](table.setting), seats, 1, range(1)))
    assert seen_by(worlds[0], 0) == seen_by(worlds[1], 0)
    assert seen_by(worlds[0], 2) != seen_by(worlds[1], 2)
    heard = view(worlds[1].happened[:3], 2, 2, 1, 3)
    assert isinstance(heard, MediatorView)
    assert heard.replies[0].tolist() == [[3, 3, 2], [1, 3, 4]]


def test_a_critique_reaches_who_carries_it_and_nobody_else() -> None:
    """In the strait Kesh carries for Orsova, and Vaal carries nothing."""
    log = play(go.load(CASES / "strait"), range(2))
    setting = log.protocol.setting
    private = [h for h in log.happened if h.batch.event in (Criticised, Answer)]
    assert private
    for happened in private:
        by = happened.batch.by
        assert set(happened.audience.tolist()) == {1 << by | setting.carries[by]}
    assert view(log.happened, setting.parties + 2, 2, 2, setting.issues).heard.tolist() == [0, 0]


def test_mediators_who_lead_in_turn_hear_critiques_of_their_own_rounds() -> None:
    """The second goes on from the text that stands, puts no text that it knows of again, and can close."""
    case = short("strait", 3, 3)
    for sharing in (False, True):
        table = arrange(case, compile(case), True, 3, sharing)
        players = [strategy_named("truthful") for _ in case.parties]
        drafting = [mediator_named("critique") for _ in range(3)]
        log = drive(PROTOCOLS[NAME](table.setting), table.seats(players, *drafting), 5, range(6))
        for lane in range(6):
            held: tuple[int, ...] | None = None
            put: tuple[int, ...] = ()
            for happened in log.lane(lane):
                turn, event = int(happened.round[0]), happened.batch.event
                if event is TextPut:
                    assert happened.batch.by == 2 + turn
                    put = tuple(happened.batch.package[0].tolist())
                    assert put != held
                elif event is TextKept:
                    held = put
                elif event is Criticised:
                    audience, other = int(happened.audience[0]), {0: 4, 1: 4, 2: 2}[turn]
                    assert audience >> (2 + turn) & 1
                    assert bool(audience >> other & 1) == sharing
                    assert not audience >> (1 - happened.batch.by) & 1, "the other party hears it"


# --- the mediator ---------------------------------------------------------------------------------


class SlowMediator:
    """What the critique mediator makes of one session, a loop for each sum."""

    def __init__(self, space: Space, parties: int) -> None:
        self.dims, self.parties = space.dims, range(parties)
        self.allowed = {tuple(row) for row in packages(space).tolist()}
        self.named = {(p, i): 0 for p in self.parties for i in range(len(self.dims))}
        self.chances = dict(self.named)
        self.wish: dict[tuple[int, int], int] = {}
        self.better: set[tuple[int, int, int, int]] = set()
        self.put: set[tuple[int, ...]] = set()

    def say(self, party: int, issue: int, first: int, second: int) -> None:
        """The first option of an issue is better; left out where the other way is known."""
        if (party, issue, second, first) in self.better:
            return
        above = {first} | {o for p, i, o, u in self.better if (p, i, u) == (party, issue, first)}
        under = {second} | {u for p, i, o, u in self.better if (p, i, o) == (party, issue, second)}
        self.better |= {(party, issue, a, u) for a, u in product(above, under)}

    def hear(self, text: tuple[int, ...], said: dict[int, tuple[int, ...]]) -> None:
        for party, (issue, option, _) in said.items():
            if issue:
                self.named[party, issue - 1] += 1
            if option:
                self.wish[party, issue - 1] = option - 1
            for place, present in enumerate(text):
                self.chances[party, place] += self.wish.get((party, place)) != present
            if option:
                self.say(party, issue - 1, option - 1, text[issue - 1])

    def worth(self, party: int, issue: int, option: int) -> int:
        weight = 720 * (1 + self.named[party, issue]) // (2 + self.chances[party, issue])
        beats = sum((party, issue, option, o) in self.better for o in range(self.dims[issue]))
        beaten = sum((party, issue, o, option) in self.better for o in range(self.dims[issue]))
        return weight * ((beats - beaten) * (720 // max(self.dims[issue] - 1, 1))) // 720

    def total(self, text: tuple[int, ...], needs: Sequence[int]) -> int:
        return sum(
            needs[p] * self.worth(p, i, option) for p in self.parties for i, option in enumerate(text)
        )

    def changes(self, held: tuple[int, ...]) -> list[tuple[int, int]]:
        return [(i, o) for i, dim in enumerate(self.dims) for o in range(dim) if held[i] != o]

    def best(
        self, held: tuple[int, ...], needs: Sequence[int]
    ) -> tuple[int | None, set[tuple[int, ...]]]:
        """What the best next texts gain, and which they are; None where every near one was put."""
        now = self.total(held, needs)

        def with_(*changes: tuple[int, int]) -> tuple[int, ...]:
            text = list(held)
            for issue, option in changes:
                text[issue] = option
            return tuple(text)

        def gain(text: tuple[int, ...]) -> int:
            return self.total(text, needs) - now

        def fitting(texts: list[tuple[int, ...]]) -> dict[tuple[int, ...], int]:
            return {t: gain(t) for t in texts if t in self.allowed and t not in self.put}

        single = self.changes(held)
        found = fitting([with_(change) for change in single])
        if not found or max(found.values()) <= 0:
            most = sorted(single, key=lambda change: -gain(with_(change)))[:TRADED]
            found |= fitting([with_(one, other) for one, other in combinations(most, 2)])
        if not found:
            return None, set()
        top = max(found.values())
        return top, {text for text, value in found.items() if value == top}


@pytest.mark.parametrize("name", ["canal", "strait", "wage-talks"])
@pytest.mark.parametrize("liar", ["truthful", "stonewalling", "exaggerated-weights"])
def test_what_the_critique_mediator_does_follows_from_what_it_heard(name: str, liar: str) -> None:
    """From the log, by a slow mediator: which text is next, whether it stands, when it is put to all."""
    for case in (go.load(CASES / name), short(name, 3, 5)):
        space, many = compile(case), len(case.parties)
        log = play(case, range(3), [liar] + ["truthful"] * (many - 1))
        for lane in range(3):
            follow(log, lane, SlowMediator(space, many), case.rules.rounds, case.rules.steps)


def follow(log: Log, lane: int, slow: SlowMediator, rounds: int, steps: int) -> None:
    put: tuple[int, ...] = ()
    held: tuple[int, ...] | None = None
    levels, said, misses, step = [-1] * len(slow.parties), dict[int, tuple[int, ...]](), 0, 0
    closed, before = False, Event

    def ends(gain: int, turn: int) -> bool:
        """Whether it closes with a text that all would sign."""
        return (step + 1 >= steps and turn + 1 < rounds) or (gain <= 0 and misses >= PATIENCE)

    for happened, (event, by, package, more, _) in zip(log.lane(lane), told(log, lane), strict=True):
        signed = all(level >= SIGNS or level == 0 for level in levels)
        if event is TextPut:
            if held is not None:
                needs = [5 - level if level > 0 else 2 for level in levels]
                gain, texts = slow.best(held, needs)
                if gain is None:
                    assert not signed
                    left = {t: slow.total(t, needs) for t in slow.allowed - slow.put}
                    assert left[package] == max(left.values())
                else:
                    assert package in texts
                    assert not (signed and ends(gain, int(happened.round[0])))
            put, said, step = package, {}, step + 1
            slow.put.add(package)
        elif event is Criticised:
            said[by] = more
        elif event in (TextKept, TextDropped):
            slow.hear(put, said)
            now = [said[party][2] for party in slow.parties]
            if held is None:
                keeps = True
            else:
                differ = [i for i in range(len(put)) if put[i] != held[i]]
                for party in slow.parties:
                    if len(differ) == 1 and min(now[party], levels[party]) > 0:
                        pair = put[differ[0]], held[differ[0]]
                        if now[party] != levels[party]:
                            pair = pair if now[party] > levels[party] else pair[::-1]
                            slow.say(party, differ[0], *pair)
                even = [1] * len(slow.parties)
                new, old = ([level or 2 for level in own] for own in (now, levels))
                keeps = (min(new), sum(new), slow.total(put, even)) > (
                    min(old),
                    sum(old),
                    slow.total(held, even),
                )
            assert (event is TextKept) == keeps
            held, levels = (put, now) if keeps else (held, levels)
            misses = 0 if keeps else misses + 1
        elif event is TextClosed:
            assert signed
            assert held is not None
            gain, _ = slow.best(held, [5 - level if level > 0 else 2 for level in levels])
            assert before is DeadlinePassed or gain is None or ends(gain, int(happened.round[0]))
            closed = True
        elif event is NoAgreement and not closed:
            assert not signed
            assert before is DeadlinePassed or slow.put >= slow.allowed
        elif event is Resumed:
            step = 0
        before = event


def test_a_mediator_that_hears_of_nothing_to_sign_puts_every_text_and_then_says_so() -> None:
    case = go.load(CASES / "canal")
    hard = [replace(own, reservation=own.reservation + 1000) for own in case.preferences]
    log = play(replace(case, preferences=tuple(hard)), range(3))
    for lane in range(3):
        rows = told(log, lane)
        texts = {package for event, _, package, _, _ in rows if event is TextPut}
        assert texts == {tuple(row) for row in packages(compile(case)).tolist()}
        assert rows[-1][0] is NoAgreement
        assert not any(event in (TextClosed, Answer) for event, *_ in rows)


def test_options_that_nobody_tells_and_distances_that_nobody_gives_are_no_bar() -> None:
    """Critics who name issues only: it tries other texts until time is over, and puts the one that stands."""
    case = short("canal", 1, 6)
    table = arrange(case, compile(case), True)
    players = [Critic((3, 0, 0)), Critic((1, 0, 0))]
    seats = table.seats(players, mediator_named("critique"))
    log = drive(PROTOCOLS[NAME](table.setting), seats, 1, range(4))
    for lane in range(4):
        events = [event for event, *_ in told(log, lane)]
        assert events.count(TextPut) == 6
        assert events.count(TextClosed) == 1


def test_an_option_that_there_is_not_is_passed_over() -> None:
    case = short("canal", 1, 4)
    table = arrange(case, compile(case), True)
    seats = table.seats(
        [Critic((3, 40, 1)), Critic((1, 0, 2))],
        mediator_named("critique"),
    )
    log = drive(PROTOCOLS[NAME](table.setting), seats, 1, range(2))
    assert [told(log, lane)[-1][0] for lane in range(2)] == [NoAgreement, NoAgreement]


def test_what_the_documentation_says_of_how_much_it_asks_and_of_stonewallers() -> None:
    page = " ".join((CASES.parent / "docs" / "talks.md").read_text().split())
    asked = []
    for name in ("canal", "strait"):
        case = go.load(CASES / name)
        found = go.talks.run(case, NAME, runs=200, seed=1)
        asked.append(round(sum(said.answers for said in found.disclosed.values()) / 200, -1))
        first = go.talks.run(case, NAME, strategy=("stonewalling", "truthful"), runs=40, seed=1)
        assert first.agreed == 0
    canal = go.load(CASES / "canal")
    second = go.talks.run(canal, NAME, strategy=("truthful", "stonewalling"), runs=40, seed=1)
    assert second.agreed == 40
    assert f"asks for {asked[0]:.0f} and {asked[1]:.0f} in a session" in page


@pytest.mark.parametrize("name", ["canal", "strait", "wage-talks"])
def test_lanes_are_sessions(name: str) -> None:
    case = go.load(CASES / name)
    check_mediator(MEDIATORS["critique"], case, NAME)
    many = play(case, range(3, 12))
    for lane in (0, 4, 8):
        alone = play(case, range(3 + lane, 4 + lane))
        assert many.fingerprint(lane) == alone.fingerprint(0)


def test_tables_played_together_are_the_tables_played_alone(tmp_path: Path) -> None:
    """Cells of a plan share the lanes of one drive; a plan of one strategy has one cell a drive."""
    found: dict[tuple[str, ...], list[object]] = {}
    for name, strategies in (
        ("all", "truthful, stonewalling"),
        ("t", "truthful"),
        ("s", "stonewalling"),
    ):
        plan = tmp_path / f"{name}.yaml"
        plan.write_text(
            f"cases: [{CASES / 'canal'}]\nprotocols: [{NAME}]\nmediators: [critique]\n"
            f"strategies: [{strategies}]\nruns: 5\nseed: 3\n"
        )
        for cell in tournament(read_plan(plan), tmp_path, tmp_path / f"{name}.jsonl"):
            found.setdefault(tuple(cell["strategies"]), []).append(cell["utilities"])
    assert len(found) == 4
    for pair, utilities in found.items():
        alone = len(set(pair)) == 1
        assert len(utilities) == (2 if alone else 1)
        assert not alone or utilities[0] == utilities[1]
