"""The same actor in several dispatches is a single actor."""

from __future__ import annotations

from typing import Any

import pytest

from goodoffices.record import Actor
from goodoffices.record.merge.actor_names import named


def test_one_registry_of_actors(brief: dict[str, Any]) -> None:
    names = {actor["name"]: actor for actor in brief["actors"]}
    assert set(names) >= {"Tomas Reyle", "Ines Calloway", "Helga Marsh", "Odd Farrant", "Lindal Lines"}
    assert "Reyle" in names["Tomas Reyle"]["names"]
    assert "Reyle" not in names
    assert names["Helga Marsh"]["role"] == "chief executive of Lindal Lines"


def person(name: str, role: str | None = None) -> Actor:
    return Actor(name.lower().replace(" ", "-"), name, "person", role)


def body(name: str) -> Actor:
    return Actor(name.lower().replace(" ", "-"), name, "organization", None)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (person("William Burns"), person("Bill Burns"), True),
        (person("William Burns"), person("W. Burns"), True),
        (person("William Burns"), person("Burns"), True),
        (person("William Burns"), person("Robert Burns"), False),
        (person("Ann Lee"), person("Ann Leeson"), False),
        (body("Harbour Transport Union"), body("HTU"), True),
        (body("Health Ministry"), body("Ministry of Health"), True),
        (body("Dockers' Union"), body("Orsova Dockers' Union"), True),
        (body("Harbour Transport Union"), body("Harbour Fishing Union"), False),
        (person("Tomas Reyle"), body("Reyle"), True),
        (person("Serhiy Kovalchuk"), person("Sergii Kovalchuk"), True),
        (person("Yusuf Abdelrahim"), person("Youssef Abdel-Rahim"), True),
        (person("Ramón Duarte"), person("Ramon Duarte"), True),
        (person("Ana Duarte"), person("Ms Duarte"), True),
        (person("Mario Duarte"), person("Maria Duarte"), False),
        (person("Ivan Petrov"), person("Ivana Petrova"), False),
        (body("Metal Federation"), body("the Federation"), True),
        (body("Northern Command"), body("Southern Command"), False),
        (body("Tolm Airways"), body("Tolm"), True),
        (body("Tolm Council"), body("Tolm"), False),
        (body("Organisation of Ports"), body("Organization of Ports"), True),
        (
            Actor("x", "a senior official", "unnamed", None),
            Actor("x", "a senior official", "unnamed", None),
            False,
        ),
    ],
    ids=lambda value: value.name if isinstance(value, Actor) else str(value),
)
def test_who_is_the_same(one: Actor, other: Actor, same: bool) -> None:
    registry = named({"first": [one], "second": [other]})
    assert (len(registry.actors) == 1) == same
    assert (registry.ids["first", one.id] == registry.ids["second", other.id]) == same


def test_a_last_name_two_people_share_is_neither() -> None:
    registry = named({"a": [person("Ann Lee"), person("Bo Lee")], "b": [person("Lee")]})
    assert len(registry.actors) == 3


def test_a_body_two_names_end_in_is_neither() -> None:
    registry = named({"a": [body("Metal Union"), body("Bus Union")], "b": [body("the Union")]})
    assert len(registry.actors) == 3


def test_two_spellings_in_one_dispatch_are_two_persons() -> None:
    registry = named({"a": [person("Sergii Kovalchuk"), person("Serhiy Kovalchuk")], "b": []})
    assert len(registry.actors) == 2


@pytest.mark.parametrize("name", ["Chad - old rivals -", "—", "’s", "of the", "- -", "٣"])
def test_any_name_can_be_compared(name: str) -> None:
    registry = named({"a": [body(name), person(f"{name} Lee")], "b": [body(name)]})
    assert registry.ids["a", body(name).id] == registry.ids["b", body(name).id]


def test_a_first_word_of_two_firms_is_neither() -> None:
    firms = [body("Tolm Airways"), body("Tolm Holdings")]
    registry = named({"a": firms, "b": [body("Tolm")]})
    assert len(registry.actors) == 3


def test_a_dash_between_names_is_no_word_of_either() -> None:
    registry = named({"a": [body("Metal Union - Coast")], "b": [body("Metal Union Coast")]})
    assert len(registry.actors) == 1
