"""Whom a definite description means: 'the airline', 'their union', 'the island nation', 'the companies'.

A description means a body of its sort. The sort of a body follows from its name ('Dock Union'), from a noun
beside it ('Tolm, a carrier') or from its deeds ('represents 3,000 pilots'). Of two bodies that may be
meant neither is, and the description stays an actor of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from goodoffices.reader.grammar.document import Document
from goodoffices.reader.grammar.drafts import Draft, slug
from goodoffices.reader.grammar.namewords import adjective_at, listed, states
from goodoffices.reader.grammar.naming import Naming
from goodoffices.reader.grammar.sort_words import (
    at_work,
    is_another,
    is_bare,
    is_head,
    is_named,
    is_no_union,
    joined_with,
    of_people,
    represented,
    shares_words,
    words_before,
)
from goodoffices.reader.grammar.standing import HELPING
from goodoffices.reader.grammar.tree import Word, prepositional
from goodoffices.reader.spelling import english
from goodoffices.reader.text import dateline
from goodoffices.reader.wordlists import word_lists

INDEFINITE = frozenset(("a", "an", "another", "any", "no", "every", "each"))
LANDS_IN = 30
"""Sentences before 'the country' in which states are looked for."""
LOOKED_AT = 200
"""Mentions before a noun, and actors called by the same noun, that are asked whether they are meant."""
_KNOWN = frozenset(("the", "its", "their", "this"))
_EMPLOYER = frozenset(("employer", "management"))
"""Nouns for whoever employs others: a firm, but also a university or a town."""
LANDS = frozenset(("country", "nation", "state", "republic", "kingdom", "monarchy", "sultanate"))
_RULING = frozenset(("government", "administration", "regime"))
_RULED = frozenset(("federal", "national", "central"))
"""Words before 'government' that do not tell whose it is."""
_INITIALS = re.compile(r"[A-Z]{3,7}")
"""A name that may be any body's: 'RFNP'."""


class Definite(Naming):
    """Actors by name, and the definite descriptions that mean them."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._commons: dict[str, list[str]] = {}
        """Actors known by a common noun only, by that noun."""
        self._heads: dict[str, list[Word]] = {}
        """The nouns that stand for each of them."""
        self._only: dict[str, tuple[int, str | None]] = {}
        """The only actor that a noun can mean, and the number of actors when it was asked for."""
        self._several: set[str] = set()
        """Nouns of which the text tells in the plural, 'both unions', so that one alone is not known."""
        for tree in document.trees:
            for word in tree.words:
                self._learn(word)

    def _learn(self, word: Word) -> None:
        """Note signs of the sort of a body in a sentence: it represents people at work; a state has a government."""
        if word.lemma == "represent" and word.verb:
            for body, people in represented(word):
                key = self.actor(body)
                if key is not None and self._drafts[key].body and at_work(people):
                    self._is(key, "union")
        if word.lower == "members":
            for kid in word.of("compound", "nmod"):
                key = self.actor(kid)
                if key is not None and self._may_be_union(key):
                    self._is(key, "union")  # '40,000 RFNP members'
        if word.tag == "NNS" and (word.of("nummod") or {"both", "all"} & words_before(word)):
            self._several.add(word.lemma.lower())
        if word.lower in _RULING:
            for key in self._whose(word):
                self._is(key, "government")

    def _is(self, key: str, sort: str) -> None:
        self._drafts[key].sorts |= {sort}
        self._note(key)

    def _whose(self, word: Word) -> list[str]:
        """Return the states whose government is told of: 'Peru's government', 'the Peruvian government'."""
        of = prepositional(word, "of")
        owners = [*of, *word.of("poss", "compound", "nmod", "amod")]
        owners += [kid for one in of for kid in one.of("amod", "compound")]  # 'of Peruvian President …'
        found = []
        for one in owners:
            state = adjective_at(one)
            key = self.actor(one) or (self._aliases.get(state[0]) if state is not None else None)
            if key is not None and self._drafts[key].kind == "state":
                found.append(key)
        return found

    # What one description means

    def definite(self, word: Word) -> str | None:
        """Return the organization or person that 'the union', 'the ministry', 'the mediator' stands for."""
        known = bool(_KNOWN & words_before(word))
        if known and word.lower in LANDS and not is_named(word):
            return self._land(word.start)
        body = None if is_another(word) else self._body_of_sort(word, known)
        if body is not None:
            return body
        another = bool(INDEFINITE & words_before(word))
        if word.lower in listed("title") and not another and not word.of("prep", "poss"):
            persons = list(islice(self._noted(("role", word.lower)), 2))
            if len(persons) > 1 and known:
                return next((key for key in self._ahead(word) if self._has_role(key, word.lower)), None)
            if len(persons) == 1:
                return persons[0][0]
        return None

    def bare(self, word: Word) -> str | None:
        """Return the only actor that a noun without an article can mean: 'talks between Tolm and union'."""
        known = word.tag == "NN" and not INDEFINITE & words_before(word)
        found = self.only(word.lemma.lower()) if known else None
        return None if found in self._beside_it(word) else found

    def only(self, noun: str) -> str | None:
        """Return the only actor of the text whom a bare noun can mean: 'union' in 'union officials'."""
        count = len(self._drafts)
        if noun not in self._only or self._only[noun][0] != count:
            self._only[noun] = (count, self._the_only(noun))
        found = self._only[noun][1]
        return found if found in self._drafts else None

    def _the_only(self, noun: str) -> str | None:
        if noun in self._several:
            return None
        if noun in _RULING:
            return self._only_ruled()
        sure = [key for key, draft in self._of_sort(noun) if draft.body]
        if len(sure) == 1:
            return sure[0]
        maybe = self._may_be(noun) if not sure else []
        return maybe[0] if len(maybe) == 1 else None

    def called_by(self, *nouns: str) -> list[str]:
        """Return the actors that the text knows by some common nouns only."""
        keys = (key for noun in nouns for key in self._commons.get(noun, ()))
        return list(dict.fromkeys(key for key in keys if key in self._drafts))

    def two_of_sort(self, word: Word) -> list[str]:
        """Return the two bodies that a plural noun stands for, the only of its sort so far: 'the companies'."""
        noun = word.lemma.lower()
        firm = noun in listed("firms")
        if (
            word.tag != "NNS"
            or not (firm or noun == "union")
            or not {"the", "both"} & words_before(word)
        ):
            return []
        if word.of("amod", "compound", "nmod", "poss", "prep", "relcl", "acl"):
            return []
        if any(kid.lower not in ("two", "2") for kid in word.of("nummod")):
            return []
        ahead = list(dict.fromkeys(self._ahead(word)))
        sure = {key for key, _ in self._of_sort("company" if firm else noun)}
        two = [key for key in ahead if key in sure]
        if len(two) < 2 and firm:
            two = [key for key in ahead if key in sure or self._unsorted(key)]
        return two[::-1] if len(two) == 2 else []

    # Whom a noun can mean in the whole text

    def _of_sort(self, noun: str) -> Iterator[tuple[str, Draft]]:
        """Yield the named actors of a sort, by their own names or by the words of the text on them."""
        names = frozenset(word_lists("sorts").get(noun, ()))
        firm = noun in listed("firms") or noun in _EMPLOYER
        told = (*listed("firms"), *listed("trading-firm")) if firm else (noun,)
        sorts = word_lists("sorts")
        own = names | sorts["company"] | sorts["airline"] if firm else names
        found = self._noted(*(("word", one) for one in own), *(("sort", one) for one in told))
        for key, draft in islice(found, LOOKED_AT):
            bloc = noun == "union" and is_no_union(draft.name)
            heads = any(is_head(sort, draft.name) for sort in own & draft.words)
            union = firm and self._speaks_for_work(draft)
            fits = (heads or bool(draft.sorts & set(told))) and not is_bare(draft)
            if fits and draft.name[:1].isupper() and not (bloc or union):
                yield key, draft

    def _speaks_for_work(self, draft: Draft) -> bool:
        """Whether a body speaks for people at work: 'Rail Workers Group' is no firm."""
        return "union" in draft.sorts or any(
            is_head(sort, draft.name) for sort in word_lists("sorts")["union"] & draft.words
        )

    def _may_be(self, noun: str) -> list[str]:
        """Return the bodies that a noun may mean though nothing tells of their sort."""
        if noun == "union":
            return [key for key in self._drafts if self._may_be_union(key)]
        if noun == "league":
            return [key for key in self._drafts if self._may_be_league(key)]
        if noun in listed("firms") or noun in _EMPLOYER:
            return [key for key in self._drafts if self._unsorted(key)]
        return []

    def _only_ruled(self) -> str | None:
        """Return the only state of whose government the text tells, the only state of the text, or that of its dateline."""
        lands = [key for key, draft in self._drafts.items() if draft.kind == "state"]
        ruled = [key for key in lands if "government" in self._drafts[key].sorts]
        if len(ruled) == 1 or not lands:
            return ruled[0] if ruled else self._at_home()
        return lands[0] if len(lands) == 1 and not ruled and not self._helps(lands[0]) else None

    def _at_home(self) -> str | None:
        """Return the state in whose capital a report was written, by its dateline: 'LIMA, June 4 - The union …'."""
        for line in self.document.text.split("\n", 3)[:3]:
            place = re.split(r"[,(:–—-]", line[: dateline(line)])[0].strip().title()
            state = states()[1].get(place)
            if state is not None:
                return self._state_named(state)
        return None

    def _helps(self, key: str) -> bool:
        """Whether a sentence that names an actor tells of help to others: the government is not its host's."""
        trees = self.document.trees
        at = {
            bisect_left(trees, start + 1, key=lambda one: one.start) - 1
            for start, _ in self._drafts[key].spans
        }
        return any(word.lemma.lower() in HELPING for one in at for word in trees[max(0, one)].words)

    def settle(self) -> None:
        """Let actors that are known by a common noun be the only named actors that these can mean."""
        meant: dict[str, str] = {}
        for key, draft in list(self._drafts.items()):  # the dateline may add its state
            named = self.only(draft.name.lower()) if is_bare(draft) else None
            if named is not None and named != key:
                meant[key] = named  # 'Management said no' at the head of a sentence
        for noun, keys in self._commons.items():
            for key in keys:
                named = self._named_for(noun, key)
                heads = self._heads.get(key, ())
                apart = any(named in self._beside_it(word) for word in heads)
                if named is not None and named not in keys and not apart:
                    meant[key] = named
        self._merge(meant)
        for noun, keys in self._commons.items():
            self._commons[noun] = list(dict.fromkeys(meant.get(key, key) for key in keys))

    def _named_for(self, noun: str, key: str) -> str | None:
        """Return the named actor for an actor that is known by a common noun and the words before it."""
        draft = self._drafts[key]
        words = draft.name.casefold().split()
        if draft.kind != "organization" or words[-1] != noun:
            return None
        if len(words) == 1 or (noun in _RULING and len(words) == 2 and words[0] in _RULED):
            return self.only(noun)
        return self.by_trade(noun, draft.name)

    def by_trade(self, noun: str, phrase: str) -> str | None:
        """Return the only union of a text, known by its initials, for 'a rail union'; not for 'the nurses union'."""
        named = self.only(noun) if noun == "union" and not of_people(phrase) else None
        short = named is not None and _INITIALS.fullmatch(self._drafts[named].name) is not None
        return named if short else None

    def _land(self, before: int) -> str | None:
        """Return the state that 'the island nation' is: the only one told of before, else the subject of the sentence before."""
        at = bisect_left(self.document.trees, before + 1, key=lambda one: one.start)
        trees = self.document.trees[max(0, at - LANDS_IN) : at]
        told = [
            (tree, word, land)
            for tree in trees
            for word in tree.words
            if word.start < before and (land := self._land_of(word)) is not None
        ]
        if len({land for *_, land in told}) == 1:
            return self._state_named(told[0][2])
        acting = [
            land
            for tree, word, land in told
            if trees[-2:-1] == [tree] and word.proper and word.dep in ("nsubj", "nsubjpass")
        ]
        return self._state_named(acting[0]) if acting else None

    def _land_of(self, word: Word) -> str | None:
        """Return the state that a word names or is an adjective of."""
        key = self.actor(word)
        if key is not None and self._drafts[key].kind == "state":
            return self._drafts[key].name
        of = adjective_at(word)
        return of[0] if of is not None else None

    def _state_named(self, state: str) -> str:
        """Return the actor of a state, new if need be."""
        key = self._aliases.setdefault(state, slug(state))
        self._drafts.setdefault(key, Draft(state, "state", words=frozenset(state.split())))
        return key

    # What one description means by the bodies before it

    def _sharing(self, word: Word, phrase: list[Word]) -> str | None:
        """Return the only body of its sort whose name has a word of a description: 'lamp workers union'."""
        noun = word.lower if word.lower in word_lists("sorts") else word.lemma.lower()
        if word.tag == "NNS":
            return None
        told = {one.lower.removesuffix("s") for one in phrase[:-1] if one.text.isalpha()}
        own = {one.text for one in phrase if one.text[:1].isupper() and one.place}
        sorts = (*word_lists("sorts").get(noun, ()), noun)
        firm = noun in listed("firms")
        names = [("word", name) for name in ([one.title() for one in told] if firm else sorts)]
        found = [
            key
            for key, draft in islice(self._noted(*names), LOOKED_AT)
            if draft.name[:1].isupper() and shares_words(draft.words, told, own)
        ]
        return found[0] if len(found) == 1 else None

    def _only_firm(self, word: Word) -> str | None:
        """Return the only firm of a text, named before, for 'the multinational shipping company'."""
        noun = word.lemma.lower()
        if noun not in listed("firms") or word.tag == "NNS" or "the" not in words_before(word):
            return None
        if is_another(word) or word.of("prep", "poss"):
            return None
        firms = [key for key, draft in islice(self._of_sort("company"), 2) if draft.words]
        return firms[0] if len(firms) == 1 and firms[0] in self._ahead(word) else None

    def _ahead(self, word: Word) -> Iterator[str]:
        """Yield the actors named before a word, the last first."""
        end = bisect_left(self._order, (word.start, ""))
        return (self._order[place][1] for place in range(end - 1, max(0, end - LOOKED_AT) - 1, -1))

    def in_office(self, office: str, before: int) -> list[str]:
        """Return the persons with an office who are named before a place of the text: both 'ministers'."""
        keys = (key for key, _ in self._noted(("role", office)))
        return [key for key in keys if min(self._drafts[key].spans, default=(before, 0))[0] < before]

    def _has_role(self, key: str, role: str) -> bool:
        draft = self._drafts[key]
        return draft.kind == "person" and role in (draft.role or "").lower().split()

    def _body_of_sort(self, word: Word, known: bool) -> str | None:
        """Return the organization of the sort that a noun names: by its own name, or by words beside it."""
        several = word.tag in ("NNS", "NNPS") and word.lower not in word_lists("sorts")
        noun = word.lower if word.lower in word_lists("sorts") else word.lemma.lower()
        names = word_lists("sorts").get(noun, frozenset())
        firm = noun in listed("firms")
        alike = frozenset(listed("firms")) if firm else frozenset((noun,))
        if several or (not names and noun not in listed("group") and not firm):
            return None
        joined = self._beside_it(word)

        def fits(key: str) -> bool:
            draft = self._drafts[key]
            own = any(is_head(sort, draft.name) for sort in names & draft.words)
            told = own or bool(alike & draft.sorts)
            bloc = noun == "union" and is_no_union(draft.name)
            return told and draft.body and key not in joined and not bloc

        before = self._ahead(word)
        earlier = next(filter(fits, before), None)
        if earlier is not None:
            another = any(key != earlier and fits(key) for key in before)
            return None if another else earlier
        plain = not (word.of("poss", "compound", "amod", "nmod") or word.of("prep"))
        if not plain or not known:
            return None
        told = self._noted(*(("word", one) for one in names), *(("sort", one) for one in alike))
        fitting = list(islice((key for key, _ in told if key not in joined and fits(key)), 2))
        if len(fitting) == 1:
            return fitting[0]
        if not firm and (noun not in ("union", "league") or self._commons.get(noun)):
            return None
        maybe = (
            self._unsorted if firm else self._may_be_union if noun == "union" else self._may_be_league
        )
        left = {key for key in self._ahead(word) if maybe(key)}
        return left.pop() if len(left) == 1 else None

    def _beside_it(self, word: Word) -> set[str | None]:
        """Return the actors that stand in a list with a noun or are named behind it in its sentence: others than it."""
        others = [one for one in word.sentence[word.place + 1 :] if one.proper and not one.within(word)]
        return {self.actor(one) for one in (*joined_with(word), *others)}

    def _may_be_union(self, key: str) -> bool:
        """Whether a body may be a union though it is named otherwise: 'the Lenz Teachers Association', 'RFNP'."""
        draft = self._drafts[key]
        initials = _INITIALS.fullmatch(draft.name) is not None and self._unsorted(key)
        initials = initials and not english().count(draft.name.lower())
        return draft.body and ("Association" in draft.words or initials)

    def _may_be_league(self, key: str) -> bool:
        """Whether a body is named by initials as leagues are: 'NHL'."""
        return (
            self._drafts[key].body and re.fullmatch("[A-Z]{2,3}L", self._drafts[key].name) is not None
        )

    def _unsorted(self, key: str) -> bool:
        """Whether an organization is known by a name that tells nothing of its sort."""
        draft = self._drafts[key]
        proper = bool(draft.words) and not (draft.words & listed("institution") or is_bare(draft))
        known = draft.name in listed("acronym") or draft.name in listed("alone")
        return draft.kind == "organization" and proper and not (draft.outlet or draft.sorts or known)
