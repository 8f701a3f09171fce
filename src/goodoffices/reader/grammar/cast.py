"""The cast of a dispatch: the actor behind a noun phrase, a pronoun or 'the union'."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.commons import Commons, common_phrase, common_sort
from goodoffices.reader.grammar.document import Document
from goodoffices.reader.grammar.drafts import Draft, free_id, slug
from goodoffices.reader.grammar.namewords import adjective_at, listed
from goodoffices.reader.grammar.roles import is_person_noun
from goodoffices.reader.grammar.tree import FINITE, Tree, Word, conjuncts, prepositional
from goodoffices.record.entries import ActorKind, Anonymity, Span

_TITLED_AUTHOR = re.compile(
    r"(?:[Tt]he\s)?(?P<role>[^,]{3,80}),\s(?P<name>[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w.’'-]*){1,3})"
)
"""'the Facilitator for the Lakes, Ana Bell', over a text in the first person."""


_PEOPLE = frozenset(("man", "woman", "boy", "girl", "survivor", "student", "victim", "teenager"))
_MEDIATORS = frozenset(("mediator", "facilitator", "conciliator", "arbitrator"))
_NOTABLES = frozenset(
    ("elder", "chieftain", "dignitary", "notable", "cleric", "bishop", "priest", "imam")
)
"""People who often help others to settle, and are seldom named."""
_SETTLING = frozenset(
    ("mediate", "broker", "persuade", "convince", "negotiate", "intervene", "intercede", "reconcile")
)
_MEANS = frozenset(("mediation", "patronage", "auspices", "aegis", "intercession", "help"))


class Cast(Commons):
    """The actors of a document; every noun phrase can be asked who is behind it."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._subjects: dict[int, list[list[Word]]] = {}
        self._unnamed: dict[int, str] = {}
        """Somebody without a name who acts or speaks, by the identity of the noun's word."""
        self.author = self._author()
        self.authors = self._authors()

    def _author(self) -> str | None:
        """Return the actor who writes in the first person: the name in 'Statement by X', else the rank given there."""
        place = self.document.layout.author
        if place is None:
            return None
        named = self.inside(*place)
        persons = [key for key in named if self._drafts[key].kind == "person"]
        words = self.document.text[place[0] : place[1]]
        if persons or len(named) == 1 or (named and " and " in words):
            return (persons or named)[0]
        titled = _TITLED_AUTHOR.fullmatch(words)
        if titled is not None:
            at = place[0] + titled.start("name")
            name = titled["name"]
            key = self.noun(name, "person", Span(at, at + len(name), name))
            self._drafts[key].role = titled["role"]
            self._note(key)
            self._surnames.setdefault(name.rpartition(" ")[2], key)
            return key
        bare = re.sub(r"^(?:the|The)\s", "", words)
        body = re.match(r"[^,]*?\b(?:Ministry|Government|Council|Commission|Embassy|Office)s?\b", bare)
        sort: ActorKind = "organization" if body else "person"
        return self.noun(bare, sort, Span(place[1] - len(bare), place[1], bare))

    def _authors(self) -> list[str]:
        """Return all who write in the first person: the persons named, else the bodies of a joint statement."""
        place = self.document.layout.author
        if place is None or self.author is None:
            return []
        named = self.inside(*place)
        persons = [key for key in named if self._drafts[key].kind == "person"]
        joint = named if self.author in named and " and " in self.document.text[slice(*place)] else []
        return list(dict.fromkeys([self.author, *(persons or joint)]))

    def person_of_label(self, label: str, span: Span, role: str | None = None) -> str:
        """Return the person that a turn of a transcript names: 'BRANDT' is Ms Brandt."""
        words = label.title() if label.isupper() else label
        known = self._surnames.get(words) or self._surnames.get(words.rpartition(" ")[2])
        key = known or slug(words) or "actor"
        self._drafts.setdefault(key, Draft(words, "person"))
        self._surnames.setdefault(words, key)
        self._drafts[key].spans[(span.start, span.end)] = span.text
        self._drafts[key].role = self._drafts[key].role or role
        return key

    def may_be(self, key: str, pronoun: str) -> bool:
        """Return whether a person may be 'he' or 'she': not one whose title or given name tells otherwise."""
        draft = self._drafts[key]
        return draft.kind == "person" and (draft.gender is None or draft.gender == pronoun)

    def mediates(self, key: str) -> bool:
        """Return whether an actor is known as a mediator: by the role or the name it has."""
        draft = self._drafts[key]
        words = f"{draft.role or ''} {draft.name}".lower().split()
        return any(word.removesuffix("s") in _MEDIATORS for word in words)

    def name_helpers(self) -> None:
        """Make those actors who help without a name: 'tribal elders'; 'the facilitator', if nobody with a name is."""
        for tree in self.document.trees:
            for word in tree.words:
                if word.lemma.lower() in _NOTABLES and word.tag == "NNS" and _settles(word):
                    phrase = common_phrase(word)
                    start, end = phrase[0].start, phrase[-1].end
                    self.noun(
                        self.document.text[start:end],
                        "group",
                        Span(start, end, self.document.text[start:end]),
                    )
        if any(self.mediates(key) for key in self._drafts):
            return
        for tree in self.document.trees:
            for word in tree.words:
                helper = word.lemma.lower().removesuffix("s") in _MEDIATORS and word.tag in (
                    "NN",
                    "NNS",
                )
                if helper and word.quotation is None and _acts(word):
                    self.described(word)
                    return

    def body(self, word: Word) -> str | None:
        """Return the organization, group or state that a noun phrase is, new if need be."""
        key = self.actor(word)
        if key is not None:
            return key if self._drafts[key].kind in ("organization", "state") else None
        if common_sort(word) == "organization" and word.sentence[word.left].lower in (
            "the",
            "its",
            "their",
        ):
            phrase = common_phrase(word)
            words = self.document.text[phrase[0].start : phrase[-1].end]
            return self.definite(word) or self.called(
                word, Span(phrase[0].start, phrase[-1].end, words)
            )
        return None

    def last_subject(
        self,
        tree: Tree,
        clauses: dict[int, list[Clause]],
        kinds: tuple[ActorKind, ...] = ("person",),
        pronoun: str | None = None,
    ) -> str | None:
        """Return the actor of a kind that was the subject of a sentence last before this sentence."""
        trees = self.document.trees
        at = bisect_left(trees, tree.start, key=lambda one: one.start)
        for other in reversed(trees[max(0, at - 4) : at]):
            for acting in self._acting(other, clauses):
                key = next(filter(None, (self._of_word.get(id(word)) for word in acting)), None)
                key = key or self._unnamed.get(id(acting[0]))
                if key is None:
                    if pronoun is not None and _is_person(acting[0], pronoun):
                        return self.described(acting[0])
                    continue
                draft = self._drafts[key]
                if draft.outlet or draft.kind not in (
                    kinds if pronoun is None else (*kinds, "unnamed")
                ):
                    continue
                if pronoun is None or draft.kind == "unnamed" or self.may_be(key, pronoun):
                    return key
        return None

    def unnamed(self, word: Word, span: Span) -> str:
        """Return the actor of a speaker without a name, whom a pronoun may mean later."""
        key = self.noun(re.sub(r"^[Tt]he\s", "", span.text), "unnamed", span)
        self._unnamed[id(word)] = key
        return key

    def named_once(self, word: Word, span: Span, kind: ActorKind) -> str:
        """Return the actor of a name that is known for nothing but that somebody of it speaks."""
        key = self.noun(span.text, kind, span)
        self._of_word.setdefault(id(word), key)
        return key

    def described(self, word: Word) -> str:
        """Return the actor of somebody without a name: 'a senior aide', 'Orland's defence minister'."""
        phrase = common_phrase(word)
        start, end = phrase[0].start, phrase[-1].end
        words = self.document.text[start:end]
        return self.unnamed(word, Span(start, end, words))

    def _acting(self, tree: Tree, clauses: dict[int, list[Clause]]) -> list[list[Word]]:
        """Return the subject of each clause of a sentence, that of its main verb first, and the names beside it.

        A person by whom a thing was done stands for a thing: 'the view was shared by Bell'. A sentence is asked for by
        each pronoun in the four after it, so they are kept.
        """
        if id(tree) not in self._subjects:
            told = sorted(clauses.get(id(tree), ()), key=lambda clause: clause.verb.head is not None)
            self._subjects[id(tree)] = [
                [
                    one.subjects[0],
                    *one.subjects[0].of("appos"),
                    *(one.with_("by") if one.passive else ()),
                ]
                for one in told
                if one.subjects
            ]
        return self._subjects[id(tree)]

    def person_above(self, word: Word, pronoun: str) -> str | None:
        """Return the person of a pronoun that is the subject of a verb above its own: 'Bell let it be known that she …'.

        So is that of a clause before the pronoun's own: 'Although Bell was hopeful, she …'.
        """
        verbs = [up for up in word.above() if up.verb]
        opening = verbs[0].of("advcl") if verbs and word.dep in ("nsubj", "nsubjpass") else []
        verbs = verbs if word.dep in ("nsubj", "nsubjpass", "poss") else verbs[1:]
        for verb in [*verbs, *(one for one in opening if one.place < word.place)]:
            for subject in verb.of("nsubj", "nsubjpass"):
                key = self.actor(subject) if subject.place < word.place else None
                if key is not None and self.may_be(key, pronoun):
                    return key
        return None

    def last_person(
        self, before: int, pronoun: str | None = None, others: Collection[str] = ()
    ) -> str | None:
        """Return the person named last before a place of the text who is none of some others."""
        return self._last(before, ("person",), pronoun, others)

    def persons_before(self, before: int) -> list[str]:
        """Return the persons named before a place of the text, in order."""
        ahead = self._order[: bisect_left(self._order, (before, ""))]
        return list(dict.fromkeys(key for _, key in ahead if self._drafts[key].kind == "person"))

    def last_body(self, before: int) -> str | None:
        """Return the organization, group or state named last before a place of the text."""
        return self._last(before, ("organization", "group", "state"))

    def _last(
        self,
        before: int,
        kinds: Iterable[ActorKind],
        pronoun: str | None = None,
        others: Collection[str] = (),
    ) -> str | None:
        at = bisect_left(self._order, (before, ""))
        for start, key in reversed(self._order[max(0, at - 30) : at]):
            if before - start > 1500:
                return None
            fits = key not in others and (pronoun is None or self.may_be(key, pronoun))
            if self._drafts[key].kind in kinds and not self._drafts[key].outlet and fits:
                return key
        return None

    def together(self, word: Word) -> list[Word]:
        """Return a word and the names that stand in a list with it: 'A, B and C'."""
        return self._beside.get(id(word), [word])

    def behind(self, word: Word) -> list[str]:
        """Return the actors who take part if a noun phrase does: its name, else whose envoys or officials it is."""
        key = self.actor(word)
        if key:
            return [] if self._drafts[key].outlet else [key]
        for kid in word.of("appos"):
            found = self.actor(kid)
            if found and self._drafts[found].kind in ("person", "organization"):
                return [found]
        if word.lower in ("he", "she", "him", "her", "his"):
            pronoun = "he" if word.lower in ("he", "him", "his") else "she"
            person = self.person_above(word, pronoun) or self.last_person(word.start, pronoun)
            return [person] if person else []
        if word.lower == "it":
            body = self.last_body(word.start)
            return [body] if body else []
        if word.lower in ("we", "us"):
            return self.authors
        if word.lower in ("i", "me") and self.author:
            return [self.author]
        if word.tag.startswith("NN") and (
            word.lemma.lower() in listed("delegates")
            or word.lower in listed("delegates")
            or word.lemma.lower() in listed("unnamed-official")
        ):
            found_here = self.owners(word)
            if word.lemma.lower() in listed("against"):
                found_here = [key for key in found_here if self._drafts[key].kind != "state"]
            if found_here:
                return found_here
        if word.tag.startswith("NN"):
            definite = self.definite(word)
            if definite and not word.of("prep"):
                return [definite]
        return []

    def owners(self, word: Word) -> list[str]:
        """Return the actors whose somebody is: 'envoys of Peru and Chile', 'Swedish envoys', 'Peru's delegation'."""
        found: list[str] = []
        for thing in prepositional(word, "of", "from", "for"):
            key = self.actor(thing)
            if key:
                found.append(key)
        for kid in word.of("poss", "compound", "amod", "nmod"):
            for one in conjuncts(kid):
                key = self.actor(one) or self.adjective(one)
                if key:
                    found.append(key)
        return list(dict.fromkeys(found))

    def adjective(self, word: Word) -> str | None:
        """Return the state of an adjective such as 'Swedish'; it becomes an actor."""
        found = adjective_at(word)
        if found is None:
            return None
        state, words = found
        key = self._aliases.get(state)
        if key is None:
            key = free_id(slug(state), state, self._drafts)
            self._drafts[key] = Draft(state, "state", words=frozenset(state.split()))
            self._aliases[state] = key
        start, end = words[0].start, word.end
        self._drafts[key].spans[(start, end)] = self.document.text[start:end]
        self._of_word[id(word)] = key
        return key

    def anonymity(self, word: Word) -> Anonymity | None:
        """Return how a speaker who is not named is known; None if the noun tells nothing of it."""
        for kind in ("unnamed-official", "unnamed-source"):
            if word.lemma.lower() in listed(kind) or word.lower in listed(kind):
                return kind
        return None


def _acts(helper: Word) -> bool:
    """Return if somebody who helps does so here, or is told of as known: 'with the help of mediators', 'the mediator said'."""
    verb = helper.head
    told = verb is not None and (verb.tag in FINITE or any(kid.tag in FINITE for kid in verb.of("aux")))
    return helper.dep in ("pobj", "poss") or (helper.dep in ("nsubj", "nsubjpass") and told)


def _settles(people: Word) -> bool:
    """Return whether people do what helps others: 'elders persuaded', 'mediated by elders', 'under the patronage of elders'."""
    verb = people.head
    if verb is None or people.quotation is not None:
        return False
    if people.dep == "pobj" and verb.head is not None:
        return verb.head.lemma.lower() in (_SETTLING if verb.lower == "by" else _MEANS)
    return people.dep == "nsubj" and verb.lemma.lower() in _SETTLING


def _is_person(word: Word, pronoun: str) -> bool:
    """Return whether a common noun is of one person who may be 'he' or 'she': 'the minister', not 'a spokesman' for 'she'."""
    other = listed("he" if pronoun == "she" else "she")
    if word.tag != "NN" or word.lower in other:
        return False
    unnamed = listed("unnamed-official") | listed("unnamed-source")
    return is_person_noun(word) or word.lower in unnamed or word.lower in _PEOPLE
