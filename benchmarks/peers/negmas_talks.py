"""Alternating offers by NegMAS; runs and is timed in the peers' environment.

Each line is ``{"what": "sessions" | "tournament", ...}``; each answer has ``seconds`` and the
number of sessions.
"""

from __future__ import annotations

import contextlib
import json
import sys
import time
import warnings
from itertools import product
from typing import Any

warnings.filterwarnings("ignore")

from negmas.inout import Scenario
from negmas.outcomes import make_issue, make_os
from negmas.preferences import LinearAdditiveUtilityFunction, TableFun
from negmas.sao import SAOMechanism
from negmas.sao.negotiators import (
    BoulwareTBNegotiator,
    ConcederTBNegotiator,
    LinearTBNegotiator,
    ToughNegotiator,
)
from negmas.tournaments.neg import cartesian_tournament

KINDS = {
    "boulware": BoulwareTBNegotiator,
    "linear": LinearTBNegotiator,
    "conceder": ConcederTBNegotiator,
    "tough": ToughNegotiator,
}


def space_of(tables: list[list[list[float]]], floors: list[float]) -> tuple[Any, list[Any]]:
    names = [[str(option) for option in range(len(values))] for values in tables[0]]
    space = make_os([make_issue(options, f"i{number}") for number, options in enumerate(names)])
    functions = [
        LinearAdditiveUtilityFunction(
            values=[TableFun(dict(zip(o, v, strict=True))) for o, v in zip(names, party, strict=True)],
            weights=[1.0] * len(names),
            outcome_space=space,
            reserved_value=floor,
        )
        for party, floor in zip(tables, floors, strict=True)
    ]
    return space, functions


def session(space: Any, functions: list[Any], kinds: tuple[str, str], steps: int) -> tuple[float, ...]:
    mechanism = SAOMechanism(outcome_space=space, n_steps=steps)
    for kind, function in zip(kinds, functions, strict=True):
        mechanism.add(KINDS[kind](), ufun=function)
    mechanism.run()
    agreed = mechanism.agreement
    return tuple(float(f(agreed) if agreed is not None else f.reserved_value) for f in functions)


def tournament(given: dict[str, Any]) -> dict[str, Any]:
    """Run the peer's own tournament: every pair of strategies in both roles on every scenario."""
    begin = time.perf_counter()
    scenarios = []
    for tables in given["scenarios"]:
        space, functions = space_of(tables, given["floors"])
        scenarios.append(Scenario(space, tuple(functions)))
    with contextlib.redirect_stdout(sys.stderr):
        found = _played(scenarios, given)
    return {"seconds": time.perf_counter() - begin, "played": len(found.details)}


def _played(scenarios: list[Any], given: dict[str, Any]) -> Any:
    return cartesian_tournament(
        competitors=[KINDS[name] for name in given["strategies"]],
        scenarios=scenarios,
        n_steps=given["steps"],
        n_repetitions=1,
        njobs=-1,
        path=None,
        verbosity=0,
    )


def main() -> None:
    for line in sys.stdin:
        given = json.loads(line)
        if given.get("tournament"):
            print(json.dumps(tournament(given)), flush=True)
            continue
        begin = time.perf_counter()
        worth = []
        for tables in given["scenarios"]:
            space, functions = space_of(tables, given["floors"])
            for kinds in product(given["strategies"], repeat=2):
                for _ in range(given["runs"]):
                    worth.append(session(space, functions, kinds, given["steps"]))
        seconds = time.perf_counter() - begin
        print(json.dumps({"seconds": seconds, "played": len(worth), "worth": worth[:4]}), flush=True)


if __name__ == "__main__":
    main()
