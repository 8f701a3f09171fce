"""The common ground of the extractors of events: the document, its clauses, actors, days and places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from goodoffices.reader.dates import When
from goodoffices.reader.grammar.assertion import assertion_of
from goodoffices.reader.grammar.cast import Cast
from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.cut_words import cut
from goodoffices.reader.grammar.document import Document
from goodoffices.reader.grammar.event_days import EventDays
from goodoffices.reader.grammar.event_places import EventPlaces
from goodoffices.reader.grammar.moods import is_question
from goodoffices.reader.grammar.namewords import listed
from goodoffices.reader.grammar.participants import Parties
from goodoffices.reader.grammar.tree import Tree, Word, conjuncts
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import Span

F = TypeVar("F")
"""Characters within which the marks of a name in the words of a report are closed."""
_LONGEST_LIST = 16
"""Words from the first to the last noun of a list of people."""
_LONGEST_OF = 7
LOOKED_AT = 40
"""Events found last that may be told again: the work on a long text stays linear."""
_NEAR = 400
"""Characters between a meeting and the agreement of its participants there, at most."""


@dataclass(slots=True)
class Ground:
    """Everything that the extractors of events share: the document, its clauses, actors and dates."""

    document: Document
    cast: Cast
    clauses: dict[int, list[Clause]]
    dates: tuple[When, ...]
    published: date | None = None
    voices: tuple[tuple[int, int, str | None], ...] = ()
    """Start, end and speaker of the words that somebody is reported to have said."""
    last_round: int = -1
    """Paragraph in which a round of talks was told of last."""
    last_agreement: tuple[int, str] = (-1, "")
    """Place and words of the agreement told of last."""
    held: list[tuple[int, int, str, frozenset[str]]] = field(default_factory=list)
    """Paragraph, end, day and participants of the meetings that were held, in order."""
    days: EventDays = field(init=False)
    places: EventPlaces = field(init=False)
    parties: Parties = field(init=False)

    def __post_init__(self) -> None:
        self.days = EventDays(self.document, self.clauses, self.dates, self.published)
        self.places = EventPlaces(self.document, self.cast)
        self._complete_lists()
        for each in self.clauses.values():
            for clause in each:
                clause.assertion = assertion_of(clause)
        self.parties = Parties(self.document, self.cast, self.clauses, self.voices)

    def _complete_lists(self) -> None:
        """Give the items of a list that begin with a verb the subject of the words above the list."""
        lead: list[Word] = []
        for tree in self.document.trees:
            bullet = self.document.passage(tree).sort == "bullet"
            for clause in self.of(tree):
                bare = not clause.subjects and clause.verb.dep == "ROOT"
                if bullet and bare and clause.verb.tag in ("VB", "VBP", "VBD", "VBN"):
                    clause.subjects = lead
                elif bullet and clause.link == "conj" and not clause.subjects and clause.governor:
                    clause.subjects = clause.governor.subjects
            if not bullet:
                roots = [one for one in self.of(tree) if one.verb.dep == "ROOT" and one.subjects]
                ends = tree.words[-1].text == ":"
                lead = roots[0].subjects if roots and ends else []

    def of(self, tree: Tree) -> list[Clause]:
        return self.clauses[id(tree)]

    def span(self, tree: Tree) -> Span:
        return Span(tree.start, tree.end, self.document.text[tree.start : tree.end])

    def readable(self, tree: Tree) -> bool:
        """Return whether a sentence tells of events: no question, no aside, no reporter's turn."""
        passage = self.document.passage(tree)
        if not self.document.told_in(passage) or is_question(tree):
            return False
        return passage.turn is None or not passage.turn.question

    def own_words(self, tree: Tree, people: Sequence[str]) -> bool:
        """Return whether a quotation tells of its speaker's own event: 'we met them on Monday'.

        Other words of a speaker, such as 'they met', are a statement and nothing more.
        """
        voice = self.parties.voice(tree.start)
        own = () if voice is None else (voice, self.parties.house(voice))
        return tree.inside is None or (any(one in people for one in own) and len(people) > 1)

    def day_before(self, tree: Tree, people: Sequence[str]) -> str | None:
        """Return the day of the meeting of the same people in the sentences before: 'They met on Monday. They agreed …'.

        A sentence with a day of its own has none of another, and no event in its past tense is needed twice.
        """
        if (
            not people
            or self.days.whens(tree)
            or not any(one.tag in ("VBD", "VBN") for one in tree.words)
        ):
            return None
        for paragraph, end, day, present in reversed(self.held[-LOOKED_AT:]):
            if end <= tree.start and paragraph == tree.paragraph and tree.start - end < _NEAR:
                return day if set(people) <= present else None
        return None

    def people(self, words: list[Word], partners: bool = False) -> list[str]:
        """Return the actors behind some noun phrases; 'they' are those named together before."""
        return self.parties.of(words, partners)

    def human(self, word: Word) -> bool:
        """Return whether a noun phrase is somebody: a name, or a noun for people who meet."""
        if self.cast.actor(word) is not None:
            return True
        names = word_lists("contacts")["human"]
        return (
            word.lemma.lower() in names
            or word.lower in names
            or word.lemma.lower() in listed("title")
            or self.parties.may_act(word)
        )

    def phrase(self, word: Word, of: bool = True) -> str:
        """Return a noun phrase in the report's words: its modifiers, itself and a short 'of …'."""
        kids = [
            kid
            for kid in word.kids
            if kid.place < word.place
            and kid.dep
            in ("det", "amod", "compound", "nmod", "nummod", "poss", "quantmod", "predet", "advmod")
        ]
        first = min((kid.left for kid in kids), default=word.place)
        while (
            first < word.place
            and word.sentence[first].lower == "over"
            and first
            and word.sentence[first - 1].verb
        ):
            first += 1
        last = word.place
        for kid in word.of("prep"):
            if (
                of
                and kid.lower in ("of", "on", "for")
                and kid.place == last + 1
                and not any(self.days.holds(thing) for thing in kid.of("pobj"))
            ):
                last = _end_of(kid, last)
        start, end = word.sentence[first].start, max(one.end for one in word.sentence[first : last + 1])
        return cut(self.document.text, start, end)

    def phrases(self, word: Word) -> str:
        """Return the phrases of a list of people in the report's words: '9 women and 3 doctors', 'a nurse and a pilot'."""
        each = conjuncts(word)
        first = self.phrase(word, of=False)
        between = word.sentence[word.place : each[-1].place + 1]
        whole = all(one.noun or one.tag == "CD" for one in each) and len(between) <= _LONGEST_LIST
        if len(each) < 2 or not whole or any(one.verb or one.tag == "IN" for one in between):
            return self.phrase(word)
        return cut(self.document.text, word.end - len(first), each[-1].end)


def _end_of(preposition: Word, before: int) -> int:
    """Return where a phrase 'of …' ends that is part of a thing's name: at its noun, if more is told of that."""
    things = preposition.of("pobj")
    for last in (preposition.right, *(thing.place for thing in things[:1])):
        words = preposition.sentence[preposition.place : last + 1]
        if len(words) <= _LONGEST_OF and not any(one.verb for one in words):
            return last
    return before


def amount_of(word: Word, text: str) -> str | None:
    """Return how many a noun phrase says there are, with its qualifier: 'about 120'."""
    numbers = [word] if word.tag == "CD" else word.of("nummod")
    if not numbers:
        return None
    number = numbers[0]
    first, last = (number.place if number is word else number.left), number.place
    while (
        first < last
        and word.sentence[first].lower == "over"
        and first
        and word.sentence[first - 1].verb
    ):
        first += 1
    before = word.sentence[first - 1] if first else None
    if before is not None and before.lower in ("some", "about", "nearly", "almost", "around"):
        first -= 1
    return text[word.sentence[first].start : word.sentence[last].end]


def keep(
    one: F, found: list[F], told_again: Callable[[F, F], bool], add: Callable[[F, F], None]
) -> None:
    """Append an event to those found, or add its details to an earlier event that it tells again."""
    before = next((other for other in reversed(found[-LOOKED_AT:]) if told_again(one, other)), None)
    if before is None:
        found.append(one)
    else:
        add(before, one)
