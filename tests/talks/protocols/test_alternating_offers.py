"""Alternating offers: an offer that all others accept is the agreement."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from goodoffices.talks.engine.events import Accept, BrokenOff, Offer
from goodoffices.talks.engine.players import Act
from goodoffices.talks.protocols.alternating_offers import AlternatingOffers
from goodoffices.testing import tiny
from tests.support.shuttling import HERE


def test_an_offer_that_all_others_accept_is_the_agreement() -> None:
    """Of three parties two accept; a new offer asks both again."""
    rules = AlternatingOffers(replace(tiny(1, 9), parties=3, lead=3, carries=(0, 0, 0)))
    state, phases = rules.start(1), []
    offer = Act(Offer, HERE, package=np.array([[1]]))
    accept = Act(Accept, HERE)
    for by, act in ((0, offer), (1, accept), (2, offer), (0, accept), (1, accept)):
        state = rules.apply(state, act.batch(by, 1, 1), HERE)
        phases.append(str(rules.ordered[state.phase[0]]))
    assert phases == ["replying"] * 4 + ["agreed"]
    assert state.put.tolist() == [[1]]


def test_a_party_may_leave_in_its_turn_which_ends_talks_for_all() -> None:
    rules = AlternatingOffers(replace(tiny(2, 9), parties=3, lead=3, carries=(0, 0, 0)))
    leave, offer = Act(BrokenOff, HERE), Act(Offer, HERE, package=np.array([[1]]))
    at_once = rules.apply(rules.start(1), leave.batch(0, 1, 1), HERE)
    assert rules.ordered[at_once.phase[0]] == "ended"
    later = rules.apply(rules.start(1), offer.batch(0, 1, 1), HERE)
    assert not rules.allowed(later, leave.batch(2, 1, 1))[0]
    assert rules.ordered[rules.apply(later, leave.batch(1, 1, 1), HERE).phase[0]] == "ended"
