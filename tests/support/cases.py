"""The shipped cases and sessions on them, as tests play them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path

import goodoffices as go
from goodoffices.model import Case, Channel, Constituency, Party, Pressure, TalkRules
from goodoffices.space import compile
from goodoffices.talks import Log, arrange, drive
from goodoffices.talks.engine.event import Event
from goodoffices.talks.engine.players import MediatorPlayer, Strategy, mediator_named, strategy_named
from goodoffices.talks.engine.protocol import PROTOCOLS
from goodoffices.talks.engine.state import State
from goodoffices.talks.engine.views import view

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "cases"
DATA = ROOT / "tests" / "data"
SHIPPED = sorted(CASES.iterdir())
PACKAGE = Path(go.__file__).parent
"""The package under test: beside these tests, or as an installed wheel has it."""


def session(
    case: Case,
    protocol: str,
    parties: str | Sequence[str | Strategy] = "truthful",
    mediator: str | MediatorPlayer | None = None,
    runs: int | range = 1,
    seed: int = 7,
    by_people: bool = False,
) -> Log:
    """Return the log of some sessions on a case.

    Args:
        parties: one strategy for every party, or one for each, by name or as a player.
        mediator: a name or a player; by default the protocol's own.
        runs: their numbers, or how many from 0 on.
    """
    needs = PROTOCOLS[protocol].needs_mediator
    table = arrange(case, compile(case), needs, by_people=by_people)
    wanted = [parties] * len(case.parties) if isinstance(parties, str) else parties
    players = [strategy_named(one) if isinstance(one, str) else one for one in wanted]
    third = mediator or PROTOCOLS[protocol].usual_mediator
    third = mediator_named(third) if isinstance(third, str) else third
    lanes = range(runs) if isinstance(runs, int) else runs
    return drive(PROTOCOLS[protocol](table.setting), table.seats(players, third), seed, lanes)


@cache
def shipped(name: str) -> Case:
    """Return a shipped case, read once for all tests of a process: nobody can change it."""
    return go.load(CASES / name)


LANED = sorted(set(PROTOCOLS) - {"shuttle"})
"""Protocols whose players play many sessions at once; the shuttle plays one session at a time."""


def seats_of(log: Log) -> tuple[int, int, int]:
    """Return the numbers of parties, lanes and issues of a log, which a view asks for."""
    setting = log.protocol.setting
    return setting.parties, len(log.runs), setting.issues


IMPROVEMENTS = ([20, 42, 400], [[33, 60, 400], [33, 60, 600]])
"""A first agreement on the canal, and those of its improvements that a search may end with."""


def canal(steps: int = 6) -> Case:
    case = shipped("canal")
    return replace(case, rules=replace(case.rules, steps=steps))


def option_indices(case: Case, options: Sequence[int]) -> list[int]:
    return [issue.option_ids.index(str(o)) for issue, o in zip(case.issues, options, strict=True)]


def sight(log: Log, seat: int) -> bytes:
    """Return everything a seat sees at the end, as bytes."""
    setting = log.protocol.setting
    seen = view(log.happened, seat, setting.parties, len(log.runs), setting.issues)
    return seen.fingerprint() + seen.variants.tobytes()


def state_after(log: Log, moves: int) -> State:
    state = log.protocol.start(len(log.runs))
    for happened in log.happened[:moves]:
        state = log.protocol.apply(state, happened.batch, happened.batch.where)
    return state


def with_reservation(case: Case, party: int, value: int) -> Case:
    changed = list(case.preferences)
    changed[party] = replace(changed[party], reservation=Fraction(value))
    return replace(case, preferences=tuple(changed))


def rows_of(log: Log, lane: int) -> list[tuple[type[Event], int, tuple[int, ...], bool, int]]:
    """One session as plain rows: event, by, package, yes, the first number beside."""
    return [
        (h.batch.event, h.batch.by, tuple(h.batch.package[0].tolist()), bool(h.batch.yes[0]), int(more))
        for h in log.lane(lane)
        for more in h.batch.more[0, :1]
    ]


CRITIQUE = "single-text-critique"


def critique_session(
    case: Case, runs: range, strategies: Sequence[str] = ("truthful",), mediator: str = "critique"
) -> Log:
    parties = strategies[0] if len(strategies) == 1 else strategies
    return session(case, CRITIQUE, parties, mediator, runs)


def short(name: str, rounds: int, steps: int) -> Case:
    case = shipped(name)
    return replace(case, rules=replace(case.rules, rounds=rounds, steps=steps))


def critique_rows(
    log: Log, lane: int
) -> list[tuple[type[Event], int, tuple[int, ...], tuple[int, ...], bool]]:
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


STRAIT = CASES / "strait"


def pressed_case(rounds: int = 4, steps: int = 10, cost: int = 3, after: int = 1) -> Case:
    """The canal, with somebody at A's home who makes delay cost after a round."""
    case = shipped("canal")
    group = Constituency("crews", "Crews", None, Pressure(after, Fraction(cost), "invented"))
    first = replace(case.parties[0], constituencies=(group,))
    return replace(case, parties=(first, *case.parties[1:]), rules=TalkRules(rounds, steps))


def three_parties(case: Case) -> Case:
    """The case with a third party, which wants what the first wants, and signs more easily."""
    third = Party("C", "The fishers")
    mediators = [mediator.id for mediator in case.mediators]
    channels = tuple(Channel((one, "C"), means="letters") for one in mediators)
    like = replace(case.preferences[0], party="C", reservation=case.preferences[0].reservation - 5)
    return replace(
        case,
        parties=(*case.parties, third),
        channels=(*case.channels, *channels),
        preferences=(*case.preferences, like),
    )
