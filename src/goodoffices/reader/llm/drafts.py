"""Turn a language model's answer into entries: every word is looked up in the text, or the part is refused.

A number and a date are never taken from the model: it points at words, and the house's reader reads them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from goodoffices.reader.dates import When
from goodoffices.reader.llm.cast import Cast
from goodoffices.reader.llm.forms import Came, Counted, Form, Held, Met, Said
from goodoffices.reader.llm.hedges import of_cue
from goodoffices.reader.llm.places import Places
from goodoffices.reader.text import Piece
from goodoffices.record.entries import (
    Anonymity,
    Assertion,
    Body,
    Contact,
    Figure,
    Outcome,
    Position,
    Qualifier,
    Quoted,
    Span,
    Statement,
)

BEFORE, AFTER = 3, 1
"""Sentences before and after its own in which an actor of an entry must be named, and a quotation may go on."""
NO_FACT = ("demanded", "hoped", "refused")
"""A contact or an outcome that is only demanded, hoped for or refused is none."""
_QUALIFIERS: tuple[tuple[str, Qualifier], ...] = (
    (r"at least|no fewer than|no less than", "at-least"),
    (r"more than|over", "more-than"),
    (r"at most|up to|no more than|fewer than|less than|under", "at-most"),
    (r"nearly|almost|close to", "nearly"),
    (r"about|around|roughly|approximately|some|an estimated", "about"),
)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?(?:\s(thousand|million|billion)\b)?")
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
_OFFICIAL = re.compile(r"official|diplomat|minist|spokes|aide|officer|envoy|negotiator", re.IGNORECASE)
_MARKS = frozenset("\"“”„«»‘’'")


class Refused(Exception):
    """Raised with the reason if a part of the answer is not borne out by the text."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry as the model has it, with its place; ``doubts`` are reasons for a person to look at it."""

    body: Body
    span: Span
    clause: str
    """The sentence up to the end of the entry's words: hedges stand in it."""
    edtf: str | None = None
    assertion: Assertion = "asserted"
    doubts: tuple[str, ...] = ()


class Drafting:
    """Turn parts of an answer about some sentences into drafts."""

    def __init__(self, places: Places, cast: Cast, dates: Sequence[When]) -> None:
        self._places, self._cast, self._dates = places, cast, dates

    def draft(self, part: Form) -> Draft:
        """Return the draft of an entry.

        Raises:
            Refused: words of it are not in the text, or an actor of it is not named near them.
        """
        match part:
            case Said():
                return self._statement(part)
            case Met():
                return self._contact(part)
            case Came():
                return self._outcome(part)
            case Held():
                return self._position(part)
            case Counted():
                return self._figure(part)
        raise Refused("no kind of entry")

    def _statement(self, part: Said) -> Draft:
        piece = self._piece(part.sentence, part.speaker)
        speaker, cue = self._in(piece, part.speaker), self._in(piece, part.cue)
        if not part.content:
            raise Refused("a statement without content")
        near = self._near(piece)
        content = tuple(self._in_any([piece, *near], words) for words in part.content)
        if part.told is not None:
            self._in_any([piece, *near], part.told)
        actor, doubts = self._actor(part.actor, piece) if part.actor else (None, ())
        there = self._cast.at(speaker)
        if actor and there and actor not in there:
            raise Refused(f"the speaker '{speaker.text}' is not {self._cast.name(actor)}")
        spans = (speaker, *content)
        first, last = min(s.start for s in spans), max(s.end for s in spans)
        whole = Span(first, last, self._places.original(first, last))
        before = self._places.original(max(piece.start, cue.start - 20), cue.end)
        hedge = of_cue(before)
        assertion = part.assertion
        if hedge and assertion == "asserted":
            assertion = hedge[0]
            doubts = (*doubts, f"the model took it for a fact, but the cue is '{hedge[1]}'")
        body = Statement(
            speaker,
            actor,
            self._anonymity(actor, speaker),
            cue,
            content,
            self._quoted(content),
            "unverified",
            part.told,
            0.0,
            "model",
        )
        return Draft(body, whole, before, None, assertion, doubts)

    def _contact(self, part: Met) -> Draft:
        piece = self._piece(part.sentence, part.words)
        who, doubts = self._actors(part.participants, piece)
        if not who:
            raise Refused("a contact of nobody")
        edtf, dated = self._dated(part.date, piece)
        body = Contact(part.kind, part.status, who, self._optional(part.place, piece), None)
        return self._event(body, part.words, part.assertion, piece, edtf, (*doubts, *dated))

    def _outcome(self, part: Came) -> Draft:
        piece = self._piece(part.sentence, part.words)
        by, doubts = self._actors(part.by, piece)
        edtf, dated = self._dated(part.date, piece)
        what = self._in_any([piece, *self._near(piece)], part.what).text
        more = (self._optional(t, piece) for t in (part.place, part.terms, part.duration, part.amount))
        body = Outcome(part.kind, by, what, *more)
        return self._event(body, part.words, part.assertion, piece, edtf, (*doubts, *dated))

    def _position(self, part: Held) -> Draft:
        piece = self._piece(part.sentence, part.words)
        actor, doubts = self._actor(part.actor, piece)
        by, more = self._actor(part.by, piece) if part.by else (None, ())
        span = self._in(piece, part.words)
        body = Position(actor, self._in(piece, part.issue).text, part.stance, span.text, by)
        return self._at(body, span, piece, part.assertion, doubts=(*doubts, *more))

    def _figure(self, part: Counted) -> Draft:
        piece = self._piece(part.sentence, part.words)
        span = self._in(piece, part.words)
        source, doubts = self._actor(part.source, piece) if part.source else (None, ())
        unit = self._in(piece, part.unit).text
        body = Figure(
            span.text, part.number, None, None, self._qualifier(piece, span), unit, None, source
        )
        return self._at(body, span, piece, "asserted", doubts=doubts)

    def _event(
        self,
        body: Contact | Outcome,
        words: str,
        assertion: Assertion,
        piece: Piece,
        edtf: str | None,
        doubts: tuple[str, ...],
    ) -> Draft:
        draft = self._at(body, self._in(piece, words), piece, assertion, edtf, doubts)
        return draft if assertion in NO_FACT else as_meant(draft, assertion)

    def _at(
        self,
        body: Body,
        span: Span,
        piece: Piece,
        assertion: Assertion,
        edtf: str | None = None,
        doubts: tuple[str, ...] = (),
    ) -> Draft:
        clause = self._places.original(piece.start, span.end)
        return Draft(body, span, clause, edtf, assertion, doubts)

    def _piece(self, number: int, words: str) -> Piece:
        piece = self._places.sentence(number, words)
        if piece is None:
            raise Refused(
                f"the text does not have the words '{words[:80]}', or has them more than once"
            )
        return piece

    def _in(self, piece: Piece, words: str) -> Span:
        return self._in_any([piece], words)

    def _in_any(self, pieces: Sequence[Piece], words: str) -> Span:
        found = (self._places.within(piece, words) for piece in pieces)
        span = next((span for span in found if span is not None), None)
        if span is None:
            raise Refused(f"the words '{words[:80]}' are not in the sentence")
        return span

    def _optional(self, words: str | None, piece: Piece) -> str | None:
        return None if words is None else self._in_any([piece, *self._near(piece)], words).text

    def _near(self, piece: Piece) -> list[Piece]:
        """Return the sentences after and before a sentence, the nearest first."""
        part = self._places.part
        at = part.index(piece)
        return [*part[at + 1 : at + 1 + AFTER], *reversed(part[max(0, at - BEFORE) : at])]

    def _actors(self, names: Sequence[str], piece: Piece) -> tuple[tuple[str, ...], tuple[str, ...]]:
        found = [self._actor(name, piece) for name in names]
        ids = tuple(dict.fromkeys(actor for actor, _ in found))
        return ids, tuple(doubt for _, doubts in found for doubt in doubts)

    def _actor(self, name: str, piece: Piece) -> tuple[str, tuple[str, ...]]:
        """Return the id of an actor who is named in a sentence or near it."""
        actor = self._cast.known(name)
        if actor is None:
            raise Refused(f"'{name[:60]}' is no actor of the text, or several have that name")
        if self._cast.mentioned(actor, piece.start, piece.end):
            return actor, ()
        if any(self._cast.mentioned(actor, near.start, near.end) for near in self._near(piece)):
            return actor, (f"{self._cast.name(actor)} is named only in a sentence beside it",)
        raise Refused(f"{self._cast.name(actor)} is not named near it")

    def _dated(self, words: str | None, piece: Piece) -> tuple[str | None, tuple[str, ...]]:
        """Return the date that the house's reader has at some words."""
        if words is None:
            return None, ()
        span = self._in_any([piece, *self._near(piece)], words)
        read = [when for when in self._dates if when.start < span.end and span.start < when.end]
        if len(read) == 1 and read[0].edtf:
            return read[0].edtf, ()
        return None, (f"the date '{span.text}' could not be checked and is left out",)

    def _anonymity(self, actor: str | None, speaker: Span) -> Anonymity:
        kind = self._cast.actors[actor].kind if actor else "unnamed"
        if kind == "unnamed":
            return "unnamed-official" if _OFFICIAL.search(speaker.text) else "unnamed-source"
        return "named" if kind == "person" else "institution"

    def _quoted(self, content: Sequence[Span]) -> Quoted:
        """Return whether all of a content, a part of it or nothing is in quotation marks in the text."""
        whole = all(
            _MARKS & set(self._places.original(max(0, span.start - 1), span.start + 1))
            and _MARKS & set(self._places.original(span.end - 1, span.end + 2))
            for span in content
        )
        if whole:
            return "full"
        return "partial" if any(set('"“”') & set(span.text) for span in content) else "none"

    def _qualifier(self, piece: Piece, span: Span) -> Qualifier:
        before = self._places.original(max(piece.start, span.start - 16), span.end)
        found = (kind for words, kind in _QUALIFIERS if re.search(rf"\b(?:{words})\s\S*\d", before))
        return next(found, "exact")


def as_meant(draft: Draft, assertion: Assertion) -> Draft:
    """Return a draft of a contact or an outcome with an assertion, and the status that goes with it.

    Raises:
        Refused: it is only demanded, hoped for or refused.
    """
    kind: Literal["contact", "outcome"] = "contact" if isinstance(draft.body, Contact) else "outcome"
    if assertion in NO_FACT:
        raise Refused(f"the {kind} is only {assertion}")
    body = draft.body
    if isinstance(body, Contact) and assertion in ("planned", "conditional") and body.status == "held":
        body = replace(body, status="planned")
    return replace(draft, body=body, assertion=assertion)


def written_number(words: str) -> float | None:
    """Return the only number that words have in digits; None if there is none, or several."""
    found = list(_NUMBER.finditer(words))
    if len(found) != 1:
        return None
    digits = found[0][0].split()[0].replace(",", "")
    number = float(digits) * _SCALES.get(found[0][1] or "", 1)
    return int(number) if number.is_integer() else number
