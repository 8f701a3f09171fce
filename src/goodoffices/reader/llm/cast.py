"""The actors of a text: those of the house's reader, and those that the model names besides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from goodoffices.reader.llm.forms import Named
from goodoffices.reader.llm.places import Places
from goodoffices.record.entries import Actor, Span


class Cast:
    """Know an actor by each name that the text has for it."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self.actors = {actor.id: actor for actor in actors}
        self.added: set[str] = set()
        self._names: dict[str, set[str]] = {}
        for actor in self.actors.values():
            self._remember(actor)

    def add(self, named: Named, places: Places, refused: list[str]) -> None:
        """Take in an actor of the model, unless it is known; its name and its role must be in the text."""
        mentions = places.everywhere(named.name)
        if not mentions:
            refused.append(f"actor: the text does not have the name '{named.name[:60]}'")
            return
        if self.known(named.name):
            return
        role = named.role
        if role is not None and not places.everywhere(role):
            refused.append(f"actor '{named.name[:60]}': the text does not have the role '{role[:60]}'")
            role = None
        same = self._titled(named, mentions)
        if same is not None:
            self._names.setdefault(_key(named.name), set()).add(same)
            return
        name = re.sub(r"[\W_]+", "-", named.name.lower()).strip("-") or "actor"
        while name in self.actors:
            name += "-2"
        self.actors[name] = Actor(name, named.name, named.kind, role, mentions)
        self.added.add(name)
        self._remember(self.actors[name])

    def known(self, name: str) -> str | None:
        """Return the id of the only actor with a name; None if there is none, or several."""
        found = self._names.get(_key(name), set())
        return next(iter(found)) if len(found) == 1 else None

    def name(self, actor: str | None) -> str:
        """Return the name of an actor, or 'nobody'."""
        known = self.actors.get(actor or "")
        return known.name if known else actor or "nobody"

    def names(self, actors: Sequence[str]) -> str:
        """Return the names of actors in alphabetical order, or 'nobody'."""
        return ", ".join(sorted(map(self.name, actors))) or "nobody"

    def mentioned(self, actor: str, start: int, end: int) -> bool:
        """Return whether an actor is named between two places."""
        return any(start <= mention.start < end for mention in self.actors[actor].mentions)

    def at(self, place: Span) -> set[str]:
        """Return the actors who are named at a place."""
        return {
            actor.id
            for actor in self.actors.values()
            if any(m.start < place.end and place.start < m.end for m in actor.mentions)
        }

    def _titled(self, named: Named, mentions: Sequence[Span]) -> str | None:
        """Return the known actor whose name ends each mention: 'Ann Lee' in 'Mayor Ann Lee'."""
        ends = {mention.end for mention in mentions}
        same = {
            actor.id
            for actor in self.actors.values()
            if actor.kind == named.kind and ends <= {mention.end for mention in actor.mentions}
        }
        return next(iter(same)) if len(same) == 1 else None

    def _remember(self, actor: Actor) -> None:
        for name in (actor.name, *(mention.text for mention in actor.mentions)):
            self._names.setdefault(_key(name), set()).add(actor.id)


def _key(name: str) -> str:
    return " ".join(name.split()).casefold().removeprefix("the ")
