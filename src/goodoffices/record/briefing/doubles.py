"""Names of the same side of a dispute: a union and its workers, a firm and its management."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Sequence

from goodoffices.record.briefing.sides import is_proper, kind_of_side
from goodoffices.record.entries import Actor

_AGAINST = {
    "employer": ("labour", "locals"),
    "running": ("labour", "locals"),
    "rebels": ("state",),
}
"""Kinds of sides whose nouns may stand for a proper name, if a side of one of these kinds is beside it."""
ITS_STATE = "its state"
"""Stands among the kinds of sides if just one of the sides is a state: 'the government' is its government."""
_SEVERAL = re.compile(r"\A(?:[a-z-]+ )?(?:unions|militias|groups|companies|firms|factions|movements)\Z")
"""A noun for several bodies, instead of which any of them that is named is shown."""
_UNION = re.compile(r"\bunions?\b", re.IGNORECASE)
_ASSOCIATION = re.compile(r"\b(?:association|federation)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset(("of", "the", "and", "for", "in", "s"))


Kind = Callable[[Actor], str]
"""Returns the kind of side of an actor, '' if none is told."""


def by_name(actor: Actor) -> str:
    """Return the kind of side that the nouns of an actor's name tell."""
    return kind_of_side(actor.name)


def once_each(
    found: Sequence[Actor], kind: Kind = by_name, apart: Container[frozenset[str]] = ()
) -> tuple[Actor, ...]:
    """Return the actors, each side once, by its first name; those of a pair ``apart`` are two sides.

    Instead of a noun for several bodies, 'the unions', those of them that are named are returned.
    """
    kinds = {kind(actor) for actor in found}
    if sum(actor.kind == "state" for actor in found) == 1:
        kinds.add(ITS_STATE)
    kept: list[list[Actor]] = []
    for actor in found:
        same = next((group for group in kept if _belongs(actor, group, kinds, kind, apart)), None)
        if same is None:
            kept.append([actor])
        elif is_proper(actor.name) and _SEVERAL.search(same[0].name):
            same[0] = actor
        else:
            same.append(actor)
    return tuple(group[0] for group in kept)


def _belongs(
    actor: Actor,
    group: Sequence[Actor],
    kinds: Iterable[str],
    kind: Kind,
    apart: Container[frozenset[str]],
) -> bool:
    """Return whether an actor is the same side as any of a group, and named beside none of it."""
    if any(frozenset((actor.id, other.id)) in apart for other in group):
        return False
    return any(_same(actor, other, kinds, kind) for other in group)


def _same(one: Actor, other: Actor, kinds: Iterable[str], kind: Kind) -> bool:
    """Return whether two actors are the same side, told by their names and the kinds of all sides."""
    if same_name(one, other):
        return True
    if ITS_STATE in kinds and _is_its_government(one, other):
        return True
    proper = is_proper(one.name), is_proper(other.name)
    own, its = kind(one), kind(other)
    if own == its == "labour" and any(proper) and _union_and_association(one.name, other.name):
        return False
    if {own, its} == {"employer", "running"} or (own == its and own not in ("", "front", "beside")):
        return not all(proper)
    if all(proper) or not any(proper):
        return False
    generic, named = (own, other) if proper[1] else (its, one)
    unsaid = (its if proper[1] else own) in ("", "front")
    return (
        unsaid and named.kind != "state" and any(known in kinds for known in _AGAINST.get(generic, ()))
    )


def _union_and_association(one: str, other: str) -> bool:
    """Return whether one is called a union and the other is not: employers have associations, too."""
    if not _UNION.search(one):
        one, other = other, one
    return bool(_UNION.search(one) and not _UNION.search(other) and _ASSOCIATION.search(other))


def same_name(one: Actor, other: Actor) -> bool:
    """Return whether a name is a part of the other or made of its initials: 'Nordair', 'Nordair Airways'."""
    names = _words(one.name), _words(other.name)
    if "state" not in (one.kind, other.kind) and (_within(*names) or _within(*names[::-1])):
        return True
    return _initials(one.name, names[1]) or _initials(other.name, names[0])


def _is_its_government(one: Actor, other: Actor) -> bool:
    """Return whether one is a state and the other 'the government', of which state is not said."""
    if other.kind == "state":
        one, other = other, one
    return one.kind == "state" and kind_of_side(other.name) == "state" and not is_proper(other.name)


def _words(name: str) -> list[str]:
    return [word for word in (w.lower() for w in _WORD.findall(name)) if word not in _SMALL]


def _within(few: Sequence[str], many: Sequence[str]) -> bool:
    """Return whether all words of a name are in another, singular or plural."""
    stems = {word.rstrip("s") for word in many}
    return bool(few) and all(word.rstrip("s") in stems for word in few)


def _initials(name: str, words: Sequence[str]) -> bool:
    """Return whether a name is the initials of words, or ends with them: 'ICRC' for 'Red Cross'."""
    letters, short = "".join(word[0] for word in words).upper(), name.replace(".", "")
    return len(words) > 1 and (short == letters or (" " not in short and short[1:].endswith(letters)))
