"""A session as minutes: what happened, in order, in words a person can check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from goodoffices.model import Case
from goodoffices.talks.engine.events import (
    PRIVATE,
    VOTES,
    Accept,
    AgreementReached,
    AgreementStands,
    Answer,
    Asked,
    BrokenOff,
    Compared,
    Confided,
    Conveyed,
    Criticised,
    DeadlinePassed,
    Exchanged,
    Happened,
    Invited,
    NoAgreement,
    Offer,
    Opened,
    Replied,
    Resumed,
    TextCarried,
    TextClosed,
    TextDropped,
    TextKept,
    TextPut,
    TextToCompare,
    VariantPut,
    VariantsAnswered,
    Voted,
    Withdrew,
)
from goodoffices.talks.engine.release_codec import confided_in, release_in
from goodoffices.talks.engine.release_rules import Confidence, Passed, Point
from goodoffices.talks.engine.session import Log

_LEVELS = (
    "is far from signing it",
    "is close to signing it",
    "would just about sign it",
    "would sign it with ease",
)
_COMPARED = (
    "it is worse than the text before",
    "it is as good as the text before",
    "it is better than the text before",
)
"""In the order of ``events.FEEDBACK``."""

_TERMS = (
    "in its own words",
    "in substance",
    "as the mediator's idea",
)
"""How something may be passed on, in the order of ``release_rules.Form``."""


@dataclass(frozen=True, slots=True)
class Line:
    """One event: in which round and step, by whom, what, with the package it carries and its way.

    ``private`` lines did not reach everyone; :meth:`Transcript.public` leaves them out.
    """

    round: int
    step: int
    by: str
    event: str
    words: str
    package: dict[str, str] | None
    via: tuple[str, ...]
    private: bool


@dataclass(frozen=True, slots=True)
class Transcript:
    """One session: its lines, and the package agreed, if one was."""

    case: str
    protocol: str
    run: int
    lines: tuple[Line, ...]
    agreed: dict[str, str] | None

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    def public(self) -> Transcript:
        """The same without what was told in private: what may be shown to everyone."""
        return replace(self, lines=tuple(line for line in self.lines if not line.private))

    def text(self) -> str:
        """The minutes as Markdown."""
        out, last = [f"# {self.case}: {self.protocol}, run {self.run}", ""], -1
        for line in self.lines:
            if line.round != last:
                out += [f"## Round {line.round + 1}", ""]
                last = line.round
            out.append(f"- {line.words}")
        return "\n".join(out) + "\n"


def transcript(
    log: Log,
    lane: int,
    case: Case,
    routes: Sequence[Sequence[tuple[str, ...]]],
    seat: int | None = None,
) -> Transcript:
    """The minutes of one lane. ``routes`` are the ways from each mediator that leads rounds to each party.

    Where a ``seat`` is given, they are its own: of what reached it, and nothing else.
    """
    names = _Names(case, routes)
    told = [h for h in log.lane(lane) if seat is None or int(h.audience[0]) >> seat & 1]
    lines = [names.line(happened) for happened in told]
    final = log.protocol.phases[int(log.final.phase[lane])]
    agreed = names.package(log.final.put[lane].tolist()) if final == "agreed" else None
    if log.protocol.name == "alternating-offers" and agreed is not None:
        lines.append(_agreed(lines[-1], agreed, names))
    return Transcript(case.id, log.protocol.name, log.runs[lane], tuple(lines), agreed)


def _agreed(last: Line, agreed: dict[str, str], names: _Names) -> Line:
    words = f"Agreement: {names.words(agreed)}."
    return Line(last.round, last.step, "", "Agreement", words, agreed, (), False)


def _carried_by(via: tuple[str, ...]) -> str:
    """To whom an answer goes, and who carries it."""
    to = f" to {via[-1]}" if via else ""
    return to + (f", carried by {' and '.join(via[:-1])}" if len(via) > 1 else "")


class _Names:
    """Seats and packages by the names the case gives them."""

    def __init__(self, case: Case, routes: Sequence[Sequence[tuple[str, ...]]]) -> None:
        self.seats = [p.name for p in case.parties] + [m.name for m in case.mediators] + ["The clock"]
        self.issues = case.issues
        self.by_id = {m.id: m.name for m in case.mediators}
        self.leads = routes
        self.routes = routes[0]
        self.shown: dict[int, dict[str, str]] = {}
        self.wishes: dict[int, int] = {}
        self.variants = 0

    def package(self, codes: list[int]) -> dict[str, str]:
        return {
            issue.id: issue.options[code].id for issue, code in zip(self.issues, codes, strict=True)
        }

    def words(self, package: dict[str, str]) -> str:
        named = []
        for issue in self.issues:
            option = next(o.name for o in issue.options if o.id == package[issue.id])
            unit = f" {issue.unit}" if issue.unit and issue.kind != "named" else ""
            named.append(f"{issue.name} {option}{unit}")
        return "; ".join(named)

    def line(self, happened: Happened) -> Line:
        batch = happened.batch
        who = self.seats[batch.by]
        self.routes = self.leads[int(happened.round[0]) % len(self.leads)]
        carries = (Offer, TextPut, TextCarried, TextToCompare, VariantPut, AgreementStands)
        carried = batch.event in carries or (
            batch.event in (TextClosed, AgreementReached) and bool(batch.yes[0])
        )
        package = self.package(batch.package[0].tolist()) if carried else None
        via: tuple[str, ...] = ()
        if batch.event in PRIVATE and self.routes:
            via = tuple(self.by_id[m] for m in reversed(self.routes[batch.by][:-1]))
        if batch.event is TextCarried:
            words = self._carried(happened, who, package or {})
        elif batch.event in (Opened, Replied, Voted, Compared, Criticised):
            words = self._said(happened, who, via)
        elif batch.event in (Confided, Withdrew):
            words = self._confided(happened, who, via)
        elif batch.event in (Conveyed, Exchanged):
            words = self._released(happened, who)
        elif batch.event is VariantPut:
            self.variants = int(happened.step[0]) + 1
            words = f"{who} puts variant {self.variants} to all: {self.words(package or {})}."
        elif batch.event is VariantsAnswered:
            words = self._chose(int(batch.more[0, 0]), who, via)
        else:
            words = self._sentence(batch.event.__name__, who, bool(batch.yes[0]), package, via)
        private = batch.event in (*PRIVATE, TextCarried, Conveyed, Exchanged)
        when = int(happened.round[0]), int(happened.step[0])
        return Line(*when, who, batch.event.__name__, words, package, via, private)

    def _carried(self, happened: Happened, who: str, package: dict[str, str]) -> str:
        """To whom a text goes, over which channel, and what in it answers what that party said before."""
        audience = int(happened.audience[0])
        party = next(p for p in range(len(self.routes)) if audience >> p & 1)
        way = self._way(party)
        last, wish = self.shown.get(party), self.wishes.get(party)
        self.shown[party] = package
        why = ""
        if last is not None and wish is not None:
            issue = self.issues[wish]
            if last[issue.id] != package[issue.id]:
                why = f" It changes what {self.seats[party]} said it would change first: {issue.name}."
        return f"{who} carries a text to {self.seats[party]}{way}: {self.words(package)}.{why}"

    def _way(self, party: int) -> str:
        """Who carries what a mediator says to a party."""
        via = [self.by_id[m] for m in self.routes[party][1:-1]]
        return f" by way of {' and '.join(via)}" if via else ""

    def _point(self, point: Point) -> str:
        """An option on an issue."""
        issue = self.issues[point.issue]
        unit = f" {issue.unit}" if issue.unit and issue.kind != "named" else ""
        return f"{issue.name} {issue.options[point.option].name}{unit}"

    def _confided(self, happened: Happened, who: str, via: tuple[str, ...]) -> str:
        """What a party confides and on what terms, or takes back, as the mediator heard it."""
        to = f"privately{_carried_by(via)}"
        if happened.batch.event is Withdrew:
            issue = self.issues[int(happened.batch.more[0, 0])]
            return f"{who} takes back, {to}, what it confided about {issue.name}."
        confidence = confided_in(happened.batch, 0)
        if confidence is None:
            return f"{who} says, {to}, that it has nothing to confide."
        return (
            f"{who} confides, {to}: it could accept {self._point(confidence.gives)}"
            f"{self._terms(confidence)}."
        )

    def _terms(self, confidence: Confidence) -> str:
        """On what condition, in what form and from when something confided may go out."""
        terms = _TERMS[confidence.form]
        if confidence.only_if == confidence.gives:
            condition = ", only if the other side accepts it too in the same moment"
        elif confidence.only_if is not None:
            wanted = self._point(confidence.only_if)
            condition = f", only if the other side accepts {wanted} in the same moment"
        else:
            condition = ""
        held = f", not before round {confidence.hold_until + 1}" if confidence.hold_until else ""
        return f"{condition}; to be passed on {terms}{held}"

    def _released(self, happened: Happened, who: str) -> str:
        """What a mediator passes on, to whom, in whose name and how."""
        release = release_in(happened.batch, 0)
        if len(release) == 2:
            halves = "; ".join(self._half(part) for part in release)
            ways = [f"{self.seats[part.to]}{self._way(part.to)}" for part in reversed(release)]
            return f"{who} tells {' and '.join(ways)}, both in the same moment: {halves}."
        [part] = release
        to = f"{self.seats[part.to]}{self._way(part.to)}"
        if part.author is None:
            return f"{who} puts to {to}, as an idea of its own: {self._point(part.gives)}."
        return f"{who} tells {to}: {self._half(part)}."

    def _half(self, part: Passed) -> str:
        """What a party is said to be able to accept, and how that is said."""
        assert part.author is not None
        return f"{self.seats[part.author]} could accept {self._point(part.gives)} ({_TERMS[part.form]})"

    def _said(self, happened: Happened, who: str, via: tuple[str, ...]) -> str:
        """An opening answer or a reply, as the mediator heard it."""
        batch = happened.batch
        to = f", privately{_carried_by(via)}"
        if batch.event is Voted:
            return f"{who} votes {VOTES[int(batch.more[0, 0])]}{to}."
        if batch.event is Opened:
            ranking = [self.issues[place].name for place in batch.more[0, : len(self.issues)].tolist()]
            best = self.words(self.package(batch.package[0].tolist()))
            order = "; ".join(ranking)
            return f"{who} says{to} what matters most to it: {order}. It would like best: {best}."
        if batch.event is Compared:
            return f"{who} says{to}: {_COMPARED[int(batch.more[0, 0])]}."
        if batch.event is Criticised:
            return f"{who} says{to}: {self._criticism(*batch.more[0, :3].tolist())}."
        better, level, worst = batch.more[0, :3].tolist()
        self.wishes[batch.by] = worst
        compared = {0: "it is not better than the text it was compared with", 1: "it is better", 2: ""}[
            better
        ]
        parts = [words for words in (compared, f"it {_LEVELS[level]}") if words]
        change = f"first it would change {self.issues[worst].name}"
        return f"{who} says{to}: {', and '.join(parts)}; {change}."

    def _criticism(self, issue: int, option: int, level: int) -> str:
        """What a critique says, in the numbers of ``events.CRITIQUE``."""
        said = "it would change nothing"
        if issue:
            changed = self.issues[issue - 1]
            said = f"first it would change {changed.name}"
            if option:
                unit = f" {changed.unit}" if changed.unit and changed.kind != "named" else ""
                said += f" (rather {changed.options[option - 1].name}{unit})"
        return f"{said}; it {_LEVELS[level - 1]}" if level else said

    def _chose(self, bits: int, who: str, via: tuple[str, ...]) -> str:
        """A party's answers to all variants."""
        places = [str(place + 1) for place in range(self.variants) if bits >> place & 1]
        chosen = f"yes to {', '.join(places)}" if places else "yes to none"
        return f"{who} answers the variants, privately{_carried_by(via)}: {chosen} of {self.variants}."

    def _sentence(
        self, event: str, who: str, yes: bool, package: dict[str, str] | None, via: tuple[str, ...]
    ) -> str:
        text = self.words(package) if package else ""
        last, put = (
            "the standing text to all for a last answer",
            f"this text to all for a last answer: {text}",
        )
        sentences = {
            Offer.__name__: f"{who} offers: {text}.",
            Accept.__name__: f"{who} accepts the offer.",
            TextPut.__name__: f"{who} puts a text to all: {text}.",
            Answer.__name__: f"{who} answers {'yes' if yes else 'no'}, privately{_carried_by(via)}.",
            TextToCompare.__name__: f"{who} puts another text to all, to compare: {text}.",
            TextKept.__name__: "The new text stands.",
            TextDropped.__name__: "The new text does not stand.",
            TextClosed.__name__: f"{who} puts {put if text else last}.",
            Asked.__name__: f"{who} asks each side in confidence what matters most to it.",
            Invited.__name__: f"{who} asks each side in confidence what it could give, and on what terms.",
            DeadlinePassed.__name__: "Time is over; the round ends without result.",
            Resumed.__name__: "Talks resume.",
            BrokenOff.__name__: f"{who} leaves the table; talks are broken off.",
            AgreementReached.__name__: f"Agreement: all said yes{f' to {text}' if text else ''}.",
            NoAgreement.__name__: "No agreement.",
            AgreementStands.__name__: f"The agreement stands: {text}.",
        }
        return sentences[event]
