"""A negotiator of NegMAS as a party: ``strategy="NegMAS:BoulwareTBNegotiator"``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from typing import Any

import numpy as np
from negmas.negotiators import Negotiator
from negmas.sao import ResponseType, SAOResponse

from goodoffices.errors import UsageError, shorten
from goodoffices.talks.engine.event import Event, Happened, Mask
from goodoffices.talks.engine.events import Accept, BrokenOff, DeadlinePassed, Offer, Resumed
from goodoffices.talks.engine.phases import Phase
from goodoffices.talks.engine.players import Act, Horizon
from goodoffices.talks.engine.streams import Moves, Stream
from goodoffices.talks.engine.views import PartyPrivate, PartyView
from goodoffices.talks.negmas.mechanism import Mechanism
from goodoffices.talks.negmas.preferences import utility_of
from goodoffices.wording import did_you_mean

HOME = "negmas.sao"


def negmas_party(name: str) -> Callable[[], NegmasParty]:
    """Return what makes parties of a negotiator's class: ``BoulwareTBNegotiator``, ``my_module.MyAgent``.

    A name without a module is looked for in ``negmas.sao``, and then among all negotiators that are defined
    by now, such as those of a plug-in.

    Raises:
        UsageError: there is no such class.
    """
    kind = _class(name)
    return partial(NegmasParty, kind)


def _class(name: str) -> Any:
    module, _, last = name.rpartition(".")
    try:
        found = getattr(import_module(module or HOME), last, None)
    except ImportError:
        found = None
    known = {kind.__name__: kind for kind in _subclasses(Negotiator)}
    if not module and found is None:
        found = known.get(name)
    if not (isinstance(found, type) and issubclass(found, Negotiator)):
        near = did_you_mean(last, known)
        raise UsageError(f"NegMAS: expected a class of negotiators, found {shorten(name)}.{near}")
    return found


def _subclasses(kind: Any) -> Iterator[Any]:
    for own in kind.__subclasses__():
        yield own
        yield from _subclasses(own)


class NegmasParty:
    """Plays alternating offers as a negotiator of NegMAS does at its own table, offer for offer.

    Each round of talks is a negotiation of its own for it, with a new negotiator: NegMAS has no rounds that
    break off and resume. It knows its utility of each package and the reservation value, divided by its
    largest utility; of a discount or a cost per round it knows nothing. If it neither accepts nor offers, it
    leaves the table.
    """

    lanes = False
    random = True
    remembers = True
    offers = True

    def __init__(self, kind: type) -> None:
        self.kind = kind
        self.name = f"NegMAS:{kind.__name__}"

    def prepare(self, private: PartyPrivate, horizon: Horizon) -> None:
        """Take in the party's preferences as a utility function of NegMAS."""
        self.private = private
        self.parties = horizon.parties
        self.steps = -(-horizon.steps // horizon.parties)
        self.space, self.function = utility_of(private)
        self.table: Mechanism | None = None
        self.before: list[SAOResponse] = []
        self.codes = [
            {option: code for code, option in enumerate(options)} for options in private.options
        ]

    def hear(self, happened: Happened) -> None:
        """Repeat at their table what others did at ours."""
        batch = happened.batch
        if batch.event in (DeadlinePassed, BrokenOff, Resumed):
            if self.table is not None:
                self.table.close()
            self.table, self.before = None, []
        elif batch.by != self.private.seat and batch.event in (Offer, Accept):
            self._tell(self._response(batch.event, batch.package[0].tolist()))

    def act(self, view: PartyView, phase: Phase, live: Mask, stream: Stream, move: Moves) -> list[Act]:
        """Return what it does at their table."""
        if phase.asks:
            raise UsageError(
                f"strategy: expected one that answers texts, found {self.name}, which makes "
                "offers only."
            )
        if self.table is None:
            self.table = self._opened(int(stream.draws("negmas", move)[0]))
            for response in self.before:
                self._tell(response)
        return [self._act(self._said(), live)]

    def _opened(self, seed: int) -> Mechanism:
        given = (self.kind, self.private.seat, self.parties, self.steps, self.space, self.function)
        return Mechanism(*given, seed)

    def _tell(self, response: SAOResponse) -> None:
        """Repeat an act at their table, or keep it until there is one: draws come with the first turn."""
        if self.table is None:
            self.before.append(response)
        else:
            self._guarded(partial(self.table.tell, response))

    def _said(self) -> SAOResponse | None:
        assert self.table is not None
        found: SAOResponse | None = self._guarded(self.table.said)
        return found

    def _guarded(self, call: Callable[[], Any]) -> Any:
        """Return what a call of NegMAS returns.

        Raises:
            UsageError: it failed.
        """
        try:
            return call()
        except Exception as error:
            why = f"{type(error).__name__}: {shorten(str(error))}"
            raise UsageError(f"{self.name} failed: {why}") from error

    def _response(self, event: type[Event], codes: list[int]) -> SAOResponse:
        """Return an act at our table as a response at theirs."""
        outcome = tuple(o[code] for o, code in zip(self.private.options, codes, strict=True))
        if event is Offer:
            self.offered = outcome
            return SAOResponse(ResponseType.REJECT_OFFER, outcome)
        return SAOResponse(ResponseType.ACCEPT_OFFER, self.offered)

    def _act(self, said: SAOResponse | None, live: Mask) -> Act:
        """Return a response at their table as an act at ours."""
        if said is not None and said.response == ResponseType.ACCEPT_OFFER:
            return Act(Accept, live)
        outcome = None if said is None or said.response != ResponseType.REJECT_OFFER else said.outcome
        if outcome is None:
            return Act(BrokenOff, live)
        # some negotiators send words along with an outcome
        self.offered = tuple(getattr(outcome, "outcome", outcome))
        codes = [known[option] for known, option in zip(self.codes, self.offered, strict=True)]
        return Act(Offer, live, package=np.array([codes], dtype=np.int64))
