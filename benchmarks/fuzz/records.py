"""Hostile dispatches and ledgers."""

from __future__ import annotations

import json
from copy import deepcopy

from benchmarks.fuzz import broken, samples
from benchmarks.fuzz.kinds import Draws, kind, one_of
from benchmarks.fuzz.trial import Content, Trial
from goodoffices.record.ledger.file import FIRST, canonical, chained, encoded

READ_COMMANDS = (
    ("read", "news/DISPATCH"),
    ("read", "news/DISPATCH", "--json"),
    ("read", "news/DISPATCH", "--published", "9999-12-31"),
    ("read", "news/DISPATCH", "--published", "0001-01-01", "--json"),
    ("read", "news"),
    ("read", "news", "--json"),
    ("brief", "news"),
    ("brief", "news", "--json"),
    ("brief", "news", "--since", "2031-05"),
    ("report", "news", "--out", "out.html"),
    ("run", "news", "--out", "out"),
    ("record", "news", "review", "--json"),
    ("record", "news", "review", "--accept-above", "0"),
    ("record", "news", "review"),
)


def _reading(draws: Draws, label: str, name: str, content: Content, seconds: float = 10.0) -> Trial:
    command = tuple(word.replace("DISPATCH", name) for word in one_of(draws, READ_COMMANDS))
    files: dict[str, Content] = {f"news/{name}": content, "news/other.txt": samples.REPORT.encode()}
    return Trial(label, command, files, b"a\ns\ne\n\n-\nx\nr\n\nm\nx\nq\n", seconds=seconds)


@kind("dispatch: words, lines and bytes spoiled")
def spoiled_dispatch(draws: Draws) -> Trial:
    name, text = (("a.txt", samples.REPORT), ("a.html", samples.PAGE))[int(draws.integers(2))]
    return _reading(draws, "dispatch: spoiled", name, broken.spoiled(draws, text))


UNITS = (
    "a", "A", "1", "-", "“", "”", '"', "'", "’", "(", ")", "Mr. ", "said ", "he said ", "Ann Lee ",
    "of the ", "A. ",
    "1,", "$1 ", "5 percent ", "on Monday ", "the ", "“I agree. ", "&amp;", "&#", "<!--", "<p>", "</p>",
    "<", "\u0301",
    "Aa", "aA ", "U.S. ", "–", "…", "\n", " \n", ", ", "and ", "; ", "not ", "2031-", "May ", "x@y.z ",
    "http://",
    "talks ", "met ", "met with ", "told ", "Ann Lee met Bo Dahl. ", "“Yes,” said Ann Lee. ", "[", "{",
    "\t", "\u200b",
    "said Ann Lee, who said ", "to ", "A B C D ", "Ministry of the ", "the Republic of ", "1 ", "1.", "€",
    "\u202e",
)  # fmt: skip


@kind("dispatch: one sign or word many times", large=True)
def repeated_dispatch(draws: Draws) -> Trial:
    unit = broken.pick(draws, UNITS)
    second = broken.pick(draws, UNITS) if draws.integers(2) else ""
    size = int(draws.choice([20_000, 100_000, 400_000]))
    text = (unit + second) * max(1, size // len(unit + second))
    page = draws.integers(4) == 0
    start = samples.REPORT if draws.integers(3) == 0 else ""
    content = broken.encoded(f"<html><body>{text}</body></html>" if page else start + text)
    label = f"dispatch: {unit!r}, {second!r}, {size}"
    # As long as prose of the same size takes; and a page has no more rows than its limits allow.
    return _reading(draws, label, "a.html" if page else "a.txt", content, 4 + size * 2e-5)


@kind("dispatch: head and metadata")
def head_of_dispatch(draws: Draws) -> Trial:
    key = broken.pick(draws, ("published", "outlet", "url", "language", "x", "published: x"))
    word = broken.value(draws)
    if draws.integers(2):
        text = f"---\n{key}: {word}\n---\n" + samples.REPORT.split("---\n", 2)[2]
        return _reading(draws, f"dispatch: {key} {word[:30]!r}", "a.txt", broken.encoded(text))
    old = broken.pick(
        draws,
        (
            "Harbour Wire",
            "2031-05-04T10:00:00Z",
            "https://wire.example/1",
            '"Wire"',
            '"2031-05-04"',
            '"x"',
        ),
    )
    new = json.dumps(word) if old[0] == '"' else word.replace('"', "&quot;")
    return _reading(
        draws, f"page: {old} {word[:30]!r}", "a.html", broken.encoded(samples.PAGE.replace(old, new))
    )


@kind("dispatch: names, kinds and places of files")
def strange_dispatch(draws: Draws) -> Trial:
    name = broken.pick(draws, (
        "\udcff.txt", "x\x1b]0;t\x07.txt", "\u202egnp.txt", "...txt", "2031-05-0x.txt", "[2031-05].txt",
        "-x.txt",
        "a\nb.txt", "9999-12-31-x.txt", "0001-01-01.txt", "a b.md", "<b>.txt", "x" * 240 + ".txt",
        "a.pdf", "a.docx",
        "a.html", "a.TXT", "record.jsonl.txt", "=1+1.txt",
    ))  # fmt: skip
    contents: tuple[Content, ...] = (
        samples.REPORT.encode(), samples.PAGE.encode(), b"", b"\xff\xfe", b"%PDF-1.7\n%%EOF",
        b"PK\x03\x04", b"\0",
        "fifo", "link:/dev/zero", "link:nowhere", "link:/etc/passwd", "folder", b"%PDF-" + b"1" * 99_999,
    )  # fmt: skip
    content = contents[int(draws.integers(len(contents)))]
    trial = _reading(draws, f"dispatch: {name!r}, {content[:20]!r}", name, content)
    return Trial(
        trial.kind,
        tuple("./" + w if w.startswith("-x") else w for w in trial.command),
        trial.files,
        trial.typed,
    )


RECORD_COMMANDS = (
    ("list",), ("list", "--json"), ("list", "--history"), ("list", "--since", "2031"), ("show", "ID"),
    ("show", "ID", "--json"),
    ("verify",), ("verify", "--json"), ("export",), ("export", "--format", "csv", "--out", "out"),
    ("export", "--format", "prov", "--history"), ("add", "note", "text=x"), ("correct", "ID", "text=x"),
    ("correct", "ID", "edtf=2031-05-06"), ("retract", "ID", "--because", "x"), ("review", "--json"),
    ("review", "--accept-above", "0.5"), ("review",),
)  # fmt: skip
LEDGER_COMMANDS = (
    *(("record", "case", *command) for command in RECORD_COMMANDS),
    ("brief", "case"),
    ("brief", "case", "--json"),
    ("report", "case", "--out", "out.html"),
    ("run", "case", "--out", "out"),
)


def _with_ledger(draws: Draws, label: str, ledger: Content, name: str, seconds: float = 15) -> Trial:
    command = tuple(name if word == "ID" else word for word in one_of(draws, LEDGER_COMMANDS))
    files: dict[str, Content] = {
        "case/case.yaml": samples.RECORD_ONLY.encode(),
        "case/dispatches/2031-05-04-wire.txt": samples.REPORT.encode(),
        "case/record.jsonl": ledger,
    }
    return Trial(label, command, files, b"a\ns\nq\n", seconds=seconds)


def chain(*entries: object) -> bytes:
    """Return a ledger whose lines are chained rightly, whatever is in them."""
    head, rows = FIRST, []
    for entry in entries:
        digest = chained(head, entry)
        rows.append(canonical({"previous": head, "entry": entry, "hash": digest}) + "\n")
        head = digest
    return encoded("".join(rows))


VALUES: tuple[object, ...] = (
    None, True, 0, -1, 10**30, 10**400, 1e300, float("nan"), float("inf"), "", "x", [], {}, [[]],
    {"a": 1}, ["x"],
    "\ud800", "\x1b[31m", "9999-12-31", "soon", "[" * 2000, "x" * 100_000, [None], 7, "7", "note",
    "retraction",
)  # fmt: skip


@kind("ledger: entries that cannot be shown, rightly chained")
def unshowable(draws: Draws) -> Trial:
    whole = [json.loads(json.dumps(entry)) for entry in samples.entries()]
    name = whole[0]["id"]
    for _ in range(int(draws.integers(1, 4))):
        number = int(draws.integers(len(whole)))
        inside = whole[number]
        while True:
            if not isinstance(inside, dict) or not inside:
                break
            key = list(inside)[int(draws.integers(len(inside)))]
            if isinstance(inside[key], dict) and draws.integers(3):
                inside = inside[key]
                continue
            if draws.integers(6):
                inside[key] = deepcopy(VALUES[int(draws.integers(len(VALUES)))])
            else:
                del inside[key]
            break
        if draws.integers(8) == 0:
            whole[number] = deepcopy(VALUES[int(draws.integers(len(VALUES)))])
    return _with_ledger(draws, "ledger: unshowable", chain(*whole), str(name))


@kind("ledger: bytes, lines and places spoiled")
def spoiled_ledger(draws: Draws) -> Trial:
    whole, name = samples.ledger(), str(samples.entries()[0]["id"])
    rows = whole.splitlines(keepends=True)
    ways: tuple[Content, ...] = (
        broken.data(draws, whole),
        broken.data(draws, whole),
        broken.lines(draws, whole.decode()).encode(),
        whole[: int(draws.integers(len(whole)))],
        whole.removesuffix(b"\n"),
        whole + broken.encoded(broken.value(draws)),
        whole + b"[" * 100_000 + b"\n",
        whole + b"9" * 100_000 + b"\n",
        whole.replace(b"{", b'{"aside":1,', 1),
        whole.replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf" + whole,
        rows[0],
        b"\n" + whole,
        b"",
        b"\n",
        "fifo",
        "link:/dev/zero",
        "link:nowhere",
        "folder",
    )
    return _with_ledger(draws, "ledger: spoiled", ways[int(draws.integers(len(ways)))], name)


@kind("ledger: broken index and lock")
def beside_ledger(draws: Draws) -> Trial:
    trial = _with_ledger(draws, "ledger: beside it", samples.ledger(), str(samples.entries()[0]["id"]))
    content: tuple[Content, ...] = (
        b"",
        b"garbage",
        b"SQLite format 3\0" + bytes(90),
        "folder",
        "link:nowhere",
        draws.bytes(5000),
        "fifo",
    )
    name = broken.pick(draws, ("index", "lock", "index-journal", "index-wal"))
    if (name, found := content[int(draws.integers(len(content)))])[1] == "fifo" and name == "lock":
        found = b""  # whoever makes a pipe of the lock may make every writer wait
    return Trial(
        trial.kind,
        trial.command,
        {**trial.files, f"case/record.jsonl.{name}": found},
        trial.typed,
        seconds=15,
    )
