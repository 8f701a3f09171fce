"""The same talks at NegMAS's table and at ours, offer for offer; runs in the peers' environment.

Prints a line of JSON for each pair of sessions: who played, how many offers, and whether all were equal and
talks ended alike. At NegMAS's table the scenario is read from files that ``convert`` wrote.
"""

from __future__ import annotations

import json
import random  # noqa: TID251 - NegMAS draws from it
import sys
import tempfile
import warnings
from pathlib import Path
from typing import Any

warnings.filterwarnings("ignore")

import negmas.sao
import numpy as np
from negmas.inout import Scenario

import goodoffices as go
from goodoffices.formats import FORMATS
from goodoffices.model import Case
from goodoffices.space import compile
from goodoffices.talks.engine.streams import stream_of
from goodoffices.talks.engine.views import allowed_packages, party_private
from goodoffices.talks.negmas import OurNegotiator, utility_of

THEIRS = (
    "AspirationNegotiator",
    "BoulwareTBNegotiator",
    "LinearTBNegotiator",
    "ConcederTBNegotiator",
    "MiCRONegotiator",
    "FastMiCRONegotiator",
    "ToughNegotiator",
    "NaiveTitForTatNegotiator",
    "HybridNegotiator",
)
OURS = (
    "boulware",
    "linear",
    "conceder",
    "micro",
    "tough",
    "tit-for-tat",
    "frequency",
    "hybrid",
    "bayesian",
    "nice",
)
DIMS = (5, 4, 3, 3, 3, 3)
"""1,620 packages."""
BEST = (40, 20, 10, 10, 10, 10)
"""The largest value of each issue: they add up to 100, so that no number is rounded on the way to 1."""
Offers = list[tuple[int, tuple[str, ...]]]


def made(parties: int, steps: int, linked: bool = False) -> Case:
    """Return a case with random values; everything else of it is the same each time."""
    draw = np.random.Generator(np.random.Philox(key=[parties, 7]))
    issues = {f"issue{n}": [f"option{n}{k}" for k in range(dim)] for n, dim in enumerate(DIMS)}
    own = {}
    for party in range(parties):
        values = {}
        for (issue, options), best in zip(issues.items(), BEST, strict=True):
            numbers = draw.integers(0, best, len(options))
            numbers[draw.integers(0, len(options))] = best
            values[issue] = dict(zip(options, map(int, numbers), strict=True))
        own[f"P{party}"] = {"reservation": 21 + 2 * party, "values": values}
    found: dict[str, Any] = {
        "goodoffices": 1,
        "title": "Drawn",
        "kind": "modelled",
        "fictional": True,
        "basis": "invented",
        "parties": {party: {"name": party} for party in own},
        "talks": {"rounds": 1, "steps": steps},
        "issues": {issue: {"options": options} for issue, options in issues.items()},
        "preferences": own,
    }
    if linked:
        never = {"issue0": "option00", "issue1": "option10"}
        found["linkages"] = [{"forbid": never, "because": "a test"}]
    return go.load(found)


def functions(case: Case) -> tuple[Any, list[Any]]:
    """Return the scenario as NegMAS has it: read from files, or with packages that do not exist left out."""
    if case.linkages:
        space = compile(case)
        codes = allowed_packages(space)
        pairs = [utility_of(party_private(space, place, codes)) for place in range(len(case.parties))]
        return pairs[0][0], [function for _, function in pairs]
    with tempfile.TemporaryDirectory() as folder:
        FORMATS["negmas"]().write(case, Path(folder))
        scenario = Scenario.load(Path(folder))
        assert scenario is not None
        by_name = {function.name: function for function in scenario.ufuns}
    return scenario.outcome_space, [by_name[party.id] for party in case.parties]


def at_theirs(case: Case, names: tuple[str, ...], seed: int) -> tuple[Offers, bool]:
    """Return the offers at NegMAS's own table, and whether it ended in agreement."""
    space, own = functions(case)
    # a single agent that draws begins with the state that it has at our table
    drawn = int(stream_of(seed, 0, case.parties[0].id, range(1)).draws("negmas", 0)[0])
    random.seed(drawn)
    np.random.seed(drawn % 2**32)  # noqa: TID251, NPY002
    table = negmas.sao.SAOMechanism(outcome_space=space, n_steps=case.rules.steps // len(names))
    for party, name, function in zip(case.parties, names, own, strict=True):
        kind, _, last = name.rpartition(":")
        given = {"name": party.id, "ufun": function}
        one = getattr(negmas.sao, last)(**given) if kind else OurNegotiator(name, seed, **given)
        assert table.add(one)
    table.run()
    ids = table.negotiator_ids
    offers = [(ids.index(by), tuple(map(str, offer))) for _, by, offer in table.extended_trace]
    return offers, table.agreement is not None


def at_ours(case: Case, names: tuple[str, ...], seed: int) -> tuple[Offers, bool]:
    """Return the offers at our table, and whether it ended in agreement."""
    result = go.talks.run(case, strategy=names, seed=seed)
    ids = [party.id for party in case.parties]
    lines = [line for line in result.transcripts[0].lines if line.event == "Offer"]
    offers = [(ids.index(line.by), tuple((line.package or {}).values())) for line in lines]
    return offers, bool(result.agreed)


def main(steps: int) -> None:
    """Print a line for each pair of sessions."""
    played = [(name, ("NegMAS:" + name,)) for name in THEIRS] + [(name, (name,)) for name in OURS]
    for parties in (2, 3):
        many: list[tuple[str, tuple[str, ...], bool]] = [
            (name, names * parties, False) for name, names in played
        ]
        mixed = ("NegMAS:ConcederTBNegotiator", "micro", "NegMAS:MiCRONegotiator")[:parties]
        many += [
            ("together", mixed, False),
            ("draws", ("NegMAS:RandomNegotiator", *("tough",) * (parties - 1)), False),
        ]
        many += [("linked " + name, ("NegMAS:" + name,) * parties, True) for name in THEIRS[:2]]
        for name, names, linked in many:
            case = made(parties, steps * parties, linked)
            theirs, ours = at_theirs(case, names, 3), at_ours(case, names, 3)
            line = {"who": name, "parties": parties, "offers": len(ours[0]), "agreed": ours[1]}
            print(json.dumps(line | {"same": theirs == ours}), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 12)
