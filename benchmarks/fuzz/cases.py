"""Hostile cases and scenarios of other tools."""

from __future__ import annotations

from benchmarks.fuzz import broken, samples
from benchmarks.fuzz.kinds import Draws, kind, one_of
from benchmarks.fuzz.trial import Content, Trial

CASE_COMMANDS = (
    ("check", "case"),
    ("check", "case", "--json"),
    ("deals", "case"),
    ("deals", "case", "--json"),
    ("convert", "case", "out"),
    ("convert", "case", "out", "--to", "genius"),
    ("convert", "case", "out", "--to", "negmas"),
    ("talks", "case", "--runs", "2"),
    ("talks", "case", "--runs", "2", "--protocol", "single-text", "--json"),
    ("sit", "case"),
    ("report", "case", "--out", "out.html", "--runs", "2"),
    ("run", "case", "--out", "out", "--runs", "2"),
    ("brief", "case", "--json"),
    ("deals", "case", "--uncertain", "--profiles", "100", "--json"),
    ("deals", "case", "--uncertain", "--profiles", "100", "--spread", "0.2"),
    ("ask", "case", "--profiles", "100", "--json"),
    ("ask", "case", "--profiles", "100", "--spread", "0.1"),
    ("ratify", "case", "--json"),
    ("phases", "case"),
    ("phases", "case", "--json"),
    ("stability", "case", "--json"),
    ("stability", "case"),
)
SCENARIO_COMMANDS = (*CASE_COMMANDS[:9], *CASE_COMMANDS[13:16])


@kind("case: words, lines and bytes spoiled")
def spoiled_case(draws: Draws) -> Trial:
    name = one_of(draws, tuple((name,) for name in samples.cases()))[0]
    text = broken.spoiled(draws, samples.cases()[name])
    return Trial("case", one_of(draws, CASE_COMMANDS), {"case/case.yaml": text}, b"a\nyes\nno\n")


def _many(draws: Draws, unit: str) -> str:
    return unit * int(draws.choice([5_000, 60_000, 300_000]))


def _giant_cases(draws: Draws) -> dict[str, str]:
    """Return texts that are large or deep in one way each."""
    whole = samples.cases()["canal"]
    before, after = whole.split("issues:", 1)
    options = ", ".join(map(str, range(30)))
    eight = "".join(f"  i{n}: {{options: [{options}]}}\n" for n in range(8))
    over = ", ".join(f"i{n}" for n in range(8))
    values = "".join(f"      i{n}: {{{', '.join(f'{o}: 1' for o in range(30))}}}\n" for n in range(8))
    plain = f"preferences:\n  A:\n    reservation: 1\n    values:\n{values}"
    forbid = "linkages:\n  - forbid: {" + ", ".join(f"i{n}: [{options}]" for n in range(8)) + "}\n"
    together = f"    together:\n      - {{over: [{over}], values: [], otherwise: 0}}\n"
    rows = int(draws.choice([2_000, 50_000, 200_000]))
    return {
        "aliases": "a: &a [x, x]\n" + "".join(f"{n}: &n{n} [*a, *a]\n" for n in range(40)),
        "bomb": "".join(
            f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9) if n else 'x'}]\n" for n in range(12)
        ),
        "aliased list": "y: &y [1]\nx: [" + "*y, " * rows + "]\n",
        "deep": "x: " + "[" * rows,
        "deep block": "".join(" " * n + f"k{n}:\n" for n in range(min(rows, 5_000))),
        "keys": whole + "".join(f"k{n}: 1\n" for n in range(rows)),
        "issues": before + "issues:\n" + "".join(f"  i{n}: {{options: [a, b]}}\n" for n in range(rows)),
        "parties": "parties:\n"
        + "".join(f"  p{n}: {{name: x}}\n" for n in range(rows))
        + "issues:"
        + after,
        "options": before + "issues:\n  i: {options: [" + ", ".join(map(str, range(rows))) + "]}\n",
        "linkage": before + "issues:\n" + eight + forbid + plain,
        "together": before + "issues:\n" + eight + plain + together,
        "rounds": whole
        + "rounds:\n"
        + "".join(f"  - {{id: r{n}, name: x, status: held}}\n" for n in range(rows)),
        "title": whole.replace("The canal\n", "x" * rows * 20 + "\n", 1),
        "about": whole.replace("One side", _many(draws, "One side "), 1),
        "comment": "#" + "x" * rows * 50 + "\n" + whole,
        "blank": "\n" * rows * 10 + whole,
        "steps": whole.replace("options: [200, 400, 600]", "reals: {from: 0, to: 1e9, step: 1e-9}"),
        "integers": whole.replace(
            "options: [200, 400, 600]", f"integers: {{from: 0, to: {'9' * 30}, step: 1}}"
        ),
        "channels": whole.replace(
            "channels:\n", "channels:\n" + "  - {between: [harbour-master, A], means: x}\n" * rows, 1
        ),
        "quotes": whole + "'" * rows,
        "spaces": whole + " " * rows * 5 + "x",
        "dashes": whole + "- " * rows,
        "anchors": whole + "".join(f"&a{n} " for n in range(rows)),
        "merge": "b: &b {<<: *b}\n" + whole,
        "tag": "!!python/object/apply:os.system ['true']\n" + whole,
    }


@kind("case: large or deep", large=True)
def giant_case(draws: Draws) -> Trial:
    giants = _giant_cases(draws)
    name = list(giants)[int(draws.integers(len(giants)))]
    files: dict[str, Content] = {"case/case.yaml": broken.encoded(giants[name])}
    return Trial(f"case: {name}", one_of(draws, CASE_COMMANDS), files)


@kind("case: names of files, links, pipes")
def strange_case(draws: Draws) -> Trial:
    text = samples.cases()["canal"].encode()
    names = (
        "...yaml",
        "..yaml",
        "x\x1b]0;t\x07.yaml",
        "\udcff.yaml",
        "-x.yaml",
        "a b.yml",
        "\u202e.yaml",
        "x" * 240 + ".yaml",
    )
    table = (
        samples.cases()["canal"]
        .replace(
            "{10: 30, 20: 15, 33: 0}",
            broken.pick(draws, ("t.csv", "../t.csv", "/etc/passwd", "\\0", ".")),
        )
        .encode()
    )
    ways: tuple[dict[str, Content], ...] = (
        {"case/case.yaml": "fifo"},
        {"case/case.yaml": "link:/dev/zero"},
        {"case/case.yaml": "link:case.yaml"},
        {"case/case.yaml": "folder"},
        {"case/case.yaml": b""},
        {"case": b"no folder"},
        {"case/case.yaml": table, "case/t.csv": "link:/etc/passwd"},
        {"case/case.yaml": table, "case/t.csv": "fifo"},
        {"case/case.yaml": table, "case/t.csv": broken.spoiled(draws,
        "convoys,value\n10,30\n20,15\n33,0\n")},
    )  # fmt: skip
    number = int(draws.integers(len(ways) + len(names)))
    if number < len(ways):
        return Trial("case: strange", one_of(draws, CASE_COMMANDS), ways[number])
    name = names[number - len(ways)]
    command = tuple(f"./{name}" if word == "case" else word for word in one_of(draws, CASE_COMMANDS))
    return Trial("case: strange name", command, {name: text})


@kind("scenario: words, lines and bytes spoiled")
def spoiled_scenario(draws: Draws) -> Trial:
    known = samples.scenarios()
    name = list(known)[int(draws.integers(len(known)))]
    files: dict[str, Content] = {f"case/{file}": text.encode() for file, text in known[name].items()}
    spoilt = list(files)[int(draws.integers(len(files)))]
    files[spoilt] = broken.spoiled(draws, known[name][spoilt.removeprefix("case/")])
    return Trial(f"{name}: spoiled", one_of(draws, SCENARIO_COMMANDS), files)


def _giant_scenarios(draws: Draws) -> dict[str, dict[str, str]]:
    many = int(draws.choice([30, 3_000, 100_000]))
    known = samples.scenarios()
    domain, profile = known["genius"]["domain.xml"], known["genius"]["A.xml"]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    body = domain.removeprefix(head)
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x"}">' for n in range(9))
    items = "".join(f'<item index="{n}" value="v{n}"/>' for n in range(many))

    def genius(**changed: str) -> dict[str, str]:
        return {**known["genius"], **{f"{name}.xml": text for name, text in changed.items()}}

    def negolog(text: str) -> dict[str, str]:
        return {**samples.NEGOLOG, "profileA.json": text}

    first = samples.NEGOLOG["profileA.json"]
    web = samples.GENIUSWEB["one.json"]
    return {
        "genius comments": genius(domain="<!-- x -->" * many + body),
        "genius comment open": genius(domain="<!--" * many + body),
        "genius comment long": genius(domain=head + "<!--" + "- " * many + "-->" + body),
        "genius encoding": genius(domain=domain.replace("UTF-8", broken.pick(draws, ("undefined", "utf-7",
        "idna", "x" * 99, "utf-16", "rot13", "", "punycode", "hex")))),
        "genius entities": genius(domain=f"<!DOCTYPE x [{entities}]>" + body.replace("convoys", "&e8;")),
        "genius external": genius(
            domain='<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
            + body.replace("convoys", "&e;")
        ),
        "genius items": genius(domain=domain.replace('<item index="1" value="10" />', items)),
        "genius deep": genius(A="<a>" * many + profile),
        "genius attributes": genius(A=profile.replace("<utility_space ",
        "<utility_space " + "".join(f'a{n}="" ' for n in range(many)))),
        "genius nothing": genius(domain=broken.pick(draws, ("", " ", "<a/>", "<negotiation_template/>",
        head))),
        "negolog no issues": negolog('{"issueWeights": {}, "issues": {}}'),
        "negolog no options": negolog('{"issueWeights": {"a": 1}, "issues": {"a": {}}}'),
        "negolog deep": negolog(first.replace("0.6", "[" * many)),
        "negolog half": negolog(first.replace("low", "\\ud800")),
        "negolog wide": negolog(first.replace('"low": 0.2', ", ".join(f'"o{n}": 1' for n in range(many)))),
        "negolog long": negolog(first.replace("0.6", "6" * many)),
        "geniusweb wide": {**samples.GENIUSWEB, "one.json": web.replace('"low"',
        ", ".join(f'"o{n}"' for n in range(many)))},
        "geniusweb deep": {**samples.GENIUSWEB, "one.json": web + "[" * many},
        "negmas wide": {**samples.NEGMAS, "space.yml": samples.NEGMAS["space.yml"].replace("[1, 2, 3]",
        "[" + ", ".join(map(str, range(many))) + "]")},
        "negmas number": {**samples.NEGMAS, "space.yml": samples.NEGMAS["space.yml"].replace("[1, 2, 3]",
        str(10**9))},
        "negmas aliases": {**samples.NEGMAS,
        "u1.yml": samples.NEGMAS["u1.yml"] + "x: &x [1]\ny: [" + "*x, " * many + "]\n"},
        "llm wide": {**samples.LLM, "scores_files/mayor.txt": "1," * many + "1\n0,1\n15\n"},
        "llm long": {**samples.LLM, "scores_files/mayor.txt": "1,2\n" * many + "15\n"},
        "csv long": {"table.csv": samples.CSV + "".join(f"i{n},o,1,1\n" for n in range(many))},
        "csv wide": {"table.csv": "issue,option," + ",".join(f"p{n}" for n in range(many)) + "\n"},
        "csv quotes": {"table.csv": samples.CSV + '"' + "x\n" * many},
        "csv cell": {"table.csv": samples.CSV.replace("low", "x" * many * 10)},
    }  # fmt: skip


@kind("scenario: large or deep", large=True)
def giant_scenario(draws: Draws) -> Trial:
    giants = _giant_scenarios(draws)
    name = list(giants)[int(draws.integers(len(giants)))]
    files: dict[str, Content] = {
        f"case/{file}": broken.encoded(text) for file, text in giants[name].items()
    }
    return Trial(name, one_of(draws, SCENARIO_COMMANDS), files)


@kind("scenario: pipes, devices, links")
def strange_scenario(draws: Draws) -> Trial:
    known = samples.scenarios()
    name = list(known)[int(draws.integers(len(known)))]
    files: dict[str, Content] = {f"case/{file}": text.encode() for file, text in known[name].items()}
    spoilt = list(files)[int(draws.integers(len(files)))]
    files[spoilt] = broken.pick(
        draws, ("fifo", "link:/dev/zero", "link:/etc/passwd", "link:nowhere", "folder")
    )
    return Trial(f"{name}: {files[spoilt]!r}", one_of(draws, SCENARIO_COMMANDS), files)
