"""Machines in mediators' seats pass letters on: every point that the release rules let go, pairs first.

They write no words of their own: a letter that a machine would have to put into its words waits for a person.
"""

from __future__ import annotations

from goodoffices.model import Case
from goodoffices.rooms.doing.exercises import EXERCISE
from goodoffices.rooms.doing.letters import may_go, pass_on
from goodoffices.rooms.doing.refusals import Faulty, Refused
from goodoffices.rooms.letters import name_of, pair_of
from goodoffices.rooms.models import Seat
from goodoffices.rooms.now import now
from goodoffices.rooms.players import SHUTTLE
from goodoffices.talks.engine.release_rules import Form, Passed, Release


def pass_on_all(case: Case) -> None:
    """Let every machine in a mediator's seat let go what it may; it reaches parties at the next minute."""
    exercise = EXERCISE.first()
    if exercise is None or exercise.protocol != SHUTTLE:
        return
    seats = Seat.objects.filter(role="mediator", room__state="open", room__ends__gt=now())
    for seat in seats.exclude(machine="").select_related("room"):
        while (release := _next(seat, case)) is not None:
            try:
                pass_on(seat, name_of(release), tuple(_words(part, case) for part in release), case)
            except (Refused, Faulty):
                # another process may have passed it on since
                break


def _next(seat: Seat, case: Case) -> Release | None:
    """Return the first release that a machine can put into words; None if there is none."""
    found = (r for r in may_go(seat, case) if all(_words(part, case) for part in r))
    return next(found, None)


def _words(part: Passed, case: Case) -> str:
    """Return the words of a part: its author's, or its point; empty if the machine would have to write."""
    if part.form is Form.VERBATIM:
        return part.words
    pair = pair_of(case, part.gives)
    if not pair:
        return ""
    issue = next(issue for issue in case.issues if issue.id == pair[0])
    return f"{issue.name}: {issue.text(pair[1])}."
