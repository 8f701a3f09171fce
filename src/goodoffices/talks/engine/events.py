"""All events of talks, a class for each. ``event`` describes the parts that a class may define.

Those of shuttle talks alone are in ``shuttle_events`` and ``release_events``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from goodoffices.talks.engine.event import (
    FAR,
    FEEDBACK,
    NO,
    VOTES,
    YES,
    Batch,
    Carried,
    Event,
    Happened,
    Lanes,
    Mask,
    Number,
    Package,
    Where,
    YesNo,
    strong,
)
from goodoffices.talks.engine.said import LISTED, Part, Said, say, together
from goodoffices.talks.engine.said import gettext_noop as _

if TYPE_CHECKING:
    from goodoffices.talks.engine.names import Names
    from goodoffices.talks.engine.state import State
    from goodoffices.talks.engine.views import Notebook


class Offer(Event):
    """A party offers a package to the others."""

    says = _("{who} offers: {text}.")
    package = Package()

    @classmethod
    def write(cls, state: State, batch: Batch, live: Where) -> None:
        state.put[live] = batch.package[live]
        state.answered[live] = False
        # whoever makes an offer accepts it, and the turn goes on as after an acceptance
        Accept.write(state, batch, live)

    @classmethod
    def note(cls, book: Notebook, happened: Happened, reached: Where) -> None:
        book.table[reached] = happened.batch.package[reached]
        book.has_table[reached] = True
        # replies were to the text before
        book.replies[reached] = -1
        book.forget_answers(reached)


class Accept(Event):
    """A party accepts the offer on the table."""

    says = _("{who} accepts the offer.")

    @classmethod
    def write(cls, state: State, batch: Batch, live: Where) -> None:
        state.answered[live, batch.by] = True
        state.step[live] += 1
        state.turn[live] = (batch.by + 1) % state.answered.shape[1]


class TextPut(Event):
    """A mediator puts a text: a whole package, the same to every party."""

    says = _("{who} puts a text to all: {text}.")
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
        super().write(state, batch, live)
        state.answers[live, batch.by] = np.where(batch.yes, YES, NO)[live]

    @classmethod
    def note(cls, book: Notebook, happened: Happened, reached: Where) -> None:
        batch = happened.batch
        book.answers[reached, batch.by] = np.where(batch.yes, YES, NO)[reached]

    @classmethod
    def sentence(cls, happened: Happened, names: Names) -> Said:
        yes = cls.yes.at(happened.batch)
        template = _("{who} answers yes, {privately}.") if yes else _("{who} answers no, {privately}.")
        return say(template, who=names.who(happened), privately=names.privately(happened))


class TextKept(Event):
    """The mediator tells all parties that the new text stands."""

    says = _("The new text stands.")

    @classmethod
    def write(cls, state: State, batch: Batch, live: Where) -> None:
        state.held[live] = state.put[live]
        state.has_held[live] = True

    @classmethod
    def note(cls, book: Notebook, happened: Happened, reached: Where) -> None:
        book.held[reached] = book.table[reached]
        book.has_held[reached] = True


class TextDropped(Event):
    """The mediator tells all parties that the new text does not stand."""

    says = _("The new text does not stand.")


class TextClosed(Event):
    """The mediator puts a text to all for a last yes or no: the text it names, or else the standing text."""

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
    def sentence(cls, happened: Happened, names: Names) -> Said:
        who, text = names.who(happened), names.text(happened)
        if text:
            return say(_("{who} puts this text to all for a last answer: {text}."), who=who, text=text)
        return say(_("{who} puts the standing text to all for a last answer."), who=who)


class Voted(Event, private=True):
    """A party votes on a text, to its mediator only: ``vote`` is an index of :data:`VOTES`."""

    vote = Number(len(VOTES))

    @classmethod
    def write(cls, state: State, batch: Batch, live: Where) -> None:
        super().write(state, batch, live)
        vote = cls.vote.of(batch)[live]
        state.votes[live, batch.by] = vote
        state.strong[live, batch.by] += strong(vote)

    @classmethod
    def note(cls, book: Notebook, happened: Happened, reached: Where) -> None:
        batch = happened.batch
        vote = cls.vote.of(batch)[reached]
        book.votes[reached, batch.by] = vote
        # how many strong votes others have left would tell how strongly they felt before
        if batch.by == book.seat:
            book.strong_left[reached] -= strong(vote)

    @classmethod
    def sentence(cls, happened: Happened, names: Names) -> Said:
        votes = (
            _("{who} votes strong no, {privately}."),
            _("{who} votes weak no, {privately}."),
            _("{who} votes weak yes, {privately}."),
            _("{who} votes strong yes, {privately}."),
        )
        template = votes[cls.vote.at(happened.batch)]
        return say(template, who=names.who(happened), privately=names.privately(happened))


class DeadlinePassed(Event, by_the_clock=True):
    """The clock: this round's time is over."""

    says = _("Time is over; the round ends without result.")

    @classmethod
    def sentence(cls, happened: Happened, names: Names) -> Said:
        # parties hear of the end of a round, and not of a question to people that some did not answer
        heard = int(happened.audience[0]) & ((1 << names.parties) - 1)
        return say(cls.says if heard else _("Time to answer is over."))


class Resumed(Event, by_the_clock=True):
    """The clock: talks that broke off begin again."""

    says = _("Talks resume.")

    @classmethod
    def write(cls, state: State, batch: Batch, live: Where) -> None:
        state.round[live] += 1
        state.step[live] = 0
        # every round begins with the first party, also if it broke off at another's turn
        state.turn[live] = 0
        state.answered[live] = False

    @classmethod
    def note(cls, book: Notebook, happened: Happened, reached: Where) -> None:
        # an offer ends with its round; what stands, stands
        book.has_table[reached] = False
        # the event itself still happens in the round that broke off
        book.leading[reached] = happened.round[reached] + 1


class BrokenOff(Event):
    """Somebody leaves the table: talks end here, whatever was said before."""

    says = _("{who} leaves the table; talks are broken off.")


class AgreementReached(Event, publishes=True):
    """Everyone said yes: the package is published as agreed.

    It is the text put last, or, if ``yes`` is set, the package that this event carries.
    """

    package = Package(if_yes=True)

    @classmethod
    def write(cls, state: State, batch: Batch, live: Where) -> None:
        state.put[live] = cls.package.instead_of(state.put, batch)[live]
        # from now on the agreement is the text that stands
        TextKept.write(state, batch, live)

    @classmethod
    def note(cls, book: Notebook, happened: Happened, reached: Where) -> None:
        book.closing[reached] = False
        book.table[reached] = cls.package.instead_of(book.table, happened.batch)[reached]
        TextKept.note(book, happened, reached)

    @classmethod
    def sentence(cls, happened: Happened, names: Names) -> Said:
        text = names.text(happened)
        if text:
            return say(_("Agreement: all said yes to {text}."), text=text)
        return say(_("Agreement: all said yes."))


class NoAgreement(Event, publishes=True):
    """Published: no agreement, and nothing more."""

    says = _("No agreement.")

    @classmethod
    def note(cls, book: Notebook, happened: Happened, reached: Where) -> None:
        book.closing[reached] = False


class TextToCompare(Event):
    """A mediator puts a text, the same to every party, to be compared with the text put before it."""

    says = _("{who} puts another text to all, to compare: {text}.")
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
    def note(cls, book: Notebook, happened: Happened, reached: Where) -> None:
        book.replies[reached, happened.batch.by, 0] = cls.said.of(happened.batch)[reached]

    @classmethod
    def sentence(cls, happened: Happened, names: Names) -> Said:
        sentences = (
            _("{who} says, {privately}: it is worse than the text before."),
            _("{who} says, {privately}: it is as good as the text before."),
            _("{who} says, {privately}: it is better than the text before."),
        )
        template = sentences[cls.said.at(happened.batch)]
        return say(template, who=names.who(happened), privately=names.privately(happened))


class Criticised(Event, private=True):
    """A party criticises a text, to its mediator only; each number is 0 if it does not say.

    ``issue``: 1 + the index of the issue it would change first; ``option``: 1 + the index of the option it
    would have there; ``level``: 1 + the index in :data:`FAR`.
    """

    issue = Number()
    option = Number()
    level = Number(len(FAR) + 1)

    @classmethod
    def sound(cls, batch: Batch) -> Mask | None:
        issue, option = cls.issue.of(batch), cls.option.of(batch)
        known = (issue >= 0) & (issue <= batch.package.shape[1]) & ((option == 0) | (issue > 0))
        level = cls.level.sound(batch)
        return np.asarray(known & (option >= 0) & level)

    @classmethod
    def exists(cls, batch: Batch, dims: Lanes) -> Mask | None:
        issue, option = cls.issue.of(batch), cls.option.of(batch)
        # a critique that names no issue names no option, so that any column will do
        return np.asarray(option <= dims[np.clip(issue, 1, len(dims)) - 1])

    @classmethod
    def tiny(cls, dims: Sequence[int]) -> list[Carried]:
        """Every wish and every level, each said or not; the text may make some of them impossible."""
        wishes = [(0, 0)]
        wishes += [(issue, option) for issue, dim in enumerate(dims, 1) for option in range(dim + 1)]
        return [((), False, (*wish, level)) for wish in wishes for level in range(len(FAR) + 1)]

    @classmethod
    def note(cls, book: Notebook, happened: Happened, reached: Where) -> None:
        said = [field.of(happened.batch)[reached] for field in (cls.issue, cls.option, cls.level)]
        book.replies[reached, happened.batch.by] = np.stack(said, axis=1)

    @classmethod
    def sentence(cls, happened: Happened, names: Names) -> Said:
        batch = happened.batch
        issue, option, level = (field.at(batch) for field in (cls.issue, cls.option, cls.level))
        parts: dict[str, Part] = {
            "who": names.who(happened),
            "privately": names.privately(happened),
            "change": cls._change(issue, option, names),
        }
        if level:
            return say(_("{who} says, {privately}: {change}; {far}."), **parts, far=say(FAR[level - 1]))
        return say(_("{who} says, {privately}: {change}."), **parts)

    @classmethod
    def _change(cls, issue: int, option: int, names: Names) -> Said:
        if not issue:
            return say(_("it names no change"))
        name = names.issues[issue - 1].name
        if not option:
            return say(_("first it would change {issue}"), issue=name)
        rather = names.option(issue - 1, option - 1)
        return say(_("first it would change {issue} (rather {option})"), issue=name, option=rather)


class VariantPut(Event):
    """A mediator puts a variant: all variants are then answered together."""

    package = Package()

    @classmethod
    def write(cls, state: State, batch: Batch, live: Where) -> None:
        lanes = np.arange(len(state.step))[live]
        # a variant is known by the step in which it was put
        state.variants[lanes, state.step[lanes]] = batch.package[lanes]
        state.step[live] += 1

    @classmethod
    def note(cls, book: Notebook, happened: Happened, reached: Where) -> None:
        book.keep_variant(happened.batch.package, happened.step, reached)

    @classmethod
    def sentence(cls, happened: Happened, names: Names) -> Said:
        names.variants = int(happened.step[0]) + 1
        return say(
            _("{who} puts variant {number} to all: {text}."),
            who=names.who(happened),
            number=names.variants,
            text=names.text(happened),
        )


class VariantsAnswered(Event, private=True):
    """A party answers every variant, to its mediator only: ``chosen`` has a bit for each yes."""

    chosen = Number()

    @classmethod
    def tiny(cls, dims: Sequence[int]) -> list[Carried]:
        """A yes or no to each of two variants."""
        return [((), False, (bits,)) for bits in range(4)]

    @classmethod
    def write(cls, state: State, batch: Batch, live: Where) -> None:
        super().write(state, batch, live)
        state.chosen[live, batch.by] = cls.chosen.of(batch)[live]

    @classmethod
    def note(cls, book: Notebook, happened: Happened, reached: Where) -> None:
        book.chosen[reached, happened.batch.by] = cls.chosen.of(happened.batch)[reached]

    @classmethod
    def sentence(cls, happened: Happened, names: Names) -> Said:
        bits, variants = cls.chosen.at(happened.batch), names.variants
        numbers = [variant + 1 for variant in range(variants) if bits >> variant & 1]
        template = (
            _("{who} answers the variants, {privately}: yes to {numbers} of {variants}.")
            if numbers
            else _("{who} answers the variants, {privately}: yes to none of {variants}.")
        )
        return say(
            template,
            who=names.who(happened),
            privately=names.privately(happened),
            numbers=together(numbers, LISTED),
            variants=variants,
        )


class AgreementStands(Event, publishes=True):
    """Published: nothing better for all was found; the package that stands is the agreement."""

    says = _("The agreement stands: {text}.")
    package = Package()

    @classmethod
    def write(cls, state: State, batch: Batch, live: Where) -> None:
        # the agreed text is in the register 'put' of every protocol, also if it stood before
        state.put[live] = state.held[live]
