"""Post-settlement: improvements are better for every party than the agreement that stood."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.errors import ProtocolError, UsageError
from goodoffices.space import compile, evaluate
from goodoffices.talks import arrange, drive
from goodoffices.talks.engine.events import (
    AgreementReached,
    AgreementStands,
    Answer,
    DeadlinePassed,
    TextDropped,
    TextKept,
    TextPut,
)
from goodoffices.talks.engine.players import Act, mediator_named
from goodoffices.talks.engine.protocol import PROTOCOLS
from goodoffices.talks.engine.session import Session
from goodoffices.talks.outcomes.disclosure import reached
from goodoffices.talks.protocols.post_settlement import PostSettlement
from goodoffices.testing import tiny
from tests.support.cases import (
    IMPROVEMENTS,
    canal,
    option_indices,
    session,
    shipped,
    sight,
    state_after,
)
from tests.support.parties import Drafts, Replies, truthful
from tests.support.shuttling import HERE


@pytest.mark.parametrize("mine", [(0,), (1, 0)])
def test_two_worlds_answers_to_an_improvement_do_not_reach_the_other_side(
    mine: tuple[int, ...],
) -> None:
    """A refuses the first text, or each improvement; whether B did too is not in what reaches A."""
    case = canal()
    first = option_indices(case, IMPROVEMENTS[0])
    yes, no = ((1, 1), (1, 0)) if mine == (1, 0) else ((1,), (0,))
    logs = [
        session(
            case,
            "post-settlement",
            [Replies(*([m] for m in mine)), Replies(*([b] for b in theirs))],
            Drafts([first]),
            seed=5,
        )
        for theirs in (yes, no)
    ]
    assert reached(logs[0], 0, 0) == reached(logs[1], 0, 0)
    assert sight(logs[0], 0) == sight(logs[1], 0)
    assert reached(logs[0], 0, 2) != reached(logs[1], 0, 2)
    final = logs[0].protocol.ordered[logs[0].final.phase[0]]
    assert final == ("agreed" if mine == (1, 0) else "ended")
    if final == "agreed":
        assert logs[0].final.put[0].tolist() == first


def test_improvements_of_the_canals_first_agreement() -> None:
    """From 20 ships, 42 days, 400: up to three issues changed find 33, 60 and 400 or 600; none is worse."""
    case = canal(60)
    first = option_indices(case, IMPROVEMENTS[0])
    for most, ends in ((2, IMPROVEMENTS[1][:1]), (3, IMPROVEMENTS[1])):
        third = Drafts([first])
        third.most = most
        log = session(case, "post-settlement", truthful(case), third, 100, seed=5)
        found = Counter(map(tuple, log.final.put.tolist()))
        wanted = {tuple(option_indices(case, end)) for end in ends}
        assert set(found) <= wanted | {tuple(first)}
        assert sum(found[end] for end in wanted) >= 70
        assert log.protocol.within(log.final, "agreed").all()
        space = compile(case)
        worth = evaluate(space, log.final.put)
        assert (worth >= evaluate(space, np.array([first]))).all()


@given(seed=st.integers(0, 10**6), name=st.sampled_from(["canal", "wage-talks"]))
@settings(max_examples=15, deadline=None)
def test_an_improvement_is_better_for_every_party_than_what_stood(seed: int, name: str) -> None:
    case = shipped(name)
    space = compile(case)
    table = arrange(case, space, True)
    seats = table.seats(truthful(case), mediator_named("two-issues"))
    log = drive(PROTOCOLS["post-settlement"](table.setting), seats, seed, range(8))
    for lane in range(8):
        standing = put = None
        for happened in log.lane(lane):
            batch = happened.batch
            if batch.event is TextPut:
                put = evaluate(space, batch.package)
            if batch.event is AgreementReached:
                standing = put
            if batch.event is TextKept:
                assert (put > standing).all()  # type: ignore[operator]
                standing = put
        if standing is not None:
            assert (evaluate(space, log.final.put[lane : lane + 1]) == standing).all()


def test_an_agreement_that_stands_cannot_be_swapped_nor_improved_for_ever() -> None:
    case = canal(2)
    first = option_indices(case, IMPROVEMENTS[0])
    log = session(
        case, "post-settlement", [Replies([1], [0]), Replies([1], [0])], Drafts([first]), seed=5
    )
    assert sum(h.batch.event is TextPut for h in log.happened) == 3
    state, lead, here = state_after(log, -1), log.protocol.setting.lead, np.array([True])
    for act in (
        Act(AgreementStands, here, package=np.array([[2, 2, 2]])),
        Act(TextPut, here, package=np.array([[2, 2, 2]])),
    ):
        with pytest.raises(ProtocolError, match="in 'settled'"):
            log.protocol.apply(state, act.batch(lead, 1, 3), here)


def test_only_the_whole_standing_agreement_is_published() -> None:
    """Two issues, of which a wrong package has one right; the first text takes no step."""
    rules = PostSettlement(replace(tiny(1, 2), issues=2))
    state = rules.start(1)
    for by, act in (
        (2, Act(TextPut, HERE, package=np.array([[0, 1]]))),
        (0, Act(Answer, HERE, yes=HERE)),
        (1, Act(Answer, HERE, yes=HERE)),
        (2, Act(AgreementReached, HERE)),
    ):
        state = rules.apply(state, act.batch(by, 1, 2), HERE)
        assert state.step.tolist() == [0]
    for package, fine in (([0, 1], True), ([0, 0], False), ([1, 1], False), ([1, 0], False)):
        stands = Act(AgreementStands, HERE, package=np.array([package]))
        assert rules.allowed(state, stands.batch(2, 1, 2))[0] == fine


def test_talks_may_begin_with_an_agreement_reached_elsewhere() -> None:
    """The agreement stands from the start: improvements are put at once; a refused one changes nothing."""
    case = canal()
    standing, better = (option_indices(case, p) for p in (IMPROVEMENTS[0], IMPROVEMENTS[1][0]))
    table = arrange(case, compile(case), True, by_people=True)
    rules, lead = PostSettlement(table.setting), table.setting.lead
    for answers, agreed in (([1, 1], better), ([1, 0], standing), ([1], standing), ([], standing)):
        playing = Session(rules, rules.start(1, standing))
        assert playing.phase() == "settled"
        for seat in range(3):
            seen = playing.view(seat)
            assert seen.held[0].tolist() == standing
            assert seen.has_held[0]
        put = Act(TextPut, HERE, package=np.array([better]))
        playing.play(put.batch(lead, 1, 3))
        for party, answer in enumerate(answers):
            playing.play(Act(Answer, HERE, yes=np.array([bool(answer)])).batch(party, 1, 3))
        if len(answers) < 2:
            playing.play(Act(DeadlinePassed, HERE).batch(table.setting.clock, 1, 3))
        kept = TextKept if agreed == better else TextDropped
        assert playing.may() == {lead: (kept,)}
        playing.play(Act(kept, HERE).batch(lead, 1, 3))
        playing.play(Act(AgreementStands, HERE, package=np.array([agreed])).batch(lead, 1, 3))
        assert playing.phase() == "agreed"
        assert playing.log().final.put[0].tolist() == agreed


@pytest.mark.parametrize(
    "standing", [[0, 0], [0, 0, 3], [0, -1, 0], [[0, 0, 0]], option_indices(canal(), [33, 30, 200])]
)
def test_an_agreement_that_cannot_be_is_refused(standing: list[int]) -> None:
    case = canal()
    rules = PostSettlement(arrange(case, compile(case), True).setting)
    with pytest.raises(UsageError, match="standing"):
        rules.start(1, standing)


def test_the_first_option_of_an_issue_is_an_option() -> None:
    case = canal()
    rules = PostSettlement(arrange(case, compile(case), True).setting)
    standing = [0, 0, 0]
    assert rules.start(1, standing).held[0].tolist() == standing
