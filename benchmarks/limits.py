"""Refusals beyond a limit: processor time and memory of each, against the promise of the documentation."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from typing import Any

from rich.console import Console

from benchmarks.fuzz import samples
from benchmarks.fuzz.trial import Content, Trial, broken_promise, run


def _case(more: str) -> dict[str, Content]:
    return {"case/case.yaml": (samples.cases()["starter"] + more).encode()}


def _text(text: str, name: str = "a.txt") -> dict[str, Content]:
    return {name: text.encode()}


def _options(many: int) -> str:
    return "[" + ", ".join(f"o{n}" for n in range(many)) + "]"


def _wide(issues: int, options: int) -> dict[str, Content]:
    """Return a case of so many issues and options, without preferences."""
    rows = "".join(f"  i{n}: {{options: {_options(options)}}}\n" for n in range(issues))
    head = "goodoffices: 1\ntitle: T\nkind: modelled\nfictional: true\nabout: x\n"
    people = "parties:\n  a: {name: A}\n  b: {name: B}\n"
    return {"case/case.yaml": f"{head}{people}issues:\n{rows}".encode()}


def _negolog(many: int) -> dict[str, Content]:
    values = {f"o{n}": n / many for n in range(many)}
    whole = {"issueWeights": {"x": 1}, "issues": {"x": values}, "reservationValue": 0.1}
    return {f"case/profile{side}.json": json.dumps(whole).encode() for side in "AB"}


def _genius(more: int) -> dict[str, Content]:
    """Return a GENIUS folder whose files have so many spaces at the end."""
    return {f"case/{name}": text.encode() + b" " * more for name, text in samples.genius().items()}


def _trials() -> dict[str, tuple[tuple[str, ...], Mapping[str, Content]]]:
    """Return for each limit a command and files just beyond it."""
    check, read = ("check", "case"), ("read", "a.txt")
    brackets: dict[str, Content] = {"case/record.jsonl": b"[" * 9_000_000 + b"\n"}
    in_part: dict[str, Content] = {"case/case.yaml": samples.cases()["strait/in-part.yaml"].encode()}
    return {
        "digits of a number": (check, _case(f"x: 0.{'3' * 500_000}\n")),
        "bytes of a case": (check, _case("# " + "x" * 1_000_001)),
        "values of a case": (check, _case(f"x: [{'a, ' * 30_001}]\n")),
        "levels of a case": (check, _case(f"x: {'[' * 40}{']' * 40}\n")),
        "issues": (check, _wide(1_001, 2)),
        "values of JSON": (check, _negolog(600_000)),
        "bytes of a scenario": (check, _genius(20_000_000)),
        "lines of a table": (
            check,
            {"case/t.csv": samples.CSV.encode() + b"price,low,1,0\n" * 100_001},
        ),
        "characters of a dispatch": (read, _text("word " * 800_001)),
        "NUL in a dispatch": (read, _text("\0" * 4_000_000)),
        "bytes of a dispatch": (read, {"a.txt": b"a" * 60_000_001}),
        "sessions": (("talks", "case", "--runs", "1000001"), _case("")),
        "seed": (("talks", "case", "--seed", "9" * 5000), _case("")),
        "profiles": (("ask", "case", "--profiles", "20001"), in_part),
        "plan": (("tournament", "p.yaml"), {"p.yaml": b"cases: [" + b"a, " * 400_000 + b"]\n"}),
        "line of a ledger": (("record", "case", "verify"), _case("") | brackets),
        "log of a room": (("verify", "a.jsonl", "0" * 64), {"a.jsonl": b"[" * 9_000_000}),
    }


def main(quick: bool = False) -> list[dict[str, Any]]:
    """Refuse what is beyond each limit, and print what it took; ``quick`` changes nothing.

    Seconds and megabytes are those in addition to what it takes to check a small case.
    """
    import_module("goodoffices.cli.main")
    trials = _trials()  # their files fill memory of this process, which each command begins with
    base = run(Trial("a case that is read", ("check", "case"), _case("")))
    rows = []
    for name, (command, files) in trials.items():
        trial = Trial(name, command, files)
        end = run(trial)
        own = replace(end, seconds=end.seconds - base.seconds, megabytes=end.megabytes - base.megabytes)
        rows.append(
            {
                "limit": name,
                "code": end.code,
                "seconds": round(own.seconds, 2),
                "megabytes": round(own.megabytes),
                "broken": broken_promise(trial, own) or "",
                "says": " ".join((end.out + end.err).decode("utf-8", "replace").split())[:200],
            }
        )
    for row in rows:
        Console().print(
            f"{row['limit']:24} {row['seconds']:5.2f} s {row['megabytes']:4} MB {row['broken']}"
        )
    return rows
