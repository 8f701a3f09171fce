"""Richer answers, lies, and what they bring: rankings of three, wanted options, exaggerated weights."""

from __future__ import annotations

import dataclasses
from itertools import permutations

import numpy as np
import pytest
from benchmarks.instances import synthetic
from benchmarks.mediation import FREE, R0, R20, ROWS, Measured, Row, _lies, _pair, _rows
from benchmarks.write import _table

from goodoffices.beliefs import Asks, Learner, Opening, Reply
from goodoffices.beliefs.evidence import lines_of
from goodoffices.beliefs.layout import Layout
from goodoffices.beliefs.prior import Prior
from goodoffices.testing.rehearsal import Respondent, rehearse

DIMS = (3, 3, 3)
LAYOUT = Layout(DIMS)
TEXTS = [np.array([0, 0, 0]), np.array([1, 2, 0]), np.array([2, 1, 2])]
ALL = Asks(opening=False, sign=False, much=True, wanted=True, order=True)


def draws(seed: int = 1) -> np.random.Generator:
    return np.random.Generator(np.random.Philox(seed))


def party(seed: int, **given: object) -> Respondent:
    return Respondent(synthetic(seed, 3, 3).tables[0], 0.0, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_ranking_is_likely_just_where_worths_come_in_that_order(order: tuple[int, ...]) -> None:
    thought = Prior(LAYOUT, (Opening(),)).preferences(draws(2).standard_normal((1, 400, LAYOUT.latent)))
    lines = lines_of(LAYOUT, [Reply(order=order)], TEXTS[0], TEXTS[1], thought, TEXTS[2])
    assert lines.rows.shape[1] == 3
    margins = lines.rows[0] @ thought.features()[0].T
    issues = np.arange(3)
    for particle, table in enumerate(thought.table[0]):
        worths = [table[issues, TEXTS[place]].sum() for place in order]
        assert bool((margins[:, particle] > 0).all()) == (worths[0] > worths[1] > worths[2])


def test_a_ranking_is_not_counted_again_as_a_comparison() -> None:
    thought = Prior(LAYOUT, (Opening(),)).preferences(draws().standard_normal((1, 5, LAYOUT.latent)))
    both = Reply(better=True, order=(0, 1, 2))
    lines = lines_of(LAYOUT, [both], TEXTS[0], TEXTS[1], thought, TEXTS[2])
    assert lines.rows.shape[1] == 3
    plain = lines_of(LAYOUT, [Reply(better=True)], TEXTS[0], TEXTS[1], thought, TEXTS[2])
    assert plain.rows.shape[1] == 1


def test_honest_answers_say_what_the_table_says() -> None:
    one = party(5)
    reply = one.reply(TEXTS[0], TEXTS[1], ALL, draws(), TEXTS[2])
    worths = [one.worth(text) for text in TEXTS]
    assert reply.order is not None
    assert [worths[place] for place in reply.order] == sorted(worths, reverse=True)
    assert reply.better == (worths[0] > worths[1])
    assert reply.much == (worths[0] - worths[1] > 0.15)
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


def test_three_texts_to_rank_differ_and_none_is_put_twice() -> None:
    learner = Learner(
        DIMS, 2, seed=1, asks=Asks(opening=False, sign=False, order=True), known_floor=0.0
    )
    parties, source = [party(1), party(2)], draws(1)
    seen: set[bytes] = set()
    for _ in range(6):
        put = learner.next_text()
        assert put is not None
        assert put.reference is not None
        assert put.third is not None
        shown = {text.tobytes() for text in (put.text, put.third)}
        assert len(shown | {put.reference.tobytes()}) == 3
        assert not shown & seen
        seen |= shown
        learner.take(
            [p.reply(put.text, put.reference, learner.asks, source, put.third) for p in parties]
        )
        assert all(reply is not None and reply.order is not None for reply in put.replies)


@pytest.mark.parametrize(
    "asks",
    [
        Asks(opening=False, sign=False, worst=False, order=True),
        Asks(opening=False, sign=False, worst=False, much=True),
        Asks(opening=False, sign=False, wanted=True),
    ],
)
def test_richer_answers_teach(asks: Asks) -> None:
    """After eight answers the mean true gap between the text in hand and the best is small."""
    shares = []
    for seed in range(4):
        parties = [Respondent(table, 0.0) for table in synthetic(seed, 3, 3).tables]
        learner = Learner(DIMS, 2, seed, asks=asks, known_floor=0.0)
        handed = rehearse(learner, parties, 8, draws(seed))[-1]
        assert handed is not None
        grid = np.indices(DIMS).reshape(3, -1).T
        best = max(np.prod([p.worth(row) for p in parties]) for row in grid)
        shares.append(np.prod([p.worth(handed) for p in parties]) / best)
    assert np.mean(shares) > 0.85


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


def test_what_lying_brings_is_held_against_the_same_mediation_played_honestly() -> None:
    row = Row("liar", lambda quick: [], {2: None, 4: None}, R20, False, manner="never")
    instance = synthetic(11, 3, 3, r20=True)
    lying, honest = _pair(row, instance, 5)
    assert honest is not None
    again, none = _pair(dataclasses.replace(row, manner="honest"), instance, 5)
    assert none is None
    assert again.gains == honest.gains
    assert lying.learning == [0.0, 0.0]
    found = _rows(row, [(lying, honest)])
    assert [one["name"] for one in found] == ["liar@2", "liar@4"]
    assert found[1]["liar_gain"] == pytest.approx(-honest.gains[1][0])
    assert "liar_gain" not in _rows(row, [(again, none)])[0]
    assert all(one["goal"] is None for one in found)


def test_the_page_says_what_lying_brought() -> None:
    row = {"mediator": "learning", "instances": 2, "mean": 0.5, "median": 0.5, "p10": 0.1, "goal": None}
    lines = list(
        _table("mediation", [{**row, "name": "a@10", "liar_gain": -0.25}, {**row, "name": "b@10"}])
    )
    assert lines[2].endswith("|  | -0.250 |")
    assert lines[3].endswith("|  |  |")
    assert len({line.count("|") for line in lines}) == 1


def test_gains_from_lying_are_means_over_mediations() -> None:
    def measured(gains: list[float], flagged: list[bool]) -> Measured:
        return Measured([0.5], [gains], flagged, 0.0)

    pairs = [
        (measured([0.6, 0.1], [True, False]), measured([0.4, 0.4], [False, False])),
        (measured([0.2, 0.3], [False, False]), measured([0.2, 0.2], [False, False])),
    ]
    lies = _lies(list(pairs), 0)
    assert lies["liar_gain"] == pytest.approx(0.1)
    assert lies["partner_gain"] == pytest.approx(-0.1)
    assert (lies["flagged"], lies["partner_flagged"]) == (0.5, 0.0)
    assert _lies([(pairs[0][0], None)], 0) == {}


def test_every_kind_of_answer_and_lie_has_a_row() -> None:
    asked = {row.asks for row in ROWS}
    assert any(asks.much for asks in asked)
    assert any(asks.wanted for asks in asked)
    assert any(asks.order for asks in asked)
    assert {row.manner for row in ROWS} == {
        "honest",
        "high",
        "never",
        "inflated",
        "exaggerated",
        "reversed",
    }
    for known in (True, False):
        assert {row.errs for row in ROWS if row.known == known} == {0.0, 0.1}
    assert len({row.name for row in ROWS}) == len(ROWS)
    assert FREE.keys() == {10, 20}
    assert R0 in asked
