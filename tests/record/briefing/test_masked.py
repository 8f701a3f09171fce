"""Names in reports replaced by numbers."""

from __future__ import annotations

from goodoffices.record import Actor, Span
from goodoffices.record.briefing.masked import masked

PERU = Actor("peru", "Peru", "state", None, (Span(0, 8, "Peruvian"),))
FRONT = Actor("front", "the Reed Front", "organization", None)
REED = Actor("reed", "Reed", "person", None)


def test_the_longest_name_is_replaced_whole_and_its_article_stays() -> None:
    text = "Peru met the Reed Front. Reed, a Peruvian’s friend, saw Peruvians @5."
    found = masked(dict(enumerate((PERU, FRONT, REED))), {"a": text})
    assert found == ["@0 met the @1. @2, a @0’s friend, saw Peruvians  5."]
