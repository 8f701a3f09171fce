"""What a party confides to a mediator, and what of it may go out: to whom, in what form, in whose name.

A pure kernel, with no state, clock or protocol: simulated talks and a room with people in it are to use the
same. It is asked about what is confided to one mediator, since what one was told another does not know.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import NamedTuple

from goodoffices.errors import UsageError


class Form(IntEnum):
    """How something confided may be passed on: the author's words; that it said so, but not how; or with
    no author at all, as if the mediator had thought of it."""

    VERBATIM = 0
    SUBSTANCE = 1
    IDEA = 2


FORMS = ("verbatim", "substance only", "as the mediator's idea")
"""The words for :class:`Form`, in its order."""


class Point(NamedTuple):
    """An option on an issue, as places counted from 0."""

    issue: int
    option: int


@dataclass(frozen=True, slots=True)
class Confidence:
    """A concession that ``author`` confides: it could accept ``gives``, and on what terms that may be passed
    on.

    ``only_if`` is what another party has to give in the same moment; ``hold_until`` the round, from 0, before
    which it stays with the mediator; ``words`` what the author said. ``passed`` are the parties that know
    of it by now, and one that is not ``armed`` was taken back.

    Raises:
        UsageError: the mediator's idea, on a condition. Whoever sees its own condition met knows who met it,
            so that nobody can be promised both.
    """

    author: int
    gives: Point
    form: Form
    only_if: Point | None = None
    hold_until: int = 0
    words: str = ""
    passed: frozenset[int] = frozenset()
    armed: bool = True

    def __post_init__(self) -> None:
        if self.form is Form.IDEA and self.only_if is not None:
            raise UsageError(
                "confidence: expected one without a condition, or in the author's name, found the "
                "mediator's idea on a condition."
            )

    @property
    def place(self) -> tuple[int, int]:
        """What a party confides on an issue is one thing; something new takes the place of the old."""
        return self.author, self.gives.issue

    def to(self, party: int) -> Passed:
        """This, as that party may hear it."""
        return Passed(
            None if self.form is Form.IDEA else self.author,
            self.gives,
            self.form,
            party,
            self.words if self.form is Form.VERBATIM else "",
        )


class Passed(NamedTuple):
    """One point as it reaches ``to``: no author where it is put as the mediator's idea, no words where only
    the substance is passed on. No condition and no hold ever go out."""

    author: int | None
    gives: Point
    form: Form
    to: int
    words: str = ""


Release = tuple[Passed, ...]
"""What goes out in one event: one point to one party, or a pair, to both at once, in order of authors."""
Held = frozenset[Confidence]
"""All that is confided to one mediator: at most one thing an issue from each party."""


def confided(held: Held, confidence: Confidence) -> Held:
    """What is held after a party confides; it takes the place of what that party held on the issue."""
    return frozenset(c for c in held if c.place != confidence.place) | {confidence}


def withdrawn(held: Held, author: int, issue: int) -> Held:
    """What is held after a party takes back what it confided on an issue.

    What has reached somebody stays known to it; nobody else hears of it any more.
    """
    return frozenset(replace(c, armed=False) if c.place == (author, issue) else c for c in held)


def released(held: Collection[Confidence], round_: int, parties: int) -> tuple[Release, ...]:
    """All that may go out in a round, each by one event; in the same order, whatever order they came in.

    What has no condition may go to each other party once. What has one goes out in a pair with another
    party's that gives what it asks, and asks for nothing or for just this; both are in their authors' names,
    and neither has reached the other's author yet.
    """
    ready = [c for c in held if c.armed and c.hold_until <= round_]
    giving: dict[Point, list[Confidence]] = {}
    for confidence in ready:
        if confidence.form is not Form.IDEA:
            giving.setdefault(confidence.gives, []).append(confidence)
    found: set[Release] = set()
    for confidence in ready:
        if confidence.only_if is None:
            found.update((confidence.to(p),) for p in _still_to_hear(confidence, parties))
            continue
        for other in giving.get(confidence.only_if, ()):
            if other.only_if in (None, confidence.gives) and _strangers(confidence, other):
                found.add(pair(confidence, other))
    return tuple(sorted(found, key=_order))


def pair(one: Confidence, other: Confidence) -> Release:
    """Two that go out together, each to the other's author."""
    first, second = sorted((one, other), key=lambda confidence: confidence.author)
    return first.to(second.author), second.to(first.author)


def passed_on(held: Held, release: Release) -> Held:
    """What is held after a release: who heard of what is noted."""
    after = set(held)
    for part in release:
        for confidence in held:
            if _is_of(part, confidence):
                after.discard(confidence)
                after.add(replace(confidence, passed=confidence.passed | {part.to}))
    return frozenset(after)


def why_not(held: Collection[Confidence], release: Release, round_: int) -> str:
    """Why something may not go out in a round: what its author's rule says; nothing where it may.

    A mediator may also have ideas of its own, on issues on which nobody else confided anything to it, so
    that who is put an idea cannot tell whose it is.
    """
    if len(release) == 1:
        [part] = release
        if part.form is Form.IDEA:
            return _why_no_idea(held, part, round_)
        known = _named(held, part)
        if known is None or not known.armed:
            return f"party {part.author} has not released it"
        return _why_not_part(known, part, round_) or _why_not_alone(known)
    first, second = release
    if first.author is None or second.author is None:
        return "a pair goes out in its authors' names"
    if (first.to, second.to) != (second.author, first.author) or first.author >= second.author:
        return "a pair goes from each of its authors to the other"
    one, other = _named(held, first), _named(held, second)
    for known, part in ((one, first), (other, second)):
        if known is None or not known.armed:
            return f"party {part.author} has not armed it"
        against = _why_not_part(known, part, round_)
        if against:
            return against
    assert one is not None
    assert other is not None
    return _why_no_pair(one, other)


def _why_no_idea(held: Collection[Confidence], part: Passed, round_: int) -> str:
    if part.author is not None or part.words:
        return "the mediator's idea has no author and no words of an author"
    others = [c for c in held if c.author != part.to and c.gives.issue == part.gives.issue]
    allowing = [
        c
        for c in others
        if c.armed and c.form is Form.IDEA and c.gives == part.gives and part.to not in c.passed
    ]
    if any(c.hold_until <= round_ for c in allowing):
        return ""
    if allowing:
        return f"it is to be held until round {min(c.hold_until for c in allowing) + 1}"
    return "on this issue something is confided, and nobody lets that go as an idea" if others else ""


def _why_not_part(known: Confidence, part: Passed, round_: int) -> str:
    """Why what a party confided may not reach another in this form, now; its condition is not looked at."""
    if known.gives != part.gives:
        return f"party {part.author} gives option {known.gives.option} on this issue"
    if known.form is not part.form:
        return f"its author lets it go {FORMS[known.form]}"
    if known.hold_until > round_:
        return f"it is to be held until round {known.hold_until + 1}"
    if part.to == part.author or part.to in known.passed:
        return f"party {part.to} knows of it"
    if part.words != known.to(part.to).words:
        return "these are not its author's words" if part.words else "its author's words are missing"
    return ""


def _why_not_alone(known: Confidence) -> str:
    if known.only_if is None:
        return ""
    issue, option = known.only_if
    return f"it goes only together with option {option} on issue {issue} from another party"


def _why_no_pair(one: Confidence, other: Confidence) -> str:
    for known, partner in ((one, other), (other, one)):
        if known.only_if not in (None, partner.gives):
            return f"that is not what party {known.author} asks for it"
    return "" if one.only_if or other.only_if else "neither asks for the other"


def _named(held: Iterable[Confidence], part: Passed) -> Confidence | None:
    """What a part in its author's name is of."""
    return next((c for c in held if c.place == (part.author, part.gives.issue)), None)


def _is_of(part: Passed, confidence: Confidence) -> bool:
    """Whether a part that went out makes what was confided known; an idea, whoever had it."""
    if part.gives != confidence.gives or part.form is not confidence.form:
        return False
    if part.form is Form.IDEA:
        return confidence.author != part.to
    return confidence.author == part.author


def _still_to_hear(confidence: Confidence, parties: int) -> list[int]:
    return [p for p in range(parties) if p != confidence.author and p not in confidence.passed]


def _strangers(one: Confidence, other: Confidence) -> bool:
    """Whether two are of different parties, and neither has reached the other's author."""
    return one.author not in (other.author, *other.passed) and other.author not in one.passed


def _order(release: Release) -> tuple[object, ...]:
    """Pairs first, then by author, those of no author last, then by point and by whom they reach."""
    return -len(release), [(p.author is None, p.author or 0, p.gives, p.to, p.words) for p in release]
