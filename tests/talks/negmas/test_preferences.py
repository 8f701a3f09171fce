"""A case from utility functions, and back: numbers as written, packages that do not exist left out."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import inf

import pytest

import goodoffices as go
from goodoffices.errors import UsageError
from goodoffices.space import compile, evaluate, packages
from goodoffices.talks.engine.views import allowed_packages, party_private
from tests.support import fake_negmas as fake
from tests.support.offers import case

SPACE = fake.Space(
    [fake.CategoricalIssue(["a", "b"], "x"), fake.CategoricalIssue([1, 2, 3], "n")],
)


def test_an_additive_function_is_read_as_written() -> None:
    from goodoffices.talks.negmas import case_of

    values = [fake.TableFun({"a": 0.1, "b": 1.0}), fake.TableFun({1: 0.0, 2: 0.5, 3: 1.0})]
    function = fake.LinearAdditiveUtilityFunction(values, [0.3, 0.7], reserved_value=0.2)
    found = case_of(SPACE, {"A": function, "B": function})
    [first, second] = found.preferences[0].tables
    assert first.weight == Fraction(3, 10)
    assert first.values == (Fraction(1, 10), Fraction(1))
    assert second.values == (Fraction(0), Fraction(1, 2), Fraction(1))
    assert found.preferences[0].reservation == Fraction(1, 5)
    assert [issue.option_ids for issue in found.issues] == [("a", "b"), ("1", "2", "3")]
    assert go.deals(found).frontier


def test_any_other_function_is_asked_for_every_outcome() -> None:
    """Minus infinity forbids a package; a reservation value of minus infinity is the least utility."""
    from goodoffices.talks.negmas import case_of

    worth = {outcome: place / 10 for place, outcome in enumerate(SPACE.enumerate())}
    worth["b", 1] = -inf
    found = case_of(SPACE, {"A": fake.MappingUtilityFunction(worth)})
    assert found.linkages[0].forbidden == (("b", "1"),)
    space = compile(found)
    assert len(packages(space, 100)) == 5
    assert (evaluate(space, packages(space, 100))[:, 0] / 10).tolist() != []
    assert found.preferences[0].reservation == 0


def test_an_additive_function_with_more_to_it_is_asked_too() -> None:
    from goodoffices.talks.negmas import case_of

    class Raised(fake.LinearAdditiveUtilityFunction):
        def __call__(self, outcome: object) -> float:
            return super().__call__(outcome) + 1

    values = [fake.TableFun({"a": 0.0, "b": 1.0}), fake.TableFun({1: 0.0, 2: 0.5, 3: 1.0})]
    [preference] = case_of(SPACE, {"A": Raised(values, [0.5, 0.5])}).preferences
    assert preference.tables[0].values[0] == 1
    [preference] = case_of(
        SPACE, {"A": fake.LinearAdditiveUtilityFunction(values, [0.5, -0.5])}
    ).preferences
    assert len(preference.tables) == 1


def test_outcomes_without_issues_are_options_of_one_issue() -> None:
    from goodoffices.talks.negmas import case_of

    space = fake.Space(outcomes=[("a", 1), ("b", 2)])
    found = case_of(space, {"A": fake.MappingUtilityFunction({("a", 1): 0.5, ("b", 2): 1.0})})
    assert [issue.option_ids for issue in found.issues] == [("('a', 1)", "('b', 2)")]


def test_values_written_alike_stay_apart() -> None:
    from goodoffices.talks.negmas import case_of

    space = fake.Space([fake.CategoricalIssue([1, "1"], "x")])
    worth = fake.MappingUtilityFunction({(1,): 0.0, ("1",): 1.0})
    assert case_of(space, {"A": worth}).issues[0].option_ids == ("0: 1", "1: 1")


def test_what_cannot_be_listed_is_refused() -> None:
    from goodoffices.talks.negmas import case_of

    endless = fake.CategoricalIssue(["a"], "price")
    endless.is_discrete = lambda: False  # type: ignore[method-assign]
    with pytest.raises(UsageError, match="found 'price', a range of numbers"):
        case_of(fake.Space([endless]), {})
    many = fake.CategoricalIssue(range(10_000), "x")
    with pytest.raises(UsageError, match="found more"):
        case_of(fake.Space([many, many]), {})


@pytest.mark.parametrize("name", ["wage-talks", "canal"])
def test_a_party_keeps_its_order_of_packages(name: str) -> None:
    from goodoffices.talks.negmas import utility_of

    space = compile(go.load(f"cases/{name}"))
    private = party_private(space, 0, allowed_packages(space))
    outcomes, function = utility_of(private)
    rows = [
        tuple(o[code] for o, code in zip(private.options, row, strict=True)) for row in private.codes
    ]
    assert sorted(outcomes.enumerate()) == sorted(rows)
    assert [function(row) * int(private.worth[-1]) for row in rows] == pytest.approx(
        private.worth.tolist()
    )


def test_a_function_back_is_the_case_again() -> None:
    from goodoffices.talks.negmas import case_of, utility_of

    talks = case(3)
    space = compile(talks)
    codes = allowed_packages(space)
    made = {party: utility_of(party_private(space, place, codes)) for place, party in enumerate("ABC")}
    again = case_of(made["A"][0], {party: function for party, (_, function) in made.items()})
    for ours, theirs in zip(talks.preferences, again.preferences, strict=True):
        utilities = [[t.weight * v for v in t.values] for t in ours.tables]
        assert [[100 * t.weight * v for v in t.values] for t in theirs.tables] == utilities
        assert theirs.reservation * 100 == replace(ours).reservation
