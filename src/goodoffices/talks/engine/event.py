"""The base of events. An event class defines everything about an act that is possible in talks.

An event class is never instantiated. A :class:`Batch` holds an event of a seat in many sessions (lanes) at
once, as arrays; the class says how to read and write them. To add an event, write a class::

    class Ranked(Event, private=True):
        \"\"\"A party says how good a text is, from 0 to 9, to its mediator only.\"\"\"

        says = "{who} gives the text {mark} of 9, {privately}."
        mark = Number(10)

        @classmethod
        def write(cls, state, batch, live):
            state.answered[live, batch.by] = True

        @classmethod
        def note(cls, book, happened, reached):
            book.replies[reached, happened.batch.by, 0] = cls.mark.of(happened.batch)[reached]

Fields (:class:`Number`, :class:`Numbers`, :class:`YesNo`, :class:`Package`) name the content of the event:
``Ranked.mark.of(batch)`` reads it in every lane, ``Ranked.numbers(mark=marks)`` writes it. From them follow
the small instances that ``testing.reachable`` tries, and which numbers a protocol refuses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations, product
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goodoffices.errors import UsageError
from goodoffices.talks.engine.said import Said, say
from goodoffices.talks.engine.said import gettext_noop as _

if TYPE_CHECKING:
    from goodoffices.talks.engine.names import Names
    from goodoffices.talks.engine.players import Act
    from goodoffices.talks.engine.protocol import Protocol
    from goodoffices.talks.engine.state import State
    from goodoffices.talks.engine.views import Notebook, PartyPrivate, PartyView

Lanes = NDArray[np.int64]
Mask = NDArray[np.bool_]
Rows = NDArray[np.int64]
Where = Mask | Lanes | slice
"""Lanes to read or write: a mask, indices, or ``slice(None)`` if all are meant, which spares a copy."""
Carried = tuple[tuple[int, ...], bool, tuple[int, ...]]
"""The content of an event in a lane: a package, a yes or no, and numbers; empty if it has none."""
NOTHING: Carried = ((), False, ())

NONE, NO, YES = range(3)
"""An answer to a text, as registers keep it: none so far, no, yes."""
FEEDBACK = ("worse", "the same", "better")
"""A comparison of a text with the text before it; an event carries the index."""
VOTES = ("strong no", "weak no", "weak yes", "strong yes")
"""The votes; an event carries the index."""
STRONG_NO, WEAK_NO, WEAK_YES, STRONG_YES = range(4)
NO_VOTE = -1
"""In the register of votes: this party has not voted on the text."""
FAR = (
    _("it is far from signing it"),
    _("it is close to signing it"),
    _("it would just about sign it"),
    _("it would sign it with ease"),
    _("it would only just sign it"),
    _("it would sign it: it is a little better than no agreement"),
    _("it would sign it: it is clearly better than no agreement"),
    _("it would sign it: it is much better than no agreement"),
    _("it would sign it gladly"),
)
"""Parts of sentences: how far a party says it is from signing a text. An event carries the index.

They say the same as ``beliefs.LEVELS``, which knows what gain each stands for. Parties choose among
``beliefs.replies.ASKED``; the others are in older records only.
"""


def has_seat(seats: Lanes, seat: int) -> Mask:
    """Return the lanes in which a seat is among sets of seats, (lanes,) with a bit for each seat."""
    return (seats & (1 << seat)).astype(np.bool_)


def seats_in(seats: Lanes) -> int:
    """Return the seats that are in the set of any lane, a bit for each."""
    return int(np.bitwise_or.reduce(seats))


def whole(where: Mask) -> Mask | slice:
    """Return ``slice(None)`` if all lanes are meant, else the same mask."""
    return slice(None) if np.count_nonzero(where) == len(where) else where


def strong(votes: Lanes) -> Mask:
    """Return which votes are strong, of indices of :data:`VOTES`."""
    return np.asarray((votes == STRONG_NO) | (votes == STRONG_YES))


@dataclass(frozen=True, slots=True)
class Batch:
    """An event of a seat in many lanes, as arrays.

    Attributes:
        by: the seat.
        package: (lanes, issues) option indices.
        yes: (lanes,).
        where: (lanes,) the lanes in which the seat does this; the rest of the arrays means nothing.
        more: (lanes, issues + 3) numbers. Only the fields of the event know which column holds what.
    """

    by: int
    event: type[Event]
    package: Rows
    yes: Mask
    where: Mask
    more: Rows


@dataclass(frozen=True, slots=True)
class Happened:
    """A batch as it was applied: in which round and step, and who may know of it.

    ``audience`` (lanes,) has a bit for each seat; it is fixed when the event happens.
    """

    batch: Batch
    audience: Lanes
    round: Lanes
    step: Lanes

    def reached(self, seat: int) -> Mask | None:
        """Return the lanes in which it reached a seat, (lanes,); None if there are none."""
        where = self.batch.where
        if len(where) == 1:
            # a session alone, as people play it: a look at a bit takes a tenth of the time
            return where if where[0] and self.audience[0] >> seat & 1 else None
        told = where & has_seat(self.audience, seat)
        return told if np.count_nonzero(told) else None

    def of(self, lanes: Lanes | slice) -> Happened:
        """Return what happened in some of the lanes."""
        old = self.batch
        arrays = (old.package[lanes], old.yes[lanes], old.where[lanes], old.more[lanes])
        batch = Batch(old.by, old.event, *arrays)
        return Happened(batch, self.audience[lanes], self.round[lanes], self.step[lanes])


class Field:
    """A part of the content of an event.

    ``column`` is where its numbers begin in ``Batch.more``; fields follow each other in the order in which
    the class lists them.
    """

    name: str
    column = 0
    columns = 0

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def tiny(self, dims: Sequence[int]) -> list[Carried]:
        """Return every value this field can have on a small table with ``dims`` options an issue."""
        return [NOTHING]

    def sound(self, batch: Batch) -> Mask | None:
        """Return the lanes in which the value is possible at all; None if every value is."""
        return None

    def exists(self, batch: Batch, dims: Lanes) -> Mask | None:
        """Return the lanes in which every option it names exists; None if it names no options.

        ``dims`` (issues,) is the number of options of each issue.
        """
        return None


class Number(Field):
    """A whole number from 0 to ``below - 1``; any number if ``below`` is not given."""

    columns = 1

    def __init__(self, below: int | None = None) -> None:
        self.below = below

    def limit(self, issues: int) -> int | None:
        """Return the first number that is too large, if there is one."""
        return self.below

    def of(self, batch: Batch) -> Lanes:
        """Return the number in every lane, (lanes,)."""
        return np.asarray(batch.more[:, self.column])

    def at(self, batch: Batch, lane: int = 0) -> int:
        """Return the number in a lane."""
        return int(batch.more[lane, self.column])

    def tiny(self, dims: Sequence[int]) -> list[Carried]:
        return [((), False, (number,)) for number in range(self.limit(len(dims)) or 1)]

    def sound(self, batch: Batch) -> Mask | None:
        limit = self.limit(batch.package.shape[1])
        if limit is None:
            return None
        number = self.of(batch)
        return np.asarray((number >= 0) & (number < limit))


class IssueIndex(Number):
    """The index of an issue."""

    def limit(self, issues: int) -> int | None:
        return issues


class Numbers(Field):
    """A number for each issue."""

    def of(self, batch: Batch) -> Rows:
        """Return the numbers in every lane, (lanes, issues)."""
        return np.asarray(batch.more[:, self.column : self.column + batch.package.shape[1]])

    def tiny(self, dims: Sequence[int]) -> list[Carried]:
        return [((), False, package) for package in packages(dims)]


class Ranking(Numbers):
    """The indices of all issues, the most important first."""

    def tiny(self, dims: Sequence[int]) -> list[Carried]:
        return [((), False, order) for order in permutations(range(len(dims)))]


class YesNo(Field):
    """A yes or a no."""

    def of(self, batch: Batch) -> Mask:
        """Return whether it is yes in every lane, (lanes,)."""
        return batch.yes

    def at(self, batch: Batch, lane: int = 0) -> bool:
        """Return whether it is yes in a lane."""
        return bool(batch.yes[lane])

    def tiny(self, dims: Sequence[int]) -> list[Carried]:
        return [((), False, ()), ((), True, ())]


class Package(Field):
    """A whole package: an option index for each issue.

    With ``if_yes`` the event carries a package only if its ``yes`` is set.
    """

    def __init__(self, if_yes: bool = False) -> None:
        self.if_yes = if_yes

    def of(self, batch: Batch) -> Rows:
        """Return the package in every lane, (lanes, issues)."""
        return batch.package

    def there(self, batch: Batch, lane: int = 0) -> bool:
        """Return whether the event carries a package in a lane."""
        return not self.if_yes or bool(batch.yes[lane])

    def instead_of(self, other: Rows, batch: Batch) -> Rows:
        """Return the package, or the ``other`` in lanes in which the event carries none: (lanes, issues)."""
        return (
            np.where(batch.yes[:, np.newaxis], batch.package, other) if self.if_yes else batch.package
        )

    def exists(self, batch: Batch, dims: Lanes) -> Mask:
        # below 0 as well: NumPy would take it for an option counted from the end
        there = ((batch.package >= 0) & (batch.package < dims)).all(axis=1)
        return np.asarray(there | ~batch.yes if self.if_yes else there)

    def tiny(self, dims: Sequence[int]) -> list[Carried]:
        named: list[Carried] = [(package, self.if_yes, ()) for package in packages(dims)]
        return [NOTHING, *named] if self.if_yes else named


def packages(dims: Sequence[int]) -> list[tuple[int, ...]]:
    """Return every package of a small table."""
    return list(product(*map(range, dims)))


class Event:
    """Something that a seat does, and everything that is known of it. Subclass it to add one.

    Keywords of a class: ``private``, a party says this to its mediators only, and no other party may be in
    the audience; ``aside``, a mediator says this to some of the parties only; ``by_the_clock``, the clock
    does this and nobody else; ``publishes``, this tells everyone how talks ended.

    Attributes:
        fields: its content, in the order of their columns.
        package: the field of the text that it puts, if it puts a text: shown in transcripts.
        says: its sentence in a transcript, with ``{who}``, ``{text}``, ``{privately}`` and the names of
            number fields; for more than that override :meth:`sentence`.
    """

    private: ClassVar[bool] = False
    aside: ClassVar[bool] = False
    by_the_clock: ClassVar[bool] = False
    publishes: ClassVar[bool] = False
    fields: ClassVar[tuple[Field, ...]] = ()
    package: ClassVar[Package | None] = None
    says: ClassVar[str] = ""

    def __init_subclass__(
        cls,
        *,
        private: bool | None = None,
        aside: bool | None = None,
        by_the_clock: bool | None = None,
        publishes: bool | None = None,
    ) -> None:
        super().__init_subclass__()
        given = {
            "private": private,
            "aside": aside,
            "by_the_clock": by_the_clock,
            "publishes": publishes,
        }
        for name, value in given.items():
            if value is not None:
                setattr(cls, name, value)
        # columns follow those of the classes that it extends
        own = [value for value in vars(cls).values() if isinstance(value, Field)]
        if own:
            cls.fields = (*cls.fields, *own)
        column = sum(field.columns for field in cls.fields if field not in own)
        for field in own:
            field.column = column
            column += field.columns

    @classmethod
    def numbers(cls, **values: ArrayLike) -> Rows:
        """Return the numbers of an act, (lanes, columns), from a keyword for each field that has columns.

        Raises:
            UsageError: a field is missing, or there is none of that name.
        """
        kept = [field for field in cls.fields if isinstance(field, Number | Numbers)]
        names = [field.name for field in kept]
        # a forgotten number would be written as 0, which is a number like any other
        if sorted(names) != sorted(values):
            found = ", ".join(values) or "nothing"
            raise UsageError(
                f"{cls.__name__}: expected {', '.join(names) or 'nothing'}, found {found}."
            )
        columns = [np.asarray(values[name], dtype=np.int64) for name in names]
        return np.column_stack(columns)

    @classmethod
    def sound(cls, batch: Batch) -> Mask | None:
        """Return the lanes in which all numbers are possible, (lanes,); None if every number is."""
        # None in place of a mask of nothing but True: most events have nothing to check, in every move
        return _all_of(field.sound(batch) for field in cls.fields)

    @classmethod
    def exists(cls, batch: Batch, dims: Lanes) -> Mask | None:
        """Return the lanes in which every option it names exists, (lanes,); None if it names none."""
        return _all_of(field.exists(batch, dims) for field in cls.fields)

    @classmethod
    def tiny(cls, dims: Sequence[int]) -> list[Carried]:
        """Return all that this event may carry on a small table, for counting every session there can be.

        Args:
            dims: how many options each issue has.
        """
        found = []
        for chosen in product(*(field.tiny(dims) for field in cls.fields)):
            # an event has room for one package, whatever number of its fields could name one
            package = next((part for part, _, _ in chosen if part), ())
            numbers = tuple(number for _, _, part in chosen for number in part)
            found.append((package, any(yes for _, yes, _ in chosen), numbers))
        return found

    @classmethod
    def audience(cls, rules: Protocol, state: State, batch: Batch) -> Lanes:
        """Return who may know of it, a bit for each seat: (lanes,).

        By default everyone; of a private answer, the party itself and the mediators that hear it.
        """
        if cls.private:
            return rules.hearing(state, batch.by)
        return np.full(len(batch.yes), rules.setting.everyone, dtype=np.int64)

    @classmethod
    def write(cls, state: State, batch: Batch, live: Where) -> None:
        """Set the registers of a copy of the state, in the live lanes. A protocol may do more.

        By default a private answer is noted as given, and nothing else changes.
        """
        if cls.private:
            state.answered[live, batch.by] = True

    @classmethod
    def note(cls, book: Notebook, happened: Happened, reached: Where) -> None:
        """Write the event into a seat's notebook, in the lanes in which the event reached that seat."""

    @classmethod
    def sentence(cls, happened: Happened, names: Names) -> Said:
        """Return the sentence in a transcript, for a log of one lane."""
        batch = happened.batch
        numbers = {f.name: f.at(batch) for f in cls.fields if isinstance(f, Number)}
        return say(
            cls.says,
            who=names.who(happened),
            text=names.text(happened),
            privately=names.privately(happened),
            **numbers,
        )

    @classmethod
    def answer(cls, private: PartyPrivate, view: PartyView, live: Mask) -> Act:
        """Return the act of an honest party, if a phase asks it for this event.

        The strategies know how to answer the events of this module; an event from elsewhere says it here.

        Raises:
            UsageError: nobody has said how.
        """
        raise UsageError(
            f"{cls.__name__}: expected an event that parties know how to answer; define its 'answer'."
        )


def _all_of(masks: Iterable[Mask | None]) -> Mask | None:
    """Return the lanes that are in every mask, (lanes,); None if there is no mask."""
    found = None
    for mask in masks:
        if mask is not None:
            found = mask if found is None else found & mask
    return found


def known_events(kind: type[Event] = Event) -> Iterator[type[Event]]:
    """Yield every event class there is by now."""
    for event in kind.__subclasses__():
        yield event
        yield from known_events(event)
