"""Statements: who said something, how, and which words; from the syntax of the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from goodoffices.reader.grammar.assertion import is_question
from goodoffices.reader.grammar.cast import Cast
from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.contents import Said, trimmed
from goodoffices.reader.grammar.document import Document
from goodoffices.reader.grammar.inserted import sides
from goodoffices.reader.grammar.reach import joined
from goodoffices.reader.grammar.saying import SayingVerbs
from goodoffices.reader.grammar.tree import Tree
from goodoffices.reader.layout import Passage
from goodoffices.record.entries import Span

_STOP = " ,;:—–-"


def find_statements(document: Document, cast: Cast, clauses: dict[int, list[Clause]]) -> list[Said]:
    """Return the statements of a document in order; ``clauses`` are those of each tree by its identity."""
    return _Finder(document, cast, clauses).found()


class _Finder(SayingVerbs):
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
        return self.said

    def _paragraph(self, number: int, passage: Passage, trees: list[Tree]) -> None:
        if passage.turn is not None:
            if not passage.turn.question:
                self._turn(number, passage)
            return
        before = len(self.said)
        for tree in trees:
            if not self._author(tree):
                self._by_verbs(tree)
                self._according(tree)
                self._in_words(tree)
            self._loose(tree, number, before)

    def _by_verbs(self, tree: Tree) -> None:
        """Keep the words that the verbs of saying of a sentence report; a report within a report is part of it."""
        kept: dict[int, Said] = {}
        for clause in self.clauses[id(tree)]:
            outer = _reporting(clause, kept)
            if outer is not None:
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
        self.said.append(said)

    def _according(self, tree: Tree) -> None:
        """'…, according to X'."""
        words = tree.words
        for word in words:
            if (
                word.lower != "according"
                or word.place + 1 >= len(words)
                or words[word.place + 1].lower != "to"
            ):
                continue
            to = words[word.place + 1]
            source = next((kid for kid in (*to.of("pobj"), *word.of("pobj")) if kid.noun), None)
            if source is None:
                continue
            if word.place > 2:
                last = next(
                    (one.place - 1 for one in words[source.right + 1 :] if one.text in (",", ";", ".")),
                    source.right,
                )
                content = [
                    self._span(tree, *run) for run in sides(tree, word.place, min(last, source.right))
                ]
            else:
                after = next(
                    (one.place for one in words[source.right + 1 :] if one.text == ","), source.right
                )
                content = (
                    [self._span(tree, after + 1, len(words) - 1)] if after + 1 < len(words) else []
                )
            quotations = {one.quotation for one in words if one.quotation is not None}
            content, extra = self._with_quotations(content, tree, quotations)
            cue = Span(word.start, to.end, self.text[word.start : to.end])
            said = self._built(tree, [source], cue, content, "according-to", extra)
            if said is not None:
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

    def _author(self, tree: Tree) -> bool:
        """A sentence of a statement in the first person is its author's."""
        author = self.document.layout.author
        passage = self.document.passage(tree)
        if (
            author is None
            or passage.sort not in ("prose", "bullet")
            or tree.start < author[1]
            or is_question(tree)
        ):
            return False
        if not re.search(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|us|me)\b", self.text[tree.start : tree.end]):
            return False
        speaker = Span(*author, self.text[author[0] : author[1]])
        actor = self.cast.author
        cue = speaker
        content = [Span(tree.start, tree.end, self.text[tree.start : tree.end])]
        named = actor is not None and self.cast.kind_of(actor) == "person"
        self._keep(
            Said(
                speaker,
                actor,
                "named" if named else "unnamed-official",
                cue,
                content,
                "author",
                "asserted",
            ),
            tree,
        )
        return True

    def _turn(self, number: int, passage: Passage) -> None:
        """What a speaker of a transcript says in a turn; a paragraph more is added to it."""
        assert passage.turn is not None
        turn, piece = passage.turn, passage.piece
        content = trimmed(self.text, piece.start, piece.end)
        if self.said and self.said[-1].rule == "turn" and self.said[-1].cue.start == turn.start:
            self.said[-1].content.append(content)
            return
        speaker = Span(turn.start, turn.end, self.text[turn.start : turn.end])
        actor = self._named_in(speaker)
        if actor is None:
            label = re.sub(r"^(?:MR|MS|MRS|DR|Mr|Ms|Mrs|Dr)\.?\s", "", turn.label)
            at = turn.end - len(label)
            actor = self.cast.person_of_label(label, Span(at, turn.end, self.text[at : turn.end]))
        self.said.append(
            Said(
                speaker,
                actor,
                "named" if actor else "unnamed-official",
                speaker,
                [content],
                "turn",
                "asserted",
                None,
                {n for n, *_ in passage.quotations},
                number,
            )
        )

    def _loose(self, tree: Tree, number: int, before: int) -> None:
        """Give a quotation that no verb of saying has to the speaker before it, in this paragraph or the last."""
        for word in tree.words:
            quotation = word.quotation
            if quotation is None or quotation in self.used:
                continue
            self.used.add(quotation)
            whole = self.document.layout.quotations[quotation]
            spans = [Span(a, b, self.text[a:b]) for a, b in whole.parts]
            last = self.said[-1] if self.said else None
            if last is not None and len(self.said) > before and last.paragraph == number:
                last.content += spans
                last.quotations.add(quotation)
            elif (
                last is not None
                and number - last.paragraph <= 3
                and last.quotations | set(_marks(last))
            ):
                copy = Said(
                    last.speaker,
                    last.actor,
                    last.anonymity,
                    last.cue,
                    spans,
                    "continued",
                    last.assertion,
                    last.told,
                    {quotation},
                    number,
                    list(last.others),
                )
                self.said.append(copy)
            elif self.document.layout.author is None:
                self._announced(tree, spans, quotation, number)

    def _announced(self, tree: Tree, spans: list[Span], quotation: int, number: int) -> None:
        """A quotation behind 'issued a joint statement. It reads:' is the issuer's."""
        earlier = self.text[max(self.document.start, spans[0].start - 400) : spans[0].start]
        if not re.search(
            r"\b(?:statement|letter|note|message|communiqué|communique|declaration)\b", earlier
        ):
            return
        for other in reversed([one for one in self.document.trees if one.end <= spans[0].start][-3:]):
            for clause in self.clauses[id(other)]:
                if (
                    clause.subjects
                    and clause.verb.lemma
                    in ("issue", "publish", "release", "send", "write", "make", "give")
                    and clause.objects
                ):
                    cue = Span(
                        clause.verb.start,
                        clause.verb.end,
                        self.text[clause.verb.start : clause.verb.end],
                    )
                    said = self._built(other, clause.subjects, cue, spans, "quotation", {quotation})
                    if said is not None:
                        said.paragraph = number
                        self.said.append(said)
                    return


def _reporting(clause: Clause, kept: dict[int, Said]) -> Said | None:
    """Return the statement within which a clause is reported: 'X said he hoped …'."""
    at = clause
    while at.governor is not None and at.link in ("ccomp", "xcomp") and not joined(at):
        at = at.governor
        said = kept.get(id(at))
        if said is not None:
            return said if said.rule in ("clause", "saying", "as-saying", "infinitive") else None
    return None


def _marks(said: Said) -> Iterator[int]:
    if any(mark in span.text for span in said.content for mark in '“”"'):
        yield -1
