"""Signs in reports that an actor is a side: 'talks between A and B', 'A and B failed to agree'.

Texts are looked through once for each sign, with numbers in the place of names (``masked``).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from itertools import combinations

from goodoffices.record.briefing.masked import numbers
from goodoffices.record.word_files import word_file

_WORD = re.compile(r"[^\W\d_]+")


@cache
def _lists() -> dict[str, str]:
    # each list as the alternatives of a regular expression
    lists = word_file("goodoffices.record", "sides").items()
    return {
        key: "|".join(re.escape(word) for word in sorted(words, key=len)[::-1]) for key, words in lists
    }


@cache
def _plainer() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the words around a name that name nobody else, with their replacements."""
    people = _lists()["people"]
    ahead = r"(?:(?:chief|senior|top|lead|trade|army|government|rebel|union|team|bargaining) )?"
    return (
        (re.compile(r"(@\d+) \(@\d+\)"), r"\1"),
        (re.compile(r"\b(?:the|an?|its|their|his|her|both) (?=@)", re.IGNORECASE), ""),
        (re.compile(rf"\b(?:{people}) (?:of|from|for) (?=@)", re.IGNORECASE), ""),
        (re.compile(rf"(@\d+)(?:[’']s?)? {ahead}(?:{people})\b(?! (?:of|@))"), r"\1"),
    )


@cache
def _signs() -> dict[str, re.Pattern[str]]:
    lists = _lists()
    small = r"(?:[\w’'-]+,? ){0,4}?"
    several = r"@\d+(?:(?:, @\d+){1,7},?)? and @\d+"
    each = r"(?:[\w’'-]+ ){0,3}?@\d+"
    return {
        "between": re.compile(
            rf"\bbetween {each}(?:(?:,|,? and) {each}){{0,7}},? and {each}|"
            rf"\b(?:{lists['pairs']}) of {each} and {each}"
        ),
        "joint": re.compile(rf"{several},? {small}(?:{lists['together']})\b"),
        "hyphen": re.compile(rf"@\d+\s?[-–/]\s?@\d+ (?:[a-z]+ ){{0,3}}?(?:{lists['talks']})\b"),
        "with": re.compile(rf"\b(?:{lists['talks']}) (?:[a-z]+ ){{0,2}}?(?:with|between) @\d+"),
        "against": re.compile(
            rf"@\d+[^@.;\n]{{0,60}}?\b(?:{lists['against']}|{lists['talks']}) "
            r"(?:[a-z]+ ){0,3}?(?:against|at|with|to) @\d+"
        ),
        "acting": re.compile(rf"@\d+ {small}(?:{lists['acting']})\b"),
        "watching": re.compile(rf"@\d+ {small}(?:{lists['watching']})\b"),
        "cited": re.compile(
            r"\b(?:told|according to|citing|quoted by|interview with|reported by|"
            r"(?:said|told|wrote) (?:in|on|to)) @\d+(?! (?:that|to)\b)"
        ),
    }


@cache
def _asides() -> dict[str, re.Pattern[str]]:
    """Return the patterns by which a name is beside the matter: a place, an adjective, a part of somebody."""
    lists = _lists()
    return {
        "place": re.compile(
            rf"\b(?:{lists['places']}) (?:the )?@\d+(?:(?:,|,? and) @\d+){{0,5}}|"
            r"^\W*@\d+(?:, [\w. ]{1,14})? ?(?:\([^)]*\) ?)?[-–—:]",
            re.MULTILINE | re.IGNORECASE,
        ),
        "adjective": re.compile(
            rf"\b(?:an?|its|his|her|their|former|own) @\d+ (?!(?:{lists['people']}|{lists['bodies']})\b)[a-z]"
        ),
        "part": re.compile(r"(?:\b(?:its|their|whose|his|her)|\w[’']s?) (?:own )?@\d+(?!\d)"),
        "held": re.compile(
            rf"@\d+,? (?:[a-z]+ ){{0,3}}?(?:{lists['held']}) "
            r"(?:by|in|on|near|after|since|from|last|two|three)\b|"
            rf"\b(?:{lists['held']}|{lists['holding']}) (?:the )?(?:[a-z\d]+ ){{0,2}}?@\d+"
        ),
    }


def plainer(text: str) -> str:
    """Return a masked text with 'negotiators of @3' and '@3’s delegation' as '@3'."""
    for pattern, put in _plainer():
        text = pattern.sub(put, text)
    return text


def signs(texts: Iterable[str]) -> dict[str, Counter[int]]:
    """Return how often each sign is found of each actor, by the number of the actor."""
    found: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for text in texts:
        for name, pattern in _signs().items():
            for match in pattern.finditer(text):
                found[name].update(set(numbers(match[0])))
    return found


def asides(texts: Iterable[str]) -> dict[str, Counter[int]]:
    """Return how often each actor of masked texts, articles and all, is told of as a place or a part."""
    found: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for text in texts:
        for name, pattern in _asides().items():
            for match in pattern.finditer(text):
                found[name].update(set(numbers(match[0])))
    return found


def together(texts: Iterable[str]) -> set[frozenset[int]]:
    """Return the pairs of actors that are named as sides in the same words, by number: they are two."""
    found: set[frozenset[int]] = set()
    for text in texts:
        for sign in ("between", "joint", "hyphen"):
            for match in _signs()[sign].finditer(text):
                found |= {frozenset(pair) for pair in combinations(dict.fromkeys(numbers(match[0])), 2)}
    return found


def told_kinds(texts: Iterable[str]) -> dict[int, str]:
    """Return the kind of side that the words beside a name tell: 'the union @3', '@5 rebels'."""
    found: dict[int, str] = {}
    for text in texts:
        for pattern in _sorts():
            for match in pattern.finditer(text):
                found.setdefault(int(match["who"]), kind_of_word(match["sort"]))
    return found


@cache
def _sorts() -> tuple[re.Pattern[str], ...]:
    sorts = _lists()["sorts"]
    return (
        re.compile(rf"\b(?P<sort>{sorts}) @(?P<who>\d+)"),
        re.compile(rf"@(?P<who>\d+) (?P<sort>{_lists()['sorts-behind']})\b"),
        re.compile(
            r"@(?P<who>\d+),? which (?:represent\w*|speaks for) (?:[\w.,%]+ ){0,4}?"
            rf"(?P<sort>{_lists()['labour']}|{_lists()['employer']})\b"
        ),
    )


def of_a_dispute(text: str) -> bool:
    """Return whether a report has a word for a dispute or for talks."""
    return re.search(rf"\b(?:{_lists()['dispute']})\b", text) is not None


@cache
def _of_kind() -> dict[str, str]:
    lists = word_file("goodoffices.record", "sides")
    kinds = ("beside", "running", "front", "locals", "lenders", "rebels", "state", "employer", "labour")
    return {word: kind for kind in kinds for word in lists[kind]}


def kind_of_side(name: str) -> str:
    """Return the kind of side that a name tells by its nouns: 'labour' for a union, '' if none."""
    return next((kind for word in _WORD.findall(name)[::-1] if (kind := kind_of_word(word))), "")


def kind_of_word(word: str) -> str:
    """Return the kind of side or of bystander that a noun names, '' if none."""
    return _of_kind().get(word.lower(), "")


def is_proper(name: str) -> bool:
    """Return whether a name has a capital, apart from its nouns for sides, and no such noun in small.

    'Nordair' and 'Dockers Union of Lenz' are proper names, 'Nordair pilots' and 'Villagers' are not.
    """
    words = _WORD.findall(name)
    if any(word.islower() and kind_of_word(word) for word in words):
        return False
    return any(word[:1].isupper() and not kind_of_word(word) for word in words)
