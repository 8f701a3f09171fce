"""Sentences made of parts: translated as they are joined, however many parts there are."""

from __future__ import annotations

import pytest

from goodoffices.limits import ISSUES
from goodoffices.talks.engine.said import BESIDE, Part, say, together


@pytest.mark.parametrize("number", range(8))
def test_parts_follow_each_other_in_their_order(number: int) -> None:
    words = [f"point {place}" for place in range(number)]
    assert str(together(iter(words), BESIDE)) == "; ".join(words)
    assert str(together(words)) == " and ".join(words)


def test_every_part_and_every_joint_is_translated() -> None:
    parts: list[Part] = [say("yes"), say("no"), "Tavland", 3]
    joined = say("{all}", all=together(parts))
    words = {"yes": "ja", "no": "nein", "{one} and {other}": "{one} und {other}"}
    assert (
        joined.in_words(lambda template: words.get(template, template))
        == "ja und nein und Tavland und 3"
    )


def test_a_package_of_as_many_issues_as_a_case_may_have_is_said() -> None:
    points = [say("{issue}: {option}", issue=place, option="kept") for place in range(ISSUES.most)]
    assert str(together(points, BESIDE)).count("; ") == ISSUES.most - 1
