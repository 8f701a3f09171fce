"""The learning mediator: what it notes for itself."""

from __future__ import annotations

import pytest

import goodoffices as go
from goodoffices.beliefs import Reply
from goodoffices.space import compile
from goodoffices.talks import arrange, drive
from goodoffices.talks.engine.players import Remark, strategy_named
from goodoffices.talks.engine.protocol import PROTOCOLS
from goodoffices.talks.engine.shuttle_events import (
    ALONE,
    IS_BETTER,
    LITTLE_BETTER,
    LITTLE_WORSE,
    MUCH_BETTER,
    MUCH_WORSE,
    NOT_BETTER,
)
from goodoffices.talks.mediators.learning import REFUSES_NEARLY_ALL, Learning, _reply
from tests.support.cases import short


def test_the_mediator_notes_whose_answers_fit_refusing_nearly_everything() -> None:
    case = short("wage-talks", 1, 16)
    honest = go.talks.run(case, "shuttle", runs=1, seed=1)
    hard = go.talks.run(case, "shuttle", runs=1, seed=1, strategy=("stonewalling", "truthful"))
    assert not any(REFUSES_NEARLY_ALL in words for words in honest.remarks)
    assert hard.remarks[f"{case.parties[0].name}: {REFUSES_NEARLY_ALL}"] == 1
    assert f"{case.parties[1].name}: {REFUSES_NEARLY_ALL}" not in hard.remarks
    assert hard.to_json()["remarks"] == dict(hard.remarks)


def test_what_a_mediator_notes_for_itself_reaches_nobody() -> None:
    """A mediator that notes nothing plays the same session, event by event."""
    case = short("canal", 1, 16)
    table = arrange(case, compile(case), True)
    logs = []
    for player in (Learning(), Silent()):
        seats = table.seats([strategy_named("stonewalling"), strategy_named("truthful")], player)
        logs.append(drive(PROTOCOLS["shuttle"](table.setting), seats, 1, range(1)))
    assert [bool(log.remarks) for log in logs] == [True, False]
    assert logs[0].fingerprint(0) == logs[1].fingerprint(0)


class Silent(Learning):
    def remarks(self) -> list[Remark]:
        return []


@pytest.mark.parametrize(
    ("number", "said"),
    [
        # older records do not say how much
        (NOT_BETTER, Reply(better=False, level=4, worst=1)),
        (IS_BETTER, Reply(better=True, level=4, worst=1)),
        (ALONE, Reply(level=4, worst=1)),
        (MUCH_WORSE, Reply(better=False, much=True, level=4, worst=1)),
        (LITTLE_WORSE, Reply(better=False, much=False, level=4, worst=1)),
        (LITTLE_BETTER, Reply(better=True, much=False, level=4, worst=1)),
        (MUCH_BETTER, Reply(better=True, much=True, level=4, worst=1)),
    ],
)
def test_a_reply_is_taken_as_it_was_meant(number: int, said: Reply) -> None:
    assert _reply([number, 4, 1]) == said
    assert _reply([number, -1, 1]) is None
