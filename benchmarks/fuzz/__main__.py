"""Run the fuzzer: ``python -m benchmarks.fuzz [--seconds N] [--seed S] [--parts …] [--keep FOLDER]``."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from itertools import count
from pathlib import Path

import numpy as np
from rich.console import Console

from benchmarks.fuzz import brute, cases, forms, marked, records, rooms, samples, words
from benchmarks.fuzz.kinds import KINDS, LARGE
from benchmarks.fuzz.trial import Trial, broken_promise, run

PARTS = ("hostile", "brute", "marked", "pages")
TOGETHER = PARTS[:3]
"""Parts that run in one process; the pages of a room need a process of their own."""
KEEP = Path("fuzz-failures")
CASES = 2000
"""Cases that a full run compares with an enumeration, however little time it has."""


@dataclass
class Account:
    """Numbers of inputs by part and kind, and the failures."""

    keep: Path
    seen: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def failed(self, name: str, why: str, trial: Trial | None = None, data: bytes = b"") -> None:
        """Keep an input that failed."""
        self.failures.append(f"{name}: {why}")
        self.keep.mkdir(parents=True, exist_ok=True)
        if trial is not None:
            text = json.dumps({**trial.to_json(), "failure": why}, indent=1)
            (self.keep / f"{name}.json").write_text(text, "utf-8")
        elif data:
            (self.keep / f"{name}.input").write_bytes(data)


def draws_of(part: str, seed: int, number: int) -> np.random.Generator:
    """Return the draws of an input, which depend on nothing else: it can be made again alone."""
    return np.random.Generator(np.random.Philox([PARTS.index(part), seed, number]))


def hostile_input(
    account: Account, seed: int, number: int, large: bool = True, begin: str = ""
) -> None:
    """Run a command on hostile input; kinds whose name begins with ``begin`` take turns."""
    names = [name for name in KINDS if (large or name not in LARGE) and name.startswith(begin)]
    trial = KINDS[names[number % len(names)]](draws_of("hostile", seed, number))
    end = run(trial)
    account.seen[names[number % len(names)]] += 1
    account.seen[f"exit code {end.code}"] += 1
    why = broken_promise(trial, end)
    if why is not None:
        account.failed(
            f"hostile-{seed}-{number}",
            f"{trial.kind} | {' '.join(trial.command)[:120]!r}: {why}",
            trial,
        )


def brute_case(account: Account, seed: int, number: int) -> None:
    """Compare a random case with its enumeration; every tenth is written and read again too."""
    draws = draws_of("brute", seed, number)
    found = brute.written(draws)
    try:
        brute.compare(found)
        if number % 10 == 0:
            brute.round_trip(draws_of("brute", seed, number))
    except Exception as error:  # noqa: BLE001 (whatever it is, it is what is looked for)
        why = (
            traceback.format_exc().strip().splitlines()[-1]
            if not isinstance(error, AssertionError)
            else str(error)
        )
        account.failed(
            f"brute-{seed}-{number}", why[:400], data=json.dumps(found.case, indent=1).encode()
        )
    account.seen[f"brute: {len(found.case['parties'])} parties"] += 1


def marked_input(account: Account, seed: int, number: int) -> None:
    """Read a changed dispatch, verify a changed ledger, answer a form, or read a class list, in turn."""
    draws = draws_of("marked", seed, number)
    with tempfile.TemporaryDirectory() as folder:
        data, check = MARKED[number % len(MARKED)](draws, Path(folder))
        try:
            account.seen[check(data)] += 1
        except Exception as error:  # noqa: BLE001
            account.failed(
                f"marked-{seed}-{number}", f"{type(error).__name__}: {error}"[:400], data=data
            )


def page_input(account: Account, seed: int, number: int) -> None:
    """Send a request to a room at some stage, by somebody in it or by nobody."""
    # Only this part needs the extra 'rooms', and Django can be set up once in a process.
    from benchmarks.fuzz import pages

    sent, end, error = pages.form(draws_of("pages", seed, number))
    if error is not None:
        where = traceback.extract_tb(error.__traceback__)[-1]
        why = f"{type(error).__name__}: {error} ({Path(where.filename).name}:{where.lineno})"
        account.failed(f"pages-{seed}-{number}", why[:400], data=sent)
    else:
        account.seen[end] += 1


MARKED = (marked.dispatch, marked.ledger, forms.form, forms.class_list)
MAKERS: dict[str, Callable[[Account, int, int], None]] = {
    "hostile": hostile_input,
    "brute": brute_case,
    "marked": marked_input,
    "pages": page_input,
}


def rounds(
    parts: list[str], seconds: float, least: int, most: int | None = None
) -> Iterator[tuple[str, int]]:
    """Yield the parts in turn, each with a number, until the time is up and enough cases were compared.

    If ``most`` is given, there are so many rounds, and no more.

    Brute cases are short: ten of them go with each input of another part.
    """
    until, number = time.monotonic() + seconds, dict.fromkeys(parts, 0)
    for played in count():
        late = time.monotonic() >= until if most is None else played >= most
        if late and (most is not None or number.get("brute", least) >= least):
            return
        for part in parts if not late else ["brute"]:
            for _ in range(10 if part == "brute" else 1):
                yield part, number[part]
                number[part] += 1


def replay(paths: list[Path]) -> int:
    """Run inputs that were kept, and say of each whether it still fails; return how many do."""
    console, failing = Console(), 0
    for path in paths:
        if path.suffix == ".json":
            trial = Trial.from_json(json.loads(path.read_text("utf-8")))
            end = run(trial)
            why = broken_promise(trial, end)
        else:
            part, seed, number = path.stem.split("-")
            account = Account(Path(tempfile.mkdtemp()))
            MAKERS[part](account, int(seed), int(number))
            why = account.failures[0] if account.failures else None
        failing += why is not None
        console.print(
            f"{path}: {why or 'all promises kept'}", markup=False, highlight=False, soft_wrap=True
        )
    return failing


def warm() -> None:
    """Load what commands load: each trial then begins with it, and its time is its own."""
    samples.results()
    samples.ledger()
    samples.scenarios()
    for name in ("charts", "cli.main", "report", "review_page"):
        import_module(f"goodoffices.{name}")
    assert {kind.split(":")[0] for kind in KINDS} >= {"case", "dispatch", "options", "room"}, (
        cases,
        records,
        rooms,
        words,
    )


def main(given_words: list[str]) -> int:
    """Fuzz, or run kept inputs again; return 1 if an input failed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0, help="how long to go on (60)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same inputs (1)")
    parser.add_argument(
        "--parts", nargs="+", choices=PARTS, default=list(TOGETHER), help="parts to run (all but pages)"
    )
    parser.add_argument("--rounds", type=int, help="so many inputs of each part in place of --seconds")
    parser.add_argument("--small", action="store_true", help="without inputs that take seconds")
    parser.add_argument("--kind", default="", help="only hostile kinds whose name begins so")
    parser.add_argument(
        "--cases", type=int, default=CASES, help=f"least number of brute cases ({CASES:,})"
    )
    parser.add_argument("--keep", type=Path, default=KEEP, help=f"folder for inputs that fail ({KEEP})")
    parser.add_argument("--replay", type=Path, nargs="+", metavar="FILE", help="run kept inputs again")
    given = parser.parse_args(given_words)
    if "pages" in given.parts and len(given.parts) > 1:
        parser.error("--parts pages: expected no other part with it")
    if given.parts != ["pages"]:
        warm()
    if given.replay:
        return int(replay(given.replay) > 0)
    account, console = Account(given.keep), Console()
    for part, number in rounds(given.parts, given.seconds, given.cases, given.rounds):
        before = len(account.failures)
        if part == "hostile":
            hostile_input(account, given.seed, number, not given.small, given.kind)
        else:
            MAKERS[part](account, given.seed, number)
        for failure in account.failures[before:]:
            console.print(failure, markup=False, highlight=False, soft_wrap=True)
    for name, times in sorted(account.seen.items()):
        console.print(f"{times:7,}  {name}", markup=False, highlight=False)
    if given.parts == ["pages"]:
        # As above: it imports what only this part needs.
        from benchmarks.fuzz.house import remove

        remove()
    console.print(f"Seed {given.seed}: {len(account.failures)} failures; kept in {given.keep}.")
    return int(bool(account.failures))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
