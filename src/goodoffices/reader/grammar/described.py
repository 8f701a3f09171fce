"""Noun phrases that may be somebody who takes part: a name, a body, people known by a common noun."""

from __future__ import annotations

import re

from goodoffices.reader.grammar.cast import Cast
from goodoffices.reader.grammar.commons import LOOSE, sorts_apart
from goodoffices.reader.grammar.contact_kinds import noun_kind
from goodoffices.reader.grammar.definite import LANDS
from goodoffices.reader.grammar.document import Document
from goodoffices.reader.grammar.namewords import adjective_at, listed, states
from goodoffices.reader.grammar.tree import Word, conjuncts, prepositional
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import Span

_BODIES = frozenset(
    (
        "government",
        "mediator",
        "authority",
        "leadership",
        "rebel",
        "crew",
        "commander",
        "fighter",
        "troop",
    )
)
"""Nouns of ``delegates`` for those who are parties themselves if nobody else is named."""
KIN = frozenset(("clan", "sub-clan", "tribe", "family", "faction", "militia"))
"""Nouns for groups of which each has a name of its own."""
_SENT = frozenset(("negotiators", "delegations", "teams", "sides", "camps"))
"""Plural nouns for those whom two sides send, or the sides themselves."""
_TWO = frozenset(("two", "2"))
_BEFORE = ("compound", "amod", "nmod", "poss")
_PEOPLE = re.compile(r"[a-z]{2}(?:ers|ors|ists|ians|men|women|hands|folk)$")
"""Endings of nouns for people: 'herders', 'editors', 'villagers'; exceptions are on the list ``nobody``."""


class Described:
    """Whether a noun phrase is somebody, and the actor that it names or describes."""

    def __init__(self, document: Document, cast: Cast) -> None:
        self.document, self.cast = document, cast

    def are_the_two(self, word: Word) -> bool:
        """Whether words stand for parties named before: 'they', 'both', 'the two sides', 'the parties'."""
        if word.lower in ("they", "them", "themselves", "both", "each", "neither"):
            return not prepositional(word, "of")
        before = {kid.lower for kid in word.of("det", "predet", "nummod", "cc", "preconj")}
        if word.tag == "CD":
            return word.lower in ("two", "pair") and "the" in before
        if not word.tag.startswith("NN") or any(kid.lower not in _TWO for kid in word.of("nummod")):
            return False
        if self._has_owners(word):
            bodies = word.tag == "NNS" and word.lemma.lower() in word_lists("contacts")["body"]
            return bodies and before >= {"the", "two"} and not self._owned_behind(word)
        if word.lower in ("pair", "duo"):
            return "the" in before
        if f"{word.lower}s" in word_lists("contacts")["sides"] and before & {"each", "either"}:
            return True
        between = word.dep == "pobj" and word.head is not None and word.head.lower == "between"
        if between and word.tag == "NNS" and "both" in before:
            return True
        if word.lower in word_lists("contacts")["sides"]:
            told = any(kid.tag != "VBN" for kid in word.of("acl", "relcl"))
            if "the" not in before and told:
                return False  # 'with countries that take part'
            return bool(before & {"the", "both", "two", "all"}) or not before
        two = "both" in before or before >= {"the", "two"}
        return two and word.tag == "NNS" and not _is_thing(word)

    def _owned_behind(self, word: Word) -> bool:
        """Whether words behind a noun or a possessor say whose or which it is."""
        return bool(prepositional(word, "of", "from", "for") or word.of("appos", "conj", "poss"))

    def _has_owners(self, word: Word) -> bool:
        return bool(
            prepositional(word, "of", "from", "for")
            or word.of("appos", "conj")
            or any(kid.of("conj") and kid.tag in ("NN", "NNP") for kid in word.of("compound", "nmod"))
            or [kid for kid in word.of("poss") if kid.tag != "PRP$"]
            or [
                kid
                for kid in word.of("compound", "amod", "nmod")
                if (kid.text[:1].isupper() and (kid.place or kid.text in states()[0]))
                or (kid.dep == "compound" and kid.lemma.lower() in word_lists("sorts"))
            ]
        )

    def _actor(self, word: Word) -> str | None:
        key = self.cast.actor(word)
        if key is None and word.place == 0 and word.tag == "NN":
            key = self.cast.known(word.text)  # a name at the head of a sentence, taken for a plain noun
        return None if key is None or self.cast.outlet(key) else key

    def _person(self, word: Word) -> str | None:
        key = self.cast.actor(word)
        return key if key is not None and self.cast.kind_of(key) == "person" else None

    def is_somebody(self, word: Word) -> bool:
        """Return whether a common noun is of a person: 'his rival', 'the mayor'."""
        lemma = word.lemma.lower()
        return lemma in word_lists("contacts")["human"] or lemma in listed("title")

    def is_envoy(self, word: Word) -> bool:
        """Return whether a noun phrase is of people who are received: a person, a body, envoys, not patients."""
        key = self._actor(word)
        if key is not None and (word.proper or self.cast.kind_of(key) == "person"):
            return True
        lemma = word.lemma.lower()
        delegate = lemma in listed("delegates") or lemma in word_lists("contacts")["office"]
        body = word.tag in ("NN", "NNP") and self.is_people(word)
        pronoun = word.tag == "PRP" and word.lower != "it"
        return delegate or body or pronoun or word.proper or self.are_the_two(word)

    def may_act(self, word: Word) -> bool:
        """Return whether a noun phrase may be somebody: a noun for people, or a name that is no thing's."""
        named = word.proper and word.text[:1].isupper() and word.text not in listed("thing")
        somebody = self.is_people(word) or self.are_the_two(word)
        return somebody or (named and word.text not in listed("nobody"))

    def _name(self, word: Word) -> list[str]:
        """Return an actor for a name that nothing else tells of: who takes part is somebody."""
        if word.text in listed("nobody") or word.lower in listed("nobody"):
            return []
        first = word.place
        while (
            first > 0
            and word.sentence[first - 1].within(word)
            and (word.sentence[first - 1].proper or word.sentence[first - 1].tag == "HYPH")
        ):
            first -= 1
        words = word.sentence[first : word.place + 1]
        if not word.text[:1].isupper() or self.cast.outlet_word(word):
            return []
        span = self._span(words)
        return [self.cast.noun(span.text, "organization", span)]

    def is_people(self, word: Word) -> bool:
        """Whether a common noun is of a body or a body of people: 'the museum', 'farmers', not 'an aide'."""
        if word.tag not in ("NN", "NNS", "NNP", "NNPS") or self.cast.outlet_word(word):
            return False
        lists, lemma = word_lists("contacts"), word.lemma.lower()
        several = word.lower == "parliaments"  # one parliament is an audience
        if (_is_thing(word) and not several) or word.lower == "bodies":
            return False  # 'bodies' of the dead, far more often than of states
        land = lemma in LANDS and word.tag == "NN" and any(kid.lower == "the" for kid in word.of("det"))
        if land or lemma in lists["body"] or word.lower in word_lists("sorts"):
            return True
        plural = word.tag in ("NNS", "NNPS")
        return plural and (
            lemma in lists["people"]
            or lemma in lists["human"]
            or _PEOPLE.search(word.lower) is not None
        )

    def _describe(self, word: Word, partner: bool = False) -> list[str]:
        """Return an actor known by a common noun: 'the students', 'elders of Rann', 'their union'."""
        if self.are_the_two(word) or word.lemma.lower() in ("counterpart", "colleague"):
            return []
        if any(kid.lower in ("each", "every", "no", "any", "either") for kid in word.of("det")):
            return []
        nobody = word.lower in word_lists("contacts")["nobody"] or self.cast.outlet_word(word)
        nobody = nobody or (word.tag == "NN" and _is_thing(word))  # 'the printer', not 'Western powers'
        if not self.is_people(word) and not (partner and not nobody and self._may_be_party(word)):
            return []
        if (
            word.lemma.lower() in listed("delegates")
            and word.lemma.lower() not in _BODIES
            and not prepositional(word, "of")
        ):
            leaders = self._leaders(word)
            if leaders or not self._of_a_group(word):
                return leaders
        body = word.tag == "NN" and word.lemma.lower() in word_lists("sorts")
        of = [
            one
            for one in prepositional(word, "of")
            if one.proper or (body and one.tag == "NNS" and self.is_people(one) and not one.of("conj"))
        ]
        words = self._words(word)
        if words == [word]:
            known = self.cast.called_before(word) or self.cast.bare(word)
            if known is not None:
                return [known]
        phrase = " ".join(one.text for one in words)
        trade = None if of else self.cast.by_trade(word.lemma.lower(), phrase)
        if trade is not None:
            return [trade]
        if of and of[0].right < word.sentence[-1].place:
            words = word.sentence[words[0].place : of[0].place + 1]
        span = self._span(words)
        plural = word.tag == "NNS" and word.lemma.lower() not in word_lists("contacts")["body"]
        plain = not words[0].proper and adjective_at(words[0]) is None
        name = lowered(span.text) if words[0].place == 0 and plain else span.text
        key = self.cast.noun(name, "group" if plural else "organization", span)
        self.cast.calls(word, key)
        return [key]

    def _two_sorts(self, word: Word) -> list[str]:
        """Return the two groups that two opposed adjectives tell apart: 'rich and developing nations'."""
        named = self._two_names(word)
        if named:
            return [self.cast.noun(one.text, "group", self._span([one])) for one in named]
        pair = sorts_apart(word)
        if not pair or not self.is_people(word):
            return []
        noun = word.sentence[pair[1].place + 1 : word.place + 1]
        end = self.document.text[noun[0].start : word.end]
        whole = [Span(one.start, word.end, self.document.text[one.start : word.end]) for one in pair]
        return [
            self.cast.noun(f"{one.lower} {end}", "group", span)
            for one, span in zip(pair, whole, strict=True)
        ]

    def _before_one_noun(self, word: Word) -> list[str]:
        """Return the two bodies told before one plural noun: 'the government and rebel groups'."""
        sides = word_lists("contacts")["sides"]
        if word.tag != "NNS" or (word.lower in sides and word.lower not in _SENT):
            return []
        for kid in word.of("nmod", "compound"):
            others = [one for one in kid.of("conj") if one.place < word.place] or _joined(word, kid)
            if len(others) != 1:
                continue
            one = others[0]
            body = (kid.tag == "NN" or kid.place == 0) and kid.lemma.lower() in word_lists("contacts")[
                "body"
            ]
            if not body or one.tag not in ("NN", "NNS"):
                continue
            first, noun = self._ruling(word, kid), one.lemma.lower()
            sent = word.lemma.lower() in listed("delegates") or word.lower in _SENT
            if sent and noun in word_lists("contacts")["people"]:
                return [*first, self.cast.noun(f"{noun}s", "group", self._span([one]))]
            if sent and noun in word_lists("contacts")["body"]:
                second = self.cast.called_before(one) or self.cast.bare(one)
                return [*first, second or self.cast.noun(noun, "organization", self._span([one]))]
            if self.is_people(word):
                phrase = self._span(word.sentence[one.left : word.place + 1])
                return [*first, self.cast.noun(phrase.text, "group", phrase)]
        return []

    def _ruling(self, word: Word, body: Word) -> list[str]:
        """Return the body before a noun that it shares its adjective with: Peru of 'the Peruvian government and rebel groups'."""
        adjectives = [*word.of("amod", "compound"), *body.of("amod", "compound")]
        before = [kid for kid in adjectives if kid.place < body.place]
        lands = [key for kid in before if (key := self.cast.adjective(kid))]
        lands += [key for one in prepositional(word, "of", "from") if (key := self._actor(one))]
        if lands:
            return lands[:1]
        known = self.cast.called_before(body) or self.cast.bare(body)
        return [known or self.cast.noun(body.lower, "organization", self._span([body]))]

    def _two_names(self, word: Word) -> list[Word]:
        """Return the two names before a noun for groups that are called so: 'the Degwa and Halba clans'."""
        if word.tag != "NNS" or word.lemma.lower() not in KIN:
            return []
        pairs = [conjuncts(kid) for kid in word.of("nmod", "compound", "amod") if kid.proper]
        return next((pair for pair in pairs if len(pair) == 2 and all(one.proper for one in pair)), [])

    def _may_be_party(self, word: Word) -> bool:
        """Whether a noun behind 'with' or 'between' is somebody: plural, or with an article or an owner."""
        if self.are_the_two(word) or noun_kind(word) is not None or prepositional(word, "between"):
            return False
        if word.tag == "NNS":
            return True
        owned = bool(word.of("poss"))
        return word.tag == "NN" and (owned or any(kid.lower == "the" for kid in word.of("det")))

    def _of_a_group(self, word: Word) -> bool:
        """Whether leaders are told by those they lead: 'opposition leaders', not 'senior leaders'."""
        led = word.lemma.lower() in (
            "leader",
            "commander",
            "chief",
            "representative",
            "envoy",
            "negotiator",
            "delegate",
            "official",
        )
        lists = word_lists("contacts")
        groups = lists["people"] | lists["body"] | {"strike", "protest"}
        return (
            led
            and word.tag == "NNS"
            and any(
                kid.tag in ("NN", "NNS") and kid.lemma.lower() in groups for kid in word.of("compound")
            )
        )

    def _leaders(self, word: Word) -> list[str]:
        """Return who leads a delegation, or who lead several: 'a team led by X', 'teams led by X and Y'."""
        led = [kid for kid in word.of("acl") if kid.lemma in ("lead", "head")]
        persons = [key for kid in led for one in prepositional(kid, "by") if (key := self._person(one))]
        return persons if word.tag == "NNS" else persons[:1]

    def _words(self, word: Word) -> list[Word]:
        """Return the words of a description: its noun and the modifiers before it, without articles and numbers."""
        kids = [
            kid
            for kid in word.of(*_BEFORE)
            if kid.place < word.place
            and kid.tag not in ("PRP$", "CD", "VBN", "VBG", "JJR", "JJS")
            and kid.lower not in LOOSE
        ]
        first = word.place
        while first > 0 and any(word.sentence[first - 1].within(kid) for kid in kids):
            first -= 1
        while word.sentence[first].tag in ("DT", "PRP$", "CD", "POS", "HYPH", ",", "IN", "RB"):
            first += 1
        return word.sentence[first : word.place + 1]

    def _span(self, words: list[Word]) -> Span:
        start, end = words[0].start, words[-1].end
        return Span(start, end, self.document.text[start:end])


def _is_thing(word: Word) -> bool:
    """Whether a noun is of no people, whatever its ending: 'rivers', 'flowers'."""
    things = word_lists("contacts")["nobody"] | listed("inanimate")
    return bool({word.lower, word.lemma.lower()} & things)


def lowered(words: str) -> str:
    """Return a description as it stands within a sentence."""
    return words[0].lower() + words[1:] if words[1:2].islower() else words


def _joined(word: Word, body: Word) -> list[Word]:
    """Return the noun behind the 'and' of a body if a parse hangs it on the noun of both: 'union and firm envoys'."""
    ands = [kid for kid in body.of("cc") if kid.lower == "and"]
    behind = word.sentence[ands[0].place + 1 : word.place] if ands else []
    return behind if len(behind) == 1 and behind[0].head is word else []
