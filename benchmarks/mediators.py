"""The mediators that play many sessions at once, measured like the learning mediator.

Parties play ``truthful``; the first party plays the strategy of its manner. The mediator plays its own
protocol: a single round with as many texts as it takes for ``k`` answers of each party. An observer counts
every reply of a party, of any kind, and asks the mediator at each of its turns which text it would hand over.
In r0 this text counts after k answers. In r20 only a text counts that every party said it would sign within
the k answers: a final yes or no is an answer, and in ``mediator-vote`` every yes binds.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.instances import Floats, Instance, most
from goodoffices.beliefs.replies import ASKED, LEVELS
from goodoffices.space import Space, from_tables
from goodoffices.talks.engine.event import VOTES, Mask, Rows
from goodoffices.talks.engine.events import (
    Answer,
    Compared,
    Criticised,
    TextClosed,
    TextToCompare,
    Voted,
)
from goodoffices.talks.engine.phases import Phase
from goodoffices.talks.engine.players import (
    MEDIATORS,
    Act,
    Horizon,
    MediatorPlayer,
    Strategy,
    hand_over,
    mediator_named,
    strategy_named,
)
from goodoffices.talks.engine.protocol import PROTOCOLS, Protocol
from goodoffices.talks.engine.session import Log, MediatorSeat, PartySeat, Seat, drive
from goodoffices.talks.engine.state import Setting
from goodoffices.talks.engine.streams import Moves, Stream, below
from goodoffices.talks.engine.views import (
    MediatorPrivate,
    MediatorView,
    PartyPrivate,
    PartyView,
    allowed_packages,
    mediator_private,
    party_private,
)

RUNS = 16
"""Number of sessions for each instance, in the lanes of a single drive."""
LIES = {
    "honest": "truthful",
    "high": "stonewalling",
    "inflated": "inflated-reservation",
    "exaggerated": "exaggerated-weights",
}
"""Strategy of the first party by its manner in the learning mediator's rows; other manners have none."""
STEPS = np.array([0, *(bisect_left(ASKED, level.low, key=lambda n: LEVELS[n].low) for level in LEVELS)])
"""Step of each level of a critique among those that parties may choose, the farthest from signing first."""
SCALE = 10**12
"""Integer for a utility of 1: finer than the numbers in scenario files."""


def measured_here() -> Iterator[tuple[str, str]]:
    """Return every mediator that plays many sessions at once, with the protocol it is measured in.

    That is the protocol whose usual mediator it is, or else the first protocol it plays.
    """
    own = {name: kind for name, kind in PROTOCOLS.items() if "usual_mediator" in vars(kind)}
    usual = {kind.usual_mediator: name for name, kind in own.items()}
    for name in sorted(MEDIATORS):
        player = mediator_named(name)
        if player.lanes:
            yield name, usual.get(name, player.protocols[0])


class Watch:
    """A table's answers, and the text that would be handed over after each number of them.

    Attributes:
        replies: number of answers so far, shape (lanes, parties).
        texts: text after each number of answers of every party, shape (lanes, 1 + answers, issues).
        there: whether there was a text, shape (lanes, 1 + answers).
        asked: whether the mediator had a turn at that number, shape (lanes, 1 + answers).
    """

    def __init__(self, parties: int, issues: int, lanes: int, answers: int) -> None:
        self.replies = np.zeros((lanes, parties), dtype=np.int64)
        self.texts = np.zeros((lanes, 1 + answers, issues), dtype=np.int64)
        self.there = np.zeros((lanes, 1 + answers), dtype=np.bool_)
        self.asked = np.zeros((lanes, 1 + answers), dtype=np.bool_)

    def note(self, text: Rows, there: Mask, where: Mask) -> None:
        """Note the text that would be handed over now, in some lanes; it replaces an earlier note."""
        lanes = np.flatnonzero(where)
        now = self.replies[lanes].min(axis=1)
        self.texts[lanes, now], self.there[lanes, now] = text[lanes], there[lanes]
        self.asked[lanes, now] = True

    def after(self, answers: int) -> tuple[Rows, Mask]:
        """Return the text after a number of answers, or the last text if talks closed before."""
        places = np.where(self.asked[:, : 1 + answers], np.arange(1 + answers), 0).max(axis=1)
        lanes = np.arange(len(places))
        return self.texts[lanes, places], self.there[lanes, places]


def mistaken(act: Act, dims: tuple[int, ...], errs: float, stream: Stream, move: Moves) -> Act:
    """Return a party's acts with mistakes: each is wrong with probability ``errs``, lane by lane.

    A mistake is yes for no or no for yes, equally strong; better for worse, or either for the same; another
    issue, without an option; or a level farther or nearer.
    """

    def drawn(purpose: str, limit: int) -> Rows:
        return below(stream.draws(purpose, move), limit)

    def slips(purpose: str) -> Mask:
        return np.asarray(stream.draws(purpose, move) / 2**64 < errs)

    wrong = slips("wrong")
    if act.event is Answer and act.yes is not None:
        return replace(act, yes=act.yes ^ wrong)
    if act.more is None or act.event not in (Voted, Compared, Criticised):
        return act
    said = act.more.copy()
    first = said[:, 0]
    if act.event is Voted:
        other = len(VOTES) - 1 - first
    elif act.event is Compared:
        other = np.where(first == 1, 2 * drawn("for the same", 2), 2 - first)
    else:
        other = 1 + (first + drawn("another issue", len(dims) - 1)) % len(dims)
        said[:, 1] = np.where(wrong, 0, said[:, 1])
        step = STEPS[said[:, 2]] + 2 * drawn("nearer", 2) - 1
        nearer = 1 + np.array(ASKED)[np.clip(step, 0, len(ASKED) - 1)]
        said[:, 2] = np.where(slips("wrong level"), nearer, said[:, 2])
    said[:, 0] = np.where(wrong, other, first)
    return replace(act, more=said)


class Counted:
    """A party's player with mistakes, which counts its answers to mediators.

    A final yes or no is never a mistake.
    """

    def __init__(
        self, player: Strategy, place: int, watch: Watch, dims: tuple[int, ...], errs: float
    ) -> None:
        self.player, self.place, self.watch = player, place, watch
        self.dims, self.errs = dims, errs
        self.lanes, self.random = player.lanes, player.random
        self.remembers, self.offers = player.remembers, player.offers

    def prepare(self, private: PartyPrivate, horizon: Horizon) -> None:
        self.player.prepare(private, horizon)

    def act(self, view: PartyView, phase: Phase, live: Mask, stream: Stream, move: Moves) -> list[Act]:
        acts = self.player.act(view, phase, live, stream, move)
        for act in acts:
            if act.event.private:
                self.watch.replies[:, self.place] += act.where
        if not self.errs or phase == "closing":
            return acts
        return [mistaken(act, self.dims, self.errs, stream, move) for act in acts]


class Observed:
    """A mediator's player, asked at each of its turns before the last text which text it would hand over."""

    def __init__(self, player: MediatorPlayer, watch: Watch) -> None:
        self.player, self.watch = player, watch
        self.lanes, self.random = player.lanes, player.random
        self.remembers, self.protocols = player.remembers, player.protocols

    def prepare(self, private: MediatorPrivate, horizon: Horizon) -> None:
        self.player.prepare(private, horizon)

    def act(
        self, view: MediatorView, phase: Phase, live: Mask, stream: Stream, move: Moves
    ) -> list[Act]:
        drafting = live & ~view.closing
        if drafting.any():
            self.watch.note(*hand_over(self.player, view, drafting), drafting)
        return self.player.act(view, phase, live, stream, move)


def space_of(instance: Instance) -> Space:
    """Return an instance in integers, rounded so that packages at the reservation value are still signed."""
    tables = [
        [
            np.rint(row[:dim] * SCALE).astype(np.int64).tolist()
            for row, dim in zip(t, instance.dims, strict=True)
        ]
        for t in instance.tables
    ]
    floors = [int(np.floor(floor * SCALE)) - len(instance.dims) for floor in instance.floors]
    return from_tables(tables, reservations=floors)


def texts_for(kind: type[Protocol], answers: int, signed: bool) -> int:
    """Return the number of texts in a round in which each party gives that many answers."""
    events = {row.event for row in kind.table}
    return answers - (signed and TextClosed in events) + (TextToCompare in events)


def watched(
    instance: Instance,
    protocol: str,
    player: MediatorPlayer,
    steps: int,
    runs: range,
    seed: int,
    manner: str = "honest",
    errs: float = 0.0,
) -> tuple[Log, Watch]:
    """Play sessions of a single round, and return them with the observer's notes.

    The first party's ``manner`` is a key of :data:`LIES`; all parties err in a share ``errs`` of answers.
    """
    space, parties, issues = space_of(instance), len(instance.tables), len(instance.dims)
    watch = Watch(parties, issues, len(runs), steps + 2)
    codes = allowed_packages(space, listed=False)
    players = [strategy_named(LIES[manner if place == 0 else "honest"]) for place in range(parties)]
    seats: list[Seat] = [
        PartySeat(party_private(space, place, codes), Counted(one, place, watch, instance.dims, errs))
        for place, one in enumerate(players)
    ]
    seats.append(MediatorSeat(mediator_private(space, "mediator", codes), Observed(player, watch)))
    setting = Setting(parties, 1, issues, 1, steps, parties, (1 << parties,) * parties)
    return drive(PROTOCOLS[protocol](setting), seats, seed, runs), watch


def shares(instance: Instance, texts: Rows, there: Mask) -> Floats:
    """Return each text's share of the largest product of gains, shape (sessions,); 0 if there is no text."""
    issues = np.arange(len(instance.dims))
    gains = [
        np.maximum(table[issues, texts].sum(axis=1) - floor, 0)
        for table, floor in zip(instance.tables, instance.floors, strict=True)
    ]
    return np.asarray(np.where(there, np.prod(gains, axis=0) / most(instance), 0.0))


def shares_after(
    instance: Instance,
    name: str,
    protocol: str,
    answers: list[int],
    signed: bool,
    seed: int,
    manner: str = "honest",
    errs: float = 0.0,
) -> NDArray[np.float64]:
    """Return a mediator's shares after each number of answers, shape (numbers, sessions)."""
    found = []
    for many in answers:
        steps = texts_for(PROTOCOLS[protocol], many, signed)
        log, watch = watched(
            instance, protocol, mediator_named(name), steps, range(RUNS), seed, manner, errs
        )
        if signed:
            found.append(shares(instance, log.final.put, log.protocol.within(log.final, "agreed")))
        else:
            found.append(shares(instance, *watch.after(many)))
    return np.array(found)
