"""The posterior of each party's preferences: particles, resampled and moved by elliptical slices.

Murray, I., Adams, R. P. & MacKay, D. J. C. (2010), Elliptical slice sampling, AISTATS 9:541-548.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.beliefs.evidence import Lines, lines_of
from goodoffices.beliefs.layout import Codes, Floats
from goodoffices.beliefs.prior import Preferences, Prior
from goodoffices.beliefs.replies import Reply

Places = NDArray[np.int64]
PARTICLES = 96
"""Number of particles for each party. Time grows in proportion to it."""
MOVES = 8
"""Number of slice moves after each answer, so that resampled copies of a particle come apart."""
SMALL_MOVES, TURNED = 24, 0.1
"""The same if the reservation values are unknown, and the share of a particle's numbers that each move then
changes: answers about signing leave so little possible that a particle can hardly be moved as a whole."""
AT_ONCE = (1, 2, 3, 4)
"""Numbers of proposals of a move that are tried at once: ten in all; a particle that accepts none of them
stays. Fewer particles are left each time, and to call NumPy then takes longer than what it computes."""


class Posterior:
    """Particles given all answers so far.

    Attributes:
        particles: standard normal vectors, shape (parties, particles, latent).
        thought: the preferences that the particles stand for.
        wrong: probability that an answer is mistaken.
    """

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
        """Update on an answer of each party to a text; None if a party did not answer."""
        new = lines_of(self.prior.layout, replies, text, reference, self.thought, third)
        features = self.thought.features()
        kept = self._resampled(new.log_likelihood(features, self.wrong))
        self.particles = _of_each(self.particles, kept)
        self.lines = self.lines.and_also(new)
        logs = self.lines.log_likelihood(_of_each(features, kept), self.wrong)
        known = self.prior.known_floor is not None
        for _ in range(MOVES if known else SMALL_MOVES):
            logs = self._move(logs, 1.0 if known else TURNED)
        self.thought = self.prior.preferences(self.particles)

    def _resampled(self, logs: Floats) -> Places:
        """Return the particles that systematic resampling keeps, shape (parties, particles)."""
        size = logs.shape[1]
        kept = np.zeros(logs.shape, dtype=np.int64)
        for party in range(len(logs)):
            weights = np.exp(logs[party] - logs[party].max())
            edges = np.cumsum(weights / weights.sum())
            points = (self._draws.random() + np.arange(size)) / size
            kept[party] = np.minimum(np.searchsorted(edges, points), size - 1)
        return kept

    def _logs(self, particles: Floats) -> Floats:
        features = self.prior.preferences(particles).features()
        return self.lines.log_likelihood(features, self.wrong)

    def _move(self, logs: Floats, share: float) -> Floats:
        """Move each particle along an ellipse through itself and a fresh draw from the prior.

        Args:
            logs: the log-likelihood of each particle, shape (parties, particles).
            share: the share of its numbers that change; the others stay as they are.

        Returns:
            The log-likelihood of each particle after its move.
        """
        particles = self.particles
        parties, size, latent = particles.shape
        fresh = self._draws.standard_normal(particles.shape)
        some_of_it = self._draws.random((parties * size, latent)) < share if share < 1 else None
        height = logs + np.log(self._draws.random((parties, size)))
        brackets = _Brackets(self._draws, (parties, size))
        settled = np.zeros((parties, size), dtype=np.bool_)
        moved, reached = particles.copy(), logs.copy()
        # a particle by its number among those of all parties: to take rows by one index is quickest
        numbers = np.arange(parties * size).reshape(parties, size)
        own, other, flat = (each.reshape(-1, latent) for each in (particles, fresh, moved))
        some = numbers
        for ahead in AT_ONCE:
            turn = brackets.next(ahead).take(some, axis=0)[..., None]
            kept = own.take(some, axis=0)[:, :, None]
            tried = kept * np.cos(turn) + other.take(some, axis=0)[:, :, None] * np.sin(turn)
            if some_of_it is not None:
                tried = np.where(some_of_it.take(some, axis=0)[:, :, None], tried, kept)
            found = self._logs(tried.reshape(parties, -1, latent)).reshape(*some.shape, ahead)
            high_enough = found > height.take(some)[..., None]
            accepted = high_enough.any(axis=-1) & ~settled.take(some)
            first = high_enough.argmax(axis=-1)[accepted]
            places = some[accepted]
            flat[places] = tried[accepted, first]
            reached.put(places, found[accepted, first])
            settled.put(places, True)
            if settled.all():
                brackets.return_to(int(first.max()))
                break
            # Only particles that are not settled are tried. Parties have different numbers of them: settled
            # ones fill up a party's row, and what comes of them is not looked at.
            some = numbers[:, :1] + _unsettled(settled)
        self.particles = moved
        return reached


class _Brackets:
    """Angles that are left for each particle: each proposal that it does not accept shrinks its bracket.

    The angles do not depend on what is accepted, so that several can be tried at once.
    """

    def __init__(self, draws: np.random.Generator, shape: tuple[int, int]) -> None:
        self._draws, self._shape = draws, shape
        self._angle: Floats = draws.random(shape) * 2 * np.pi
        self._low, self._high = self._angle - 2 * np.pi, self._angle
        self._before = draws.bit_generator.state

    def next(self, ahead: int) -> Floats:
        """Return the angles of the next proposals, shape (parties * particles, proposals)."""
        self._before = self._draws.bit_generator.state
        found = np.empty((*self._shape, ahead))
        for number in range(ahead):
            angle = found[..., number] = self._angle
            # shrink the bracket towards angle 0, the particle itself
            self._low = np.where(angle < 0, angle, self._low)
            self._high = np.where(angle >= 0, angle, self._high)
            self._angle = self._low + self._draws.random(self._shape) * (self._high - self._low)
        return found.reshape(-1, ahead)

    def return_to(self, number: int) -> None:
        """Take back the draws from this one of the last proposals on: no other angles are needed."""
        self._draws.bit_generator.state = self._before
        self._draws.random((number, *self._shape))


def _unsettled(settled: NDArray[np.bool_]) -> Places:
    """Return the places of particles that are not settled, (parties, n), filled up with settled ones."""
    most = int((~settled).sum(axis=1).max())
    return settled.argsort(axis=1, kind="stable")[:, :most]


def _of_each(array: NDArray[Any], places: Places) -> NDArray[Any]:
    """Return the rows at each party's places (parties, n), of an array (parties, particles, …)."""
    return array[np.arange(len(places))[:, None], places]
