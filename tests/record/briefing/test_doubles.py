"""Names of the same side."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from goodoffices.record import Actor
from goodoffices.record.briefing.doubles import once_each


@pytest.mark.parametrize(
    ("names", "kept"),
    [
        (["Nordair Airways", "Nordair", "Pilots Union"], ["Nordair Airways", "Pilots Union"]),
        (["British Lines", "BL"], ["British Lines"]),
        (
            ["International Committee of the Red Cross", "ICRC"],
            ["International Committee of the Red Cross"],
        ),
        (["Coast Hockey League", "players", "owners"], ["Coast Hockey League", "players"]),
        (["teachers", "Marsh Teachers Union", "district"], ["teachers", "district"]),
        (["government", "Reed Front", "rebels"], ["government", "Reed Front"]),
        (["NCHL", "Hockey League", "players"], ["NCHL", "players"]),
        (["unions", "Signal Guild", "Track Guild"], ["Signal Guild", "Track Guild"]),
        (["labor union", "Maritime Association"], ["labor union", "Maritime Association"]),
        (["workers", "Unison union", "Unison"], ["workers"]),
        (["Northern Union", "Southern Union"], ["Northern Union", "Southern Union"]),
        (["Upper Senn", "Lower Senn"], ["Upper Senn", "Lower Senn"]),
    ],
)
def test_a_side_is_kept_once(names: Sequence[str], kept: Sequence[str]) -> None:
    actors = [Actor(name, name, "organization", None) for name in names]
    assert [actor.name for actor in once_each(actors)] == kept


def test_kinds_told_beside_names_count_and_those_named_as_two_sides_are_two() -> None:
    unions, letters, rail = (
        Actor(name, name, "organization", None) for name in ("unions", "ORT", "Rail")
    )
    told = {"unions": "labour", "ORT": "labour", "Rail": "employer"}
    assert once_each((unions, letters, rail), lambda actor: told[actor.id]) == (letters, rail)
    herders, farmers = (Actor(name, name, "group", None) for name in ("herders", "farmers"))
    assert once_each((herders, farmers)) == (herders,)
    pair = {frozenset(("herders", "farmers"))}
    assert once_each((herders, farmers), apart=pair) == (herders, farmers)


def test_a_government_is_that_of_the_only_state() -> None:
    rebels = Actor("rebels", "rebels", "group", None)
    government = Actor("government", "government", "organization", None)
    tarnia, osmark = (Actor(name, name, "state", None) for name in ("Tarnia", "Osmark"))
    assert once_each((rebels, government, tarnia)) == (rebels, government)
    assert once_each((tarnia, osmark, government)) == (tarnia, osmark, government)
