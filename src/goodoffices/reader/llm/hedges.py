"""Words that make a clause less than a fact. They correct a model that takes a demand or a plan for a fact."""

from __future__ import annotations

import re

from goodoffices.record.entries import Assertion

_EVENT: tuple[tuple[Assertion, str], ...] = (
    (
        "denied",
        r"den(?:y|ies|ied|ying)|not|never|no longer|cannot|\w+n['’]t|nobody|without|fail(?:s|ed)? to",
    ),
    ("refused", r"refus\w+|reject\w*|declin\w+|rul(?:e|es|ed|ing) out"),
    (
        "demanded",
        r"demand\w*|call(?:s|ed|ing)? (?:for|on)|urg(?:e|es|ed|ing)|insist\w*|must|should|ask(?:s|ed)? for",
    ),
    ("conditional", r"if|unless|whether|provided that|on condition"),
    ("hoped", r"hop(?:e|es|ed|ing)|want(?:s|ed)?|wish\w*|seek(?:s|ing)?|sought|aim(?:s|ed)? (?:to|at)"),
    (
        "planned",
        r"will|would|may|might|could|plan(?:s|ned|ning)?|due to|scheduled|expected|set to|is to|are to|"
        r"agreed to (?:meet|hold|talk|resume|return|sign)|ready to|about to|next",
    ),
    ("alleged", r"alleg\w+|accus\w+|reportedly|rumou?r\w*|purported\w*|supposed\w*"),
)
_CUE: tuple[tuple[Assertion, str], ...] = (
    ("denied", r"den(?:y|ies|ied|ying)|refut\w+|disput\w+|did not|never"),
    ("refused", r"refus\w+|declin\w+|reject\w*"),
    ("demanded", r"demand\w*|call(?:s|ed|ing)? (?:for|on)|urg(?:e|es|ed|ing)|insist\w* (?:on|that)"),
    ("hoped", r"hop(?:e|es|ed|ing)|wish\w*"),
    ("alleged", r"alleg\w+|accus\w+"),
)


def _compiled(
    table: tuple[tuple[Assertion, str], ...],
) -> tuple[tuple[Assertion, re.Pattern[str]], ...]:
    return tuple((how, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for how, words in table)


_EVENTS, _CUES = _compiled(_EVENT), _compiled(_CUE)


def of_event(clause: str) -> tuple[Assertion, str] | None:
    """Return how a clause is meant by the first kind of hedge in it, and the hedge; None if it has none."""
    return _first(_EVENTS, clause)


def of_cue(words: str) -> tuple[Assertion, str] | None:
    """Return how a statement is meant by its cue and the words before it, and the word that says so."""
    return _first(_CUES, words)


def _first(
    table: tuple[tuple[Assertion, re.Pattern[str]], ...], words: str
) -> tuple[Assertion, str] | None:
    return next(((how, found[0]) for how, pattern in table if (found := pattern.search(words))), None)
