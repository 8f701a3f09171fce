"""Annealing and hill climbing against the published results of mediating a hundred issues.

Klein, Faratin, Sayama & Bar-Yam (2003), Negotiating complex contracts, Group Decision and Negotiation
12:111-125: a hundred binary issues with influences between every pair, uniform from -1 to 1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from goodoffices.space import worth
from goodoffices.talks import drive
from goodoffices.talks.engine.players import mediator_named, strategy_named
from goodoffices.talks.engine.protocol import PROTOCOLS
from goodoffices.talks.engine.session import MediatorSeat, PartySeat
from goodoffices.talks.engine.state import Setting
from goodoffices.talks.engine.views import allowed_packages, mediator_private, party_private
from tests.support.contracts import ISSUES, Floats, contract


def test_on_a_hundred_issues_two_at_a_time_take_no_less_than_one() -> None:
    """Beside the .94 that two hill climbers reach under the mediator that changes one issue."""
    _, welfare = mediated(("truthful", "truthful"), "single-text-votes", "annealing-two-issues", 200)
    assert welfare == pytest.approx(0.95, abs=0.02)


INSTANCES, LANES, STEPS = 3, 8, 2500


def mediated(
    strategies: tuple[str, str], protocol: str, mediator: str, strong: int = STEPS
) -> tuple[Floats, float]:
    """Both parties' mean utility, from 0 to 1, and the mean share of the largest sum."""
    found, shares = [], []
    for seed in range(INSTANCES):
        one = contract(seed)
        setting = Setting(2, 1, ISSUES, 1, STEPS, 2, (4, 4), strong)
        codes = allowed_packages(one.space, listed=False)
        seats: list[PartySeat | MediatorSeat] = [
            PartySeat(party_private(one.space, place, codes), strategy_named(name))
            for place, name in enumerate(strategies)
        ]
        third = mediator_private(one.space, "mediator", codes)
        seats.append(MediatorSeat(third, mediator_named(mediator)))
        log = drive(PROTOCOLS[protocol](setting), seats, seed, range(LANES))
        worths = np.stack([worth(tables, log.final.held) for tables in one.space.tables], axis=1)
        scaled = (worths - one.least) / (one.most - one.least)
        found.append(scaled.mean(axis=0))
        shares.append(scaled.sum(axis=1).mean() / one.optimum)
    return np.mean(found, axis=0), float(np.mean(shares))


@dataclass(frozen=True)
class Published:
    strategies: tuple[str, str]
    utilities: tuple[float, float]
    welfare: float | None


@pytest.mark.parametrize(
    "row",
    [
        Published(("truthful", "truthful"), (0.75, 0.76), 0.86),
        Published(("annealing", "truthful"), (0.53, 0.99), None),
        Published(("annealing", "annealing"), (0.83, 0.83), 0.97),
    ],
    ids=lambda row: "/".join(row.strategies),
)
def test_the_published_results_of_hill_climbers_and_annealers(row: Published) -> None:
    utilities, welfare = mediated(row.strategies, "single-text", "one-issue")
    assert utilities == pytest.approx(row.utilities, abs=0.03)
    assert row.welfare is None or welfare == pytest.approx(row.welfare, abs=0.03)


def test_an_annealing_mediator_takes_about_as_much_and_a_quota_makes_exaggeration_unprofitable() -> (
    None
):
    """Truthful hill climbers under an annealing mediator come near two annealers, without having to give way
    themselves; with as many strong votes as texts an exaggerator ends above its partner, with 200 below what
    it would have had by the truth, and below its partner."""
    honest, welfare = mediated(("truthful", "truthful"), "single-text-votes", "annealing", 200)
    _, climbing = mediated(("truthful", "truthful"), "single-text", "one-issue")
    assert welfare == pytest.approx(0.96, abs=0.03)
    assert welfare > climbing + 0.02
    free, _ = mediated(("emphatic", "truthful"), "single-text-votes", "annealing", STEPS)
    assert free[0] > free[1]
    bound, _ = mediated(("emphatic", "truthful"), "single-text-votes", "annealing", 200)
    assert bound[0] < honest[0] - 0.02
    assert bound[0] < bound[1]
