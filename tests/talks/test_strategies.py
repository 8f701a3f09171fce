"""Strategies and their parts: what each is for, shown by what it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import goodoffices as go
from goodoffices.cli.commands import talks as talks_command
from goodoffices.model import Case
from goodoffices.space import compile
from goodoffices.talks import Log, arrange, drive
from goodoffices.talks.engine.events import FEEDBACK, VOTES, Accept, Answer, Offer, Opened, Replied
from goodoffices.talks.engine.players import STRATEGIES, Act, Horizon, mediator_named, strategy_named
from goodoffices.talks.engine.protocol import PROTOCOLS
from goodoffices.talks.engine.streams import Draws, Stream
from goodoffices.talks.engine.views import PartyPrivate, PartyView, allowed_packages, party_private
from goodoffices.talks.strategies.exaggerated_weights import ExaggeratedWeights
from goodoffices.talks.strategies.parts.acceptance import (
    NEVER,
    BestOfWindow,
    Condition,
    Constant,
    Heard,
    Moment,
    Next,
    Previous,
    Time,
    combined,
)
from goodoffices.talks.strategies.parts.opponents import BayesianModel, FrequencyModel, OpponentModel
from goodoffices.talks.strategies.tough import Tough
from goodoffices.testing import check_strategy

CASES = Path(__file__).parents[2] / "cases"
ANSWERS_ONLY = {name for name, make in STRATEGIES.items() if not make().offers}
MEDIATOR = {"shuttle": "learning"}
FITTING = [
    (name, protocol)
    for name, protocol in product(sorted(STRATEGIES), sorted(PROTOCOLS))
    if protocol in ("single-text", "double-blind-close")
]
LIARS = ["stonewalling", "inflated-reservation", "exaggerated-weights"]


def play(case: Case, protocol: str, strategies: list[str], runs: int = 1, seed: int = 7) -> Log:
    table = arrange(case, compile(case), PROTOCOLS[protocol].needs_mediator)
    seats = table.seats(
        [strategy_named(name) for name in strategies],
        mediator_named(MEDIATOR.get(protocol, "two-issues")),
    )
    return drive(PROTOCOLS[protocol](table.setting), seats, seed, range(runs))


def private(name: str = "canal", party: int = 0) -> PartyPrivate:
    space = compile(go.load(CASES / name))
    return party_private(space, party, allowed_packages(space))


def seen(table: list[int], held: list[int] | None = None, heard: int = 1, step: int = 0) -> PartyView:
    put = np.array([table], dtype=np.int64)
    return PartyView(
        seat=0,
        round=np.zeros(1, dtype=np.int64),
        step=np.array([step]),
        table=put,
        has_table=np.ones(1, dtype=np.bool_),
        held=put if held is None else np.array([held], dtype=np.int64),
        has_held=np.array([held is not None]),
        closing=np.zeros(1, dtype=np.bool_),
        heard=np.array([heard]),
        strong_left=np.zeros(1, dtype=np.int64),
        variants=np.zeros((1, 0, put.shape[1]), dtype=np.int64),
    )


LIVE = np.ones(1, dtype=np.bool_)


@pytest.mark.parametrize(("name", "protocol"), FITTING)
def test_every_strategy_is_what_it_says_when_it_answers_texts(name: str, protocol: str) -> None:
    check_strategy(STRATEGIES[name], go.load(CASES / "canal"), protocol)


class NeverDraws(Tough):
    """Says that it is random, and is not."""

    random = True


def test_who_says_it_draws_and_never_does_is_found_out() -> None:
    with pytest.raises(AssertionError, match="says it is random, and never draws"):
        check_strategy(NeverDraws, go.load(CASES / "canal"), "alternating-offers")


class Counted(Stream):
    """Counts how often it is drawn from."""

    drawn: ClassVar[list[str]] = []

    def draws(self, purpose: str, move: int) -> Draws:
        self.drawn.append(purpose)
        return Stream.draws(self, purpose, move)


@pytest.mark.parametrize("name", sorted(set(STRATEGIES) - ANSWERS_ONLY))
def test_who_says_it_draws_does_and_who_does_not_plays_one_game(name: str) -> None:
    Counted.drawn.clear()
    player, mine = strategy_named(name), private()
    player.prepare(mine, Horizon(2, 10, 1, mine.codes.shape[1]))
    player.act(seen([0, 0, 0], heard=0), "opening", LIVE, Counted(1, "A", range(1)), 0)
    assert bool(Counted.drawn) is player.random


# Acceptance conditions


def moment(
    offered: int, planned: int = 50, previous: int = 60, best: int = 40, time: int = 5
) -> Moment:
    return Moment(*(np.array([value]) for value in (offered, planned, previous, best, time)))


@pytest.mark.parametrize(
    ("condition", "least", "late"),
    [
        (Next(), 50, False),
        (Previous(), 60, False),
        (Constant(33), 33, False),
        (combined(6), 50, False),
        (combined(5), 40, True),
        (combined(5) & Constant(45), 45, True),
        (Next() | Constant(33), 33, False),
        (Next() & Previous(), 60, False),
    ],
)
def test_each_condition_accepts_from_its_least_offer_on(
    condition: Condition, least: int, late: bool
) -> None:
    assert condition(moment(least))[0]
    assert not condition(moment(least - 1))[0]
    if late:
        assert not condition(moment(least, time=4))[0]


@given(st.lists(st.integers(0, 9), min_size=5, max_size=5))
def test_parts_combine_as_or_and_and(values: list[int]) -> None:
    at = moment(*values)
    for one, other in product((Next(), Previous(), Constant(4), Time(5), BestOfWindow()), repeat=2):
        assert (one | other)(at)[0] == (one(at)[0] or other(at)[0])
        assert (one & other)(at)[0] == (one(at)[0] and other(at)[0])


def test_time_alone_accepts_anything_late() -> None:
    assert Time(5)(moment(0))[0]
    assert not Time(6)(moment(100))[0]


@given(
    st.lists(st.tuples(st.integers(0, 99), st.booleans(), st.booleans()), max_size=12),
    st.integers(0, 6),
)
def test_what_was_heard_is_looked_back_on_lane_by_lane(
    offers: list[tuple[int, bool, bool]], window: int
) -> None:
    heard, lists = Heard(2, 12), [list[int](), list[int]()]
    for worth, *live in offers:
        heard.note(np.array([worth, worth + 1]), np.array(live))
        for lane in (0, 1):
            lists[lane] += [worth + lane] * live[lane]
    best = heard.best(np.array([window, window]))
    for lane, kept in enumerate(lists):
        last = kept[len(kept) - window :] if window and len(kept) >= window else kept * bool(window)
        assert best[lane] == max(last, default=-NEVER)
        assert heard.back(1)[lane] == (kept[max(len(kept) - 2, 0)] if kept else 0)


# Models of the other


def conceding(mine: PartyPrivate, offers: int) -> list[list[int]]:
    """Offers from the best package down to the middle of what packages are worth, evenly."""
    low, best = int(mine.worth[0]), int(mine.worth[-1])
    levels = [best - (best - low) * n // (2 * offers) for n in range(offers)]
    places = [min(int(np.searchsorted(mine.worth, level)), len(mine.worth) - 1) for level in levels]
    return [mine.codes[place].tolist() for place in places]


def right_pairs(model: OpponentModel, mine: PartyPrivate) -> float:
    """The share of pairs of packages, unequal to the other, that a model has in the right order."""
    guess, true = model.utility(mine.codes), mine.worth
    above = true[:, None] > true[None, :]
    right = (guess[:, None] > guess[None, :]) + 0.5 * (guess[:, None] == guess[None, :])
    return float(right[above].mean())


MODELS: dict[str, Callable[[Sequence[int]], OpponentModel]] = {
    "frequency": FrequencyModel,
    "bayesian": BayesianModel,
}


@pytest.mark.parametrize("party", [0, 1])
@pytest.mark.parametrize("name", sorted(MODELS))
def test_a_model_ranks_the_others_best_first_and_beats_a_guess(name: str, party: int) -> None:
    mine = private(party=party)
    dims = (mine.codes.max(axis=0) + 1).tolist()
    model: OpponentModel = MODELS[name](dims)
    untaught = right_pairs(model, mine)
    offers = conceding(mine, 12)
    for number, offer in enumerate(offers):
        model.take(offer, number / len(offers))
    liked = model.utility(mine.codes)
    assert liked[-1] >= np.quantile(liked, 0.95)
    assert right_pairs(model, mine) > max(0.7, untaught + 0.1)


def test_an_issue_that_stays_the_same_matters() -> None:
    model = FrequencyModel([3, 3])
    for option in (0, 1, 2, 0):
        model.take([2, option], 0.0)
    assert model.weights[0] > model.weights[1]
    best = model.utility(np.array([[2, 1], [0, 0]]))
    assert best[0] > best[1]


@pytest.mark.parametrize("name", sorted(MODELS))
def test_of_packages_alike_to_it_a_modelling_party_offers_what_the_other_likes(name: str) -> None:
    """The other asks for its best every time; what it is offered is worth more to it than a first guess."""
    case = go.load(CASES / "canal")
    space = compile(case)
    other = party_private(space, 1, allowed_packages(space))

    def given_to_other(strategy: str) -> float:
        log = play(case, "alternating-offers", [strategy, "tough"])
        rows = [h.batch.package for h in log.happened if h.batch.event is Offer and h.batch.by == 0]
        return float(np.mean([other.value(row)[0] for row in rows]))

    assert given_to_other(name) > given_to_other("linear")


# Tit for tat, hybrid


def asks(name: str, offers: list[list[int]], mine: PartyPrivate) -> list[int | None]:
    """What a strategy asks for after each offer, in its own utility; None where it accepts."""
    player = strategy_named(name)
    player.prepare(mine, Horizon(2, 20, 1, mine.codes.shape[1]))
    found: list[int | None] = []
    for number, offer in enumerate(offers):
        acts = player.act(
            seen(offer, step=2 * number), "replying", LIVE, Stream(1, "A", range(1)), number
        )
        [act] = [act for act in acts if act.where[0]]
        if act.event is Accept:
            found.append(None)
        else:
            assert act.package is not None
            found.append(int(mine.value(act.package)[0]))
    return found


@pytest.mark.parametrize(
    "name", ["tit-for-tat", "relative-tit-for-tat", "averaged-tit-for-tat", "hybrid"]
)
def test_who_is_given_more_asks_for_less(name: str) -> None:
    mine = private()
    count = len(mine.codes)
    rising = [mine.codes[place].tolist() for place in range(count // 8, count // 2, count // 16)]
    still = [rising[0]] * len(rising)
    kind, hard = asks(name, rising, mine), asks(name, still, mine)
    assert kind[-1] is None or kind[-1] < (hard[-1] or 0)
    if name != "hybrid":
        assert set(hard) == {int(mine.worth[-1])}


def test_the_relative_form_gives_the_same_share() -> None:
    mine = private()
    worst, best = int(mine.worth[0]), int(mine.worth[-1])
    low, high = len(mine.codes) // 4, len(mine.codes) // 3
    asked = asks("relative-tit-for-tat", [mine.codes[low].tolist(), mine.codes[high].tolist()], mine)
    share = (int(mine.worth[low]) - worst) / (int(mine.worth[high]) - worst)
    wanted = max(worst + (best - worst) * share, mine.reservation)
    [least] = mine.worth[np.searchsorted(mine.worth, np.ceil(wanted))][None]
    assert asked[1] == int(least)


def test_the_averaged_form_gives_less_for_one_gain() -> None:
    mine = private("strait")
    count = len(mine.codes)
    offers = [mine.codes[count // 4].tolist()] * 3 + [mine.codes[count // 3].tolist()]
    relative, averaged = (
        asks(f"{kind}-tit-for-tat", offers, mine)[-1] for kind in ("relative", "averaged")
    )
    assert relative is not None
    assert averaged is not None
    assert relative < averaged < int(mine.worth[-1])


@given(places=st.lists(st.floats(0, 0.6), min_size=1, max_size=20))
def test_the_hybrid_asks_for_what_its_formulas_say(places: list[float]) -> None:
    """Beside NegoLog's formulas in floats, with the utility of its own last offer as it was."""
    mine = private()
    worth, best = mine.worth, int(mine.worth[-1])
    assert len(worth) < 450
    offers = [int(place * (len(worth) - 1)) for place in places]
    asked = asks("hybrid", [mine.codes[offer].tolist() for offer in offers], mine)
    windows = {2: (0.25, 0.75), 3: (0.11, 0.22, 0.66), 4: (0.05, 0.15, 0.3, 0.5)}
    own = best
    for number, found in enumerate(asked):
        t = (2 * number + 1) / 39
        end = max(0.8 * best, mine.reservation)
        level = best * ((1 - t) ** 2 + 2 * (1 - t) * t * 0.75) + end * t**2
        gains = np.diff(worth[offers[: number + 1]])[-4:]
        if number >= 2:
            behaved = own - (0.5 + 0.5 * t) * float(np.dot(windows[len(gains)], gains))
            level = (1 - t**2) * behaved + t**2 * level
        level = min(max(level, mine.reservation), best)
        if found is None:
            assert worth[offers[number]] >= level - 0.5
            break
        fine = worth[worth >= mine.reservation]
        assert abs(found - level) <= np.abs(fine - level).min() + 1
        own = found


# Parties that misreport


@pytest.mark.parametrize("name", LIARS)
def test_the_last_answer_of_a_liar_is_its_own_interest(name: str) -> None:
    mine = private()
    place = int(np.searchsorted(mine.worth, mine.reservation))
    assert answered(name, mine, "closing", mine.codes[place].tolist())
    assert not answered(name, mine, "closing", mine.codes[place - 1].tolist())


def answered(
    name: str, mine: PartyPrivate, phase: str, text: list[int], held: list[int] | None = None
) -> bool:
    [act] = told(name, mine, phase, text, held)
    assert act.event is Answer
    assert act.yes is not None
    return bool(act.yes[0])


def told(
    name: str, mine: PartyPrivate, phase: str, text: list[int], held: list[int] | None = None
) -> list[Act]:
    player = strategy_named(name)
    player.prepare(mine, Horizon(2, 20, 1, mine.codes.shape[1]))
    return player.act(seen(text, held), phase, LIVE, Stream(1, "A", range(1)), 0)


def levels(name: str, mine: PartyPrivate) -> list[int]:
    """How far from signing it says it is, package by package from its worst to its best."""
    found = []
    for row in mine.codes.tolist():
        [act] = told(name, mine, "hearing", row)
        assert act.event is Replied
        assert act.more is not None
        found.append(int(act.more[0, 1]))
    return found


def test_a_stonewalling_party_has_a_good_word_only_for_nearly_its_best() -> None:
    mine = private()
    low, middle, best = (mine.codes[place].tolist() for place in (0, len(mine.codes) // 2, -1))
    assert answered("truthful", mine, "answering", middle, low)
    assert not answered("stonewalling", mine, "answering", middle, low)
    assert answered("stonewalling", mine, "answering", best, low)
    said, true = levels("stonewalling", mine), levels("truthful", mine)
    assert said[-1] > 0
    assert sum(level > 0 for level in said) < sum(level > 0 for level in true) / 2


@pytest.mark.parametrize("name", ["stonewalling", "inflated-reservation"])
def test_who_refuses_votes_and_compares_against_what_does_not_please(name: str) -> None:
    mine = private()
    low, middle, best = (mine.codes[place].tolist() for place in (0, len(mine.codes) // 4, -1))

    def number(who: str, phase: str, text: list[int]) -> int:
        [act] = told(who, mine, phase, text, low)
        assert act.more is not None
        return int(act.more[0, 0])

    assert VOTES[number("truthful", "voting", middle)].endswith("yes")
    assert VOTES[number(name, "voting", middle)] == "weak no"
    assert VOTES[number(name, "voting", best)].endswith("yes")
    assert FEEDBACK[number("truthful", "comparing", middle)] == "better"
    assert FEEDBACK[number(name, "comparing", middle)] == "worse"
    assert FEEDBACK[number(name, "comparing", best)] == "better"


def test_an_inflated_reservation_is_further_from_signing_and_never_nearer() -> None:
    mine = private()
    said, true = levels("inflated-reservation", mine), levels("truthful", mine)
    assert all(one <= other for one, other in zip(said, true, strict=True))
    assert said != true
    signs = [place for place, level in enumerate(said) if level >= 2]
    headroom = int(mine.worth[-1]) - mine.reservation
    assert mine.worth[signs[0]] >= mine.reservation + 0.4 * headroom - 1


def test_exaggerated_weights_make_the_first_issue_decide() -> None:
    """What it says matters most does; which of two texts is better, it tells by what matters most."""
    mine = private("strait")
    [opened], [true] = (
        told(name, mine, "asked", mine.codes[0].tolist())
        for name in ("exaggerated-weights", "truthful")
    )
    assert opened.event is Opened
    assert opened.more is not None
    assert true.more is not None
    assert opened.more[0, 0] == true.more[0, 0]
    claimed = ExaggeratedWeights().claims(mine)
    spans = [np.array([np.ptp(table.values) for table in p.tables]) for p in (mine, claimed)]
    expected = (spans[0] / spans[0].max()) ** 2.5
    assert spans[1] / spans[1].max() == pytest.approx(expected, abs=1e-5)
    rows = mine.codes[:: max(len(mine.codes) // 60, 1)]
    worth, said = mine.value(rows), claimed.value(rows)
    turned = np.argwhere((worth[:, None] > worth[None, :]) & (said[:, None] < said[None, :]))
    assert len(turned)
    text, held = (rows[place].tolist() for place in turned[0])
    assert answered("truthful", mine, "answering", text, held)
    assert not answered("exaggerated-weights", mine, "answering", text, held)


@pytest.mark.parametrize("name", LIARS)
def test_liars_change_what_a_mediator_comes_to(name: str) -> None:
    case = go.load(CASES / "canal")
    honest = go.talks.run(case, "single-text", runs=60, seed=2)
    lied = go.talks.run(case, "single-text", runs=60, seed=2, strategy=[name, "truthful"])
    assert lied.packages != honest.packages
    space = compile(case)
    for package, _ in lied.packages:
        row = go.space.encode(space, package)[np.newaxis]
        assert (go.space.evaluate(space, row)[0] >= space.reservations).all()


def test_the_command_names_every_strategy() -> None:
    help_text = str(talks_command.command.__annotations__["strategy"])
    assert [name for name in STRATEGIES if name not in help_text] == []


def test_the_documentation_names_every_strategy() -> None:
    text = (Path(__file__).parents[2] / "docs" / "talks.md").read_text()
    assert [name for name in STRATEGIES if f"`{name}`" not in text] == []


def test_more_than_two_parties_are_modelled_as_one() -> None:
    case = go.load(CASES / "canal")
    third = replace(case.parties[1], id="C", name="C")
    three = replace(
        case,
        parties=(*case.parties, third),
        preferences=(*case.preferences, replace(case.preferences[1], party="C")),
    )
    log = play(three, "alternating-offers", ["bayesian", "frequency", "linear"])
    assert log.protocol.within(log.final, "agreed", "ended").all()
