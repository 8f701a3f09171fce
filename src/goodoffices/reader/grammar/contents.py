"""A statement being put together, and the words that belong to it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from goodoffices.reader.grammar.cast import Cast
from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.document import Document
from goodoffices.reader.grammar.reach import reach
from goodoffices.reader.grammar.tree import Tree, Word
from goodoffices.reader.wordlists import keys_of
from goodoffices.record.dates import WEEKDAYS
from goodoffices.record.entries import Anonymity, Assertion, Quoted, Span, Statement

_SURE = {
    "clause": 0.85,
    "quotation": 0.9,
    "object": 0.6,
    "infinitive": 0.65,
    "gerund": 0.75,
    "according-to": 0.85,
    "as-saying": 0.85,
    "saying": 0.75,
    "inserted": 0.85,
    "demand": 0.65,
    "number": 0.7,
    "label": 0.75,
    "bullet": 0.75,
    "minuted": 0.75,
    "continued": 0.6,
    "led-in": 0.6,
    "turn": 0.85,
    "author": 0.7,
    "in-words": 0.8,
    "as-put": 0.75,
    "it-was-said": 0.8,
}


@dataclass(slots=True)
class Said:
    """A statement being put together: its speaker's and cue's place, its content, how it is told."""

    speaker: Span
    actor: str | None
    anonymity: Anonymity
    cue: Span
    content: list[Span]
    rule: str
    assertion: Assertion
    told: str | None = None
    quotations: set[int] = field(default_factory=set)
    paragraph: int = 0
    others: list[str] = field(default_factory=list)
    """Further actors who said it too."""
    top: Clause | None = None
    """The first clause of the words said, if they are within the reporter's sentence."""
    meant_by_words: bool = True
    """Whether its own words tell how it is meant, not its verb of saying ('denied', 'claimed')."""

    def statement(self, actor: str | None) -> Statement:
        return Statement(
            self.speaker,
            actor,
            self.anonymity,
            self.cue,
            tuple(self.content),
            _quoted(self.content),
            "unverified",
            self.told,
            _SURE.get(self.rule, 0.7),
            f"grammar: {self.rule}",
        )


class Contents:
    """The words that a verb of saying reports, in the sentences of a document."""

    def __init__(self, document: Document, cast: Cast, clauses: dict[int, list[Clause]]) -> None:
        self.document, self.cast, self.clauses = document, cast, clauses
        self.text = document.text
        self.said: list[Said] = []
        self.used: set[int] = set()
        self._meant_last: dict[str, tuple[int, str]] = {}
        """Paragraph and person of the last 'he' and 'she'."""

    def _content(
        self, tree: Tree, clause: Clause, contents: list[Word], quoted: list[int]
    ) -> tuple[list[Span], set[int]]:
        """Return the words a verb has: quotations, and the clause behind it up to where its reach ends."""
        spans: list[Span] = []
        quotations: set[int] = set()
        for number in quoted:
            whole = self.document.layout.quotations[number]
            spans += [Span(a, b, self.text[a:b]) for a, b in whole.parts]
            quotations.add(number)
        after = [kid for kid in contents if kid.place > clause.verb.place]
        if after:
            first = min(max(kid.left, clause.verb.place + 1) for kid in after)
            that = [
                word.place
                for word in tree.words[clause.verb.place + 1 : first]
                if word.lower == "that" and word.tag == "IN"
            ]
            first = min([first, *that])
            spans += self._behind(tree, clause, first)
        spans, more = self._with_quotations(
            spans,
            {word.quotation for word in tree.words if word.quotation is not None} - quotations,
        )
        return sorted(spans, key=lambda span: span.start), quotations | more

    def _behind(self, tree: Tree, clause: Clause, first: int) -> list[Span]:
        """Return the words from a word on as far as the verb of a clause reports them."""
        words = tree.words
        first = behind_date(tree, first, clause.verb.place)
        while first < len(words) - 1 and (
            (words[first].lower == "only" and words[first + 1].lower == "that")
            or (words[first].lower in ("that", "how") and words[first].dep in ("mark", "advmod", "det"))
            or words[first].text in (",", ":")
        ):
            first += 1
        colon = next(
            (
                word.place
                for word in words[first:-1]
                if word.text == ":" and words[word.place + 1].quotation is not None
            ),
            len(words),
        )
        last = reach(
            tree,
            self.clauses[id(tree)],
            clause,
            first,
            self.document.passage(tree).quoted_near(tree.start, tree.end),
        )
        last = min(last, colon - 1)
        if last < first or (first == last and words[first].quotation is not None):
            return []
        return [self._span(tree, first, last)]

    def _runs(self, tree: Tree, runs: list[tuple[int, int]]) -> tuple[list[Span], set[int]]:
        """Return the spans of runs of words, and of quotations that begin in them."""
        spans = [self._span(tree, first, last) for first, last in runs]
        numbers = {word.quotation for word in tree.words if word.quotation is not None}
        return self._with_quotations(spans, numbers)

    def _with_quotations(self, spans: list[Span], numbers: set[int]) -> tuple[list[Span], set[int]]:
        """Add the later parts of quotations that lie inside some spans."""
        found = list(spans)
        used: set[int] = set()
        for number in numbers:
            whole = self.document.layout.quotations[number]
            if any(span.start <= whole.start < span.end for span in spans):
                used.add(number)
                found += [Span(a, b, self.text[a:b]) for a, b in whole.parts[1:]]
        return found, used

    def _quotation_of(self, tree: Tree, clause: Clause) -> list[int]:
        """Return the quotations that a verb of saying has: its dependants that stand for one."""
        found = []
        for word in tree.words:
            if word.quotation is None or word.quotation in self.used or not word.text.isalpha():
                continue
            near = next((up for up in word.above() if up.verb and up.quotation is None), None)
            if (
                near is clause.verb
                or (near is None and clause.link == "ROOT")
                or (
                    near is not None
                    and near.within(clause.verb)
                    and near.lemma not in keys_of("saying")
                )
            ):
                found.append(word.quotation)
        return list(dict.fromkeys(found))

    def _marked(self, tree: Tree, first: int) -> list[Span]:
        """Return the runs between quotation marks from a word on."""
        start = tree.words[first].start
        near = self.document.passage(tree).quoted_near(start, tree.end)
        return [Span(a, b, self.text[a:b]) for a, b in near if a >= start and b <= tree.end + 2]

    def _span(self, tree: Tree, first: int, last: int) -> Span:
        start, end = tree.words[first].start, max(word.end for word in tree.words[first : last + 1])
        return trimmed(self.text, *self._with_mark(tree, start, end))

    def _with_mark(self, tree: Tree, start: int, end: int) -> tuple[int, int]:
        """Take in a quotation mark at either end of a span, left out for the parse."""
        first = start
        for a, b in self.document.passage(tree).quoted_near(start, end):
            if a == start - 1:
                first = a
            if b in (end + 1, end) or (b == end + 2 and self.text[end] in ".,"):
                end = b
        return first, end

    def _left(self, word: Word) -> int:
        first = word.place
        kids = [
            kid
            for kid in word.kids
            if kid.place < word.place
            and kid.dep
            in (
                "det",
                "amod",
                "compound",
                "nmod",
                "poss",
                "nummod",
                "quantmod",
                "predet",
                "advmod",
                "neg",
                "punct",
                "case",
            )
        ]
        for kid in reversed(kids):
            if kid.dep == "punct" and kid.text in (",", ":", "—", "–", "“", ";"):
                break
            first = min(first, kid.left)
        if word.dep == "appos" and word.head is not None and word.head.place < word.place:
            first = min(first, word.head.place)
        return first


def behind_date(tree: Tree, first: int, verb: int) -> int:
    """Return the first word of content behind a day that belongs to its verb: 'said on Thursday he …'."""
    at = verb + 1
    words = tree.words
    while at < len(words) and words[at].lower in ("on", "late", "early", "last"):
        at += 1
    if (
        first <= at + 1
        and at + 1 < len(words)
        and (words[at].text in WEEKDAYS or words[at].lower in ("yesterday", "today"))
    ):
        return at + 1
    return first


def trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    lead, tail = len(words) - len(words.lstrip(" ,:\n\t")), len(words.rstrip(" ,:\n\t"))
    return Span(start + lead, max(start + lead, start + tail), words[lead:tail])


def _quoted(contents: list[Span]) -> Quoted:
    words = " ".join(part.text for part in contents)
    if not any(mark in words for mark in '“”"«»'):
        return "none"
    bare = words.strip(" .,")
    inside = re.sub(r"[“\"«][^“”\"«»]*[”\"»]?", "", words)
    return "full" if bare[:1] in '“"«' and not re.search(r"\w", inside) else "partial"
