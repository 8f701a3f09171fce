"""What the record holds: entries, each of one kind, each with the place in a dispatch it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

Anonymity = Literal["named", "unnamed-official", "unnamed-source", "institution"]
Quoted = Literal["full", "partial", "none"]
Wording = Literal["verbatim", "unverified"]
ContactKind = Literal["meeting", "call", "visit", "correspondence", "talks-round", "announcement"]
ContactStatus = Literal["held", "planned", "ongoing", "postponed", "broken-off", "ended-without-result"]
Stance = Literal["demands", "offers", "accepts", "rejects", "is pressed for"]
ProposalStatus = Literal["planned", "made", "accepted", "rejected", "unknown"]
Qualifier = Literal["exact", "about", "at-least", "more-than", "at-most", "nearly", "between"]
ActorKind = Literal["person", "state", "organization", "group", "unnamed"]


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a dispatch: half-open offsets, and the words that stand there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody in a dispatch, with the names it is given there. Who an unnamed one is, is never asked."""

    id: str
    name: str
    kind: ActorKind
    role: str | None
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said what, on which authority. ``wording`` is verbatim only when a second source agrees."""

    speaker: Span
    actor: str | None
    anonymity: Anonymity
    cue: Span
    content: tuple[Span, ...]
    quoted: Quoted
    wording: Wording
    told: str | None
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Actors in touch: a meeting, call, visit, correspondence, or a round of talks."""

    kind: ContactKind
    status: ContactStatus
    participants: tuple[str, ...]
    place: str | None
    announced: str | None


@dataclass(frozen=True, slots=True)
class Position:
    """Where an actor stands on an issue, in the report's words; ``by`` presses for it."""

    actor: str
    issue: str
    stance: Stance
    text: str
    by: str | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something put forward for both sides to consider."""

    by: tuple[str, ...]
    text: str
    status: ProposalStatus


@dataclass(frozen=True, slots=True)
class Pressure:
    """Who presses whom, and for what."""

    source: str
    on: str
    goal: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number someone gave. ``source`` is None where the report names nobody."""

    text: str
    value: float | None
    low: float | None
    high: float | None
    qualifier: Qualifier
    unit: str
    subgroup_of: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Note:
    """Anything a person wants kept that is none of the others."""

    text: str


Body = Statement | Contact | Position | Proposal | Pressure | Figure | Note
KINDS: Mapping[str, type[Body]] = {
    "statement": Statement,
    "contact": Contact,
    "position": Position,
    "proposal": Proposal,
    "pressure": Pressure,
    "figure": Figure,
    "note": Note,
}
_NAMES = {kind: name for name, kind in KINDS.items()}


@dataclass(frozen=True, slots=True)
class Source:
    """The dispatch an entry rests on, and the hash of the text its offsets count in."""

    dispatch: str
    published: str | None
    outlet: str | None
    url: str | None
    digest: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the record: what it says, where that stands, and whether a person has reviewed it."""

    id: str
    body: Body
    source: Source
    span: Span
    edtf: str | None = None
    reviewed: bool = False

    @property
    def kind(self) -> str:
        return _NAMES[type(self.body)]

    def to_json(self) -> dict[str, Any]:
        """As plain JSON; ``from_json`` reads it back."""
        return {
            "id": self.id,
            "kind": self.kind,
            "edtf": self.edtf,
            "reviewed": self.reviewed,
            "source": asdict(self.source),
            "span": asdict(self.span),
            "body": asdict(self.body),
        }

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> Entry:
        """An entry as ``to_json`` wrote it.

        Raises:
            KeyError: a field is missing.
            TypeError: a field is not of this kind of entry.
        """
        return cls(
            id=found["id"],
            body=_body(KINDS[found["kind"]], found["body"]),
            source=Source(**found["source"]),
            span=Span(**found["span"]),
            edtf=found["edtf"],
            reviewed=found["reviewed"],
        )


def _body(kind: type[Body], found: Mapping[str, Any]) -> Body:
    values: dict[str, Any] = {}
    for field in fields(kind):
        value = found[field.name]
        if field.name in ("speaker", "cue"):
            value = Span(**value)
        elif field.name == "content":
            value = tuple(Span(**part) for part in value)
        elif isinstance(value, list):
            value = tuple(value)
        values[field.name] = value
    return kind(**values)
