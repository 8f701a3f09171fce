"""Gains of packages over the reservation value, and what is made of them to compare texts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from goodoffices.beliefs.catalogue import smoothed
from goodoffices.beliefs.layout import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """Gains by every listed package over the reservation value, for a choice of texts.

    They are the largest arrays of a choice, and all that is made of them.

    Attributes:
        own: each particle's gains, shape (parties, particles, packages).
        joint: the same in the order of joint profiles, shape (parties, profiles, packages).
        product: product over parties of gains, none below 0, shape (profiles, packages).
    """

    own: Floats
    joint: Floats
    product: Floats


def expected(gains: Floats) -> Floats:
    """Return the product over parties of their expected gains, shape (packages,).

    Args:
        gains: utilities over the reservation value, shape (parties, particles, packages).
    """
    mean = np.maximum(gains, 0.0).mean(axis=1)
    return np.asarray(mean.prod(axis=0) + 1e-12 * smoothed(mean).sum(axis=0))


def scaled(values: Floats) -> Floats:
    """Return values divided by their maximum, if it is above 0."""
    return np.asarray(values / max(values.max(), 1e-300))


def shares_of(products: Floats, largest: Floats | None = None) -> Floats:
    """Return products of gains (profiles, packages) as shares of the largest, by default each row's own."""
    largest = products.max(axis=1, keepdims=True) if largest is None else largest
    return np.where(largest > 0, products / np.maximum(largest, 1e-300), 0.0)
