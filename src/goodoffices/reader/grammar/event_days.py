"""The days of events: which date of a sentence is that of an event told there."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date

from goodoffices.reader.dates import When
from goodoffices.reader.grammar.clauses import Clause, date_clause
from goodoffices.reader.grammar.contact_kinds import noun_kind
from goodoffices.reader.grammar.document import Document
from goodoffices.reader.grammar.tree import Tree, Word
from goodoffices.reader.wordlists import word_lists

_DECIDING = frozenset(
    ("agree", "decide", "promise", "plan", "vow", "pledge", "offer", "undertake", "propose", "vote")
)
_SOON = frozenset(("shortly", "hour", "minute", "moment", "just", "soon", "immediately"))
_WHILE = frozenset(("when", "while"))
_AS_SET = frozenset(("accord", "schedule", "plan", "expect"))
"""Verbs of a phrase on a day that is its clause's: 'ended as scheduled on Thursday'."""


@dataclass(frozen=True, slots=True)
class EventDays:
    """The dates of a document, asked for the day of an event."""

    document: Document
    clauses: dict[int, list[Clause]]
    """The clauses of each sentence, by the identity of its tree."""
    dates: tuple[When, ...]
    """All dates of the text, in order."""
    published: date | None

    def whens(self, tree: Tree) -> list[tuple[When, Word]]:
        """Return the dates of a sentence, each with the word of it that others of its sentence govern."""
        at = bisect_left(self.dates, tree.start, key=lambda when: when.start)
        found = []
        for when in self.dates[at : at + 20]:
            if when.start >= tree.end:
                break
            inside = [word for word in tree.words if when.start <= word.start < when.end]
            if inside:
                head = next(
                    (word for word in inside if word.head is None or word.head not in inside), inside[0]
                )
                found.append((when, head))
        return found

    def of(self, tree: Tree, clause: Clause | None, noun: Word | None = None) -> When | None:
        """Return the date of an event: in its own clause, or in the noun phrase that tells of it."""
        own: list[When] = []
        first: list[When] = []
        for when, word in self.whens(tree):
            if noun is not None and _in_phrase(word, noun):
                return when
            if clause is None:
                continue
            home = date_clause(word, self.clauses[id(tree)])
            if home is clause and not self._of_other_noun(word, clause, noun):
                first.append(when)
            if (
                (home is clause and not self._of_other_noun(word, clause, noun))
                or (home is not None and home.governor is clause and home.link in ("xcomp",))
                or (
                    home is not None
                    and clause.governor is home
                    and clause.link == "xcomp"
                    and not _decided(home)
                )
                or (
                    home is not None
                    and home.governor is clause
                    and home.link == "advcl"
                    and not home.verb.of("nsubj", "nsubjpass")
                    and home.verb.lemma in _AS_SET
                )
            ):
                own.append(when)
        if clause is None:
            return None
        own = first or own
        if not own and noun is not None:
            own = [when for when, word in self.whens(tree) if self._planned_for(tree, word, noun)]
        if (
            not own
            and clause.link == "conj"
            and clause.governor is not None
            and clause.subjects == clause.governor.subjects
            and clause.past == clause.governor.past
        ):
            own = [
                when
                for when, word in self.whens(tree)
                if date_clause(word, self.clauses[id(tree)]) is clause.governor
            ]
        own = own or self._beside_clause(tree, clause)
        own = [one for one in own if not self.ends_a_term(tree, one)] or own
        own = [one for one in own if not self.since(tree, one)] or own
        return self._range(own) if own else None

    def _beside_clause(self, tree: Tree, clause: Clause) -> list[When]:
        """Return the day of a clause that stands outside it: 'on Sunday when they met', 'on Monday, shortly before they met'."""
        verb, home = clause.verb, clause.governor
        when = next((kid for kid in verb.of("advmod", "mark") if kid.lower in _WHILE), None)
        if when is not None and when.place:
            before = when.place - (2 if tree.words[when.place - 1].text == "," else 1)
            return [
                one for one, word in self.whens(tree) if one.end >= tree.words[before].end > one.start
            ]
        mark = next((kid for kid in verb.of("mark") if kid.lower in ("before", "after", "as")), None)
        soon = mark is not None and mark.place and tree.words[mark.place - 1].lemma in _SOON
        if home is None or not soon or clause.link != "advcl":
            return []
        return [
            one for one, word in self.whens(tree) if date_clause(word, self.clauses[id(tree)]) is home
        ]

    def only_planned(self, tree: Tree, when: When | None, noun: Word) -> bool:
        """Return whether a date is only that for which an event had been planned."""
        return any(
            one is when and self._planned_for(tree, word, noun) for one, word in self.whens(tree)
        )

    def _planned_for(self, tree: Tree, word: Word, noun: Word) -> bool:
        """Whether a date is that for which an event is planned: 'prepared a summit scheduled for April'."""
        home = date_clause(word, self.clauses[id(tree)])
        arranged = home is not None and home.verb.lemma in word_lists("contacts")["arranged"]
        return home is not None and arranged and home.link == "acl" and home.verb.head is noun

    def lent(self, tree: Tree, clause: Clause, what: Word | None) -> When | None:
        """Return the only date of a sentence if it stands at the end of a clause that this clause governs.

        'Signed a deal ending the strike on Monday': the day is that of the deal. 'Since' and 'until' are of none.
        """
        whens = self.whens(tree)
        if len(whens) != 1 or self.to_come(whens[0][0].edtf):
            return None
        when, word = whens[0]
        home = date_clause(word, self.clauses[id(tree)])
        before = self.document.text[max(tree.start, when.start - 8) : when.start].lower()
        if home is None or home.governor is not clause or home.subjects[:1] == clause.subjects[:1]:
            return None
        bound = re.search(r"\b(?:since|until|till|from|by|for)\s$", before) or self.ends_a_term(
            tree, when
        )
        going_on = home.verb.tag == "VBG" and home.link in ("acl", "advcl", "pcomp")
        of_thing = home.verb.tag == "VBN" and home.link == "acl" and home.verb.head is what
        inside = (going_on or of_thing) and home.mark is None
        return when if inside and not bound and home.verb.place < word.place else None

    def _range(self, own: list[When]) -> When:
        """Return the first of some dates, or the days from it to the second: 'on Wednesday and Thursday'."""
        if len(own) < 2 or not (own[0].edtf and own[1].edtf):
            return own[0]
        between = self.document.text[own[0].end : own[1].start].strip(" ,")
        days = all(when.edtf is not None and len(when.edtf) == 10 for when in own[:2])
        if between not in ("and", "to", "until", "through", "till") or not days:
            return own[0]
        return replace(own[0], edtf=f"{own[0].edtf}/{own[1].edtf}")

    def ends_a_term(self, tree: Tree, when: When) -> bool:
        """Return whether a date is the end of a term: 'until Monday'."""
        before = self.document.text[max(tree.start, when.start - 12) : when.start]
        until = re.search(r"\b(?:until|till|through)\s$", before) is not None
        return until or when.text.lower().startswith("until")

    def since(self, tree: Tree, when: When) -> bool:
        """Return whether a date only begins a time: 'have met four times since January'."""
        before = self.document.text[max(tree.start, when.start - 8) : when.start].lower()
        return before.endswith("since ") or when.text.lower().startswith("since ")

    def _of_other_noun(self, word: Word, clause: Clause, noun: Word | None) -> bool:
        """Whether a date belongs to a noun that is not the event's: 'Monday's ruling', 'the vote in May'."""
        for up in word.above():
            if up is clause.verb or up is noun:
                return False
            if (
                up.tag.startswith("NN")
                and up.lemma not in ("morning", "afternoon", "evening", "night", "day")
                and up.dep in ("nsubj", "nsubjpass")
                and not any(
                    w.start <= up.start < w.end
                    for w, _ in [(d, None) for d in self.dates if d.start <= up.start]
                )
            ):
                return word.dep == "poss" and noun_kind(up) is None
        return word.dep == "poss"

    def to_come(self, edtf: str | None) -> bool:
        """Return whether a day is after that of the report, so that nothing of it can have happened."""
        start = (edtf or "..").split("/")[0]
        return self.published is not None and start > self.published.isoformat()[: len(start)]

    def of_clause(self, word: Word, tree: Tree) -> Clause | None:
        """Return the clause that a date belongs to."""
        return date_clause(word, self.clauses[id(tree)])

    def holds(self, word: Word) -> bool:
        """Return whether a word is part of a date."""
        at = bisect_left(self.dates, word.start + 1, key=lambda when: when.start) - 1
        return at >= 0 and self.dates[at].start <= word.start < self.dates[at].end


def _decided(above: Clause) -> bool:
    """Whether a verb is of an event of its own: 'agreed on Monday to meet'; not 'are expected on Monday to meet'."""
    return above.verb.lemma.lower() in _DECIDING and not above.passive


def _in_phrase(word: Word, noun: Word) -> bool:
    """Whether a word is part of a noun phrase, and of no clause in it."""
    for up in word.above():
        if up is noun:
            return True
        if up.verb and up.dep not in ("pobj", "pcomp"):  # 'talks on fishing on Friday'
            return False
    return word is noun
