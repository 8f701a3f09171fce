"""Actors known by a common noun only: 'the union', 'villagers', 'the factory owners' body', 'the army of Selm'.

Nouns that act become actors when a document is taken up. Participants and speakers described by other nouns
are added later (``calls``, ``called``), and every later bare noun finds them here.
"""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Iterator

from goodoffices.reader.grammar.definite import INDEFINITE, LOOKED_AT, Definite
from goodoffices.reader.grammar.document import Document
from goodoffices.reader.grammar.drafts import Draft, slug
from goodoffices.reader.grammar.evidence import acts
from goodoffices.reader.grammar.namewords import adjective_at, listed
from goodoffices.reader.grammar.roles import is_person_noun
from goodoffices.reader.grammar.tree import Word, prepositional
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import ActorKind, Span

LOOSE = frozenset(
    (
        "new",
        "only",
        "remaining",
        "other",
        "same",
        "more",
        "many",
        "most",
        "several",
        "few",
        "first",
        "last",
        "own",
        "such",
        "various",
        "some",
        "further",
        "fellow",
    )
)
"""Adjectives that are no part of somebody's name."""


_JUST_NOW = frozenset(
    ("striking", "locked", "protesting", "agitating", "demonstrating", "stranded", "angry")
)
"""Words for passing deeds and sufferings: 'the locked-out players' are the players."""
_STATES = frozenset(
    ("be", "have", "lie", "stand", "become", "remain", "seem", "grow", "burn", "happen")
)
"""Verbs that tell how something is, which also towns and mills do."""
IN_ARMS = frozenset(("guerrilla", "rebel", "fighter", "militant", "insurgent", "soldier", "troop"))
"""Those of whom an army or a movement consists: 'the guerrillas of the River Army' are it."""
_NAMED_SORTS = frozenset(("union", "party", "movement", "militia", "company", "firm", "community"))
"""Nouns that stand behind the name of such a body: 'the Orvan party'."""
_TOWARDS = frozenset(("with", "from", "by", "between", "against"))
_WHOSE = frozenset(("family", "relative", "friend", "owner", "victim", "parent", "widow", "descendant"))
"""Nouns that tell too little without whose they are: 'families of detainees'."""

_ARMIES = frozenset(("army", "military", "navy", "junta"))
"""Bodies that are told apart from their state: 'the Congolese army'."""
_REBELS = frozenset(("rebel", "guerrilla", "insurgent"))
"""Those in arms before whom the name of a people or a creed often stands."""


class Commons(Definite):
    """Actors by name, and those parties that a report calls by a common noun."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._armed: set[str | None] = set()
        """Bodies of whose rebels or guerrillas the text has told; None for those of somebody else."""
        self._rebels: dict[str, list[str]] = {}
        """By a name, how the rebels are called before whom it stands: 'Maoist rebels'."""
        for tree in document.trees:
            for word in tree.words:
                if word.tag in ("NN", "NNS") and word.quotation is None and self.actor(word) is None:
                    named = self._named_behind(word) or self._named_before(word)
                    if named is not None:
                        self._of_word[id(word)] = named
                        continue
                    sort = common_sort(word)
                    if sort is not None and self._takes_part(word):
                        self._take(word, sort)
        self._call_rebels()
        self._order.sort()
        self.settle()

    def _call_rebels(self) -> None:
        """Call those in arms by their whole phrase if the name in it stands nowhere else: 'Maoist rebels', 'Hutu rebels'.

        It may be a people's or a creed's, and all of it are not in arms.
        """
        for key, phrases in self._rebels.items():
            name = self._drafts[key].name
            named = len(re.findall(rf"\b{re.escape(name.removesuffix('s'))}s?\b", self.document.text))
            if named == len(phrases) and name.isalpha() and not name.isupper():
                self._drafts[key].name = phrases[0]

    def _named_behind(self, word: Word) -> str | None:
        """Return the body whose name stands right behind its sort: 'the harbour company Norsk Havn'."""
        for kid in word.of("appos"):
            key = self.actor(kid) if kid.left == word.place + 1 else None
            if key is not None and self._drafts[key].kind == "organization":
                self._drafts[key].sorts |= {word.lemma.lower()}
                self._note(key)
                return key
        return None

    def _named_before(self, word: Word) -> str | None:
        """Return the body whose name stands before its sort: 'the Orvan party', 'Unite union', not 'the Ferrox union'.

        Those in arms are the body that they fight for: 'the Orvan guerrillas', 'rebels of the Hill Army'.
        """
        lemma = word.lemma.lower()
        armed = lemma in IN_ARMS and word.tag == "NNS"
        if lemma not in _NAMED_SORTS and not armed:
            return None
        whose = prepositional(word, "of") if armed else []
        for name in (*_before_sort(word), *whose):
            key = self.actor(name) or self._aliases.get(name.text)
            if key is None or not self._drafts[key].body:
                continue
            if armed:
                self._armed.add(key)
                if lemma in _REBELS and name.place == word.place - 1:
                    self._rebels.setdefault(key, []).append(f"{name.text} {word.text}")
            if lemma != "union" or self._is_union(key, word):
                self._drafts[key].sorts |= set() if armed else {lemma}
                self._note(key)
                return key
        if armed and (whose or word.of("amod", "compound", "nmod", "poss")):
            self._armed.add(None)
        return None

    def _is_union(self, key: str, word: Word) -> bool:
        """Whether a name before 'union' is the union's own, not its employer's: no article, or named so alone."""
        bare = not word.of("det", "poss")
        own = self._drafts[key].words & {"Union", "Association", "Federation"}
        own = own or self._drafts[key].sorts & {"union"}
        return bare or bool(own) or len(self._drafts[key].spans) == 1

    def _takes_part(self, word: Word) -> bool:
        """Whether a noun is known and does something: not 'a union', not 'the envoys of Peru'."""
        lemma = word.lemma.lower()
        if word.dep == "dobj" and lemma in listed("bodies") and lemma not in word_lists("sorts"):
            return False
        if word.dep in ("poss", "compound", "nmod", "amod") or not (acts(word) or _is_known(word)):
            return False
        if any(kid.lower in INDEFINITE for kid in word.of("det")) or sorts_apart(word):
            return False
        named = [kid for kid in word.of("poss", "compound", "amod", "nmod") if self.actor(kid)]
        adjective = any(adjective_at(kid) for kid in word.of("amod", "compound", "nmod"))
        return not named and (not adjective or lemma in _ARMIES)

    def _take(self, word: Word, sort: ActorKind) -> None:
        if self.two_of_sort(word):
            return
        phrase = common_phrase(word)
        if len(phrase) > 1:
            named = self._sharing(word, phrase) or self._only_firm(word)
        elif word.lemma.lower() in IN_ARMS and len(self._armed) == 1:
            named = next(iter(self._armed))  # None if they are of somebody else
        else:
            named = self.definite(word)
        if named is not None and self._drafts[named].kind == "organization":
            self._mention(named, phrase, word)
            return
        name = " ".join(self.document.text[phrase[0].start : phrase[-1].end].split())
        head = word.lemma.lower()
        alike = self._commons.setdefault(head, [])
        words = frozenset(name.casefold().split())
        key = next(
            (
                one
                for one in reversed(alike[-LOOKED_AT:])
                if len(phrase) == 1 or words <= frozenset(self._drafts[one].name.casefold().split())
            ),
            None,
        )
        if key is None:
            key = slug(name) or "actor"
            self._drafts.setdefault(key, Draft(name, sort))
            alike.append(key)
        self._mention(key, phrase, word)

    def _mention(self, key: str, phrase: list[Word], head: Word) -> None:
        start, end = phrase[0].start, phrase[-1].end
        self._drafts[key].spans[(start, end)] = self.document.text[start:end]
        insort(self._order, (start, key))
        self._of_word[id(head)] = key
        self._heads.setdefault(key, []).append(head)

    def called_before(self, word: Word) -> str | None:
        """Return the actor that a common noun stood for before, and note a mention; None if for none."""
        alike = self._commons.get(word.lemma.lower(), ())
        known = next(
            (
                key
                for key in reversed(alike)
                if any(start < word.start for start, _ in self._drafts[key].spans)
            ),
            None,
        )
        if known is not None:
            self._mention(known, [word], word)
        return known

    def calls(self, word: Word, key: str) -> None:
        """Remember the actor that a common noun stands for."""
        alike = self._commons.setdefault(word.lemma.lower(), [])
        if key in alike:
            alike.remove(key)
        alike.append(key)

    def called(self, word: Word, span: Span) -> str:
        """Return the actor that a common noun is for a speaker, new if need be."""
        definite = any(kid.lower in ("the", "its", "their") for kid in word.of("det", "poss"))
        known = self.called_before(word) if definite and len(common_phrase(word)) == 1 else None
        if known is not None:
            return known
        several = word.tag in ("NNS", "NNPS")
        key = self.noun(span.text, "group" if several else "unnamed", span)
        self.calls(word, key)
        self._of_word[id(word)] = key
        return key


def _before_sort(word: Word) -> Iterator[Word]:
    """Yield the word before a sort and the plain nouns of its phrase: 'Orvan' before 'dock workers union'."""
    place = word.place - 1
    while place >= 0 and word.sentence[place].text.islower() and word.sentence[place].noun:
        place -= 1
    words = word.sentence
    if place > 0 and words[place].text == ")":
        place = next((n for n in range(place, 0, -1) if words[n].text == "("), 0) - 1
    name = words[place] if place >= 0 else None
    members = any(one.tag == "NNS" for one in words[place + 1 : word.place])
    if members and name is not None and word.lemma.lower() == "union" and not name.text.isupper():
        return  # 'the Lenz machinists union': Lenz is where they work
    if name is not None and name.dep != "poss" and (name.within(word) or word.head is name):
        yield name


def _is_known(word: Word) -> bool:
    """Whether a noun stands for somebody told of as known who does anything at all: 'the province gave in'."""
    known = any(kid.lower in ("the", "its", "their") for kid in word.of("det", "poss"))
    top = word
    while top.dep == "conj" and top.head is not None:
        top = top.head
    above = top.head
    if not known or above is None:
        return False
    if top.dep == "pobj":
        return above.lower in _TOWARDS and word.lemma.lower() not in listed("seat")
    return above.verb and top.dep in ("nsubj", "nsubjpass", "dative") and above.lemma not in _STATES


def common_sort(word: Word) -> ActorKind | None:
    """Return the kind of actor that a common noun can be, None if none."""
    lemma = word.lemma.lower()
    if word.lower in ("parties", "sides"):
        return None
    if lemma in listed("delegates") - {"government", "authority", "rebel", "fighter", "crew", "member"}:
        return None
    if word.lower == "bodies":
        return None  # of the dead, far more often than of states
    if lemma in word_lists("sorts") or word.lower in word_lists("sorts") or lemma in listed("group"):
        return "organization"
    if lemma in listed("bodies") or word.lower in listed("bodies"):
        return "organization"
    people = (
        word.tag == "NNS" and lemma not in listed("unnamed-official") and lemma not in listed("outlets")
    )
    if people and (lemma in listed("people") or is_person_noun(word)):
        return "group"
    return None


def common_phrase(word: Word) -> list[Word]:
    """Return the words that somebody is called by a noun: its modifiers, and 'of' with a name."""
    first = word.place
    for kid in reversed(word.kids):
        if kid.place < word.place and kid.dep in ("compound", "amod", "nmod", "poss", "punct"):
            just_now = kid.lower in _JUST_NOW
            if kid.tag in ("PRP$", "JJR", "JJS", ",", ":") or kid.lower in LOOSE or just_now:
                break
            inner = word.sentence[kid.left : kid.place + 1]
            while inner and (inner[0].tag in ("DT", "PRP$") or inner[0].lower in LOOSE):
                inner = inner[1:]
            first = inner[0].place if inner else first
        elif kid.place < word.place and kid.dep not in ("det", "case"):
            break
    last = word.place
    for kid in word.of("prep"):
        things = kid.of("pobj")
        if kid.lower != "of" or kid.place != word.place + 1 or not things:
            continue
        if word.lemma.lower() in _WHOSE and not any(
            one.verb for one in word.sentence[kid.place : kid.right]
        ):
            last = kid.right
        elif things[0].proper:
            last = things[0].place
    return word.sentence[first : last + 1]


def sorts_apart(word: Word) -> list[Word]:
    """Return the two adjectives of a plural noun that are of two groups: 'rich and poor nations', 'large and small farmers'."""
    for kid in word.of("amod") if word.tag == "NNS" else ():
        pair = [kid, *kid.of("conj")]
        if len(pair) == 2 and {one.lower for one in pair} <= word_lists("contacts")["sorted"]:
            return pair
    return []
