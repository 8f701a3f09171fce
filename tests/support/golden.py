"""Golden transcripts: the sessions they are of and how each is made."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import goodoffices as go
from tests.support.cases import CASES, ROOT

GOLDEN = ROOT / "tests" / "golden"

SESSIONS = [
    ("canal", "alternating-offers", "boulware"),
    ("canal", "single-text", "truthful"),
    ("strait", "single-text", "truthful"),
    ("strait", "double-blind-close", "truthful"),
    ("wage-talks", "alternating-offers", "linear"),
]

MINUTES: list[tuple[str, ...]] = [
    *SESSIONS,
    ("canal", "shuttle", "truthful"),
    ("strait", "mediator-vote", "truthful"),
    ("canal", "mediator-feedback", "truthful"),
    ("canal", "single-text-votes", "truthful"),
    ("canal", "single-text-critique", "truthful"),
    ("strait", "single-text-critique", "truthful"),
    ("canal", "double-blind-batch", "truthful"),
    ("wage-talks", "double-blind-batch", "truthful"),
    ("strait", "double-blind-batch", "truthful"),
    ("canal", "post-settlement", "truthful"),
    ("canal", "shuttle", "truthful", "carrying"),
]

SEEDS = {"post-settlement": 4}
"""Where seed 1 shows too little."""


def golden_path(*session: str) -> Path:
    return GOLDEN / f"{'-'.join(session)}.md"


def minutes(name: str, protocol: str, strategy: str, mediator: str | None = None) -> str:
    case = go.load(CASES / name)
    case = replace(case, rules=replace(case.rules, steps=6))
    return (
        go.talks.run(
            case,
            protocol,
            runs=1,
            seed=SEEDS.get(protocol, 1),
            strategy=strategy,
            mediator=mediator,
        )
        .transcripts[0]
        .text()
    )
