"""The check of entries at the door of the ledger."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from goodoffices.errors import UsageError
from goodoffices.record import Contact, Entry, Figure, Ledger, Outcome, Source, Span
from goodoffices.record.entries import Body
from goodoffices.record.ledger.decisions import add
from goodoffices.record.validity import problems
from tests.support.record import note

SOURCE = Source("minutes", "2031-03-04", None, None, "")


@pytest.mark.parametrize(
    ("kind", "values", "says"),
    [
        (
            Contact,
            "kind=meeting status=held participants=a announced=garbage",
            "announced: expected a date",
        ),
        (
            Contact,
            "kind=meeting status=held participants=a edtf=9999-12-31/..",
            "edtf: expected a date",
        ),
        (
            Contact,
            "kind=meeting status=held participants=a edtf=../0001-01-01",
            "edtf: expected a date",
        ),
        (Contact, "kind=meeting status= participants=a", "status: expected one of held"),
        (Figure, "text=5 value=nan unit=crew qualifier=exact", "value: expected a finite number"),
        (Figure, "text=5 value=-inf unit=crew qualifier=exact", "value: expected a finite number"),
        (Figure, "text=5 value=1e400 unit=crew qualifier=exact", "value: expected a finite number"),
        (Figure, "text=5 value=5 unit=crew qualifier=exact as_of=May", "as_of: expected a date"),
        (Figure, "text=5 unit=crew qualifier=between", "value: expected a number, or low and high"),
        (Figure, "text=5 unit=crew qualifier=between low=5 high=4", "low: expected at most high"),
        (Outcome, "kind=singed what=truce", "kind: expected one of agreed, signed"),
        (Outcome, "kind=signed what=truce assertion=maybe", "assertion: expected one of asserted"),
        (Contact, "kind=meeting status=resumd participants=a", "status: expected one of held"),
    ],
)
def test_a_field_that_could_not_be_shown_is_refused(
    kind: type[Body], values: str, says: str, tmp_path: Path
) -> None:
    ledger = Ledger(tmp_path / "record.jsonl")
    fields = dict(pair.split("=") for pair in values.split())
    with pytest.raises(UsageError, match=says):
        add(ledger, kind, fields, SOURCE, Span(0, 0, ""))
    assert not ledger.path.exists()


@pytest.mark.parametrize("field", ["published", "retrieved"])
def test_dates_of_the_source_are_checked(field: str, tmp_path: Path) -> None:
    entry = replace(note(1), source=replace(SOURCE, **{field: "garbage"}))
    with pytest.raises(
        UsageError, match=f"{field}: expected a date such as 2024-05-26, found 'garbage'"
    ):
        Ledger(tmp_path / "record.jsonl").append(entry)


@pytest.mark.parametrize("edtf", ["[" * 1500 + "]" * 1500, 5])
def test_a_date_of_any_form_is_refused_in_words(edtf: str) -> None:
    assert problems(replace(note(1), edtf=edtf))[0].startswith("edtf: expected")


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        (replace(note(1), id=""), "id: expected a name, found nothing."),
        (replace(note(1), span=Span(9, 4, "x")), "start: expected at most end (4), found 9."),
        (replace(note(1), span=Span(-1, 4, "x")), "start: expected a whole number, found '-1'."),
        (
            replace(note(1), confidence=1.5),
            "confidence: expected a number from 0 to 1, found 1.5.",
        ),
        (
            replace(note(1), reliability="Z"),  # type: ignore[arg-type]
            "reliability: expected one of A, B, C, D, E, F, found 'Z'.",
        ),
    ],
)
def test_places_ids_and_judgements_are_checked(entry: Entry, says: str) -> None:
    assert problems(entry) == [says]


def test_a_source_may_be_of_the_last_day_of_the_calendar() -> None:
    assert problems(replace(note(1), source=replace(SOURCE, published="9999-12-31"))) == []


def test_a_good_entry_has_no_problem() -> None:
    figure = Figure("4 to 5", None, 4, 5, "between", "crew", None, None, "2031-03")
    assert problems(Entry("x", figure, SOURCE, Span(0, 0, ""), "[2031-03-01, 2031-03-03]")) == []
