"""Strong and weak votes, annealing, and the published results of mediating a hundred issues.

Klein, Faratin, Sayama & Bar-Yam (2003), Negotiating complex contracts, Group Decision and Negotiation
12:111-125: a hundred binary issues with influences between every pair, uniform from -1 to 1.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

import goodoffices as go
from goodoffices.errors import ProtocolError, UsageError
from goodoffices.space import Space, Table, compile, from_tables, worth
from goodoffices.talks import arrange, drive
from goodoffices.talks.engine.events import Batch, Event, TextDropped, TextKept, TextPut, Voted
from goodoffices.talks.engine.players import mediator_named, strategy_named
from goodoffices.talks.engine.protocol import PROTOCOLS
from goodoffices.talks.engine.session import MediatorSeat, PartySeat
from goodoffices.talks.engine.state import Setting
from goodoffices.talks.engine.views import allowed_packages, mediator_private, party_private

CASES = Path(__file__).parents[2] / "cases"
ISSUES, SCALE = 100, 1_000_000
INSTANCES, LANES, STEPS = 3, 8, 2500
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Contract:
    """One instance: its space, both parties' least and most, and the largest sum of scaled utilities."""

    space: Space
    least: Floats
    most: Floats
    optimum: float


def _annealed(influences: Floats, heat: float, draws: np.random.Generator) -> float:
    """About the largest value of x'Hx over bits: forty annealed chains, the best of them."""
    chains, sweeps = 40, 12_000
    both = influences + influences.T
    own = np.diag(influences)
    bits = draws.integers(0, 2, (chains, ISSUES)).astype(np.float64)
    rows = np.arange(chains)
    for step in range(sweeps):
        issue = draws.integers(0, ISSUES, chains)
        here = bits[rows, issue]
        gain = (1 - 2 * here) * (own[issue] * (1 - 2 * here) + (both[issue] * bits).sum(axis=1))
        cold = heat * (1 - step / sweeps) + 1e-12
        flip = draws.random(chains) < np.exp(np.minimum(gain / cold, 0))
        bits[rows[flip], issue[flip]] = 1 - bits[rows[flip], issue[flip]]
    return float(np.einsum("ri,ij,rj->r", bits, influences, bits).max())


@cache
def contract(seed: int) -> Contract:
    draws = np.random.Generator(np.random.Philox(seed))
    influences = [np.triu(np.rint(draws.uniform(-SCALE, SCALE, (ISSUES, ISSUES)))) for _ in range(2)]
    singles = [[[0.0, h[i, i]] for i in range(ISSUES)] for h in influences]
    pairs = [
        {
            (i, j): np.array([[0.0, 0.0], [0.0, h[i, j]]])
            for i in range(ISSUES)
            for j in range(i + 1, ISSUES)
        }
        for h in influences
    ]
    floor = [-1e12, -1e12]
    space = from_tables(singles, linked=pairs, reservations=floor)
    most = np.array([_annealed(h, 10.0 * SCALE, draws) for h in influences])
    least = np.array([-_annealed(-h, 10.0 * SCALE, draws) for h in influences])
    scaled = sum(h / (b - a) for h, a, b in zip(influences, least, most, strict=True))
    optimum = _annealed(scaled, 0.05, draws) - (least / (most - least)).sum()
    return Contract(space, least, most, float(optimum))


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


def _table_of(dims: tuple[int, ...], draws: np.random.Generator) -> tuple[Table, ...]:
    scopes = [(), *((i,) for i in range(len(dims)))]
    scopes += [(i, j) for i in range(len(dims)) for j in range(len(dims)) if i != j]
    return tuple(
        Table(scope, np.asarray(draws.integers(-9, 10, [dims[i] for i in scope]))) for scope in scopes
    )


@pytest.mark.parametrize("seed", range(20))
def test_many_pairs_by_one_matrix_are_worth_what_they_are_table_by_table(seed: int) -> None:
    draws = np.random.Generator(np.random.Philox(seed))
    dims = tuple(draws.integers(1, 4, 8).tolist())
    tables = _table_of(dims, draws)
    rows = draws.integers(0, dims, (50, len(dims)))
    slow = [sum(int(t.values[tuple(row[i] for i in t.scope)]) for t in tables) for row in rows.tolist()]
    assert len(tables) >= 40
    assert worth(tables, rows).tolist() == slow
    large = (*tables, Table((0,), np.full(dims[0], 2**53)))
    assert worth(large, rows).tolist() == [value + 2**53 for value in slow]


def _batch(event: type[Event], by: int, vote: int = 0) -> Batch:
    more = np.full((1, 6), vote, dtype=np.int64)
    package = np.zeros((1, 3), dtype=np.int64)
    return Batch(by, event, package, np.ones(1, dtype=np.bool_), np.ones(1, dtype=np.bool_), more)


def test_strong_votes_run_out_and_a_strong_no_is_a_veto() -> None:
    case = go.load(CASES / "canal")
    setting = replace(arrange(case, compile(case), True).setting, strong=1)
    rules = PROTOCOLS["single-text-votes"](setting)
    live = np.ones(1, dtype=np.bool_)
    state = rules.start(1)
    for vote in (0, 1):
        state = rules.apply(state, _batch(TextPut, setting.lead), live)
        if vote == 1:
            with pytest.raises(ProtocolError, match="Voted by seat 0 is not allowed"):
                rules.apply(state, _batch(Voted, 0, 0), live)
        state = rules.apply(state, _batch(Voted, 0, vote), live)
        state = rules.apply(state, _batch(Voted, 1, 3 - vote), live)
        allowed = bool(rules.allowed(state, _batch(TextKept, setting.lead))[0])
        assert allowed == (vote == 1)
        if vote == 0:
            state = rules.apply(state, _batch(TextDropped, setting.lead), live)


def test_a_vote_reaches_its_party_and_who_carries_it_and_nobody_else() -> None:
    case = go.load(CASES / "canal")
    setting = arrange(case, compile(case), True).setting
    rules = PROTOCOLS["single-text-votes"](setting)
    live = np.ones(1, dtype=np.bool_)
    state = rules.apply(rules.start(1), _batch(TextPut, setting.lead), live)
    for party in range(2):
        audience = int(rules.audience(state, _batch(Voted, party, 1))[0])
        assert audience == 1 << party | setting.carries[party]
        assert audience >> setting.lead & 1


def test_packages_too_many_to_list_are_refused_where_a_player_lists_them() -> None:
    space = contract(0).space
    with pytest.raises(UsageError, match="more than the 2,000,000 listed one by one"):
        allowed_packages(space, listed=True)
    assert strategy_named("truthful").offers is False
