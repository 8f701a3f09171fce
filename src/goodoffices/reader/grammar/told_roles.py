"""Roles that a clause tells: 'who heads the office', 'Ana Bell is a doctor', 'elected Ana Bell as its chair'."""

from __future__ import annotations

from goodoffices.reader.grammar.namewords import listed
from goodoffices.reader.grammar.roles import (
    GO_ON,
    IN_PHRASE,
    MOST_BEFORE,
    fits,
    of_noun,
    phrase_at,
    text_of,
)
from goodoffices.reader.grammar.tree import Word, prepositional

_HEADS = {
    "head": "head",
    "chair": "chair",
    "lead": "leader",
    "run": "head",
    "direct": "director",
    "own": "owner",
    "command": "commander",
    "manage": "manager",
    "coach": "coach",
    "edit": "editor",
    "coordinate": "coordinator",
    "preside": "president",
    "represent": "representative",
    "drive": "driver",
    "organise": "organiser",
    "organize": "organizer",
    "advise": "adviser",
}
"""Verbs of holding a role, with the role."""
_CHOSEN = frozenset(("elect", "appoint", "name", "choose", "pick", "install", "reelect", "hire"))


def role_told(words: list[Word], first: int, last: int, head: Word) -> str | None:
    """Return the role that a clause tells of somebody whose name stands between two places, None if none does."""
    after = last + 1
    if [word.text for word in words[after : after + 3 : 2]] == [",", ","]:
        after += 2 * (words[after + 1].tag == "CD")  # 'Ana Bell, 71, who owns the mill'
    return _by_clause(words, after) or (_by_verb(words, first, last, head) if last > first else None)


def _by_verb(words: list[Word], first: int, last: int, head: Word) -> str | None:
    """Return the role of 'Ana Bell is a doctor', 'its leader is Ana Bell', 'they elected Ana Bell as chair'."""
    verb = head.head
    if verb is None or not verb.verb or verb.of("neg"):
        return None
    nouns: list[Word] = []
    if verb.lemma == "be" and (verb.tag in ("VBZ", "VBP") or verb.of("aux")):
        nouns = (
            verb.of("attr") if head.dep == "nsubj" else verb.of("nsubj") if head.dep == "attr" else []
        )
    elif verb.lemma in _CHOSEN and head.dep in ("dobj", "nsubjpass"):
        nouns = [*prepositional(verb, "as"), *prepositional(head, "as"), *verb.of("oprd")]
    for noun in nouns:
        role = of_noun(words, noun) if noun.tag == "NN" else []
        if role and fits(role, words[first : last + 1]):
            return text_of(role)
    return None


def _by_clause(words: list[Word], after: int) -> str | None:
    """Return the role of 'who heads the office', 'who has chaired the board'."""
    if after + 3 >= len(words) or words[after].text != "," or words[after + 1].lower != "who":
        return None
    if words[after + 2].lower == "is":
        found = phrase_at(words, after + 3, True)
        return text_of(found) if found else None
    verb = next((word for word in words[after + 2 : after + 4] if word.lemma in _HEADS), None)
    if verb is None or verb.tag == "VBD" or not verb.verb:
        return None
    phrase: list[Word] = []
    behind = verb.place + 1 + (words[verb.place + 1].lower == "over")
    for word in words[behind:]:
        stops = word.tag in ("IN", "TO") and word.lower not in GO_ON
        if stops or not word.tag.startswith(IN_PHRASE) or len(phrase) > MOST_BEFORE:
            break
        phrase.append(word)
    while phrase and not phrase[-1].tag.startswith("NN"):
        phrase.pop()
    if not phrase:  # 'who commands them'
        return _HEADS[verb.lemma] if words[behind].tag == "PRP" else None
    return f"{_HEADS[verb.lemma]} of {text_of(phrase)}"


def speaks(word: Word) -> bool:
    """Return whether a word is the subject of a verb of saying."""
    verb = word.head
    return word.dep == "nsubj" and verb is not None and verb.lemma in listed("person-verbs")


def is_office(word: Word) -> bool:
    """Return whether a noun is an office that one person has, told of as known: 'the mayor', 'its defence minister'."""
    known = word.of("poss") or any(kid.lower in ("the", "its") for kid in word.of("det"))
    named = any(kid.proper for kid in word.of("appos"))
    return word.tag == "NN" and word.lower in listed("single-office") and bool(known) and not named
