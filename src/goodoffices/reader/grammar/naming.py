"""Which names of a dispatch are actors, and of what kind; variants of a name become one actor."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice

from goodoffices.reader.grammar.document import Document
from goodoffices.reader.grammar.drafts import Drafts, slug
from goodoffices.reader.grammar.evidence import Evidence, acts, sorts_beside, weighed
from goodoffices.reader.grammar.names import Name, is_traded, names_in
from goodoffices.reader.grammar.names_together import coordinated, with_persons_apart
from goodoffices.reader.grammar.namewords import COMPASS, listed, states
from goodoffices.reader.grammar.roles import (
    is_short_title,
    is_title,
    of_noun,
    role_ahead,
    role_beside,
    text_of,
)
from goodoffices.reader.grammar.shared_roles import shared_roles
from goodoffices.reader.grammar.short_names import short_names
from goodoffices.reader.grammar.state_adjectives import state_of, stems
from goodoffices.reader.grammar.told_roles import is_office, role_told, speaks
from goodoffices.reader.grammar.tree import Tree

_BRACKETS = re.compile(
    r"\s?\((?:the\s|or\s|known as\s(?:the\s)?)?[“\"‘]?([A-Z][A-Za-z0-9&.-]{1,9})[”\"’]?\)"
)
_RANKS = frozenset(
    (
        "general",
        "colonel",
        "captain",
        "major",
        "admiral",
        "commander",
        "lieutenant",
        "brigadier",
        "marshal",
        "sergeant",
        "prince",
        "princess",
        "sheikh",
        "elder",
        "father",
        "sister",
        "brother",
        "professor",
        "rear",
        "vice",
        "private",
        "monsignor",
        "gen",
        "col",
        "lt",
        "maj",
        "brig",
        "adm",
        "capt",
        "sgt",
        "cmdr",
        "reverend",
    )
)
"""Titles beside which an office tells more: 'the chief of staff, General Ana Bell'."""


class Naming(Drafts):
    """Actors from the names in every sentence of a document."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._places: set[str] = set()
        self._initials: dict[str, str] = {}
        """Initials in brackets behind the name of a body, by its id."""
        found = [(tree, name) for tree in document.all_trees() for name in names_in(tree)]
        found = list(with_persons_apart(found))
        self._beside = coordinated(found)
        self._find_places(found)
        body = [
            (tree, name)
            for tree, name in found
            if document.passage(tree).sort != "heading"
            or not _titled_case(tree)
            or document.layout.wrote(name.words[0].start)
        ]
        self._read_names(body)
        self._shorten()
        self._read_known(found)
        self._order.sort()
        self._introduce(found)

    def _shorten(self) -> None:
        """Let a short name stand for the only body that it can be of."""
        merged, shorts = short_names(self._drafts, self._places, self._initials)
        self._merge(merged)
        for short, key in shorts.items():
            self._aliases.setdefault(short, key)

    def _find_places(self, found: list[tuple[Tree, Name]]) -> None:
        """Note names that stand after 'in', 'at' or 'to' and do nothing: places."""
        for _, name in found:
            above = name.head.head
            if name.kind is not None or name.head.dep != "pobj" or above is None:
                continue
            towards = (
                above.lower == "to" and above.head is not None and above.head.lemma in listed("goes")
            )
            if towards or above.lower in listed("place") - {"between", "from", "to"}:
                self._places.add(name.text)

    def _read_names(self, found: list[tuple[Tree, Name]]) -> None:
        """Take in persons with a role, organizations and states, then names that only their use explains."""
        for tree, name in found:
            if name.kind == "person" and (" " in name.text or name.text not in self._surnames):
                self._person(name, self._role(tree, name))
        self._share_roles(found)
        for _, name in found:
            if name.kind == "organization":
                key = self._add(name.text, "organization", name, outlet=name.outlet)
                self._sort(key, name)
                self._bracketed(name)
            elif name.kind == "state" and not name.place:
                self._state(name)
        unknown: dict[str, list[tuple[Tree, Name]]] = {}
        for tree, name in found:
            if name.kind is None and not _is_seat(tree, name):
                unknown.setdefault(name.text, []).append((tree, name))
        lone = {
            name.text
            for _, name in found
            if " " not in name.text
            and name.head.dep in ("nsubj", "nsubjpass", "poss", "dobj", "dative", "conj")
        }
        unknown_stems = stems(unknown)
        for text in list(unknown):
            state = state_of(text, unknown_stems, unknown)
            if state is not None:
                unknown[state] += unknown.pop(text)
        for text in sorted(unknown, key=lambda text: " " not in text):
            self._unknown(text, unknown[text], lone)
        for _, name in found:
            if name.kind == "state" and name.place:
                self._capital(name)

    def _role(self, tree: Tree, name: Name) -> str | None:
        first = name.first if name.first >= 0 else name.words[0].place
        words, last = tree.words, name.words[-1].place
        told = re.split(r"[\s-]", (name.role or "").lower().replace(".", ""))
        if name.role is not None and not set(told) <= _RANKS:
            past = told[0] in ("former", "ex", "then")
            ahead = None if past else role_ahead(words, first, last, name.head)
            known = ahead is None or ahead.lower() in name.role.lower()
            return name.role if known else f"{ahead}, {name.role}"
        beside = role_beside(words, first, last, name.head)
        if beside and name.role and name.role.lower() not in beside.lower():
            return f"{name.role}, {beside}"
        return beside or name.role or role_told(words, first, last, name.head)

    def _share_roles(self, found: list[tuple[Tree, Name]]) -> None:
        """Give a role in the plural to all its persons: 'Foreign ministers Ana Bell of Peru and Lars Holm'."""
        for name, role in shared_roles(found):
            if name.text not in self._places:
                self._person(name, role)
                name.kind = "person"
                key = self._of_word[id(name.words[0])]
                self._drafts[key].role = role
                self._note(key)

    def _introduce(self, found: list[tuple[Tree, Name]]) -> None:
        """Give a person who speaks first by name the office that spoke just before: 'its mayor said. Ana Bell said …'."""
        seen: set[str] = set()
        last = -1
        for tree, name in found:
            key = self.actor(name.head)
            if key is None or self._drafts[key].kind != "person":
                continue
            first = key not in seen and min(self._drafts[key].spans)[0] == name.words[0].start
            seen.add(key)
            if first and self._drafts[key].role is None and " " in name.text and speaks(name.head):
                self._drafts[key].role = self._office_before(tree, last)
                self._note(key)
            last = name.words[0].start

    def _office_before(self, tree: Tree, after: int) -> str | None:
        """Return the office that spoke without a name in the two sentences before, behind a place of the text."""
        trees = self.document.trees
        at = bisect_left(trees, tree.start, key=lambda one: one.start)
        for other in reversed(trees[max(0, at - 2) : at]):
            for word in reversed(other.words):
                if word.start > after and self.actor(word) is None and is_office(word) and speaks(word):
                    return text_of(of_noun(other.words, word)) or None
        return None

    def _read_known(self, found: list[tuple[Tree, Name]]) -> None:
        """Take in every other mention of an actor that is known by now, headings' too."""
        for _, name in found:
            if self.actor(name.head) is None:
                key = self._known(name.text)
                if key:
                    self._place(key, name.words)
                elif name.kind == "person" and " " not in name.text and name.role is not None:
                    self._person(name, name.role)
        for tree in self.document.all_trees():
            opens = next((word for word in tree.words if word.text[:1].isalnum()), None)
            if opens is not None and opens.tag in ("NN", "NNS") and self.actor(opens) is None:
                person = self._surnames.get(opens.text)
                if person:
                    self._place(person, [opens])

    def _person(self, name: Name, role: str | None) -> None:
        text = name.text
        key = self._surnames.get(text) or self._aliases.get(text)
        lone = self._surnames.get(name.words[-1].text) if key is None and " " in text else None
        if lone is not None and " " not in self._drafts[lone].name:
            key = lone
            self._drafts[key].name = text
        if key is None:
            key = self._add(text, "person", name, role)
        else:
            self._place(key, name.words)
            draft = self._drafts[key]
            draft.role = draft.role or role
        self._name_titles(key, name)
        words = [word.text for word in name.words if word.text not in "-’'"]
        while len(words) > 2 and words[-1].rstrip(".") in ("Jr", "Sr", "II", "III"):
            words = words[:-1]
        self._note(key)
        self._drafts[key].gender = self._drafts[key].gender or _gender(name, role)
        self._surnames.setdefault(text, key)
        self._surnames.setdefault(words[-1], key)
        if len(words) > 2:
            self._surnames.setdefault(" ".join(words[-2:]), key)
            if words[-2] == words[-2].lower() or "-" in text:
                self._surnames.setdefault(text.rpartition(" ")[2], key)

    def _name_titles(self, key: str, name: Name) -> None:
        """Let a title that a parser may take for a name stand for the person: 'Maj' of 'Maj.', two with 'and', one with 'of'."""
        words = name.words[0].sentence[max(0, name.first) : name.words[0].place]
        joined = any(word.lower in ("and", "of", "to", "for") for word in words)
        for word in words if name.first >= 0 else ():
            if is_short_title(word) or (joined and word.proper and is_title(word)):
                self._of_word[id(word)] = key

    def _sort(self, key: str, name: Name) -> None:
        """Note the common nouns beside the name of an organization."""
        self._drafts[key].sorts |= sorts_beside(name.head)
        if is_traded(name.words):
            self._drafts[key].sorts |= {"company"}
        self._note(key)

    def _bracketed(self, name: Name) -> None:
        """Take in an acronym in brackets behind a name: 'the River Defence Forces (RDF)'."""
        end = name.words[-1].end
        match = _BRACKETS.match(self.document.text, end)
        if match and (match[1].isupper() or _is_short(match[1], name.text)):
            self._aliases[match[1]] = self._aliases[match[1].replace(".", "")] = self._aliases[
                name.text
            ]
            self._initials.setdefault(self._aliases[name.text], match[1].replace(".", ""))
            key = slug(match[1])
            same = key in self._drafts and self._drafts[key].name == match[1]
            if same and self._aliases[match[1]] != key:
                self._merge({key: self._aliases[match[1]]})

    def _state(self, name: Name) -> None:
        state = states()[0].get(name.text) or states()[0][name.text.removeprefix("The ")]
        self._add(state, "state", name)

    def _capital(self, name: Name) -> None:
        """A capital is its government if it acts: 'Oslo rejected the plan'; else a place."""
        state = states()[1][name.text]
        if name.text not in self._places and acts(name.head) and name.head.dep != "pobj":
            self._add(state, "state", name)

    def _unknown(self, text: str, mentions: list[tuple[Tree, Name]], lone: set[str]) -> None:
        """Decide by all its mentions what a name without a title is: a person, a body, or nobody."""
        known = self._known(text) or self._first_name(text) or self._body_named(text, mentions)
        half = None if known else self._half_of(text)
        if half is not None:
            for _, name in mentions:
                self._add(half, "state", name)
            return
        if known:
            for _, name in mentions:
                self._place(known, name.words)
            return
        evidence = weighed(mentions, lone, text in self._places, self.kind)
        if evidence is Evidence.PERSON:
            for tree, name in mentions:
                self._person(name, self._role(tree, name))
        elif evidence is Evidence.BODY:
            for _, name in mentions:
                key = self._add(text, "organization", name)
                self._aliases.setdefault(name.text, key)
                self._sort(key, name)
                self._bracketed(name)

    def _half_of(self, text: str) -> str | None:
        """Return the state that a word means which two may: 'Korea' or 'Korean', if the text tells of one only."""
        halves = {state for point in COMPASS if (state := states()[0].get(f"{point} {text}"))}
        told = [
            state
            for state in halves
            if any(name in self.document.text for name, one in states()[0].items() if one == state)
        ]
        return told[0] if len(told) == 1 and text not in states()[0] else None

    def _first_name(self, text: str) -> str | None:
        """Return the person whose first name stands alone."""
        if " " in text:
            return None
        found = [(draft.number, key) for key, draft in self._noted(("first", text))]
        return min(found)[1] if found else None

    def _body_named(self, text: str, mentions: list[tuple[Tree, Name]]) -> str | None:
        """Return the organization that a part of its name stands for: 'the Front' for 'the Reed River Front'."""
        if " " in text:
            return None
        article = any(
            name.words[0].place and tree.words[name.words[0].place - 1].lower == "the"
            for tree, name in mentions
        )
        if not article and text not in listed("institution"):
            return None
        bodies = list(islice(self._noted(("word", text)), 2))
        return bodies[0][0] if len(bodies) == 1 else None

    def is_place(self, text: str) -> bool:
        return text in self._places or text in states()[1]


def _is_short(short: str, name: str) -> bool:
    """Whether a word in brackets is made of the letters of a name: 'Fepa' of the 'Fellan Pilots Association'."""
    letters = iter(name.lower())
    initials = iter(short.lower())
    firsts = [word[0].lower() for word in name.split() if word[0].isupper()]
    return all(sign in letters for sign in short.lower()) and all(one in initials for one in firsts)


def _gender(name: Name, role: str | None) -> str | None:
    """Return 'he' or 'she' if a title, a role or a given name tells."""
    first = name.words[0]
    title = first.sentence[first.place - 1].lower.rstrip(".") if first.place else ""
    told = {title, *(role or "").lower().split()}
    if told & listed("she"):
        return "she"
    if told & listed("he"):
        return "he"
    if " " in name.text and first.text in listed("given"):
        return (
            "she"
            if first.text in listed("given-she")
            else "he"
            if first.text in listed("given-he")
            else None
        )
    return None


def _is_seat(tree: Tree, name: Name) -> bool:
    """Whether a name is of the town where a firm has its seat: 'Lenz, Md.-based Tolm Air'."""
    after = [word.lower for word in tree.words[name.words[-1].place + 1 :][:4]]
    return after[:1] == [","] and ("-based" in "".join(after[1:2]) or after[2:4] == ["-", "based"])


def _titled_case(tree: Tree) -> bool:
    """Whether a heading has capitals throughout, so that they tell of no names."""
    words = [word.text for word in tree.words if word.text[:1].isalpha() and len(word.text) > 3]
    return len(words) > 3 and sum(word[0].isupper() for word in words) > 0.8 * len(words)
