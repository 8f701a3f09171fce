"""The check of solution concepts: the shipped ones pass, and each fault is found."""

from __future__ import annotations

import pytest

from goodoffices.agreements import Zone
from goodoffices.agreements.solutions import CONCEPTS, Concept
from goodoffices.testing import check_concept


@pytest.mark.parametrize("name", CONCEPTS)
def test_shipped_concepts_pass(name: str) -> None:
    check_concept(CONCEPTS[name])


@pytest.mark.parametrize(
    ("concept", "fault"),
    [
        (lambda zone: (0,), "none is acceptable"),
        (lambda zone: [*zone.points], "returns a list|none is acceptable"),
        (lambda zone: (99,) if zone.points else (), "not all in the zone"),
        (lambda zone: zone.points[:1] * 2, "a place twice"),
        (lambda zone: zone.points[:1], "order of the points"),
    ],
)
def test_a_fault_is_found(concept: Concept, fault: str) -> None:
    with pytest.raises(AssertionError, match=fault):
        check_concept(concept)


def test_a_choice_by_numbers_of_places_is_allowed() -> None:
    def lowest(zone: Zone) -> tuple[int, ...]:
        return tuple(sorted(zone.points)[:1])

    check_concept(lowest)
