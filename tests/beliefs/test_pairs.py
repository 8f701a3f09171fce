"""Two texts side by side, chosen freely, where better or worse is all that parties say."""

from __future__ import annotations

import copy
from itertools import combinations, product

import numpy as np
import pytest
from benchmarks.instances import synthetic
from benchmarks.mediation import BINARY
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.beliefs import Asks, Learner
from goodoffices.beliefs.evidence import SHARP
from goodoffices.beliefs.layout import Floats
from goodoffices.beliefs.learner import _unordered
from goodoffices.beliefs.pairs import JUDGED, LEADING, PAIRED, promising, rise
from goodoffices.testing.rehearsal import Respondent, rehearse

DIMS = (3, 3, 3)


def draws(seed: int) -> np.random.Generator:
    return np.random.Generator(np.random.Philox(seed))


def half_way(seed: int, answers: int, asks: Asks = BINARY, floor: float = 0.0) -> Learner:
    """A learner after some answers of two honest parties."""
    learner = Learner(DIMS, 2, seed, asks=asks, known_floor=floor)
    rehearse(
        learner, [Respondent(t, floor) for t in synthetic(seed, 3, 3).tables], answers, draws(seed)
    )
    return learner


def slow_rise(chances: Floats, gains: Floats) -> list[float]:
    """Every party's every answer to every pair, particle by particle."""
    parties, many, pairs, answers = chances.shape
    texts = gains.shape[2]

    def expected(party: int, text: int) -> float:
        return float(gains[party, :, text].mean())

    now = max(np.prod([expected(p, text) for p in range(parties)]) for text in range(texts))
    found = []
    for pair in range(pairs):
        total = 0.0
        for said in product(range(answers), repeat=parties):
            likely = [
                sum(float(chances[p, s, pair, said[p]]) for s in range(many)) / many
                for p in range(parties)
            ]
            if not all(likely):
                continue
            best = 0.0
            for text in range(texts):
                worth = 1.0
                for p in range(parties):
                    weighed = [chances[p, s, pair, said[p]] * gains[p, s, text] for s in range(many)]
                    worth *= float(sum(weighed)) / many / likely[p]
                best = max(best, worth)
            total += float(np.prod(likely)) * best
        found.append(max(total - float(now), 0.0))
    return found


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 2**32),
    parties=st.integers(1, 3),
    many=st.integers(1, 5),
    pairs=st.integers(1, 4),
    answers=st.integers(2, 3),
    texts=st.integers(1, 5),
)
def test_the_rise_is_what_going_through_the_answers_gives(
    seed: int, parties: int, many: int, pairs: int, answers: int, texts: int
) -> None:
    source = draws(seed)
    chances = source.dirichlet(np.ones(answers), (parties, many, pairs))
    gains = source.random((parties, many, texts))
    assert rise(chances, gains) == pytest.approx(slow_rise(chances, gains), abs=1e-12)


def test_an_answer_that_tells_nothing_raises_nothing() -> None:
    gains = draws(3).random((2, 20, 6))
    assert rise(np.full((2, 20, 4, 2), 0.5), gains) == pytest.approx(np.zeros(4), abs=1e-12)


def test_two_particles_and_two_texts_by_hand() -> None:
    """The first party likes one of two texts, the second both: knowing which raises a half to a whole."""
    gains = np.array([[[1.0, 0.0], [0.0, 1.0]], [[1.0, 1.0], [1.0, 1.0]]])
    sure = np.array([[[[1.0, 0.0]], [[0.0, 1.0]]], [[[0.5, 0.5]], [[0.5, 0.5]]]])
    assert rise(sure, gains) == pytest.approx([0.5])


def test_texts_to_pair_are_the_best_of_profiles_and_the_best_on_the_average() -> None:
    source = draws(7)
    gains = source.random((2, 40, 400))
    profiles = [source.permutation(40) for _ in range(2)]
    best = {
        max(range(400), key=lambda x: gains[0, one, x] * gains[1, other, x])
        for one, other in zip(*profiles, strict=True)
    }
    expected = gains[0].mean(axis=0) * gains[1].mean(axis=0)
    order = sorted(range(400), key=lambda x: -expected[x])
    paired, judged = promising(gains, profiles)
    pool = best | set(order[:LEADING])
    assert paired.tolist() == [x for x in order if x in pool][:PAIRED]
    assert set(judged.tolist()) == best | set(order[:JUDGED])


@pytest.mark.parametrize("floor", [0.0, 0.3])
def test_the_pair_put_has_the_largest_score_of_all(floor: float) -> None:
    learner = half_way(2, 5, floor=floor)
    twin = copy.deepcopy(learner)
    put = learner.next_text()
    assert put is not None
    assert put.reference is not None
    codes = twin.catalogue.codes
    assert codes is not None
    worth = twin.catalogue.worth(twin.posterior.thought, codes)
    gains = np.maximum(worth - floor, 0.0)
    paired, judged = promising(gains, twin._profiles())
    rises, told, names = [], [], []
    for reference, text in combinations(paired.tolist(), 2):
        yes = 0.02 + 0.96 / (
            1 + np.exp(-np.clip(SHARP * (worth[..., text] - worth[..., reference]), -60, 60))
        )
        rises.append(slow_rise(np.stack([1 - yes, yes], axis=-1)[:, :, None], gains[:, :, judged])[0])
        entropy = [-(y * np.log(y) + (1 - y) * np.log(1 - y)) for y in (yes.mean(axis=1), yes)]
        told.append(float((entropy[0] - entropy[1].mean(axis=1)).sum()))
        names.append((codes[text].tolist(), codes[reference].tolist()))
    known = {_unordered(one.text, one.reference) for one in twin.puts}
    fresh = [_unordered(np.array(text), np.array(reference)) not in known for text, reference in names]
    rose, tells = np.where(fresh, rises, 0), np.where(fresh, told, 0)
    best = int((rose / rose.max() + tells / tells.max()).argmax())
    assert (put.text.tolist(), put.reference.tolist()) == names[best]


def test_neither_text_need_be_the_one_in_hand_and_no_pair_is_put_twice() -> None:
    learner = half_way(4, 0)
    parties = [Respondent(table, 0.0) for table in synthetic(4, 3, 3).tables]
    away, seen = 0, set()
    for _ in range(15):
        in_hand = learner.hand_over()
        put = learner.next_text()
        assert put is not None
        assert put.reference is not None
        assert in_hand is not None
        away += in_hand.tolist() not in (put.text.tolist(), put.reference.tolist())
        together = frozenset((put.text.tobytes(), put.reference.tobytes()))
        assert len(together) == 2
        assert together not in seen
        seen.add(together)
        expected = [learner._expected(np.array([one]))[0] for one in (put.text, put.reference)]
        assert expected[0] <= expected[1]
        learner.take([p.reply(put.text, put.reference, BINARY, draws(1)) for p in parties])
    assert away > 0


def test_it_ends_when_every_pair_was_put() -> None:
    learner = Learner((2, 2), 2, 1, asks=BINARY, known_floor=0.0)
    rehearse(learner, [Respondent(t, 0.0) for t in synthetic(1, 2, 2).tables], 10, draws(1))
    assert len(learner.puts) == 6
    assert learner.next_text() is None


@pytest.mark.parametrize(
    "asks", [Asks(opening=False, sign=False), Asks(opening=False, sign=False, worst=False, much=True)]
)
def test_richer_answers_are_about_the_text_in_hand(asks: Asks) -> None:
    learner = half_way(4, 3, asks)
    in_hand = learner.hand_over()
    put = learner.next_text()
    assert put is not None
    assert put.reference is not None
    assert in_hand is not None
    assert put.reference.tolist() == in_hand.tolist()


def test_pairs_of_many_issues_come_from_a_search() -> None:
    dims = (4,) * 12
    learner = Learner(dims, 2, 3, asks=BINARY, known_floor=0.0)
    assert learner.catalogue.codes is None
    parties = [Respondent(table, 0.0) for table in synthetic(3, 12, 4).tables]
    handed = rehearse(learner, parties, 4, draws(3))
    assert handed[-1] is not None
    assert len(learner.puts) == 4
