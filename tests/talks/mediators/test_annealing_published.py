"""Annealing and hill climbing against the published results of mediating a hundred issues.

Klein, Faratin, Sayama & Bar-Yam (2003), Negotiating complex contracts, Group Decision and Negotiation
12:111-125: a hundred binary issues with influences between every pair, uniform from -1 to 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pytest

from goodoffices.space import worth
from goodoffices.talks.engine.many_tables import drive_together
from goodoffices.talks.engine.players import mediator_named, strategy_named
from goodoffices.talks.engine.protocol import PROTOCOLS
from goodoffices.talks.engine.session import MediatorSeat, PartySeat, Seat
from goodoffices.talks.engine.state import Setting
from goodoffices.talks.engine.views import allowed_packages, mediator_private, party_private
from tests.support.contracts import FOUND, ISSUES, SWEEPS, Contract, Floats, contract, ends
from tests.support.thorough import usually

# Talks are held for all tests at once, whichever of them comes first.
pytestmark = pytest.mark.slow

INSTANCES, LANES, STEPS = 3, 8, 2500
FEWER = usually(1, 2)
"""Instances for mediators with votes, whose figures are ours: the paper's are of all three."""
FEWER_STEPS = 600
"""Texts of the table of which only the order of the two parties is claimed, not a published number."""
LARGEST_SUM = (0.83 + 0.83) / 0.97
"""Largest sum of both utilities by the paper's row of two annealers: 1.71, as annealing finds it here.

The paper gives .86 for two hill climbers, whose .75 and .76 are .88 of this sum; .86 would need a largest
sum of 1.76. Over six contracts it is .894 here. The share of the sum is therefore held to .88, beside the
utilities, which are held to what is printed.
"""
TEXT = (("truthful", "truthful"), ("annealing", "truthful"), ("annealing", "annealing"))


@dataclass(frozen=True)
class Mediated:
    """Both parties' mean utility, from 0 to 1, and the mean share of the largest sum."""

    utilities: Floats
    welfare: float


@cache
def mediated(
    protocol: str,
    tables: tuple[tuple[str, ...], ...],
    steps: int = STEPS,
    strong: int = STEPS,
    instances: int = INSTANCES,
) -> list[Mediated]:
    """Play some tables together, on some instances: each names two strategies and a mediator."""
    setting = Setting(2, 1, ISSUES, 1, steps, 2, (4, 4), strong)
    every = [contract(seed) for seed in range(instances)]
    together = [seats for one in every for seats in seated(one, tables)]
    log = drive_together(PROTOCOLS[protocol](setting), together, 0, range(LANES))
    held = log.final.held.reshape(instances, len(tables) * LANES, ISSUES)
    scaled = np.zeros((instances, len(tables), 2))
    shares = np.zeros((instances, len(tables)))
    for number, one in enumerate(every):
        worths = np.stack([worth(own, held[number]) for own in one.space.tables], axis=1)
        lanes = ((worths - one.least) / (one.most - one.least)).reshape(len(tables), LANES, 2)
        scaled[number] = lanes.mean(axis=1)
        shares[number] = lanes.sum(axis=2).mean(axis=1) / one.optimum
    return [
        Mediated(utilities, float(share))
        for utilities, share in zip(scaled.mean(axis=0), shares.mean(axis=0), strict=True)
    ]


def seated(one: Contract, tables: tuple[tuple[str, ...], ...]) -> list[list[Seat]]:
    """Return the seats of each table on an instance; equal strategies and mediators share a player."""
    codes = allowed_packages(one.space, listed=False)
    seats: dict[tuple[int, str], Seat] = {}
    for table in tables:
        for place in (0, 1):
            private = party_private(one.space, place, codes)
            seats[place, table[place]] = PartySeat(private, strategy_named(table[place]))
        third = mediator_private(one.space, "mediator", codes)
        seats[2, table[2]] = MediatorSeat(third, mediator_named(table[2]))
    return [[seats[at] for at in enumerate(table)] for table in tables]


def hill_climbers() -> list[Mediated]:
    """Return what hill climbers and annealers take under the mediator that changes one issue."""
    return mediated("single-text", tuple((*pair, "one-issue") for pair in TEXT))


def voters() -> list[Mediated]:
    """Return what truthful parties and an exaggerator take under annealing mediators: 200 strong votes."""
    names = ("truthful", "truthful")
    tables = (
        (*names, "annealing"),
        (*names, "annealing-two-issues"),
        ("emphatic", "truthful", "annealing"),
    )
    return mediated("single-text-votes", tables, strong=200, instances=FEWER)


@dataclass(frozen=True)
class Published:
    utilities: tuple[float, float]
    welfare: float | None


@pytest.mark.parametrize(
    ("row", "published"),
    [
        (0, Published((0.75, 0.76), (0.75 + 0.76) / LARGEST_SUM)),
        (1, Published((0.53, 0.99), None)),
        (2, Published((0.83, 0.83), 0.97)),
    ],
    ids=["/".join(pair) for pair in TEXT],
)
def test_the_published_results_of_hill_climbers_and_annealers(row: int, published: Published) -> None:
    found = hill_climbers()[row]
    assert found.utilities == pytest.approx(published.utilities, abs=0.03)
    assert published.welfare is None or found.welfare == pytest.approx(published.welfare, abs=0.03)


def test_an_annealing_mediator_takes_about_as_much_and_a_quota_makes_exaggeration_unprofitable() -> (
    None
):
    """Truthful hill climbers under an annealing mediator come near two annealers, without having to give way
    themselves; with as many strong votes as texts an exaggerator ends above its partner, with 200 below what
    it would have had by the truth, and below its partner."""
    honest, _, bound = voters()
    tables = (("emphatic", "truthful", "annealing"),)
    [free] = mediated("single-text-votes", tables, FEWER_STEPS, FEWER_STEPS, FEWER)
    assert honest.welfare == pytest.approx(0.96, abs=0.03)
    assert honest.welfare > hill_climbers()[0].welfare + 0.02
    assert free.utilities[0] > free.utilities[1]
    assert bound.utilities[0] < honest.utilities[0] - 0.02
    assert bound.utilities[0] < bound.utilities[1]


def test_on_a_hundred_issues_two_at_a_time_take_no_less_than_one() -> None:
    """Beside the .94 that two hill climbers reach under the mediator that changes one issue."""
    assert voters()[1].welfare == pytest.approx(0.95, abs=0.02)


@pytest.mark.parametrize("seed", FOUND)
def test_the_least_and_the_largest_sums_are_those_that_annealing_finds(seed: int) -> None:
    """A fourth of the steps finds nearly as much, and never more."""
    found, known = (np.hstack(one) for one in (ends(seed, usually(3_000, SWEEPS)), FOUND[seed]))
    assert found == pytest.approx(known, rel=usually(0.03, 1e-12))
    assert (np.abs(found[:4]) <= np.abs(known[:4])).all()
