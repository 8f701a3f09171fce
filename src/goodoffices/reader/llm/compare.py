"""The model's drafts beside the entries of the house's reader: what both have, what they differ on, what is new.

Nothing of the house's is changed or left out, but that its confidence falls if the model differs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256

from goodoffices.reader.dates import When
from goodoffices.reader.llm.cast import Cast
from goodoffices.reader.llm.drafts import NO_FACT, Draft, Refused, as_meant, written_number
from goodoffices.reader.llm.hedges import of_event
from goodoffices.reader.plugins import Context, Doubt
from goodoffices.record.entries import (
    Contact,
    Entry,
    Figure,
    Outcome,
    Position,
    Span,
    Statement,
)
from goodoffices.wording import in_words

ALONE = 0.3
"""Confidence of an entry that the model found and the house's reader did not: below all of the house's."""
DISPUTED = 0.2
"""Confidence of both versions if the two differ: a review shows them first."""


class Comparison:
    """Put drafts beside entries, one after the other; then ask for ``entries`` and ``doubts``."""

    def __init__(
        self, house: Sequence[Entry], dates: Sequence[When], cast: Cast, context: Context
    ) -> None:
        self._house, self._dates, self._cast, self._context = house, dates, cast, context
        self._disputed: dict[str, Entry] = {}
        self._versions: list[Entry] = []
        self._new: list[Entry] = []
        self._doubts: list[Doubt] = []

    def entries(self) -> tuple[Entry, ...]:
        """Return disputed entries with the model's versions, then the rest of the house's, then new ones."""
        first = sorted([*self._disputed.values(), *self._versions], key=lambda entry: entry.span.start)
        rest = (entry for entry in self._house if entry.id not in self._disputed)
        return (*first, *rest, *self._new)

    def doubts(self) -> tuple[Doubt, ...]:
        """Return the doubts in the order of the text."""
        starts = {entry.id: entry.span.start for entry in (*self._house, *self._new)}
        return tuple(sorted(self._doubts, key=lambda doubt: starts[doubt.entry]))

    def put(self, draft: Draft) -> None:
        """Compare a draft with the entry of the house at its place, if there is one.

        Raises:
            Refused: a number is not in the text as the model has it, or the text has no more than a hope.
        """
        if isinstance(draft.body, Figure):
            self._put_figure(draft, draft.body)
            return
        twins = [entry for entry in self._house if _same_place(entry, draft)]
        if not twins:
            self._add(self._cautious(draft))
            return
        found = [(list(self._differences(entry, draft)), entry) for entry in twins]
        differences, twin = min(found, key=lambda pair: len(pair[0]))
        if not differences:
            return
        text = "; ".join((*differences, *draft.doubts))
        if _an_event(draft) and draft.assertion in NO_FACT:
            self._dispute(twin, text)
        else:
            self._dispute(twin, text, self._version(draft).id)

    def _put_figure(self, draft: Draft, figure: Figure) -> None:
        number = figure.value
        twin = next((e for e in self._house if _same_place(e, draft)), None)
        if twin is not None and isinstance(twin.body, Figure):
            read = (twin.body.value, twin.body.low, twin.body.high)
            if number not in read:
                shown = " to ".join(_shown(value) for value in read if value is not None)
                self._dispute(twin, _differ("the number", shown, _shown(number)))
            return
        if any(_meets(draft.span, when) for when in self._dates):
            raise Refused(f"'{figure.text[:80]}' is a date")
        if written_number(figure.text) != number:
            raise Refused(f"the number {_shown(number)} is not that of '{figure.text[:80]}'")
        self._add(replace(draft, body=replace(figure, value=written_number(figure.text))))

    def _cautious(self, draft: Draft) -> Draft:
        """Return a draft that only the model has, no more certain than the words before it allow."""
        if not _an_event(draft):
            return draft
        hedge = of_event(draft.clause)
        if hedge is None or draft.assertion != "asserted":
            return as_meant(draft, draft.assertion)
        doubt = f"the model took it for a fact, but the text has '{hedge[1]}'"
        return as_meant(replace(draft, doubts=(*draft.doubts, doubt)), hedge[0])

    def _add(self, draft: Draft) -> None:
        entry = self._entry(draft, ALONE)
        self._new.append(entry)
        if draft.doubts:
            self._doubts.append(Doubt(entry.id, "; ".join(draft.doubts)))

    def _version(self, draft: Draft) -> Entry:
        entry = self._entry(draft, DISPUTED)
        self._versions.append(entry)
        return entry

    def _entry(self, draft: Draft, sure: float) -> Entry:
        """Return the entry of a draft; its id follows from all that it says.

        A decision about an entry must not fall on another one when the model is asked again and answers
        otherwise.
        """
        body = draft.body
        if isinstance(body, Statement):
            body = replace(body, confidence=sure)
        source = self._context.source
        entry = Entry(
            "", body, source, draft.span, draft.edtf, confidence=sure, assertion=draft.assertion
        )
        said = repr((draft.body, draft.span, draft.edtf, draft.assertion)).encode(
            "utf-8", "surrogatepass"
        )
        name = f"{source.dispatch}:{entry.kind}-llm-{sha256(said).hexdigest()[:10]}"
        return replace(entry, id=name)

    def _dispute(self, entry: Entry, text: str, version: str | None = None) -> None:
        body = entry.body
        if isinstance(body, Statement):
            body = replace(body, confidence=min(body.confidence, DISPUTED))
        sure = min(entry.confidence, DISPUTED)
        self._disputed[entry.id] = replace(entry, body=body, confidence=sure)
        self._doubts.append(Doubt(entry.id, text, version))

    def _differences(self, entry: Entry, draft: Draft) -> Iterator[str]:
        """Yield a phrase for each difference between an entry of the house and a draft at its place."""
        name, names = self._cast.name, self._cast.names
        ours, theirs = entry.body, draft.body
        if entry.assertion != draft.assertion:
            yield _differ("how it is meant", entry.assertion, draft.assertion)
        match ours, theirs:
            case Statement(), Statement():
                if ours.actor != theirs.actor:
                    yield _differ("the speaker", name(ours.actor), name(theirs.actor))
            case Contact(), Contact():
                if ours.kind != theirs.kind:
                    yield _differ("the kind", in_words(ours.kind), in_words(theirs.kind))
                if ours.status != theirs.status:
                    yield _differ("the status", in_words(ours.status), in_words(theirs.status))
                if set(ours.participants) != set(theirs.participants):
                    yield _differ(
                        "those who took part", names(ours.participants), names(theirs.participants)
                    )
            case Outcome(), Outcome():
                if ours.kind != theirs.kind:
                    yield _differ("the kind", ours.kind, theirs.kind)
                if set(ours.by) != set(theirs.by):
                    yield _differ("the actors", names(ours.by), names(theirs.by))
            case Position(), Position():
                if ours.actor != theirs.actor:
                    yield _differ("the actor", name(ours.actor), name(theirs.actor))
                if ours.stance != theirs.stance:
                    yield _differ("the stance", ours.stance, theirs.stance)
        if entry.edtf and draft.edtf and entry.edtf != draft.edtf:
            yield _differ("the date", entry.edtf, draft.edtf)


def _an_event(draft: Draft) -> bool:
    return isinstance(draft.body, Contact | Outcome)


def _shown(number: float | None) -> str:
    return "none" if number is None else f"{number:,.15g}"


def _differ(field: str, ours: str, theirs: str) -> str:
    return f"{field}: {ours} by the rules, {theirs} by the model"


def _same_place(entry: Entry, draft: Draft) -> bool:
    """Return whether an entry is of the kind of a draft, and told by the same words."""
    if isinstance(entry.body, Statement) and isinstance(draft.body, Statement):
        return any(_meets(ours, theirs) for ours in entry.body.content for theirs in draft.body.content)
    return type(entry.body) is type(draft.body) and _meets(entry.span, draft.span)


def _meets(one: Span | When, other: Span | When) -> bool:
    return one.start < other.end and other.start < one.end
