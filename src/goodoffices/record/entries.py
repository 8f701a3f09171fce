"""What the record holds: entries, each of one kind, each with the place in a dispatch it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, asdict, dataclass, fields
from typing import Any, Literal

Anonymity = Literal["named", "unnamed-official", "unnamed-source", "institution"]
Quoted = Literal["full", "partial", "none"]
Wording = Literal["verbatim", "unverified"]
ContactKind = Literal["meeting", "call", "visit", "correspondence", "talks-round", "announcement"]
ContactStatus = Literal["held", "planned", "ongoing", "postponed", "broken-off", "ended-without-result"]
Stance = Literal["demands", "offers", "accepts", "rejects", "is pressed for"]
ProposalStatus = Literal["planned", "made", "accepted", "rejected", "unknown"]
Qualifier = Literal["exact", "about", "at-least", "more-than", "at-most", "nearly", "between"]
Reliability = Literal["A", "B", "C", "D", "E", "F"]
Credibility = Literal["1", "2", "3", "4", "5", "6"]
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
    language: str | None = None
    translation: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """Actors in touch: a meeting, call, visit, correspondence, or a round of talks.

    ``heads`` are a round's heads of delegation, ``result`` what came of it in the report's words.
    """

    kind: ContactKind
    status: ContactStatus
    participants: tuple[str, ...]
    place: str | None
    announced: str | None
    heads: tuple[str, ...] = ()
    result: str | None = None


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
    """A number someone gave. ``source`` is None where the report names nobody.

    ``as_of`` is the day it counts to (EDTF), ``definition`` who or what is counted, ``caveat``
    what its source or the report says against it.
    """

    text: str
    value: float | None
    low: float | None
    high: float | None
    qualifier: Qualifier
    unit: str
    subgroup_of: str | None
    source: str | None
    as_of: str | None = None
    definition: str | None = None
    caveat: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Anything a person wants kept that is none of the others."""

    text: str


@dataclass(frozen=True, slots=True)
class Retraction:
    """An entry, or a proposal for one, that stands no longer; it is not erased. ``because`` says why."""

    entry: str
    because: str


Body = Statement | Contact | Position | Proposal | Pressure | Figure | Note | Retraction
KINDS: Mapping[str, type[Body]] = {
    "statement": Statement,
    "contact": Contact,
    "position": Position,
    "proposal": Proposal,
    "pressure": Pressure,
    "figure": Figure,
    "note": Note,
    "retraction": Retraction,
}
_NAMES = {kind: name for name, kind in KINDS.items()}


@dataclass(frozen=True, slots=True)
class Source:
    """The dispatch an entry rests on, when it was fetched, and the hash of the text its offsets count in."""

    dispatch: str
    published: str | None
    outlet: str | None
    url: str | None
    digest: str
    retrieved: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the record: what it says, where that stands, and whether a person has reviewed it.

    ``reliability`` of the source (A to F) and ``credibility`` of the information (1 to 6) are a
    person's, by the Admiralty code (NATO AJP-2.1). ``replaces`` is the entry this one corrects;
    ``same_as`` one of the same event. ``confidence`` is the reader's in its own proposal, 0 to 1.
    """

    id: str
    body: Body
    source: Source
    span: Span
    edtf: str | None = None
    reviewed: bool = False
    confidence: float = 1.0
    reliability: Reliability | None = None
    credibility: Credibility | None = None
    replaces: str | None = None
    same_as: str | None = None

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
            "confidence": self.confidence,
            "reliability": self.reliability,
            "credibility": self.credibility,
            "replaces": self.replaces,
            "same_as": self.same_as,
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
            confidence=found.get("confidence", 1.0),
            reliability=found.get("reliability"),
            credibility=found.get("credibility"),
            replaces=found.get("replaces"),
            same_as=found.get("same_as"),
        )


def _body(kind: type[Body], found: Mapping[str, Any]) -> Body:
    values: dict[str, Any] = {}
    for field in fields(kind):
        if field.name not in found and field.default is not MISSING:
            continue
        value = found[field.name]
        if field.name in ("speaker", "cue"):
            value = Span(**value)
        elif field.name == "content":
            value = tuple(Span(**part) for part in value)
        elif isinstance(value, list):
            value = tuple(value)
        values[field.name] = value
    return kind(**values)
