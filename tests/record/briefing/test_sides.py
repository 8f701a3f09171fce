"""Signs that an actor is a side."""

from __future__ import annotations

import pytest

from goodoffices.record.briefing.sides import is_proper, kind_of_side, plainer, signs


@pytest.mark.parametrize(
    ("text", "sign", "numbers"),
    [
        ("talks between negotiators of @0, the tiny @1 and @2 resumed", "between", {0, 1, 2}),
        ("@0, @1 and @2 failed to agree", "joint", {0, 1, 2}),
        ("the @0-@1 talks", "hyphen", {0, 1}),
        ("a dispute with the @4", "with", {4}),
        ("Drivers held a strike against @1, as @0 has filed a complaint against @1", "against", {0, 1}),
        ("@0’s delegation has rejected it", "acting", {0}),
        ("@3 counted nine", "watching", {3}),
        ("an officer told @3 so", "cited", {3}),
        ("rain fell in @0", "place", {0}),
    ],
)
def test_a_sign_is_found_of_its_actors(text: str, sign: str, numbers: set[int]) -> None:
    assert set(signs([plainer(text)])[sign]) == numbers


def test_a_noun_tells_the_kind_of_a_side_and_is_no_proper_name() -> None:
    names = ("Dockers Union", "Villagers", "Peru", "management of Nordair")
    assert [kind_of_side(name) for name in names] == ["labour", "locals", "", "running"]
    assert [is_proper(name) for name in names] == [False, False, True, False]
