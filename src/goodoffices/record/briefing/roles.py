"""Parties and mediators proposed from the reports, for a folder that has no case.yaml."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from goodoffices.record.briefing.doubles import once_each, same_name
from goodoffices.record.briefing.helping import helping, is_envoy, is_helper, is_mediator, told_to_help
from goodoffices.record.briefing.sides import is_proper, kind_of_side, of_a_dispute
from goodoffices.record.briefing.standing import Told
from goodoffices.record.entries import Actor
from goodoffices.record.merge.events import Event

FIRST, SECOND, LATER = 4.0, 3.0, 7.0
"""Least points of the first party, of the second, as a dispute has two sides, and of any other."""
SHARE = 0.8
"""Share of the points of the second party that is enough for another: four states, all alike."""
ACTING = ("between", "joint", "hyphen", "with", "against", "acting", "position", "outcome", "contact")
"""Signs of which a party beside the first two must have one."""
MOST = 6
"""Parties that are proposed, at most."""
DEEDS = {
    "outcome": 3.0,
    "contact": 2.0,
    "position": 2.0,
    "pressure": 2.0,
    "proposal": 0.5,
    "statement": 1.0,
}
"""How much an event speaks against its actor being a mediator of whom little else is told."""
SAYING = 1.0
"""The weight of a statement: who only says something does nothing."""
SIDES_TOLD = 2
"""Times that 'between A and B' names both before nobody else is a side."""
FARTHEST = 3
"""Steps from a person to the body at the top."""
_OUTLET = re.compile(
    r"\b(?:BBC|CNN|CBS|NBC|ABC|NPR|AFP|Reuters|TASS|Bloomberg|Interfax|Yonhap|Kyodo|Xinhua|Jazeera|Corriere|News|Press|Radio|Times|Herald|Gazette|Agency|Wire|Post|Daily|Courier|Television|TV|Media|Newspaper)\b"
)
_PLAIN = re.compile(
    r"(?:both |the |warring )?(?:sides|part(?:y|ies)|groups?|public|nations|countries|people|talks|whose|one|"
    r"companies|firms|states|governments|airlines|carriers|teams|officials|members|"
    r"delegations?|panels?|observers?|mediators?|organi[sz]ation|leaderships?|factions?)"
)
"""Words that name no party by themselves."""


def roles(
    events: Sequence[Event],
    actors: Sequence[Actor],
    texts: Mapping[str, str],
    kin: Mapping[str, str] | None = None,
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Return the parties and the mediators as reports speak of them; both may be empty.

    What somebody does counts for the body to which ``kin`` says they belong: a minister for the state.
    """
    named, between = helping([a for a in actors if a.kind != "unnamed" or is_mediator(a)], texts)
    number = {actor.id: n for n, actor in enumerate(actors)}
    homes = [actor.id if named[actor.id] else _home(actor.id, kin or {}) for actor in actors]
    told = Told.of(events, actors, texts, [number.get(home, n) for n, home in enumerate(homes)])
    helps = [float(named[actor.id]) for actor in actors]
    for n, times in told_to_help(told.texts).items():
        helps[n] += 2 * times
    for n, actor in enumerate(actors):
        alone = told.home[n] == n or is_helper(actors[told.home[n]].name)
        helps[n] += 2 * (alone and is_envoy(actor))
    mediators = _mediators(told, helps, [between[actor.id] for actor in actors])
    sides = told.sides
    away = {actor.id for actor in mediators}
    away |= {a.id for n, a in enumerate(actors) if between[a.id] and not sides[n]}
    return _parties(told, mediators, away), mediators


def _parties(told: Told, mediators: Sequence[Actor], away: set[str]) -> tuple[Actor, ...]:
    """Return the actors with most points; a person is a party only if no two bodies are."""
    if not (told.has_events or any(of_a_dispute(text) for text in told.texts)):
        return ()
    points = {actor.id: points for actor, points in zip(told.actors, told.points, strict=True)}
    able = [
        actor
        for n, actor in enumerate(told.actors)
        if told.home[n] == n and points[actor.id] >= SECOND and actor.id not in away
        if _can_be_party(actor) and not any(same_name(actor, other) for other in mediators)
    ]
    able = list(once_each(sorted(able, key=lambda actor: -points[actor.id])))
    bodies = [actor for actor in able if actor.kind != "person"]
    if len(bodies) >= 2 and points[bodies[1].id] >= FIRST:
        able = bodies
    if not able or points[able[0].id] < FIRST:
        return ()
    enough = min(LATER, SHARE * points[able[1].id]) if len(able) > 1 else LATER
    acting = {told.actors[n].id for sign in ACTING for n in told.counts[sign]}
    others = (actor for actor in able[2:MOST] if points[actor.id] >= enough and actor.id in acting)
    return (*able[:2], *others)


def _mediators(told: Told, helps: Sequence[float], between: Sequence[int]) -> tuple[Actor, ...]:
    """Return those whom reports tell of as helping, and who are not mainly told of as a side."""
    sides = told.sides
    two_told = sum(many >= SIDES_TOLD for many in sides.values()) >= 2
    weights = [
        sum(weight * told.counts[kind][n] for kind, weight in DEEDS.items()) for n in range(len(helps))
    ]
    found = []
    for n, actor in enumerate(told.actors):
        deeds = weights[n] - SAYING * told.counts["statement"][n]
        if actor.kind == "unnamed" and not is_mediator(actor):
            continue
        if is_helper(actor.name):
            helper = not sides[n] and bool(deeds or helps[n] or len(actor.mentions) > 1)
        else:
            much = helps[n] * 4 >= weights[n] or (two_told and not sides[n])
            third = bool(between[n]) and deeds >= 2 and not sides[n]
            helper = third or (helps[n] > sides[n] and much)
        if helper and not _is_common_side(actor):
            found.append(actor)
    number = {actor.id: n for n, actor in enumerate(told.actors)}
    sure = [actor for actor in found if helps[number[actor.id]]]
    met = told.counts["contact"]
    unnamed = [a for n, a in enumerate(told.actors) if is_mediator(a) and (" " in a.name or met[n])]
    chosen = sure or found or unnamed[:1]
    return once_each([actor for actor in chosen if not _stands_behind(actor, chosen)])


def _stands_behind(actor: Actor, mediators: Sequence[Actor]) -> bool:
    """Return whether a mediator is the body whose envoy is one too, or 'the ministry' of one."""
    if actor.kind != "person" and not is_proper(actor.name) and not is_mediator(actor):
        return any(other.kind == "state" for other in mediators)
    envoys = (other.role or "" for other in mediators if other.kind == "person")
    return is_helper(actor.name) and any(actor.name in role for role in envoys)


def _home(actor: str, kin: Mapping[str, str]) -> str:
    """Return the body that an actor belongs to at last: a minister to the government to the state."""
    for _ in range(FARTHEST):
        if actor not in kin:
            break
        actor = kin[actor]
    return actor


def _can_be_party(actor: Actor) -> bool:
    nobody = _OUTLET.search(actor.name) or _PLAIN.fullmatch(actor.name)
    return actor.kind != "unnamed" and nobody is None


def _is_common_side(actor: Actor) -> bool:
    """Return whether a name is a noun for a side and no more: 'the government' mediates seldom."""
    if actor.kind == "person" or is_proper(actor.name) or is_mediator(actor):
        return False
    return kind_of_side(actor.name) not in ("", "front", "beside")
