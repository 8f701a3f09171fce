"""Mediator vote: the last text all voted for, and the published session of GENIUS."""

from __future__ import annotations

import csv
from dataclasses import replace

import numpy as np
import pytest

import goodoffices as go
from goodoffices.agreements import zone
from goodoffices.agreements.solutions import CONCEPTS
from goodoffices.model import Case, Channel, Mediator
from goodoffices.space import compile, evaluate, frontier
from goodoffices.talks.engine.events import Answer, TextDropped, TextKept, TextPut
from tests.support.cases import ROOT, rows_of, session, shipped

SHARED = ROOT.parent / "shared" / "scenarios" / "genius10.4"


@pytest.mark.parametrize("mediator", ["random-flip", "fixed-order-flip"])
@pytest.mark.parametrize("name", ["canal", "strait"])
def test_the_last_text_all_voted_for_is_the_agreement(name: str, mediator: str) -> None:
    case = shipped(name)
    space = compile(case)
    log = session(case, "mediator-vote", runs=range(20), mediator=mediator)
    for lane in range(20):
        standing: tuple[int, ...] | None = None
        put: tuple[int, ...] = ()
        votes: dict[int, bool] = {}
        for event, by, package, yes, _ in rows_of(log, lane):
            if event is TextPut:
                if standing is not None:
                    assert sum(a != b for a, b in zip(package, standing, strict=True)) == 1
                assert go.space.feasible(space, np.array([package]))[0]
                put, votes = package, {}
            elif event is Answer:
                worth = evaluate(space, np.array([put, standing or put]))[:, by]
                floor = space.reservations[by]
                assert yes == (worth[0] >= max(floor, worth[1] if standing else floor))
                votes[by] = yes
            elif event is TextKept:
                assert all(votes.values())
                standing = put
            elif event is TextDropped:
                assert not all(votes.values())
        last = log.protocol.ordered[log.final.phase[lane]]
        assert last == ("ended" if standing is None else "agreed")
        if standing is not None:
            assert tuple(log.final.put[lane].tolist()) == standing


theirs = pytest.mark.skipif(not SHARED.is_dir(), reason="others' scenario files are not here")

PARTIES = ("party1_utility", "party2_utility", "party3_utility")


def party_domain() -> Case:
    """The session of mediatortestexpected.txt: three profiles, a mediator who reaches all, thirty steps."""
    case = go.load(SHARED / "partydomain")
    return replace(
        case,
        parties=tuple(p for p in case.parties if p.id in PARTIES),
        preferences=tuple(p for p in case.preferences if p.party in PARTIES),
        mediators=(Mediator("mediator", "The mediator"),),
        channels=tuple(Channel(("mediator", name)) for name in PARTIES),
        rules=replace(case.rules, rounds=1, steps=30),
    )


@theirs
def test_the_session_of_genius_is_played_to_its_published_end() -> None:
    """Protocol, votes and mediator together: FixedOrderFlippingMediator and three HillClimbers.

    mediatortestexpected.txt, 30 rounds: agreed on 0.62167, 0.49456, 0.77129, whatever the seed here.
    """
    [row] = list(
        csv.DictReader(
            (SHARED / "tests/test/resources/test/mediatortestexpected.txt")
            .read_text()
            .splitlines()[1:],
            delimiter=";",
        )
    )
    for seed in (0, 5):
        result = go.talks.run(
            party_domain(), "mediator-vote", mediator="fixed-order-flip", runs=2, seed=seed
        )
        assert result.agreed == 2
        for worth in result.each:
            assert worth == pytest.approx((0.62167, 0.49456, 0.77129), abs=5e-6)
            assert worth is not None
            assert worth[:2] == pytest.approx(
                (float(row["Utility 2"]), float(row["Utility 3"])), abs=1e-9
            )
            assert worth[2] == pytest.approx(float(row["max.util."]), abs=5e-6)


@theirs
@pytest.mark.parametrize(
    ("columns", "to_frontier", "to_nash", "welfare"),
    [
        ((0, 1, 2), 0.17911, 0.46682, 1.88752),
        ((0, 0, 1, 2), 0.18578, 0.48987, 2.50918),
    ],
    ids=["the three parties", "with GENIUS's mediator, who has party1's profile"],
)
def test_measures_of_the_genius_row(
    columns: tuple[int, ...], to_frontier: float, to_nash: float, welfare: float
) -> None:
    """GENIUS does not divide by the reach of each party on the frontier, as our own measures do."""
    case = party_domain()
    space = compile(case)
    log = session(case, "mediator-vote", runs=range(1), mediator="fixed-order-flip")
    scales = np.array([float(scale) for scale in space.scales])
    agreed = (evaluate(space, log.final.put)[0] / scales)[list(columns)]
    front = frontier(space)
    points = (front.utilities / scales)[:, list(columns)]
    if len(columns) == 3:
        nash = points[list(CONCEPTS["nash"](zone(space, front)))]
    else:
        nash = points[[points.prod(axis=1).argmax()]]
    assert np.linalg.norm(points - agreed, axis=1).min() == pytest.approx(to_frontier, abs=5e-6)
    assert np.linalg.norm(nash - agreed, axis=1).min() == pytest.approx(to_nash, abs=5e-6)
    assert agreed.sum() == pytest.approx(welfare, abs=1e-5)
