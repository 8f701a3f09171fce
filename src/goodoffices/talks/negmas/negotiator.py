"""A strategy of ours as a negotiator of NegMAS: offer for offer as at our table, with the same seed."""

from __future__ import annotations

from typing import Any

import numpy as np
from negmas.sao import ResponseType, SAOCallNegotiator, SAOResponse

from goodoffices.errors import UsageError
from goodoffices.space import compile
from goodoffices.talks.engine.event import Happened
from goodoffices.talks.engine.events import Accept, BrokenOff, Offer
from goodoffices.talks.engine.players import Act, AnyStrategy, Hears, Horizon, strategy_named
from goodoffices.talks.engine.session import Session, tell
from goodoffices.talks.engine.state import Setting
from goodoffices.talks.engine.streams import stream_of
from goodoffices.talks.engine.views import PartyView, allowed_packages, party_private
from goodoffices.talks.negmas.preferences import Outcomes, case_of
from goodoffices.talks.protocols.alternating_offers import AlternatingOffers

HERE = np.ones(1, dtype=np.bool_)


class OurNegotiator(SAOCallNegotiator):
    """Plays at a SAOMechanism as a strategy of ours does in alternating offers.

    Every act at their table is played in a session of our protocol, from which the strategy gets its view.
    The mechanism needs ``n_steps``, which strategies concede by, and ``extra_callbacks`` (its default), by
    which a negotiator hears of offers that are not the last.

    Args:
        strategy: a name, such as ``boulware``, a strategy, or what makes one.
        seed: of its draws; with ``run``, the number of the session, and ``name``, the party's id, it draws
            what it would draw at our table.
    """

    def __init__(
        self, strategy: AnyStrategy = "boulware", seed: int = 0, run: int = 0, **named: Any
    ) -> None:
        super().__init__(**named)
        self.chosen, self.seed, self.run = strategy, seed, run
        self.session: Session | None = None

    def on_negotiation_start(self, state: Any) -> None:
        """Sit down: take in the outcome space, the utility function and the length of the talks."""
        # errors raised here are swallowed by NegMAS, so that they wait for the first turn
        self.session = None

    def on_partner_proposal(self, state: Any, partner_id: str, offer: Any) -> None:
        """Take in an offer of another party."""
        codes = self._playing().outcomes.codes(offer)
        self._play(self.nmi.negotiator_index(partner_id), Act(Offer, HERE, package=np.array([codes])))

    def on_partner_response(self, state: Any, partner_id: str, outcome: Any, response: Any) -> None:
        """Take in another party's acceptance, or that it leaves; an offer comes by itself."""
        seat = self.nmi.negotiator_index(partner_id)
        if response == ResponseType.ACCEPT_OFFER:
            self._play(seat, Act(Accept, HERE))
        elif response in (ResponseType.END_NEGOTIATION, ResponseType.LEAVE):
            self._play(seat, Act(BrokenOff, HERE))

    def __call__(self, state: Any, dest: str | None = None) -> SAOResponse:
        """Return the strategy's act; after somebody has left, it leaves too, as talks of ours are over."""
        session = self._playing().session
        assert session is not None
        if bool(session.actors[0] >> self.seat & 1) is False:
            self._check_told(state, session)
            return SAOResponse(ResponseType.END_NEGOTIATION, None)
        view = session.view(self.seat)
        assert isinstance(view, PartyView)
        [act] = (
            act
            for act in self.player.act(view, session.phase(), HERE, self.stream, np.array([self.moves]))
            if act.where[0]
        )
        self.moves += 1
        self._play(self.seat, act)
        if act.event is Offer:
            assert act.package is not None
            outcome = self.outcomes.outcome(act.package[0].tolist())
            return SAOResponse(ResponseType.REJECT_OFFER, outcome)
        if act.event is Accept:
            return SAOResponse(ResponseType.ACCEPT_OFFER, state.current_offer)
        return SAOResponse(ResponseType.END_NEGOTIATION, None)

    def _play(self, seat: int, act: Act) -> None:
        session = self._playing().session
        assert session is not None
        happened: Happened = session.play(act.batch(seat, 1, len(self.outcomes.issues)))
        if isinstance(self.player, Hears):
            tell(self.player, happened, self.seat)

    def _check_told(self, state: Any, session: Session) -> None:
        """Refuse a mechanism that does not tell its negotiators what happens.

        Raises:
            UsageError: it did not.
        """
        if state.current_offer is not None and not session.happened:
            raise UsageError("NegMAS: expected a mechanism with extra_callbacks=True, found none.")

    def _playing(self) -> OurNegotiator:
        """Return this negotiator, ready to play: it is prepared once in a negotiation.

        Raises:
            UsageError: the mechanism has no ``n_steps``, or the negotiator no utility function.
        """
        if self.session is not None:
            return self
        parties, steps = self.nmi.n_negotiators, self.nmi.n_steps
        if steps is None or not np.isfinite(steps):
            raise UsageError(
                "NegMAS: expected a mechanism with n_steps, found one without: strategies concede by it."
            )
        if self.ufun is None:
            raise UsageError(f"NegMAS: expected a utility function for {self.name}, found none.")
        self.outcomes = Outcomes.of(self.nmi.outcome_space)
        self.seat = self.nmi.negotiator_index(self.id)
        space = compile(case_of(self.nmi.outcome_space, {self.name: self.ufun}))
        self.player = strategy_named(self.chosen)
        codes = allowed_packages(space)
        private = party_private(space, 0, codes, self.seat)
        self.player.prepare(private, Horizon(1, steps * parties, 1, len(space.dims), parties))
        self.stream, self.moves = (
            stream_of(self.seed, self.seat, self.name, range(self.run, self.run + 1)),
            0,
        )
        # refusals are the mechanism's business: it may allow what linkages of this party alone do not
        self.session = Session(
            AlternatingOffers(
                Setting(
                    parties=parties,
                    mediators=0,
                    issues=len(space.dims),
                    rounds=1,
                    steps=steps * parties,
                    lead=parties,
                    carries=(0,) * parties,
                    dims=space.dims,
                )
            )
        )
        return self
