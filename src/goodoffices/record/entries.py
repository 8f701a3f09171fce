"""Entries of the record: each has a kind, and a place in the dispatch it was taken from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, asdict, dataclass, fields
from typing import Any, Literal

Anonymity = Literal["named", "unnamed-official", "unnamed-source", "institution"]
Quoted = Literal["full", "partial", "none"]
Wording = Literal["verbatim", "unverified"]
ContactKind = Literal["meeting", "call", "visit", "correspondence", "talks-round", "announcement"]
ContactStatus = Literal[
    "held",
    "planned",
    "ongoing",
    "postponed",
    "resumed",
    "suspended",
    "broken-off",
    "ended-without-result",
]
OutcomeKind = Literal[
    "agreed",
    "signed",
    "began",
    "extended",
    "released",
    "delivered",
    "ceased",
    "broken",
    "ended",
    "missed",
]
Assertion = Literal[
    "asserted", "denied", "alleged", "demanded", "planned", "conditional", "hoped", "refused"
]
Stance = Literal["demands", "offers", "accepts", "rejects", "is pressed for"]
ProposalStatus = Literal["planned", "made", "accepted", "rejected", "unknown"]
Qualifier = Literal["exact", "about", "at-least", "more-than", "at-most", "nearly", "between"]
Reliability = Literal["A", "B", "C", "D", "E", "F"]
Credibility = Literal["1", "2", "3", "4", "5", "6"]
ActorKind = Literal["person", "state", "organization", "group", "unnamed"]


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a dispatch: half-open offsets, and the words between them."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor in a dispatch, with every place that names it. Unnamed actors are never identified."""

    id: str
    name: str
    kind: ActorKind
    role: str | None
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement, its speaker and its cue. ``wording`` is verbatim only if a second source agrees.

    No reader fills ``language`` and ``translation``: a person may.
    """

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

    ``heads`` are the heads of delegation, ``result`` is the result of a round in the report's words. No
    reader fills ``result``: a person may.
    """

    kind: ContactKind
    status: ContactStatus
    participants: tuple[str, ...]
    place: str | None
    announced: str | None
    heads: tuple[str, ...] = ()
    result: str | None = None

    @property
    def noun(self) -> str:
        """The kind as a noun for people: 'meeting', 'round of talks'."""
        return "round of talks" if self.kind == "talks-round" else self.kind


@dataclass(frozen=True, slots=True)
class Position:
    """The stance of an actor on an issue, in the report's words; ``by`` is the actor pressing for it."""

    actor: str
    issue: str
    stance: Stance
    text: str
    by: str | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal put forward for both sides to consider. ``by`` are its authors, not who answers it."""

    by: tuple[str, ...]
    text: str
    status: ProposalStatus


@dataclass(frozen=True, slots=True)
class Pressure:
    """Pressure by the actor ``source`` on the actor ``on`` to reach a goal."""

    source: str
    on: str
    goal: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a report. ``source`` is the actor who gave it, None if the report names nobody.

    ``definition`` says what happens to those counted ("slain in Gaza"), and ``caveat`` holds doubts about the
    number by its source or the report; the reader by grammar fills them if the sentence tells. ``as_of`` is
    the day to which it counts (EDTF); no reader fills it: a person may.
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
class Outcome:
    """An outcome of talks: an agreement, a signing, a release, the end of fighting, a missed deadline.

    ``by`` are the actors it was brought about by. ``what`` ("a truce", "120 prisoners"), ``terms``,
    ``duration`` ("60 days from 20 March") and ``amount`` are in the report's words. Its day is the entry's.
    """

    kind: OutcomeKind
    by: tuple[str, ...]
    what: str
    place: str | None
    terms: str | None
    duration: str | None
    amount: str | None


@dataclass(frozen=True, slots=True)
class Note:
    """A note: anything that a person wants to keep and that is no other kind of entry."""

    text: str


@dataclass(frozen=True, slots=True)
class Retraction:
    """The withdrawal of an entry, or the rejection of a proposed entry, with the reason."""

    entry: str
    because: str


Body = Statement | Contact | Position | Proposal | Pressure | Figure | Outcome | Note | Retraction
KINDS: Mapping[str, type[Body]] = {
    "statement": Statement,
    "contact": Contact,
    "position": Position,
    "proposal": Proposal,
    "pressure": Pressure,
    "figure": Figure,
    "outcome": Outcome,
    "note": Note,
    "retraction": Retraction,
}
_NAMES = {kind: name for name, kind in KINDS.items()}


@dataclass(frozen=True, slots=True)
class Source:
    """The dispatch of an entry; ``digest`` is the SHA-256 of the text in which its offsets count."""

    dispatch: str
    published: str | None
    outlet: str | None
    url: str | None
    digest: str
    retrieved: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the record, with its source, its place there, and whether a person has reviewed it.

    ``reliability`` of the source (A to F) and ``credibility`` of the information (1 to 6) are a person's
    judgement by the Admiralty code (NATO AJP-2.1). ``replaces`` is the id of the entry that this entry
    corrects, ``same_as`` that of another report of the same event. ``confidence`` (0 to 1) is how sure
    the reader was of its proposal. ``assertion`` is how the source has it: as a fact, denied, alleged,
    demanded, planned, under a condition, hoped for, or refused. ``reviewer`` is the name of who reviewed it,
    if it is known.
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
    assertion: Assertion = "asserted"
    reviewer: str | None = None

    @property
    def kind(self) -> str:
        return _NAMES[type(self.body)]

    @property
    def words(self) -> str:
        """The words of the dispatch; those of the note, if a person wrote it without a quotation."""
        return self.span.text or (self.body.text if isinstance(self.body, Note) else "")

    @property
    def public(self) -> bool:
        """Whether it may be told to others: a person confirmed it, and it is of a report.

        A note is the analyst's own, and an entry by hand that names no report has no digest of any.
        """
        own = isinstance(self.body, Note | Retraction)
        return self.reviewed and bool(self.source.digest) and not own

    def to_json(self) -> dict[str, Any]:
        """Return the entry as plain JSON; ``from_json`` reads it back."""
        # only if there is one: lines of older programs stay as they would be written today
        reviewer = {} if self.reviewer is None else {"reviewer": self.reviewer}
        return reviewer | {
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
            "assertion": self.assertion,
            "body": asdict(self.body),
        }

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> Entry:
        """Return the entry that ``to_json`` wrote.

        Fields that came into use later may be missing, so that old records still load.

        Raises:
            KeyError: if another field is missing.
            TypeError: if a field is not of this kind of entry.
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
            assertion=found.get("assertion", "asserted"),
            reviewer=found.get("reviewer"),
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
