"""Digests of everything a user computes: written before a change, compared after it.

``python -m tests.support.digests`` prints which digests changed; ``--cases`` leaves out the scenarios that
others wrote, ``--write`` keeps the new digests in ``digests.json``. Each command has two: ``numbers``
leaves out every string with a space in it, ``words`` has them. A change of wording alone changes ``words``
only.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

import goodoffices as go
from goodoffices.cli.main import app
from goodoffices.errors import UsageError
from goodoffices.formats import recognise
from goodoffices.model import Case
from goodoffices.space import compile
from goodoffices.talks import arrange, drive
from goodoffices.talks.engine.players import MEDIATORS, STRATEGIES, mediator_named, strategy_named
from goodoffices.talks.engine.protocol import PROTOCOLS

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "cases"
SCENARIOS = ROOT.parent / "shared" / "scenarios"
KEPT = Path(__file__).with_name("digests.json")
MODELLED = ("canal", "strait", "wage-talks")
SEED = 3
Command = tuple[str, ...]
Digests = dict[str, dict[str, str]]

DEALS: dict[str, list[Command]] = {
    "canal": [
        ("--fix", "toll=400"),
        ("--drop", "toll"),
        ("--package", "convoys=20", "--package", "notice=42", "--package", "toll=400"),
        ("--bridge", "3", "--fallback", "--best", "3"),
    ],
    "strait": [("--bridge", "3", "--fallback", "--best", "3")],
    "wage-talks": [("--bridge", "2", "--fallback", "--best", "2")],
}


def commands() -> Iterator[Command]:
    """Every command that prints JSON, on every shipped case."""
    for folder in sorted(CASES.iterdir()):
        case = f"cases/{folder.name}"
        yield "check", case, "--json"
        yield "brief", case, "--json"
        yield "record", "list", case, "--json"
        for dispatch in sorted((folder / "dispatches").glob("*.txt")):
            yield "read", f"{case}/dispatches/{dispatch.name}", "--json"
        if (folder / "dispatches").is_dir():
            yield "read", f"{case}/dispatches", "--json"
    yield ("schema",)
    for name in MODELLED:
        yield "deals", f"cases/{name}", "--json"
        for options in DEALS[name]:
            yield "deals", f"cases/{name}", *options, "--json"
        for protocol, strategy, mediator in playable():
            yield (
                *("talks", f"cases/{name}", "--runs", "2", "--seed", str(SEED), "--json"),
                *("--protocol", protocol, "--strategy", strategy),
                *(("--mediator", mediator) if mediator else ()),
            )
    yield (
        *("talks", "cases/strait", "--protocol", "shuttle", "--mediator", "carrying/learning"),
        *("--share", "--runs", "2", "--seed", "1", "--json"),
    )
    yield "tournament", "tests/data/plan.yaml", "--json"
    yield "tournament", "tests/data/mediators.yaml", "--json"


def playable() -> Iterator[tuple[str, str, str | None]]:
    """Protocol, strategy and mediator: each strategy and each mediator at least once with what it plays."""
    for protocol in sorted(PROTOCOLS):
        kind = PROTOCOLS[protocol]
        if kind.offers():
            yield from (
                (protocol, name, None) for name in sorted(STRATEGIES) if STRATEGIES[name]().offers
            )
            continue
        fitting = [name for name in sorted(MEDIATORS) if protocol in MEDIATORS[name]().protocols]
        yield from ((protocol, "truthful", name) for name in fitting)
        answering = ("annealing", "emphatic", "exaggerated-weights", "stonewalling", "tit-for-tat")
        if protocol in ("single-text", "single-text-votes", "single-text-critique", "mediator-vote"):
            yield from ((protocol, name, fitting[0]) for name in answering)


def scenarios() -> Iterator[Path]:
    """The folders of scenarios that others wrote, where they are here."""
    if SCENARIOS.is_dir():
        found = {
            path.parent for path in SCENARIOS.rglob("*") if path.suffix in (".xml", ".json", ".txt")
        }
        yield from (folder for folder in sorted(found) if recognise(folder) is not None)


def of_cases() -> dict[str, Callable[[], dict[str, str]]]:
    """Return how to compute each digest of the shipped cases: commands, sessions and conversions."""
    found: dict[str, Callable[[], dict[str, str]]] = {
        " ".join(command): partial(printed, command) for command in commands()
    }
    for name in MODELLED:
        case = go.load(CASES / name)
        for protocol, strategy, mediator in playable():
            key = f"session {name} {protocol} {strategy} {mediator}"
            found[key] = partial(session, case, protocol, strategy, mediator, 3)
        for made in ("case", "genius"):
            found[f"convert cases/{name} {made}"] = partial(converted, name, made)
    return found


def of_scenario(folder: Path) -> Digests:
    """Return the digests of deals and of one kind of talks on a scenario that others wrote."""
    name = folder.relative_to(SCENARIOS)
    case = go.load(folder)
    case = replace(case, rules=replace(case.rules, steps=min(case.rules.steps, 20), rounds=2))
    return {
        f"deals {name}": printed(("deals", str(folder), "--json")),
        f"session {name}": session(case, "alternating-offers", "tit-for-tat", None, 2),
    }


def printed(command: Command) -> dict[str, str]:
    """The digests of what a command prints, with its exit code."""
    result = CliRunner().invoke(app, list(command))
    text = result.stdout.replace(str(ROOT), "").replace(str(SCENARIOS), "")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        text = f"{type(result.exception).__name__}: {result.exception}"
    try:
        numbers: Any = without_words(json.loads(text))
    except ValueError:
        numbers = ""
    return pair([result.exit_code, numbers], [result.exit_code, text])


def session(
    case: Case, protocol: str, strategy: str, mediator: str | None, runs: int
) -> dict[str, str]:
    """The digest of whole sessions, event by event, as ``Log.fingerprint`` has them."""
    kind = PROTOCOLS[protocol]
    case = replace(case, rules=replace(case.rules, steps=min(case.rules.steps, 12)))
    table = arrange(case, compile(case), kind.needs_mediator)
    third = mediator or "two-issues"
    # players that may play sessions together play them as if alone (tests/talks), and much sooner
    together = STRATEGIES[strategy]().lanes and MEDIATORS[third]().lanes
    found = []
    for some in [range(runs)] if together else [range(run, run + 1) for run in range(runs)]:
        players = [strategy_named(strategy) for _ in case.parties]
        try:
            seats = table.seats(players, mediator_named(third))
        except UsageError as error:
            return pair([], str(error))
        log = drive(kind(table.setting), seats, SEED, some)
        found += [hashlib.sha256(log.fingerprint(lane)).hexdigest() for lane in range(len(some))]
    return pair(found, found)


def converted(name: str, made: str) -> dict[str, str]:
    """The digest of the files a conversion writes, or of why it cannot."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        target = Path(folder) / "out"
        result = CliRunner().invoke(app, ["convert", f"cases/{name}", str(target), "--to", made])
        files = {
            str(path.relative_to(folder)): path.read_text()
            for path in sorted(Path(folder).rglob("*"))
            if path.is_file()
        }
        return pair([result.exit_code, files], [result.exit_code, files])


def without_words(value: Any) -> Any:
    """JSON without its sentences: a string or a key with a space in it is left out."""
    if isinstance(value, dict):
        return [[key if " " not in key else "", without_words(found)] for key, found in value.items()]
    if isinstance(value, list):
        return [without_words(found) for found in value]
    return "" if isinstance(value, str) and " " in value else value


def pair(numbers: Any, words: Any) -> dict[str, str]:
    return {"numbers": digest(numbers), "words": digest(words)}


def digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()[:16]


def changed(now: Digests, before: Digests) -> list[str]:
    """Which digests differ, a line each."""
    return [
        f"{kind}: {name}"
        for name in sorted(now.keys() | before.keys())
        for kind in ("numbers", "words")
        if now.get(name, {}).get(kind) != before.get(name, {}).get(kind)
    ]


if __name__ == "__main__":
    kept = json.loads(KEPT.read_text()) if KEPT.is_file() else {}
    made = {"cases": {name: compute() for name, compute in of_cases().items()}}
    if "--cases" not in sys.argv:
        made["scenarios"] = {
            name: pair for folder in scenarios() for name, pair in of_scenario(folder).items()
        }
    lines = [line for part in made for line in changed(made[part], kept.get(part, {}))]
    sys.stdout.write("\n".join([*lines, f"{len(lines)} digests changed."]) + "\n")
    if "--write" in sys.argv:
        KEPT.write_text(json.dumps({**kept, **made}, indent=1) + "\n")
