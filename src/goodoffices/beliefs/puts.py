"""Texts proposed to the parties, and what the parties answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from goodoffices.beliefs.layout import Codes
from goodoffices.beliefs.replies import LEVELS, Reply


@dataclass(slots=True)
class Put:
    """A text proposed to the parties, with the reference text, the third text to rank, and the answers."""

    text: Codes
    reference: Codes | None
    replies: list[Reply | None] = field(default_factory=list)
    third: Codes | None = None


def confirmed(puts: Sequence[Put]) -> list[Codes]:
    """Return the texts that every party said it would sign, by its last answer on each text."""
    parties = max((len(put.replies) for put in puts), default=0)
    texts: dict[bytes, Codes] = {}
    signs: dict[tuple[bytes, int], bool] = {}
    for put in puts:
        name = put.text.tobytes()
        texts.setdefault(name, put.text)
        for party, reply in enumerate(put.replies):
            if reply is not None and reply.level is not None:
                signs[name, party] = LEVELS[reply.level].signs
    return [
        text
        for name, text in texts.items()
        if parties and all(signs.get((name, party)) for party in range(parties))
    ]


def unordered(text: Codes, reference: Codes | None) -> frozenset[bytes]:
    """Return a key for two texts that is the same whichever of them is the reference text."""
    texts = (text,) if reference is None else (text, reference)
    return frozenset(np.ascontiguousarray(codes).tobytes() for codes in texts)
