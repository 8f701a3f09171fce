"""Who sits where: players behind one interface, whether simulated, learning, or a person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, NamedTuple, cast, runtime_checkable
from typing import Protocol as Interface

import numpy as np

from goodoffices.errors import UsageError
from goodoffices.registry import Registry
from goodoffices.talks.engine.events import Batch, Event, Mask, Rows
from goodoffices.talks.engine.phases import Phase
from goodoffices.talks.engine.streams import Stream
from goodoffices.talks.engine.views import MediatorPrivate, MediatorView, PartyPrivate, PartyView
from goodoffices.wording import unknown


@dataclass(frozen=True, slots=True)
class Horizon:
    """How long talks may go, and in how many lanes."""

    rounds: int
    steps: int
    lanes: int
    issues: int


@dataclass(frozen=True, slots=True)
class Act:
    """What a player does in each lane: an event for some lanes, with a package or a yes."""

    event: type[Event]
    where: Mask
    package: Rows | None = None
    yes: Mask | None = None
    more: Rows | None = None

    def batch(self, seat: int, lanes: int, issues: int) -> Batch:
        """This act as an event of a seat."""
        nothing = np.zeros((1, issues + 3), dtype=np.int64)
        package = self.package
        if package is None:
            package = np.broadcast_to(nothing[:, :issues], (lanes, issues))
        yes = self.yes if self.yes is not None else np.zeros(lanes, dtype=np.bool_)
        more = np.broadcast_to(nothing, (lanes, issues + 3))
        if self.more is not None:
            more = more.copy()
            more[:, : self.more.shape[1]] = self.more
        return Batch(seat, self.event, package, yes, self.where, more)


class Strategy(Interface):
    """How a party acts. ``lanes``: it can play many sessions at once, each as if alone.

    ``random``: it draws; ``remembers``: it keeps something of its own from move to move; ``offers``: it
    makes offers of its own, from a list of packages, where others only answer texts. The shipped checks in
    ``goodoffices.testing`` hold it to what it says of itself.

    A class may have a class method ``stack(players, which)``: one player for the lanes of several prepared
    ones, ``which`` (lanes,) says whose each lane is. It is for speed only, see ``talks/together.py``.
    """

    lanes: bool
    random: bool
    remembers: bool
    offers: bool = True

    def prepare(self, private: PartyPrivate, horizon: Horizon) -> None:
        """Take one's own preferences in, before talks begin."""

    def act(self, view: PartyView, phase: Phase, live: Mask, stream: Stream, move: int) -> list[Act]:
        """Return what to do in the live lanes, from what has reached this party.

        The phase says whether it is asked, and with which events to answer (``phase.asks``).
        """


class MediatorPlayer(Interface):
    """How a mediator acts; as :class:`Strategy`, but it is given nobody's preferences.

    ``protocols`` are those it knows how to play.
    """

    lanes: bool
    random: bool
    remembers: bool
    protocols: tuple[str, ...]

    def prepare(self, private: MediatorPrivate, horizon: Horizon) -> None:
        """Take in which packages there can be, before talks begin."""

    def act(self, view: MediatorView, phase: Phase, live: Mask, stream: Stream, move: int) -> list[Act]:
        """What to do in the live lanes, from what has reached this mediator."""


@runtime_checkable
class FindsText(Interface):
    """A mediator that hands over a text of its own finding, where others hand over the one that stands."""

    def hand_over(self, view: MediatorView, live: Mask) -> tuple[Rows, Mask]:
        """As :func:`hand_over`."""


def hand_over(player: MediatorPlayer, view: MediatorView, live: Mask) -> tuple[Rows, Mask]:
    """The text that a mediator would hand over if talks ended now: (lanes, issues), and where it has one.

    Asked before it acts, and before a text is put to all for a last answer; it acts as if not asked.
    """
    if isinstance(player, FindsText):
        return player.hand_over(view, live)
    return view.held, view.has_held


class Remark(NamedTuple):
    """What a mediator notes for itself when talks are over: of a party, by its place, or of the talks."""

    words: str
    party: int | None = None


@runtime_checkable
class Remarks(Interface):
    """A mediator that notes something for itself, which reaches nobody else at the table."""

    def remarks(self) -> list[Remark]:
        """As :func:`remarks`."""


def remarks(player: MediatorPlayer) -> list[Remark]:
    """What a mediator that plays one session at a time has noted when it is over."""
    return player.remarks() if isinstance(player, Remarks) else []


STRATEGIES: Registry[Callable[[], Strategy]] = Registry(
    "strategy", "strategies", "goodoffices.talks.strategies"
)
MEDIATORS: Registry[Callable[[], MediatorPlayer]] = Registry(
    "mediator", "mediators", "goodoffices.talks.mediators"
)
strategy, mediator = STRATEGIES.register, MEDIATORS.register


AnyStrategy = str | Strategy | Callable[[], Strategy]
"""A registered name, a strategy to be copied, or a class or function that makes one."""
AnyMediator = str | MediatorPlayer | Callable[[], MediatorPlayer]


def strategy_named(given: AnyStrategy) -> Strategy:
    """Return a fresh player of a strategy.

    Raises:
        UsageError: no strategy has that name.
    """
    return cast(Strategy, _fresh(STRATEGIES, given))


def mediator_named(given: AnyMediator) -> MediatorPlayer:
    """Return a fresh player of a mediator.

    Raises:
        UsageError: no mediator has that name.
    """
    return cast(MediatorPlayer, _fresh(MEDIATORS, given))


def _fresh(registry: Registry[Any], given: Any) -> Any:
    """Return a player that no session has used: a new one, or a copy of the player given."""
    thing = registry.named(given) if isinstance(given, str) else given
    is_player = hasattr(thing, "act") and not isinstance(thing, type)
    return deepcopy(thing) if is_player else thing()


def in_turn(written: str) -> tuple[str, ...]:
    """The names in ``two-issues/one-issue``: mediators that lead rounds in turn, or one that leads all."""
    return tuple(name.strip() for name in written.split("/"))


def mediators_named(given: Sequence[AnyMediator]) -> list[MediatorPlayer]:
    """Return a fresh player of each of several mediators.

    Raises:
        UsageError: with every name that no mediator has.
    """
    wrong = [
        unknown("mediator", name, MEDIATORS)
        for name in given
        if isinstance(name, str) and name not in MEDIATORS
    ]
    if wrong:
        raise UsageError("\n".join(wrong))
    return list(map(mediator_named, given))
