"""Opponent models: they rank packages as the other party does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest

from goodoffices.space import compile
from goodoffices.talks.engine.events import Offer
from goodoffices.talks.engine.views import PartyPrivate, allowed_packages, party_private
from goodoffices.talks.strategies.parts.opponents import BayesianModel, FrequencyModel, OpponentModel
from tests.support.cases import session, shipped
from tests.support.players import private


def conceding(mine: PartyPrivate, offers: int) -> list[list[int]]:
    """Offers from the best package down to the middle of what packages are worth, evenly."""
    low, best = int(mine.worth[0]), int(mine.worth[-1])
    levels = [best - (best - low) * n // (2 * offers) for n in range(offers)]
    places = [min(int(np.searchsorted(mine.worth, level)), len(mine.worth) - 1) for level in levels]
    return [mine.codes[place].tolist() for place in places]


def right_pairs(model: OpponentModel, mine: PartyPrivate) -> float:
    """The share of pairs of packages, unequal to the other, that a model has in the right order."""
    guess, true = model.utility(mine.codes), mine.worth
    above = true[:, None] > true[None, :]
    right = (guess[:, None] > guess[None, :]) + 0.5 * (guess[:, None] == guess[None, :])
    return float(right[above].mean())


MODELS: dict[str, Callable[[Sequence[int]], OpponentModel]] = {
    "frequency": FrequencyModel,
    "bayesian": BayesianModel,
}


@pytest.mark.parametrize("party", [0, 1])
@pytest.mark.parametrize("name", sorted(MODELS))
def test_a_model_ranks_the_others_best_first_and_beats_a_guess(name: str, party: int) -> None:
    mine = private(party=party)
    dims = (mine.codes.max(axis=0) + 1).tolist()
    model: OpponentModel = MODELS[name](dims)
    untaught = right_pairs(model, mine)
    offers = conceding(mine, 12)
    for number, offer in enumerate(offers):
        model.take(offer, number / len(offers))
    liked = model.utility(mine.codes)
    assert liked[-1] >= np.quantile(liked, 0.95)
    assert right_pairs(model, mine) > max(0.7, untaught + 0.1)


def test_an_issue_that_stays_the_same_matters() -> None:
    model = FrequencyModel([3, 3])
    for option in (0, 1, 2, 0):
        model.take([2, option], 0.0)
    assert model.weights[0] > model.weights[1]
    best = model.utility(np.array([[2, 1], [0, 0]]))
    assert best[0] > best[1]


@pytest.mark.parametrize("name", sorted(MODELS))
def test_of_packages_alike_to_it_a_modelling_party_offers_what_the_other_likes(name: str) -> None:
    """The other asks for its best every time; what it is offered is worth more to it than a first guess."""
    case = shipped("canal")
    space = compile(case)
    other = party_private(space, 1, allowed_packages(space))

    def given_to_other(strategy: str) -> float:
        log = session(case, "alternating-offers", [strategy, "tough"])
        rows = [h.batch.package for h in log.happened if h.batch.event is Offer and h.batch.by == 0]
        return float(np.mean([other.value(row)[0] for row in rows]))

    assert given_to_other(name) > given_to_other("linear")


def test_more_than_two_parties_are_modelled_as_one() -> None:
    case = shipped("canal")
    third = replace(case.parties[1], id="C", name="C")
    three = replace(
        case,
        parties=(*case.parties, third),
        preferences=(*case.preferences, replace(case.preferences[1], party="C")),
    )
    log = session(three, "alternating-offers", ["bayesian", "frequency", "linear"])
    assert log.protocol.within(log.final, "agreed", "ended").all()
