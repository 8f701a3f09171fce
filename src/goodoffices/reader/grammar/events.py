"""Common ground of contacts and outcomes: the date, place and actors of an event in a sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from goodoffices.reader.dates import When
from goodoffices.reader.grammar.assertion import assertion_of
from goodoffices.reader.grammar.cast import Cast
from goodoffices.reader.grammar.clauses import Clause, date_clause
from goodoffices.reader.grammar.contact_kinds import noun_kind
from goodoffices.reader.grammar.document import Document
from goodoffices.reader.grammar.moods import is_question
from goodoffices.reader.grammar.namewords import listed
from goodoffices.reader.grammar.participants import Parties
from goodoffices.reader.grammar.tree import Tree, Word, prepositional
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import Span

F = TypeVar("F")
LONGEST_NAME = 60
"""Characters within which the marks of a name in the words of a report are closed."""
_LONGEST_OF = 7
LOOKED_AT = 40
"""Events found last that may be told again: the work on a long text stays linear."""
_DECIDING = frozenset(
    ("agree", "decide", "promise", "plan", "vow", "pledge", "offer", "undertake", "propose", "vote")
)
_TEXTS = frozenset(
    [
        "Process",
        "Agreement",
        "Accord",
        "Accords",
        "Pact",
        "Treaty",
        "Deal",
        "Plan",
        "Declaration",
        "Protocol",
        "Framework",
        "Talks",
        "Summit",
        "Dialogue",
        "Partnership",
        "Convention",
    ]
)
"""Last words of names of texts and talks: 'in the Lenz Peace Process' says no place."""
_LANDS = frozenset(("Republic", "Kingdom", "Emirate", "Isle", "Gulf", "Bay", "City", "State"))
"""Words for lands and waters whose name goes on behind 'of': 'in the Republic of Kesh'."""
_SOON = frozenset(("shortly", "hour", "minute", "moment", "just", "soon", "immediately"))
_AS_SET = frozenset(("accord", "schedule", "plan", "expect"))
"""Verbs of a phrase on a day that is its clause's: 'ended as scheduled on Thursday'."""
_NEAR = 400
"""Characters between a meeting and the agreement of its participants there, at most."""
_TOPIC = frozenset(("due", "because", "against", "despite", "amid", "concerning", "regarding"))
"""Prepositions behind which no place of the event stands: 'suspended due to fighting in the north'."""
_PLACES = ("in", "at", "near", "outside", "inside", "to", "from", "into", "aboard")


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
    last_place: str | None = None
    last_round: int = -1
    """Paragraph in which a round of talks was told of last."""
    last_agreement: tuple[int, str] = (-1, "")
    """Place and words of the agreement told of last."""
    held: list[tuple[int, int, str, frozenset[str]]] = field(default_factory=list)
    """Paragraph, end, day and participants of the meetings that were held, in order."""
    parties: Parties = field(init=False)

    def __post_init__(self) -> None:
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

    def day(self, tree: Tree, clause: Clause | None, noun: Word | None = None) -> When | None:
        """Return the date of an event: in its own clause, or in the noun phrase that tells of it."""
        own: list[When] = []
        first: list[When] = []
        for when, word in self.whens(tree):
            if noun is not None and _in_phrase(word, noun):
                return when
            if clause is None:
                continue
            home = date_clause(word, self.of(tree))
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
                if date_clause(word, self.of(tree)) is clause.governor
            ]
        own = own or self._beside_clause(tree, clause)
        own = [one for one in own if not self.ends_a_term(tree, one)] or own
        own = [one for one in own if not self.since(tree, one)] or own
        return self._range(own) if own else None

    def _beside_clause(self, tree: Tree, clause: Clause) -> list[When]:
        """Return the day of a clause that stands outside it: 'on Sunday when they met', 'on Monday, shortly before they met'."""
        verb, home = clause.verb, clause.governor
        when = next((kid for kid in verb.of("advmod") if kid.lower == "when"), None)
        if when is not None and when.place:
            before = when.place - (2 if tree.words[when.place - 1].text == "," else 1)
            return [
                one for one, word in self.whens(tree) if one.end >= tree.words[before].end > one.start
            ]
        mark = next((kid for kid in verb.of("mark") if kid.lower in ("before", "after", "as")), None)
        soon = mark is not None and mark.place and tree.words[mark.place - 1].lemma in _SOON
        if home is None or not soon or clause.link != "advcl":
            return []
        return [one for one, word in self.whens(tree) if date_clause(word, self.of(tree)) is home]

    def day_before(self, tree: Tree, people: Sequence[str]) -> str | None:
        """Return the day of the meeting of the same people in the sentences before: 'They met on Monday. They agreed …'.

        A sentence with a day of its own has none of another, and no event in its past tense is needed twice.
        """
        if not people or self.whens(tree) or not any(one.tag in ("VBD", "VBN") for one in tree.words):
            return None
        for paragraph, end, day, present in reversed(self.held[-LOOKED_AT:]):
            if end <= tree.start and paragraph == tree.paragraph and tree.start - end < _NEAR:
                return day if set(people) <= present else None
        return None

    def only_planned(self, tree: Tree, when: When | None, noun: Word) -> bool:
        """Return whether a date is only that for which an event had been planned."""
        return any(
            one is when and self._planned_for(tree, word, noun) for one, word in self.whens(tree)
        )

    def _planned_for(self, tree: Tree, word: Word, noun: Word) -> bool:
        """Whether a date is that for which an event is planned: 'prepared a summit scheduled for April'."""
        home = date_clause(word, self.of(tree))
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
        home = date_clause(word, self.of(tree))
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

    def place(self, tree: Tree, clause: Clause | None, noun: Word | None = None) -> str | None:
        """Return the place of an event: 'in Lenz', 'the Paris meeting', 'there'; without a clause, of its noun alone."""
        roots = [*([noun] if noun is not None else []), *([clause.verb] if clause is not None else [])]
        for root in roots:
            if root is noun and not root.proper:
                for kid in root.of("compound", "nmod"):
                    if kid.proper and self._is_place(kid) and not self._is_topic(kid, root):
                        return self._named(kid)
            for word in sorted(self._under(root, clause), key=lambda one: one.place):
                if (
                    word.lower in _PLACES
                    and word.dep in ("prep", "agent")
                    and (
                        word.lower not in ("to", "from")
                        or root.lemma in word_lists("contacts")["visit-verb"]
                        or (root is noun and root.lemma in word_lists("contacts")["visit"])
                    )
                ):
                    for thing in word.of("pobj"):
                        if thing.proper and self._is_place(thing):
                            self.last_place = self._named(thing)
                            return self.last_place
        if any(kid.lower == "there" and kid.dep == "advmod" for root in roots for kid in (*root.kids,)):
            return self.last_place
        if clause is None:
            return None
        for but, where, name in zip(tree.words, tree.words[1:], tree.words[2:], strict=False):
            after = but.lower == "but" and but.place > clause.verb.place and where.lower in _PLACES
            if after and name.proper and name.head is where and self._is_place(name):
                return self._named(name)
        leads = [word for word in tree.words[:2] if word.lower == "in"]
        for word in leads:
            for thing in word.of("pobj"):
                if thing.proper and self._is_place(thing):
                    self.last_place = self._named(thing)
                    return self.last_place
        return None

    def _under(self, root: Word, clause: Clause | None) -> list[Word]:
        """Return prepositions that depend on a word, nested ones too, not those of other clauses."""
        found: list[Word] = []
        stack = list(root.kids)
        while stack:
            word = stack.pop()
            apart = word.verb and word.dep not in ("aux", "auxpass")
            if apart and not (word.dep == "xcomp" and clause is not None and root is clause.verb):
                continue
            found.append(word)
            topic = word.lower in _TOPIC or (word.lower in ("on", "over", "about") and root.noun)
            if topic and word.dep == "prep":
                continue
            if word.dep in (
                "prep",
                "pobj",
                "advmod",
                "dobj",
                "xcomp",
                "npadvmod",
                "attr",
                "prt",
                "agent",
                "dative",
                "acomp",
                "conj",
            ):
                stack += word.kids
        return found

    def _is_topic(self, word: Word, noun: Word) -> bool:
        """Whether a name before a noun is the subject of talks: 'the Chile peace talks', 'herring talks'."""
        key = self.cast.actor(word)
        country = (
            key is not None and self.cast.kind_of(key) == "state" and not self.cast.is_place(word.text)
        )
        return country or not word.text[:1].isupper()

    def _is_place(self, word: Word) -> bool:
        if word.text in _TEXTS:
            return False
        key = self.cast.actor(word)
        if key is not None:
            # of a country nobody knows, 'in Kesh' and 'Kesh proposed' may both be said
            country = self.cast.is_place(word.text) and not word.of("det", "poss")
            return self.cast.kind_of(key) == "state" or country
        return word.text not in listed("nobody") and word.tag.startswith("NNP")

    def _named(self, word: Word) -> str:
        first = word.place
        while (
            first > 0
            and word.sentence[first - 1].dep in ("compound", "nmod")
            and word.sentence[first - 1].text[:1].isupper()
            and word.sentence[first - 1].head is not None
            and word.sentence[first - 1].within(word)
        ):
            first -= 1
        text = self.document.text[word.sentence[first].start : word.end]
        following = word.sentence[word.place + 1] if word.place + 1 < len(word.sentence) else None
        if following is not None and following.text in ("-",) and following.start == word.end:
            match = re.match(r"[\w’'-]+", self.document.text[word.sentence[first].start :])
            text = match[0] if match else text
        whole = [one for one in prepositional(word, "of") if one.proper] if word.text in _LANDS else []
        return self.document.text[word.sentence[first].start : whole[0].end] if whole else text

    def to_come(self, edtf: str | None) -> bool:
        """Return whether a day is after that of the report, so that nothing of it can have happened."""
        start = (edtf or "..").split("/")[0]
        return self.published is not None and start > self.published.isoformat()[: len(start)]

    def of_clause(self, word: Word, tree: Tree) -> Clause | None:
        """Return the clause that a date belongs to."""
        return date_clause(word, self.of(tree))

    def is_day(self, word: Word) -> bool:
        """Return whether a word is part of a date."""
        at = bisect_left(self.dates, word.start + 1, key=lambda when: when.start) - 1
        return at >= 0 and self.dates[at].start <= word.start < self.dates[at].end

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
                and not any(self.is_day(thing) for thing in kid.of("pobj"))
            ):
                last = _end_of(kid, last)
        start, end = word.sentence[first].start, max(one.end for one in word.sentence[first : last + 1])
        words = self.document.text[start:end].strip(" ,")
        opened = words.rfind("“")
        if opened > 0 and "”" not in words[opened:]:
            closed = self.document.text.find("”", end, end + LONGEST_NAME)
            words = self.document.text[start : closed + 1] if closed > 0 else words
        return words if opened > 0 and words.endswith("”") else words.strip(' ,“”"')


def _end_of(preposition: Word, before: int) -> int:
    """Return where a phrase 'of …' ends that is part of a thing's name: at its noun, if more is told of that."""
    things = preposition.of("pobj")
    for last in (preposition.right, *(thing.place for thing in things[:1])):
        words = preposition.sentence[preposition.place : last + 1]
        if len(words) <= _LONGEST_OF and not any(one.verb for one in words):
            return last
    return before


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
