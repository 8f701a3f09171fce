"""What is thought of a party given its answers: exact conditioning, honest slices, a mediator that learns."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.beliefs import Asks, Learner, Opening, Reply
from goodoffices.beliefs.catalogue import Catalogue
from goodoffices.beliefs.evidence import lines_of
from goodoffices.beliefs.layout import Layout
from goodoffices.beliefs.posterior import Posterior
from goodoffices.beliefs.prior import Prior
from goodoffices.testing.rehearsal import Respondent, rehearse


def draws(seed: int = 1) -> np.random.Generator:
    return np.random.Generator(np.random.Philox(seed))


def tables(seed: int, dims: tuple[int, ...] = (4, 3, 5, 2)) -> list[np.ndarray]:
    source = draws(seed)
    found = []
    for _ in range(2):
        weights = source.dirichlet(np.ones(len(dims)))
        table = np.full((len(dims), max(dims)), -1.0)
        for issue, dim in enumerate(dims):
            values = source.random(dim)
            table[issue, :dim] = weights[issue] * (values - values.min()) / np.ptp(values)
        found.append(table)
    return found


@st.composite
def openings(draw: st.DrawFn) -> tuple[tuple[int, ...], Opening]:
    dims = tuple(draw(st.lists(st.integers(1, 5), min_size=2, max_size=5)))
    ranking = tuple(draw(st.permutations(range(len(dims)))))
    return dims, Opening(ranking, tuple(draw(st.integers(0, dim - 1)) for dim in dims))


@settings(max_examples=60)
@given(case=openings())
def test_the_opening_holds_in_every_particle(case: tuple[tuple[int, ...], Opening]) -> None:
    dims, opening = case
    layout = Layout(dims)
    prior = Prior(layout, (opening, Opening()))
    thought = prior.preferences(draws().standard_normal((2, 40, layout.latent)))
    assert opening.ranking is not None
    assert opening.best is not None
    ranked = thought.weights[0][:, list(opening.ranking)]
    assert (np.diff(ranked, axis=1) <= 1e-12).all()
    for issue, best in enumerate(opening.best):
        row = thought.table[0][:, issue, : dims[issue]]
        assert (row[:, best] >= row.max(axis=1) - 1e-12).all()
    assert np.allclose(thought.weights.sum(axis=-1), 1)
    assert (thought.table[..., ~layout.exists] == 0).all()
    assert np.allclose(thought.table.max(axis=-1).sum(axis=-1)[:, :], 1) or 1 in dims


def test_conditioning_on_a_ranking_is_what_rejection_gives() -> None:
    """Weights given that they come in an order, by sorting, against those of free draws that do."""
    layout = Layout((2, 2, 2))
    free = Prior(layout, (Opening(),)).preferences(draws(2).standard_normal((1, 60_000, layout.latent)))
    order = (2, 0, 1)
    fits = (np.diff(free.weights[0][:, order], axis=1) <= 0).all(axis=1)
    given_order = Prior(layout, (Opening(ranking=order),))
    sorted_in = given_order.preferences(draws(3).standard_normal((1, 20_000, layout.latent)))
    assert free.weights[0][fits].mean(axis=0) == pytest.approx(
        sorted_in.weights[0].mean(axis=0), abs=0.01
    )
    assert free.weights[0][fits].std(axis=0) == pytest.approx(
        sorted_in.weights[0].std(axis=0), abs=0.01
    )


def test_slices_leave_the_prior_alone_where_nothing_was_said() -> None:
    layout = Layout((3, 3))
    posterior = Posterior(Prior(layout, (Opening(),)), draws(4), 0.02, particles=4000)
    text = np.array([0, 0])
    posterior.take([None], text, None)
    assert abs(posterior.particles.mean()) < 0.02
    assert posterior.particles.std() == pytest.approx(1, abs=0.02)


def test_an_answer_moves_what_is_thought_to_what_rejection_gives() -> None:
    """After 'better' the posterior mean of a gap agrees with that of prior draws weighted by likelihood."""
    layout = Layout((3, 2))
    prior = Prior(layout, (Opening(),))
    text, reference = np.array([0, 1]), np.array([2, 0])
    posterior = Posterior(prior, draws(5), 0.02, particles=3000)
    posterior.take([Reply(better=True)], text, reference)
    many = draws(6).standard_normal((1, 60_000, layout.latent))
    thought = prior.preferences(many)
    lines = lines_of(layout, [Reply(better=True)], text, reference, thought)
    weights = np.exp(lines.log_likelihood(thought.features(), 0.02)[0])
    catalogue = Catalogue(layout)

    def gap(preferences: object) -> np.ndarray:
        worth = catalogue.worth(preferences, np.stack([text, reference]))[0]  # type: ignore[arg-type]
        return np.asarray(worth[:, 0] - worth[:, 1])

    expected = float((gap(thought) * weights).sum() / weights.sum())
    assert gap(posterior.thought).mean() == pytest.approx(expected, abs=0.02)


def test_a_text_is_handed_over_only_when_all_said_they_would_sign_it() -> None:
    learner = Learner((4, 3, 5, 2), 2, seed=1)
    assert learner.hand_over() is None
    yes, no = Reply(level=3), Reply(level=1)
    for replies in ([yes, no], [no, yes], [yes, None]):
        assert learner.next_text() is not None
        learner.take(replies)
        assert learner.hand_over() is None
    put = learner.next_text()
    assert put is not None
    learner.take([yes, yes])
    handed = learner.hand_over()
    assert handed is not None
    assert handed.tolist() == put.text.tolist()
    assert learner.zone() == 1.0


def test_no_text_is_put_twice_and_all_are_put_in_the_end() -> None:
    learner = Learner((2, 3), 2, seed=2)
    seen = set()
    while (put := learner.next_text()) is not None:
        assert put.text.tobytes() not in seen
        seen.add(put.text.tobytes())
        learner.take([Reply(level=0), Reply(level=0)])
    assert len(seen) >= 5


def test_forbidden_packages_are_never_put() -> None:
    def allowed(rows: np.ndarray) -> np.ndarray:
        return np.asarray(rows[:, 0] != rows[:, 1])

    learner = Learner((3, 3, 3), 2, seed=3, allowed=allowed)
    for _ in range(8):
        put = learner.next_text()
        assert put is not None
        assert allowed(put.text[np.newaxis]).all()
        learner.take([Reply(level=1), Reply(level=1)])


@pytest.mark.parametrize("seed", range(3))
def test_it_learns(seed: int) -> None:
    """After twelve answers the text is near the best there is, and everybody would sign it."""
    hidden = tables(seed)
    parties = [Respondent(table, 0.45) for table in hidden]
    learner = Learner((4, 3, 5, 2), 2, seed)
    handed = rehearse(learner, parties, 12, draws(seed))[-1]
    grid = np.indices((4, 3, 5, 2)).reshape(4, -1).T
    gains = np.prod([[max(p.worth(row) - 0.45, 0) for row in grid] for p in parties], axis=0)
    if gains.max() > 0:
        assert handed is not None
        assert np.prod([p.worth(handed) - 0.45 for p in parties]) >= 0.6 * gains.max()


def test_a_party_that_never_signs_is_pointed_out_and_not_the_other() -> None:
    parties = [Respondent(tables(7)[0], 0.4, manner="never"), Respondent(tables(7)[1], 0.4)]
    learner = Learner((4, 3, 5, 2), 2, 7)
    assert rehearse(learner, parties, 14, draws(7))[-1] is None
    assert learner.refusing() == [True, False]


def test_the_same_seed_is_the_same_mediation() -> None:
    def texts() -> list[list[int]]:
        learner = Learner((4, 3, 5, 2), 2, 9)
        rehearse(learner, [Respondent(table, 0.4) for table in tables(9)], 8, draws(9))
        return [put.text.tolist() for put in learner.puts]

    assert texts() == texts()


def test_many_issues_are_searched_not_listed() -> None:
    dims = (4,) * 12
    hidden = tables(3, dims)
    learner = Learner(dims, 2, 3, known_floor=0.0, asks=Asks(sign=False))
    assert learner.catalogue.codes is None
    handed = rehearse(learner, [Respondent(table, 0.0) for table in hidden], 6, draws(3))[-1]
    assert handed is not None
    assert min(Respondent(table, 0.0).worth(handed) for table in hidden) > 0.4
