"""Signs that an actor is a side."""

from __future__ import annotations

import pytest

from goodoffices.record.briefing.sides import (
    asides,
    is_proper,
    kind_of_side,
    plainer,
    signs,
    together,
    told_kinds,
)


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
        ("the governments of @2 and @3 have invited him", "between", {2, 3}),
    ],
)
def test_a_sign_is_found_of_its_actors(text: str, sign: str, numbers: set[int]) -> None:
    assert set(signs([plainer(text)])[sign]) == numbers


@pytest.mark.parametrize(
    ("text", "aside", "numbers"),
    [
        ("rain fell in @0", "place", {0}),
        ("the north bordering @1 and @2", "place", {1, 2}),
        ("@3, July 23 (Wire) - Talks were put off", "place", {3}),
        ("a sale of its @4 business", "adjective", {4}),
        ("the plan of an @4 delegation", "adjective", set()),
        ("@0 said its @1 rejected it", "part", {1}),
        ("two @5 kidnapped by @6 were freed", "held", {5}),
        ("@6 released the nine @5", "held", {5}),
        ("the @5 rejected it", "held", set()),
    ],
)
def test_a_name_is_beside_the_matter(text: str, aside: str, numbers: set[int]) -> None:
    assert set(asides([text])[aside]) == numbers


def test_those_named_together_as_sides_are_two() -> None:
    assert together(["talks between @0, @1 and @2; @3 left"]) == {
        frozenset(pair) for pair in ((0, 1), (0, 2), (1, 2))
    }


def test_the_words_beside_a_name_tell_its_kind() -> None:
    text = "the union @0 met rail operator @1, and the @2 union saw @3 rebels and @4"
    assert told_kinds([text]) == {0: "labour", 1: "employer", 2: "labour", 3: "rebels"}


def test_a_noun_tells_the_kind_of_a_side_and_is_no_proper_name() -> None:
    names = ("Dockers Union", "Villagers", "Peru", "management of Nordair")
    assert [kind_of_side(name) for name in names] == ["labour", "locals", "", "running"]
    assert [is_proper(name) for name in names] == [False, False, True, False]
