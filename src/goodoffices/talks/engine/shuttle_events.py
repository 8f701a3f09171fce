"""The events of shuttle talks: opening questions, texts carried to a party at a time, and replies.

The events of confidences between texts are in ``release_events``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from goodoffices.talks.engine.event import (
    FAR,
    Batch,
    Carried,
    Event,
    Happened,
    IssueIndex,
    Lanes,
    Mask,
    Number,
    Numbers,
    Package,
    Ranking,
    Where,
    packages,
)
from goodoffices.talks.engine.events import Offer
from goodoffices.talks.engine.said import BESIDE, Part, Said, say, together
from goodoffices.talks.engine.said import gettext_noop as _

if TYPE_CHECKING:
    from goodoffices.talks.engine.names import Names
    from goodoffices.talks.engine.protocol import Protocol
    from goodoffices.talks.engine.state import State
    from goodoffices.talks.engine.views import Notebook


class Asked(Event):
    """A mediator asks every party the opening questions: its issues by importance, its best options."""

    says = _("{who} asks each side in confidence what matters most to it.")

    @classmethod
    def write(cls, state: State, batch: Batch, live: Where) -> None:
        state.forget_answers(live)


class Opened(Event, private=True):
    """A party answers them, to its mediator only: its ranking of issues, and the options it likes best."""

    best = Package()
    ranking = Ranking()

    @classmethod
    def note(cls, book: Notebook, happened: Happened, reached: Where) -> None:
        batch, issues = happened.batch, book.held.shape[1]
        book.opened[reached, batch.by, 0] = 1
        book.opened[reached, batch.by, 1 : 1 + issues] = cls.ranking.of(batch)[reached]
        book.opened[reached, batch.by, 1 + issues :] = batch.package[reached]

    @classmethod
    def sentence(cls, happened: Happened, names: Names) -> Said:
        order = (names.issues[i].name for i in cls.ranking.of(happened.batch)[0].tolist())
        return say(
            _(
                "{who} says, {privately}, what matters most to it: {issues}. It would like best: {package}."
            ),
            who=names.who(happened),
            privately=names.privately(happened),
            issues=together(order, BESIDE),
            package=names.words(names.package(happened.batch.package[0].tolist())),
        )


class TextCarried(Event, aside=True):
    """A mediator carries a text over its channel to the next party that has not seen it.

    If ``compared`` is 1, the party is asked whether it likes the text better than the ``reference``.
    """

    package = Package()
    compared = Number(2)
    reference = Numbers()

    @classmethod
    def tiny(cls, dims: Sequence[int]) -> list[Carried]:
        beside: list[tuple[int, ...]] = [(), *((1, *other) for other in packages(dims))]
        return [(package, False, numbers) for package in packages(dims) for numbers in beside]

    @classmethod
    def exists(cls, batch: Batch, dims: Lanes) -> Mask | None:
        other = cls.reference.of(batch)
        there = ((other >= 0) & (other < dims)).all(axis=1) | (cls.compared.of(batch) != 1)
        return np.asarray(super().exists(batch, dims) & there)

    @classmethod
    def audience(cls, rules: Protocol, state: State, batch: Batch) -> Lanes:
        return rules.hearing(state, state.turn)

    @classmethod
    def write(cls, state: State, batch: Batch, live: Where) -> None:
        parties = state.answered.shape[1]
        lanes = np.arange(len(state.turn))[live]
        last = lanes[state.turn[lanes] == parties - 1]
        state.put[live] = batch.package[live]
        state.turn[live] = (state.turn[live] + 1) % parties
        # once every party has seen the text, all are asked what they say to it
        state.forget_answers(last)
        state.step[last] += 1
        state.floated[last] = 0

    @classmethod
    def note(cls, book: Notebook, happened: Happened, reached: Where) -> None:
        batch = happened.batch
        Offer.note(book, happened, reached)
        compared = cls.compared.of(batch) == 1
        lanes = np.arange(len(compared))[reached]
        lanes = lanes[compared[lanes]]
        book.held[lanes] = cls.reference.of(batch)[lanes]
        # a party compares with the text that it is told to, not with one that it remembers
        book.has_held[reached] = compared[reached]

    @classmethod
    def sentence(cls, happened: Happened, names: Names) -> Said:
        party = names.party_told(happened)
        package = names.package(happened.batch.package[0].tolist())
        last, wish = names.shown.get(party), names.wishes.get(party)
        names.shown[party] = package
        parts: dict[str, Part] = {
            "who": names.who(happened),
            "to": names.to(party, happened),
            "text": names.words(package),
        }
        if last is not None and wish is not None:
            issue = names.issues[wish]
            if last[issue.id] != package[issue.id]:
                return say(
                    _(
                        "{who} carries a text to {to}: {text}. "
                        "It changes what {party} said it would change first: {issue}."
                    ),
                    **parts,
                    party=names.seats[party],
                    issue=issue.name,
                )
        return say(_("{who} carries a text to {to}: {text}."), **parts)


BETTER = (
    _(
        "{who} says, {privately}: it is not better than the text it was compared with, and {far}; "
        "first it would change {issue}."
    ),
    _("{who} says, {privately}: it is better, and {far}; first it would change {issue}."),
    _("{who} says, {privately}: {far}; first it would change {issue}."),
    _("{who} says, {privately}: it is much worse, and {far}; first it would change {issue}."),
    _(
        "{who} says, {privately}: it is as good as the text it was compared with or a little worse, "
        "and {far}; first it would change {issue}."
    ),
    _("{who} says, {privately}: it is a little better, and {far}; first it would change {issue}."),
    _("{who} says, {privately}: it is much better, and {far}; first it would change {issue}."),
)
"""Sentences of a reply, by its number: is the text better than the text it was compared with, and how much?

The first two are in older records only. A reply has the third if there was nothing to compare the text with.
"""
NOT_BETTER, IS_BETTER, ALONE, MUCH_WORSE, LITTLE_WORSE, LITTLE_BETTER, MUCH_BETTER = range(len(BETTER))


class Replied(Event, private=True):
    """A party says how it finds the text carried to it, to its mediator only.

    ``better``: the index in :data:`BETTER`; ``level``: the index in :data:`FAR`; ``worst``: the issue it
    would change first.
    """

    better = Number(len(BETTER))
    level = Number(len(FAR))
    worst = IssueIndex()

    @classmethod
    def note(cls, book: Notebook, happened: Happened, reached: Where) -> None:
        replied = [field.of(happened.batch)[reached] for field in (cls.better, cls.level, cls.worst)]
        book.replies[reached, happened.batch.by] = np.stack(replied, axis=1)

    @classmethod
    def sentence(cls, happened: Happened, names: Names) -> Said:
        batch = happened.batch
        worst = names.wishes[batch.by] = cls.worst.at(batch)
        return say(
            BETTER[cls.better.at(batch)],
            who=names.who(happened),
            privately=names.privately(happened),
            far=say(FAR[cls.level.at(batch)]),
            issue=names.issues[worst].name,
        )
