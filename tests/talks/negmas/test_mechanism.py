"""Their table in a thread: it ends when nobody needs it any more."""

from __future__ import annotations

import gc
from collections.abc import Callable
from threading import enumerate as threads
from typing import Any

import pytest

from tests.support import fake_negmas as fake

SPACE = fake.Space([fake.CategoricalIssue(["a", "b"], "x")])
WORTH = fake.MappingUtilityFunction({("a",): 1.0, ("b",): 0.0}, name="A")


def running() -> int:
    return sum(thread.name == "negmas" for thread in threads())


def test_a_table_that_is_dropped_ends(agent: Callable[[str], Any]) -> None:
    """Talks that somebody interrupts leave no thread behind."""
    from goodoffices.talks.negmas.mechanism import Mechanism

    table = Mechanism(agent("Ladder"), 0, 2, 9, SPACE, WORTH, 1)
    said = table.said()
    assert said is not None
    assert said.outcome == ("a",)
    assert running() == 1
    [thread] = [thread for thread in threads() if thread.name == "negmas"]
    del table
    gc.collect()
    thread.join(10)
    assert running() == 0


def test_an_agent_that_is_not_let_in_is_a_fault(
    agent: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    from goodoffices.talks.negmas.mechanism import Mechanism

    monkeypatch.setattr(fake.SAOMechanism, "add", lambda self, one: False)
    with pytest.raises(RuntimeError, match="sit down"):
        Mechanism(agent("Ladder"), 0, 2, 9, SPACE, WORTH, 1).said()
