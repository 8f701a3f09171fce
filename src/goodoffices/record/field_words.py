"""Names of an entry's fields for people, and the words of their choices."""

from __future__ import annotations

from collections.abc import Mapping

from goodoffices.record.entries import (
    Body,
    Contact,
    Figure,
    Outcome,
    Position,
    Pressure,
    Proposal,
    Statement,
)
from goodoffices.record.entry_words import HOW
from goodoffices.wording import in_words

NAMES: Mapping[str, str] = {
    "edtf": "Date",
    "assertion": "How the report has it",
    "reliability": "Reliability of the source",
    "credibility": "Credibility of the information",
    "actor": "Whose position",
    "anonymity": "How the speaker is named",
    "announced": "Day it was announced",
    "amount": "How many or how much",
    "as_of": "Counted up to (date)",
    "because": "Reason",
    "by": "By whom",
    "caveat": "Doubts about it",
    "content": "What is said, in the report's words",
    "cue": "The report's verb (said, denied, …)",
    "definition": "What happened to those counted",
    "duration": "For how long",
    "entry": "Entry that is withdrawn",
    "goal": "To do what",
    "heads": "Heads of delegation",
    "high": "Highest number",
    "issue": "Issue",
    "kind": "Kind",
    "language": "Language of the words",
    "low": "Lowest number",
    "on": "Who is pressed",
    "participants": "Who took part",
    "place": "Place",
    "qualifier": "Exact, about, at least …",
    "quoted": "In quotation marks",
    "result": "Result",
    "source": "Who gives it",
    "speaker": "Speaker, in the report's words",
    "stance": "Stance",
    "status": "Status",
    "subgroup_of": "Part of",
    "terms": "Terms",
    "text": "Text",
    "told": "Told to",
    "translation": "Translation",
    "unit": "What is counted",
    "value": "Number",
    "what": "What",
    "wording": "Wording",
}
_OF_KIND: Mapping[type[Body], Mapping[str, str]] = {
    Statement: {"actor": "Who says it"},
    Contact: {"kind": "Kind of contact"},
    Figure: {"text": "Figure, in the report's words"},
    Outcome: {"kind": "Kind of outcome", "by": "Who brought it about"},
    Position: {"by": "Who presses for it", "text": "Position, in the report's words"},
    Pressure: {"source": "Who presses"},
    Proposal: {"by": "Who made it", "text": "Proposal, in the report's words"},
}
ACTORS = frozenset(("actor", "by", "heads", "on", "participants", "source"))
"""Fields that hold an actor, or several."""
CHOICES: Mapping[str, Mapping[str, str]] = {
    "assertion": {str(choice): words for choice, words in HOW.items()},
    "anonymity": {
        "named": "by name",
        "unnamed-official": "an official who is not named",
        "unnamed-source": "a source that is not named",
        "institution": "an institution",
    },
    "quoted": {"full": "all of it", "partial": "in part", "none": "no"},
    "wording": {"verbatim": "word for word, by two sources", "unverified": "not verified"},
    "reliability": {
        "A": "A: completely reliable",
        "B": "B: usually reliable",
        "C": "C: fairly reliable",
        "D": "D: not usually reliable",
        "E": "E: unreliable",
        "F": "F: cannot be judged",
    },
    "credibility": {
        "1": "1: confirmed by other sources",
        "2": "2: probably true",
        "3": "3: possibly true",
        "4": "4: doubtful",
        "5": "5: improbable",
        "6": "6: cannot be judged",
    },
}
"""The words of a choice, where they are others than the choice itself (scales of the Admiralty code)."""


def field_name(kind: type[Body], name: str) -> str:
    """Return the name of a field of a kind of entry, for people."""
    return _OF_KIND.get(kind, {}).get(name) or NAMES.get(name) or in_words(name.replace("_", " "))


def choice_words(name: str, choice: str) -> str:
    """Return a choice for a field in words: 'round of talks', 'reported as fact', 'not given'."""
    return CHOICES.get(name, {}).get(choice) or in_words(choice) or "not given"
