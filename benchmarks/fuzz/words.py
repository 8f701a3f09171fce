"""Hostile words, options, places and plans, on every command."""

from __future__ import annotations

from benchmarks.fuzz import broken, samples
from benchmarks.fuzz.kinds import KINDS, LARGE, Draws, kind, one_of
from benchmarks.fuzz.trial import Content, Trial

FIELDS = (
    ("note", "text"), ("contact", "kind", "status", "participants", "place", "announced", "heads",
    "result"),
    ("position", "actor", "issue", "stance", "text", "by"), ("proposal", "by", "text", "status"),
    ("pressure", "source", "on", "goal"),
    ("figure", "text", "value", "low", "high", "qualifier", "unit", "subgroup_of", "source", "as_of"),
    ("outcome", "kind", "by", "what", "place", "terms", "duration", "amount"),
    ("statement", "speaker", "cue", "content", "actor", "told", "date"), ("retraction", "entry", "because"),
)  # fmt: skip
GOOD = {
    "kind": "meeting", "status": "held", "stance": "demands", "qualifier": "exact", "value": "7",
    "low": "1", "high": "2",
    "announced": "2031-05", "as_of": "2031-05-01",
}  # fmt: skip


@kind("record: fields that people type")
def typed_fields(draws: Draws) -> Trial:
    name, *fields = FIELDS[int(draws.integers(len(FIELDS)))]
    spoilt = fields[int(draws.integers(len(fields)))]
    words = [
        f"{field}={broken.value(draws) if field == spoilt else GOOD.get(field, 'x')}"
        for field in fields
    ]
    about = broken.pick(
        draws, ("edtf", "reliability", "credibility", "assertion", "id", "reviewed", "=", "")
    )
    words += [f"{about}={broken.value(draws)}"] if draws.integers(2) else []
    options = [
        f"--{broken.pick(draws, ('published', 'retrieved', 'outlet', 'url', 'quote', 'dispatch'))}",
        broken.value(draws),
    ]
    command = ("record", "case", "add", name, *words, *(options if draws.integers(2) else ()), "--json")
    return _typed(command)


def _typed(command: tuple[str, ...], typed: bytes = b"") -> Trial:
    """Return a trial of words that a person could type: without NUL, and no longer than allowed."""
    clean = tuple(word.replace("\x00", "").replace("\ud800", "\udcff")[:90_000] for word in command)
    files: dict[str, Content] = {
        "case/case.yaml": samples.cases()["canal"].encode(),
        "case/dispatches/2031-05-04-wire.txt": samples.REPORT.encode(),
        "case/record.jsonl": samples.ledger(),
        "plan.yaml": samples.PLAN.encode(),
        "dir/x": b"x",
        "link": "link:dir/x",
        "pipe": "fifo",
        "file": b"precious, no newline",
    }
    return Trial("words typed: " + " ".join(clean)[:80], clean, files, typed, seconds=30)


OPTIONS = (
    ("talks", "case", "--runs", "NUMBER"), ("talks", "case", "--seed", "NUMBER"), ("talks", "case",
    "--protocol", "WORD"),
    ("talks", "case", "--mediator", "WORD"), ("talks", "case", "--strategy", "WORD"), ("deals", "case",
    "--seconds", "NUMBER"),
    ("deals", "case", "--fix", "WORD"), ("deals", "case", "--package", "WORD"), ("deals", "case", "--fix",
    "toll=WORD"),
    ("report", "case", "--runs", "NUMBER", "--out", "out.html"), ("report", "case", "--runs", "2",
    "--out", "OUT"),
    ("report", "case", "--for", "WORD", "--out", "out.html"), ("run", "case", "--runs", "2", "--out",
    "OUT"),
    ("run", "case", "--seed", "NUMBER", "--runs", "2", "--out", "out"), ("tournament", "plan.yaml",
    "--out", "OUT"),
    ("tournament", "plan.yaml", "--jobs", "NUMBER", "--out", "out"), ("tournament", "WORD"), ("check",
    "WORD"),
    ("tournament", "plan.yaml", "--out", "out", "--parquet", "OUT"), ("convert", "case", "OUT"),
    ("convert", "case", "out", "--to", "WORD"),
    ("convert", "case", "OUT", "--to", "genius"), ("new", "WORD", "--in", "dir"), ("new", "x", "--in",
    "OUT"), ("brief", "case", "--since", "DATE"),
    ("read", "case/dispatches", "--jobs", "NUMBER"), ("read", "file", "--published", "DATE"), ("read",
    "WORD"),
    ("read", "file", "--reader", "WORD"), ("read", "file", "--url", "WORD", "--json"), ("record", "case",
    "list", "--since", "DATE"),
    ("record", "case", "list", "--until", "DATE", "--json"), ("record", "case", "list", "--text", "WORD"),
    ("record", "case", "list", "--actor", "WORD"),
    ("record", "case", "list", "--kind", "WORD"), ("record", "case", "show", "WORD"), ("record", "case",
    "verify", "--held", "WORD"),
    ("record", "case", "export", "--format", "WORD"), ("record", "case", "export", "--out", "OUT"),
    ("record", "case", "correct", "WORD", "text=x"),
    ("record", "case", "retract", "WORD", "--because", "WORD"), ("record", "case", "review",
    "--accept-above", "NUMBER"),
    ("record", "WORD", "list"), ("sit", "case", "--protocol", "WORD"), ("sit", "case", "--text", "WORD"),
    ("sit", "case", "--minutes", "OUT"),
    ("schema", "WORD"), ("WORD",), ("record", "WORD"), ("talks", "case", "--runs", "2", "--plugin",
    "WORD"), ("verify", "WORD"),
    ("verify", "file"),
)  # fmt: skip
PLACES = (
    "link",
    "pipe",
    "dir",
    "file",
    "nowhere/x",
    "x" * 300,
    "/dev/null",
    "/dev/full",
    "/proc/x",
    "case/case.yaml",
    "dir/x/y",
    ".",
    "",
    "\udcff",
    "out\x1b",
)


@kind("options: numbers, words, dates and places")
def options(draws: Draws) -> Trial:
    command = list(one_of(draws, OPTIONS))
    for place, word in enumerate(command):
        pool = {"NUMBER": broken.NUMBERS, "DATE": broken.DATES, "OUT": PLACES}.get(word, broken.WORDS)
        if word in ("NUMBER", "DATE", "OUT") or "WORD" in word:
            key = word if word in ("NUMBER", "DATE", "OUT") else "WORD"
            command[place] = word.replace(key, broken.pick(draws, pool))
    return _typed(tuple(command), b"a\nyes\nno\n" * 3)


@kind("plan and results of a tournament")
def plans(draws: Draws) -> Trial:
    plan, found = samples.results()
    text = broken.spoiled(draws, plan) if draws.integers(2) else plan.encode()
    many = int(draws.choice([100, 3_000, 100_000]))
    giants = (
        "[" * many, "cases: &c [case]\nstrategies: [" + "*c, " * many + "]\n", "seed: " + "9" * 400,
        "runs: 1000000000\n" + plan,
        "x: &x [a, a]\n" + "".join(f"x{n}: &x{n} [{'*x, ' * 9}]\n" for n in range(9)) + plan,
        "cases: [" + "case, " * many + "]\n",
        "cases: [case]\nsample: 1\nstrategies: [" + "nice, " * many + "]\n", plan.replace("case]",
        "\\e]0;t]"), "- 1\n", "",
    )  # fmt: skip
    if draws.integers(3) == 0:
        text = broken.pick(draws, giants).encode()
    outs: tuple[Content, ...] = (
        found, found[: int(draws.integers(len(found)))], broken.data(draws, found), b"garbage", b"[]\n",
        b"\xff\0", b"[" * 100_000,
        b"line 1\nline 2", b"{}\n", found + b"{}\n", found + b'{"key": 1}\n', found + b"[" * 9999 + b"\n",
        "link:nowhere", "folder", "fifo",
    )  # fmt: skip
    files: dict[str, Content] = {
        "case/case.yaml": samples.cases()["starter"].encode(),
        "plan.yaml": text,
    }
    if draws.integers(2):
        files["results.jsonl"] = outs[int(draws.integers(len(outs)))]
    return Trial(
        "tournament", ("tournament", "plan.yaml", "--out", "results.jsonl", "--json"), files, seconds=30
    )


@kind("terminals that are not UTF-8")
def terminals(draws: Draws) -> Trial:
    maker = KINDS[
        broken.pick(
            draws,
            tuple(
                name for name in KINDS if name not in LARGE and name != "terminals that are not UTF-8"
            ),
        )
    ]
    trial = maker(draws)
    return Trial(
        trial.kind,
        trial.command,
        trial.files,
        trial.typed,
        {"PYTHONIOENCODING": "ascii"},
        trial.seconds,
    )
