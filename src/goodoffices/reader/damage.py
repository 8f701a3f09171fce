"""Damaged places in a dispatch, each with its likely original; the text itself is not changed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from goodoffices.reader.layout import Layout, layout
from goodoffices.reader.lexicon import word_set
from goodoffices.reader.passages import Passage, Quotation
from goodoffices.reader.spelling import COMMON, PLAIN, Spelling, english
from goodoffices.reader.text import Piece, sentences

_PARTICLES = frozenset(
    ("van", "von", "den", "der", "ter", "ten", "zu", "zur", "di", "du", "bin", "ibn", "ag", "ould")
)
"""Words in names, before a capital: 'Piet van der Molen'."""
DamageKind = Literal[
    "stray-prefix", "stray-letter", "truncated-word", "unbalanced-quote", "merged-word", "other"
]
OPENERS = word_set(
    """
    a an the in on at as if it he she they we you his her their its after although because
    before but by during following for from however meanwhile since so some that there these
    this those though to two under until when where which while with without president prime
    minister secretary officials negotiators representatives mediators
    """
)
PREFIXES = ("Mc", "Mac", "De", "Di", "Du", "La", "Le", "Van", "Al", "El", "Fitz", "Von", "O", "D", "L")
PLURALS = word_set(
    """
    MPs NGOs UNs VPs PMs TVs IDs CEOs CFOs DJs PCs EVs POWs MEPs MSPs GPs PhDs
    """
)
_WORD = re.compile(r"[^\W\d_]+")
_GLUED = re.compile(r"([A-Z][a-z]{0,2})([A-Z][a-z]+)\b")
_GLUED_INSIDE = re.compile(r"(?<=\s)([A-Z][a-z])([A-Z][a-z]{2,})(?=\s[A-Z])")
_STRAY = re.compile(r"([B-HJ-Z]|A(?= [A-Z][a-z]))\s+(?=[A-Z][a-z]|[“\"])")
_LEFT_OVER = re.compile(r"(?<=[.!?”\"])\s+([B-HJ-Z])(?=\s*$)")
"""A capital letter alone behind the last sentence of a paragraph."""
_LOWER = re.compile(r"(?<![\w’'.@/:-])[a-z]{1,24}(?![\w’'@/:-])(?!\.\w)")
_ONE_LETTER = frozenset("aio")
_SHORT = re.compile(r"([A-Z]{2,3}[a-z]{1,2})\s+(?=[a-z])")
_MERGED = re.compile(r"\b[a-z]{2,}[.,;:]?[A-Z][a-z]{2,}\b|\b[a-z]{3,}[.;:!?](?=[A-Z][a-z]+\s)")
_TWICE = re.compile(r"\b([a-z]{2,})\s+\1\b")
_BROKEN = re.compile(r"�+|â€.|Ã.|[\u202a-\u202e\u2066-\u2069]+")
_DOUBLE_MARK = re.compile(r"“”")
_CLOSERS = re.compile(r"”|(?<=[.,!?])\"(?=\s|$)")
_FIRST_PERSON = re.compile(r"\b(?:I|I’m|I'm|we|We|our|Our|my|My)\b")
_UNITS = word_set(
    """
    km kg cm mm lb lbs oz ft mph kph kw mw hr hrs min mins sec st nd rd th vs etc am pm
    """
)
_FEWEST_WORDS, _LEAST_KNOWN = 8, 0.75
"""A text is checked for broken words if at least this many of its words, three in four, are English."""
_RATIO = 200
"""How many times as common as a short rare word the word must be that it is taken to be the start of."""
_ALLOWED_TWICE = frozenset(("that", "had", "very", "so", "no"))


@dataclass(frozen=True, slots=True)
class Damage:
    """A damaged place; ``suggestion`` is the likely original, if there is any."""

    start: int
    end: int
    text: str
    kind: DamageKind
    suggestion: str | None


def find_damage(text: str, start: int = 0, plan: Layout | None = None) -> tuple[Damage, ...]:
    """Return every damaged place in a text, in order, none inside another; ``plan`` is the text's layout."""
    words = Counter(_WORD.findall(text))
    spelling = _spelling(text, start)
    found: list[Damage] = []
    plan = plan or layout(text, start)
    for passage in plan.passages:
        if passage.repeated:
            continue
        paragraph = passage.piece
        first = True
        for sentence in sentences(paragraph):
            found += _at_start(sentence, words, first, spelling)
            first = False
        if passage.sort != "aside":
            found += _quotes(text, passage, plan.quotations)
        found += _inside(paragraph)
        if spelling is not None:
            found += _broken(paragraph, words, spelling)
    kept: list[Damage] = []
    for damage in sorted(found, key=lambda one: (one.start, one.start - one.end)):
        if not kept or damage.start >= kept[-1].end:
            kept.append(damage)
    return tuple(kept)


def _spelling(text: str, start: int) -> Spelling | None:
    """Return the dictionary for a text; None if the text is not English or too short to tell."""
    sample = _LOWER.findall(text[start : start + 20_000])
    if len(sample) < _FEWEST_WORDS:
        return None
    known = sum(english().count(word) > 0 for word in sample)
    return english() if known >= _LEAST_KNOWN * len(sample) else None


def _broken(paragraph: Piece, words: Counter[str], spelling: Spelling) -> Iterator[Damage]:
    """Find words that are cut off, run together or misspelt, if English has a word in their place."""
    for match in _LOWER.finditer(paragraph.text):
        token = match[0]
        kind, suggestion = _what_of(token, words, spelling, paragraph.text[match.end() :][:2])
        if kind:
            yield _damage(paragraph, match, kind, suggestion)
    left = _LEFT_OVER.search(paragraph.text)
    if left:
        at = paragraph.start + left.start(1)
        yield Damage(at, at + 1, left[1], "stray-letter", "")


def _what_of(
    token: str, words: Counter[str], spelling: Spelling, after: str
) -> tuple[DamageKind | None, str | None]:
    count = spelling.count(token)
    if words[token] > 1 or token in _UNITS or (len(token) == 1 and token in _ONE_LETTER):
        return None, None
    if token in _PARTICLES and after[1:2].isupper():
        return None, None
    if len(token) == 1:
        fits = after[:1] in (" ", ".", "") and token != "s" and (token, after) != ("v", ". ")
        return ("truncated-word" if fits else None), None
    if count:
        longer = spelling.completed(token, 3) if len(token) <= 3 and count < 2 * PLAIN else None
        cut = longer is not None and spelling.count(longer) >= _RATIO * count
        return ("truncated-word", longer) if cut else (None, None)
    parts = spelling.parted(token)
    if parts and len(token) >= 5:
        return "merged-word", " ".join(parts)
    longer = spelling.completed(token) or (spelling.begun(token) if len(token) > 3 else None)
    if longer:
        return "truncated-word", longer
    near = (
        spelling.near(token) if len(token) > 5 and not token.endswith(("ly", "ness", "ing")) else None
    )
    return ("other", near) if near else (None, None)


def _at_start(
    sentence: Piece, words: Counter[str], first: bool, spelling: Spelling | None
) -> Iterator[Damage]:
    """Find letters left over or lost at the start of a sentence."""
    body = sentence.text.lstrip("“\"‘'")
    at = sentence.start + len(sentence.text) - len(body)
    glued = _GLUED.match(body)
    if glued and _is_glued(glued[0], glued[1], glued[2], words, spelling):
        yield Damage(at, at + len(glued[0]), glued[0], "stray-prefix", glued[2])
        return
    stray = _STRAY.match(body)
    if stray:
        following = _WORD.match(body, stray.end())
        word = following[0] if following else ""
        usual = stray[1] != "A" and spelling is not None and spelling.count(word.lower()) >= PLAIN
        if word.lower() in OPENERS or words[word.lower()] or (usual and first):
            end = at + len(stray[1])
            yield Damage(at, end, stray[1], "stray-letter", "")
            return
    if spelling is not None:
        yield from _cut_at_start(body, at, words, spelling)
    short = _SHORT.match(body)
    if short and short[1] not in PLURALS and words[short[1]] == 1:
        lost = _surname_ending(short[1], words)
        if lost:
            yield Damage(at, at + len(short[1]), short[1], "truncated-word", lost)


def _cut_at_start(body: str, at: int, words: Counter[str], spelling: Spelling) -> Iterator[Damage]:
    """A sentence's first word without its end: 'Th agreement', 'Negotiat are'."""
    match = re.match(r"[A-Z][a-z]{1,9}(?=\s[a-z])", body)
    if match is None or words[match[0]] > 1 or spelling.count(match[0].lower()) > 60:
        return
    longer = spelling.completed(match[0].lower(), 4)
    if longer and (longer in OPENERS or (len(match[0]) > 4 and spelling.count(longer) >= COMMON)):
        yield Damage(at, at + len(match[0]), match[0], "truncated-word", longer.title())


def _is_glued(
    token: str, prefix: str, rest: str, words: Counter[str], spelling: Spelling | None
) -> bool:
    if words[token] > 1 or (prefix in PREFIXES and rest.lower() not in OPENERS and not words[rest]):
        return False
    if prefix not in PREFIXES and (
        len(prefix) == 2 or (spelling is not None and spelling.count(rest.lower()))
    ):
        return True
    return rest.lower() in OPENERS or words[rest] > 0 or words[rest.lower()] > 0


def _surname_ending(token: str, words: Counter[str]) -> str | None:
    """Return a capitalised word of this text with the ending of a broken word."""
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


def _quotes(text: str, passage: Passage, quotations: list[Quotation]) -> Iterator[Damage]:
    """Marks that do not pair, and first-person sentences whose opening mark is lost."""
    paragraph = passage.piece
    covered = sorted((start, end) for _, start, end in passage.quotations)
    starts = [start for start, _ in covered]
    # The furthest that quotations reach which begin at a start or before it.
    reach = list(accumulate((end for _, end in covered), max))
    for match in _DOUBLE_MARK.finditer(paragraph.text):
        at = paragraph.start + match.start()
        yield Damage(at, at + 2, "“”", "unbalanced-quote", "“")
    for match in _CLOSERS.finditer(paragraph.text):
        at = paragraph.start + match.start()
        before = bisect_right(starts, at)
        if not before or at >= reach[before - 1]:
            yield Damage(at, at + 1, match[0], "unbalanced-quote", None)
    for number, start, end in passage.quotations:
        inside = text.find("“", start + 1, end - 1)
        if inside > 0 and text[start] == "“" and text[inside - 1 : inside + 2] != "“”":
            yield Damage(inside, inside + 1, "“", "unbalanced-quote", None)
        if not quotations[number].closed and (start, end) == quotations[number].parts[-1]:
            yield Damage(start, start + 1, text[start], "unbalanced-quote", None)
    if "”" in paragraph.text or paragraph.text.count('"') >= 2:
        yield from _lost_opening(paragraph)


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
    for match in _GLUED_INSIDE.finditer(paragraph.text):
        if match[1] not in PREFIXES:
            yield _damage(paragraph, match, "stray-prefix", match[2])
    for match in _TWICE.finditer(paragraph.text):
        if match[1] not in _ALLOWED_TWICE:
            yield _damage(paragraph, match, "other", match[1])


def _damage(paragraph: Piece, match: re.Match[str], kind: DamageKind, suggestion: str | None) -> Damage:
    at = paragraph.start + match.start()
    return Damage(at, at + len(match[0]), match[0], kind, suggestion)
