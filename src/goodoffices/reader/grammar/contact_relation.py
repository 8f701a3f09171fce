"""How the noun of a contact stands to the verb beside it: its subject, its object, or behind a preposition."""

from __future__ import annotations

from dataclasses import dataclass

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.tree import Word
from goodoffices.reader.wordlists import word_lists

_IN = ("return", "go", "come", "proceed", "enter", "get", "move", "head")
_PLACED = frozenset(("engage", "take", "participate", "be", "join", "lock", "meet", "stay"))
_ADVERBIAL = frozenset(("after", "during", "at", "following", "in", "before", "since", "from"))
SUMMONING = frozenset(("summon", "call", "convoke", "convene"))
"""Verbs of asking people to a contact: 'has summoned both sides to a meeting'."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A noun of a contact with the verb beside it, and how the noun stands to the verb.

    ``relation`` is 'subject', 'object', 'in' (behind a preposition of taking part) or 'adverbial'.
    """

    noun: Word
    clause: Clause
    relation: str

    @property
    def base(self) -> str:
        """The verb's lemma; 'host' of 'played host to'."""
        plays_host = self.clause.verb.lemma == "play" and _is_host(self.clause)
        return "host" if plays_host else self.clause.verb.lemma.lower()

    def listed(self, key: str) -> bool:
        """Whether the verb, with its particle or its preposition, is in a list of verbs."""
        words = word_lists("contacts")[key]
        lemma = self.clause.lemma
        return lemma in words or (self.base in words and lemma == self.base)


def relation_of(noun: Word, top: Word, clause: Clause) -> str | None:
    """Return how a noun stands to the verb of a clause, None if it stands apart."""
    if clause.link in ("acl", "relcl") and noun is clause.verb.head:
        if noun in clause.subjects:
            return "object" if clause.passive else "subject"
        return "object"
    path = path_to(noun, clause)
    at = path[-1] if path else noun
    if at.head is not clause.verb:
        inherited = any(word is noun or word is top for word in clause.subjects)
        return ("object" if clause.passive else "subject") if inherited else None
    direct = (
        at is noun
        or at is top
        or (top.within(at) and len(path) <= 2 and at.lemma in word_lists("contacts")["part-of-talks"])
        or (len(path) == 2 and at.lemma == "participation" and _ends_or_resumes(clause))
    )
    if at.dep in ("nsubj", "nsubjpass"):
        return ("object" if at.dep == "nsubjpass" else "subject") if direct else None
    if at.dep in ("dobj", "attr", "oprd"):
        return "object" if direct else None
    if at.dep in ("prep", "agent", "prt", "advmod") and (len(path) <= 2 or _of_hours(path)):
        return _behind(at, noun, clause)
    return None


def _ends_or_resumes(clause: Clause) -> bool:
    lists = word_lists("contacts")
    return clause.verb.lemma in lists["suspended"] | lists["resumed"] | lists["broken-off"]


def _is_host(clause: Clause) -> bool:
    return any(word.lower == "host" for word in clause.objects)


def _of_hours(path: list[Word]) -> bool:
    """Whether talks stand behind their length: 'after three hours of talks'."""
    return (
        len(path) == 3
        and path[0].lower == "of"
        and path[1].lemma in ("hour", "day", "week", "night", "month")
    )


def _behind(at: Word, noun: Word, clause: Clause) -> str | None:
    """Return how a noun behind a preposition stands to its verb."""
    before = at.lower if at.dep == "prep" else (noun.head.lower if noun.head is not None else "")
    base = clause.verb.lemma.lower()
    if (
        before in ("in", "for", "at")
        and base in _PLACED
        and not (before == "at" and base in ("be", "take", "meet"))
    ):
        return "in" if before == "in" or base in ("meet", "join") else "adverbial"
    if before == "over" and base == "preside":
        return "in"
    if before in ("to", "for") and base == "invite" and not clause.passive:
        return "in"
    if before == "to" and base in SUMMONING:
        return "in"
    if (before in ("to", "on") and base == "agree") or (before == "to" and _is_host(clause)):
        return "in"
    if noun.lemma == "table" and before in ("at", "to", "around") and (base == "be" or base in _IN):
        return "in"
    if before in ("to", "into", "with") and base in (
        *_IN,
        "begin",
        "start",
        "open",
        "continue",
        "resume",
        "sit",
    ):
        return "in"
    if before in ("from", "of", "out") and (
        base in ("withdraw", "walk", "pull", "storm", "retire")
        or clause.lemma in ("walk out", "walk away", "pull out")
    ):
        return "in"
    return "adverbial" if before in _ADVERBIAL or is_ahead(noun) else None


def is_ahead(noun: Word) -> bool:
    """Whether something is told to come before a contact: 'ahead of talks', 'before a meeting'."""
    of = noun.head
    if of is None or noun.dep != "pobj":
        return False
    ahead = of.lower == "of" and of.head is not None and of.head.lower in ("ahead", "eve", "advance")
    return ahead or of.lower == "before"


def path_to(noun: Word, clause: Clause) -> list[Word]:
    """Return the words between a noun and the verb of a clause; empty if the verb is not above the noun."""
    found: list[Word] = []
    for up in noun.above():
        if up is clause.verb:
            return found
        found.append(up)
    return []
