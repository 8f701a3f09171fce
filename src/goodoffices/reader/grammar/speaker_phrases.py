"""The noun phrase of a speaker, and whom somebody tells a thing."""

from __future__ import annotations

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.contents import Contents
from goodoffices.reader.grammar.tree import Tree, Word, conjuncts
from goodoffices.record.entries import Span

_BODIES = frozenset(("side", "team", "council", "board", "committee", "panel", "ground", "border"))
"""Nouns behind 'on' that belong to a speaker: 'officials on both sides'."""
_TO_WHOM = frozenset(("reporter", "reporters", "journalist", "journalists", "parliament", "lawmakers"))


class SpeakerPhrases(Contents):
    """The words that name a speaker."""

    def _speaker_span(self, tree: Tree, subject: list[Word]) -> Span | None:
        """The noun phrase of a speaker: modifiers, 'of …', a name beside it; no clause, no role behind a comma."""
        first = min(self._left(word) for word in subject)
        last = max(self._right(word) for word in subject)
        while first < last and (
            tree.words[first].quotation is not None
            or (
                tree.words[first].tag in (",", ":", "RB", "CC", "IN", "``", "''", "-LRB-", "-RRB-")
                and tree.words[first].lower not in ("both",)
                and tree.words[first + 1].tag != "CD"
            )
        ):
            first += 1
        if (
            tree.words[first].lower == "that"
            and tree.words[first].tag in ("IN", "WDT")
            and first < last
        ):
            first += 1
        if len(subject) == 1 and subject[0].dep == "poss":
            last = subject[0].place  # 'the mayor' of 'the mayor’s message was short'
        after = tree.words[last + 1 : last + 4]
        if [word.text for word in after[::2]] == ["(", ")"] and after[1].text.isupper():
            last += 3
        return self._span(tree, first, last)

    def _right(self, word: Word) -> int:
        last = word.place
        for kid in word.kids:
            if kid.place < word.place:
                continue
            if (
                kid.dep == "prep"
                and kid.place <= last + 2
                and not any(one.verb and one.dep in ("relcl",) for one in kid.kids)
                and kid.lower not in ("after", "before", "during")
                and (kid.lower != "on" or any(one.lemma in _BODIES for one in kid.of("pobj")))
            ):
                last = max(last, self._noun_end(kid))
            elif (
                kid.dep in ("case", "nummod", "advmod")
                and kid.place == last + 1
                and kid.tag not in ("RB",)
            ):
                last = kid.place
            elif kid.dep == "appos" and kid.proper and kid.left == word.place + 1 and not word.proper:
                last = max(last, kid.place)
            elif (
                kid.dep == "appos" and self.cast.kind(kid) == "person" and self.cast.kind(word) is None
            ):
                last = max(last, self._right(kid))
            elif (
                kid.dep in ("amod", "acl")
                and kid.lower in ("familiar", "close", "briefed", "involved", "involving", "speaking")
                and kid.place == last + 1
            ):
                comma = next(
                    (
                        one.place
                        for one in word.sentence[kid.place : kid.right]
                        if one.text == "," or one.tag in ("WP", "WDT")
                    ),
                    None,
                )
                last = max(last, kid.right if comma is None else comma - 1)
        return last

    def _noun_end(self, preposition: Word) -> int:
        last = preposition.place
        for thing in preposition.kids:
            if thing.dep in ("pobj", "prep", "pcomp"):
                last = max(last, self._right(thing) if thing.dep == "pobj" else self._noun_end(thing))
                for one in conjuncts(thing)[1:]:
                    last = max(last, self._right(one))
        return last

    def _told(self, clause: Clause) -> str | None:
        if clause.verb.lemma in ("tell", "inform", "assure", "warn", "remind"):
            heads = clause.verb.of("dobj", "dative", "iobj")
        else:
            heads = [
                thing
                for kid in clause.verb.of("prep", "dative")
                if kid.lower in ("to", "on")
                for thing in kid.of("pobj")
                if kid.lower == "to" or self.cast.outlet_word(thing)
            ]
        for head in heads:
            if head.noun and (self.cast.actor(head) or head.lower in _TO_WHOM or head.proper):
                return self._phrase(head)
        return None

    def _phrase(self, head: Word) -> str:
        first = min(
            (
                kid.left
                for kid in head.kids
                if kid.place < head.place and kid.dep in ("det", "compound", "amod", "nmod", "poss")
            ),
            default=head.place,
        )
        return (
            self.text[head.sentence[first].start : head.end].removeprefix("the ").removeprefix("The ")
        )

    def _named_in(self, span: Span) -> str | None:
        found = self.cast.inside(span.start, span.end)
        persons = [key for key in found if self.cast.kind_of(key) == "person"]
        return persons[0] if persons else (found[0] if len(found) == 1 else None)
