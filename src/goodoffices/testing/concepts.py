"""Check that a solution concept keeps the rules of all solution concepts."""

from __future__ import annotations

from fractions import Fraction

from goodoffices.agreements import Zone
from goodoffices.agreements.solutions import Concept

NOBODY = Zone((), (), ())
SAMPLES = (
    NOBODY,
    Zone((4,), ((Fraction(0), Fraction(0)),), (Fraction(0), Fraction(0))),
    Zone(
        (0, 2, 3, 7),
        tuple((Fraction(a), Fraction(b, 2)) for a, b in ((9, 0), (6, 5), (5, 6), (0, 9))),
        (Fraction(9), Fraction(9, 2)),
    ),
    Zone(
        (1, 5, 6),
        tuple(tuple(map(Fraction, gains)) for gains in ((3, 2, 2), (2, 3, 2), (2, 2, 3))),
        (Fraction(3), Fraction(3), Fraction(3)),
    ),
)
"""Zones of agreement: empty, a single point without gains, two parties, three parties that tie."""


def check_concept(concept: Concept) -> None:
    """Try a solution concept on small zones of agreement.

    Raises:
        AssertionError: if it returns a place outside the zone or a place twice, chooses a place although no
            package is acceptable to all, or its choice depends on the order of the points.
    """
    assert concept(NOBODY) == (), "chooses a package, although none is acceptable to all"
    for zone in SAMPLES:
        chosen = concept(zone)
        assert isinstance(chosen, tuple), f"returns a {type(chosen).__name__}, not a tuple of places"
        assert set(chosen) <= set(zone.points), (
            f"chooses places {chosen}, which are not all in the zone"
        )
        assert len(set(chosen)) == len(chosen), f"chooses a place twice: {chosen}"
        turned = Zone(zone.points[::-1], zone.gains[::-1], zone.ideal)
        assert set(concept(turned)) == set(chosen), "chooses by the order of the points"
