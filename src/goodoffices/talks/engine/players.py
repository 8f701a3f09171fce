"""Players: the interfaces of strategies and mediators, whether simulated, learning, or a person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple, cast, runtime_checkable
from typing import Protocol as Interface

import numpy as np

from goodoffices.errors import UsageError, shorten
from goodoffices.registry import Registry
from goodoffices.talks.engine.event import Batch, Event, Happened, Mask, Rows
from goodoffices.talks.engine.phases import Phase
from goodoffices.talks.engine.streams import Moves, Stream
from goodoffices.talks.engine.views import MediatorPrivate, MediatorView, PartyPrivate, PartyView
from goodoffices.wording import unknown


@dataclass(frozen=True, slots=True)
class Horizon:
    """The length of talks in rounds and steps, and the numbers of lanes, issues and parties."""

    rounds: int
    steps: int
    lanes: int
    issues: int
    parties: int = 2


@dataclass(frozen=True, slots=True)
class Act:
    """A player's act: an event in some lanes, with a package, a yes or numbers (``Event.numbers``)."""

    event: type[Event]
    where: Mask
    package: Rows | None = None
    yes: Mask | None = None
    more: Rows | None = None

    def batch(self, seat: int, lanes: int, issues: int) -> Batch:
        """Return this act as the event of a seat."""
        package = self.package if self.package is not None else noughts(lanes, issues)
        yes = self.yes if self.yes is not None else np.zeros(lanes, dtype=np.bool_)
        more = noughts(lanes, issues + 3)
        if self.more is not None:
            more = more.copy()
            more[:, : self.more.shape[1]] = self.more
        return Batch(seat, self.event, package, yes, self.where, more)


@cache
def noughts(lanes: int, columns: int) -> Rows:
    """Return rows of noughts, (lanes, columns), that can only be read: most acts have no numbers."""
    # broadcast, not filled: whatever the lanes, they take the memory of a row
    return np.broadcast_to(np.zeros((1, columns), dtype=np.int64), (lanes, columns))


class Strategy(Interface):
    """How a party acts. ``goodoffices.testing`` checks the facts that a strategy declares.

    Attributes:
        lanes: it can play many sessions at once, each as if alone.
        random: it draws.
        remembers: it keeps something of its own from move to move.
        offers: it makes offers, from a list of packages; if false it only answers texts.

    A class may have a class method ``stack(players, which)``: it returns one player for the lanes of several
    prepared players, and ``which`` (lanes,) is the player of each lane. It is for speed only, see
    ``talks/engine/stacked.py``.

    A class may have a method ``hear``, see :class:`Hears`.
    """

    lanes: bool
    random: bool
    remembers: bool
    offers: bool = True

    def prepare(self, private: PartyPrivate, horizon: Horizon) -> None:
        """Take in the party's own preferences, before talks begin."""

    def act(self, view: PartyView, phase: Phase, live: Mask, stream: Stream, move: Moves) -> list[Act]:
        """Return the acts in the live lanes.

        Args:
            view: what has reached this party.
            phase: says whether the party is asked, and with which events to answer (``phase.asks``).
            live: (lanes,) the lanes in which it is to act.
            stream: of its draws.
            move: (lanes,) how often this seat has moved before, for draws; without meaning in other lanes.
        """


@runtime_checkable
class Hears(Interface):
    """A player that is told each event that reaches it, while a view shows the last offer only."""

    def hear(self, happened: Happened) -> None:
        """Take in an event as soon as it has happened; the player's own events are among them.

        Args:
            happened: ``batch.where`` (lanes,) are the lanes in which it reached this player. In all others
                its arrays are 0, and of its audience there is only the player's own bit.
        """


class MediatorPlayer(Interface):
    """How a mediator acts; as :class:`Strategy`, but it is given no preferences.

    ``protocols`` are the names of the protocols that it can play.
    """

    lanes: bool
    random: bool
    remembers: bool
    protocols: tuple[str, ...]

    def prepare(self, private: MediatorPrivate, horizon: Horizon) -> None:
        """Take in the packages that linkages allow, before talks begin."""

    def act(
        self, view: MediatorView, phase: Phase, live: Mask, stream: Stream, move: Moves
    ) -> list[Act]:
        """Return the acts in the live lanes, as :meth:`Strategy.act`."""


@runtime_checkable
class FindsText(Interface):
    """A mediator that finds the text it hands over; others hand over the text that stands."""

    def hand_over(self, view: MediatorView, live: Mask) -> tuple[Rows, Mask]:
        """As :func:`hand_over`."""


def hand_over(player: MediatorPlayer, view: MediatorView, live: Mask) -> tuple[Rows, Mask]:
    """Return the text that a mediator would hand over if talks ended now.

    This may be called before the mediator acts, and does not change its acts.

    Returns:
        The texts, (lanes, issues), and a mask of the lanes that have a text, (lanes,).
    """
    if isinstance(player, FindsText):
        return player.hand_over(view, live)
    return view.held, view.has_held


class Remark(NamedTuple):
    """A mediator's note to itself when talks are over: about a party, by its index, or about the talks."""

    words: str
    party: int | None = None


@runtime_checkable
class Remarks(Interface):
    """A mediator that notes something for itself, which reaches nobody else at the table."""

    def remarks(self) -> list[Remark]:
        """As :func:`remarks`."""


def remarks(player: MediatorPlayer) -> list[Remark]:
    """Return the notes of a mediator that plays sessions singly, when a session is over."""
    return player.remarks() if isinstance(player, Remarks) else []


STRATEGIES: Registry[Callable[[], Strategy]] = Registry(
    "strategy", "strategies", "goodoffices.talks.strategies"
)
MEDIATORS: Registry[Callable[[], MediatorPlayer]] = Registry(
    "mediator", "mediators", "goodoffices.talks.mediators"
)
strategy, mediator = STRATEGIES.register, MEDIATORS.register


AnyStrategy = str | Strategy | Callable[[], Strategy]
"""A registered name, a strategy to be copied, or a class or function that makes a strategy."""
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
    """Return a player that no session has used: a new player, or a copy of the player given."""
    thing = registry.named(given) if isinstance(given, str) else given
    is_player = hasattr(thing, "act") and not isinstance(thing, type)
    if not (is_player or callable(thing)):
        raise UsageError(
            f"{registry.kind}: expected a name, a class or a player, or a list of them, "
            f"found {shorten(thing)}."
        )
    # a player remembers: the same object in two sessions would carry words from the first to the
    # second
    return deepcopy(thing) if is_player else thing()


def in_turn(written: str) -> tuple[str, ...]:
    """Return the names in ``two-issues/one-issue``: the mediators that lead rounds in turn."""
    return tuple(name.strip() for name in written.split("/"))


def mediators_named(given: Sequence[AnyMediator]) -> list[MediatorPlayer]:
    """Return a fresh player of each of several mediators.

    Raises:
        UsageError: with every name that no mediator has.
    """
    # all at once: whoever mistypes two names should not have to find the second by trying again
    wrong = [
        unknown("mediator", name, MEDIATORS)
        for name in given
        if isinstance(name, str) and name not in MEDIATORS
    ]
    if wrong:
        raise UsageError("\n".join(wrong))
    return list(map(mediator_named, given))
