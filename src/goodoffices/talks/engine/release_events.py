"""The events by which parties confide concessions and mediators pass them on.

The numbers of these events encode a :class:`~goodoffices.talks.engine.release_rules.Confidence` or a release;
the classes encode and decode them. The shuttle protocol holds them to the release rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from goodoffices.errors import UsageError
from goodoffices.talks.engine.event import (
    NOTHING,
    Batch,
    Carried,
    Event,
    Happened,
    IssueIndex,
    Lanes,
    Mask,
    Number,
    Rows,
    Where,
    YesNo,
)
from goodoffices.talks.engine.release_codec import ARMED, held, keep
from goodoffices.talks.engine.release_rules import Confidence, Form, Passed, Point, Release, passed_on
from goodoffices.talks.engine.said import BESIDE, Part, Said, say, together
from goodoffices.talks.engine.said import gettext_noop as _

if TYPE_CHECKING:
    from goodoffices.talks.engine.names import Names
    from goodoffices.talks.engine.protocol import Protocol
    from goodoffices.talks.engine.state import State
    from goodoffices.talks.engine.views import Notebook

TERMS = (
    _("to be passed on in its own words"),
    _("to be passed on in substance"),
    _("to be passed on as the mediator's idea"),
)
"""How a confidence may be passed on, in the order of ``release_rules.Form``."""
HALVES = (
    _("{author} could accept {point} (in its own words)"),
    _("{author} could accept {point} (in substance)"),
    _("{author} could accept {point} (as the mediator's idea)"),
)
"""A part of a release, in the same order."""


class Invited(Event):
    """A mediator invites every party to confide a concession, with terms."""

    says = _("{who} asks each side in confidence what it could give, and on what terms.")

    @classmethod
    def write(cls, state: State, batch: Batch, live: Where) -> None:
        state.forget_answers(live)
        state.step[live] += 1
        state.floated[live] = 0


class ChangesConfidences(Event):
    """An event that changes the confidences to the mediator that leads the round."""

    @classmethod
    def mark(cls, cells: Rows, batch: Batch, lane: int) -> None:
        """Change the cells of a lane, (parties, issues, CELL)."""
        raise NotImplementedError

    @classmethod
    def write(cls, state: State, batch: Batch, live: Where) -> None:
        lanes = np.arange(len(state.phase))
        compartment = state.round % state.confided.shape[1]
        # lane by lane: the rules are written for one mediator's confidences, and shared with a room of
        # people
        for lane in lanes[live].tolist():
            cls.mark(state.confided[lane, compartment[lane]], batch, lane)
        super().write(state, batch, live)

    @classmethod
    def note(cls, book: Notebook, happened: Happened, reached: Where) -> None:
        # most talks have none, and would copy these arrays in every view
        book.make_room_for_confidences()
        compartment = book.compartment()
        for lane in np.arange(len(compartment))[reached].tolist():
            cls.mark(book.cells[lane, compartment[lane]], happened.batch, lane)


class Confided(ChangesConfidences, private=True):
    """A party confides a concession to its mediator only; if ``yes`` is not set, it has nothing to confide.

    ``issue``: on which it gives; ``form``: a ``release_rules.Form``; ``hold``: the round, from 0, before
    which it stays with the mediator; ``wanted``: 1 + the issue on which it asks for an option in return, or
    0. The options given and wanted are in the batch's package.
    """

    yes = YesNo()
    issue = Number()
    form = Number()
    hold = Number()
    wanted = Number()

    @classmethod
    def tiny(cls, dims: Sequence[int]) -> list[Carried]:
        """Nothing; or, verbatim, the first option of the first issue: freely, or only if the other accepts it
        too. All that could be confided would be too much to go through."""
        return [NOTHING, ((), True, ()), ((), True, (0, 0, 0, 1))]

    @classmethod
    def exists(cls, batch: Batch, dims: Lanes) -> Mask | None:
        return _options_exist(batch, dims)

    @classmethod
    def confidence(cls, batch: Batch, lane: int) -> Confidence | None:
        """Return the confidence in a lane; None if the party confides nothing.

        Raises:
            UsageError: the numbers do not encode a confidence.
        """
        if not batch.yes[lane]:
            return None
        package = batch.package[lane].tolist()
        issue, form, hold, asked = (
            field.at(batch, lane) for field in (cls.issue, cls.form, cls.hold, cls.wanted)
        )
        if not (0 <= issue < len(package) and 0 <= asked <= len(package) and min(hold, *package) >= 0):
            raise UsageError(
                f"confidence: expected places of issues and a round, found {batch.more[lane]}."
            )
        if form not in list(Form):
            raise UsageError(f"confidence: expected the number of a form, found {form}.")
        wanted = Point(asked - 1, package[asked - 1]) if asked else None
        return Confidence(batch.by, Point(issue, package[issue]), Form(form), wanted, hold)

    @classmethod
    def mark(cls, cells: Rows, batch: Batch, lane: int) -> None:
        confidence = cls.confidence(batch, lane)
        if confidence is not None:
            keep(cells, confidence)

    @classmethod
    def sentence(cls, happened: Happened, names: Names) -> Said:
        who, to = names.who(happened), names.privately(happened)
        confidence = cls.confidence(happened.batch, 0)
        if confidence is None:
            return say(
                _("{who} says, {privately}, that it has nothing to confide."), who=who, privately=to
            )
        return say(
            _("{who} confides, {privately}: {concession}; {terms}."),
            who=who,
            privately=to,
            concession=_concession(confidence, names),
            terms=_terms(confidence),
        )


def _options_exist(batch: Batch, dims: Lanes) -> Mask:
    """Return the lanes in which all codes are options; the places of issues that no field names hold 0."""
    return np.asarray(((batch.package >= 0) & (batch.package < dims)).all(axis=1))


def _concession(confidence: Confidence, names: Names) -> Said:
    """Return the point of a confidence in words, and its condition."""
    gives = names.point(confidence.gives)
    if confidence.only_if is None:
        return say(_("it could accept {point}"), point=gives)
    if confidence.only_if == confidence.gives:
        same = _("it could accept {point}, only if the other side accepts it too in the same moment")
        return say(same, point=gives)
    return say(
        _("it could accept {point}, only if the other side accepts {wanted} in the same moment"),
        point=gives,
        wanted=names.point(confidence.only_if),
    )


def _terms(confidence: Confidence) -> Said:
    """Return the form of a confidence in words, and its hold."""
    terms = say(TERMS[confidence.form])
    if not confidence.hold_until:
        return terms
    return say(_("{terms}, not before round {round}"), terms=terms, round=confidence.hold_until + 1)


class Withdrew(ChangesConfidences, private=True):
    """A party takes back its confidence on an issue."""

    issue = IssueIndex()

    @classmethod
    def mark(cls, cells: Rows, batch: Batch, lane: int) -> None:
        # the mark stays, so that the mediator cannot propose it as an idea of its own
        cells[batch.by, cls.issue.at(batch, lane), ARMED] = 0

    @classmethod
    def sentence(cls, happened: Happened, names: Names) -> Said:
        issue = names.issues[cls.issue.at(happened.batch)].name
        return say(
            _("{who} takes back, {privately}, what it confided about {issue}."),
            who=names.who(happened),
            privately=names.privately(happened),
            issue=issue,
        )


class Released(ChangesConfidences, aside=True):
    """An event by which a mediator passes confidences on; the options are in the batch's package."""

    @classmethod
    def exists(cls, batch: Batch, dims: Lanes) -> Mask | None:
        return _options_exist(batch, dims)

    @classmethod
    def release(cls, batch: Batch, lane: int) -> Release:
        """Return the release in a lane, without the words of authors.

        Raises:
            UsageError: the numbers do not encode a release.
        """
        raise NotImplementedError

    @classmethod
    def points(cls, batch: Batch, lane: int, *issues: Number) -> list[Point]:
        """Return the options that go out, on the issues named by some fields.

        Raises:
            UsageError: there is no such issue or option.
        """
        package, places = batch.package[lane].tolist(), [field.at(batch, lane) for field in issues]
        if not all(0 <= issue < len(package) for issue in places):
            raise UsageError(f"release: expected places of issues, found {places}.")
        if min(package) < 0:
            raise UsageError(f"release: expected places of options, found {package}.")
        return [Point(issue, package[issue]) for issue in places]

    @classmethod
    def mark(cls, cells: Rows, batch: Batch, lane: int) -> None:
        for confidence in passed_on(held(cells), cls.release(batch, lane)):
            keep(cells, confidence)

    @classmethod
    def note(cls, book: Notebook, happened: Happened, reached: Where) -> None:
        super().note(book, happened, reached)
        for lane in np.arange(len(book.leading))[reached].tolist():
            for part in cls.release(happened.batch, lane):
                issue, option = part.gives
                if part.author is None:
                    book.ideas[lane, part.to, issue] = 1 + option
                else:
                    book.given[lane, part.author, issue] = 1 + option

    @classmethod
    def half(cls, part: Passed, names: Names) -> Said:
        """Return a part of a release in words: its author, option and form."""
        assert part.author is not None
        author, point = names.seat(part.author), names.point(part.gives)
        return say(HALVES[part.form], author=author, point=point)


class Conveyed(Released):
    """A mediator passes on to a party a point that another party released, or an idea of its own.

    ``author``: 1 + the party that released it, or 0 for an idea; ``to``: the party that is told.
    """

    issue = Number()
    form = Number()
    author = Number()
    to = Number()

    @classmethod
    def tiny(cls, dims: Sequence[int]) -> list[Carried]:
        """The first option, from each of two parties to the other, and to each as the mediator's idea."""
        numbers = [(0, 0, 1, 1), (0, 0, 2, 0), (0, 2, 0, 0), (0, 2, 0, 1)]
        return [((), False, more) for more in numbers]

    @classmethod
    def ideas(cls, batch: Batch) -> Mask:
        """Return true in lanes in which it puts an idea of the mediator's own, (lanes,)."""
        return np.asarray(cls.form.of(batch) == Form.IDEA)

    @classmethod
    def write(cls, state: State, batch: Batch, live: Where) -> None:
        super().write(state, batch, live)
        lanes = np.arange(len(state.phase))[live]
        # a point in its author's name is marked in the author's cell; an idea is noted for its hearer
        lanes = lanes[cls.ideas(batch)[lanes]]
        compartment = state.round[lanes] % state.floated.shape[1]
        state.floated[lanes, compartment, cls.to.of(batch)[lanes], cls.issue.of(batch)[lanes]] = 1

    @classmethod
    def audience(cls, rules: Protocol, state: State, batch: Batch) -> Lanes:
        return rules.hearing(state, np.clip(cls.to.of(batch), 0, rules.setting.parties - 1))

    @classmethod
    def release(cls, batch: Batch, lane: int) -> Release:
        [point] = cls.points(batch, lane, cls.issue)
        form, author = cls.form.at(batch, lane), cls.author.at(batch, lane)
        if form not in list(Form):
            raise UsageError(f"release: expected the number of a form, found {form}.")
        named = author - 1 if author > 0 else None
        return (Passed(named, point, Form(form), cls.to.at(batch, lane)),)

    @classmethod
    def sentence(cls, happened: Happened, names: Names) -> Said:
        [part] = cls.release(happened.batch, 0)
        parts: dict[str, Part] = {"who": names.who(happened), "party": names.to(part.to, happened)}
        if part.author is None:
            idea = names.point(part.gives)
            return say(_("{who} puts to {party}, as an idea of its own: {idea}."), **parts, idea=idea)
        return say(_("{who} tells {party}: {half}."), **parts, half=cls.half(part, names))


class Exchanged(Released):
    """A mediator passes on two points to each other's authors, in the same moment.

    ``first``, ``second``: the issues, that of the author with the lower seat first; ``authors``: a bit for
    each; ``substance``: bit 0 for the first and bit 1 for the second, set if only the substance goes out.
    """

    first = Number()
    second = Number()
    authors = Number()
    substance = Number()

    @classmethod
    def tiny(cls, dims: Sequence[int]) -> list[Carried]:
        """The first option of the first issue, from both of two parties."""
        return [((), False, (0, 0, 0b11))]

    @classmethod
    def parties(cls, batch: Batch, lane: int) -> list[int]:
        """Return the authors, the lower seat first."""
        authors = cls.authors.at(batch, lane)
        return [party for party in range(authors.bit_length()) if authors >> party & 1]

    @classmethod
    def audience(cls, rules: Protocol, state: State, batch: Batch) -> Lanes:
        named = cls.authors.of(batch)[:, np.newaxis] >> np.arange(rules.setting.parties) & 1
        # in lanes in which nothing is said, or nothing that is allowed, no author is named
        return np.asarray(
            rules.hearing(state, named.argmax(axis=1))
            | rules.hearing(state, named.shape[1] - 1 - named[:, ::-1].argmax(axis=1))
        )

    @classmethod
    def release(cls, batch: Batch, lane: int) -> Release:
        points = cls.points(batch, lane, cls.first, cls.second)
        authors, substance = cls.parties(batch, lane), cls.substance.at(batch, lane)
        if len(authors) != 2:
            raise UsageError(f"release: expected two authors, found {len(authors)}.")
        one, other = authors
        return (
            Passed(one, points[0], Form(substance & 1), other),
            Passed(other, points[1], Form(substance >> 1 & 1), one),
        )

    @classmethod
    def sentence(cls, happened: Happened, names: Names) -> Said:
        release = cls.release(happened.batch, 0)
        return say(
            _("{who} tells {parties}, both in the same moment: {halves}."),
            who=names.who(happened),
            parties=together(names.to(part.to, happened) for part in reversed(release)),
            halves=together((cls.half(part, names) for part in release), BESIDE),
        )


def confiding(confidence: Confidence, issues: int) -> tuple[Rows, Rows]:
    """Return a confidence as :class:`Confided` carries it: a package (1, issues) and numbers (1, issues + 3).

    Raises:
        UsageError: it asks for another option on the issue on which it gives. There it may ask only that
            the other side accepts the same option.
    """
    package = np.zeros((1, issues), dtype=np.int64)
    asked = confidence.only_if
    if asked is not None:
        if asked.issue == confidence.gives.issue and asked != confidence.gives:
            raise UsageError("confidence: expected one option an issue, found two.")
        package[0, asked.issue] = asked.option
    package[0, confidence.gives.issue] = confidence.gives.option
    numbers = Confided.numbers(
        issue=[confidence.gives.issue],
        form=[int(confidence.form)],
        hold=[confidence.hold_until],
        wanted=[1 + asked.issue if asked else 0],
    )
    return package, _wide(numbers, issues)


def releasing(release: Release, issues: int) -> tuple[type[Released], Rows, Rows]:
    """Return the event by which a release goes out, its package (1, issues) and numbers (1, issues + 3)."""
    package = np.zeros((1, issues), dtype=np.int64)
    for part in release:
        package[0, part.gives.issue] = part.gives.option
    if len(release) == 1:
        [part] = release
        numbers = Conveyed.numbers(
            issue=[part.gives.issue],
            form=[int(part.form)],
            author=[0 if part.author is None else 1 + part.author],
            to=[part.to],
        )
        return Conveyed, package, _wide(numbers, issues)
    one, other = release
    numbers = Exchanged.numbers(
        first=[one.gives.issue],
        second=[other.gives.issue],
        authors=[1 << one.to | 1 << other.to],
        substance=[int(one.form) | int(other.form) << 1],
    )
    return Exchanged, package, _wide(numbers, issues)


def _wide(numbers: Rows, issues: int) -> Rows:
    """Return numbers as wide as ``Batch.more``, (1, issues + 3)."""
    return np.pad(numbers, ((0, 0), (0, issues + 3 - numbers.shape[1])))
