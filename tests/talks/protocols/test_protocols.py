"""All protocols are registered with the mediators that play them."""

from __future__ import annotations

from goodoffices.talks.engine.players import mediator_named
from goodoffices.talks.engine.protocol import PROTOCOLS, Protocol


def test_protocols_here_are_registered() -> None:
    for name in ("double-blind-batch", "post-settlement"):
        kind: type[Protocol] = PROTOCOLS[name]
        assert kind.needs_mediator
        assert name in mediator_named("one-issue").protocols
