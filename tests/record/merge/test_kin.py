"""Who belongs to whom: people and bodies to the state or the body that their office or name tells."""

from __future__ import annotations

import pytest

from goodoffices.record import Actor, Span
from goodoffices.record.merge.kin import kin

PERU = Actor("peru", "Peru", "state", None)
PORTS = Actor("ports", "Harbour Board", "organization", None)


def person(role: str | None) -> Actor:
    return Actor("ana", "Ana Bell", "person", role, (Span(0, 8, "Ana Bell"),))


def body(name: str) -> Actor:
    return Actor("body", name, "organization", None)


@pytest.mark.parametrize(
    ("one", "text", "home"),
    [
        (person("Peruvian foreign minister"), "", "peru"),
        (person("Harbour Board spokeswoman"), "", "ports"),
        (person("former Peruvian president"), "", None),
        (person("Peruvian captive"), "", None),
        (person(None), "Minister Ana Bell of Peru left.", "peru"),
        (person(None), "Peru’s Ana Bell left.", "peru"),
        (person(None), "Peru’s prisoner Ana Bell left.", None),
        (body("Peruvian government"), "", "peru"),
        (body("Families of detainees in Peru"), "", None),
        (body("Peru Fishing Club"), "", None),
    ],
)
def test_who_belongs_to_whom(one: Actor, text: str, home: str | None) -> None:
    assert kin([PERU, PORTS, one], {"a": text}).get(one.id) == home
