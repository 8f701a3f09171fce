"""Latent vectors: the distribution function that draws pass through; ``test_profiles`` has the draws."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np

from goodoffices.beliefs.latent import normal_cdf


def test_the_normal_distribution() -> None:
    at = np.linspace(-6, 6, 121)
    exact = [NormalDist().cdf(z) for z in at]
    assert np.abs(normal_cdf(at) - exact).max() < 8e-8
