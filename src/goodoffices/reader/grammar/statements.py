"""Statements: who said something, how, and which words; from the syntax of the sentence."""

from __future__ import annotations

from goodoffices.reader.grammar.attributed import Attributed
from goodoffices.reader.grammar.cast import Cast
from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.contents import Said
from goodoffices.reader.grammar.document import Document
from goodoffices.reader.grammar.inserted import inserted
from goodoffices.reader.grammar.reach import joined
from goodoffices.reader.grammar.tree import Tree
from goodoffices.reader.passages import Passage
from goodoffices.reader.wordlists import word_lists


def find_statements(document: Document, cast: Cast, clauses: dict[int, list[Clause]]) -> list[Said]:
    """Return the statements of a document in order; ``clauses`` are those of each tree by its identity."""
    return _Finder(document, cast, clauses).found()


class _Finder(Attributed):
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
        labelled = self._label(number, passage, trees)
        if labelled is not None:
            trees = [tree for tree in trees if tree.start >= labelled]
        elif passage.sort == "bullet" and self._points(number, trees):
            return
        before = len(self.said)
        for tree in trees:
            if not (self._author(tree) or self._minuted(tree)):
                self._by_verbs(tree)
                self._attributed(tree)
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
