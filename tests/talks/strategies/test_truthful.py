"""The truthful party, against all changes gone through one by one."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.space import Space, evaluate, packages
from goodoffices.talks.engine.events import Criticised
from goodoffices.talks.engine.players import Horizon, strategy_named
from goodoffices.talks.engine.shuttle_events import (
    ALONE,
    LITTLE_BETTER,
    LITTLE_WORSE,
    MUCH_BETTER,
    MUCH_WORSE,
    Replied,
)
from goodoffices.talks.engine.streams import stream_of
from goodoffices.talks.engine.views import party_private, view
from goodoffices.talks.strategies.truthful import Truthful
from tests.support.players import LIVE, PHASES, private, told
from tests.support.spaces import linked_spaces


@settings(max_examples=40, deadline=None)
@given(linked_spaces(), st.data())
def test_who_is_truthful_names_the_one_change_that_helps_most(
    space: Space, data: st.DataObject
) -> None:
    """Against all changes of one issue, gone through one by one."""
    codes = packages(space)
    text = codes[data.draw(st.integers(0, len(codes) - 1))]
    party = data.draw(st.integers(0, len(space.parties) - 1))
    player = strategy_named("truthful")
    own = party_private(space, party, codes)
    player.prepare(own, None)  # type: ignore[arg-type]
    seen = view([], party, len(space.parties), 1, len(space.dims))
    seen.table[0] = text
    [act] = player.act(seen, PHASES["criticising"], LIVE, stream_of(0, 0, "a", range(1)), 0)  # type: ignore[arg-type]
    assert act.event is Criticised
    assert act.more is not None
    issue, option, level = act.more[0].tolist()
    now = int(evaluate(space, text[np.newaxis])[0, party])
    gains = {}
    for place, dim in enumerate(space.dims):
        for other in range(dim):
            changed = text.copy()
            changed[place] = other
            gains[place + 1, other + 1] = int(evaluate(space, changed[np.newaxis])[0, party]) - now
    most = max(gains.values())
    assert gains[issue, option] == most if most > 0 else (issue, option) == (0, 0)
    worths = evaluate(space, codes)[:, party]
    reach = int(worths.max() - worths.min())
    above = now - int(space.reservations[party])
    words = [(-0.15, 2), (0, 5), (0.03, 6), (0.07, 7), (0.14, 8), (0.25, 9)]
    assert level == max([1, *(said for border, said in words if above >= round(border * reach))])


def test_a_truthful_party_says_much_from_a_twentieth_of_its_reach_on() -> None:
    mine = private()
    player = Truthful()
    player.prepare(mine, Horizon(2, 20, 1, mine.codes.shape[1]))
    least, most = mine.reach()
    much = round((most - least) / 20)
    assert much > 1
    changes = np.array([-much, 1 - much, -1, 0, 1, much - 1, much])
    said = [MUCH_WORSE, *[LITTLE_WORSE] * 3, *[LITTLE_BETTER] * 2, MUCH_BETTER]
    assert player._compared(changes).tolist() == said


def test_a_party_without_a_text_to_compare_with_compares_nothing() -> None:
    [act] = told("truthful", private(), "hearing", [0, 0, 0])
    assert Replied.better.at(act.batch(0, 1, 3)) == ALONE
