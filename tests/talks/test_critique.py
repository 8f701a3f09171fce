"""One text and its critics: what the rules allow, what critics say, and what the mediator makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
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
from goodoffices.talks.engine.events import (
    AgreementReached,
    Answer,
    Batch,
    Criticised,
    Event,
    Mask,
    NoAgreement,
    TextClosed,
    TextDropped,
    TextKept,
    TextPut,
)
from goodoffices.talks.engine.players import Act, mediator_named, strategy_named
from goodoffices.talks.engine.protocol import PROTOCOLS
from goodoffices.talks.engine.session import MediatorSeat, PartySeat
from goodoffices.talks.engine.state import Setting
from goodoffices.talks.engine.streams import Stream
from goodoffices.talks.engine.views import (
    MediatorView,
    View,
    allowed_packages,
    mediator_private,
    party_private,
    view,
)
from goodoffices.talks.strategies.truthful import CLOSE

CASES = Path(__file__).parents[2] / "cases"
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
