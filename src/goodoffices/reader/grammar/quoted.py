"""Words that no verb of saying has in their sentence: turns, statements in the first person, further quotations."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.contents import Said, trimmed
from goodoffices.reader.grammar.document import MARKS
from goodoffices.reader.grammar.framing import cue_assertion
from goodoffices.reader.grammar.moods import is_question
from goodoffices.reader.grammar.reach import joined, left_of
from goodoffices.reader.grammar.reported import content_assertion, sentence_assertion
from goodoffices.reader.grammar.saying import SayingVerbs
from goodoffices.reader.grammar.tree import Tree, Word
from goodoffices.reader.passages import Passage
from goodoffices.reader.wordlists import keys_of, word_lists
from goodoffices.record.entries import Assertion, Span

_NOT_THIRD = frozenset(("i", "we", "you", "it", "one"))
_OWN = frozenset(("quotation", "continued", "turn", "author", "led-in"))
"""Rules for words in the speaker's own person: each of their sentences may be meant in another way."""
_FIRST = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|us|me)\b")
_LEAD = re.compile(r"(?:and|but|or|yet)\s(?:that\s)?|that\s")
_MARKS = '“”"«»'
_ADDRESS = 40
"""Signs at the head of a question within which the person asked is addressed."""
_MARKED = 12
"""Signs before a quotation among which its colon is looked for."""
_LABEL = 4
"""Words of a label before a quotation, such as 'The bottom line:', its colon included."""
NEAR = 3
"""Paragraphs within which a quotation belongs to the speaker before it."""


class Quoted(SayingVerbs):
    """Quotations and speeches, sentence by sentence."""

    def parted(self, said: Said) -> list[Said]:
        """Return a statement in parts, if its sentences are meant in different ways."""
        if said.meant_by_words and said.top is not None and said.rule not in _OWN:
            return self._by_clauses(said, said.top)
        if said.rule not in _OWN or not said.meant_by_words:
            return [said]
        runs: list[tuple[Span, Assertion]] = []
        for span in said.content:
            for words, assertion in self._meant(span, said):
                halved = runs and words.text.lstrip(MARKS)[:1].islower()
                runs.append((words, runs[-1][1] if halved else assertion))
        if len({assertion for _, assertion in runs}) < 2:
            return [replace(said, assertion=runs[0][1])] if runs else [said]
        parts: list[Said] = []
        for span, assertion in runs:
            if parts and parts[-1].assertion == assertion:
                last = parts[-1].content[-1]
                if self.text[last.end : span.start].strip():
                    parts[-1].content.append(span)
                else:
                    whole = Span(last.start, span.end, self.text[last.start : span.end])
                    parts[-1].content[-1] = whole
            else:
                parts.append(replace(said, content=[span], assertion=assertion))
        return parts

    def _by_clauses(self, said: Said, top: Clause) -> list[Said]:
        """Return a statement in parts if clauses joined by 'and' are meant in other ways than the first."""
        parts = [said]
        for clause in _joined_to(top):
            assertion = clause.meant = content_assertion(clause)
            last = parts[-1]
            at = clause.verb.sentence[left_of(clause.verb.sentence, clause.verb)].start
            lead = _LEAD.match(self.text, at)
            within = any(part.start < at < part.end for part in last.content)
            told = (last.assertion, assertion) == (
                "alleged",
                "asserted",
            ) and last.rule == "according-to"
            if assertion == last.assertion or not within or lead is None or told:
                continue
            before = [part for part in last.content if part.end <= at]
            after = [part for part in last.content if part.start >= at]
            cut = next(part for part in last.content if part.start < at < part.end)
            before.append(trimmed(self.text, cut.start, at))
            after.insert(0, trimmed(self.text, lead.end(), cut.end))
            parts[-1] = replace(last, content=before)
            parts.append(replace(last, content=after, assertion=assertion))
        return parts

    def _meant(self, span: Span, said: Said) -> Iterator[tuple[Span, Assertion]]:
        """Yield the sentences of a run of words, with how each is meant."""
        inner = [
            tree
            for number in sorted(said.quotations)
            for tree in self.document.inner.get(number, ())
            if span.start <= tree.start < span.end
        ]
        if said.rule in ("turn", "author"):
            inner = [tree for tree in self.document.trees if span.start <= tree.start < span.end]
        if not inner:
            yield span, said.assertion
            return
        for place, tree in enumerate(inner):
            start = span.start if place == 0 else tree.start
            end = span.end if place == len(inner) - 1 else inner[place + 1].start
            words = self.text[start:end].rstrip()
            yield Span(start, start + len(words), words), self._sentence(tree)

    def _author(self, tree: Tree) -> bool:
        """Take in a sentence of a statement in the first person: it is its author's."""
        layout = self.document.layout
        author = layout.author
        passage = self.document.passage(tree)
        if (
            author is None
            or passage.sort not in ("prose", "bullet")
            or (tree.start < author[1] and not layout.signed)
            or author[0] <= tree.start < author[1]
            or is_question(tree)
            or not (self._as_an_office(tree) if layout.formal else self._in_first_person(tree))
        ):
            return False
        speaker = Span(*author, self.text[author[0] : author[1]])
        actor = self.cast.author
        named = actor is not None and self.cast.kind_of(actor) == "person"
        content = [Span(tree.start, tree.end, self.text[tree.start : tree.end])]
        said = Said(
            speaker,
            actor,
            "named" if named else "unnamed-official",
            speaker,
            content,
            "author",
            self._own_assertion(tree),
            paragraph=tree.paragraph,
            others=self.cast.authors[1:],
        )
        last = self.said[-1] if self.said else None
        goes_on = last is not None and last.rule == "author" and last.paragraph == tree.paragraph
        if last is not None and goes_on and last.assertion == said.assertion:
            first = last.content[-1].start
            last.content[-1] = Span(first, tree.end, self.text[first : tree.end])
        else:
            self.said.append(said)
        return True

    def _as_an_office(self, tree: Tree) -> bool:
        """Whether a sentence of an office's statement reports nobody else: 'The Secretary-General welcomes the truce.'"""
        author = self.document.layout.author
        title = self.text[slice(*author)].lower() if author is not None else ""
        return not any(
            clause.verb.lemma in keys_of("saying")
            and clause.subjects
            and clause.subjects[0].tag != "PRP"
            and clause.subjects[0].lower not in title
            for clause in self.clauses[id(tree)]
        )

    def _own_assertion(self, tree: Tree) -> Assertion:
        """Return how a sentence of the author is meant: an office that 'urges both sides to wait' demands it."""
        clauses = self.clauses[id(tree)]
        root = next((one for one in clauses if one.link == "ROOT"), None)
        if self.document.layout.formal and root is not None and root.verb.lemma in keys_of("cues"):
            return cue_assertion(root)
        return sentence_assertion(tree, clauses)

    def _in_first_person(self, tree: Tree) -> bool:
        """Whether a sentence speaks of its author, or stands between such sentences and reports nobody."""
        if _FIRST.search(_outside(tree)):
            return True
        near = [other for other in self.document.trees if other.paragraph == tree.paragraph]
        spoken = any(_FIRST.search(_outside(other)) for other in near)
        return spoken and not any(
            clause.verb.lemma in keys_of("saying") and clause.subjects
            for clause in self.clauses[id(tree)]
        )

    def _turn(self, number: int, passage: Passage) -> None:
        """Take in the words of a turn of a transcript."""
        assert passage.turn is not None
        trees = [tree for tree in self.document.trees if tree.paragraph == number]
        if trees and all(is_question(tree) for tree in trees):
            return
        turn, piece = passage.turn, passage.piece
        speaker = Span(turn.start, turn.end, self.text[turn.start : turn.end])
        answers = turn.label in ("A", "Answer")
        actor = self._interviewed(turn.start) if answers else self._named_in(speaker)
        if actor is None and not answers:
            label = re.sub(r"^(?:MR|MS|MRS|DR|Mr|Ms|Mrs|Dr)\.?\s", "", turn.label)
            at = turn.end - len(label)
            named = Span(at, turn.end, self.text[at : turn.end])
            actor = self.cast.person_of_label(label, named, turn.role)
        said = Said(
            speaker,
            actor,
            "named" if actor else "unnamed-official",
            speaker,
            [trimmed(self.text, piece.start, piece.end)],
            "turn",
            "asserted",
            None,
            {n for n, *_ in passage.quotations},
            number,
        )
        for part in self.parted(said):
            last = self.said[-1] if self.said else None
            same = last is not None and last.rule == "turn" and last.cue.start == turn.start
            if last is not None and same and last.assertion == part.assertion:
                last.content += part.content
            else:
                self.said.append(part)

    def _interviewed(self, before: int) -> str | None:
        """Return the one person whom the words before an interview name, else the one to whom questions are put."""
        passages = self.document.layout.passages
        opens = next(p.piece.start for p in passages if p.turn is not None)
        found = self.cast.inside(self.document.start, min(opens, before))
        persons = dict.fromkeys(key for key in found if self.cast.kind_of(key) == "person")
        asked = [p.piece for p in passages if p.turn is not None and p.turn.question]
        for piece in asked if not persons else []:
            found = self.cast.inside(piece.start, min(piece.end, piece.start + _ADDRESS))
            persons |= dict.fromkeys(key for key in found if self.cast.kind_of(key) == "person")
        return next(iter(persons)) if len(persons) == 1 else None

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
            here = last is not None and len(self.said) > before and last.paragraph == number
            near = last is not None and number - last.paragraph <= NEAR and _quotes(last)
            near = near or (last is not None and self._told_above(last, tree, whole.parts[0], number))
            if self._led_in(tree, word, spans, here):
                continue
            if last is not None and self._behind_colon(spans[0].start, last):
                continue
            if last is None or not (here or near):
                if self.document.layout.author is None:
                    self._announced(spans, quotation, number)
                continue
            more = replace(
                last,
                content=spans,
                rule="continued",
                quotations={quotation},
                paragraph=number,
                meant_by_words=not (last.assertion == "denied" and last.cue.text.startswith("den")),
            )
            for part in self.parted(more):
                if here and self.said[-1].assertion == part.assertion:
                    self.said[-1].content += part.content
                    self.said[-1].quotations.add(quotation)
                else:
                    self.said.append(part)

    def _led_in(self, tree: Tree, word: Word, spans: list[Span], here: bool) -> bool:
        """Take in a quotation behind a colon, or behind a sentence about somebody: 'Moen was blunt: “No.”', 'Moen disagreed. “No.”'"""
        colon = next(
            (one.text == ":" for one in reversed(tree.words[: word.place]) if one.quotation is None),
            False,
        )
        above: Tree | None = tree if colon else None
        if above is None and not here and all(one.quotation is not None for one in tree.words):
            at = bisect_left(self.document.trees, tree.start, key=lambda one: one.start)
            above = self.document.trees[at - 1] if at else None
        if above is None or tree.paragraph - above.paragraph > 1:
            return False
        clause = next((one for one in self.clauses[id(above)] if one.link == "ROOT"), None)
        listed = above.paragraph != tree.paragraph
        if listed:
            ends = self.text[above.start : above.end].rstrip().endswith(":")
            if clause is None or not ends or clause.verb.lemma not in keys_of("saying"):
                return False
            colon = True
        subject = clause.subjects[0] if clause is not None and clause.subjects else None
        if clause is None or subject is None:
            return False
        if subject.lemma in word_lists("saying")["answers"]:
            subject = next(iter(subject.of("poss")), subject)
        elif clause.passive or not (
            listed
            or subject.tag == "PRP"
            or any(self.cast.kind(one) == "person" for one in (subject, *subject.of("appos")))
            or (colon and _issues(clause))
        ):
            return False
        if not self._speaks(subject) or subject.lower in _NOT_THIRD:
            return False
        cue = Span(clause.verb.start, clause.verb.end, self.text[clause.verb.start : clause.verb.end])
        assert word.quotation is not None
        said = self._built(above, [subject], cue, spans, "led-in", {word.quotation})
        if said is None or (said.actor is None and not colon):
            return False
        said.paragraph = tree.paragraph
        self.said += self.parted(said)
        return True

    def _behind_colon(self, start: int, last: Said) -> bool:
        """Whether a quotation follows the colon of a sentence in which the last speaker does not speak.

        'The banner read: “We will wait.”' is not what the last speaker goes on to say.
        """
        trees, first = self.document.trees, max(0, start - _MARKED)
        before = self.text[first:start].rstrip().rstrip(MARKS).rstrip()
        end = first + len(before)
        at = bisect_left(trees, end, key=lambda one: one.start) - 1
        if not before.endswith(":") or at < 0:
            return False
        own = [word for word in trees[at].words if word.end <= end]
        clause = any(word.verb for word in own) or len(own) > _LABEL
        return last.cue.start < trees[at].start and clause

    def _told_above(self, last: Said, tree: Tree, run: tuple[int, int], number: int) -> bool:
        """Whether a paragraph is a quotation of the person whose words the paragraph above told: a press release."""
        piece = self.document.passage(tree).piece
        alone = run[0] <= piece.start + 1 and run[1] >= piece.start + len(piece.text.rstrip())
        mine = last.anonymity == "named" and last.actor is not None
        ends = self.said[-1] is last and last.rule in ("clause", "inserted", "continued")
        return alone and mine and ends and number - last.paragraph == 1

    def _announced(self, spans: list[Span], quotation: int, number: int) -> None:
        """A quotation behind 'issued a joint statement. It reads:' is the issuer's."""
        earlier = self.text[max(self.document.start, spans[0].start - 400) : spans[0].start]
        if not re.search(
            r"\b(?:statement|letter|note|message|communiqué|communique|declaration|following|post)\b",
            earlier,
        ):
            return
        for other in reversed([one for one in self.document.trees if one.end <= spans[0].start][-3:]):
            for clause in self.clauses[id(other)]:
                if clause.subjects and clause.objects and _makes_public(clause):
                    cue = Span(
                        clause.verb.start,
                        clause.verb.end,
                        self.text[clause.verb.start : clause.verb.end],
                    )
                    said = self._built(other, clause.subjects, cue, spans, "quotation", {quotation})
                    if said is not None:
                        said.paragraph = number
                        self.said += self.parted(said)
                    return


def _makes_public(clause: Clause) -> bool:
    """Whether a verb is of making something public: 'issued', 'sent out'."""
    out = " ".join([clause.verb.lemma, *(one.lower for one in clause.verb.of("prt"))])
    return bool({clause.verb.lemma, out} & word_lists("saying")["issues"])


def _issues(clause: Clause) -> bool:
    """Whether somebody makes a text public: 'The company put out a statement late on Friday'."""
    texts = {one.lemma.lower() for one in clause.objects}
    lists = word_lists("saying")
    return _makes_public(clause) and bool(texts & (lists["document"] | lists["answers"]))


def _outside(tree: Tree) -> str:
    """Return the words of a sentence that no quotation stands for."""
    return " ".join(word.text for word in tree.words if word.quotation is None)


def _joined_to(clause: Clause) -> Iterator[Clause]:
    """Yield the clauses joined to a clause by 'and' or 'but', in the order of their verbs."""
    for other in clause.governed:
        waits = other.verb.of("mark") and other.mark != "that"  # 'or until the board gave way'
        if joined(other) and other.verb.place > clause.verb.place and not waits:
            yield other
            yield from _joined_to(other)


def _quotes(said: Said) -> bool:
    return bool(said.quotations) or any(mark in part.text for part in said.content for mark in _MARKS)
