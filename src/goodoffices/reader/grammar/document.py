"""A dispatch as it is read by grammar: its layout and the trees of its sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from goodoffices.reader.grammar.mended import mend
from goodoffices.reader.grammar.misread import give_author, give_charge, give_noun, give_read, give_verb
from goodoffices.reader.grammar.model import Parsed, parse
from goodoffices.reader.grammar.tree import Tree, Word, linked
from goodoffices.reader.layout import Layout, Sheet, sheet_of
from goodoffices.reader.passages import Passage
from goodoffices.reader.text import Piece, Repeats, sentences

LONGEST_WORD = 60
_SEMICOLON = re.compile(r"(?<=[\w”’\"')]);(?=\s+\w+\s+\w+)")
_LETTERS = re.compile(r"[^\W\d_]{2}")
MARKS = '“”"«»‘ '


@dataclass(slots=True)
class Document:
    """A text, its layout and its trees in order; ``inner`` are the trees of each quotation's own words."""

    text: str
    start: int
    layout: Layout
    trees: list[Tree]
    inner: dict[int, list[Tree]]
    headings_tell: bool = field(init=False)
    """Whether headings are told of: a heading is only among headings, with no text below it."""

    def __post_init__(self) -> None:
        sorts = Counter(passage.sort for passage in self.layout.passages)
        below = sorts["prose"] + sorts["bullet"]
        self.headings_tell = below == 0 or sorts["heading"] > max(below, 2)

    def passage(self, tree: Tree) -> Passage:
        return self.layout.passages[tree.paragraph]

    def told_in(self, passage: Passage) -> bool:
        """Return whether a passage tells something."""
        return self.headings_tell if passage.sort == "heading" else passage.sort != "aside"

    def all_trees(self) -> list[Tree]:
        """Return every tree, those of quotations too, in the order of the text."""
        every = [*self.trees, *(tree for trees in self.inner.values() for tree in trees)]
        return sorted(every, key=lambda tree: (tree.start, tree.inside is not None))


_HYPHENS = {ord(sign): "-" for sign in "\N{HYPHEN}\N{NON-BREAKING HYPHEN}"}
"""Hyphens that a parser knows as no hyphen: 'Orva‑backed' would be one word."""


_FORM_OF_FIRM = re.compile(r"(\b[A-Z][\w&.’'-]*,? )(plc|llc|ltd|inc|pty)\b")


def _as_names(text: str) -> str:
    """Return a text in which the forms of firms have capitals: the parser takes 'Brent Gas plc' for no name."""
    return _FORM_OF_FIRM.sub(
        lambda found: found[1] + (found[2].upper() if found[2] in ("plc", "llc") else found[2].title()),
        text,
    )


class _Draft(NamedTuple):
    words: str
    offset: int
    sheet: Sheet
    paragraph: int
    inside: int | None


def documents(texts: Sequence[tuple[str, int, Layout]]) -> Iterator[Document]:
    """Yield a document for each text, its start and layout; the sentences of all are parsed in one go."""
    drafts = [list(_drafts(text, plan)) for text, _, plan in texts]
    parsed = parse([draft.words for each in drafts for draft in each])
    for (text, start, plan), each in zip(texts, drafts, strict=True):
        document = Document(text, start, plan, [], {})
        for draft in each:
            tree = _tree(draft, next(parsed))
            if tree is not None and draft.inside is None:
                document.trees.append(tree)
            elif tree is not None and draft.inside is not None:
                document.inner.setdefault(draft.inside, []).append(tree)
        yield document


def _drafts(text: str, plan: Layout) -> Iterator[_Draft]:
    """Yield the sentences to parse; a sentence that was read as often as the limit is left out."""
    seen = Repeats()
    parsed = _as_names(text.translate(_HYPHENS))
    for number, passage in enumerate(plan.passages):
        if passage.sort == "aside":
            continue
        sheet = sheet_of(parsed, passage)
        for piece in _prose(sheet.text):
            # Quotations have given way to a short word in the piece: sentences are alike by the text itself.
            first, last, _ = sheet.back(piece.start, piece.end)
            if seen.too_often(text[first:last]):
                plan.again += 1
            else:
                yield _Draft(piece.text, piece.start, sheet, number, None)
        for _, _, start, end, quotation in sheet.runs:
            if quotation is not None:
                lead = len(text[start:end]) - len(text[start:end].lstrip(MARKS))
                inside = parsed[start + lead : end].rstrip(MARKS)
                whole = Sheet(
                    inside, [(0, len(inside), start + lead, start + lead + len(inside), None)]
                )
                for piece in _prose(inside):
                    if seen.too_often(piece.text):
                        continue
                    yield _Draft(piece.text, piece.start, whole, number, quotation)


def _prose(words: str) -> Iterator[Piece]:
    """Yield the sentences of some words, but none with a word so long that it is no prose.

    A semicolon ends a sentence too: the clauses on its sides have speakers and verbs of their own.
    """
    for sentence in sentences(Piece(0, len(words), words)):
        start = 0
        for match in (*_SEMICOLON.finditer(sentence.text), None):
            end = len(sentence.text) if match is None else match.end()
            part = sentence.text[start:end]
            lead = len(part) - len(part.lstrip())
            piece = Piece(sentence.start + start + lead, sentence.start + end, part[lead:])
            start = end
            if max(map(len, part.split()), default=0) <= LONGEST_WORD and _LETTERS.search(part):
                yield piece


def _tree(draft: _Draft, parsed: Parsed) -> Tree | None:
    words = []
    for place, (start, length) in enumerate(zip(parsed.starts, parsed.lengths, strict=True)):
        first, last, quotation = draft.sheet.back(draft.offset + start, draft.offset + start + length)
        token = draft.words[start : start + length]
        words.append(
            Word(
                place,
                token,
                token.lower(),
                parsed.lemmas[place],
                parsed.tags[place],
                parsed.deps[place],
                first,
                last,
                quotation,
            )
        )
    if not words:
        return None
    heads = list(parsed.heads)
    give_verb(words, heads)
    give_noun(words, heads)
    give_charge(words, heads)
    give_read(words)
    give_author(words, heads)
    linked(words, heads)
    mend(words)
    return Tree(words, words[0].start, words[-1].end, draft.paragraph, draft.inside)
