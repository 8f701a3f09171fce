"""Simulated parties: honest, mistaken, lying."""

from __future__ import annotations

import numpy as np
import pytest
from benchmarks.instances import synthetic

from goodoffices.beliefs import Asks
from goodoffices.testing.rehearsal import Respondent
from tests.support.respondents import TEXTS, draws, party

ALL = Asks(opening=False, sign=False, much=True, wanted=True, order=True)


def test_honest_answers_say_what_the_table_says() -> None:
    one = party(5)
    reply = one.reply(TEXTS[0], TEXTS[1], ALL, draws(), TEXTS[2])
    worths = [one.worth(text) for text in TEXTS]
    assert reply.order is not None
    assert [worths[place] for place in reply.order] == sorted(worths, reverse=True)
    assert reply.better == (worths[0] > worths[1])
    assert reply.much == (abs(worths[0] - worths[1]) > 0.05)
    assert reply.worst is not None
    assert reply.wanted == one.table[reply.worst].argmax()


def test_wrong_answers_of_every_kind_come_about_as_often_as_they_should() -> None:
    honest, errs = party(5), party(5, errs=0.2)
    truth = honest.reply(TEXTS[0], TEXTS[1], ALL, draws(), TEXTS[2])
    source = draws(3)
    replies = [errs.reply(TEXTS[0], TEXTS[1], ALL, source, TEXTS[2]) for _ in range(600)]
    assert np.mean([r.much != truth.much for r in replies]) == pytest.approx(0.2, abs=0.05)
    assert np.mean([r.order != truth.order for r in replies]) == pytest.approx(0.36, abs=0.06)
    assert np.mean([r.worst != truth.worst for r in replies]) == pytest.approx(0.2, abs=0.05)


def test_an_exaggerating_party_keeps_its_sum_and_its_order_of_issues() -> None:
    table = synthetic(6, 4, 3).tables[0].copy()
    table[2, 2] = -1.0
    said = Respondent(table, 0.0, manner="exaggerated").claimed()
    honest, claimed = table.max(axis=1), said.max(axis=1)
    assert claimed.sum() == pytest.approx(honest.sum())
    assert (np.argsort(claimed) == np.argsort(honest)).all()
    assert claimed.max() > honest.max()
    assert said[2, 2] < 0
    assert (Respondent(table, 0.0).claimed() == table).all()


def test_a_party_that_ranks_upside_down_signs_as_it_would() -> None:
    liar, honest = party(4, manner="reversed"), party(4)
    assert liar.opening(draws()).ranking == (honest.opening(draws()).ranking or ())[::-1]
    asks = Asks()
    assert liar.reply(TEXTS[0], TEXTS[1], asks, draws()) == honest.reply(
        TEXTS[0], TEXTS[1], asks, draws()
    )


@pytest.mark.parametrize(
    ("gain", "scale", "level"),
    [
        (-0.3, 1, 0),
        (-0.1, 1, 1),
        (0.0, 1, 4),
        (0.05, 1, 5),
        (0.1, 1, 6),
        (0.2, 1, 7),
        (0.3, 1, 8),
        (0.1, 2, 5),
    ],
)
def test_a_party_says_how_large_its_gain_is(gain: float, scale: float, level: int) -> None:
    one = party(5)
    exact = Respondent(one.table, one.worth(TEXTS[0]) - gain, scale=scale)
    assert exact.reply(TEXTS[0], None, Asks(), draws()).level == level


def test_a_vague_party_chooses_other_words_but_never_signs_what_it_would_not() -> None:
    one = party(5)
    worth, source = one.worth(TEXTS[0]), draws(4)
    signs = Respondent(one.table, worth - 0.065, vague=0.2)
    refuses = Respondent(one.table, worth + 0.14, vague=0.2)
    said = [
        [who.reply(TEXTS[0], None, Asks(), source).level for _ in range(200)]
        for who in (signs, refuses)
    ]
    assert set(said[0]) == {5, 6}
    assert set(said[1]) == {0, 1}
