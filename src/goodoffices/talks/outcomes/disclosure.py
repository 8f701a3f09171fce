"""Disclosure: private answers and who heard them, in counts and in bits; reasons of breakdowns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product
from math import fsum, log2

import numpy as np

from goodoffices.errors import UsageError
from goodoffices.talks.engine.event import Batch, Event, Lanes
from goodoffices.talks.engine.events import Answer, BrokenOff, DeadlinePassed, VariantsAnswered
from goodoffices.talks.engine.release_events import Released
from goodoffices.talks.engine.release_rules import FORMS, Form
from goodoffices.talks.engine.session import Log, Seat, drive

TIME_OVER = "time was over with nothing that all accepted"
REFUSED = "a party refused the last text"
NOTHING = "the mediator found nothing to sign"
NAMED = tuple(FORMS[form] for form in Form if form is not Form.IDEA)
"""The forms in which something goes out in its author's name."""


@dataclass(slots=True)
class Disclosed:
    """The number of private answers of a party over all runs, by who heard them.

    Attributes:
        answers: how many it gave.
        to_mediators: by mediator, including those that only carry messages.
        to_parties: by other party; 0 for each unless a protocol leaks.
        released: by form, the confidences passed on to another party in this party's name.
        ideas: the ideas that the mediator put to this party. Nothing counts these by author.
    """

    answers: int = 0
    to_mediators: dict[str, int] = field(default_factory=dict)
    to_parties: dict[str, int] = field(default_factory=dict)
    released: dict[str, int] = field(default_factory=dict)
    ideas: int = 0

    def plus(self, other: Disclosed) -> Disclosed:
        """Return the numbers of both; they name the same parties, mediators and forms."""
        return Disclosed(
            self.answers + other.answers,
            {name: number + other.to_mediators[name] for name, number in self.to_mediators.items()},
            {name: number + other.to_parties[name] for name, number in self.to_parties.items()},
            {form: number + other.released[form] for form, number in self.released.items()},
            self.ideas + other.ideas,
        )


def disclosures(
    logs: Sequence[Log], parties: Sequence[str], mediators: Sequence[str]
) -> dict[str, Disclosed]:
    """Return each party's private answers, counted by the audience that was fixed when they were given."""
    found = {
        party: Disclosed(
            0,
            dict.fromkeys(mediators, 0),
            {p: 0 for p in parties if p != party},
            dict.fromkeys(NAMED, 0),
        )
        for party in parties
    }
    for log in logs:
        for happened in log.happened:
            event = happened.batch.event
            if issubclass(event, Released):
                _count_released(event, happened.batch, found, parties)
            if not event.private:
                continue
            where, by = happened.batch.where, happened.batch.by
            said = found[parties[by]]
            said.answers += int(np.count_nonzero(where))
            for seat, name in enumerate((*parties, *mediators)):
                heard = int(np.count_nonzero(where & ((happened.audience >> seat) & 1 == 1)))
                if seat >= len(parties):
                    said.to_mediators[name] += heard
                elif seat != by:
                    said.to_parties[name] += heard
    return found


def answers_each(log: Log, parties: int) -> tuple[Lanes, Lanes]:
    """Return by lane the number of private answers, and of those that another party heard."""
    given, heard = np.zeros(len(log.runs), np.int64), np.zeros(len(log.runs), np.int64)
    for happened in log.happened:
        if happened.batch.event.private:
            where, by = happened.batch.where, happened.batch.by
            others = sum(1 << seat for seat in range(parties) if seat != by)
            given += where
            heard += where & ((happened.audience & others) != 0)
    return given, heard


def _count_released(
    event: type[Released], batch: Batch, found: dict[str, Disclosed], parties: Sequence[str]
) -> None:
    """Count the parts of a release under the names in which they go out."""
    for lane in np.flatnonzero(batch.where).tolist():
        for part in event.release(batch, lane):
            if part.author is None:
                found[parties[part.to]].ideas += 1
            else:
                found[parties[part.author]].released[FORMS[part.form]] += 1


def breakdowns(logs: Sequence[Log], seats: Sequence[str]) -> dict[str, int]:
    """Return the reasons of runs without agreement, with counts, most frequent first; no run is named.

    ``seats`` are the names of parties, then mediators. The last two events of a run decide its reason.
    """
    reasons = Counter[str]()
    for log in logs:
        last, before, by = _endings(log)
        for lane in np.flatnonzero(~log.protocol.within(log.final, "agreed")):
            reasons[_reason(last[lane], before[lane], seats[by[lane]])] += 1
    return dict(sorted(reasons.items(), key=lambda item: (-item[1], item[0])))


def _endings(log: Log) -> tuple[list[type[Event]], list[type[Event]], list[int]]:
    """Return each lane's last event, the event before it, and the seat of the last (0 if the clock's)."""
    kinds: list[type[Event]] = [Event, *dict.fromkeys(h.batch.event for h in log.happened)]
    last, before, by = (np.zeros(len(log.runs), dtype=np.int64) for _ in range(3))
    for happened in log.happened:
        where = happened.batch.where
        before[where] = last[where]
        last[where] = kinds.index(happened.batch.event)
        by[where] = happened.batch.by if happened.batch.by < log.protocol.setting.clock else 0
    return [kinds[k] for k in last.tolist()], [kinds[k] for k in before.tolist()], by.tolist()


def _reason(last: type[Event], before: type[Event], seat: str) -> str:
    if last is BrokenOff:
        return f"broken off by {seat}"
    if DeadlinePassed in (last, before):
        return TIME_OVER
    return REFUSED if before in (Answer, VariantsAnswered) else NOTHING


def reached(log: Log, lane: int, seat: int) -> bytes:
    """Return all events that reached a seat in a lane, in order, as bytes."""
    parts = []
    for happened in log.lane(lane):
        if int(happened.audience[0]) >> seat & 1:
            batch = happened.batch
            words = (
                batch.by,
                batch.event.__name__,
                bool(batch.yes[0]),
                happened.round[0],
                happened.step[0],
            )
            parts.append(repr((*map(str, words), batch.package[0].tolist(), batch.more[0].tolist())))
    return "\n".join(parts).encode()


def disclosed(
    log: Log, lane: int, observer: int, prior: Sequence[tuple[Sequence[Seat], float]], seed: int
) -> float:
    """Return the bits that a seat learnt in a lane about the private information of the others.

    ``prior`` lists the possibilities as the seats to play with (preferences and players), each with a
    weight; the observer's own seat should be the same in all. Each is played again with the ``seed`` of
    the log, and is ruled out if the observer then sees other bytes. The result is the entropy before, less
    the entropy after. Exact for players that act by their preferences and the seed alone; an
    observer who does not know a player's draws learns no more than this on average. If the
    possibilities that are left are more even than the prior, the result of a single lane may be below 0; its
    mean over the prior is not.

    Raises:
        UsageError: no possibility in the prior leads to the observer's events, or it has no weight.
    """
    run = log.runs[lane]
    seen = reached(log, lane, observer)
    weights = [weight for _, weight in prior]
    left = [
        weight
        for seats, weight in prior
        if reached(drive(log.protocol, seats, seed, range(run, run + 1)), 0, observer) == seen
    ]
    if not sum(left):
        raise UsageError(
            "prior: expected one that holds what was played, found none that looks the same."
        )
    return entropy(weights) - entropy(left)


def entropy(weights: Sequence[float]) -> float:
    """Return the entropy, in bits, of weights that need not sum to 1."""
    # newer Pythons add floats otherwise than older ones, and the same bits are to be printed everywhere
    total = fsum(weights)
    return fsum(w / total * log2(total / w) for w in weights if w > 0)


def told_by_close(variants: int) -> float:
    """Return the bits that the published word tells a party about the other's answers, on average.

    Two parties; this one said yes to every variant, and thought each answer of the other as likely yes as
    no. One variant, drawn from those that both accepted, is published, or that there is none: the mutual
    information of that and the answers, counted over all of them.
    """
    published = [0.0] * (variants + 1)
    unsure = 0.0
    for answers in product((False, True), repeat=variants):
        good = [place for place, yes in enumerate(answers) if yes] or [variants]
        for place in good:
            published[place] += 1 / len(good)
        unsure += entropy([1.0] * len(good))
    return float(entropy(published) - unsure / 2**variants)
