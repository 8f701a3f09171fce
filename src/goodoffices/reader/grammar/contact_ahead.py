"""Contacts told in the present tense that are still to come: 'the council meets tonight', 'she flies to Oran today'."""

from __future__ import annotations

from goodoffices.reader.dates import When
from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.tree import Tree

_STARTS = frozenset(
    [
        *("begin", "start", "open", "commence", "convene", "resume", "reconvene", "take", "hold"),
        *("meet", "sit", "confer", "gather", "go"),
        *("leave", "fly", "travel", "sail", "head", "arrive", "come", "return", "set"),
    ]
)
_RECEIVING = frozenset(("host", "attend", "receive", "see", "visit"))
"""Verbs that in the present tense tell of what is to be: 'talks open on Friday', 'leaves for Lenz today'.

Those of receiving do so only with a day, as in 'she sees the guild on Friday'.
"""


def is_ahead(ground: Ground, tree: Tree, clause: Clause, when: When | None) -> bool:
    """Return whether a contact told in the present tense is still to come, as it is unless its day is past.

    A headline tells in the present what has been, and so does a line of a table of events.
    """
    verb = clause.verb
    if verb.tag not in ("VBZ", "VBP") or clause.helpers or clause.negated:
        return False
    lemma = verb.lemma.lower()
    known = lemma in _STARTS or (lemma in _RECEIVING and when is not None)
    if not known or tree.words[-1].text[:1] not in (".", ";"):
        return False
    if when is None:
        return clause.mark not in ("after", "since", "because") and verb.tag == "VBZ"
    return not _is_past(ground, when)


def _is_past(ground: Ground, when: When) -> bool:
    """Return whether a day is before that of the report, or cannot be told."""
    end = (when.edtf or "").rpartition("/")[2]
    return (
        ground.published is None or not end or end[:10] < ground.published.isoformat()[: len(end[:10])]
    )
