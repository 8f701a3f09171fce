"""Filters and tags of the templates."""

from __future__ import annotations

import pytest

from tests.support.room import House

pytest.importorskip("django", reason="the extra 'rooms' is not installed")


def test_choices_are_written_as_text_and_the_chosen_one_is_marked(room: House) -> None:
    from goodoffices.rooms.seen.answer_words import Choice
    from goodoffices.rooms.templatetags.marks import options, radios

    choices = (Choice('"><b>', "<script>alert(1)</script>"), Choice("b", "it's & that"))
    buttons = radios('x" onclick="y', choices, "b")
    assert "<script" not in buttons
    assert "<b>" not in buttons
    assert 'onclick="' not in buttons
    assert buttons.count("<label>") == 2
    assert buttons.endswith('value="b" checked> it&#x27;s &amp; that</label>')
    assert buttons.count("checked") == 1
    listed = options(choices, '"><b>')
    assert "<script" not in listed
    assert listed.startswith('<option value="&quot;&gt;&lt;b&gt;" selected>')
    assert listed.count("selected") == 1
