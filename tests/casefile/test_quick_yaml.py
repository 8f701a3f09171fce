"""YAML read quickly: the same events and the same complaints as those of ruamel."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from goodoffices.casefile.quick_yaml import LONGEST_KEY, reading_yaml
from tests.support.malformed import BASE, MALFORMED
from tests.support.thorough import spread

LONGEST = 2 * len(BASE)
"""Characters of a malformed text: those beyond limits take a second each to read whole."""
LONG = "k" * (LONGEST_KEY - 3)
TEXTS = [
    BASE,
    "a: {b: [1, {c: d}], 'e\n f': g}\n",
    "{a: [b,\n c]: d}",
    "? a\n: b\n",
    "[a: 1, b]",
    "a\nb: c",
    "'a\n b': c",
    "a: 'b\n  c': d\n",
    "- a\nb: 1",
    "a: *b",
    "a: [b",
    f"{LONG}: 1",
    f"{LONG}kk: 1",
    f"{LONG}kkkk: 1",
    f"[{LONG}, b]: 1",
    f"[[{LONG}kkkkk]]: 1",
    f"[{LONG}kkkkk: 1, b: {{c: d}}]",
]


def events(yaml: YAML, text: str) -> list[str]:
    """Return all that is read, each with its place, and the complaint at which reading ends."""
    found = []
    try:
        for event in yaml.parse(text):
            ends = [(mark.index, mark.line, mark.column) for mark in (event.start_mark, event.end_mark)]
            found.append(f"{event} {ends}")
    except (YAMLError, ValueError) as error:
        found.append(str(error))
    return found


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_read_quickly_is_what_is_read(text: str) -> None:
    assert events(reading_yaml(), text) == events(YAML(typ="safe", pure=True), text)


def test_malformed_cases_end_in_the_same_complaints() -> None:
    for one in spread([one for one in MALFORMED if len(one.text) < LONGEST], 30):
        text = one.text if isinstance(one.text, str) else one.text.decode("latin-1")
        assert events(reading_yaml(), text) == events(YAML(typ="safe", pure=True), text), one.name


@given(text=st.text(alphabet="abc:?[]{}-#&*!|>'\"\n 0.5,%@`\t", max_size=40))
def test_any_signs_of_yaml_are_read_the_same(text: str) -> None:
    assert events(reading_yaml(), text) == events(YAML(typ="safe", pure=True), text)
