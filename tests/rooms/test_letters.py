"""Letters as confidences of the kernel: terms, times and points, and names of releases."""

from __future__ import annotations

from datetime import UTC, datetime

import goodoffices as go
from goodoffices.rooms.letters import (
    Letter,
    confidence,
    minute,
    name_of,
    next_on_grid,
    pair_of,
    read_letter,
    read_own,
)
from goodoffices.talks.engine.release_rules import Confidence, Form, Point, released
from tests.support.cases import CASES
from tests.support.room import House

STRAIT = go.load(CASES / "strait")
NOW = datetime(2026, 3, 2, 9, 7, tzinfo=UTC)


def test_letters_reach_parties_at_whole_quarters_of_an_hour() -> None:
    assert next_on_grid(NOW) == datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
    # what is let go at that very minute waits for the next
    assert next_on_grid(datetime(2026, 3, 2, 9, 15, tzinfo=UTC)) == datetime(
        2026, 3, 2, 9, 30, tzinfo=UTC
    )


def test_a_letter_is_a_confidence_with_its_terms() -> None:
    hold = "2026-03-02T12:00:00+00:00"
    letter = Letter("Words.", "verbatim", ("release", "two-groups"), ("visits", "at-once"), hold)
    assert confidence(letter, 1, 5, STRAIT) == Confidence(
        1,
        Point(0, 1),
        Form.VERBATIM,
        only_if=Point(2, 0),
        hold_until=minute(datetime(2026, 3, 2, 12, tzinfo=UTC)),
        words="Words.",
    )
    # in substance the author's words stay behind; for the mediator alone nothing is armed
    assert confidence(Letter("Words.", "substance"), 0, 5, STRAIT).words == ""
    assert not confidence(Letter("Words.", ""), 0, 5, STRAIT).armed


def test_letters_of_words_alone_are_points_that_no_other_letter_is() -> None:
    first, second = (confidence(Letter("x", "verbatim"), 0, number, STRAIT) for number in (0, 1))
    assert first.place != second.place
    assert pair_of(STRAIT, first.gives) == ()
    assert len(released({first, second}, 0, 2)) == 2


def test_a_release_keeps_its_name_as_long_as_it_is_the_same() -> None:
    letter = Letter("x", "verbatim", ("release", "two-groups"))
    [[part]] = released({confidence(letter, 0, 0, STRAIT)}, 0, 2)
    assert name_of((part,)) == name_of((part._replace(),))
    assert name_of((part,)) != name_of((part._replace(words="y"),))


def test_forms_of_letters_are_read_with_every_fault(room: House) -> None:
    form = {"words": "x", "form": "verbatim", "gives": "release=two-groups", "hold": "2026-03-02T12:00"}
    letter, faults = read_letter(form, STRAIT, NOW)
    assert faults == {}
    assert letter == Letter("x", "verbatim", ("release", "two-groups"), (), "2026-03-02T12:00:00+00:00")
    wrong = {"words": "", "form": "?", "gives": "x=y", "wants": "release=y", "hold": "0001-01-01T00:00"}
    assert set(read_letter(wrong, STRAIT, NOW)[1]) == {"words", "form", "gives", "wants", "hold"}
    assert read_own({"words": "x", "authority": "non-paper"}, STRAIT) == ("non-paper", "x", (), {})
    assert set(read_own({"authority": "verbatim"}, STRAIT)[3]) == {"words", "authority"}
