"""Words under a heading of their speaker: the points of a communiqué, 'Union chief Ana Bell: “We wait”'."""

from __future__ import annotations

import re
from dataclasses import replace

from goodoffices.reader.grammar.contents import Said, trimmed
from goodoffices.reader.grammar.quoted import NEAR, Quoted
from goodoffices.reader.grammar.reported import sentence_assertion
from goodoffices.reader.grammar.roles import is_title
from goodoffices.reader.grammar.tree import Tree, Word, conjuncts
from goodoffices.reader.passages import Passage
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import Assertion, Span

_LABEL = re.compile(r"(?P<who>[A-ZÀ-Þ][^:;\n“”\"]{2,60}):\s+(?P<words>\S[^\n]*)")
LONGEST_LABEL = 8
_ASKED = frozenset(("asked", "requested", "recommended", "proposed", "suggested", "urged"))
_MINUTED = _ASKED | {
    "noted",
    "agreed",
    "reported",
    "resolved",
    "confirmed",
    "decided",
    "advised",
    "stated",
    "explained",
}
"""Verbs that open a sentence of minutes without a subject: 'Noted that the lift was out of use.'"""


class Headed(Quoted):
    """Statements whose speaker stands above or before them, with a colon."""

    def _points(self, number: int, trees: list[Tree]) -> bool:
        """Take in a point of a list below 'X and Y have agreed:'; return false if it is none."""
        passages = self.document.layout.passages
        above = number - 1
        while above >= 0 and passages[above].sort == "bullet":
            above -= 1
        if above < 0 or not passages[above].piece.text.rstrip().endswith(":") or not trees:
            return False
        opens = [tree for tree in self.document.trees if tree.paragraph == above][-1:]
        first = next((word for word in trees[0].words if word.text[:1].isalnum()), None)
        if not opens or first is None or not _goes_on(first):
            return False
        heads = _subjects(opens[0])
        if not heads or not any(self.cast.actor(word) or self._speaks(word) for word in heads):
            return False
        cue = Span(heads[0].start, heads[0].end, self.text[heads[0].start : heads[0].end])
        content = [trimmed(self.text, trees[0].start, trees[-1].end)]
        said = self._built(opens[0], heads, cue, content, "bullet", set())
        if said is None:
            return False
        verb = next((word for word in trees[0].words if word.verb), None)
        said.assertion = self._point(trees[0], first, verb)
        said.meant_by_words = False
        said.paragraph = number
        last = self.said[-1] if self.said else None
        listed = last is not None and last.rule == "bullet" and last.speaker == said.speaker
        if last is not None and listed and last.assertion == said.assertion:
            last.content += said.content
        else:
            self.said.append(said)
        return True

    def _minuted(self, tree: Tree) -> bool:
        """Take in a sentence of minutes whose subject is the meeting: 'Noted that …', 'It was agreed to …'."""
        words = [word for word in tree.words if word.text[:1].isalnum()]
        passive = [word.lower for word in words[:2]] in (["it", "was"], ["it", "is"])
        at = 2 if passive else 0
        if not self.document.layout.minutes or len(words) < at + 3 or words[at].lower not in _MINUTED:
            return False
        verb, behind = words[at], words[at + 1]
        if behind.lower not in ("that", "to"):
            return False
        first = behind.place + (behind.lower == "that")
        cue = Span(verb.start, verb.end, self.text[verb.start : verb.end])
        content = [self._span(tree, first, len(tree.words) - 1)]
        said = Said(cue, self._meeting(), "institution", cue, content, "minuted", "asserted")
        said.paragraph = tree.paragraph
        self._mean(said, self._first_within(tree, [(first, len(tree.words) - 1)]))
        if behind.lower == "to":
            said.assertion = "demanded" if verb.lower in _ASKED else "planned"
        self.said.append(said)
        return True

    def _meeting(self) -> str | None:
        """Return the body whose minutes these are, if their head names one."""
        end = self.document.layout.passages[:3][-1].piece.end
        bodies = [
            key
            for key in self.cast.inside(self.document.start, end)
            if self.cast.kind_of(key) == "organization" and not self.cast.name_of(key).isupper()
        ]
        return bodies[0] if len(bodies) == 1 else None

    def _point(self, tree: Tree, first: Word, verb: Word | None) -> Assertion:
        """Return how a point of a list is meant: 'to meet' and 'agree to meet' are plans."""
        lists = word_lists("reported")
        if first.lower == "to" or (verb is not None and verb.lemma in lists["undertakes"]):
            return "planned"
        if verb is not None and verb.lemma in lists["asks"]:
            return "demanded"
        found = sentence_assertion(tree, self.clauses[id(tree)])
        return "asserted" if found == "demanded" and first is verb else found

    def _verbatim(self, number: int, passage: Passage) -> bool:
        """Take in 'Quote: “We have agreed”': the words of the speaker before."""
        last = self.said[-1]
        numbers = {n for n, *_ in passage.quotations}
        if not numbers or number - last.paragraph > NEAR:
            return False
        parts = [part for n in sorted(numbers) for part in self.document.layout.quotations[n].parts]
        content = [Span(a, b, self.text[a:b]) for a, b in parts]
        said = replace(
            last,
            content=content,
            rule="continued",
            quotations=numbers,
            paragraph=number,
            meant_by_words=True,
        )
        self.used |= numbers
        self.said += self.parted(said)
        return True

    def _label(self, number: int, passage: Passage, trees: list[Tree]) -> int | None:
        """Take in 'Union chief Ana Bell: “We wait”' and 'Minister: No deal'.

        Return the place where these words end, None if there are none.
        """
        match = _LABEL.fullmatch(passage.piece.text.strip())
        whole = passage.piece.start + len(passage.piece.text.rstrip())
        if match is not None and match["who"] in _VERBATIM and self.said:
            return whole if self._verbatim(number, passage) else None
        if match is None or len(match["who"].split()) > LONGEST_LABEL:
            return None
        base = passage.piece.start + passage.piece.text.index(match["who"])
        speaker = Span(base, base + len(match["who"]), match["who"])
        inside = [
            word for tree in trees for word in tree.words if speaker.start <= word.start < speaker.end
        ]
        persons = [
            key
            for key in self.cast.inside(speaker.start, speaker.end)
            if self.cast.kind_of(key) == "person"
        ]
        shouted = match["who"].isupper() and bool(passage.quotations)
        known = bool(persons) or bool(inside and is_title(inside[-1])) or shouted
        if not inside or not known or any(word.verb for word in inside if not shouted):
            return None
        begin = base + match.start("words") - match.start("who")
        quotations = {n for n, *_ in passage.quotations}
        if not quotations and passage.sort != "heading":
            return None
        opening = _opening_quotation(self.text, passage, begin)
        if opening is not None:
            quotations, whole = {opening[0]}, opening[1]
        content = trimmed(self.text, begin, whole)
        told = [tree for tree in self.document.all_trees() if content.start <= tree.start < content.end]
        actor = persons[0] if persons else None
        said = Said(
            speaker,
            actor,
            "named" if actor else "unnamed-official",
            speaker,
            [content],
            "label",
            sentence_assertion(told[0], self.clauses[id(told[0])])
            if told
            else _of_fragment(content.text),
            None,
            quotations,
            number,
        )
        self.used |= quotations
        self.said.append(said)
        return whole


def _opening_quotation(text: str, passage: Passage, begin: int) -> tuple[int, int] | None:
    """Return the number and the end of the quotation with which labelled words begin, if prose goes on behind it."""
    for number, start, end in passage.quotations:
        if start <= begin + 1 <= end + 1:
            end += text[end : end + 1] in ("”", '"')
            rest = text[end : passage.piece.start + len(passage.piece.text)]
            first = rest.lstrip()[:1]
            return (number, end) if first.isupper() else None
    return None


_VERBATIM = frozenset(("Quote", "Quotation", "Verbatim", "In full"))
"""Labels before words of the speaker who was told of right before."""


def _goes_on(first: Word) -> bool:
    """Whether the first word of a point goes on with the sentence above it."""
    bare = first.tag == "VB" and first.dep == "ROOT" and not first.of("nsubj")
    return (
        bare
        or first.lower in ("to", "that")
        or (
            first.text.islower()
            and (first.tag in ("VB", "VBP", "VBZ", "VBD", "MD") or first.dep == "ROOT")
        )
    )


def _subjects(tree: Tree) -> list[Word]:
    """Return the heads of the subject of a sentence that ends with a colon, whether its verb stands there or not."""
    root = next((word for word in tree.words if word.head is None), None)
    if root is None:
        return []
    if root.verb:
        return [one for word in root.of("nsubj", "nsubjpass") for one in conjuncts(word)]
    return conjuncts(root)


def _of_fragment(words: str) -> Assertion:
    bound = re.search(r"\b(?:without|until|unless)\b", words)
    return "refused" if bound and words.lower().startswith(("no ", "not ")) else "asserted"
