"""Forms of a review carried out: each decision on a proposed entry, checked and entered in the ledger.

The page on this computer and the pages of a room both go this way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from goodoffices.errors import UsageError
from goodoffices.reader import Reading
from goodoffices.record import Entry, Note, Review
from goodoffices.record.field_words import CHOICES, choice_words, field_name
from goodoffices.record.ledger import decisions
from goodoffices.review_page.adding import ADDED, place_of
from goodoffices.review_page.fields import MORE, Lists, changes_in, fields_of, values_of
from goodoffices.review_page.states import decisions_on

REJECTED = "rejected in review"
"""The reason of a rejection for which none was given."""
_HIDDEN = frozenset(
    ("entry", "action", "dispatch", "add", "sentence", "to", "words", "at", "end", "draft")
)
"""Parts of a form that nobody types, or that say where an entry is."""


@dataclass(frozen=True, slots=True)
class Deciding:
    """Carries out the forms of a review, with the dispatches by name and the lists of its fields."""

    readings: Mapping[str, Reading]
    review: Review
    lists: Lists

    def decide(self, form: Mapping[str, str]) -> str:
        """Carry out a decision, and return the id of the entry to go on with, '' if none is left.

        Raises:
            UsageError: if the entry was decided on meanwhile, or a field has no such value.
        """
        name, action = form.get("entry", ""), form.get("action", "")
        order = [entry.id for entry in self.review.pending()]
        match action:
            case "accept":
                self.review.accept(name, self._changes(name, form))
            case "reject":
                self.review.reject(name, form.get("because", "").strip() or REJECTED)
            case "merge":
                self.review.merge(name, form.get("same_as", ""))
            case "correct":
                return self._correct(name, form)
            case _:
                raise UsageError(f"expected accept, reject, merge or correct, found '{action}'.")
        place = order.index(name)
        left = order[place + 1 :] + order[:place]
        return left[0] if left else ""

    def add(self, form: Mapping[str, str]) -> str:
        """Enter an entry that nobody read, and return its id.

        Raises:
            UsageError: if there is no such place in a dispatch, or a field has no such value.
        """
        reading = self.readings.get(form.get("dispatch", ""))
        kind = ADDED.get(form.get("add", ""))
        if reading is None or kind is None:
            raise UsageError("expected a dispatch of this case and a kind of entry.")
        dispatch = reading.source.dispatch
        fields = fields_of(kind, {}, self.lists, dispatch)
        values = changes_in(form, fields, self.lists, dispatch)
        words = place_of(reading.text, form).words
        review = self.review
        return decisions.add(
            review.ledger, kind, values, reading.source, words, reading.text, review.reviewer
        ).id

    def standing(self, name: str) -> Entry | None:
        """Return the version in the record of a proposal or an added entry; None if there is none."""
        found = decisions_on(self.review.ledger, self.review.proposals, self.lists).get(name)
        return found.standing if found else None

    def typed(self, form: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        """Return everything a person typed into a form, to show it to them again."""
        bodies = (type(one.body) for one in self.review.proposals if one.id == form.get("entry"))
        kind = ADDED.get(form.get("add", "")) or next(bodies, Note)
        return tuple(
            (field_name(kind, name.removesuffix(MORE)), _words(name, text))
            for name, text in form.items()
            if name not in _HIDDEN and text.strip()
        )

    def _correct(self, name: str, form: Mapping[str, str]) -> str:
        standing = self.standing(name)
        if standing is None:
            raise UsageError("This entry is not in the record: there is nothing to correct.")
        changes = self._changed(standing, form)
        if not changes:
            raise UsageError("You have not changed any field.")
        reading = self.readings.get(standing.source.dispatch)
        text = reading.text if reading else ""
        review = self.review
        decisions.correct(review.ledger, standing.id, changes, text, review.reviewer)
        return name

    def _changes(self, name: str, form: Mapping[str, str]) -> dict[str, str]:
        """Return the fields of the form that differ from the proposed entry."""
        proposal = next((one for one in self.review.proposals if one.id == name), None)
        return {} if proposal is None else self._changed(proposal, form)

    def _changed(self, entry: Entry, form: Mapping[str, str]) -> dict[str, str]:
        dispatch = entry.source.dispatch
        fields = fields_of(type(entry.body), values_of(entry), self.lists, dispatch)
        return changes_in(form, fields, self.lists, dispatch)


def _words(name: str, text: str) -> str:
    return choice_words(name, text) if text in CHOICES.get(name, {}) else text
