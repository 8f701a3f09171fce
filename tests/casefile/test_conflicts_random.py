"""Contradictions in random statements: found if HiGHS finds that nothing fits, and never too large."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

import goodoffices as go
from goodoffices.beliefs.necessary import Possible
from goodoffices.casefile import known as module
from goodoffices.casefile.conflicts import conflict, contradicts
from goodoffices.errors import UsageError
from goodoffices.model.conditions import FLOOR, conditions
from tests.support.in_part import partial, square, tree


def drawn(seed: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return issues, and statements and ranges of every kind, whether or not they can be true."""
    draws = np.random.Generator(np.random.Philox(seed))
    issues, options = int(draws.integers(2, 4)), int(draws.integers(2, 4))

    def package() -> dict[str, str]:
        return {f"i{i}": f"o{draws.integers(options)}" for i in range(issues)}

    known: list[dict[str, Any]] = [{"can live with": package()}]
    for kind in draws.integers(0, 5, int(draws.integers(1, 7))).tolist():
        first, second = draws.permutation(issues)[:2]
        if kind == 0:
            known.append({"most important first": [f"i{first}", f"i{second}"]})
        elif kind == 1:
            factor = float(draws.choice([0.5, 1.5, 3]))
            known.append({"issue": f"i{first}", "at least": factor, "times": f"i{second}"})
        elif kind == 2:
            order = [f"o{o}" for o in draws.permutation(options)[:2]]
            known.append({"best first": {f"i{first}": order}})
        elif kind == 3:
            one, other = package(), package()
            known += [{"prefers": one, "over": other}] if one != other else []
        else:
            known.append({"cannot accept": package()})
    more: dict[str, Any] = {"unsaid": "open", "known": known}
    low = int(draws.integers(5, 60))
    if draws.random() < 0.4:
        more["weights"] = {"i0": {"between": [low, low + 20]}}
    if draws.random() < 0.3:
        more["reservation"] = {"between": [low, 60]}
    if draws.random() < 0.3:
        ranges = {f"o{o}": {"between": [o, o + int(draws.integers(0, 4))]} for o in range(options)}
        more["values"] = {"i1": ranges}
    return square(issues, options), more


# sixty have every kind of statement in three cases that fit, and in six contradictions, at the least
@pytest.mark.parametrize("seed", range(60))
def test_a_contradiction_is_found_if_and_only_if_nothing_fits(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "add_conflicts", lambda *given: None)
    issues, given = drawn(seed)
    case = go.load(tree({"A": given, "B": {"unsaid": "open"}}, issues))
    known = conditions(partial(case), case.issues)
    try:
        possible = Possible(partial(case), case.issues)
        possible.span({FLOOR: Fraction(1)}, Fraction(0))
        fits = possible.room() > 1e-6
    except UsageError:
        fits = False
    found = conflict(known)
    assert bool(found) == (not fits)
    for each in found:
        assert not contradicts(known, [other for other in found if other is not each])
