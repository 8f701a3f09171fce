"""Damage in a dispatch: what is broken, where, and what it may have been; nothing is changed by this."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from goodoffices.reader.text import Piece, paragraphs, sentences

DamageKind = Literal[
    "stray-prefix", "stray-letter", "truncated-word", "unbalanced-quote", "merged-word", "other"
]
OPENERS = frozenset(
    [
        "a",
        "an",
        "the",
        "in",
        "on",
        "at",
        "as",
        "if",
        "it",
        "he",
        "she",
        "they",
        "we",
        "you",
        "his",
        "her",
        "their",
        "its",
        "after",
        "although",
        "because",
        "before",
        "but",
        "by",
        "during",
        "following",
        "for",
        "from",
        "however",
        "meanwhile",
        "since",
        "so",
        "some",
        "that",
        "there",
        "these",
        "this",
        "those",
        "though",
        "to",
        "two",
        "under",
        "until",
        "when",
        "where",
        "which",
        "while",
        "with",
        "without",
        "president",
        "prime",
        "minister",
        "secretary",
        "officials",
        "negotiators",
        "representatives",
        "mediators",
    ]
)
PREFIXES = ("Mc", "Mac", "De", "Di", "Du", "La", "Le", "Van", "Al", "El", "Fitz", "Von", "O", "D", "L")
PLURALS = frozenset(
    [
        "MPs",
        "NGOs",
        "UNs",
        "VPs",
        "PMs",
        "TVs",
        "IDs",
        "CEOs",
        "CFOs",
        "DJs",
        "PCs",
        "EVs",
        "POWs",
        "MEPs",
        "MSPs",
        "GPs",
        "PhDs",
    ]
)
_WORD = re.compile(r"[^\W\d_]+")
_GLUED = re.compile(r"([A-Z][a-z]{0,2})([A-Z][a-z]+)\b")
_STRAY = re.compile(r"([B-HJ-Z]|A(?= [A-Z][a-z]))\s+(?=[A-Z][a-z])")
_SHORT = re.compile(r"([A-Z]{2,3}[a-z]{1,2})\s+(?=[a-z])")
_MERGED = re.compile(r"\b[a-z]{2,}[.,;:]?[A-Z][a-z]{2,}\b|\b[a-z]{3,}[.;:!?](?=[A-Z][a-z]+\s)")
_TWICE = re.compile(r"\b([a-z]{2,})\s+\1\b")
_BROKEN = re.compile(r"�+|â€.|Ã.|[\u202a-\u202e\u2066-\u2069]+")
_FIRST_PERSON = re.compile(r"\b(?:I|I’m|I'm|we|We|our|Our|my|My)\b")
_ALLOWED_TWICE = frozenset(("that", "had", "very", "so", "no"))


@dataclass(frozen=True, slots=True)
class Damage:
    """One damaged place: ``suggestion`` is what may have stood there, where that can be told."""

    start: int
    end: int
    text: str
    kind: DamageKind
    suggestion: str | None


def find_damage(text: str, start: int = 0) -> tuple[Damage, ...]:
    """Every damaged place in a text, in order, none inside another."""
    words = Counter(_WORD.findall(text))
    found: list[Damage] = []
    for paragraph in paragraphs(text, start):
        first = True
        for sentence in sentences(paragraph):
            found += _at_start(sentence, words, first)
            first = False
        found += _quotes(text, paragraph)
        found += _inside(paragraph)
    kept: list[Damage] = []
    for damage in sorted(found, key=lambda one: (one.start, one.start - one.end)):
        if not kept or damage.start >= kept[-1].end:
            kept.append(damage)
    return tuple(kept)


def _at_start(sentence: Piece, words: Counter[str], first: bool) -> Iterator[Damage]:
    """Letters left over or lost where a sentence begins."""
    body = sentence.text.lstrip("“\"‘'")
    at = sentence.start + len(sentence.text) - len(body)
    glued = _GLUED.match(body)
    if glued and _is_glued(glued[0], glued[1], glued[2], words):
        yield Damage(at, at + len(glued[0]), glued[0], "stray-prefix", glued[2])
        return
    stray = _STRAY.match(body)
    if stray and first:
        following = _WORD.match(body, stray.end())
        word = following[0] if following else ""
        if word.lower() in OPENERS or words[word.lower()]:
            end = at + len(stray[1])
            yield Damage(at, end, stray[1], "stray-letter", "")
            return
    short = _SHORT.match(body)
    if short and short[1] not in PLURALS and words[short[1]] == 1:
        lost = _surname_ending(short[1], words)
        if lost:
            yield Damage(at, at + len(short[1]), short[1], "truncated-word", lost)


def _is_glued(token: str, prefix: str, rest: str, words: Counter[str]) -> bool:
    if words[token] > 1 or (prefix in PREFIXES and rest.lower() not in OPENERS and not words[rest]):
        return False
    return rest.lower() in OPENERS or words[rest] > 0 or words[rest.lower()] > 0


def _surname_ending(token: str, words: Counter[str]) -> str | None:
    """A capitalised word of this text that ends as a broken one does."""
    for keep in (len(token) - 1, len(token) - 2):
        tail = token[-keep:].lower()
        if keep < 2:
            return None
        names = sorted(
            w for w in words if len(w) > keep and w[0].isupper() and w.lower().endswith(tail)
        )
        names = [name for name in names if name != token and not name.lower().endswith("ions")]
        if names:
            for name in names:
                if any(w != name and w.endswith(name) for w in names):
                    return name
            return max(names, key=lambda name: (words[name], name))
    return None


def _quotes(text: str, paragraph: Piece) -> Iterator[Damage]:
    """Marks that do not pair, and first-person sentences whose opening mark is lost."""
    body, depth, opened = paragraph.text, 0, 0
    skip = -1
    for place, mark in enumerate(body):
        if place == skip:
            continue
        if mark == "“":
            if body[place + 1 : place + 2] == "”":
                at = paragraph.start + place
                yield Damage(at, at + 2, "“”", "unbalanced-quote", "“")
                skip = place + 1
                depth, opened = 1, place
                continue
            if depth:
                at = paragraph.start + place
                yield Damage(at, at + 1, mark, "unbalanced-quote", None)
            depth, opened = 1, place
        elif mark == "”":
            if not depth:
                at = paragraph.start + place
                yield Damage(at, at + 1, mark, "unbalanced-quote", None)
            depth = 0
    if depth and not _goes_on(text, paragraph):
        at = paragraph.start + opened
        yield Damage(at, at + 1, "“", "unbalanced-quote", None)
    if body.count('"') % 2 and "“" not in body and not text[paragraph.end :].lstrip().startswith('"'):
        at = paragraph.start + body.rindex('"')
        yield Damage(at, at + 1, '"', "unbalanced-quote", None)
    if "”" in body or body.count('"') >= 2:
        yield from _lost_opening(paragraph)


def _goes_on(text: str, paragraph: Piece) -> bool:
    """Whether the next paragraph opens with a mark too: a quotation of several paragraphs."""
    return text[paragraph.end : paragraph.end + 200].lstrip().startswith(("“", '"'))


def _lost_opening(paragraph: Piece) -> Iterator[Damage]:
    inside = False
    for sentence in sentences(paragraph):
        text = sentence.text
        marks = "“" in text or "”" in text or '"' in text
        if not marks and not inside and _FIRST_PERSON.search(text):
            yield Damage(sentence.start, sentence.start + 1, text[0], "unbalanced-quote", "“" + text[0])
            return
        if marks:
            inside = text.rfind("“") > text.rfind("”") or (text.count('"') % 2 == 1) != inside


def _inside(paragraph: Piece) -> Iterator[Damage]:
    """Broken encodings, words run together, words doubled."""
    for match in _BROKEN.finditer(paragraph.text):
        yield _damage(paragraph, match, "other", None)
    for match in _MERGED.finditer(paragraph.text):
        if "." in match[0] and re.search(
            r"\.(?:com|org|net|int|gov)\b", paragraph.text[match.start() :][:60]
        ):
            continue
        place = next(i for i, c in enumerate(match[0]) if i and (c.isupper() or c in ".,;:!?"))
        cut = place + (match[0][place] in ".,;:!?")
        yield _damage(paragraph, match, "merged-word", f"{match[0][:cut]} {match[0][cut:]}".strip())
    for match in _TWICE.finditer(paragraph.text):
        if match[1] not in _ALLOWED_TWICE:
            yield _damage(paragraph, match, "other", match[1])


def _damage(paragraph: Piece, match: re.Match[str], kind: DamageKind, suggestion: str | None) -> Damage:
    at = paragraph.start + match.start()
    return Damage(at, at + len(match[0]), match[0], kind, suggestion)
