"""Release rules attacked: two worlds, a canary, bits let out, and whatever a mediator might try."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import goodoffices as go
from goodoffices.model import Issue
from goodoffices.registry import forgetting
from goodoffices.space import compile
from goodoffices.talks import Log, arrange, drive
from goodoffices.talks.engine.event import Batch, Event, Mask
from goodoffices.talks.engine.phases import Phase
from goodoffices.talks.engine.players import STRATEGIES, Act, mediator_named, strategy_named
from goodoffices.talks.engine.protocol import PROTOCOLS
from goodoffices.talks.engine.release_codec import held
from goodoffices.talks.engine.release_events import (
    Confided,
    Conveyed,
    Exchanged,
    Invited,
    Withdrew,
    releasing,
)
from goodoffices.talks.engine.release_rules import Confidence, Form, Point, Release, released
from goodoffices.talks.engine.shuttle_events import Replied, TextCarried
from goodoffices.talks.engine.state import Setting, State
from goodoffices.talks.engine.streams import Moves, Stream
from goodoffices.talks.engine.views import PartyView
from goodoffices.talks.outcomes.disclosure import disclosed, disclosures, reached
from goodoffices.talks.protocols.shuttle import Shuttle
from goodoffices.talks.strategies.truthful import Truthful
from goodoffices.testing import reachable, tiny
from goodoffices.testing.reachable import in_lanes
from tests.support.shuttling import (
    CONVOYS,
    FLOATED,
    FLOATS_TOLL,
    FOR_CONVOYS,
    FOR_NOTICE,
    GIVES_CONVOYS,
    HERE,
    IDEA,
    PAIR,
    SUBSTANCE,
    TO_B,
    TOLL,
    WORDS,
    Errand,
    Said,
    Telling,
    canal,
    events,
    minutes,
    play,
    sight,
    spoken,
)
from tests.support.thorough import usually


@st.composite
def unreleased(draw: st.DrawFn) -> Said:
    """What B may confide that cannot go out in the first round, whatever A confided: see the test."""
    form = draw(st.sampled_from(list(Form)))
    gives = Point(draw(st.integers(0, 2)), draw(st.integers(0, 2)))
    asked = None if form is FLOATED else draw(st.none() | st.just(Point(TOLL, 2)))
    if asked is not None and asked.issue == gives.issue and asked != gives:
        asked = None
    return Confidence(1, gives, form, asked, 0 if asked else 9)


@given(
    one=st.none() | unreleased(),
    other=st.none() | unreleased(),
    mine=st.sampled_from([None, FOR_NOTICE]),
)
@settings(max_examples=usually(12, 25))
def test_two_worlds_what_is_not_released_is_nowhere_to_be_seen(
    one: Said, other: Said, mine: Said
) -> None:
    """Only what B confided differs; B takes it back in one world, too. All that A can see is the same."""
    tasks = ("invite", "text", "invite")
    worlds = [play(canal(), [[mine, None], [said, None]], *tasks) for said in (one, other)]
    if isinstance(one, Confidence):
        worlds.append(play(canal(), [[mine, None], [one, one.gives.issue]], *tasks))
    assert len({reached(log, 0, 0) for log in worlds}) == 1
    assert len({sight(log, 0) for log in worlds}) == 1
    assert len({minutes(log, canal(), 0).text() for log in worlds}) == 1
    assert len({minutes(log, canal()).public().text() for log in worlds}) == 1
    assert (reached(worlds[0], 0, 2) == reached(worlds[1], 0, 2)) == (one == other)
    assert len({json.dumps(_counts(log)) for log in worlds}) == 1


def _counts(log: Log) -> list[object]:
    said = disclosures([log], ["A", "B"], ["harbour-master"])
    return [[s.answers, s.to_mediators, s.to_parties, s.released, s.ideas] for s in said.values()]


class Confiding(Truthful):
    """Truthful of texts; confides what it is told to, held until after talks are over, or nothing."""

    secret: Confidence | None = None

    def act(self, seen: PartyView, phase: Phase, live: Mask, stream: Stream, move: Moves) -> list[Act]:
        if phase == "confiding":
            return [spoken(self.secret, seen.seat, seen.table.shape[1])]
        return super().act(seen, phase, live, stream, move)


def test_canary_the_carrying_mediator_does_nothing_that_tells_of_what_it_may_not_pass_on() -> None:
    """Whatever B's secret is, or if it has none: rows, minutes, texts and A's bytes stay the same."""
    case = replace(canal(2, 6), issues=tuple(map(_canaried, canal().issues)))
    rows, seen = [], []
    secrets = [
        None,
        Confidence(1, Point(TOLL, 1), WORDS, hold_until=9),
        Confidence(1, Point(TOLL, 1), SUBSTANCE, only_if=Point(CONVOYS, 0)),
        Confidence(1, Point(CONVOYS, 1), FLOATED, hold_until=2),
    ]
    for secret in secrets:
        kind = type("Secretive", (Confiding,), {"secret": secret})
        with forgetting():
            STRATEGIES.register("secretive")(kind)
            result = go.talks.run(
                case, "shuttle", runs=1, seed=3, mediator="carrying", strategy=("truthful", "secretive")
            )
        rows.append(json.dumps(result.to_json()))
        table = arrange(case, compile(case), True)
        seats = table.seats([strategy_named("truthful"), kind()], mediator_named("carrying"))
        log = drive(PROTOCOLS["shuttle"](table.setting), seats, 3, range(1))
        seen.append((reached(log, 0, 0), sight(log, 0), minutes(log, case, 0).text()))
        whole = minutes(log, case).text()
        assert ("only if the other side accepts" in whole) or secret is None
        assert "it could accept Toll CANARY-toll-1" not in seen[-1][2]
    assert len(set(rows)) == 1
    assert len(set(seen)) == 1


def _canaried(issue: Issue) -> Issue:
    options = [replace(o, name=f"CANARY-{issue.id}-{place}") for place, o in enumerate(issue.options)]
    return replace(issue, options=tuple(options))


def test_bits_that_release_rules_let_out() -> None:
    """B confides one of four things, each as likely: what A learns is what goes out, to the bit."""
    points = [Point(TOLL, 0), Point(TOLL, 1), Point(CONVOYS, 0), Point(CONVOYS, 1)]

    def bits(form: Form, passes: Sequence[int], hold: int = 0) -> float:
        case = canal()
        table = arrange(case, compile(case), True)
        rules = Shuttle(table.setting)
        prior = []
        for point in points:
            secret = Confidence(1, point, form, hold_until=hold)
            release: list[Release] = [(secret.to(0),)] if points.index(point) in passes else []
            seats = table.seats([Telling(), Telling(secret)], Errand("invite", *release))  # type: ignore[arg-type]
            prior.append((seats, 1.0))
        logs = [drive(rules, seats, 5, range(1)) for seats, _ in prior]
        return sum(disclosed(log, 0, 0, prior, 5) for log in logs) / len(logs)

    assert bits(WORDS, []) == bits(SUBSTANCE, [], hold=1) == 0
    assert bits(WORDS, [0, 1, 2, 3]) == bits(FLOATED, [0, 1, 2, 3]) == 2
    assert bits(SUBSTANCE, [0]) == pytest.approx(2 - 0.75 * np.log2(3))


def test_what_was_passed_on_is_counted_under_the_name_it_went_out_in() -> None:
    log = play(canal(), [[FOR_NOTICE], [FOR_CONVOYS, FLOATS_TOLL]], "invite", PAIR, "invite", IDEA)
    said = disclosures([log], ["A", "B"], ["harbour-master"])
    assert (said["A"].released, said["A"].ideas) == ({"verbatim": 0, "substance only": 1}, 1)
    assert (said["B"].released, said["B"].ideas) == ({"verbatim": 1, "substance only": 0}, 0)
    assert said["A"].to_parties == {"B": 0}
    assert Confided.private
    assert Withdrew.private
    result = go.talks.run(canal(2, 6), "shuttle", runs=2, seed=1, mediator="carrying")
    lines = [line for minutes in result.transcripts for line in minutes.lines]
    told = [line.words for line in lines if line.event in ("Conveyed", "Exchanged")]
    names = Counter(
        party.id
        for party in canal().parties
        for words in told
        for _ in range(words.count(f"{party.name.removeprefix('The ')} could"))
    )
    assert {p: sum(d.released.values()) for p, d in result.disclosed.items()} == dict(names)
    assert result.to_json()["disclosed"]["B"]["released"]["substance only"] == names["B"] > 0


def slow_may(state: State, batch: Batch, setting: Setting) -> bool:
    """Whether a mediator may say this, by going through the rules with plain numbers."""
    cells, package, more = state.confided[0, 0], batch.package[0].tolist(), batch.more[0].tolist()
    parties, issues = range(setting.parties), range(setting.issues)
    if state.turn[0] or any(option < 0 for option in package):
        return False
    wanted: list[tuple[list[int], list[int]]] = []

    def words(points: list[tuple[int, int]], *numbers: int) -> tuple[list[int], list[int]]:
        row = [0] * len(package)
        for issue, option in points:
            row[issue] = option
        return row, [*numbers, *([0] * (len(more) - len(numbers)))]

    def ready(author: int, issue: int) -> bool:
        given, _, hold, *_, armed = cells[author, issue].tolist()
        return bool(given and armed and hold <= state.round[0])

    for author, issue in product(parties, issues):
        given, form, _, asked, option, passed, _ = cells[author, issue].tolist()
        for to in parties:
            mine = to != author and ready(author, issue) and not passed >> to & 1
            if batch.event is Conveyed and mine and form != 2 and not asked:
                wanted.append(words([(issue, given - 1)], issue, form, author + 1, to))
            others = [p for p in parties if p != to and cells[p, issue, 0]]
            floated = state.floated[0, 0, to, issue]
            if batch.event is Conveyed and not floated:
                if mine and form == 2:
                    wanted.append(words([(issue, given - 1)], issue, 2, 0, to))
                if not others:
                    wanted.append(words([(issue, package[issue])], issue, 2, 0, to))
        for other, place in product(parties, issues):
            if batch.event is not Exchanged or other <= author:
                continue
            theirs = cells[other, place].tolist()
            named = form != 2 and theirs[1] != 2 and ready(author, issue) and ready(other, place)
            fresh = not passed >> other & 1 and not theirs[5] >> author & 1
            asks = (asked == 0 or (asked - 1, option) == (place, theirs[0] - 1)) and (
                theirs[3] == 0 or (theirs[3] - 1, theirs[4]) == (issue, given - 1)
            )
            if named and fresh and asks and (asked or theirs[3]):
                bits = 1 << author | 1 << other
                points = [(issue, given - 1), (place, theirs[0] - 1)]
                wanted.append(words(points, issue, place, bits, form | theirs[1] << 1))
    return (package, more) in wanted


CELLS = st.tuples(
    st.integers(1, 2),
    st.integers(0, 2),
    st.integers(0, 1),
    st.integers(0, 2),
    st.integers(0, 1),
    st.sampled_from([0, 0, 1, 2]),
    st.sampled_from([1, 1, 0]),
)


@given(data=st.data(), parties=st.integers(2, 3))
@settings(max_examples=usually(40, 80))
def test_attack_nothing_goes_out_beside_what_plain_rules_allow(
    data: st.DataObject, parties: int
) -> None:
    """Any cells, any numbers a mediator may try, from every true release with one number changed to noise."""
    setting = replace(
        tiny(2, 3), parties=parties, issues=2, lead=parties, carries=(1 << parties,) * parties
    )
    rules = Shuttle(setting)
    state = rules.start(1)
    state.phase[0], state.round[0] = rules.number("drafting"), data.draw(st.integers(0, 1))
    for author, issue in product(range(parties), range(2)):
        if data.draw(st.booleans()):
            cell = list(data.draw(CELLS))
            cell[5] &= ~(1 << author)
            if cell[1] == 2 or cell[3] == issue + 1:
                cell[3] = cell[4] = 0
            state.confided[0, 0, author, issue] = cell
        state.floated[0, 0, author, issue] = data.draw(st.integers(0, 3)) == 0
    tried: list[tuple[type[Event], list[int], list[int]]] = []
    for release in released(held(state.confided[0, 0]), int(state.round[0]), parties):
        out, package, more = releasing(release, 2)
        tried.append((out, package[0].tolist(), more[0].tolist()))
        for place, value in product(range(7), (-1, 0, 1, 2, 3, 5)):
            changed = [*package[0].tolist(), *more[0].tolist()]
            changed[place] = value
            tried.append((out, changed[:2], changed[2:]))
    numbers = st.integers(-1, 3)
    for out in (Conveyed, Exchanged):
        for _ in range(20):
            row = data.draw(st.lists(numbers, min_size=6, max_size=6))
            tried.append((out, row[:2], [*row[2:], 0]))
    for event in (Conveyed, Exchanged):
        rows = [(put, beside) for out, put, beside in tried if out is event]
        package, more = (np.array(numbers) for numbers in zip(*rows, strict=True))
        # all at once, a lane each: the rules look at every lane by itself
        act = Act(event, np.ones(len(rows), dtype=np.bool_), package=package, more=more)
        batch = act.batch(setting.lead, len(rows), 2)
        allowed = rules.allowed(in_lanes(state, len(rows)), batch)
        for lane, (put, beside) in enumerate(rows):
            one = Act(event, HERE, package=package[[lane]], more=more[[lane]]).batch(setting.lead, 1, 2)
            assert bool(allowed[lane]) == slow_may(state, one, setting), (event, put, beside)


def test_attack_every_session_with_every_form_hold_and_condition() -> None:
    """A form each, a condition, a hold: all that can come of them in two rounds of one step."""
    terms = [(0, 0, 0, 0), (0, 1, 0, 1), (0, 0, 1, 0), (0, 2, 0, 0)]
    said = [((), False, ()), *(((), True, more) for more in terms)]
    numbers = list(product(range(1), range(3), range(3), range(2)))
    found = reachable(
        Shuttle,
        tiny(2, 1),
        dims=(1,),
        carrying={
            Confided: lambda dims: said,  # type: ignore[dict-item,return-value]
            Conveyed: lambda dims: [((), False, more) for more in numbers],
            Exchanged: lambda dims: [((), False, (0, 0, 3, bits)) for bits in range(4)],
            Replied: lambda dims: [((), False, (2, 0, 0))],
            TextCarried: lambda dims: [((), False, ())],
        },
    )
    assert {("drafting", Exchanged), ("confiding", Withdrew)} <= found.rows


def test_attack_nothing_but_what_the_rule_names_fits_in_an_event() -> None:
    """Spare numbers could carry a message of their own: none is let through."""
    log = play(canal(), [[GIVES_CONVOYS], []], "invite", TO_B)
    state = log.protocol.start(1)
    place = events(log).index(Conveyed)
    for happened in log.happened[:place]:
        state = log.protocol.apply(state, happened.batch, happened.batch.where)
    batch = log.happened[place].batch
    assert log.protocol.allowed(state, batch)[0]
    for name, width in (("package", 3), ("more", 6)):
        for at in range(width):
            changed = getattr(batch, name).copy()
            changed[0, at] += 1
            assert not log.protocol.allowed(state, replace(batch, **{name: changed}))[0], (name, at)
    assert not log.protocol.allowed(state, replace(batch, yes=HERE))[0]
    invited = Act(Invited, HERE).batch(2, 1, 3)
    assert log.protocol.allowed(state, invited)[0]
    ones = np.ones((1, 6), dtype=np.int64)
    for told in ({"yes": HERE}, {"package": ones[:, :3]}, {"more": ones}):
        assert not log.protocol.allowed(state, replace(invited, **told))[0], told
