"""What can happen in talks: one class for each event, with everything that is known of it.

An event class is never instantiated. A :class:`Batch` holds one event of one seat in many sessions (lanes) at
once, as arrays; the class says how to read and write them. To add an event, write one class::

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

Fields (:class:`Number`, :class:`Numbers`, :class:`YesNo`, :class:`Package`) name what the event carries:
``Ranked.mark.of(batch)`` reads it in every lane, ``Ranked.numbers(mark=marks)`` writes it. From them follow
the small instances that ``testing.reachable`` tries, and which numbers a protocol refuses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations, product
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goodoffices.errors import UsageError

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
"""What an event carries in one lane: a package, a yes or no, and numbers; empty if it means nothing."""
NOTHING: Carried = ((), False, ())

NONE, NO, YES = range(3)
"""An answer to a text, as registers keep it: none so far, no, yes."""
FEEDBACK = ("worse", "the same", "better")
"""What a party may say of a text beside the one put before it; an event carries the index."""
VOTES = ("strong no", "weak no", "weak yes", "strong yes")
"""What a vote may be; an event carries the index."""
STRONG_NO, WEAK_NO, WEAK_YES, STRONG_YES = range(4)
NO_VOTE = -1
"""In the register of votes: this party has not voted on the text."""
LEVELS = (
    "is far from signing it",
    "is close to signing it",
    "would just about sign it",
    "would sign it with ease",
)
"""How far a party says it is from signing a text; an event carries the index."""


def strong(votes: Lanes) -> Mask:
    """Return which votes are strong, of indices of :data:`VOTES`."""
    return np.asarray((votes == STRONG_NO) | (votes == STRONG_YES))


@dataclass(frozen=True, slots=True)
class Batch:
    """One seat's event in many lanes, as arrays.

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

    ``audience`` (lanes,) has one bit for each seat; it is fixed when the event happens.
    """

    batch: Batch
    audience: Lanes
    round: Lanes
    step: Lanes


class Field:
    """A part of what an event carries.

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


class Number(Field):
    """One whole number, from 0 up to but not including ``below``; any number if that is not given."""

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
        """Return the number in one lane."""
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
        """Return whether it is yes in one lane."""
        return bool(batch.yes[lane])

    def tiny(self, dims: Sequence[int]) -> list[Carried]:
        return [((), False, ()), ((), True, ())]


class Package(Field):
    """A whole package: an option index for each issue.

    With ``if_yes`` the event carries one only if its ``yes`` is set.
    """

    def __init__(self, if_yes: bool = False) -> None:
        self.if_yes = if_yes

    def of(self, batch: Batch) -> Rows:
        """Return the package in every lane, (lanes, issues)."""
        return batch.package

    def there(self, batch: Batch) -> Mask:
        """Return the lanes in which the event carries a package, (lanes,)."""
        return batch.yes if self.if_yes else np.ones(len(batch.yes), dtype=np.bool_)

    def instead_of(self, other: Rows, batch: Batch) -> Rows:
        """Return the package, or the ``other`` in lanes in which the event carries none: (lanes, issues)."""
        return (
            np.where(batch.yes[:, np.newaxis], batch.package, other) if self.if_yes else batch.package
        )

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
        fields: what it carries, in the order of their columns.
        package: the field of the text that it puts, if it puts one: shown in transcripts.
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
        own = [value for value in vars(cls).values() if isinstance(value, Field)]
        if own:
            cls.fields = (*cls.fields, *own)
        column = sum(field.columns for field in cls.fields if field not in own)
        for field in own:
            field.column = column
            column += field.columns

    @classmethod
    def numbers(cls, **values: ArrayLike) -> Rows:
        """Return the numbers of an act, (lanes, columns), from one keyword for each field that has columns.

        Raises:
            UsageError: a field is missing, or there is none of that name.
        """
        kept = [field for field in cls.fields if isinstance(field, Number | Numbers)]
        names = [field.name for field in kept]
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
        checked = [mask for field in cls.fields if (mask := field.sound(batch)) is not None]
        return np.logical_and.reduce(checked) if checked else None

    @classmethod
    def tiny(cls, dims: Sequence[int]) -> list[Carried]:
        """Return all that this event may carry on a small table, for counting every session there can be.

        Args:
            dims: how many options each issue has.
        """
        found = []
        for chosen in product(*(field.tiny(dims) for field in cls.fields)):
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
        """Set the registers of a copy of the state, in the live lanes. A protocol may do more."""

    @classmethod
    def note(cls, book: Notebook, happened: Happened, reached: Where) -> None:
        """Write into a seat's notebook what the event tells it, in the lanes in which it reached it."""

    @classmethod
    def sentence(cls, happened: Happened, names: Names) -> str:
        """Return the sentence in a transcript, for a log of one lane."""
        batch = happened.batch
        numbers = {f.name: f.at(batch) for f in cls.fields if isinstance(f, Number)}
        return cls.says.format(
            who=names.who(happened),
            text=names.text(happened),
            privately=names.privately(happened),
            **numbers,
        )

    @classmethod
    def answer(cls, private: PartyPrivate, view: PartyView, live: Mask) -> Act:
        """Return what a party that means what it says does, if a phase asks it for this event.

        The strategies know how to answer the events of this module; an event from elsewhere says it here.

        Raises:
            UsageError: nobody has said how.
        """
        raise UsageError(
            f"{cls.__name__}: expected an event that parties know how to answer; define its 'answer'."
        )


def known_events(kind: type[Event] = Event) -> Iterator[type[Event]]:
    """Yield every event class there is by now."""
    for event in kind.__subclasses__():
        yield event
        yield from known_events(event)


class Offer(Event):
    """A party offers a package to the others."""

    says = "{who} offers: {text}."
    package = Package()

    @classmethod
    def write(cls, state: State, batch: Batch, live: Where) -> None:
        state.put[live] = batch.package[live]
        state.answered[live] = False
        Accept.write(state, batch, live)

    @classmethod
    def note(cls, book: Notebook, happened: Happened, reached: Where) -> None:
        book.table[reached] = happened.batch.package[reached]
        book.has_table[reached] = True
        book.replies[reached] = -1
        book.forget_answers(reached)


class Accept(Event):
    """A party accepts the offer on the table."""

    says = "{who} accepts the offer."

    @classmethod
    def write(cls, state: State, batch: Batch, live: Where) -> None:
        state.answered[live, batch.by] = True
        state.step[live] += 1
        state.turn[live] = (batch.by + 1) % state.answered.shape[1]


class TextPut(Event):
    """A mediator puts a text: a whole package, the same to every party."""

    says = "{who} puts a text to all: {text}."
    package = Package()

    @classmethod
    def write(cls, state: State, batch: Batch, live: Where) -> None:
        state.put[live] = batch.package[live]
        state.forget_answers(live)
        state.step[live] += 1

    note = Offer.note


class Answer(Event, private=True):
    """A party answers a text, yes or no, to its mediator only."""

    yes = YesNo()

    @classmethod
    def write(cls, state: State, batch: Batch, live: Where) -> None:
        state.answered[live, batch.by] = True
        state.answers[live, batch.by] = np.where(batch.yes, YES, NO)[live]

    @classmethod
    def note(cls, book: Notebook, happened: Happened, reached: Where) -> None:
        batch = happened.batch
        book.answers[reached, batch.by] = np.where(batch.yes, YES, NO)[reached]

    @classmethod
    def sentence(cls, happened: Happened, names: Names) -> str:
        said = "yes" if cls.yes.at(happened.batch) else "no"
        return f"{names.who(happened)} answers {said}, {names.privately(happened)}."


class TextKept(Event):
    """The mediator tells all that the text put last now stands."""

    says = "The new text stands."

    @classmethod
    def write(cls, state: State, batch: Batch, live: Where) -> None:
        state.held[live] = state.put[live]
        state.has_held[live] = True

    @classmethod
    def note(cls, book: Notebook, happened: Happened, reached: Where) -> None:
        book.held[reached] = book.table[reached]
        book.has_held[reached] = True


class TextDropped(Event):
    """The mediator tells all that the text put last does not stand."""

    says = "The new text does not stand."


class TextClosed(Event):
    """The mediator puts a text to all for a last yes or no: the standing one, or the one it carries."""

    package = Package(if_yes=True)

    @classmethod
    def write(cls, state: State, batch: Batch, live: Where) -> None:
        state.put[live] = cls.package.instead_of(state.held, batch)[live]
        state.forget_answers(live)

    @classmethod
    def note(cls, book: Notebook, happened: Happened, reached: Where) -> None:
        book.table[reached] = cls.package.instead_of(book.held, happened.batch)[reached]
        book.closing[reached] = True
        book.forget_answers(reached)

    @classmethod
    def sentence(cls, happened: Happened, names: Names) -> str:
        who, text = names.who(happened), names.text(happened)
        if text:
            return f"{who} puts this text to all for a last answer: {text}."
        return f"{who} puts the standing text to all for a last answer."


class Asked(Event):
    """A mediator asks every party the opening questions: its issues by importance, its best options."""

    says = "{who} asks each side in confidence what matters most to it."

    @classmethod
    def write(cls, state: State, batch: Batch, live: Where) -> None:
        state.forget_answers(live)


class Opened(Event, private=True):
    """A party answers them, to its mediator only: its ranking of issues, and the options it likes best."""

    best = Package()
    ranking = Ranking()

    @classmethod
    def write(cls, state: State, batch: Batch, live: Where) -> None:
        state.answered[live, batch.by] = True

    @classmethod
    def note(cls, book: Notebook, happened: Happened, reached: Where) -> None:
        batch, issues = happened.batch, book.held.shape[1]
        book.opened[reached, batch.by, 0] = 1
        book.opened[reached, batch.by, 1 : 1 + issues] = cls.ranking.of(batch)[reached]
        book.opened[reached, batch.by, 1 + issues :] = batch.package[reached]

    @classmethod
    def sentence(cls, happened: Happened, names: Names) -> str:
        order = "; ".join(names.issues[i].name for i in cls.ranking.of(happened.batch)[0].tolist())
        best = names.words(names.package(happened.batch.package[0].tolist()))
        said = f"{names.who(happened)} says, {names.privately(happened)}"
        return f"{said} what matters most to it: {order}. It would like best: {best}."


class TextCarried(Event, aside=True):
    """A mediator carries a text over its channel to one party, the next that has not seen it.

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
        book.has_held[reached] = compared[reached]

    @classmethod
    def sentence(cls, happened: Happened, names: Names) -> str:
        party = names.party_told(happened)
        package = names.package(happened.batch.package[0].tolist())
        last, wish = names.shown.get(party), names.wishes.get(party)
        names.shown[party] = package
        why = ""
        if last is not None and wish is not None:
            issue = names.issues[wish]
            if last[issue.id] != package[issue.id]:
                why = f" It changes what {names.seats[party]} said it would change first: {issue.name}."
        to = names.to(party, happened)
        return f"{names.who(happened)} carries a text to {to}: {names.words(package)}.{why}"


class Replied(Event, private=True):
    """A party says how it finds the text carried to it, to its mediator only.

    ``better``: 0 no, 1 yes, 2 there was nothing to compare it with; ``level``: the index in :data:`LEVELS`;
    ``worst``: the issue it would change first.
    """

    better = Number(3)
    level = Number(len(LEVELS))
    worst = IssueIndex()

    @classmethod
    def write(cls, state: State, batch: Batch, live: Where) -> None:
        state.answered[live, batch.by] = True

    @classmethod
    def note(cls, book: Notebook, happened: Happened, reached: Where) -> None:
        replied = [field.of(happened.batch)[reached] for field in (cls.better, cls.level, cls.worst)]
        book.replies[reached, happened.batch.by] = np.stack(replied, axis=1)

    @classmethod
    def sentence(cls, happened: Happened, names: Names) -> str:
        batch = happened.batch
        worst = names.wishes[batch.by] = cls.worst.at(batch)
        compared = ["it is not better than the text it was compared with", "it is better", ""]
        parts = [compared[cls.better.at(batch)], f"it {LEVELS[cls.level.at(batch)]}"]
        said = ", and ".join(part for part in parts if part)
        change = f"first it would change {names.issues[worst].name}"
        return f"{names.who(happened)} says, {names.privately(happened)}: {said}; {change}."


class Voted(Event, private=True):
    """A party votes on a text, to its mediator only: ``vote`` is an index of :data:`VOTES`."""

    vote = Number(len(VOTES))

    @classmethod
    def write(cls, state: State, batch: Batch, live: Where) -> None:
        vote = cls.vote.of(batch)[live]
        state.answered[live, batch.by] = True
        state.votes[live, batch.by] = vote
        state.strong[live, batch.by] += strong(vote)

    @classmethod
    def note(cls, book: Notebook, happened: Happened, reached: Where) -> None:
        batch = happened.batch
        vote = cls.vote.of(batch)[reached]
        book.votes[reached, batch.by] = vote
        if batch.by == book.seat:
            book.strong_left[reached] -= strong(vote)

    @classmethod
    def sentence(cls, happened: Happened, names: Names) -> str:
        vote = VOTES[cls.vote.at(happened.batch)]
        return f"{names.who(happened)} votes {vote}, {names.privately(happened)}."


class DeadlinePassed(Event, by_the_clock=True):
    """The clock: this round's time is over."""

    says = "Time is over; the round ends without result."


class Resumed(Event, by_the_clock=True):
    """The clock: talks that broke off begin again."""

    says = "Talks resume."

    @classmethod
    def write(cls, state: State, batch: Batch, live: Where) -> None:
        state.round[live] += 1
        state.step[live] = 0
        state.turn[live] = 0
        state.answered[live] = False
        state.floated[live] = 0

    @classmethod
    def note(cls, book: Notebook, happened: Happened, reached: Where) -> None:
        book.has_table[reached] = False
        # the event itself still happens in the round that broke off
        book.leading[reached] = happened.round[reached] + 1


class BrokenOff(Event):
    """Somebody leaves the table: talks end here, whatever was said before."""

    says = "{who} leaves the table; talks are broken off."


class AgreementReached(Event, publishes=True):
    """Everyone said yes: the package is published as agreed.

    It is the text put last, or, if ``yes`` is set, the package that this event carries.
    """

    package = Package(if_yes=True)

    @classmethod
    def write(cls, state: State, batch: Batch, live: Where) -> None:
        state.put[live] = cls.package.instead_of(state.put, batch)[live]
        TextKept.write(state, batch, live)

    @classmethod
    def note(cls, book: Notebook, happened: Happened, reached: Where) -> None:
        book.closing[reached] = False
        book.table[reached] = cls.package.instead_of(book.table, happened.batch)[reached]
        TextKept.note(book, happened, reached)

    @classmethod
    def sentence(cls, happened: Happened, names: Names) -> str:
        text = names.text(happened)
        return f"Agreement: all said yes{f' to {text}' if text else ''}."


class NoAgreement(Event, publishes=True):
    """Published: no agreement, and nothing more."""

    says = "No agreement."

    @classmethod
    def note(cls, book: Notebook, happened: Happened, reached: Where) -> None:
        book.closing[reached] = False


class TextToCompare(Event):
    """A mediator puts a text, the same to every party, to be compared with the text put before it."""

    says = "{who} puts another text to all, to compare: {text}."
    package = Package()

    @classmethod
    def write(cls, state: State, batch: Batch, live: Where) -> None:
        state.held[live] = state.put[live]
        state.has_held[live] = True
        TextPut.write(state, batch, live)

    @classmethod
    def note(cls, book: Notebook, happened: Happened, reached: Where) -> None:
        book.held[reached] = book.table[reached]
        book.has_held[reached] = True
        book.table[reached] = happened.batch.package[reached]
        book.replies[reached] = -1


class Compared(Event, private=True):
    """A party compares them, to its mediator only: ``said`` is an index of :data:`FEEDBACK`."""

    said = Number(len(FEEDBACK))

    @classmethod
    def write(cls, state: State, batch: Batch, live: Where) -> None:
        state.answered[live, batch.by] = True

    @classmethod
    def note(cls, book: Notebook, happened: Happened, reached: Where) -> None:
        book.replies[reached, happened.batch.by, 0] = cls.said.of(happened.batch)[reached]

    @classmethod
    def sentence(cls, happened: Happened, names: Names) -> str:
        said = ("worse than", "as good as", "better than")[cls.said.at(happened.batch)]
        to = names.privately(happened)
        return f"{names.who(happened)} says, {to}: it is {said} the text before."


class Criticised(Event, private=True):
    """A party criticises a text, to its mediator only; each number is 0 if it does not say.

    ``issue``: 1 + the index of the issue it would change first; ``option``: 1 + the index of the option it
    would have there; ``level``: 1 + the index in :data:`LEVELS`.
    """

    issue = Number()
    option = Number()
    level = Number(len(LEVELS) + 1)

    @classmethod
    def sound(cls, batch: Batch) -> Mask | None:
        issue, option = cls.issue.of(batch), cls.option.of(batch)
        known = (issue >= 0) & (issue <= batch.package.shape[1]) & ((option == 0) | (issue > 0))
        level = cls.level.sound(batch)
        return np.asarray(known & (option >= 0) & level)

    @classmethod
    def tiny(cls, dims: Sequence[int]) -> list[Carried]:
        """Every wish and every level, each said or not; the text may make some of them impossible."""
        wishes = [(0, 0)]
        wishes += [(issue, option) for issue, dim in enumerate(dims, 1) for option in range(dim + 1)]
        return [((), False, (*wish, level)) for wish in wishes for level in range(len(LEVELS) + 1)]

    @classmethod
    def write(cls, state: State, batch: Batch, live: Where) -> None:
        state.answered[live, batch.by] = True

    @classmethod
    def note(cls, book: Notebook, happened: Happened, reached: Where) -> None:
        said = [field.of(happened.batch)[reached] for field in (cls.issue, cls.option, cls.level)]
        book.replies[reached, happened.batch.by] = np.stack(said, axis=1)

    @classmethod
    def sentence(cls, happened: Happened, names: Names) -> str:
        batch = happened.batch
        issue, option, level = (field.at(batch) for field in (cls.issue, cls.option, cls.level))
        said = "it would change nothing"
        if issue:
            said = f"first it would change {names.issues[issue - 1].name}"
            if option:
                said += f" (rather {names.option(issue - 1, option - 1)})"
        far = f"; it {LEVELS[level - 1]}" if level else ""
        return f"{names.who(happened)} says, {names.privately(happened)}: {said}{far}."


class VariantPut(Event):
    """A mediator puts one of several texts that are to be answered together, the same to every party."""

    package = Package()

    @classmethod
    def write(cls, state: State, batch: Batch, live: Where) -> None:
        lanes = np.arange(len(state.step))[live]
        state.variants[lanes, state.step[lanes]] = batch.package[lanes]
        state.step[live] += 1

    @classmethod
    def note(cls, book: Notebook, happened: Happened, reached: Where) -> None:
        book.keep_variant(happened.batch.package, happened.step, reached)

    @classmethod
    def sentence(cls, happened: Happened, names: Names) -> str:
        names.variants = int(happened.step[0]) + 1
        return f"{names.who(happened)} puts variant {names.variants} to all: {names.text(happened)}."


class VariantsAnswered(Event, private=True):
    """A party answers every variant, to its mediator only: ``chosen`` has a bit for each yes."""

    chosen = Number()

    @classmethod
    def tiny(cls, dims: Sequence[int]) -> list[Carried]:
        """A yes or no to each of two variants."""
        return [((), False, (bits,)) for bits in range(4)]

    @classmethod
    def write(cls, state: State, batch: Batch, live: Where) -> None:
        state.answered[live, batch.by] = True
        state.chosen[live, batch.by] = cls.chosen.of(batch)[live]

    @classmethod
    def note(cls, book: Notebook, happened: Happened, reached: Where) -> None:
        book.chosen[reached, happened.batch.by] = cls.chosen.of(happened.batch)[reached]

    @classmethod
    def sentence(cls, happened: Happened, names: Names) -> str:
        bits, variants = cls.chosen.at(happened.batch), names.variants
        numbers = [str(variant + 1) for variant in range(variants) if bits >> variant & 1]
        chosen = f"yes to {', '.join(numbers)}" if numbers else "yes to none"
        to = names.privately(happened)
        return f"{names.who(happened)} answers the variants, {to}: {chosen} of {variants}."


class AgreementStands(Event, publishes=True):
    """Published: nothing better for all was found or is sought; the package that stands is the
    agreement."""

    says = "The agreement stands: {text}."
    package = Package()

    @classmethod
    def write(cls, state: State, batch: Batch, live: Where) -> None:
        state.put[live] = state.held[live]
