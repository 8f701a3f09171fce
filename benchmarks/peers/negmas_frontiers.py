"""A frontier by NegMAS for each instance on standard input; runs and is timed in the peers' environment.

Each line is ``{"method", "tables", "repeats"}``; each answer ``{"seconds": [...], "points": [[...]]}``.
"""

from __future__ import annotations

import json
import sys
import time
import warnings

warnings.filterwarnings("ignore")

from negmas.outcomes import make_issue, make_os
from negmas.preferences import (
    LinearAdditiveUtilityFunction,
    TableFun,
)
from negmas.preferences.ops import pareto_frontier
from negmas.preferences.pareto_sampler.mobanos import MOBANOSParetoSampler


def main() -> None:
    for line in sys.stdin:
        given = json.loads(line)
        tables = given["tables"]
        names = [[str(option) for option in range(len(values))] for values in tables[0]]
        space = make_os([make_issue(options, f"i{number}") for number, options in enumerate(names)])
        functions = [
            LinearAdditiveUtilityFunction(
                values=[
                    TableFun(dict(zip(options, values, strict=True)))
                    for options, values in zip(names, party, strict=True)
                ],
                weights=[1.0] * len(names),
                outcome_space=space,
            )
            for party in tables
        ]
        seconds = []
        for _ in range(given["repeats"]):
            begin = time.perf_counter()
            if given["method"] == "mobanos":
                sampler = MOBANOSParetoSampler()
                sampler.init(functions[0], functions[1])
                seconds.append(time.perf_counter() - begin)
                front = sampler._pareto_front
                points = [[float(function(outcome)) for function in functions] for outcome in front]
            else:
                utilities, _ = pareto_frontier(functions, sort_by_welfare=False)
                seconds.append(time.perf_counter() - begin)
                points = [[float(utility) for utility in point] for point in utilities]
        print(json.dumps({"seconds": seconds, "points": points}), flush=True)


if __name__ == "__main__":
    main()
