"""The fuzzer: a small share of its inputs, and that it sees what it looks for."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from benchmarks.fuzz import brute
from benchmarks.fuzz.__main__ import Account, draws_of, marked_input, rounds
from benchmarks.fuzz.kinds import KINDS, LARGE
from benchmarks.fuzz.trial import End, Trial, broken_promise, run

from tests.support.thorough import usually

ROOT = Path(__file__).parents[2]
SEED = 7
ALIKE = usually(1, 2)
"""Inputs of each kind."""
PAGES = usually(40, 60)
"""Requests to a room."""
SMALL = len(KINDS) - len(LARGE)


@pytest.fixture
def account(tmp_path: Path) -> Account:
    return Account(tmp_path / "kept")


def test_commands_keep_their_promises_on_hostile_input(tmp_path: Path) -> None:
    """In a process of its own, from which it can make copies."""
    words = f"--parts hostile --small --rounds {ALIKE * SMALL} --seed {SEED} --keep {tmp_path / 'kept'}"
    command = [sys.executable, "-m", "benchmarks.fuzz", *words.split()]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    for kind in KINDS:
        assert kind in LARGE or f"{ALIKE}  {kind}\n" in done.stdout


def test_a_room_answers_forms_that_no_browser_would_send(tmp_path: Path) -> None:
    """In a process of its own, in which Django is set up for its folder."""
    pytest.importorskip("django", reason="the extra 'rooms' is not installed")
    words = f"--parts pages --rounds {PAGES} --seed {SEED} --keep {tmp_path / 'kept'}"
    command = [sys.executable, "-m", "benchmarks.fuzz", *words.split()]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"Seed {SEED}: 0 failures" in done.stdout
    counts = [int(line.split()[0]) for line in done.stdout.splitlines() if "request answered" in line]
    assert sum(counts) == PAGES


@pytest.mark.parametrize("block", range(usually(2, 6)))
def test_every_number_of_a_random_case_is_that_of_an_enumeration(block: int) -> None:
    for number in range(15 * block, 15 * block + 15):
        brute.compare(brute.written(draws_of("brute", SEED, number)))
    brute.round_trip(draws_of("brute", SEED, block))


def test_changed_dispatches_ledgers_forms_and_class_lists(account: Account) -> None:
    for number in range(usually(20, 40)):
        marked_input(account, SEED, number)
    assert account.failures == []


GOOD = End(0, b"{}", b"", 1.0, 100, frozenset(), frozenset(), ())
TRIAL = Trial("x", ("deals", "case", "--json"), {})


@pytest.mark.parametrize(
    ("end", "why"),
    [
        (GOOD, None),
        (replace(GOOD, code=1), None),
        (replace(GOOD, code=2, out=b"", err=b"x: expected y, found z.\n"), None),
        (replace(GOOD, code=-9), "it hung, or took all memory"),
        (replace(GOOD, code=-11), "the exit code -11"),
        (replace(GOOD, err=b"Traceback (most recent call last):\nKeyError: 3"), "a traceback: KeyError: 3"),
        (replace(GOOD, out=b"[NaN]"), "output that is no JSON: the word NaN"),
        (replace(GOOD, out=b'"\x1b[31m"'), "the character '\\x1b' on the terminal"),
        (replace(GOOD, seconds=60), "60.0 s of processor time for exit code 0"),
        (replace(GOOD, code=2, err=b"x", seconds=3), "3.0 s of processor time for exit code 2"),
        (replace(GOOD, code=2, err=b"x", megabytes=400), "400 MB for exit code 2"),
        (replace(GOOD, code=2, out=b""), "a refusal without a word"),
        (replace(GOOD, code=2, err=b"x\n" * 21), "a refusal of 21 lines, 42 bytes"),
        (replace(GOOD, changed=("case/case.yaml",)), "case/case.yaml was changed"),
        (replace(GOOD, after=frozenset([".goodoffices-x.part"])), ".goodoffices-x.part was left behind"),
        (replace(GOOD, code=2, err=b"x", after=frozenset(["out.html"])), "out.html was left after a refusal"),
    ],
)  # fmt: skip
def test_a_promise_that_is_broken_is_seen(end: End, why: str | None) -> None:
    assert broken_promise(TRIAL, end) == why


def test_a_trial_that_was_kept_is_the_same() -> None:
    trial = Trial("x", ("read", "\udcff"), {"\udcff.txt": b"\xff", "pipe": "fifo"}, b"y", {"A": "b"}, 3)
    assert Trial.from_json(json.loads(json.dumps(trial.to_json()))) == trial


def test_rounds_end_by_their_number_or_by_time_and_cases() -> None:
    assert list(rounds(["marked", "hostile"], 0, 0, 2)) == [
        ("marked", 0),
        ("hostile", 0),
        ("marked", 1),
        ("hostile", 1),
    ]
    assert [number for _, number in rounds(["brute"], 0, 15)] == list(range(20))
    assert list(rounds(["marked"], 0, 15)) == []


def test_a_command_runs_in_a_folder_of_its_own() -> None:
    end = run(Trial("x", ("new", "harbour"), {"file": b"x", "pipe": "fifo", "link": "link:file"}))
    assert (end.code, end.changed) == (0, ())
    made = {"harbour", "harbour/case.yaml", "harbour/case.schema.json", "harbour/dispatches"}
    assert end.after - end.before == made


def test_a_wrong_number_is_seen() -> None:
    found = brute.written(draws_of("brute", SEED, 0), 1)
    rows = brute.enumerated(found)
    values = found.case["preferences"]["P0"]["values"]
    issue, table = next((issue, table) for issue, table in values.items() if "line" not in table)
    option = next(iter(table))
    table[option] = str(Fraction(table[option]) + 1)
    assert brute.enumerated(found) != rows
    found.case["linkages"] = [{"forbid": {"i0": ["nothing"], issue: [option]}}]
    with pytest.raises(Exception, match="i0"):
        brute.compare(found)


def test_what_failed_is_kept_and_run_again(tmp_path: Path) -> None:
    """In a process of its own: a copy of this one would begin with all its memory."""
    Account(tmp_path).failed("hostile-1-1", "why", Trial("x", ("check", "nothing"), {}))
    command = [sys.executable, "-m", "benchmarks.fuzz", "--replay", str(tmp_path / "hostile-1-1.json")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "hostile-1-1.json: all promises kept" in done.stdout.replace("\n", "")
