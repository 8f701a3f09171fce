"""Whose envoys, officials or fighters somebody is: 'envoys of A and B', 'the Peruvian minister', 'rebels of the Hill Army'."""

from __future__ import annotations

from goodoffices.reader.grammar.announced import RULING
from goodoffices.reader.grammar.commons import IN_ARMS
from goodoffices.reader.grammar.named_together import Together
from goodoffices.reader.grammar.namewords import adjective_at, listed
from goodoffices.reader.grammar.sort_words import is_foreign
from goodoffices.reader.grammar.standing import bracketed, objects
from goodoffices.reader.grammar.tree import Word, conjuncts, prepositional
from goodoffices.reader.wordlists import word_lists

_PART_OF = RULING | {"management"}
"""Nouns for those who rule or run a state or a firm, and act for it."""


class Envoys(Together):
    """The actors whose envoys are told of."""

    def whose(self, word: Word) -> list[str]:
        """Return the state or body whose ministry or army somebody is: 'Peru's ministry' speaks for Peru."""
        owners = [one for kid in word.of("poss") for one in conjuncts(kid)]
        states = [key for one in owners for key in self.cast.behind(one)]
        return [key for key in states if self.cast.kind_of(key) == "state"]

    def _owners(self, word: Word) -> list[str]:
        """Return whose envoys they are: 'envoys of A and B', 'the delegations of the villagers'."""
        stem = word.lower.removesuffix("s")
        if word.lemma.lower() in IN_ARMS and not word.proper:
            army = [one for one in prepositional(word, "of", "from") if one.proper]
            if army:
                return [key for one in army for key in self._behind(one)]
        envoys = (listed("delegates"), word_lists("contacts")["office"])
        envoy = any(stem in words or word.lemma.lower() in words for words in envoys)
        envoy = envoy or stem in _PART_OF
        joined = [kid for kid in word.of("amod", "compound", "nmod") if kid.of("conj")]
        several = word.tag == "NNS" and word.lower in word_lists("contacts")["sides"] and joined
        if not envoy and not several:
            return []
        if word.lower == "rebels" or word.lemma.lower() in word_lists("contacts")["people"]:
            return []
        if any(self.cast.kind(kid) == "person" for kid in (word, *word.of("appos"))):
            return []
        if word.text in listed("institution") and self.cast.kind(word) == "organization":
            return []
        if word.lower == stem and word.lower in listed("title") and not self._acts_for(word):
            return []
        body = self._body_before(word) or self._against(word)
        if body:
            return body
        sent = any(kid.proper for kid in word.of("compound", "poss", "nmod"))
        whose = prepositional(word, *(("of", "from") if sent else ("of", "from", "for")))
        at_body = word.lemma.lower() in ("official", "manager", "executive", "leader")
        whose += prepositional(word, "at") if at_body and not whose else []
        equal = word.lemma.lower() in ("counterpart", "colleague")
        after = word.sentence[word.place + 1 : word.place + 3]
        whose += after[1:] if equal and after[0].lower == "in" and after[-1].proper else []
        whose += [one for one in word.of("compound", "amod") if equal and is_foreign(one)]
        whose += [one for kid in word.of("acl") if kid.lemma == "represent" for one in objects(kid)]
        whose += [
            kid for kid in word.of("appos") if kid.left and word.sentence[kid.left - 1].lower == "and"
        ]
        whose += [
            one
            for kid in word.of("poss", "nmod")
            for one in conjuncts(kid)
            if kid.tag != "PRP$" and not bracketed(kid)
        ]
        found = [key for one in whose for key in self._behind(one) or self._taking_part(one)]
        for kid in word.of("poss") if not found else ():
            found += self._of_relative(kid)
        if not found and any(kid.lower == "their" for kid in word.of("poss")):
            return self.pair(word.sentence[0].start)
        for kid in word.of("poss") if not found else ():
            found += self._pronoun(kid) if kid.lower == "its" else []
        adjectives = [one for kid in word.of("amod", "compound", "nmod") for one in conjuncts(kid)]
        if any(adjective_at(kid) for kid in adjectives):  # 'the Peruvian government delegation'
            adjectives = [kid for kid in adjectives if kid.lower not in RULING]
        found += [key for kid in adjectives if (key := self.by_adjective(kid))]
        if word.lemma.lower() in RULING:
            # the government of a president is sent, not the president
            bodies = [key for key in found if self.cast.kind_of(key) != "person"]
            persons = [one for one in whose if self._person(one)]
            lands = [kid for one in persons for kid in word.sentence[word.place + 1 : one.place]]
            lands = [kid for kid in lands if not self._person(kid)]
            found = bodies or [key for kid in lands if (key := self.by_adjective(kid))]
        return list(dict.fromkeys(found))

    def _taking_part(self, word: Word) -> list[str]:
        """Return an actor for sides told by what they do: 'representatives of countries taking part'."""
        does = word.tag == "NNS" and word.of("acl", "relcl")
        if not does or word.lower not in word_lists("contacts")["sides"]:
            return []
        return [self.cast.noun(word.text, "group", self._span([word]))]

    def _against(self, word: Word) -> list[str]:
        """Return those against a state whose envoys are told: 'Syrian opposition negotiators' are not Syria's."""
        for kid in word.of("compound", "nmod"):
            lemma = kid.lemma.lower()
            if kid.tag not in ("NN", "NNS") or not (
                lemma == "opposition" or lemma in listed("against")
            ):
                continue
            noun = kid.text if kid.tag == "NNS" or lemma == "opposition" else f"{kid.text}s"
            lands = [
                one for one in word.of("amod", "compound", "nmod") if adjective_at(one) is not None
            ]
            name = " ".join([*(one.text for one in lands if one.place < kid.place), noun])
            known = self.cast.known(name) or self.cast.known(noun)
            return [known or self.cast.noun(name, "group", self._span([kid]))]
        return []
