"""Parties and mediators proposed from the reports, for a folder that has no case.yaml."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from goodoffices.record.briefing.doubles import once_each, same_name
from goodoffices.record.briefing.helping import is_captor, is_mediator
from goodoffices.record.briefing.masked import NUMBER, masked
from goodoffices.record.briefing.mediators import Help
from goodoffices.record.briefing.sides import is_proper, of_a_dispute
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
_ALL = re.compile(
    r"\A[a-z].* ?(?:parties|sides|factions|rivals|tribes|clans|communities)\Z|\A(?:main|five|four|six) "
)
"""A noun for several parties together."""
_JUDGE = re.compile(r"\b(?:[Jj]udge|[Mm]agistrate|[Jj]ustice)\b")
_RIVAL = re.compile(
    r"\b(?:ousted|deposed|de facto|interim|self-proclaimed|opposition|rebel)\b", re.IGNORECASE
)
"""Words in the role of a person who does not stand for the state or the body."""
_OTHER = re.compile(r"(?:previous|former|whose|rival|warring|both|other|earlier) ", re.IGNORECASE)
"""Words before a name by which it is no party's own."""


def roles(
    events: Sequence[Event],
    actors: Sequence[Actor],
    texts: Mapping[str, str],
    kin: Mapping[str, str] | None = None,
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Return the parties and the mediators as reports speak of them; both may be empty.

    What somebody does counts for the body to which ``kin`` says they belong: a minister for the state.
    """
    # 'mediators' stays: it is a word by which reports tell who helps
    hidden = masked(
        {n: a for n, a in enumerate(actors) if a.kind != "unnamed" and not is_mediator(a)}, texts
    )
    helping = Help(actors, [_captors_named(text, actors) for text in hidden])
    number = {actor.id: n for n, actor in enumerate(actors)}
    homes = [
        n if helping.told(n) or _RIVAL.search(a.role or "") else number.get(_home(a.id, kin or {}), n)
        for n, a in enumerate(actors)
    ]
    told = Told.of(events, actors, hidden, homes)
    likely = [actors[n] for n in sorted(range(len(actors)), key=lambda n: -told.points[n])]
    likely = [actor for actor in likely if _can_be_party(actor) and not helping.told(number[actor.id])][
        :2
    ]
    mediators = helping.mediators(told, likely)
    away = {actor.id for actor in mediators}
    away |= {
        actors[n].id
        for n in helping.signs.get("both", ())
        if not (told.sides[n] or told.counts["acting"][n])
    }
    offices = " ".join(actor.role or "" for actor in mediators)
    away |= {
        a.id
        for n, a in enumerate(actors)
        if is_proper(a.name) and a.name in offices and not told.sides[n]
    }
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
    kind = {actor.id: told.kinds.get(n, "") for n, actor in enumerate(told.actors)}
    able.sort(key=lambda actor: (-round(2 * points[actor.id]), not is_proper(actor.name)))
    able = list(once_each(able, lambda actor: kind[actor.id], told.apart))
    able = _without_all_together(able)
    bodies = [actor for actor in able if actor.kind != "person"]
    if len(bodies) >= 2 and points[bodies[1].id] >= FIRST:
        able = bodies
    if not able or points[able[0].id] < FIRST:
        return ()
    first = {actor.id for actor in able[:2]}
    beside = {
        actor.id for actor in able if all(frozenset((actor.id, one)) in told.apart for one in first)
    }
    enough = min(LATER, SHARE * points[able[1].id]) if len(able) > 1 else LATER
    acting = {told.actors[n].id for sign in ACTING for n in told.counts[sign]}
    others = (
        actor
        for actor in able[2:MOST]
        if actor.id in beside or (points[actor.id] >= enough and actor.id in acting)
    )
    return (*able[:2], *others)


def _without_all_together(able: Sequence[Actor]) -> list[Actor]:
    """Return the actors without a noun for all of them, 'the five main parties', if two have names."""
    if sum(is_proper(actor.name) for actor in able) < 2:
        return list(able)
    return [actor for actor in able if not _ALL.search(actor.name)]


def _captors_named(text: str, actors: Sequence[Actor]) -> str:
    """Return a masked text with the names of kidnappers and captors in words: helpers speak with them."""
    return NUMBER.sub(
        lambda found: name if is_captor(name := actors[int(found[1])].name) else found[0], text
    )


def _home(actor: str, kin: Mapping[str, str]) -> str:
    """Return the body that an actor belongs to at last: a minister to the government to the state."""
    for _ in range(FARTHEST):
        if actor not in kin:
            break
        actor = kin[actor]
    return actor


def _can_be_party(actor: Actor) -> bool:
    if actor.kind == "person" and _JUDGE.search(actor.role or ""):
        return False
    nobody = _OUTLET.search(actor.name) or _PLAIN.fullmatch(actor.name) or _OTHER.match(actor.name)
    return actor.kind != "unnamed" and nobody is None
