"""The shuttle: different ears for different words, one text in the end."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np

from goodoffices.model import Case
from goodoffices.space import compile, evaluate
from goodoffices.talks import Log
from goodoffices.talks.engine.events import AgreementReached, Answer, NoAgreement, TextClosed
from goodoffices.talks.engine.players import Remark
from goodoffices.talks.engine.shuttle_events import Opened, Replied, TextCarried
from goodoffices.talks.engine.views import MediatorView, view
from goodoffices.talks.mediators.learning import PROBABLY_NONE
from tests.support.cases import session, shipped, with_reservation


def played(case: Case) -> Log:
    return session(case, "shuttle", mediator="learning", seed=1)


@cache
def on_the_canal(*reservations: tuple[int, int]) -> Log:
    """Return the session on the canal with some parties' reservation values changed, for all tests."""
    case = shipped("canal")
    for party, value in reservations:
        case = with_reservation(case, party, value)
    return played(case)


def seen(log: Log, seat: int) -> bytes:
    setting = log.protocol.setting
    return view(log.happened, seat, setting.parties, 1, setting.issues).fingerprint()


def test_words_reach_the_mediator_and_who_carries_them_and_nobody_else() -> None:
    log = played(shipped("strait"))
    setting = log.protocol.setting
    for happened in log.happened:
        audience = int(happened.audience[0])
        by = happened.batch.by
        if happened.batch.event in (Opened, Replied, Answer):
            assert audience == 1 << by | setting.carries[by] | 1 << setting.lead
        if happened.batch.event is TextCarried:
            assert bin(audience & (1 << setting.parties) - 1).count("1") == 1


def test_two_worlds_the_first_texts_are_the_same_to_a_party_whatever_the_other_is_ready_to_sign() -> (
    None
):
    """B's reservation value moves: until B's replies change what the mediator puts, A sees the same bytes."""
    one, two = on_the_canal(), on_the_canal((1, 41))
    same = 0
    for a, b in zip(one.happened, two.happened, strict=False):
        if a.batch.event is not b.batch.event or (a.batch.package != b.batch.package).any():
            break
        same += 1
        if not (a.audience[0] & 1):
            continue
        prefix_one = replace(one, happened=one.happened[:same])
        prefix_two = replace(two, happened=two.happened[:same])
        assert seen(prefix_one, 0) == seen(prefix_two, 0)
    assert same >= 4


def test_a_mediators_view_does_change_with_what_it_hears() -> None:
    log = on_the_canal()
    setting = log.protocol.setting
    assert seen(log, setting.lead) != seen(on_the_canal((1, 85)), setting.lead)
    heard = view(log.happened, setting.lead, setting.parties, 1, setting.issues)
    assert isinstance(heard, MediatorView)
    assert (heard.opened[0, :, 0] == 1).all()


def test_what_all_said_they_would_sign_is_put_to_all_and_agreed() -> None:
    log = on_the_canal()
    events = [happened.batch.event for happened in log.happened]
    assert events[-1] is AgreementReached
    closed = next(h for h in log.happened if h.batch.event is TextClosed)
    carried = [h.batch.package[0].tolist() for h in log.happened if h.batch.event is TextCarried]
    assert closed.batch.package[0].tolist() in carried
    space = compile(shipped("canal"))
    assert (evaluate(space, log.final.put)[0] >= space.reservations).all()


def test_where_there_is_no_zone_it_says_so_in_the_end() -> None:
    log = on_the_canal((0, 80), (1, 80))
    assert log.happened[-1].batch.event is NoAgreement
    assert not any(happened.batch.event is TextClosed for happened in log.happened)
    assert Remark(PROBABLY_NONE) in log.remarks


def test_talks_break_off_and_resume() -> None:
    case = shipped("canal")
    short = replace(case, rules=replace(case.rules, rounds=2, steps=3))
    log = played(with_reservation(with_reservation(short, 0, 80), 1, 80))
    names = [happened.batch.event.__name__ for happened in log.happened]
    assert names.count("DeadlinePassed") == 2
    assert names.count("Resumed") == 1
    assert names[-1] == "NoAgreement"


def test_an_opening_answer_is_the_partys_own() -> None:
    log = on_the_canal()
    opened = {h.batch.by: h.batch for h in log.happened if h.batch.event is Opened}
    # A: convoys move 30, notice 45, toll 25; its best options are 10 ships, 60 days, 600
    assert opened[0].more[0, :3].tolist() == [1, 0, 2]
    assert opened[0].package[0].tolist() == [0, 2, 2]
    assert np.array_equal(opened[1].package[0], [2, 0, 0])
