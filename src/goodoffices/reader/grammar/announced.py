"""Whom the words beside a title or an adjective announce: 'ministers A of Peru and B of Chile', 'union leaders'."""

from __future__ import annotations

from goodoffices.reader.grammar.described import Described, lowered
from goodoffices.reader.grammar.namewords import listed
from goodoffices.reader.grammar.tree import Word, conjuncts, prepositional
from goodoffices.reader.wordlists import word_lists

RULING = frozenset(("government", "administration", "regime", "cabinet"))
"""Nouns for those who rule a state, and act for it."""
LONGEST_OFFICE = 9
"""Words between an owner and the name of whose office it is: 'Jordan's intelligence chief, Lina Farouk'."""
_COMPASS = frozenset(("North", "South", "East", "West", "Northern", "Southern", "Eastern", "Western"))
"""First words of names of two words: 'South Korean'."""


class Announced(Described):
    """Persons and bodies told by the words around a noun for people."""

    def _of_relative(self, word: Word) -> list[str]:
        """Return who is meant by 'whose' or 'the latter's' before an envoy."""
        if word.lower == "whose":
            verb = next((up for up in word.above() if up.dep == "relcl"), None)
            head = verb.head if verb is not None else None
            return [] if head is None else self.cast.behind(head)
        if word.lower not in ("latter", "former"):
            return []
        before = [key for one in word.sentence[: word.place] if (key := self._actor(one))]
        two = list(dict.fromkeys(reversed(before)))[:2]
        return two[:1] if word.lower == "latter" else two[1:]

    def _body_before(self, word: Word) -> list[str]:
        """Return the body whose leaders are named by it: 'union leaders', 'nurses' union officials'."""
        bodies = [
            kid
            for kid in word.of("compound")
            if kid.tag == "NN" and kid.lemma.lower() in word_lists("sorts")
        ]
        if not bodies:
            return []
        body = bodies[-1]
        lands = [key for kid in word.of("amod", "compound") if (key := self.cast.adjective(kid))]
        if body.lemma.lower() in RULING and len(lands) == 1:
            return lands  # 'the Peruvian government delegation'
        first = body.place
        while first > word.left and word.sentence[first - 1].tag in ("NN", "NNS", "POS", "NNP"):
            first -= 1
        span = self._span(word.sentence[first : body.place + 1])
        if first == body.place:
            noun = body.lemma.lower()
            known = self.cast.called_before(body) or self.cast.definite(body) or self.cast.only(noun)
            if known:
                return [known]
        name = lowered(span.text) if first == 0 else span.text
        key = self.cast.noun(name, "organization", span)
        self.cast.calls(body, key)
        return [key]

    def _beside(self, word: Word) -> list[str]:
        """Return the person named beside a title that has an owner between: 'his colleague from Peru, Ana Bell'.

        A parse hangs others who are named with her on that person: 'the chair of the party, A, and B'.
        """
        following = word.sentence[word.place + 1 : word.place + 2]
        if word.tag not in ("NN", "NNP") or not following:
            return []
        if following[0].lower not in ("of", "from", "for", "in"):
            return []
        if word.lemma.lower() not in listed("title") and word.lemma.lower() not in (
            "colleague",
            "envoy",
        ):
            return []
        after = word.sentence[word.place + 1 : max(word.right, word.place + 7) + 1]
        verb = next((n for n, one in enumerate(after) if one.verb), len(after))
        apart = [
            one
            for one in after[:verb]
            if one.place > word.place + 2
            and (one.dep in ("appos", "conj") or (one.dep == "pobj" and one.of("compound")))
        ]
        first = next((one for one in apart if self._person(one)), None)
        named = [] if first is None else [first]
        if first is not None and first.dep == "appos":
            named = conjuncts(first)
        return [key for one in named if (key := self._person(one))]

    def _acts_for(self, word: Word) -> bool:
        """Whether a person without a name stands for somebody: 'the envoy of Peru', 'Peru's foreign minister'."""
        return bool(prepositional(word, "of", "from", "for") or word.of("poss"))

    def by_adjective(self, word: Word) -> str | None:
        """Return the actor of an adjective: 'Swedish', or 'Osmari' in a text that names Osmar."""
        before = word.sentence[word.place - 1] if word.place else word
        whole = f"{before.text} {word.text}" if before.text in _COMPASS else word.text
        state = self.cast.adjective(word) if whole == word.text else None
        if state is not None:
            return state
        for cut in (1, 2, 3):
            stem = self.cast.known(whole[:-cut]) if word.text[:1].isupper() else None
            if stem is not None and self.cast.kind_of(stem) != "person" and len(whole) > cut + 3:
                return stem
        several = self.cast.known(f"{self._span(word.sentence[word.left : word.place + 1]).text}s")
        return self._actor(word) or (several if word.proper else None)

    def _owned(self, word: Word) -> str | None:
        """Return the person that stands behind a possessor: 'Chile's Ana Bell'."""
        after = word.sentence[word.place + 1 : word.place + LONGEST_OFFICE]
        if not after or after[0].tag != "POS":
            return None
        office = next(
            (n for n, one in enumerate(after) if one.verb or one.tag in ("CC", "WP")), len(after)
        )
        return next((key for one in after[1:office] if (key := self._person(one))), None)

    def _persons(self, word: Word) -> list[str]:
        """Return the persons that a plural noun announces: 'ministers A of Peru and B of Chile'."""
        if word.tag not in ("NNS", "NNPS") or word.lemma.lower() not in listed("title"):
            return []
        found: list[str] = []
        before = word
        first = word.sentence[word.place + 1 : word.place + 2]
        at_once = bool(first) and first[0].proper
        name: list[Word] = []
        last = max(word.right, _list_behind(word))
        for one in word.sentence[word.place + 1 : last + 2]:
            if one.proper and one.place <= last:
                name.append(one)
                continue
            if name and before.lower not in ("of", "from", "for", "in"):
                aside = any(up.lower == "to" for up in name[-1].above() if up.within(word))
                key = None if aside else self._person(name[-1])
                found += [key] if key else (self._name(name[-1]) if at_once and len(name) > 1 else [])
            if one.verb or one.tag in ("WP", "WDT"):
                break
            before, name = one, []
        return list(dict.fromkeys(found))


def _list_behind(word: Word) -> int:
    """Return the place where the names right behind a noun end, also if a parse hangs them elsewhere: 'leaders A and B'."""
    last = word.place
    for one in word.sentence[word.place + 1 :]:
        if not (one.proper or (one.lower in ("and", ",") and last > word.place)):
            break
        last = one.place if one.proper else last
    return last
