"""Nouns that tell of a contact, with its kind: 'a round of talks', 'the third session', 'a phone call'."""

from __future__ import annotations

from goodoffices.reader.grammar.tree import Word, prepositional
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import ContactKind

_TALKS = frozenset(
    ("talks", "negotiations", "bargaining", "mediation", "discussions", "consultations", "meetings")
)
_PART_OF_A_TEAM = frozenset(("team", "process", "table", "partner", "position", "expert", "tactic"))
_BARGAINING = frozenset(
    ("talks", "negotiations", "negotiation", "bargaining", "mediation", "discussions", "consultations")
)
_AT_THE_TABLE = frozenset(
    (
        "bargaining", "negotiating", "negotiation", "mediation", "conciliation", "crisis", "tripartite",
        "bilateral", "trilateral", "hour", "night", "all-night", "overnight", "marathon",
    )
)  # fmt: skip
"""Words before a session or meeting by which it is one of two sides: 'a nine-hour session', 'mediation session'."""
ROUNDS = frozenset(("round", "session", "cycle"))
"""Nouns for one of several talks."""
_FOR = ("for", "on", "to")
MANY = 3
"""Most contacts that one noun may count and still be told as contacts: '17 meetings' are a sum."""


def noun_kind(word: Word) -> ContactKind | None:
    """Return the kind of contact that a noun tells of, None if it tells of none."""
    lists, lemma = word_lists("contacts"), word.lemma.lower()
    if _counted(word) and not (_is_round(word) and not word.of("nummod")):
        return None
    if word.lower in lists["talks-round"] or (lemma in lists["talks-round"] and lemma != "round"):
        team = word.dep == "compound" and word.head is not None and word.head.lemma in _PART_OF_A_TEAM
        return None if team else "talks-round"
    if word.lower == "contacts" and prepositional(word, "with", "between", "among"):
        return "talks-round"
    if lemma in ("round", "cycle"):
        return "talks-round" if _is_round(word) else None
    if lemma == "table" and word.head is not None and word.head.lower in ("to", "from", "at"):
        return "talks-round"
    if word.dep == "compound" and lemma in ("phone", "telephone", "conference", "mission", "call"):
        return None
    if lemma == "mission" and not any(one.proper for one in prepositional(word, "to")):
        return None
    if word.lower == "process":
        return "talks-round" if _is_process(word) else None
    if lemma == "briefing":
        return "meeting" if prepositional(word, "from", "by") and not _is_press(word) else None
    if lemma == "exchange":
        held = word.head is not None and word.head.lemma in ("have", "hold")
        return "meeting" if held and prepositional(word, "with", "between") else None
    if lemma == "appointment":
        return "meeting" if prepositional(word, "with") and word.dep == "dobj" else None
    if lemma == "discussion" and (
        _is_meeting(word) or (word.head is not None and word.head.lower == "of")
    ):
        return "talks-round"
    if is_courtesy(word):
        return "meeting"
    for kind in ("meeting", "call", "visit", "correspondence"):
        if lemma in lists[kind]:
            if lemma == "call" and _is_appeal(word):
                return None
            if kind == "meeting" and lemma in ("conference", "hearing") and _is_press(word):
                return None
            return "call" if kind == "meeting" and by_phone(word) else kind
    return None


def is_bargaining(noun: Word) -> bool:
    """Return whether a noun is of talks of two sides: 'negotiations', 'a nine-hour session', 'a round of talks'."""
    if noun.lower in _BARGAINING:
        return True
    if noun.lemma not in ("session", "meeting", "round", "sitting"):
        return False
    beside = noun.of("compound", "amod", "nmod")
    return any(kid.lemma.lower() in _AT_THE_TABLE for kid in beside) or any(
        thing.lower in _BARGAINING for thing in prepositional(noun, "of")
    )


def is_courtesy(noun: Word) -> bool:
    """Return whether a call is paid in person: 'paid a courtesy call on the mayor'."""
    paid = noun.head is not None and noun.head.lemma == "pay"
    kind = any(kid.lower == "courtesy" for kid in noun.of("amod", "compound"))
    return noun.lower == "call" and (paid or kind)


def by_phone(noun: Word) -> bool:
    """Return whether a meeting is held from afar: 'a telephone conference'."""
    return any(kid.lower in ("phone", "telephone", "video") for kid in noun.of("compound", "amod"))


def _counted(word: Word) -> bool:
    """Whether a noun counts contacts rather than telling of one: '17 meetings', 'dozens of calls'."""
    for kid in word.of("nummod"):
        if kid.lower.isdecimal() and int(kid.lower) > MANY:
            return True
    return any(kid.lower in ("many", "several", "numerous", "countless", "dozens") for kid in word.kids)


def _is_round(word: Word) -> bool:
    ordinal = any(kid.lower in word_lists("contacts")["ordinal"] for kid in word.kids)
    of = [thing.lower for thing in prepositional(word, "of")]
    talks = any(one in _TALKS for one in of) or any(
        kid.lower in _TALKS or kid.lower == "negotiating" for kid in word.of("compound", "amod")
    )
    return talks or (ordinal and not of and word.lemma.lower() == "round")


def _is_process(word: Word) -> bool:
    """Whether a process is one of talks, and its verb tells how it stands: 'the peace process was suspended'."""
    of_talks = any(kid.lower in ("peace", "negotiating", "negotiation") for kid in word.of("compound"))
    verb = word.head
    lists = word_lists("contacts")
    stands = lists["suspended"] | lists["resumed"] | lists["broken-off"] | lists["postponed"]
    subject = word.dep in ("nsubj", "nsubjpass") and verb is not None and verb.lemma in stands
    return of_talks and subject


def _is_meeting(word: Word) -> bool:
    """Whether a discussion is held at a table: 'an expert-level discussion', not 'a telephone discussion'."""
    level = any(
        kid.lower in ("level", "round-table", "panel", "hour", "day")
        for kid in word.of("compound", "amod")
    )
    return level and not by_phone(word)


def _is_appeal(word: Word) -> bool:
    """Whether a call is an appeal: 'a call for talks'."""
    asks = any(kid.lower in _FOR and kid.dep == "prep" for kid in word.kids) or word.of("acl")
    return bool(asks) and not prepositional(word, "with", "from", "between")


def _is_press(word: Word) -> bool:
    return any(
        kid.lower in ("news", "press", "court", "parliamentary") for kid in word.of("compound", "amod")
    )
