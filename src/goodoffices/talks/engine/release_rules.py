"""Release rules: which confidences a mediator may pass on, to whom, in which form and in whose name.

Pure functions, with no state, clock or protocol, so that simulated talks and a room with people in it use the
same rules. They take the confidences of a single mediator: mediators do not know each other's.

An example. A confides to the mediator that it could accept 20 convoys, *only if* B accepts 42 days of notice.
B confides that it could accept 42 days, freely. ``released`` returns two releases: the pair, to both in the
same moment, and B's point alone, to A. A's point never goes out alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import NamedTuple

from goodoffices.errors import UsageError


class Form(IntEnum):
    """How a confidence may be passed on: in its author's words; in substance, with the author's name; or
    without a name, as if it were the mediator's own idea."""

    VERBATIM = 0
    SUBSTANCE = 1
    IDEA = 2


FORMS = ("verbatim", "substance only", "as the mediator's idea")
"""The words for :class:`Form`, in its order."""


class Point(NamedTuple):
    """An option on an issue, both as indices."""

    issue: int
    option: int


@dataclass(frozen=True, slots=True)
class Confidence:
    """A concession that a party confides, and the terms on which it may be passed on.

    Attributes:
        author: the party.
        gives: the option that it could accept.
        form: the form in which this may be passed on.
        only_if: the option that another party must give in the same moment, if there is such a condition.
        hold_until: the round, from 0, before which it stays with the mediator.
        words: the author's words.
        passed: the parties that know of it by now.
        armed: false if it was taken back. It then stays in the state as a mark, so that the mediator cannot
            propose the same as its own idea.

    Raises:
        UsageError: the mediator's idea, on a condition. A party that sees its own condition met knows who
            met it, so that it cannot be promised both.
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
        """The author and the issue: a new confidence replaces an old confidence with the same place."""
        return self.author, self.gives.issue

    def to(self, party: int) -> Passed:
        """Return this confidence as that party may hear it."""
        return Passed(
            None if self.form is Form.IDEA else self.author,
            self.gives,
            self.form,
            party,
            self.words if self.form is Form.VERBATIM else "",
        )


class Passed(NamedTuple):
    """A point as it reaches the party ``to``: without an author if it is put as the mediator's idea, without
    words if only the substance is passed on. Conditions and holds are never passed on."""

    author: int | None
    gives: Point
    form: Form
    to: int
    words: str = ""


Release = tuple[Passed, ...]
"""The content of a single event: a point to a party, or a pair to both authors, the lower seat first."""
Held = frozenset[Confidence]
"""All confidences of a single mediator: at most one for each party and issue."""


def confided(held: Held, confidence: Confidence) -> Held:
    """Return the confidences after a party confides; the new replaces its old confidence on that issue."""
    return frozenset(c for c in held if c.place != confidence.place) | {confidence}


def withdrawn(held: Held, author: int, issue: int) -> Held:
    """Return the confidences after a party takes back its confidence on an issue.

    A party that has heard of it still knows it; nobody else will hear of it.
    """
    return frozenset(replace(c, armed=False) if c.place == (author, issue) else c for c in held)


def released(held: Collection[Confidence], round_: int, parties: int) -> tuple[Release, ...]:
    """Return all releases that a round allows, sorted, whatever the order of the confidences.

    A confidence without a condition may go to each other party once. A confidence with a condition goes out
    only in a pair, with another party's confidence that meets the condition and has no condition, or this
    same condition the other way round. Both then go out in their authors' names, if neither has reached the
    other's author yet.

    Args:
        held: the confidences of a single mediator.
        round_: the round, from 0.
        parties: the number of parties.
    """
    ready = [c for c in held if c.armed and c.hold_until <= round_]
    giving: dict[Point, list[Confidence]] = {}
    for confidence in ready:
        # both sides of a pair learn who met their condition, so that no idea can be half of one
        if confidence.form is not Form.IDEA:
            giving.setdefault(confidence.gives, []).append(confidence)
    # a set: a pair is found from both of its halves, and equal ideas of several authors are one
    # release
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
    """Return the release of two confidences together, each to the other's author."""
    first, second = sorted((one, other), key=lambda confidence: confidence.author)
    return first.to(second.author), second.to(first.author)


def passed_on(held: Held, release: Release) -> Held:
    """Return the confidences after a release, with the parties that have heard of each."""
    after = set(held)
    for part in release:
        for confidence in held:
            if _is_of(part, confidence):
                after.discard(confidence)
                after.add(replace(confidence, passed=confidence.passed | {part.to}))
    return frozenset(after)


def why_not(held: Collection[Confidence], release: Release, round_: int) -> str:
    """Return the reason that a release is not allowed in a round; empty if it is allowed.

    A mediator may also put ideas of its own, on issues on which no other party has confided anything to it.
    A party to which an idea is put thus cannot tell whose idea it is.
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
    # one order for each pair, so that equal releases are equal values
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
    # taken back or not: what its author took back must not come round as the mediator's own idea
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
    """Return the reason that a confidence may not reach a party in this form now, its condition aside."""
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
    """Return the confidence that a part in its author's name comes from."""
    return next((c for c in held if c.place == (part.author, part.gives.issue)), None)


def _is_of(part: Passed, confidence: Confidence) -> bool:
    """Return true if releasing the part discloses the confidence. An idea discloses all identical ideas."""
    if part.gives != confidence.gives or part.form is not confidence.form:
        return False
    if part.form is Form.IDEA:
        # a hearer that confided the same idea hears nothing new: its own may still go to others
        return confidence.author != part.to
    return confidence.author == part.author


def _still_to_hear(confidence: Confidence, parties: int) -> list[int]:
    return [p for p in range(parties) if p != confidence.author and p not in confidence.passed]


def _strangers(one: Confidence, other: Confidence) -> bool:
    """Return true if the authors differ and neither confidence has reached the other's author."""
    return one.author not in (other.author, *other.passed) and other.author not in one.passed


def _order(release: Release) -> tuple[object, ...]:
    """Sort key: pairs first, then by author (ideas last), by point, and by the party that is told."""
    return -len(release), [(p.author is None, p.author or 0, p.gives, p.to, p.words) for p in release]
