"""Our strategies at their table play offer for offer as at ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from goodoffices.errors import UsageError
from goodoffices.space import compile
from goodoffices.talks.engine.views import allowed_packages, party_private
from tests.support.fake_negmas import SAOMechanism
from tests.support.offers import case, offers

TEN = ["boulware", "linear", "conceder", "micro", "tough"]
TEN += ["tit-for-tat", "frequency", "hybrid", "bayesian", "nice"]


def seated(parties: int, steps: float | None, kinds: list[Any], told: bool = True) -> SAOMechanism:
    """Return their table with a negotiator of ours for each name, and one of theirs for each class."""
    from goodoffices.talks.negmas import OurNegotiator, utility_of

    space = compile(case(parties))
    codes = allowed_packages(space)
    made = [utility_of(party_private(space, place, codes)) for place in range(parties)]
    table = SAOMechanism(made[0][0], steps, told)
    for kind, (_, function) in zip(kinds, made, strict=True):
        given = {"name": function.name, "ufun": function}
        table.add(OurNegotiator(kind, 5, **given) if isinstance(kind, str) else kind(**given))
    return table


@pytest.mark.parametrize("parties", [2, 3])
@pytest.mark.parametrize("name", TEN)
def test_the_same_offers_at_both_tables(name: str, parties: int) -> None:
    table = seated(parties, 24 // parties, [name] * parties)
    table.run()
    assert table.trace
    assert table.trace == offers(case(parties), [name] * parties, seed=5)


def test_theirs_and_ours_together(agent: Callable[[str], Any]) -> None:
    table = seated(3, 8, [agent("Ladder"), "micro", "boulware"])
    table.run()
    assert len(table.trace) > 3
    assert table.trace == offers(case(3), ["NegMAS:Ladder", "micro", "boulware"], seed=5)


def test_after_somebody_leaves_it_leaves_too(agent: Callable[[str], Any]) -> None:
    table = seated(2, 12, ["tough", agent("Quits")])
    assert table.run().agreement is None
    assert len(table.trace) == 3


def test_refusals() -> None:
    for steps, told, says in (
        (None, True, "n_steps"),
        (float("inf"), True, "n_steps"),
        (8, False, "extra_callbacks"),
    ):
        with pytest.raises(UsageError, match=says):
            seated(2, steps, ["tough", "tough"], told).run()
    table = seated(2, 8, ["tough", "tough"])
    table.negotiators[0].ufun = None
    with pytest.raises(UsageError, match="a utility function for A"):
        table.run()
