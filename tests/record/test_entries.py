"""Entries as JSON: every kind survives, and lines of older records still load."""

from __future__ import annotations

import pytest

from goodoffices.record.entries import (
    KINDS,
    Body,
    Contact,
    Entry,
    Figure,
    Note,
    Outcome,
    Position,
    Pressure,
    Proposal,
    Retraction,
    Source,
    Span,
    Statement,
)

SPAN = Span(3, 7, "they")
SOURCE = Source("wire", "2031-03-04", "Wire", "https://wire.example/1", "0" * 64, "2031-03-05")
BODIES: dict[str, Body] = {
    "statement": Statement(
        SPAN, "lee", "named", SPAN, (SPAN, SPAN), "full", "verbatim", "Wire", 0.9, "said", "sv", "they"
    ),
    "contact": Contact("meeting", "held", ("lee", "dahl"), "Orsova", None, ("lee",), "a truce"),
    "position": Position("lee", "wages", "rejects", "lower wages", None),
    "proposal": Proposal(("lee", "dahl"), "a truce", "made"),
    "pressure": Pressure("lee", "dahl", "sign"),
    "figure": Figure(
        "40", 40, None, None, "about", "crews", "x", "lee", "2031-03", "suspended", "not checked"
    ),
    "outcome": Outcome("signed", ("lee",), "a truce", "Orsova", "no flights", "60 days", "two"),
    "note": Note("seen"),
    "retraction": Retraction("x", "wrong"),
}
"""A body of each kind with every field filled, those too that only a person fills."""


def test_there_is_a_body_of_every_kind() -> None:
    assert {kind: type(body) for kind, body in BODIES.items()} == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_survives_json(kind: str) -> None:
    entry = Entry("x", BODIES[kind], SOURCE, SPAN, "2031-03", True, 0.5, "B", "2", "w", "v", "denied")
    assert entry.kind == kind
    assert Entry.from_json(entry.to_json()) == entry


LATER = {
    "statement": ("language", "translation"),
    "contact": ("heads", "result"),
    "figure": ("as_of", "definition", "caveat"),
}


@pytest.mark.parametrize("kind", LATER)
def test_lines_from_before_a_field_was_known_still_load(kind: str) -> None:
    written = Entry("x", BODIES[kind], SOURCE, SPAN).to_json()
    for name in LATER[kind]:
        del written["body"][name]
    for name in ("confidence", "reliability", "credibility", "replaces", "same_as", "assertion"):
        del written[name]
    del written["source"]["retrieved"]
    found = Entry.from_json(written)
    assert {getattr(found.body, name) for name in LATER[kind]} <= {None, ()}
    assert (found.confidence, found.reliability, found.source.retrieved) == (1.0, None, None)
    assert found.assertion == "asserted"


@pytest.mark.parametrize("name", ["cue", "content", "rule"])
def test_a_field_that_every_statement_has_may_not_be_missing(name: str) -> None:
    written = Entry("x", BODIES["statement"], SOURCE, SPAN).to_json()
    del written["body"][name]
    with pytest.raises(KeyError, match=name):
        Entry.from_json(written)
