"""Statements: who said something, how, and which words; from the syntax of the sentence."""

from __future__ import annotations

from goodoffices.reader.grammar.cast import Cast
from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.contents import Said
from goodoffices.reader.grammar.document import Document
from goodoffices.reader.grammar.headed import Headed
from goodoffices.reader.grammar.inserted import inserted, sides
from goodoffices.reader.grammar.reach import joined
from goodoffices.reader.grammar.tree import FINITE, Tree, Word
from goodoffices.reader.layout import Passage
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import Span

_STOP = " ,;:—–-"


def find_statements(document: Document, cast: Cast, clauses: dict[int, list[Clause]]) -> list[Said]:
    """Return the statements of a document in order; ``clauses`` are those of each tree by its identity."""
    return _Finder(document, cast, clauses).found()


class _Finder(Headed):
    """The statements of a document, sentence by sentence."""

    def found(self) -> list[Said]:
        by_paragraph: dict[int, list[Tree]] = {}
        for tree in self.document.trees:
            by_paragraph.setdefault(tree.paragraph, []).append(tree)
        for number, passage in enumerate(self.document.layout.passages):
            trees = by_paragraph.get(number, [])
            if not self.document.told_in(passage) or not trees:
                continue
            self._paragraph(number, passage, trees)
        for said in self.said:
            if said.top is not None and said.top.meant is None:
                said.top.meant = said.assertion
        return self.said

    def _paragraph(self, number: int, passage: Passage, trees: list[Tree]) -> None:
        if passage.turn is not None:
            if not passage.turn.question:
                self._turn(number, passage)
            return
        if self._label(number, passage, trees) or (
            passage.sort == "bullet" and self._points(number, trees)
        ):
            return
        before = len(self.said)
        for tree in trees:
            if not (self._author(tree) or self._minuted(tree)):
                self._by_verbs(tree)
                self._according(tree)
                self._in_words(tree)
            self._loose(tree, number, before)

    def _by_verbs(self, tree: Tree) -> None:
        """Keep the words that the verbs of saying of a sentence report; a report within a report is part of it."""
        kept: dict[int, Said] = {}
        for clause in self.clauses[id(tree)]:
            if _reporting(clause, kept) is not None or _within_inserted(tree, clause):
                continue
            said = self._by_verb(tree, clause)
            if said is not None:
                kept[id(clause)] = said
                self._keep(said, tree)

    def _keep(self, said: Said, tree: Tree) -> None:
        said.content = [span for span in said.content if span.text.strip(_STOP)]
        if not said.content:
            return
        said.paragraph = tree.paragraph
        self.used |= said.quotations
        self.said += self.parted(said)

    def _according(self, tree: Tree) -> None:
        """'…, according to X'."""
        words = tree.words
        for word in words:
            to = _before_source(words, word.place)
            if to is None:
                continue
            source = next((kid for kid in (*to.of("pobj"), *word.of("pobj")) if kid.noun), None)
            if source is None:
                continue
            within = _in_relative(words, word.place, source)
            if within is not None:
                content = [self._span(tree, *within)]
            elif word.place > 2:
                last = next(
                    (one.place - 1 for one in words[source.right + 1 :] if one.text in (",", ";", ".")),
                    source.right,
                )
                content = [
                    self._span(tree, *run) for run in sides(tree, word.place, min(last, source.right))
                ]
            else:
                verb = next((one for one in words[source.place + 1 :] if one.tag in FINITE), None)
                after = next(
                    (one.place for one in words[source.right + 1 :] if one.text == ","), source.right
                )
                commas = [one for one in words[source.place : after + 1] if one.text == ","]
                if verb is not None and commas and verb.place < commas[0].place:
                    after = source.right if source.right < verb.place else source.place
                content = (
                    [self._span(tree, after + 1, len(words) - 1)] if after + 1 < len(words) else []
                )
            quotations = {one.quotation for one in words if one.quotation is not None}
            content, extra = self._with_quotations(content, tree, quotations)
            cue = Span(word.start, to.end, self.text[word.start : to.end])
            said = self._built(tree, [source], cue, content, "according-to", extra)
            if said is not None:
                whole = [(0, max(word.place - 1, 0)), (source.right + 1, len(words) - 1)]
                whole = whole if within is None else [within]
                self._mean(said, self._first_within(tree, whole))
                self._keep(said, tree)

    def _in_words(self, tree: Tree) -> None:
        """'In his words, the sides “are closer than in May.”'"""
        words = tree.words
        for place, word in enumerate(words[:4]):
            if (
                word.lower in ("words", "view", "telling", "account")
                and place
                and words[place - 1].tag == "PRP$"
                and words[0].lower in ("in", "by")
                and place + 2 < len(words)
            ):
                owner = words[place - 1].lower
                actor = (
                    self.cast.last_person(word.start)
                    if owner in ("his", "her")
                    else self.cast.last_body(word.start)
                )
                start = place + (2 if words[place + 1].text == "," else 1)
                cue = Span(words[0].start, word.end, self.text[words[0].start : word.end])
                speaker = Span(words[place - 1].start, words[place - 1].end, words[place - 1].text)
                content, extra = self._with_quotations(
                    [self._span(tree, start, len(words) - 1)],
                    tree,
                    {w.quotation for w in words if w.quotation is not None},
                )
                self._keep(
                    Said(
                        speaker,
                        actor,
                        "named" if actor else "institution",
                        cue,
                        content,
                        "in-words",
                        "asserted",
                        None,
                        extra,
                    ),
                    tree,
                )


def _before_source(words: list[Word], at: int) -> Word | None:
    """Return the word before a source: the 'to' of 'according to', the 'by' of 'as reported by'."""
    lower = [word.lower for word in words[at : at + 4]]
    if lower[:2] == ["according", "to"]:
        return words[at + 1]
    if lower[:1] == ["as"] and lower[2:3] == ["by"] and lower[1] in ("reported", "announced", "stated"):
        return words[at + 2]
    return words[at + 3] if lower == ["in", "the", "words", "of"] else None


def _in_relative(words: list[Word], at: int, source: Word) -> tuple[int, int] | None:
    """Return the words of a relative clause that 'according to' opens: 'the lock, which according to X is unsafe, …'."""
    before = at - 2 if at > 1 and words[at - 1].text == "," else at - 1
    if before < 1 or words[before].lower not in ("which", "who", "that"):
        return None
    if words[before].lower == "that" and words[before].tag == "IN":
        return None
    verb = next((word for word in words[source.place + 1 :] if word.tag in FINITE), None)
    first = verb if verb is None else words[source.place + 1]
    if verb is None or first is None:
        return None
    begin = first.place + (first.text == ",")
    comma = next((word.place for word in words[verb.place :] if word.text in (",", ";")), None)
    top = verb.head if verb.dep in ("aux", "auxpass") and verb.head is not None else verb
    again = next((word for word in words[top.place + 1 :] if word.tag in FINITE), None)
    if comma is not None:
        return begin, comma - 1
    return begin, len(words) - 1 if again is None or again.within(top) else again.place - 1


def _within_inserted(tree: Tree, clause: Clause) -> bool:
    """Return whether a clause is part of the words before an attribution: 'X has asked …, the union said'."""
    above = clause.governor
    return (
        above is not None
        and clause.link == "ccomp"
        and above.verb.place > clause.verb.place
        and above.verb.lemma in word_lists("saying")["plain"]
        and inserted(tree, above.verb) is not None
    )


def _reporting(clause: Clause, kept: dict[int, Said]) -> Said | None:
    """Return the statement within which a clause is reported: 'X said he hoped …'."""
    if clause.link in ("acl", "relcl", "pcomp", "advcl") and not joined(clause):
        for outer in kept.values():
            within = any(part.start <= clause.verb.start < part.end for part in outer.content)
            if within and outer.rule in ("clause", "inserted"):
                return outer
    at = clause
    while at.governor is not None and at.link in ("ccomp", "xcomp") and not joined(at):
        at = at.governor
        said = kept.get(id(at))
        if said is not None:
            return said if said.rule in ("clause", "saying", "as-saying", "infinitive") else None
    return None
