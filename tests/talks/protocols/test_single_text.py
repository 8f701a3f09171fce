"""Single text: a round breaks off, and talks resume from the standing text."""

from __future__ import annotations

from goodoffices.talks.engine.events import DeadlinePassed, Resumed, TextPut
from goodoffices.talks.engine.views import view
from tests.support.cases import seats_of, session, shipped


def test_a_round_breaks_off_and_talks_resume_from_the_standing_text() -> None:
    log = session(shipped("canal"), "single-text", runs=range(1))
    events = [happened.batch.event for happened in log.lane(0)]
    assert DeadlinePassed in events
    first_text = log.lane(0)[events.index(Resumed) + 1]
    assert first_text.batch.event is TextPut
    held = view(log.lane(0)[: events.index(Resumed)], 0, *seats_of(log)).held[0]
    changed = int((first_text.batch.package[0] != held).sum())
    assert 1 <= changed <= 2
