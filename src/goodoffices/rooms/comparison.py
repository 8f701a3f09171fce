"""The changes between two texts, clause by clause and word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from django.utils.translation import gettext as _

from goodoffices.rooms.documents import Text

Change = Literal["same", "new", "gone"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that stayed, is new, or is gone."""

    words: str
    change: Change


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """A clause in both texts; ``said`` describes the change in words."""

    clause: str
    said: str
    pieces: tuple[Piece, ...]


def changes(before: Text, after: Text) -> tuple[ClauseChange, ...]:
    """Return every clause of either text with its changes, in the order of the newer text."""
    old = {clause.id: clause for clause in before.clauses}
    new = {clause.id: clause for clause in after.clauses}
    found = []
    for name in [*new, *(name for name in old if name not in new)]:
        was = old[name].words if name in old else ""
        now = new[name].words if name in new else ""
        if name not in old:
            said = _("This clause is new.")
        elif name not in new:
            said = _("This clause was removed.")
        elif was == now:
            said = _("Unchanged.")
        else:
            said = _("This clause was changed.")
        found.append(ClauseChange(name, said, tuple(pieces(was, now))))
    return tuple(found)


def pieces(before: str, after: str) -> Iterator[Piece]:
    """Yield the runs of words of two versions, those that are gone before those that are new."""
    old, new = (re.findall(r"\s*\S+|\s+$", text) for text in (before, after))
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece("".join(new[k:m]), "same")
            continue
        if i < j:
            yield Piece("".join(old[i:j]), "gone")
        if k < m:
            yield Piece("".join(new[k:m]), "new")
