"""Where small words are part of a name: 'Horn of Brenn', 'the Council for the Survey of the Sea', 'Orlo bin Venn'."""

from __future__ import annotations

import re

from goodoffices.reader.grammar.joined_names import LONGEST_NAME, is_capital
from goodoffices.reader.grammar.namewords import listed, states
from goodoffices.reader.grammar.roles import is_title, text_of
from goodoffices.reader.grammar.tree import Word
from goodoffices.reader.spelling import english

LINKS = frozenset((*listed("link"), "for", "on", "the"))
_PREPOSITIONS = ("of", "for", "on")
_WITH_STATES = frozenset(
    (
        "Union",
        "Front",
        "Party",
        "Congress",
        "League",
        "Association",
        "Federation",
        "Confederation",
        "Movement",
        "Society",
        "Alliance",
        "Brotherhood",
        "Guild",
        "Chamber",
        "Organization",
        "Organisation",
        "Syndicate",
    )
)
"""Bodies whose names end in a state's behind 'of'; a ministry or an army 'of Peru' is Peru's."""
_OF_NAMES = ("Bank", "Church", "House", "University", "Isle", "Republic", "States", "Horn")
_SIGNS = ("Cross", "Crescent")
"""Words for a body that end the name of what another body is of: 'the Committee of the Red Cross'."""
_REMARK = re.compile(r"\( [a-z]+ \)")
_SMALL = frozenset(("of", "the", "for", "and", "on", "in", "to", "&", ","))


def links_name(words: list[Word], first: int, at: int) -> bool:
    """Return whether a small word goes on with the name that began at ``first``."""
    if at + 1 >= len(words):
        return False
    small = words[at].lower
    if small == "the":
        before = words[at - 1].lower
        return before in _PREPOSITIONS and (
            text_of(words[first : at + 2]) in states()[0] or _links_body(words, first, at - 1)
        )
    if small in ("for", "on"):
        return _links_body(words, first, at)
    if small == "of":
        return _of(words, first, at)
    following = words[at + 1]
    if following.text == "-" and at + 2 < len(words) and is_capital(words[at + 2]):
        return small in ("al", "el", "ad", "an", "ar", "as", "ash", "at", "az")
    return is_capital(following) or (
        following.lower in listed("link") and at + 2 < len(words) and is_capital(words[at + 2])
    )


def _of(words: list[Word], first: int, at: int) -> bool:
    """Whether 'of' goes on with a name: 'Movement of the Lakes', 'Bank of Brenn', not 'the Ministry of Peru'."""
    before, following = words[at - 1], words[at + 1]
    if before.text in ("Affairs", "Relations"):
        return False  # 'the Minister of Foreign Affairs of Peru'
    if text_of(words[first : at + 3]) in states()[0] or _links_body(words, first, at):
        return True
    if not is_capital(following):
        return False
    one = before.lower.removesuffix("s")
    several = at - first == 2 and one != before.lower and english().count(one) > 0
    after = words[at + 2 : at + 3]
    state = following.text in states()[0] and not (after and is_capital(after[0]))
    if (at - first == 1 or several) and _of_kind(before) and not state:
        return True
    if is_body(before):
        return not state or at - first <= 1
    return f"{before.lower} of {following.lower}" in listed("title") or before.text in _OF_NAMES


def _links_body(words: list[Word], first: int, at: int) -> bool:
    """Whether a preposition goes on with a body's name: 'Authority on Fisheries', 'Front of the Bahamas'."""
    small, before = words[at].lower, words[at - 1]
    article = at + 1 < len(words) and words[at + 1].lower == "the"
    of = _capitals(words, at + 1 + article)
    if not of or of[0].text in listed("nobody"):
        return False
    body = is_body(before)
    inside = any(word.lower in _PREPOSITIONS for word in words[first:at])
    plain = english().count(of[0].lower) > 0 and text_of(of[:1]) not in states()[0]
    if text_of(of) in states()[0] and small == "of":
        return at - first > 1 and before.text in _WITH_STATES
    if inside:
        field = english().count(before.lower) > 0 and not is_title(words[first])
        return field and plain and _is_body(words, first, at) and (not body or small != "of")
    if small == "of":
        alone = at - first == 1 and _of_kind(before)
        signs = of[-1].text not in listed("institution") or of[-1].text in _SIGNS
        return article and (alone or (body and signs))
    return body and (small == "for" or plain)


def _capitals(words: list[Word], at: int) -> list[Word]:
    """Return the words with a capital from a place on, without a possessor: not 'Peru' of 'on Peru's plan'."""
    found = words[at : at + LONGEST_NAME]
    end = next((n for n, word in enumerate(found) if not is_capital(word)), len(found))
    owner = end < len(found) and found[end].tag == "POS"
    return [] if owner else found[:end]


def _is_body(words: list[Word], first: int, at: int) -> bool:
    """Whether a body's word stands before the first preposition of a name."""
    end = next(n for n in range(first, at) if words[n].lower in _PREPOSITIONS)
    return end > first and is_body(words[end - 1])


def is_body(word: Word) -> bool:
    """Return whether a word is for an institution: 'Council'."""
    return word.text in listed("institution")


def _of_kind(word: Word) -> bool:
    """Whether a capitalised plain word may have an 'of …' in a name: 'Bridge of Mercy', 'Navy of the Narrows'."""
    return (
        (word.proper or (word.tag == "NNS" and word.place > 0 and word.text[:1].isupper()))
        and not is_title(word)
        and word.text not in listed("nobody")
        and not {word.lower, word.lower.removesuffix("s")} & listed("delegates")
        and english().count(word.lower) > 0
    )


def in_remark(words: list[Word], at: int) -> bool:
    """Return whether a word is of a remark within a name: 'the National (ice) Hockey League'."""
    if not any(word.text == "(" for word in words[max(0, at - 2) : at + 1]):
        return False
    return any(
        start > 0
        and _REMARK.fullmatch(" ".join(word.text for word in words[start : start + 3])) is not None
        and start + 3 < len(words)
        and is_capital(words[start - 1])
        and is_capital(words[start + 3])
        for start in range(at - 2, at + 1)
    )


def spells_name(words: list[Word], first: int, at: int) -> bool:
    """Return whether initials in brackets show that a small word is inside a name: 'Port and Quay Union (PQU)'."""
    if words[at].lower not in _SMALL or at + 1 >= len(words):
        return False
    ahead = words[at : first + LONGEST_NAME + 1]
    bracket = next((n for n, word in enumerate(ahead) if word.text == "("), 0)
    if not bracket or at + bracket + 2 >= len(words) or words[at + bracket + 2].text != ")":
        return False
    name = words[first : at + bracket]
    if not all(is_capital(word) or word.lower in _SMALL for word in name) or not is_capital(name[-1]):
        return False
    initials = "".join(word.text[0] for word in name if word.lower not in _SMALL)
    return len(initials) > 2 and initials == words[at + bracket + 1].text.replace(".", "")
