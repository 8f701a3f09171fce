"""Parties and mediators proposed from the reports, for a folder that has no case.yaml."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from goodoffices.record.briefing.helping import helping, is_helper
from goodoffices.record.entries import Actor, Contact, Outcome, Position, Pressure, Proposal, Statement
from goodoffices.record.merge.events import Event

FEWEST, MOST = 2.0, 4
"""Least weight of a party, and most parties that are proposed."""
SHARE = 0.3
"""Least share of the weight of the first party."""
SAYING = 1.0
"""The weight of a statement: who only says something does nothing."""
MENTION, MOST_MENTIONS = 0.2, 10
"""The weight of a mention, and mentions that count: parties are those of whom most is said."""
BETWEEN = 3.0
"""The weight of 'between A and B' for both: talks, differences and agreements are named by their sides."""
SIDES_TOLD, SHARE_BESIDE = 2, 0.6
"""If a report names two sides so often, the least share of the weight of the first party for anybody else."""
MOST_NAMES = 500
"""Names with the same first word that are looked for behind 'between', at most."""
FARTHEST = 3
"""Steps from a person to the body at the top."""
_OUTLET = re.compile(
    r"\b(?:BBC|CNN|CBS|NBC|ABC|NPR|AFP|Reuters|TASS|Xinhua|Jazeera|Corriere|News|Press|Radio|Times|Herald|Gazette|Agency|Wire|Post|Daily|Courier|Television|TV|Media|Newspaper)\b"
)
_PLAIN = re.compile(
    r"(?:both |the )?(?:sides|parties|groups?|public|nations|people|talks|"
    r"delegations?|panels?|observers?|mediators?)"
)
"""Words that name no party by themselves."""
_BETWEEN, _AND = re.compile(r"\bbetween\s(?:the\s)?"), re.compile(r"\sand\s(?:the\s)?")
_WORD, _EDGE = re.compile(r"\w+"), re.compile(r"\b")


def roles(
    events: Sequence[Event],
    actors: Sequence[Actor],
    texts: Mapping[str, str],
    kin: Mapping[str, str] | None = None,
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Return the parties and the mediators as reports speak of them; both may be empty.

    What somebody does counts for the body to which ``kin`` says they belong: a minister for the state.
    """
    known = {actor.id: actor for actor in actors if actor.kind != "unnamed" or _is_mediator(actor)}
    homes = kin or {}
    named, between = helping(known.values(), texts)
    weights: defaultdict[str, float] = defaultdict(float)
    deeds: defaultdict[str, float] = defaultdict(float)
    for event in events:
        for actor, weight in _weights(event):
            home = actor if named[actor] else _home(actor, homes)
            weights[home] += weight
            deeds[home] += weight if weight > SAYING else 0
    sides = _sides(known.values(), texts, homes)
    told = sum(many >= SIDES_TOLD for many in sides.values()) >= 2

    def mediates(actor: Actor) -> bool:
        key = actor.id
        if is_helper(actor.name):
            return not sides[key] and bool(deeds[key] or named[key] or len(actor.mentions) > 1)
        much = named[key] * 4 >= weights[key] or (told and not sides[key])
        third = bool(between[key]) and deeds[key] >= FEWEST and not sides[key]
        return third or (named[key] >= 1 and much)

    mediators = [actor for actor in known.values() if mediates(actor)]
    mediators = mediators or [actor for actor in known.values() if _is_mediator(actor)][:1]
    away = {actor.id for actor in mediators}
    away |= {key for key, many in between.items() if many and not sides[key]}
    parties = [a for a in known.values() if a.id not in away and _can_be_party(a, deeds[a.id])]
    for party in parties:
        weights[party.id] += BETWEEN * sides[party.id]
        if weights[party.id]:
            weights[party.id] += MENTION * min(len(party.mentions), MOST_MENTIONS)
    parties.sort(key=lambda actor: -weights[actor.id])
    best = weights[parties[0].id] if parties else 0.0
    beside = SHARE_BESIDE if told else SHARE
    found = [
        a for a in parties if weights[a.id] >= max(FEWEST, (SHARE if sides[a.id] else beside) * best)
    ]
    acting = [actor for actor in found if deeds[actor.id] or sides[actor.id]]
    found = acting if len(acting) >= 2 else found
    return tuple(found[:MOST]), tuple(mediators)


def _is_mediator(actor: Actor) -> bool:
    """Return whether somebody without a name is told of as a mediator: 'the federal mediator'."""
    return re.search(r"\b(?:mediator|facilitator|conciliator|arbitrator)s?$", actor.name) is not None


def _sides(actors: Iterable[Actor], texts: Mapping[str, str], homes: Mapping[str, str]) -> Counter[str]:
    """Return how often reports name each actor as one of two: 'talks between Peru and Chile'."""
    ids = {
        name: actor.id for actor in actors for name in (actor.name, *(m.text for m in actor.mentions))
    }
    by_word: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(ids, key=len, reverse=True):
        by_word[_word_at(name, 0)].append(name)
    found: Counter[str] = Counter()
    for text in texts.values():
        for match in _BETWEEN.finditer(text):
            pair = next(_two_names(text, match, by_word), ())
            found.update({_home(ids[name], homes) for name in pair})
    return found


def _two_names(
    text: str, between: re.Match[str], by_word: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, str]]:
    """Yield the two names behind 'between', the longest first."""
    for first in _names_at(text, between.end(), by_word):
        joined = _AND.match(text, between.end() + len(first))
        if joined:
            for second in _names_at(text, joined.end(), by_word):
                if _EDGE.match(text, joined.end() + len(second)):
                    yield first, second


def _names_at(text: str, place: int, by_word: Mapping[str, Sequence[str]]) -> Iterator[str]:
    names = by_word.get(_word_at(text, place), ())[:MOST_NAMES]
    return (name for name in names if text.startswith(name, place))


def _word_at(text: str, place: int) -> str:
    match = _WORD.match(text, place)
    return match[0] if match else ""


def _home(actor: str, kin: Mapping[str, str]) -> str:
    """Return the body that an actor belongs to at last: a minister to the government to the state."""
    for _ in range(FARTHEST):
        if actor not in kin:
            break
        actor = kin[actor]
    return actor


def _can_be_party(actor: Actor, deeds: float) -> bool:
    """Return whether an actor can be a party: a body that is no outlet, or a name without a role that acts.

    A body is sometimes read as a person ('Kessel Terminals'). People told of once are a party if they act.
    """
    if _OUTLET.search(actor.name) or actor.kind == "unnamed" or _PLAIN.fullmatch(actor.name):
        return False
    if actor.kind == "group" and len(actor.mentions) < FEWEST:
        return deeds >= 2 * FEWEST
    return actor.kind != "person" or (actor.role is None and deeds >= 2 * FEWEST)


def _weights(event: Event) -> Iterator[tuple[str, float]]:
    """Yield how strongly an event speaks for each of its actors being a party."""
    body = event.shown.body
    match body:
        case Outcome():
            yield from ((actor, 3.0) for actor in body.by)
        case Contact():
            yield from ((actor, 2.0) for actor in body.participants)
        case Position():
            yield body.actor, 2.0
        case Pressure():
            yield body.on, 2.0
        case Proposal():
            yield from ((actor, 0.5) for actor in body.by)
        case Statement(actor=str() as actor):
            yield actor, 1.0
