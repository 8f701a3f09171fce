"""Transcript: a session as minutes, a sentence for each event, in words that a person can check."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

from goodoffices.model import Case
from goodoffices.outlined import Outlined
from goodoffices.talks.engine.event import Happened
from goodoffices.talks.engine.names import Names, Routes
from goodoffices.talks.engine.said import gettext_noop, say
from goodoffices.talks.engine.said import gettext_noop as _
from goodoffices.talks.engine.session import Log


@dataclass(frozen=True, slots=True)
class Line:
    """An event in a transcript, with its round, step, seat, sentence, package and way.

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


@dataclass(frozen=True, slots=True, repr=False)
class Transcript(Outlined):
    """A session: its lines, and the package agreed, if talks ended in an agreement."""

    case: str
    protocol: str
    run: int
    lines: tuple[Line, ...]
    agreed: dict[str, str] | None

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    def public(self) -> Transcript:
        """Return the transcript without private lines, as it may be shown to everyone."""
        return replace(self, lines=tuple(line for line in self.lines if not line.private))

    def text(self) -> str:
        """Return the minutes as Markdown."""
        out, last = [f"# {self.case}: {self.protocol}, run {self.run}", ""], -1
        for line in self.lines:
            if line.round != last:
                out += [""] * (last >= 0) + [f"## Round {line.round + 1}", ""]
                last = line.round
            out.append(f"- {line.words}")
        return "\n".join(out) + "\n"


def transcript(
    log: Log,
    lane: int,
    case: Case,
    routes: Routes,
    seat: int | None = None,
    translate: Callable[[str], str] = gettext_noop,
) -> Transcript:
    """Return the minutes of a lane; for a ``seat``, only the events that reached it.

    Args:
        log: with the lane.
        lane: of the session.
        case: that it is about.
        routes: the ways from each mediator that leads rounds to each party.
        seat: whose minutes they are; None for those of everything.
        translate: of the templates of sentences; they stay English without it.
    """
    names, happened = Names(case, routes), log.lane(lane)
    everyone = log.protocol.setting.everyone
    lines = [
        _line(h, names, everyone, translate)
        for h in happened
        if seat is None or int(h.audience[0]) >> seat & 1
    ]
    final = log.protocol.ordered[log.final.phase[lane]]
    agreed = names.package(log.final.put[lane].tolist()) if final == "agreed" else None
    if agreed is not None and not happened[-1].batch.event.publishes:
        lines.append(_agreed(lines[-1], agreed, names, translate))
    return Transcript(case.id, log.protocol.name, log.runs[lane], tuple(lines), agreed)


def _line(happened: Happened, names: Names, everyone: int, translate: Callable[[str], str]) -> Line:
    event = happened.batch.event
    return Line(
        round=int(happened.round[0]),
        step=int(happened.step[0]),
        by=names.who(happened),
        event=event.__name__,
        words=event.sentence(happened, names).in_words(translate),
        package=names.text_in(happened),
        via=names.via(happened),
        private=event.private or event.aside or bool(everyone & ~int(happened.audience[0])),
    )


def _agreed(last: Line, agreed: dict[str, str], names: Names, translate: Callable[[str], str]) -> Line:
    """Return the line with the agreed text, if no event of the protocol shows it."""
    words = say(_("Agreement: {text}."), text=names.words(agreed)).in_words(translate)
    return Line(last.round, last.step, "", "Agreement", words, agreed, (), False)
