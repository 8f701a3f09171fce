"""Forms of a review carried out without a page, in the name of whoever decides."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from goodoffices.errors import UsageError
from goodoffices.review_page.deciding import REJECTED, Deciding
from goodoffices.review_page.fields import lists_of
from tests.support.review import work_on


@pytest.fixture
def deciding(tmp_path: Path) -> Deciding:
    readings, review = work_on(tmp_path)
    by_name = {reading.source.dispatch: reading for reading in readings}
    lists = lists_of(readings, review.proposals)
    return Deciding(by_name, replace(review, reviewer="Kesh"), lists)


def test_every_decision_has_the_name_of_who_made_it(deciding: Deciding) -> None:
    first, second, third, *_ = deciding.review.pending()
    dispatch = first.source.dispatch
    following = deciding.decide({"entry": first.id, "action": "accept"})
    assert following == second.id
    deciding.decide({"entry": second.id, "action": "reject"})
    deciding.decide({"entry": first.id, "action": "correct", "edtf": "5 March 2031"})
    deciding.add({"dispatch": dispatch, "add": "note", "sentence": "1", "text": "mine"})
    entries = list(deciding.review.ledger)
    assert [entry.reviewer for entry in entries] == ["Kesh"] * 4
    assert entries[1].body.because == REJECTED  # type: ignore[union-attr]
    assert deciding.standing(first.id) == entries[2]
    replace(deciding, review=replace(deciding.review, reviewer=None)).decide(
        {"entry": third.id, "action": "accept"}
    )
    assert list(deciding.review.ledger)[-1].reviewer is None
    assert "reviewer" not in list(deciding.review.ledger)[-1].to_json()


def test_a_decision_is_made_once(deciding: Deciding) -> None:
    first = deciding.review.pending()[0]
    deciding.decide({"entry": first.id, "action": "reject"})
    with pytest.raises(UsageError, match="was decided on already"):
        deciding.decide({"entry": first.id, "action": "accept"})
    with pytest.raises(UsageError, match="expected accept"):
        deciding.decide({"entry": first.id, "action": "burn"})


def test_what_was_typed_is_said_with_the_names_of_fields(deciding: Deciding) -> None:
    form = {"entry": "gone", "action": "reject", "because": "a misreading", "edtf": " "}
    assert [words for _, words in deciding.typed(form)] == ["a misreading"]
