"""Simulated talks on the page: the protocol that did best and by how much, and the outcome of each."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from goodoffices.agreements import package_words
from goodoffices.charts import Chart, Estimate, intervals
from goodoffices.model import Case
from goodoffices.talks import MEDIATORS, PROTOCOLS, STRATEGIES, TalksResult, Transcript
from goodoffices.talks.outcomes.estimates import Estimate as Mean
from goodoffices.talks.outcomes.estimates import difference
from goodoffices.wording import capital, count, in_words, listing, mean_text, percent, within

SHOWN_PACKAGES = 6
"""Packages printed of those that sessions of a protocol agreed on; results.json has all."""
NEAR = 3
"""Most protocols named that cannot be told apart from the best; more are counted."""
MEASURED = "joint_gain"


@dataclass(frozen=True, slots=True)
class ProtocolRow:
    """A protocol under the name that people know it by, a sentence on it, and its outcome."""

    talks: TalksResult
    name: str
    sentence: str
    came_to: str
    players: tuple[str, ...]
    numbers: tuple[str, ...]
    packages: tuple[tuple[str, str], ...]
    more_packages: int


@dataclass(frozen=True)
class TalksPart:
    """The simulated talks of a case as the page prints them, the best protocol first."""

    case: Case
    talks: Sequence[TalksResult]
    unplayed: Sequence[tuple[str, str]]
    basis: str

    @cached_property
    def ranked(self) -> list[TalksResult]:
        """The best first, then the others by share of the joint gain, or by agreements if nobody can gain.

        The interval of the best begins highest: a few lucky sessions do not make a protocol best.
        """
        best = max(self.talks, key=lambda each: (self._of(each).low, self._of(each).mean), default=None)
        return sorted(self.talks, key=lambda each: (each is not best, -self._of(each).mean))

    def _of(self, talks: TalksResult) -> Mean:
        return talks.estimates[self.measure]

    @cached_property
    def measure(self) -> str:
        known = all(MEASURED in each.estimates for each in self.talks)
        gained = any(each.measures[MEASURED] is not None for each in self.talks)
        return MEASURED if known and gained else "agreed"

    @cached_property
    def finding(self) -> str:
        """The protocol that did best, by how much, and if that is more than chance."""
        best, *others = self.ranked
        name, value = named(best.protocol), best.estimates[self.measure]
        of = (
            "of the possible joint gain"
            if self.measure == MEASURED
            else "of sessions with an agreement"
        )
        if value.mean <= 0:
            return "No protocol led to an agreement in simulated talks"
        if not others:
            return f"{name} came to {percent(value.mean)} {of} in simulated talks"
        text = f"{name} did best in simulated talks: {percent(value.mean)} {of}"
        near = [each for each in others if difference(value, self._of(each))[1] <= 0]
        if not near:
            second = others[0]
            gap, low, high = difference(value, self._of(second))
            return (
                f"{text}, {100 * gap:.0f} points more (between {100 * low:.0f} and {100 * high:.0f}) than "
                f"{_small(named(second.protocol))}"
            )
        if len(near) > NEAR:
            return f"{text}; {count(len(near), 'other protocol')} may do as well"
        few = [
            f" ({count(each.runs, 'session')} only)" if each.runs < best.runs else "" for each in near
        ]
        names = [_small(named(each.protocol)) + only for each, only in zip(near, few, strict=True)]
        return f"{text}; {listing(names)} may do as well"

    @cached_property
    def chart(self) -> Chart:
        rows = [
            Estimate(
                named(each.protocol),
                each.estimates[self.measure].mean,
                each.estimates[self.measure].low,
                each.estimates[self.measure].high,
                each.estimates[self.measure].text(),
            )
            for each in self.ranked
        ]
        unit = (
            "share of the possible joint gain; a session without agreement counts as none"
            if self.measure == MEASURED
            else "share of sessions that ended in agreement"
        )
        wide, narrow = intervals(self.finding, rows, unit)
        joint = (
            "The joint gain adds up the parties' gains, each as a share of the most that it could gain; 100% "
            "is the package with the largest sum. "
        )
        note = (
            f"A dot is the mean over all sessions, the line its 95% interval. "
            f"{joint if self.measure == MEASURED else ''}These are counts from simulations, not forecasts."
        )
        sessions = sum(each.runs for each in self.talks)
        source = (
            f"{count(sessions, 'simulated session')} with the numbers of the case file. {self.basis}"
        )
        return Chart("compared", self.finding, wide, narrow, note, source, self.columns, self._numbers)

    @property
    def columns(self) -> tuple[str, ...]:
        return (
            "protocol",
            "joint gain",
            "sessions that agreed",
            "party that gained least",
            "private answers a session",
            "sessions",
        )

    @cached_property
    def _numbers(self) -> tuple[tuple[str, ...], ...]:
        return tuple((named(each.protocol), *numbers_of(each)) for each in self.ranked)

    @property
    def sessions(self) -> str:
        """How many sessions were simulated: '200 sessions of each protocol, 3 of shuttle'."""
        most = max(each.runs for each in self.talks)
        fewer = [f"{t.runs:,} of {_small(named(t.protocol))}" for t in self.ranked if t.runs < most]
        of = (
            " of each protocol"
            if len(self.talks) > 1
            else f" of {_small(named(self.talks[0].protocol))}"
        )
        return ", ".join([count(most, "session") + of, *fewer])

    @cached_property
    def disclosure(self) -> str:
        """Whom private answers reached."""
        heard = [t for t in self.talks if any(s.answers for s in t.disclosed.values())]
        leaks = [
            _small(named(each.protocol))
            for each in heard
            if any(sum(said.to_parties.values()) for said in each.disclosed.values())
        ]
        if not heard:
            return "No protocol asked a party for a private answer."
        if leaks:
            return f"In {listing(leaks)}, private answers reached another party."
        carried = listing([within(name) for name in self._carriers(heard)])
        return (
            f"No private answer reached another party. Answers were heard by {carried} alone, who asked for "
            f"them or carried them."
        )

    def _carriers(self, heard: Sequence[TalksResult]) -> list[str]:
        return [
            third.name
            for third in self.case.mediators
            if any(said.to_mediators[third.id] for each in heard for said in each.disclosed.values())
        ]

    @cached_property
    def rows(self) -> list[ProtocolRow]:
        return [self._row(each) for each in self.ranked]

    def _row(self, talks: TalksResult) -> ProtocolRow:
        name, sentence = described(talks.protocol)
        base = talks.packages[0][0] if talks.packages else {}
        packages = tuple(
            (f"{many:,}", package_words(self.case, package, base if place else None))
            for place, (package, many) in enumerate(talks.packages[:SHOWN_PACKAGES])
        )
        return ProtocolRow(
            talks,
            name,
            sentence,
            self._came_to(talks),
            players_of(talks),
            numbers_of(talks),
            packages,
            max(0, len(talks.packages) - SHOWN_PACKAGES),
        )

    def _came_to(self, talks: TalksResult) -> str:
        rounds = mean_text(talks.mean_rounds)
        text = (
            f"{talks.agreed:,} of {count(talks.runs, 'session')} ended in agreement, after "
            f"{rounds} round{'' if rounds == '1' else 's'} on average"
        )
        joint, least = talks.measures[MEASURED], talks.measures["least"]
        if joint is not None and least is not None:
            text += (
                f"; the agreements took {percent(joint)} of the possible joint gain, and the party that "
                f"gained least got {percent(least)} of what it could have gained"
            )
        reasons = [f"{reason} ({times:,})" for reason, times in talks.breakdowns.items()]
        return f"{text}." + (f" The others ended because {listing(reasons)}." if reasons else "")

    def not_played(self) -> list[str]:
        """Return a sentence on each protocol that was not simulated."""
        return [f"{named(name)} was not simulated: {reason}" for name, reason in self.unplayed]


def numbers_of(talks: TalksResult) -> tuple[str, ...]:
    """Return the numbers of a protocol: joint gain, agreement, least gain, answers, sessions."""
    found = talks.estimates
    joint = found[MEASURED].text() if MEASURED in found else "–"
    least = found["least"].text() if "least" in found else "–"
    return joint, found["agreed"].text(), least, mean_text(talks.answers), f"{talks.runs:,}"


def minutes(talks: TalksResult, *, private: bool) -> Transcript:
    """Return the minutes of the first session, without private answers unless the page may have them."""
    whole = talks.transcripts[0]
    return whole if private else whole.public()


def named(protocol: str) -> str:
    """Return the name that people know a protocol by: 'Single negotiating text with veto'."""
    return described(protocol)[0]


def described(protocol: str) -> tuple[str, str]:
    """Return a protocol's name for people and a sentence on it: the head of the module that defines it."""
    kind = PROTOCOLS.get(protocol)
    if kind is None:
        return capital(in_words(protocol)), ""
    head = inspect.cleandoc(sys.modules[kind.__module__].__doc__ or "").partition("\n\n")[0]
    head = " ".join(head.split())
    name, colon, sentence = head.partition(": ")
    if not colon or len(name) > 70:
        return capital(in_words(protocol)), first_sentence(kind)
    return name, capital(sentence)


def players_of(talks: TalksResult) -> tuple[str, ...]:
    """Return sentences on the parties' strategy and the mediator's way of working."""
    parts = [
        (f"The parties' strategy: {first_sentence(STRATEGIES[name])}")
        for name in dict.fromkeys(talks.strategy.split(" / "))
        if name in STRATEGIES
    ]
    parts += [
        f"The mediator's way of working: {first_sentence(MEDIATORS[name])}"
        for name in dict.fromkeys((talks.mediator or "").split(" / "))
        if name in MEDIATORS
    ]
    return tuple(parts)


def first_sentence(part: object) -> str:
    """Return the first sentence of a part's docstring, its names in code as words."""
    text = inspect.cleandoc(getattr(part, "__doc__", None) or "").split("\n\n")[0].replace("\n", " ")
    text = re.sub(r"``([^`]*)``", lambda found: in_words(found[1]), text)
    return text[:1].lower() + text[1:]


def _small(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"
