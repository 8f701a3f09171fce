"""A session as minutes: what happened, in order, in words a person can check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from goodoffices.model import Case
from goodoffices.talks.drive import Log
from goodoffices.talks.events import (
    Accept,
    AgreementReached,
    Answer,
    BrokenOff,
    DeadlinePassed,
    Happened,
    NoAgreement,
    Offer,
    Resumed,
    TextClosed,
    TextDropped,
    TextKept,
    TextPut,
)


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


def transcript(log: Log, lane: int, case: Case, routes: Sequence[tuple[str, ...]]) -> Transcript:
    """The minutes of one lane. ``routes`` are the ways from the drafting mediator to each party."""
    names = _Names(case, routes)
    lines = [names.line(happened, log.protocol.setting.clock) for happened in log.lane(lane)]
    final = log.protocol.phases[int(log.final.phase[lane])]
    agreed = names.package(log.final.put[lane].tolist()) if final == "agreed" else None
    if log.protocol.name == "alternating-offers" and agreed is not None:
        lines.append(_agreed(lines[-1], agreed, names))
    return Transcript(case.id, log.protocol.name, log.runs[lane], tuple(lines), agreed)


def _agreed(last: Line, agreed: dict[str, str], names: _Names) -> Line:
    words = f"Agreement: {names.words(agreed)}."
    return Line(last.round, last.step, "", "Agreement", words, agreed, (), False)


class _Names:
    """Seats and packages by the names the case gives them."""

    def __init__(self, case: Case, routes: Sequence[tuple[str, ...]]) -> None:
        self.seats = [p.name for p in case.parties] + [m.name for m in case.mediators] + ["The clock"]
        self.issues = case.issues
        self.by_id = {m.id: m.name for m in case.mediators}
        self.routes = routes

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

    def line(self, happened: Happened, clock: int) -> Line:
        batch = happened.batch
        who = self.seats[batch.by]
        carried = batch.event in (Offer, TextPut, TextClosed)
        package = (
            self.package(batch.package[0].tolist())
            if carried and batch.event is not TextClosed
            else None
        )
        via: tuple[str, ...] = ()
        if batch.event is Answer and self.routes:
            via = tuple(self.by_id[m] for m in reversed(self.routes[batch.by][:-1]))
        words = self._sentence(batch.event.__name__, who, bool(batch.yes[0]), package, via)
        private = batch.event is Answer
        when = int(happened.round[0]), int(happened.step[0])
        return Line(*when, who, batch.event.__name__, words, package, via, private)

    def _sentence(
        self, event: str, who: str, yes: bool, package: dict[str, str] | None, via: tuple[str, ...]
    ) -> str:
        text = self.words(package) if package else ""
        through = f", carried by {' and '.join(via[:-1])}" if len(via) > 1 else ""
        to = f" to {via[-1]}" if via else ""
        sentences = {
            Offer.__name__: f"{who} offers: {text}.",
            Accept.__name__: f"{who} accepts the offer.",
            TextPut.__name__: f"{who} puts a text to all: {text}.",
            Answer.__name__: f"{who} answers {'yes' if yes else 'no'}, privately{to}{through}.",
            TextKept.__name__: "The new text stands.",
            TextDropped.__name__: "The new text does not stand.",
            TextClosed.__name__: f"{who} puts the standing text to all for a last answer.",
            DeadlinePassed.__name__: "Time is over; the round ends without result.",
            Resumed.__name__: "Talks resume.",
            BrokenOff.__name__: f"{who} leaves the table; talks are broken off.",
            AgreementReached.__name__: "Agreement: all said yes.",
            NoAgreement.__name__: "No agreement.",
        }
        return sentences[event]
