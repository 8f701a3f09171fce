"""The places of events: which name in a sentence tells where an event told there takes place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from goodoffices.reader.grammar.cast import Cast
from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.document import Document
from goodoffices.reader.grammar.namewords import listed
from goodoffices.reader.grammar.tree import Tree, Word, prepositional
from goodoffices.reader.wordlists import word_lists

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
_TOPIC = frozenset(("due", "because", "against", "despite", "amid", "concerning", "regarding"))
"""Prepositions behind which no place of the event stands: 'suspended due to fighting in the north'."""
_BUILDINGS = frozenset(
    (
        *(
            "hotel",
            "villa",
            "palace",
            "airport",
            "courthouse",
            "restaurant",
            "café",
            "cafe",
            "church",
            "monastery",
        ),
        *(
            "mosque",
            "school",
            "stadium",
            "suburb",
            "hospital",
            "barracks",
            "resort",
            "guesthouse",
            "hall",
            "inn",
        ),
    )
)
_PLACES = ("in", "at", "near", "outside", "inside", "to", "from", "into", "aboard")


@dataclass(slots=True)
class EventPlaces:
    """The names of places in a document, asked for the place of an event."""

    document: Document
    cast: Cast
    last: str | None = None
    """The place of the event told of last, which 'there' means."""

    def of(self, tree: Tree, clause: Clause | None, noun: Word | None = None) -> str | None:
        """Return the place of an event: 'in Lenz', 'the Paris meeting', 'there'; without a clause, of its noun alone."""
        roots = [*([noun] if noun is not None else []), *([clause.verb] if clause is not None else [])]
        for root in roots:
            if root is noun and not root.proper:
                for kid in root.of("compound", "nmod"):
                    if (
                        kid.proper
                        and self._is_place(kid)
                        and not (self._is_topic(kid) or _beside_hyphen(kid))
                    ):
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
                        town = thing if thing.proper else _town_of(thing)
                        if town is not None and self._is_place(town):
                            self.last = self._named(town)
                            return self.last
        if any(kid.lower == "there" and kid.dep == "advmod" for root in roots for kid in (*root.kids,)):
            return self.last
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
                    self.last = self._named(thing)
                    return self.last
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

    def _is_topic(self, word: Word) -> bool:
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
        behind = following is not None and following.lower == "of"
        whole = [one for one in prepositional(word, "of") if one.proper] if behind else []
        # 'the Ports of Tolm and Vell', but 'the Port of Tolm and Vell'
        last = whole[-1 if word.tag == "NNPS" else 0] if whole else None
        return text if last is None else self.document.text[word.sentence[first].start : last.end]


def _town_of(building: Word) -> Word | None:
    """Return the town whose name stands before a building: 'at a Doha hotel'."""
    if building.lemma.lower() not in _BUILDINGS:
        return None
    return next((kid for kid in building.of("compound", "nmod") if kid.proper), None)


def _beside_hyphen(word: Word) -> bool:
    """Whether a name is one of two that a hyphen joins: 'a Peru-Chile agreement' is not in Chile."""
    beside = (word.place - 1, word.place + 1)
    return any(word.sentence[at].text in ("-", "–") for at in beside if 0 <= at < len(word.sentence))
