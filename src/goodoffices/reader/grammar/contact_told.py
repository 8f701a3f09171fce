"""A clause whose verb may tell of a contact, with the people around it, and those who are no side of any."""

from __future__ import annotations

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.contact_parts import PRESS
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.roles import is_person_noun
from goodoffices.reader.grammar.tree import Word, prepositional

LETTERS = frozenset(
    ("letter", "message", "note", "email", "e-mail", "text", "memo", "telegram", "cable")
)
MEANS = frozenset(
    (
        "phone",
        "telephone",
        "hotline",
        "video",
        "zoom",
        "touch",
        "contact",
        "correspondence",
        "communication",
    )
)
TIMES = frozenset(("hour", "minute", "day", "morning", "afternoon", "evening", "night"))
_AFAR = frozenset(("phone", "telephone", "video", "satellite", "conference"))
_KIN = frozenset(
    ("family", "wife", "husband", "son", "daughter", "parent", "friend", "relative", "fan")
)
_OWN = frozenset(
    (
        "party",
        "parliament",
        "member",
        "lawyer",
        "adviser",
        "cabinet",
        "government",
        "assembly",
        "staff",
        "board",
    )
)
"""Nouns for one's own people, whom one consults: 'will consult their parties'."""


class Told:
    """A clause whose verb may tell of a contact, with the people around it."""

    def __init__(self, ground: Ground, clause: Clause) -> None:
        self.ground, self.clause = ground, clause
        self.base, self.lemma = clause.verb.lemma.lower(), clause.lemma
        self.objects = [word for word in clause.objects if word.quotation is None]
        self.who = [word for word in clause.subjects if _is_somebody(ground, word)]
        self.withs = [
            word for word in with_whom(clause) if _is_somebody(ground, word) and not _private(word)
        ]
        self.people = [
            word for word in self.objects if _is_somebody(ground, word) and not _private(word)
        ]
        if clause.passive:
            self.who += [word for word in clause.with_("by") if ground.human(word)]
        if self.withs or self.people:
            self.who += [word for word in clause.subjects if _is_body(ground, word)]

    def dated(self) -> bool:
        """Return whether the clause has a day of its own."""
        words = self.clause.verb.sentence
        start, end = words[0].start, words[-1].end
        return any(start <= when.start < end for when in self.ground.dates)

    def has(self, *prepositions: str) -> bool:
        return any(word.noun for word in self.clause.with_(*prepositions))


def _is_somebody(ground: Ground, word: Word) -> bool:
    """Return whether a noun phrase is a side or a person: 'the union', 'a peace-broker'."""
    return ground.human(word) or (word.tag == "NN" and is_person_noun(word))


def _is_body(ground: Ground, word: Word) -> bool:
    """Return if 'it' stands for a body: 'the union said it had met the mills'."""
    return word.lower == "it" and bool(ground.people([word]))


def _private(word: Word) -> bool:
    """Whether people are met who are no other side: reporters, somebody's own family."""
    owned = any(kid.tag == "PRP$" for kid in word.of("poss"))
    return word.lower in PRESS or (owned and word.lemma.lower() in (*_KIN, *_OWN))


def meets_no_side(ground: Ground, clause: Clause) -> bool:
    """Return whether a verb tells of people who are no other side: reporters, a crowd, somebody's own family."""
    beside = [*clause.objects, *clause.with_("with", "to", "between"), *clause.subjects]
    return is_of_reporters(ground, clause) or any(
        _private(word) or is_crowd(word) or word.lemma.lower() in (*PRESS, *_KIN) for word in beside
    )


def is_crowd(word: Word) -> bool:
    """Whether people are counted: 'welcomed 300 visitors' is no meeting."""
    if any(one.tag == "PRP" for one in prepositional(word, "of")):
        return False
    return any(kid.lower not in ("two", "three", "2", "3") for kid in word.of("nummod"))


def is_of_reporters(ground: Ground, clause: Clause) -> bool:
    """Whether those who wrote the report spoke with somebody: 'we spoke with her lawyer', in nobody else's words."""
    ours = bool(clause.subjects) and all(word.lower in ("we", "i") for word in clause.subjects)
    return ours and not ground.people(clause.subjects)


def with_whom(clause: Clause) -> list[Word]:
    """Return those behind the 'with' of a verb, also if a parse hangs it on the topic: 'discussed it with X'."""
    found = clause.with_("with", "between")
    if clause.verb.lemma == "call" and not clause.objects:
        found += clause.with_("on", "upon")
    if clause.verb.lemma == "meet" and not (found or clause.objects):
        beside = [
            thing for kid in clause.verb.of("prep") for thing in kid.of("pobj") if not thing.proper
        ]
        found += [one for thing in beside for one in prepositional(thing, "with") if one.proper]
    if clause.verb.lemma == "sit":
        found += clause.with_("opposite")
    if clause.verb.lemma in ("discuss", "exchange", "negotiate"):
        found += [one for word in clause.objects for one in prepositional(word, "with")]
    return found


def through(clause: Clause) -> list[Word]:
    """Return those spoken with 'by telephone with X', written to in 'letters to X'."""
    means = [
        word
        for word in (*clause.with_("by", "on", "over", "in"), *clause.objects)
        if word.lemma in LETTERS or word.lower in MEANS
    ]
    return [one for word in means for one in prepositional(word, "with", "to", "from")]


def by_phone(clause: Clause) -> bool:
    """Whether people talk from afar: 'by telephone', 'in a video call', 'by video link'."""
    ways = ("by", "on", "over", "in", "via")
    means = [
        *clause.with_(*ways),
        *(one for word in clause.objects for one in prepositional(word, *ways)),
    ]
    afar = any(kid.lower in _AFAR for word in means for kid in word.of("compound", "amod"))
    return afar or any(word.lower in MEANS for word in means)
