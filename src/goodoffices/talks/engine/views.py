"""Views: the private information of each seat, and the events that reached it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import UsageError
from goodoffices.space import Codes, Integers, Rule, Space, Table, drawn, kept, packages, size, worth
from goodoffices.talks.engine.event import NO_VOTE, NONE, Happened, Lanes, Mask, Rows, Where, whole
from goodoffices.talks.engine.release_codec import CELL, no_cells

ROW_LIMIT = 2_000_000
"""Number of packages that are listed at most: a few hundred megabytes for ten issues."""
DRAWN = 4096
"""Number of packages drawn for a mediator if they are too many to list."""


@dataclass(frozen=True, slots=True, eq=False)
class PartyPrivate:
    """A party's own preferences and the packages that linkages allow; nothing of any other party.

    Attributes:
        codes: (packages, issues) option indices, sorted by ``worth``; empty if they are too many to list.
        worth: (packages,) this party's integer utility of each.
        pressure: by round, the integer utility that its constituencies make delay cost it; may be empty.
        seat: its place at the table.
        issues, options: ids of the issues, and of each issue's options; empty if people sit.
    """

    name: str
    tables: tuple[Table, ...]
    reservation: int
    codes: Codes
    worth: Integers
    dims: tuple[int, ...]
    pressure: tuple[int, ...] = ()
    seat: int = 0
    issues: tuple[str, ...] = ()
    options: tuple[tuple[str, ...], ...] = ()

    def value(self, rows: Rows) -> Integers:
        """Return this party's utility of packages, (lanes, issues) -> (lanes,)."""
        return worth(self.tables, rows)

    def reach(self) -> tuple[int, int]:
        """Return the least and the largest utility that a package can have for this party.

        Exact if packages are listed; otherwise a bound that is reached by improving, or worsening, a single
        issue at a time until no change does.
        """
        if len(self.worth):
            return int(self.worth[0]), int(self.worth[-1])
        return self._climbed(-1), self._climbed(1)

    def _climbed(self, sign: int) -> int:
        # from the first option of each issue, the same for all, so that equal parties have equal
        # bounds
        row = np.zeros((1, len(self.dims)), dtype=np.int64)
        before, now = None, self.value(row)[0]
        while before is None or sign * now > sign * before:
            before = now
            for issue, dim in enumerate(self.dims):
                rows = np.repeat(row, dim, axis=0)
                rows[:, issue] = np.arange(dim)
                values = sign * self.value(rows)
                row, now = rows[[values.argmax()]], sign * values.max()
        return int(now)


@dataclass(frozen=True, slots=True, eq=False)
class MediatorPrivate:
    """A mediator's own information: the packages that linkages allow. It is given no preferences.

    ``codes`` (packages, issues) are all of them, or a uniform sample if they are too many to list.
    """

    name: str
    dims: tuple[int, ...]
    codes: Codes
    rules: tuple[Rule, ...]

    def allows(self, rows: Rows) -> Mask:
        """Return true if linkages allow a package, (lanes, issues) -> (lanes,)."""
        return kept(self.rules, rows)


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """Everything that has reached a seat, in arrays of its own with a lane axis.

    Attributes:
        round, step: (lanes,) of the event that reached it last.
        table: (lanes, issues) the package put or offered last; ``has_table`` (lanes,) true if there is one.
        held: (lanes, issues) the text that stands; ``has_held`` (lanes,) true if there is one.
        closing: (lanes,) true while a text is put for a last answer.
        heard: (lanes,) the number of events that reached the seat.
        strong_left: (lanes,) the strong votes that the party may still give.
        variants: (lanes, variants, issues) the texts to be answered together, none in most talks.
        confided: (lanes, parties, issues, CELL) the confidences to the mediator that leads the round, as far
            as this seat gave or heard them, see ``release_codec``.
        given: (lanes, parties, issues) 1 + the option that a party was said to be able to accept, or 0.
        ideas: (lanes, parties, issues) 1 + the option last put to a party as the mediator's idea, or 0.
            The last three have no parties before any confidence reaches the seat.
    """

    seat: int
    round: Lanes
    step: Lanes
    table: Rows
    has_table: Mask
    held: Rows
    has_held: Mask
    closing: Mask
    heard: Lanes
    strong_left: Lanes
    variants: Rows
    confided: Rows = field(kw_only=True, default_factory=lambda: np.zeros((0, 0, 0, CELL), np.int64))
    given: Rows = field(kw_only=True, default_factory=lambda: np.zeros((0, 0, 0), np.int64))
    ideas: Rows = field(kw_only=True, default_factory=lambda: np.zeros((0, 0, 0), np.int64))

    def of(self, lanes: Lanes | slice) -> Self:
        """Return the view of some of the lanes: in copies, or if lanes are a slice as parts of this view."""
        kind: Any = type(self)  # for the type checker, a class without equality cannot be a key
        arrays = {name: getattr(self, name)[lanes] for name in arrays_of(kind)}
        return type(self)(seat=self.seat, **arrays)

    def fingerprint(self) -> bytes:
        """Return the view as bytes; two views are equal if these are."""
        return b"|".join(np.asarray(getattr(self, own.name)).tobytes() for own in fields(View))


@cache
def arrays_of(kind: type[View]) -> tuple[str, ...]:
    """Return the names of the arrays of a kind of view."""
    return tuple(own.name for own in fields(kind) if own.name != "seat")


@dataclass(frozen=True, slots=True, eq=False)
class PartyView(View):
    """The view of a party."""


@dataclass(frozen=True, slots=True, eq=False)
class MediatorView(View):
    """The view of a mediator: also the private answers that passed through it.

    Attributes:
        answers: (lanes, parties) ``NONE``, ``NO`` or ``YES`` to the text put last.
        votes: (lanes, parties) indices of ``events.VOTES``, or ``NO_VOTE``.
        chosen: (lanes, parties) a bit for each variant that the party said yes to.
        opened: (lanes, parties, 1 + 2 * issues) opening answers: 1 if given, the ranking, the best options.
        replies: (lanes, parties, 3) the replies to the text carried last, or the critiques of the text put
            last, -1 if none came; of a text to compare, the first of the three is what the party said.
    """

    answers: NDArray[np.int8]
    votes: NDArray[np.int8]
    chosen: Rows
    opened: Rows
    replies: Rows

    def fingerprint(self) -> bytes:
        own = (self.answers, self.votes, self.chosen, self.opened, self.replies)
        return View.fingerprint(self) + b"|".join(array.tobytes() for array in own)


class Notebook:
    """Keeps everything that has reached a seat; views are copies of it."""

    def __init__(
        self,
        seat: int,
        parties: int,
        lanes: int,
        issues: int,
        strong_votes: int = 0,
        compartments: int = 1,
    ) -> None:
        self.seat = seat
        self.party = seat < parties
        self.round = np.zeros(lanes, dtype=np.int64)
        self.step = np.zeros(lanes, dtype=np.int64)
        self.table = np.zeros((lanes, issues), dtype=np.int64)
        self.has_table = np.zeros(lanes, dtype=np.bool_)
        self.held = np.zeros((lanes, issues), dtype=np.int64)
        self.has_held = np.zeros(lanes, dtype=np.bool_)
        self.closing = np.zeros(lanes, dtype=np.bool_)
        self.heard = np.zeros(lanes, dtype=np.int64)
        self.strong_left = np.full(lanes, strong_votes, dtype=np.int64)
        self.variants = np.zeros((lanes, 0, issues), dtype=np.int64)
        self.compartments = compartments
        self.leading = np.zeros(lanes, dtype=np.int64)
        # most talks have no confidences: no parties until the first, see make_room_for_confidences
        self.cells = np.zeros((lanes, compartments, 0, issues, CELL), dtype=np.int64)
        self.given = np.zeros((lanes, 0, issues), dtype=np.int64)
        self.ideas = np.zeros((lanes, 0, issues), dtype=np.int64)
        self.answers = np.full((lanes, parties), NONE, dtype=np.int8)
        self.votes = np.full((lanes, parties), NO_VOTE, dtype=np.int8)
        self.chosen = np.zeros((lanes, parties), dtype=np.int64)
        self.opened = np.zeros((lanes, parties, 1 + 2 * issues), dtype=np.int64)
        self.replies = np.full((lanes, parties, 3), -1, dtype=np.int64)

    def note(self, happened: Happened) -> None:
        """Take in an event, in the lanes in which it reached this seat."""
        told = happened.reached(self.seat)
        if told is None:
            return
        reached = whole(told)
        self.heard[reached] += 1
        self.round[reached] = happened.round[reached]
        self.step[reached] = happened.step[reached]
        # kept apart from 'round': when talks resume, the next round leads before any event of it is
        # heard
        self.leading[reached] = happened.round[reached]
        happened.batch.event.note(self, happened, reached)

    def forget_answers(self, reached: Where) -> None:
        """Begin to wait for answers; replies to an earlier text stay in ``replies``."""
        self.answers[reached] = NONE
        self.votes[reached] = NO_VOTE

    def make_room_for_confidences(self) -> None:
        """Make the arrays of confidences; talks without confidences do without."""
        if not self.given.shape[1]:
            lanes, parties = self.answers.shape
            issues = self.held.shape[1]
            self.cells = np.stack([no_cells(lanes, parties, issues)] * self.compartments, axis=1)
            self.given, self.ideas = np.zeros((2, lanes, parties, issues), dtype=np.int64)

    def compartment(self) -> Lanes:
        """Return the compartment of each lane's round, (lanes,)."""
        return np.asarray(self.leading % self.compartments)

    def keep_variant(self, package: Rows, number: Lanes, reached: Where) -> None:
        """Keep variants under their numbers; there is room for as many as were put."""
        lanes = np.arange(len(number))[reached]
        # how many variants there will be is the mediator's to decide, and is not known before
        missing = int(number[lanes].max()) + 1 - self.variants.shape[1]
        if missing > 0:
            self.variants = np.pad(self.variants, ((0, 0), (0, missing), (0, 0)))
        self.variants[lanes, number[lanes]] = package[lanes]

    def view(self) -> PartyView | MediatorView:
        """Return the seat's present view, in copies."""
        # copies, since a player could else write into what it is told next
        known = {name: getattr(self, name).copy() for name in arrays_of(View) if name != "confided"}
        # of its confidences a seat sees those to the mediator that leads now, in its compartment
        known["confided"] = (
            self.cells[np.arange(len(self.leading)), self.compartment()]
            if self.given.shape[1]
            else self.cells[:, 0].copy()
        )
        if self.party:
            return PartyView(seat=self.seat, **known)
        return MediatorView(
            seat=self.seat,
            **known,
            answers=self.answers.copy(),
            votes=self.votes.copy(),
            chosen=self.chosen.copy(),
            opened=self.opened.copy(),
            replies=self.replies.copy(),
        )


def view(
    log: Sequence[Happened], seat: int, parties: int, lanes: int, issues: int
) -> PartyView | MediatorView:
    """Return a seat's view after a log: the events that reached it, taken in in order."""
    notebook = Notebook(seat, parties, lanes, issues)
    for happened in log:
        notebook.note(happened)
    return notebook.view()


def party_private(space: Space, party: int, codes: Codes, seat: int | None = None) -> PartyPrivate:
    """Return a party's private information; ``codes`` are the packages that linkages allow, if listed.

    ``seat`` is its place at the table, if that is not its place in the space.
    """
    tables = space.tables[party]
    values = worth(tables, codes)
    # stable, so that packages of equal utility keep their order on every machine
    order = np.argsort(values, kind="stable")
    reservation = int(space.reservations[party])
    return PartyPrivate(
        space.parties[party],
        tables,
        reservation,
        codes[order],
        values[order],
        space.dims,
        seat=party if seat is None else seat,
        issues=space.issues,
        options=space.options,
    )


def mediator_private(space: Space, name: str, codes: Codes) -> MediatorPrivate:
    """Return a mediator's information; ``codes`` are the packages that linkages allow, if listed."""
    # a mediator drafts from what linkages allow; a sample serves if all would be too many
    if not len(codes):
        codes = drawn(space, DRAWN, 0)
    return MediatorPrivate(name, space.dims, codes, space.rules)


def allowed_packages(space: Space, listed: bool = True) -> Codes:
    """Return the packages that talks are about; none if they are too many and no player needs the list.

    Raises:
        UsageError: there are too many to list, and somebody needs it; or linkages forbid all of them.
    """
    # only who makes offers looks packages up; whoever answers texts needs no list
    if not listed and size(space) > ROW_LIMIT:
        return np.zeros((0, len(space.dims)), dtype=np.int64)
    found = packages(space, ROW_LIMIT)
    if not len(found):
        raise UsageError(f"{space.case}: expected a package that linkages allow, found none.")
    return found
