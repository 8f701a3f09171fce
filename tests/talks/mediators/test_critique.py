"""The critique mediator, held to what it heard: a slow twin plays along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, product
from pathlib import Path

import pytest

from goodoffices.errors import ProtocolError
from goodoffices.space import Space, compile, packages
from goodoffices.talks import Log, arrange, drive
from goodoffices.talks.engine.event import Event
from goodoffices.talks.engine.events import (
    Answer,
    Criticised,
    DeadlinePassed,
    NoAgreement,
    Resumed,
    TextClosed,
    TextDropped,
    TextKept,
    TextPut,
)
from goodoffices.talks.engine.players import MEDIATORS, mediator_named
from goodoffices.talks.engine.protocol import PROTOCOLS
from goodoffices.talks.mediators.critique import PATIENCE, SIGNS, TRADED
from goodoffices.talks.tournament.plan import read_plan
from goodoffices.talks.tournament.run import play as tournament
from goodoffices.testing import check_mediator
from tests.support.cases import CASES, CRITIQUE, critique_rows, critique_session, shipped, short
from tests.support.parties import Critic
from tests.support.thorough import named


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
        self.worths: dict[tuple[int, int, int], int] = {}
        """What each option is worth by what was heard so far: asked for in every text there is."""

    def say(self, party: int, issue: int, first: int, second: int) -> None:
        """The first option of an issue is better; left out where the other way is known."""
        self.worths.clear()
        if (party, issue, second, first) in self.better:
            return
        above = {first} | {o for p, i, o, u in self.better if (p, i, u) == (party, issue, first)}
        under = {second} | {u for p, i, o, u in self.better if (p, i, o) == (party, issue, second)}
        self.better |= {(party, issue, a, u) for a, u in product(above, under)}

    def hear(self, text: tuple[int, ...], said: dict[int, tuple[int, ...]]) -> None:
        self.worths.clear()
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
        asked = party, issue, option
        if asked not in self.worths:
            self.worths[asked] = self.reckoned(*asked)
        return self.worths[asked]

    def reckoned(self, party: int, issue: int, option: int) -> int:
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


LIARS = ("truthful", "stonewalling", "exaggerated-weights")
TABLES = [*product(("canal", "strait", "wage-talks"), LIARS)]
USUAL = (("canal", LIARS[0]), ("canal", LIARS[1]), ("strait", LIARS[2]), ("wage-talks", LIARS[0]))
"""Each case and each liar, and the case of which most is heard with and without one."""


@pytest.mark.parametrize(("name", "liar"), named(TABLES, USUAL))
def test_what_the_critique_mediator_does_follows_from_what_it_heard(name: str, liar: str) -> None:
    """From the log, by a slow mediator: which text is next, whether it stands, when it is put to all."""
    for case in (shipped(name), short(name, 3, 5)):
        space, many = compile(case), len(case.parties)
        log = critique_session(case, range(3), [liar] + ["truthful"] * (many - 1))
        for lane in range(3):
            follow(log, lane, SlowMediator(space, many), case.rules.rounds, case.rules.steps)


FAR = (0, 1, 2, 3, 4, 3, 3, 3, 4, 4)
"""How near to signing each level is, from 1 to 4; 0 if it is not said."""


def follow(log: Log, lane: int, slow: SlowMediator, rounds: int, steps: int) -> None:
    put: tuple[int, ...] = ()
    held: tuple[int, ...] | None = None
    levels, said, misses, step = [-1] * len(slow.parties), dict[int, tuple[int, ...]](), 0, 0
    closed, before = False, Event

    def ends(gain: int, turn: int) -> bool:
        """Whether it closes with a text that all would sign."""
        return (step + 1 >= steps and turn + 1 < rounds) or (gain <= 0 and misses >= PATIENCE)

    for happened, (event, by, package, more, _) in zip(
        log.lane(lane), critique_rows(log, lane), strict=True
    ):
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
            now = [FAR[said[party][2]] for party in slow.parties]
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
    case = shipped("canal")
    hard = [replace(own, reservation=own.reservation + 1000) for own in case.preferences]
    log = critique_session(replace(case, preferences=tuple(hard)), range(3))
    for lane in range(3):
        rows = critique_rows(log, lane)
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
    log = drive(PROTOCOLS[CRITIQUE](table.setting), seats, 1, range(4))
    for lane in range(4):
        events = [event for event, *_ in critique_rows(log, lane)]
        assert events.count(TextPut) == 6
        assert events.count(TextClosed) == 1


def test_an_option_that_there_is_not_is_passed_over() -> None:
    case = short("canal", 1, 4)
    table = arrange(case, compile(case), True)
    seats = table.seats(
        [Critic((3, 40, 1)), Critic((1, 0, 2))],
        mediator_named("critique"),
    )
    with pytest.raises(ProtocolError, match="names what there is not"):
        drive(PROTOCOLS[CRITIQUE](table.setting), seats, 1, range(2))
    # a protocol that does not know the options does not refuse it; the mediator stands it all the same
    unchecked = replace(table.setting, dims=())
    log = drive(PROTOCOLS[CRITIQUE](unchecked), seats, 1, range(2))
    assert [critique_rows(log, lane)[-1][0] for lane in range(2)] == [NoAgreement, NoAgreement]


@pytest.mark.parametrize("name", ["canal", "strait", "wage-talks"])
def test_lanes_are_sessions(name: str) -> None:
    case = shipped(name)
    check_mediator(MEDIATORS["critique"], case, CRITIQUE)
    many = critique_session(case, range(3, 12))
    for lane in (0, 4, 8):
        alone = critique_session(case, range(3 + lane, 4 + lane))
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
            f"cases: [{CASES / 'canal'}]\nprotocols: [{CRITIQUE}]\nmediators: [critique]\n"
            f"strategies: [{strategies}]\nruns: 5\nseed: 3\n"
        )
        for cell in tournament(read_plan(plan), tmp_path, tmp_path / f"{name}.jsonl"):
            found.setdefault(tuple(cell["strategies"]), []).append(cell["utilities"])
    assert len(found) == 4
    for pair, utilities in found.items():
        alone = len(set(pair)) == 1
        assert len(utilities) == (2 if alone else 1)
        assert not alone or utilities[0] == utilities[1]
