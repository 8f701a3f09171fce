"""Names of fields and of their choices, for people."""

from __future__ import annotations

from typing import Literal as _Literal
from typing import get_args, get_origin, get_type_hints

import pytest

from goodoffices.record import Entry
from goodoffices.record.entries import KINDS, Body, Statement
from goodoffices.record.field_words import CHOICES, NAMES, choice_words, field_name
from goodoffices.record.ledger.typed_fields import ABOUT, editable


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_every_field_has_a_name_and_no_two_of_a_kind_share_one(kind: type[Body]) -> None:
    fields = (*editable(kind), *ABOUT)
    assert set(fields) <= set(NAMES)
    names = [field_name(kind, field) for field in fields]
    assert len(set(names)) == len(names)
    assert all("_" not in name and name[0].isupper() for name in names)


def test_words_of_choices_are_those_of_choices_there_are() -> None:
    hints = [*(get_type_hints(kind) for kind in KINDS.values()), get_type_hints(Entry)]
    for name, words in CHOICES.items():
        known = {
            choice
            for hint in hints
            for part in (hint.get(name), *get_args(hint.get(name)))
            if get_origin(part) is _Literal
            for choice in get_args(part)
        }
        assert set(words) == known, name


def test_a_choice_is_said_in_words() -> None:
    assert choice_words("kind", "talks-round") == "round of talks"
    assert choice_words("assertion", "asserted") == "reported as fact"
    assert choice_words("reliability", "B") == "B: usually reliable"
    assert choice_words("credibility", "") == "not given"
    assert field_name(Statement, "actor") == "Who says it"
