"""Merge the names of actors: a person, state or organization named in several dispatches is one actor."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from goodoffices.record.entries import (
    Actor,
    Body,
    Contact,
    Entry,
    Figure,
    Outcome,
    Position,
    Pressure,
    Proposal,
)
from goodoffices.record.entries import Statement as Said
from goodoffices.record.merge.spelling import consonants, plain, plain_word, same_spelling

COMPARED = 50
"""Actors that share a word of a name that it is compared with: the work stays linear in the names."""
_TITLES_IN_WORDS = """
mr mrs ms miss dr sir dame lord lady prof professor president minister general gen colonel col
captain major senator governor mayor ambassador judge king queen prince sheikh imam father sister
"""
_OF_GROUP = re.compile(
    r"^(?:members|envoys|delegates|delegations?|representatives|officials|leaders|negotiators) "
    r"(?:of|from) (?:the )?"
)
"""People of a body who stand for it: 'envoys of Peru'."""
_BODIES_IN_WORDS = """
union federation guild league board committee council assembly commission association alliance
movement front party army authority agency ministry company command university college hospital
congress coalition consortium confederation cooperative chamber trust foundation institute
"""
_FIRMS = frozenset(
    (
        "airways",
        "airlines",
        "ltd",
        "limited",
        "inc",
        "plc",
        "corp",
        "co",
        "group",
        "holdings",
        "industries",
        "logistics",
    )
)
"""Words behind the name of a firm that is called by its first word alone, if only one begins with it."""
_SHORT_NAMES = (
    ("william", "bill", "will"),
    ("robert", "bob", "rob"),
    ("james", "jim", "jimmy"),
    ("joseph", "joe"),
    ("anthony", "antony", "tony"),
    ("michael", "mike"),
    ("elizabeth", "liz", "beth"),
    ("katherine", "catherine", "kate", "kathy"),
    ("thomas", "tom"),
    ("benjamin", "ben"),
    ("daniel", "dan"),
    ("edward", "ed", "ted"),
    ("margaret", "maggie", "meg"),
    ("richard", "rick", "dick"),
    ("samuel", "sam"),
    ("stephen", "steven", "steve"),
    ("susan", "sue"),
    ("alexander", "alex", "sasha"),
)
_NICK = {name: names[0] for names in _SHORT_NAMES for name in names}
_SMALL = frozenset(("of", "the", "for", "and", "in", "at"))
_TITLES = frozenset(_TITLES_IN_WORDS.split())
_BODIES = frozenset(_BODIES_IN_WORDS.split())
"""Nouns by which a body is called for short, if only one body in the reports ends in it."""


@dataclass(frozen=True, slots=True)
class Named:
    """The actors of a case, and the id there of each actor of a dispatch."""

    actors: tuple[Actor, ...]
    ids: Mapping[tuple[str, str], str]

    def entry(self, entry: Entry) -> Entry:
        """An entry whose actors are those of the case."""
        return replace(entry, body=self._body(entry.source.dispatch, entry.body))

    def _id(self, dispatch: str, actor: str | None) -> str | None:
        return None if actor is None else self.ids.get((dispatch, actor), actor)

    def _all(self, dispatch: str, actors: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.ids.get((dispatch, actor), actor) for actor in actors))

    def _body(self, dispatch: str, body: Body) -> Body:
        match body:
            case Said():
                return replace(body, actor=self._id(dispatch, body.actor))
            case Position():
                return replace(body, actor=self._all(dispatch, [body.actor])[0])
            case Contact():
                return replace(body, participants=self._all(dispatch, body.participants))
            case Proposal() | Outcome():
                return replace(body, by=self._all(dispatch, body.by))
            case Pressure():
                source, on = self._all(dispatch, [body.source]), self._all(dispatch, [body.on])
                return replace(body, source=source[0], on=on[0])
            case Figure():
                return replace(body, source=self._id(dispatch, body.source))
            case _:
                return body


def named(dispatches: Mapping[str, Sequence[Actor]]) -> Named:
    """Merge the actors of several dispatches.

    Persons are the same if their last names agree and their first names do not disagree (a short form, an
    initial and another spelling agree with the full name). A last name alone, with a title or without, is
    a person of that name if there is only one. Organizations are the same if they have the same words, in
    any order and spelling, if the first is an acronym of the second, and if a short name is the last word
    of a single long name ("the Federation"). Two names that a dispatch has for two persons stay two. An
    unnamed source of a dispatch is never taken for that of another.
    """
    found: list[tuple[str, Actor]] = [
        (dispatch, actor) for dispatch, actors in dispatches.items() for actor in actors
    ]
    several = len(dispatches) > 1
    groups: list[list[tuple[str, Actor]]] = []
    unnamed = [one for one in found if one[1].kind == "unnamed"]
    full = sorted((one for one in found if one[1].kind != "unnamed"), key=lambda one: -_words(one[1]))
    index: dict[str, dict[int, None]] = {}
    names: list[dict[tuple[str, str], Actor]] = []
    placed: dict[tuple[str, str], int] = {}
    apart = _told_apart(full)
    for one in full:
        known = (_slug(one[1]), one[1].kind)
        if known in placed:
            groups[placed[known]].append(one)
            continue
        keys = _keys(one[1])
        near = dict.fromkeys(place for key in keys for place in islice(index.get(key, ()), COMPARED))
        matches = [
            n
            for n in sorted(islice(near, COMPARED))
            if any(_same(one[1], a) for a in islice(names[n].values(), COMPARED))
            and not (
                known[0] in apart and any(_are_apart(known[0], name, apart) for name, _ in names[n])
            )
        ]
        matching = [groups[n] for n in matches]
        if len(matching) == 1 or (matching and _slug(one[1]) in {_slug(a) for _, a in matching[0]}):
            matching[0].append(one)
            place_of = matches[0]
        else:
            groups.append([one])
            names.append({})
            place_of = len(groups) - 1
        placed[known] = place_of
        names[place_of][known] = one[1]
        for key in keys:
            index.setdefault(key, {})[place_of] = None
    ids: dict[tuple[str, str], str] = {}
    actors: list[tuple[int, Actor]] = []
    place = {(dispatch, actor.id): number for number, (dispatch, actor) in enumerate(found)}
    taken: set[str] = set()
    for group in groups:
        group.sort(key=lambda one: place[one[0], one[1].id])
        merged = _merged([actor for _, actor in group], taken)
        ids |= {(dispatch, actor.id): merged.id for dispatch, actor in group}
        actors.append((min(place[d, a.id] for d, a in group), merged))
    for dispatch, actor in unnamed:
        own = f"{actor.id}@{dispatch}" if several else actor.id
        ids[dispatch, actor.id] = own
        actors.append((place[dispatch, actor.id], replace(actor, id=own)))
    return Named(tuple(actor for _, actor in sorted(actors, key=lambda one: one[0])), ids)


def _keys(actor: Actor) -> tuple[str, ...]:
    """Return keys of a name, the rarest first: two names that can be of the same actor share a key."""
    slug = _slug(actor)
    last = slug.split()[-1]
    words = _plain(actor.name)
    heard = [consonants(word) for word in words]
    if actor.kind == "person":
        return slug, last, f"~{heard[-1]}"
    same_words = " ".join(sorted(set(words)))
    initials = "".join(word[0] for word in words)
    acronym = (initials,) if len(initials) > 2 else ()
    parts = [part for n in range(len(words), 1, -1) for part in (words[:n], words[-n:])]
    shared = (" ".join(part) for part in parts)
    return slug, same_words, f"~{' '.join(sorted(heard))}", *acronym, *shared, last, words[0]


def _told_apart(found: Sequence[tuple[str, Actor]]) -> dict[str, set[tuple[str, str]]]:
    """Return the dispatches of each full name of a person, with the sound of its last name."""
    apart: dict[str, set[tuple[str, str]]] = {}
    for dispatch, actor in found:
        words = _person(actor.name)
        if actor.kind == "person" and len(words) > 1:
            apart.setdefault(_slug(actor), set()).add((dispatch, consonants(words[-1])))
    return apart


def _are_apart(one: str, other: str, apart: Mapping[str, set[tuple[str, str]]]) -> bool:
    """Return whether a dispatch has two full names for two persons, though the spellings are alike."""
    return one != other and not apart.get(one, set()).isdisjoint(apart.get(other, ()))


def _words(actor: Actor) -> int:
    return len(actor.name.split())


def _slug(actor: Actor) -> str:
    return actor.name.casefold()


def _merged(actors: list[Actor], taken: set[str]) -> Actor:
    own = [a for a in actors if not _OF_GROUP.match(a.name.casefold())] or actors
    fullest = max(own, key=lambda actor: (_words(actor), len(actor.name)))
    roles = [actor.role for actor in actors if actor.role]
    key, number = fullest.id, 2
    while key in taken:
        key, number = f"{fullest.id}-{number}", number + 1
    taken.add(key)
    role = max(roles, key=len) if roles else None
    kind = "person" if any(actor.kind == "person" for actor in actors) else fullest.kind
    return Actor(key, fullest.name, kind, role, tuple(m for a in actors for m in a.mentions))


def _same(one: Actor, other: Actor) -> bool:
    if _slug(one) == _slug(other):
        return True
    if one.kind == "person" and other.kind == "person":
        return _same_person(_person(one.name), _person(other.name))
    person, other_body = sorted((one, other), key=lambda actor: actor.kind != "person")
    if person.kind == "person" and other_body.kind == "organization":
        return other_body.name.casefold() == person.name.casefold().split()[-1]
    groups = ("organization", "group")
    return one.kind in groups and other.kind in groups and _same_body(one.name, other.name)


@lru_cache(maxsize=1 << 14)
def _person(name: str) -> tuple[str, ...]:
    """Return the words of a person's name in small letters, without titles before it."""
    words = name.casefold().split()
    while len(words) > 1 and words[0].rstrip(".") in _TITLES:
        words = words[1:]
    return tuple(words)


def _same_person(one: Sequence[str], other: Sequence[str]) -> bool:
    if not _same_last(one[-1], other[-1]):
        return False
    if len(one) == 1 or len(other) == 1:
        return True
    first, second = (_NICK.get(words[0], words[0]).rstrip(".") for words in (one, other))
    short = min(first, second, key=len)
    initial = len(short) == 1 and first[0] == second[0]
    return first == second or initial or same_spelling(first, second)


def _same_last(one: str, other: str) -> bool:
    return plain(one) == plain(other) or same_spelling(one, other)


def _same_body(one: str, other: str) -> bool:
    first, second = (_plain(name) for name in (one, other))
    if set(first) == set(second) or _spelt(first, second):
        return True
    for short, words in ((one, second), (other, first)):
        initials = "".join(word[0] for word in words)
        if short.isupper() and len(short) > 2 and short.casefold() == initials:
            return True
    less, more = sorted((first, second), key=len)
    if len(less) == 1 < len(more):
        body, firm = less[0] in _BODIES and more[-1] == less[0], more[-1] in _FIRMS
        return body or (firm and more[0] == less[0])
    return len(less) > 1 and (more[-len(less) :] == less or more[: len(less)] == less)


def _spelt(first: Sequence[str], second: Sequence[str]) -> bool:
    """Return whether two names have the same words in the same order, in other spellings."""
    return len(first) == len(second) and all(map(same_spelling, first, second))


@lru_cache(maxsize=1 << 14)
def _plain(name: str) -> tuple[str, ...]:
    # a word has a letter or a digit: a dash between blanks, or a mark of quotation, is none
    words = re.findall(r"[’'-]*\w[\w’'-]*", name.casefold())
    words = _OF_GROUP.sub("", " ".join(words)).split() or words
    bare = [plain for word in words if word not in _SMALL and (plain := plain_word(word))]
    return tuple(bare or words or [name.casefold()])
