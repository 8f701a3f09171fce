"""Who belongs to whom: people and bodies to the state or the body that their office or name tells."""

from __future__ import annotations

import pytest

from goodoffices.record import Actor, Span
from goodoffices.record.merge.kin import kin

PERU = Actor("peru", "Peru", "state", None)
USA = Actor("usa", "the United States", "state", None)
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
        (body("Peruvian army"), "", "peru"),
        (body("Peru People’s Liberation Army"), "", None),
        (person("CIA director"), "", "usa"),
        (person("Secretary of State"), "", "usa"),
        (person("Secretary of State for Wales"), "", None),
        (person("Kremlin spokesman"), "", None),
        (body("White House"), "", "usa"),
        (body("White Lion"), "", None),
    ],
)
def test_who_belongs_to_whom(one: Actor, text: str, home: str | None) -> None:
    assert kin([PERU, PORTS, USA, one], {"a": text}).get(one.id) == home


def test_an_agency_that_is_an_actor_stands_between_a_person_and_the_state() -> None:
    agency = Actor("cia", "CIA", "organization", None)
    assert kin([USA, agency, person("CIA director")], {}) == {"ana": "cia", "cia": "usa"}


def test_delegates_of_the_case_belong_where_the_reports_do_not_tell() -> None:
    sent = {"Ana Bell": "Peru"}
    assert kin([PERU, PORTS, person("President")], {}, sent) == {"ana": "peru"}
    assert kin([PERU, PORTS, person("Harbour Board chief")], {}, sent) == {"ana": "ports"}
