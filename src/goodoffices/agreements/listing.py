"""Every package of a case as a table, with its utility for each party."""

from __future__ import annotations

from typing import Any

from goodoffices.limits import PACKAGES
from goodoffices.model import Case
from goodoffices.space import compile, evaluate, packages
from goodoffices.table import Table


def all_packages(case: Case) -> Table:
    """Return every package that linkages allow: its options, utilities, and whether all could accept it.

    Utilities are in each party's own units.

    Raises:
        UsageError: there are more packages than can be listed, or preferences are known in part.
    """
    space = compile(case)
    codes = packages(space, PACKAGES.most)
    utilities = evaluate(space, codes)
    good: Any = (utilities >= space.reservations).all(axis=1)
    cells = [
        [options[code] for code in codes[:, issue].tolist()]
        for issue, options in enumerate(space.options)
    ]
    worth = [(utilities[:, party] / float(scale)).tolist() for party, scale in enumerate(space.scales)]
    names = [*space.issues, *(f"utility of {party}" for party in space.parties), "acceptable to all"]
    acceptable: list[bool] = good.tolist()
    return Table("packages", tuple(names), (*cells, *worth, acceptable))
