"""The page of suggestions: three texts far apart, each with reasons made of what this mediator was told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _

from goodoffices.beliefs import Suggestion
from goodoffices.model import Case
from goodoffices.rooms.doing.asked_often import parties_of
from goodoffices.rooms.doing.learning import answers_told, codes_of, learner_of
from goodoffices.rooms.doing.papers import text_of
from goodoffices.rooms.models import Seat, Window
from goodoffices.rooms.players import clauses, package_of
from goodoffices.rooms.seen.common import Frame, frame
from goodoffices.rooms.tongue import fill, listed

MOST = 3
SLIGHT = 0.01
"""A rise of expected worth, from 0 to 1, that is not told as better or worse."""


@dataclass(frozen=True, slots=True)
class SuggestionSeen:
    """A text that could be put next: its options, those that differ from the last text, and the reasons."""

    number: int
    options: tuple[tuple[str, str, bool], ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SuggestionsPage:
    """Texts that could be put next; ``last`` is the number of the text they are compared with, 0 if none."""

    frame: Frame
    last: int
    suggestions: tuple[SuggestionSeen, ...]


def suggestions_page(seat: Seat, case: Case) -> SuggestionsPage:
    """Return a mediator's suggestions; nothing is put by itself.

    Raises:
        NotYours: if the seat is no mediator's, or at a table of an exercise.
    """
    found = learner_of(seat, case)
    if found is None:
        return SuggestionsPage(frame(seat), 0, ())
    learner, windows, on_agenda = found
    last = text_of(windows[-1].paper)
    before = codes_of(on_agenda, last.package)
    wishes = _wishes(seat, windows)
    return SuggestionsPage(
        frame(seat),
        last.number,
        tuple(
            SuggestionSeen(
                number,
                tuple(_options(on_agenda, suggestion.text, before)),
                tuple(_why(on_agenda, suggestion, before, wishes)),
            )
            for number, suggestion in enumerate(learner.suggest(MOST), 1)
        ),
    )


def suggested(seat: Seat, case: Case, number: int) -> dict[str, str]:
    """Return a suggestion as the form of a text, empty if there is none of that number."""
    found = learner_of(seat, case)
    listed = found[0].suggest(MOST) if found is not None else ()
    if found is None or not 1 <= number <= len(listed):
        return {}
    form = {}
    for place, clause in enumerate(clauses(found[2], listed[number - 1].text.tolist())):
        form[f"words-{place}"] = clause.words
        form[f"settles-{place}"] = f"{clause.issue}={clause.option}"
    return form


Wishes = dict[tuple[str, str], list[str]]


def _wishes(mediator: Seat, windows: list[Window]) -> Wishes:
    """Return the changes that parties wished in what they told this mediator, with who wished each."""
    parties = parties_of(mediator.room_id)
    found: Wishes = {}
    for window in windows:
        for party, answer in zip(parties, answers_told(mediator, window, parties), strict=True):
            wish = (answer.get("issue", ""), answer.get("option", ""))
            if all(wish) and party.name not in found.setdefault(wish, []):
                found[wish].append(party.name)
    return found


def _options(case: Case, text: np.ndarray, before: np.ndarray) -> Iterator[tuple[str, str, bool]]:
    package = package_of(case, text.tolist())
    for issue, new, old in zip(case.issues, text, before, strict=True):
        yield issue.name, issue.text(package[issue.id]), bool(new != old)


def _why(case: Case, suggestion: Suggestion, before: np.ndarray, wishes: Wishes) -> Iterator[str]:
    package = package_of(case, suggestion.text.tolist())
    for issue, new, old in zip(case.issues, suggestion.text, before, strict=True):
        asked = wishes.get((issue.id, package[issue.id]), [])
        if new != old and asked:
            words = _("{parties} asked for {issue}: {option}.")
            option = issue.text(package[issue.id])
            yield fill(words, parties=listed(asked), issue=issue.name, option=option)
    names = [party.name for party in case.parties]
    up = [name for name, rise in zip(names, suggestion.rises, strict=True) if rise > SLIGHT]
    down = [name for name, rise in zip(names, suggestion.rises, strict=True) if rise < -SLIGHT]
    if up:
        yield fill(_("By the answers so far probably better for: {parties}."), parties=listed(up))
    if down:
        yield fill(_("Probably worse for: {parties}."), parties=listed(down))
    if not up and not down:
        yield _(
            "By the answers so far about as good for all as the text in hand; it asks something new."
        )
