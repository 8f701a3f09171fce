"""The carrying mediator: exchanges on the shipped cases, and texts that keep what was given."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.beliefs import Learner, Opening, Reply
from goodoffices.space import compile, feasible
from goodoffices.talks import Log
from goodoffices.talks.engine.players import MEDIATORS
from goodoffices.talks.engine.release_events import Confided, Conveyed, Exchanged, Invited
from goodoffices.talks.engine.release_rules import Point
from goodoffices.talks.engine.shuttle_events import Replied, TextCarried
from goodoffices.testing import check_mediator
from tests.support.cases import session, shipped
from tests.support.shuttling import CONVOYS, NOTICE


def played(name: str, strategies: list[str], steps: int = 40, run: int = 0) -> Log:
    case = shipped(name)
    case = replace(case, rules=replace(case.rules, steps=steps))
    return session(case, "shuttle", strategies, "carrying", range(run, run + 1), seed=1)


def test_the_canal_exchanges_ships_for_notice_and_the_next_text_has_both() -> None:
    log = played("canal", ["truthful", "truthful"])
    pairs = [place for place, h in enumerate(log.happened) if h.batch.event is Exchanged]
    assert len(pairs) == 1
    release = Exchanged.release(log.happened[pairs[0]].batch, 0)
    assert [(part.author, part.gives, part.to) for part in release] == [
        (0, Point(CONVOYS, 2), 1),
        (1, Point(NOTICE, 2), 0),
    ]
    texts = [
        h.batch.package[0].tolist() for h in log.happened[pairs[0] :] if h.batch.event is TextCarried
    ]
    assert texts[0][:2] == [2, 2]
    assert log.protocol.within(log.final, "agreed").all()
    for happened in log.happened:
        if happened.batch.event in (Conveyed, Exchanged):
            assert (happened.audience & 0b100).all()


def test_without_a_word_in_confidence_it_is_the_learning_mediator() -> None:
    """Stonewalling parties confide nothing: the texts are those of the learning mediator, one for one."""
    carrying = played("canal", ["stonewalling"] * 2, 12)
    case = shipped("canal")
    case = replace(case, rules=replace(case.rules, steps=12))
    learning = session(case, "shuttle", "stonewalling", "learning", seed=1)

    def said(log: Log, kind: type) -> list[tuple[list[int], list[int]]]:
        return [
            (h.batch.package[0].tolist(), h.batch.more[0].tolist())
            for h in log.happened
            if h.batch.event is kind
        ]

    assert sum(h.batch.event is Invited for h in carrying.happened) == 3
    assert not any(h.batch.yes[0] for h in carrying.happened if h.batch.event is Confided)
    for kind in (TextCarried, Replied):
        found = said(carrying, kind)
        assert found == said(learning, kind)[: len(found)]
        assert len(found) >= 2 * 9


def test_it_is_what_it_says_of_itself() -> None:
    case = shipped("canal")
    short = replace(case, rules=replace(case.rules, rounds=1, steps=4))
    check_mediator(MEDIATORS["carrying"], short, "shuttle")


@given(seed=st.integers(0, 99), issue=st.integers(0, 2), option=st.integers(0, 2))
@settings(max_examples=10)
def test_a_learner_puts_texts_with_what_is_fixed_while_there_are_any(
    seed: int, issue: int, option: int
) -> None:
    space = compile(shipped("canal"))
    free = Learner(space.dims, 2, seed, allowed=lambda rows: feasible(space, rows))
    bound = Learner(space.dims, 2, seed, allowed=lambda rows: feasible(space, rows))
    for learner in (free, bound):
        learner.open([Opening((1, 0, 2), (0, 2, 2)), Opening((0, 1, 2), (2, 0, 0))])
    for turn in range(5):
        put = bound.next_text({issue: option})
        assert put is not None
        assert feasible(space, put.text[np.newaxis])[0]
        if turn == 0:
            assert put.text[issue] == option
            unbound, empty = free.next_text(), free.puts[0]
            assert unbound is empty
        assert len({p.text.tobytes() for p in bound.puts}) == turn + 1
        bound.take([Reply(level=1, worst=1), Reply(level=2, worst=0)])
