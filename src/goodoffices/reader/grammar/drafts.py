"""The actors of a dispatch as they are collected: each with its names and the places that name it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from goodoffices.reader.grammar.document import Document
from goodoffices.reader.grammar.names import Name
from goodoffices.reader.grammar.namewords import listed
from goodoffices.reader.grammar.tree import Word
from goodoffices.reader.surfaces import in_order
from goodoffices.record.entries import Actor, ActorKind, Span


@dataclass(slots=True, eq=False)
class Draft:
    name: str
    kind: ActorKind
    role: str | None = None
    outlet: bool = False
    sorts: frozenset[str] = frozenset()
    """Common nouns beside its name: 'company' for 'Orrex, a shipping company'."""
    gender: str | None = None
    """'he' or 'she' if a title or a given name tells."""
    spans: dict[tuple[int, int], str] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    number: int = field(default_factory=count().__next__)
    """Drafts are numbered in the order in which they are made."""

    @property
    def body(self) -> bool:
        """Whether this is an organization that is no newspaper or agency."""
        return self.kind == "organization" and not self.outlet

    def sought(self) -> Iterator[tuple[str, str]]:
        """Yield what an actor is looked for by: a person's first name and role, a body's words and sorts."""
        if self.kind == "person":
            yield "first", self.name.split()[0]
            yield from (("role", word) for word in (self.role or "").lower().split())
        elif self.body:
            yield from (("word", word) for word in self.words)
            yield from (("sort", word) for word in self.sorts)


class Drafts:
    """Actors by id, the words that name them, and the other names of each."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._drafts: dict[str, Draft] = {}
        self._of_word: dict[int, str] = {}
        self._surnames: dict[str, str] = {}
        self._aliases: dict[str, str] = {}
        self._order: list[tuple[int, str]] = []
        self._index: dict[tuple[str, str], dict[str, None]] = {}
        self._meant: dict[str, str] = {}
        """Actors that turned out to be others, by the id of each."""

    def _note(self, key: str) -> None:
        """Index an actor; whoever changes its name, role or sorts calls this again.

        A text may name ten thousand actors, and each noun asks for whom it stands: nobody looks through all.
        """
        for at in self._drafts[key].sought():
            self._index.setdefault(at, {})[key] = None

    def _noted(self, *keys: tuple[str, str]) -> Iterator[tuple[str, Draft]]:
        """Yield the actors that are looked for by one of some keys, each once."""
        seen: set[str] = set()
        for at in keys:
            for key in self._index.get(at, ()):
                draft = self._drafts.get(key)
                if key not in seen and draft is not None and at in draft.sought():
                    seen.add(key)
                    yield key, draft

    def _add(
        self, text: str, kind: ActorKind, name: Name, role: str | None = None, outlet: bool = False
    ) -> str:
        text = re.sub(r"^The\s", "", text) if kind != "state" else text
        known = self._aliases.get(text)
        key = known or free_id(slug(text), text, self._drafts)
        draft = self._drafts.setdefault(
            key, Draft(text, kind, None, outlet, words=frozenset(text.split()))
        )
        if role and (draft.role is None or len(role) > len(draft.role)):
            draft.role = role
        self._note(key)
        if kind != "person":
            self._aliases.setdefault(text, key)
            self._aliases.setdefault(text.replace(".", ""), key)
        self._place(key, name.words)
        return key

    def _place(self, key: str, words: list[Word]) -> None:
        start, end = words[0].start, words[-1].end
        text = self.document.text[start:end]
        if text.startswith("The ") and self._drafts[key].kind != "state":
            start, text = start + 4, text[4:]
        self._drafts[key].spans[(start, end)] = text
        self._order.append((start, key))
        for word in words:
            self._of_word[id(word)] = key

    def _merge(self, meant: Mapping[str, str]) -> None:
        """Let actors be others, by the id of each: what names the first names the second."""
        self._meant |= meant
        for key, other in meant.items():
            draft = self._drafts.pop(key)
            self._drafts[other].spans |= draft.spans
            self._drafts[other].sorts |= draft.sorts
            self._aliases[draft.name] = other
            self._note(other)
        if meant:
            self._order = [(at, meant.get(key, key)) for at, key in self._order]
            self._of_word = {word: meant.get(key, key) for word, key in self._of_word.items()}
            self._aliases = {name: meant.get(key, key) for name, key in self._aliases.items()}

    def actors(self) -> tuple[Actor, ...]:
        """Return every actor in the order in which they first appear."""
        return in_order(self._drafts)

    def noun(self, words: str, kind: ActorKind, span: Span) -> str:
        """Return the id of an actor known by a common noun only: 'a senior official', 'families of detainees'."""
        key = slug(words) or "actor"
        key = key if key in self._drafts else self._meant.get(key, key)
        draft = self._drafts.setdefault(key, Draft(words, kind))
        draft.spans[(span.start, span.end)] = span.text
        return key

    def actor(self, word: Word) -> str | None:
        """Return the actor that a word names, None if it names none."""
        return self._of_word.get(id(word))

    def kind(self, word: Word) -> ActorKind | None:
        key = self.actor(word)
        return self._drafts[key].kind if key else None

    def kind_of(self, key: str) -> ActorKind:
        return self._drafts[key].kind

    def role_of(self, key: str) -> str | None:
        return self._drafts[key].role if key in self._drafts else None

    def with_role(self, words: Iterable[str]) -> list[str]:
        """Return the persons whose role has one of some words."""
        return [key for key, _ in self._noted(*(("role", word) for word in words))]

    def everybody(self) -> list[str]:
        """Return the ids of all actors so far."""
        return list(self._drafts)

    def known(self, text: str) -> str | None:
        """Return the id of the actor that has some words for a name."""
        return self._known(text)

    def mentions(self, key: str) -> int:
        """Return how often an actor is named."""
        return len(self._drafts[key].spans)

    def name_of(self, key: str) -> str:
        return self._drafts[key].name

    def outlet(self, key: str) -> bool:
        return self._drafts[key].outlet

    def inside(self, start: int, end: int) -> list[str]:
        """Return the actors named between two places of the text."""
        first, last = bisect_left(self._order, (start, "")), bisect_left(self._order, (end, ""))
        return list(dict.fromkeys(key for _, key in self._order[first:last]))

    def outlet_word(self, word: Word) -> bool:
        """Return whether a word names a newspaper, a broadcaster or an agency."""
        key = self.actor(word)
        return (key is not None and self._drafts[key].outlet) or word.lower in listed("outlets")

    def _known(self, text: str) -> str | None:
        text = re.sub(r"^(?:The)\s", "", text)
        return self._surnames.get(text) or self._aliases.get(text)


def slug(text: str) -> str:
    """Return an id made of a name: 'Ilir Dučić' is 'ilir-ducic'; other scripts keep their letters."""
    plain = "".join(
        sign for sign in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(sign)
    )
    plain = (
        plain.replace("ı", "i")
        .replace("ł", "l")
        .replace("ø", "o")
        .replace("đ", "d")
        .replace("ß", "ss")
        .replace("æ", "ae")
    )
    return re.sub(r"[^\w]+|_", "-", plain).strip("-")


def free_id(key: str, name: str, taken: dict[str, Draft]) -> str:
    key = key or "actor"
    number = 2
    first = key
    while key in taken and taken[key].name != name:
        key, number = f"{first}-{number}", number + 1
    return key
