"""Where 'and' is part of a name: 'the Ministry of Water and Energy', 'Harlow and Sons', 'Antigua and Barbuda'."""

from __future__ import annotations

import re

from goodoffices.reader.grammar.namewords import listed, states
from goodoffices.reader.grammar.roles import is_person_noun, is_title
from goodoffices.reader.grammar.tree import Word
from goodoffices.reader.wordlists import word_lists

LONGEST_NAME = 12
_PREFIXED = re.compile(r"(?:el|al|ad|an|ar|as|ash|at|az|d|l)[-’'][A-Z]")
_PATIENTS = frozenset(("Women", "Children", "Men", "Mothers", "Sailors", "Soldiers"))
"""Those for whom a hospital or a home is."""
_BEFORE_NOUN = ("nmod", "compound", "amod")


def is_capital(word: Word) -> bool:
    """Return whether a word has a capital, also behind a prefix: 'al-Rashid'."""
    first = word.text[:1].isupper() or _PREFIXED.match(word.text) is not None
    return first and word.quotation is None and word.lower not in ("“yes", "yes")


def joins_name(words: list[Word], first: int, at: int) -> bool:
    """Return whether a mark goes on with the name that began at ``first``: 'and', '&' or a comma."""
    if at + 1 >= len(words) or words[at - 1].lower in ("of", "for"):
        return False
    mark = words[at].lower
    if joins_owners(words, at):
        return True
    if mark == "and" and _for_whom(words, at):
        return True
    if mark != "," and (_is_state(words, at) or _is_firm(words, at)):
        return True
    if _fields(words, first, at) or (mark == "and" and _members(words, first, at)):
        return True
    return mark == "and" and _before_one_body(words, first, at)


def joins_owners(words: list[Word], at: int) -> bool:
    """Return whether a possessor's mark or 'and' goes on with a name: 'the Dockers’ and Checkers’ Union'."""
    if words[at].text in ("’", "'") and words[at].end > words[at].start:
        at += 1
    if not 1 < at < len(words) - 3 or words[at].lower not in ("and", "&"):
        return False
    other, mark, body = words[at + 1 : at + 4]
    owners = words[at - 1].text in ("’", "'") and words[at - 2].lower.endswith("s")
    alike = other.lower.endswith("s") and mark.text in ("’", "'")
    return owners and alike and is_capital(other) and body.text in listed("institution")


def _for_whom(words: list[Word], at: int) -> bool:
    """Whether 'and' stands before those for whom a house is: 'Holm and Women’s Hospital'."""
    owner, mark, house = (*words[at + 1 : at + 4], *(None,) * 3)[:3]
    if owner is None or mark is None or house is None or mark.tag != "POS":
        return False
    return owner.text in _PATIENTS and house.text in listed("facility") | listed("institution")


def _is_state(words: list[Word], at: int) -> bool:
    return f"{words[at - 1].text} and {words[at + 1].text}" in states()[0]


def _is_firm(words: list[Word], at: int) -> bool:
    """Whether a firm is named by who owns it: 'Harlow and Sons', 'Reil & Voss'."""
    behind = words[at + 1]
    if words[at].text == "&":
        return is_capital(behind)
    after = words[at + 2 : at + 3]
    ends = not after or (after[0].text != "-" and not is_capital(after[0]))
    ends = ends or after[0].text in listed("institution")
    return (
        behind.text in listed("partners") and ends and words[at - 1].text not in listed("institution")
    )


def _before_one_body(words: list[Word], first: int, at: int) -> bool:
    """Whether both words stand before the noun of a body: 'the Bread and Peace Party', not 'the Peru and Chile teams'."""
    one, other = words[at - 1], words[at + 1]
    body = one.head
    if body is None or not is_capital(other) or body.place <= other.place or body.tag != "NNP":
        return False
    if one.dep not in _BEFORE_NOUN or other.dep != "conj" or other.head is not one:
        return False
    between = words[other.place : body.place]
    whole = all(is_capital(word) for word in between) and body.text in listed("institution")
    article = first > 0 and words[first - 1].tag in ("DT", "POS", "PRP$", "JJ")
    schools = at - first == 1 and one.text in listed("facility")  # 'the University and College Union'
    owners = (*states()[:2], listed("given"), *([] if schools else [listed("institution")]))
    named = any(word.text in names for names in owners for word in (*words[first:at], *between))
    return whole and article and not named


def _members(words: list[Word], first: int, at: int) -> bool:
    """Whether both words are of the members of one body: 'the Association of Teachers and Lecturers'."""
    after = words[at + 2 : at + 3]
    ends = not after or not is_capital(after[0])
    of = next((n for n in range(first + 1, at) if words[n].lower == "of"), first)
    body = of > first and words[of - 1].text in listed("institution")
    return ends and body and all(_are_people(words[place]) for place in (at - 1, at + 1))


def _are_people(word: Word) -> bool:
    """Whether a word with a capital is a plain noun for people in the plural: 'Teachers', 'Midwives'."""
    plain = is_person_noun(word) or word.lower.endswith(("men", "women", "wives"))
    return is_capital(word) and word.lower.endswith(("s", "men", "women")) and plain


def _fields(words: list[Word], first: int, at: int) -> bool:
    """Whether a mark joins two fields of work in a name: 'Mediation and Conciliation Service'."""
    fields = listed("field")
    if words[at - 1].text not in fields:
        return False
    after = words[at + 1 : at + 1 + LONGEST_NAME]
    end = next(
        (
            n
            for n, word in enumerate(after)
            if not (
                is_capital(word) or (word.text in ("and", "&", ",") and after[n - 1].text in fields)
            )
        ),
        len(after),
    )
    run = after[:end]
    before = any(word.text in listed("institution") for word in words[first : at - 1])
    bodies = [word for word in run if word.text in listed("institution")]
    sort = end < len(after) and after[end].lower in word_lists("sorts")
    office = len(run) > 2 and is_title(run[1])  # 'Trade and Industry Minister Ana Bell'
    field = run != [] and (run[0].text in fields or _hyphened(words, at + 1) in fields)
    return field and bool(before or bodies or sort or office)


def _hyphened(words: list[Word], at: int) -> str:
    """Return a word with the rest of it behind a hyphen: 'Co-operation'."""
    parts = words[at : at + 3]
    tight = len(parts) == 3 and parts[1].text == "-" and parts[0].end + 1 == parts[2].start
    return "".join(part.text for part in parts) if tight else words[at].text
