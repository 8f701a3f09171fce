"""Things that a side gives up, which ends a quarrel as surely as a deal: lawsuits, bans, a place in a coalition, a strike."""

from __future__ import annotations

import re

from goodoffices.reader.grammar.outcome_told import Event, Told
from goodoffices.reader.grammar.tree import Word
from goodoffices.reader.wordlists import word_lists

_LEAVING = frozenset(("quit", "leave", "exit", "abandon"))
_GOING = frozenset(("pull", "walk", "withdraw"))
_STOPPED = re.compile(
    r"\b(?:[Ss]trik(?:e|ing)|walkout|walk-out|stoppage|lockout|lock-out|go-slow|shutdown|boycott)\b"
)
_WORKPLACES = frozenset(("work", "job", "classroom", "class", "post", "duty", "school", "desk"))
_NEAR = 1500
"""Characters before 'returned to work' in which the strike is told of."""


def given_up(told: Told) -> Event | None:
    """'Dropped its lawsuit', 'lifted the ban', 'the complaints were withdrawn', 'quit the ruling coalition'."""
    clause = told.clause
    if told.base in _LEAVING | _GOING:
        left = clause.objects if told.base in _LEAVING else clause.with_("from", "of", "out")
        alliance = told.about("coalition", words=left)
        if alliance is not None and not clause.passive:
            return "ended", alliance
    if not told.verb("gives-up") or not (clause.passive or clause.objects):
        return None
    thing = told.about("given-up")
    return ("ended", thing) if thing is not None else None


def back_at_work(told: Told) -> Event | None:
    """'The dockers went back to work', 'teachers returned to their classrooms', if the text has told of their strike."""
    clause = told.clause
    if (
        clause.passive
        or not (clause.past or clause.perfect)
        or not any(_many(one) for one in clause.subjects)
    ):
        return None
    to = clause.with_("to")
    back = told.base == "return" or (told.base in ("go", "be", "get", "come") and told.has("back"))
    if told.base == "resume":
        to, back = clause.objects, True
    if not back or not any(word.lemma.lower() in _WORKPLACES for word in to):
        return None
    text = told.ground.document.text
    first = max(0, clause.verb.start - _NEAR)
    strikes = list(_STOPPED.finditer(text, first, clause.verb.sentence[-1].end))
    return ("ceased", f"the {strikes[-1][0]}") if strikes else None


def _many(word: Word) -> bool:
    """Whether a subject is of many: 'dockers', 'they', not 'she'."""
    return (
        word.tag in ("NNS", "NNPS")
        or word.lower == "they"
        or word.lemma in word_lists("outcomes")["staff"]
    )
