"""The posterior, against the prior and against weighted draws."""

from __future__ import annotations

import numpy as np
import pytest

from goodoffices.beliefs import Opening, Reply
from goodoffices.beliefs.catalogue import Catalogue
from goodoffices.beliefs.evidence import lines_of
from goodoffices.beliefs.layout import Layout
from goodoffices.beliefs.posterior import Posterior
from goodoffices.beliefs.prior import Prior
from tests.support.respondents import draws


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
