"""The shuttle: different ears for different words, one text in the end."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

import goodoffices as go
from goodoffices.errors import UsageError
from goodoffices.model import Case
from goodoffices.space import compile, evaluate
from goodoffices.talks import Log, arrange, drive
from goodoffices.talks.engine.events import (
    AgreementReached,
    Answer,
    NoAgreement,
    Opened,
    Replied,
    TextCarried,
    TextClosed,
)
from goodoffices.talks.engine.players import Remark, mediator_named, strategy_named
from goodoffices.talks.engine.protocol import PROTOCOLS
from goodoffices.talks.engine.views import MediatorView, view
from goodoffices.talks.mediators.learning import PROBABLY_NONE, REFUSES_NEARLY_ALL, Learning

CASES = Path(__file__).parents[2] / "cases"


def played(case: Case, run: int = 0) -> Log:
    table = arrange(case, compile(case), True)
    players = [strategy_named("truthful") for _ in case.parties]
    seats = table.seats(players, mediator_named("learning"))
    return drive(PROTOCOLS["shuttle"](table.setting), seats, 1, range(run, run + 1))


def seen(log: Log, seat: int) -> bytes:
    setting = log.protocol.setting
    return view(log.happened, seat, setting.parties, 1, setting.issues).fingerprint()


def with_reservation(case: Case, party: int, value: int) -> Case:
    changed = list(case.preferences)
    changed[party] = replace(changed[party], reservation=Fraction(value))
    return replace(case, preferences=tuple(changed))


def test_words_reach_the_mediator_and_who_carries_them_and_nobody_else() -> None:
    log = played(go.load(CASES / "strait"))
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
    case = go.load(CASES / "canal")
    one, two = played(case), played(with_reservation(case, 1, 41))
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
    case = go.load(CASES / "canal")
    lead = played(case).protocol.setting.lead
    assert seen(played(case), lead) != seen(played(with_reservation(case, 1, 85)), lead)
    setting = played(case).protocol.setting
    heard = view(played(case).happened, lead, setting.parties, 1, setting.issues)
    assert isinstance(heard, MediatorView)
    assert (heard.opened[0, :, 0] == 1).all()


def test_what_all_said_they_would_sign_is_put_to_all_and_agreed() -> None:
    case = go.load(CASES / "canal")
    log = played(case)
    events = [happened.batch.event for happened in log.happened]
    assert events[-1] is AgreementReached
    closed = next(h for h in log.happened if h.batch.event is TextClosed)
    carried = [h.batch.package[0].tolist() for h in log.happened if h.batch.event is TextCarried]
    assert closed.batch.package[0].tolist() in carried
    space = compile(case)
    assert (evaluate(space, log.final.put)[0] >= space.reservations).all()


def test_where_there_is_no_zone_it_says_so_in_the_end() -> None:
    case = with_reservation(with_reservation(go.load(CASES / "canal"), 0, 80), 1, 80)
    log = played(case)
    assert log.happened[-1].batch.event is NoAgreement
    assert not any(happened.batch.event is TextClosed for happened in log.happened)
    assert Remark(PROBABLY_NONE) in log.remarks


def test_talks_break_off_and_resume() -> None:
    case = go.load(CASES / "canal")
    short = replace(case, rules=replace(case.rules, rounds=2, steps=3))
    log = played(with_reservation(with_reservation(short, 0, 80), 1, 80))
    names = [happened.batch.event.__name__ for happened in log.happened]
    assert names.count("DeadlinePassed") == 2
    assert names.count("Resumed") == 1
    assert names[-1] == "NoAgreement"


def test_as_many_jobs_as_there_are_cores_are_the_same_runs() -> None:
    case = go.load(CASES / "canal")
    alone = go.talks.run(case, "shuttle", runs=6, seed=1)
    assert go.talks.run(case, "shuttle", runs=6, seed=1, jobs=None).to_json() == alone.to_json()


def test_runs_in_parallel_are_the_same_runs() -> None:
    case = go.load(CASES / "canal")
    one = go.talks.run(case, "shuttle", runs=3, seed=5)
    two = go.talks.run(case, "shuttle", runs=3, seed=5, jobs=2)
    assert one.to_json() == two.to_json()
    assert [t.text() for t in one.transcripts] == [t.text() for t in two.transcripts]


def test_a_mediator_that_does_not_play_a_protocol_is_refused() -> None:
    case = go.load(CASES / "canal")
    with pytest.raises(UsageError, match=r"plays shuttle \(carrying, learning\), found 'two-issues'"):
        go.talks.run(case, "shuttle", mediator="two-issues")
    table = arrange(case, compile(case), True)
    players = [strategy_named("truthful") for _ in case.parties]
    seats = table.seats(players, mediator_named("learning"))
    with pytest.raises(UsageError, match="one session at a time"):
        drive(PROTOCOLS["shuttle"](table.setting), seats, 1, range(2))


def test_an_opening_answer_is_the_partys_own() -> None:
    log = played(go.load(CASES / "canal"))
    opened = {h.batch.by: h.batch for h in log.happened if h.batch.event is Opened}
    # A: convoys move 30, notice 45, toll 25; its best options are 10 ships, 60 days, 600
    assert opened[0].more[0, :3].tolist() == [1, 0, 2]
    assert opened[0].package[0].tolist() == [0, 2, 2]
    assert np.array_equal(opened[1].package[0], [2, 0, 0])


def test_the_mediator_notes_whose_answers_fit_refusing_nearly_everything() -> None:
    case = go.load(CASES / "wage-talks")
    honest = go.talks.run(case, "shuttle", runs=1, seed=1)
    hard = go.talks.run(case, "shuttle", runs=1, seed=1, strategy=("stonewalling", "truthful"))
    assert not any(REFUSES_NEARLY_ALL in words for words in honest.remarks)
    assert hard.remarks[f"{case.parties[0].name}: {REFUSES_NEARLY_ALL}"] == 1
    assert f"{case.parties[1].name}: {REFUSES_NEARLY_ALL}" not in hard.remarks
    assert hard.to_json()["remarks"] == dict(hard.remarks)


def test_what_a_mediator_notes_for_itself_reaches_nobody() -> None:
    """A mediator that notes nothing plays the same session, event by event."""
    case = go.load(CASES / "wage-talks")
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
