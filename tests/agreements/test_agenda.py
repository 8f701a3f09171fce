"""Issues settled beforehand, or left out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import goodoffices as go
from goodoffices.agreements import fixed, without
from goodoffices.errors import UsageError
from goodoffices.space import Space, evaluate, feasible, packages, reference
from tests.support.cases import CASES
from tests.support.spaces import spaces
from tests.support.thorough import usually


def test_fixing_an_option_leaves_the_others(canal: Space) -> None:
    smaller = fixed(canal, {"toll": "400"})
    assert len(reference.all_packages(smaller)) == 7
    found = go.deals(go.load(CASES / "canal"), fix={"toll": "400"})
    assert {dict(point.package)["toll"] for point in found.frontier} == {"400"}
    with pytest.raises(UsageError, match="tolls"):
        fixed(canal, {"tolls": "400"})


@settings(max_examples=usually(25, 60))
@given(space=spaces(), data=st.data())
def test_dropping_an_issue_takes_its_table_away(space: Space, data: st.DataObject) -> None:
    """Where it is not refused, packages and utilities are those of the others, the issue's own left out."""
    issue = data.draw(st.sampled_from(range(len(space.issues))))
    tied = any(
        issue in scope and len(scope) > 1
        for scope in [
            *(table.scope for tables in space.tables for table in tables),
            *(rule.scope for rule in space.rules),
        ]
    )
    if tied or len(space.issues) == 1:
        with pytest.raises(UsageError):
            without(space, space.issues[issue])
        return
    smaller = without(space, space.issues[issue])
    rows = packages(smaller)
    whole = np.insert(rows, issue, 0, axis=1)
    own = np.array(
        [sum(int(t.values[0]) for t in tables if t.scope == (issue,)) for tables in space.tables]
    )
    assert np.array_equal(evaluate(smaller, rows), evaluate(space, whole) - own)
    alone = [rule for rule in space.rules if rule.scope == (issue,)]
    if not alone:
        assert feasible(space, whole).all()
        assert len(rows) * space.dims[issue] == len(packages(space))
    assert np.array_equal(smaller.reservations, space.reservations)
