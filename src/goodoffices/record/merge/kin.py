"""Who belongs to whom: a minister to a state, a government to its state, a spokesman to a union.

They stay actors of their own and are shown together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from goodoffices.record.entries import Actor
from goodoffices.record.merge.spelling import plain, plain_word

FEWEST_LETTERS = 4
"""Letters that an adjective shares with the name of a state at least: 'Peruvian' and 'Peru'."""
LONGEST = 12
"""Words of the name of a body that is looked for in longer names, at most."""
COMPARED = 100
"""Names with the same beginning that a word is compared with: the work stays linear in the names."""
_ADJECTIVE = re.compile(r"(?:n|an|ian|ean|ese|i|ish|vian|iot|er|ic)?s?")
_BODIES = ("state", "organization", "group")
_NAME = r"[A-ZÀ-Þ][\w’'-]*(?:\s(?:[a-z]{1,3}\s)?[A-ZÀ-Þ][\w’'-]*){0,3}"
_OF = re.compile(rf"\b({_NAME}),? (?:of|from) (?:the )?({_NAME})")
_OFFICE = (
    r"(?:[Mm]inister|[Pp]resident|[Pp]remier|[Cc]hancellor|[Ss]pokes(?:man|woman|person)|[Ee]nvoy|[Ss]ecretary|"
    r"[Cc]hief|[Ll]eader|[Dd]irector|[Cc]ommander|[Nn]egotiator|[Gg]overnor|[Mm]ayor|[Aa]mbassador|[Oo]fficial|"
    r"[Cc]hair(?:man|woman|person)?|[Hh]ead|[Ee]xecutive|[Dd]elegate|[Rr]epresentative|[Gg]eneral|[Rr]ector|"
    r"[Ee]ngineer|[Ll]awyer|[Kk]ing|[Qq]ueen)"
)
_CAPITAL = re.compile(r"\b[A-ZÀ-Þ][\w’'-]*")
_OWN = re.compile(rf"\b({_NAME})[’']s? (?:(?:[a-z-]+ ){{0,2}}{_OFFICE},? )?({_NAME})")
_NOT_NOW = re.compile(r"\b(?:former|ex|late|ousted|deposed|exiled|self-styled)\b", re.IGNORECASE)
_ORGAN = re.compile(
    r"\b(?:government|ministry|cabinet|parliament|senate|army|navy|forces|police|presidency|delegation|"
    r"embassy|office|authorities|council|court|committee|team|side|board|leadership|press service)\b",
    re.IGNORECASE,
)
"""Words for a body that is a part of the state or the body whose name stands before it."""
_AGAINST = re.compile(
    r"\b(?:liberation|independence|resistance|revolutionary|republican|rebel|opposition|free|salvation)\b",
    re.IGNORECASE,
)
"""Words in the name of a body that is no part of the state named in it: 'Sudan People's Liberation Army'."""


def kin(
    actors: Sequence[Actor], texts: Mapping[str, str], delegates: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the actor to whom others belong, by id: that of a body for its people and its bodies.

    It is told by the role ("Peruvian minister", "Ferrox spokesman"), by the name ("Paraguayan
    government"), by the text ("Ana Bell of Peru", "Chile’s Jan Holm"), or by an office that only one
    state has ("CIA Director"). Of whom the reports do not tell it, ``delegates`` says it: the name of
    the party or the mediator by the name of the person.
    """
    bodies = {actor.id: actor for actor in actors if actor.kind in _BODIES}
    index = _by_words(bodies.values())
    found: dict[str, str] = {}
    for actor in actors:
        if actor.kind == "unnamed":
            continue
        home = _body_in(_told_of(actor), actor.id, index)
        if home is not None:
            found[actor.id] = home
    persons = {plain(m.text): a.id for a in actors if a.kind == "person" for m in a.mentions}
    for person, body in _told(texts.values()):
        known = _person(person, persons)
        if known is not None and known not in found:
            home = _body_in(body, known, index)
            if home is not None:
                found[known] = home
    by_name = {_bare(actor.name): actor.id for actor in bodies.values()}
    for name, sender in (delegates or {}).items():
        known, home = persons.get(plain(name)), by_name.get(_bare(sender))
        if known is not None and home is not None:
            found.setdefault(known, home)
    return found


def _person(words: str, persons: Mapping[str, str]) -> str | None:
    """Return the person whose name words with a capital are, with titles before it or without."""
    parts = words.split()
    names = (plain(" ".join(parts[n:])) for n in range(len(parts)))
    return next((persons[name] for name in names if name in persons), None)


def _told_of(actor: Actor) -> str:
    """Return the words that may name the body of an actor: the office of a person, how a name begins."""
    if actor.kind == "person":
        role = (actor.role or "").replace("Secretary of State for", "Secretary for")
        return role if re.search(rf"\b{_OFFICE}", role) and not _NOT_NOW.search(role) else ""
    if _AGAINST.search(actor.name):
        return ""
    organ = _ORGAN.search(actor.name)
    if organ is None and (" " not in actor.name or _bare(actor.name) in _states_of_bodies()):
        return actor.name
    return actor.name[: organ.start()] if organ else ""


def _told(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the names of persons and of the bodies that the texts put beside them."""
    for text in texts:
        yield from ((match[1], match[2]) for match in _OF.finditer(text))
        yield from ((match[2], match[1]) for match in _OWN.finditer(text))


_Key = tuple[tuple[str, ...], str]


def _key(words: Sequence[str]) -> _Key:
    """Return what a name and its adjective share: all words but the last, and how that begins."""
    letters = FEWEST_LETTERS if len(words) == 1 else FEWEST_LETTERS - 1
    return tuple(words[:-1]), words[-1][:letters]


def _by_words(bodies: Iterable[Actor]) -> dict[_Key, list[tuple[str, str]]]:
    """Return the bodies, each with the last word of its name, by the other words.

    The offices and bodies that only one state has stand for it, after the names: 'Kremlin' for Russia.
    """
    found: dict[_Key, list[tuple[str, str]]] = {}
    held = list(bodies)
    own = [(body.id, re.findall(r"[\w’'-]+", body.name)) for body in held]
    theirs = [
        (body.id, _CAPITAL.findall(name))
        for body in held
        for name in _bodies_of_states().get(_bare(body.name), ())
    ]
    for body, name in (*own, *theirs):
        words = [plain(word) for word in name]
        words = words[1:] if words[:1] == ["the"] else words
        if words:
            found.setdefault(_key(words), []).append((body, words[-1]))
    return found


@cache
def _bodies_of_states() -> dict[str, tuple[str, ...]]:
    """Return the bodies and offices that only one state has, by the state's name."""
    text = files("goodoffices.record").joinpath("words/state-bodies.txt").read_text("utf-8")
    lines = (line.split(": ", 1) for line in text.splitlines() if not line.startswith("#"))
    return {_bare(state): tuple(names.split(", ")) for state, names in lines}


@cache
def _states_of_bodies() -> frozenset[str]:
    """Return the names of all bodies that only one state has."""
    return frozenset(_bare(name) for names in _bodies_of_states().values() for name in names)


def _bare(name: str) -> str:
    """Return a name in plain letters, without 'the' before it."""
    return plain(name).removeprefix("the ")


def _body_in(text: str, own: str, index: Mapping[_Key, Sequence[tuple[str, str]]]) -> str | None:
    """Return the body whose name, or its adjective, stands in a role or a longer name; the longest name."""
    words = [plain_word(word) for word in _CAPITAL.findall(text)]
    for length in range(min(len(words), LONGEST), 0, -1):
        for place in range(len(words) - length + 1):
            here = words[place : place + length]
            for body, last in index.get(_key(here), ())[:COMPARED]:
                if body != own and _same_or_adjective(here[-1], last):
                    return body
    return None


def _same_or_adjective(word: str, name: str) -> bool:
    """Return whether a word is a name, or its adjective: 'varnian' of 'varnia', 'peruvian' of 'peru'."""
    if word == name:
        return True
    stem = name.rstrip("s").rstrip("aeiouy") if len(name) > FEWEST_LETTERS else name
    if len(stem) < FEWEST_LETTERS - 1 or not word.startswith(stem):
        return False
    return _ADJECTIVE.fullmatch(word[len(stem) :].lstrip("aeiouy")) is not None and word != stem
