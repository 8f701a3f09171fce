"""The tense of the clause at a place of the text, by which a date without a year is resolved."""

from __future__ import annotations

from bisect import bisect_right

from goodoffices.reader.date_tense import Tense
from goodoffices.reader.grammar.assertion import assertion_of
from goodoffices.reader.grammar.clauses import Clause, date_clause
from goodoffices.reader.grammar.document import Document
from goodoffices.reader.wordlists import keys_of, word_lists

_AWAITED = frozenset(
    (
        *("expect", "await", "plan", "schedule", "anticipate", "foresee"),
        *("meet", "sit", "convene", "reconvene", "resume", "open", "begin", "start"),
        *("expire", "lapse", "travel", "fly", "rule", "decide", "vote"),
    )
)
"""Verbs that tell of a day to come in the present tense: 'they meet on Friday', 'the lease expires in June'."""
_SOON = frozenset(
    ("hold", "host", "receive", "see", "visit", "go", "come", "arrive", "leave", "return")
)
"""Verbs that tell of a day to come, alone or with 'are': 'sees the guild on Friday', 'are holding talks on Friday'."""
_AHEAD = frozenset(("planned", "demanded", "hoped", "conditional", "refused"))


class Tenses:
    """The tenses of a document's clauses."""

    def __init__(self, document: Document, clauses: dict[int, list[Clause]]) -> None:
        self._trees = document.all_trees()
        self._starts = [tree.start for tree in self._trees]
        self._clauses = clauses

    def at(self, place: int) -> Tense | None:
        """Return the tense of the clause that the word at a place belongs to; None if there is no verb."""
        number = bisect_right(self._starts, place) - 1
        while (
            number >= 0
            and self._trees[number].end <= place
            and number > 0
            and self._trees[number - 1].end > place
        ):
            number -= 1
        if number < 0 or self._trees[number].end <= place:
            return None
        tree = self._trees[number]
        word = next(
            (one for one in tree.words if one.start <= place < one.end and one.quotation is None), None
        )
        clause = date_clause(word, self._clauses[id(tree)]) if word is not None else None
        return tense_of(clause) if clause is not None else None


def tense_of(clause: Clause) -> Tense | None:
    """Return the tense of a clause; that of the clause above it if its own verb has none."""
    if clause.perfect and clause.modal is None:
        return "past"
    if clause.modal in ("would", "could", "might", "may") and clause.perfect:
        return "past"
    helped = clause.verb.tag == "VBG" and clause.verb.of("aux")
    if helped and clause.verb.lemma in _SOON and helped[-1].tag in ("VBP", "VBZ"):
        return "future"
    above = clause.governor
    if clause.verb.tag == "VBG" and clause.link == "acl" and above is not None and above.past:
        return "past"
    if clause.modal is not None or assertion_of(clause) in _AHEAD:
        return "future"
    if clause.past:
        return "past"
    # 'Trains stop on 2 May'
    bare = clause.verb.tag == "VB" and above is None and clause.subjects and not clause.helpers
    if clause.verb.tag == "VB" and clause.link == "conj" and above is not None and not clause.helpers:
        # 'walked out on Monday and return on Friday'
        bare = above.verb.tag == "VBD" and clause.modal is None
    if (
        bare
        or clause.verb.tag in ("VBP", "VBZ")
        or any(kid.tag in ("VBP", "VBZ") for kid in clause.verb.of("aux", "auxpass"))
    ):
        due = any(
            kid.lower in ("due", "set", "scheduled", "likely", "planned")
            for kid in clause.verb.of("acomp", "attr")
        )
        if due or clause.verb.lemma in (*_AWAITED, *_SOON):
            return "future"
        lists = word_lists("saying")
        only = lists["only-quotation"] - lists["clause"]  # 'the fair runs from 3 to 9 May'
        told = clause.verb.lemma in keys_of("saying").keys() - only and not clause.passive
        return "past" if told else "present"
    if clause.verb.tag == "VBN" and clause.link in ("acl", "advcl"):
        return (
            "future" if clause.verb.lemma in ("schedule", "plan", "expect", "set", "slate") else "past"
        )
    return tense_of(clause.governor) if clause.governor is not None else None
