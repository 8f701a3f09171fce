"""What is thought of every party after its answers: particles, resampled and moved by elliptical slices.

Murray, I., Adams, R. P. & MacKay, D. J. C. (2010), Elliptical slice sampling, AISTATS 9:541-548.
"""

from __future__ import annotations

import numpy as np

from goodoffices.beliefs.evidence import Lines, lines_of
from goodoffices.beliefs.layout import Codes, Floats
from goodoffices.beliefs.prior import Preferences, Prior
from goodoffices.beliefs.replies import Reply

PARTICLES = 96
MOVES = 8
SHRINKS = 10


class Posterior:
    """Particles (parties, particles, latent) given all answers so far; ``wrong`` is the chance of a
    wrong one."""

    def __init__(
        self, prior: Prior, draws: np.random.Generator, wrong: float, particles: int = PARTICLES
    ) -> None:
        self.prior = prior
        self.wrong = wrong
        self._draws = draws
        shape = (len(prior.openings), particles, prior.layout.latent)
        self.particles: Floats = draws.standard_normal(shape)
        self.lines = Lines.none(shape[0], prior.layout.features)
        self.thought: Preferences = prior.preferences(self.particles)

    def take(
        self,
        replies: list[Reply | None],
        text: Codes,
        reference: Codes | None,
        third: Codes | None = None,
    ) -> None:
        """Take in one answer of each party to a text; None where a party said nothing."""
        new = lines_of(self.prior.layout, replies, text, reference, self.thought, third)
        self._resample(new.log_likelihood(self.thought.features(), self.wrong))
        self.lines = self.lines.and_also(new)
        for _ in range(MOVES):
            self._move()
        self.thought = self.prior.preferences(self.particles)

    def _resample(self, logs: Floats) -> None:
        """Systematic resampling, party by party."""
        many = logs.shape[1]
        for party in range(len(logs)):
            weights = np.exp(logs[party] - logs[party].max())
            edges = np.cumsum(weights / weights.sum())
            points = (self._draws.random() + np.arange(many)) / many
            kept = np.minimum(np.searchsorted(edges, points), many - 1)
            self.particles[party] = self.particles[party][kept]

    def _logs(self, particles: Floats) -> Floats:
        features = self.prior.preferences(particles).features()
        return self.lines.log_likelihood(features, self.wrong)

    def _move(self) -> None:
        """One slice along an ellipse through each particle and a fresh draw of the prior."""
        here = self.particles
        lead = here.shape[:2]
        other = self._draws.standard_normal(here.shape)
        height = self._logs(here) + np.log(self._draws.random(lead))
        angle = self._draws.random(lead) * 2 * np.pi
        low, high = angle - 2 * np.pi, angle.copy()
        settled = np.zeros(lead, dtype=np.bool_)
        result = here.copy()
        for _ in range(SHRINKS):
            tried = here * np.cos(angle)[..., None] + other * np.sin(angle)[..., None]
            fine = ~settled & (self._logs(tried) > height)
            result[fine] = tried[fine]
            settled |= fine
            if settled.all():
                break
            low = np.where(angle < 0, angle, low)
            high = np.where(angle >= 0, angle, high)
            angle = np.where(settled, angle, low + self._draws.random(lead) * (high - low))
        self.particles = result
