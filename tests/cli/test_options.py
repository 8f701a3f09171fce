"""No option is ignored: what is typed changes the answer, or is refused or told to have no effect."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from goodoffices.cli.main import COMMANDS, loaded
from tests.support.cases import ROOT
from tests.support.command import goodoffices

WIRE = "2031-03-04-harbour-wire"
ENTRY = f"{WIRE}:contact-1"
ROWS = {
    "run news --out out": ("--runs 3", "--seed 3", "--parties A,B", "--json"),
    "run news": ("--out other",),
    "read news/a.txt": (
        "--published 2031-03-03", "--outlet X", "--url http://x.example", "--jobs 2",
        "--engine dask://x:1", "--reader rules", "--endpoint http://x", "--model m", "--seconds 5", "--yes",
        "--plain-http", "--json",
    ),
    "read news": ("--published 2031-03-03", "--outlet X", "--url http://x.example", "--json"),
    "brief canal": ("--since 2031-03-08", "--json"),
    "check canal": ("--parties A,X", "--json"),
    "check news": ("--parties A,B",),
    "new x": ("--in dir", "--json"),
    "convert canal out": ("--to genius", "--parties B,A", "--json"),
    "deals canal": (
        "--fix toll=400", "--drop toll", "--package toll=400", "--bridge 2", "--fallback",
        "--adjusted-winner", "--best 2", "--uncertain", "--profiles 2000", "--seed 0", "--spread .1",
        "--parties B,A", "--all", "--json",
    ),
    "deals canal --uncertain --profiles 100 --spread .2": (
        "--fix toll=400", "--drop toll", "--package toll=400", "--bridge 2", "--fallback",
        "--adjusted-winner", "--best 2", "--seconds 3", "--seed 1", "--parties B,A", "--all", "--json --all",
    ),
    "deals canal --uncertain --spread .2": ("--profiles 100",),
    "deals canal --uncertain --profiles 100": ("--spread .2",),
    "ask canal --profiles 100 --spread .2": (
        "--party A", "--most 3", "--cost .1", "--seed 2", "--json",
    ),
    "ask canal --spread .2": ("--profiles 100",),
    "ask canal --profiles 100": ("--spread .2",),
    "bids": ("--low .5", "--high 2", "--json"),
    "ratify strait": (
        "--quota tavland=2/3", "--parties orsova,tavland", "--json", "--package release=two-groups",
    ),
    "phases strait": ("--steps 3", "--guarantee tavland=3", "--json"),
    "stability strait/in-part.yaml": ("--json", "--orders 200", "--seed 3"),
    "talks canal --runs 3": (
        "--protocol single-text", "--seed 1", "--strategy nice", "--mediator one-issue", "--share",
        "--minutes", "--parties B,A", "--json",
    ),
    "talks canal": ("--runs 3",),
    "talks canal --runs 3 --protocol single-text": ("--mediator one-issue", "--strategy emphatic", "--share"),
    "tournament plan.yaml": ("--out x.jsonl", "--json"),
    "sit canal": ("--text toll=400", "--variants 4", "--minutes m.txt", "--json"),
    "sit canal --protocol single-text": ("--protocol double-blind-close", "--variants 3"),
    "sit canal --protocol double-blind-batch": ("--variants 7",),
    "sit canal --parties A,B": ("--protocol x",),
    "report canal --out out.html --for party:A": (
        "--runs 200", "--seed 0", "--minutes private", "--parties B,A", "--beside canal", "--json",
    ),
    "report news --out out.html --beside 2031-03-08": ("--minutes private", "--for party:A"),
    "report news --out out.html": (
        "--runs 3", "--seed 3", "--minutes private", "--parties A,B", "--for party:A", "--beside 2031-03-08",
    ),
    "report news": ("--out other.html",),
    "verify news/a.txt 00": (),
    "record news list": (
        "--kind contact", "--actor lindal-lines", f"--dispatch {WIRE}", "--since 2031-03-05",
        "--until 2031-03-05", "--text union", "--search union", "--first 2", "--history", "--json",
    ),
    "record news list --search union": (
        "--kind contact", "--actor lindal-lines", "--since 2031-03-05", "--until 2031-03-05", "--text strike",
        "--first 2", "--json",
    ),
    f"record news show {ENTRY}": ("--json",),
    "record news verify": (f"--held {'0' * 64}", "--json"),
    "record news add note text=x": (
        "--dispatch d", "--published 2031-01-01", "--outlet o", "--url http://u.example",
        "--retrieved 2031-01-02", "--quote q", "--json",
    ),
    f"record news add retraction entry={ENTRY}+2 because=x": (
        "--dispatch d", "--published 2031-01-01", "--outlet o", "--url http://u.example",
        "--retrieved 2031-01-02", "--quote q", "--json",
    ),
    f"record news correct {ENTRY}+2 place=X": ("--json",),
    f"record news retract {ENTRY}+2 --because x": ("--json",),
    f"record news retract {ENTRY}+2": ("--because x",),
    "record news export": ("--format csv", "--table claims", "--out out", "--history"),
    "record news export --format csv": ("--table claims", "--history"),
    "record news export --format csv --table claims": ("--history",),
    "record news export --format prov": ("--history",),
    "record news export --format docx --out out.docx": ("--history",),
    "record news review --json": (
        "--accept-above .9", "--dispatch x", "--reader rules", "--endpoint x", "--model m", "--seconds 4",
        "--yes", "--plain-http",
    ),
    "record news review --accept-above .9": ("--json",),
    "serve canal --data out/room --key out/key": (
        "--tables 3", "--class x", "--minutes 20", "--protocol text", "--machines nice", "--rehearse 1",
        "--seed 0", "--processes 2", "--zone Nowhere", "--database x", "--host 0.0.0.0",
    ),
    "serve canal --data out/room --key out/key --exercise --rehearse 1": (
        "--tables 3", "--machines nice", "--json",
    ),
    "serve --data out/room --check": (
        "--json", "--port 3", "--processes 2", "--zone UTC", "--exercise", "--tables 3", "--seed 0",
    ),
}  # fmt: skip
"""For each command as typed: options that change its answer, are refused, or are told to have no effect."""
STARTS = ("serve canal",)
"""Commands that would start a server: their options are only refused here."""
ELSEWHERE = {
    "jobs": "the same result, sooner: tests/talks/test_run.py",
    "engine": "the same result on other computers: tests/test_engine.py",
    "plugin": "tests/test_registry.py",
    "install-completion": "the library's own",
    "show-completion": "the library's own",
    "deals seconds": "the same result if it is enough: tests/cli/commands/test_deals.py",
    "tournament parquet": "needs pyarrow: tests/talks/tournament/test_parquet.py",
    "serve check": "tests/rooms/test_checks.py",
    "sit parties": "with people: tests/cli/commands/test_sit.py",
    "verify own": "a party's file: tests/cli/commands/test_verify.py",
    "verify json": "tests/cli/commands/test_verify.py",
    "record database": "needs PostgreSQL: tests/record/ledger/test_shared.py",
    **dict.fromkeys(
        (f"review {name}" for name in (
            "port", "browser", "reader", "endpoint", "model", "seconds", "yes", "plain-http",
        )),
        "a server: tests/cli/commands/test_review.py",
    ),
    **dict.fromkeys((f"serve {name}" for name in ("data", "key", "port")), "tests/rooms/test_serve.py"),
    **dict.fromkeys(
        (f"room {name}" for name in (
            "link seat", "link url", "link delegate", "backup passphrase", "restore keys", "restore key",
            "restore database", "restore passphrase",
        )),
        "tests/rooms/test_backup.py and tests/rooms/test_serve.py",
    ),
}  # fmt: skip
"""Options whose effect another test shows."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with cases, dispatches, a record with a correction, and a plan."""
    place = tmp_path_factory.mktemp("options")
    for name in ("canal", "strait"):
        copytree(ROOT / "cases" / name, place / name)
    copytree(ROOT / "tests" / "data" / "ferry-talks", place / "news")
    (place / "news" / "a.txt").write_text("Ann Lee met Bo Dahl on Monday.\n", "utf-8")
    plan = "cases: [canal]\nprotocols: [single-text]\nstrategies: [truthful]\nruns: 2\n"
    (place / "plan.yaml").write_text(plan, "utf-8")
    goodoffices("record", "news", "review", "--accept-above", "0", "--reader", "rules", cwd=place)
    done = goodoffices("record", "news", "correct", ENTRY, "place=Melrow", cwd=place)
    assert done.returncode == 0, done.stderr
    return place


def answer(made: Path, place: Path, words: str) -> tuple[object, ...]:
    """Return the exit code, the words printed, and the files left, of a command in a copy of the folder."""
    copytree(made, place)
    done = goodoffices(*words.split(), cwd=place, typed="y\n" * 20)
    assert "Traceback" not in done.stderr
    left = {
        path.relative_to(place): path.read_bytes()
        for path in place.rglob("*")
        if path.is_file() and not path.name.endswith((".index", ".lock"))
    }
    return done.returncode, done.stdout, done.stderr, left


@pytest.mark.parametrize("words", ROWS)
def test_no_option_is_ignored(words: str, made: Path, tmp_path: Path) -> None:
    starts = words.startswith(STARTS)
    plain = None if starts else answer(made, tmp_path / "plain", words)
    for number, option in enumerate(ROWS[words]):
        found = answer(made, tmp_path / str(number), f"{words} {option}")
        assert found != plain, f"{words}: {option} changes nothing"
        if starts:
            assert found[0] == 2, f"{words} {option}: {found[1]}"


def options(command: Any, path: tuple[str, ...]) -> Iterator[str]:
    for name, inner in getattr(command, "commands", {}).items():
        yield from options(inner, (*path, name))
    for param in command.params:
        if param.param_type_name == "option":
            yield " ".join((*path, param.opts[-1].removeprefix("--")))


@cache
def shown() -> set[str]:
    """The options in the rows, each after its command."""
    found = set()
    for words, given in ROWS.items():
        name, *rest = words.split()
        command = f"{name} {rest[1]}" if name == "record" else name
        for row in given:
            found |= {f"{command} {word[2:]}" for word in row.split() if word.startswith("--")}
    return found


def test_every_option_is_in_a_row_or_in_a_test_elsewhere() -> None:
    every = {option for name in COMMANDS for option in options(loaded(name), (name,))}
    known = {
        option for option in every if option.rpartition(" ")[2] in ELSEWHERE or option in ELSEWHERE
    }
    assert every - known - shown() == set()
    assert {name for name in ELSEWHERE if " " in name} <= every
    for reason in ELSEWHERE.values():
        for path in reason.split():
            assert "/" not in path or (ROOT / path).is_file(), path
