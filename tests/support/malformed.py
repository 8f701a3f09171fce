"""A hundred case files that are wrong: each a change to one good text, the line it is on, what is said."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

BASE = """\
goodoffices: 1
title: A small case
kind: modelled
fictional: true
basis: invented
about: two sides and a mediator
parties:
  A: {name: First}
  B: {name: Second, delegates: [{name: Ann, role: head}], constituencies: {town: {name: Town, wants: quiet}}}
mediators:
  m: {name: Third}
  n: {name: Fourth, relays: {A: m}}
channels:
  - {between: [m, A], level: minister}
  - {between: [m, B], means: letters}
  - {between: [n, m]}
issues:
  convoys: {name: Convoys, options: [10, 20, 33]}
  notice: {name: Notice, unit: days, options: [30, 42, {id: 60, name: sixty}]}
  toll: {integers: {from: 200, to: 600, step: 200}}
linkages:
  - forbid: {convoys: 33, notice: 42}
    because: the locks
  - forbid: {convoys: [10, 20], toll: 400}
preferences:
  A:
    reservation: 40
    weights: {convoys: 2}
    values:
      convoys: {10: 1, 20: 2, 33: 3}
      notice: {30: 1, 42: 2, 60: 3}
      toll: {line: [[200, 0], [600, 20]]}
  B:
    reservation: {value: 40, basis: stated by the party}
    discount: 0.9
    values:
      convoys: {10: 3, 20: 2, 33: 1}
      notice: {30: 3, 42: 2, 60: 1}
      toll: {200: 3, 400: 2, 600: 1}
    together:
      - over: [convoys, notice]
        values: [{convoys: 10, notice: 30, value: 5}]
        otherwise: 0
rounds:
  - {id: one, name: First round, status: held, date: 2024-05, place: There}
talks: {rounds: 2, steps: 10}
"""


def write_case(folder: Path, text: str | bytes, name: str = "case.yaml") -> Path:
    """Write a file of a case; return the folder, made if it is not there."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


@dataclass(frozen=True)
class Malformed:
    name: str
    text: str | bytes
    line: int | None
    says: str
    tables: dict[str, str] = field(default_factory=dict)


def _line(part: str, text: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def _change(name: str, old: str, new: str, says: str, at: str | None = None) -> Malformed:
    assert BASE.count(old) >= 1, (name, old)
    text = BASE.replace(old, new, 1)
    place = _line(at if at is not None else new.strip(), text) if new.strip() or at else 1
    return Malformed(name, text, place, says)


def _without(name: str, old: str, says: str, line: int) -> Malformed:
    assert old in BASE
    return Malformed(name, BASE.replace(old, "", 1), line, says)


WHOLE = [
    Malformed("empty", "", 1, "an empty file"),
    Malformed("only blanks", "  \n\n", 1, "an empty file"),
    Malformed("only a comment", "# nothing\n", 1, "an empty file"),
    Malformed("null", "null\n", 1, "an empty file"),
    Malformed("a word", "canal\n", 1, "a mapping of fields"),
    Malformed("a list", "- one\n- two\n", 1, "a list"),
    Malformed("a number", "42\n", 1, "a mapping of fields"),
    Malformed("binary", bytes(range(256)), 2, "the byte 0x80"),
    Malformed("a picture", b"\x89PNG\r\n\x1a\n\x00\x00", 1, "the byte 0x89"),
    Malformed("a NUL", b"goodoffices: 1\ntitle: a\x00b\n", 2, "U+0000"),
    Malformed("a bell", "goodoffices: 1\n\ntitle: \x07\n", 3, "U+0007"),
    Malformed("latin-1", "goodoffices: 1\ntitle: caf\xe9\n".encode("latin-1"), 2, "the byte 0xe9"),
    Malformed("UTF-16", BASE.encode("utf-16"), 1, "the byte 0xff"),
    Malformed("3,000 open brackets", "goodoffices: " + "[" * 3000, 1, "at most 30 levels"),
    Malformed("3,000 nested brackets", "a: " + "[" * 3000 + "]" * 3000, 1, "at most 30 levels"),
    Malformed("3,000 nested braces", "a: " + "{a: " * 3000 + "}" * 3000, 1, "at most 30 levels"),
    Malformed(
        "deep by indentation", "".join(" " * n + "a:\n" for n in range(60)), 31, "at most 30 levels"
    ),
    Malformed(
        "two documents", BASE + "---\ntitle: again\n", _line("---", BASE + "---\n") + 1, "a second one"
    ),
    Malformed("a tab", "goodoffices: 1\n\ttitle: x\n", 2, "expected YAML"),
    Malformed("an open quote", 'goodoffices: 1\ntitle: "x\n', 3, "expected YAML"),
    Malformed("an open brace", "goodoffices: 1\ntitle: {a: b\n", 3, "expected YAML"),
    Malformed("a stray colon", "goodoffices: 1\ntitle: a: b\n", 2, "expected YAML"),
    Malformed(
        "bad indentation",
        "goodoffices: 1\nparties:\n  A: {name: x}\n B: {name: y}\n",
        4,
        "expected YAML",
    ),
    Malformed("an unknown anchor", "goodoffices: 1\ntitle: *nobody\n", 2, "expected"),
    Malformed(
        "an alias of itself",
        "goodoffices: 1\nparties: &p\n  A: *p\n",
        3,
        "an anchor that is defined above",
    ),
    Malformed("a list as a key", "? [a, b]\n: c\n", 1, "a word before the colon"),
    Malformed(
        "aliases that multiply",
        "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9)),
        5,
        "aliases that multiply",
    ),
    Malformed("an unknown tag", "goodoffices: !!python/object 1\n", 1, "expected"),
]

FIELDS = [
    _change("another version", "goodoffices: 1", "goodoffices: 7", "one of '1'"),
    _without("no version", "goodoffices: 1\n", "goodoffices: expected this field", 1),
    _without("no title", "title: A small case\n", "title: expected this field", 1),
    _without("no kind", "kind: modelled\n", "kind: expected this field", 1),
    _without("no fictional", "fictional: true\n", "fictional: expected this field", 1),
    _change("an empty title", "title: A small case", "title: ''", "text on one line"),
    _change("a null title", "title: A small case", "title:", "title", at="title:"),
    _change("a list title", "title: A small case", "title: [a, b]", "a list of 2"),
    _change("a mapping title", "title: A small case", "title: {a: b}", "a mapping"),
    _change("a misspelt kind", "kind: modelled", "kind: modeled", "Did you mean 'modelled'?"),
    _change("fictional maybe", "fictional: true", "fictional: maybe", "true or false"),
    _change("fictional as a number", "fictional: true", "fictional: 1", "true or false"),
    _change("a misspelt basis", "basis: invented", "basis: invnted", "Did you mean 'invented'?"),
    _change("an unknown field", "about: two", "abuot: two", "Did you mean 'about'?"),
    _change("an unknown field far from any", "about: two", "zzz: two", "expected one of"),
    _change("a duplicate field", "about: two", "title: two", "each field once"),
    _change("a duplicate party", "  B: {name: Second", "  A: {name: Second", "each field once"),
    _change("a duplicate issue", "  toll: {integers", "  notice: {integers", "each field once"),
    _change(
        "parties as a list",
        "parties:\n  A: {name: First}\n",
        "parties: [A, B]\nx:\n",
        "a mapping of 'name: value'",
        at="parties: [A, B]",
    ),
    _change("a party without a name", "A: {name: First}", "A: {}", "name: expected this field"),
    _change("a party as a word", "A: {name: First}", "A: First", "a mapping of 'name: value'"),
    _change("a party with a space", "A: {name: First}", "The A: {name: First}", "without spaces"),
    _change(
        "a misspelt delegates", "delegates:", "delegats:", "Did you mean 'delegates'?", at="delegats"
    ),
    _change(
        "a delegate without a name",
        "{name: Ann, role: head}",
        "{role: head}",
        "name: expected this field",
    ),
    _change("delegates as a word", "delegates: [{name: Ann, role: head}]", "delegates: Ann", "a list"),
    _change(
        "constituencies as a list",
        "{town: {name: Town, wants: quiet}}",
        "[town]",
        "a mapping of 'name: value'",
    ),
    _change(
        "a mediator with a party's id",
        "  m: {name: Third}",
        "  A: {name: Third}",
        "an id that no party has",
    ),
    _change(
        "channels as a mapping",
        "  - {between: [m, A], level: minister}",
        "  - between",
        "a mapping of 'name: value'",
    ),
    _change("a channel of one", "[m, A]", "[m]", "at least 2 of them"),
    _change("a channel of three", "[m, A]", "[m, A, B]", "at most 2 of them"),
    _change("a channel to nobody", "[m, B]", "[m, C]", "a party or a mediator"),
    _change("a channel to itself", "[n, m]", "[n, n]", "two different actors"),
    _change("a channel twice", "[n, m]", "[A, m]", "each channel once"),
    _change("a channel misspelt", "means: letters", "meens: letters", "Did you mean 'means'?"),
    _change("a relay through nobody", "relays: {A: m}", "relays: {A: mm}", "a mediator of this case"),
    _change("a relay to nobody", "relays: {A: m}", "relays: {C: m}", "a party of this case"),
    _change(
        "a relay without a channel",
        "  - {between: [n, m]}\n",
        "",
        "has a channel with",
        at="relays: {A: m}",
    ),
    _change(
        "a mediator that reaches nobody",
        "{name: Fourth, relays: {A: m}}",
        "{name: Fourth}",
        "a channel or a relay",
    ),
]
CIRCLE = BASE.replace("  m: {name: Third}", "  m: {name: Third, relays: {A: n}}").replace(
    "  - {between: [m, A], level: minister}\n", ""
)
FIELDS.append(
    Malformed("a circle of relays", CIRCLE, _line("  n: {name", CIRCLE), "a circle: n → m → n")
)

ISSUES = [
    _change("an option twice", "options: [10, 20, 33]", "options: [10, 20, 10]", "each option once"),
    _change("no options", "options: [10, 20, 33]", "options: []", "at least one option"),
    _change("options as a word", "options: [10, 20, 33]", "options: ten", "a list"),
    _change("an option as a list", "options: [10, 20, 33]", "options: [10, [20], 33]", "another shape"),
    _change("an empty option", "options: [10, 20, 33]", "options: [10, '', 33]", "text on one line"),
    _change(
        "an option without an id", "{id: 60, name: sixty}", "{name: sixty}", "id: expected this field"
    ),
    _change(
        "neither options nor numbers",
        "toll: {integers: {from: 200, to: 600, step: 200}}",
        "toll: {name: Toll}",
        "one of options, integers or reals",
    ),
    _change(
        "both options and numbers",
        "toll: {integers",
        "toll: {options: [1], integers",
        "options and integers",
    ),
    _change("a step of nothing", "step: 200", "step: 0", "a step above 0"),
    _change("a step backwards", "step: 200", "step: -200", "a step above 0"),
    _change("from after to", "from: 200, to: 600", "from: 900, to: 600", "at least 900"),
    _change("steps that do not fit", "step: 200", "step: 150", "a whole number of steps"),
    _change(
        "too many options", "to: 600, step: 200", "to: 99999800, step: 200", "at most 100,000 options"
    ),
    _change(
        "half an integer",
        "from: 200, to: 600, step: 200",
        "from: 200.5, to: 600.5, step: 200",
        "whole numbers",
    ),
    _change("a number in words", "from: 200", "from: two hundred", "a number"),
    _change("not a number", "from: 200", "from: .nan", "a number"),
    _change("infinity", "to: 600", "to: inf", "a number"),
    _change("a huge exponent", "to: 600", "to: 1e999999999", "a number"),
    _change(
        "a range without a step", ", step: 200", "", "step: expected this field", at="toll: {integers"
    ),
    _change("a misspelt range", "integers:", "integer:", "Did you mean 'integers'?"),
]
LINKAGES = [
    _change(
        "an unknown issue in a linkage",
        "forbid: {convoys: 33, notice: 42}",
        "forbid: {convoy: 33, notice: 42}",
        "Did you mean 'convoys'?",
    ),
    _change(
        "an unknown option in a linkage",
        "forbid: {convoys: 33, notice: 42}",
        "forbid: {convoys: 34, notice: 42}",
        "an option of convoys",
    ),
    _change(
        "a linkage of one issue",
        "forbid: {convoys: 33, notice: 42}",
        "forbid: {convoys: 33}",
        "two or more different issues",
    ),
    _change(
        "an empty linkage",
        "forbid: {convoys: 33, notice: 42}",
        "forbid: {}",
        "two or more different issues",
    ),
    _change(
        "an empty list in a linkage",
        "convoys: [10, 20], toll",
        "convoys: [], toll",
        "at least one option",
    ),
    _change(
        "forbid as a list", "forbid: {convoys: 33, notice: 42}", "forbid: [convoys]", "another shape"
    ),
    _change(
        "a misspelt forbid",
        "forbid: {convoys: 33, notice: 42}",
        "forbids: {convoys: 33}",
        "Did you mean 'forbid'?",
    ),
    _change(
        "over beside options",
        "    because: the locks",
        "    over: [convoys, notice]",
        "'over' only beside a table",
    ),
    _change(
        "a table without over", "forbid: {convoys: 33, notice: 42}", "forbid: t.csv", "'over: [issues]'"
    ),
    _change("linkages as a word", "linkages:\n", "linkages: none\nx:\n", "a list", at="linkages: none"),
]
PREFERENCES = [
    _without(
        "no preferences of a party",
        BASE[BASE.index("  B:\n    reservation") : BASE.index("rounds:\n  -")],
        "preferences of 'B'",
        25,
    ),
    _change(
        "preferences of nobody",
        "  A:\n    reservation: 40",
        "  C:\n    reservation: 40",
        "a party of this case",
        at="  C:\n",
    ),
    _change(
        "no reservation",
        "    reservation: 40\n",
        "",
        "reservation: expected this field",
        at="  A:\n    weights",
    ),
    _change("a reservation in words", "reservation: 40", "reservation: forty", "a number"),
    _change("a reservation with a comma", "reservation: 40", "reservation: 4,0", "a number"),
    _change("a reservation as a list", "reservation: 40", "reservation: [40]", "another shape"),
    _change(
        "a reservation without a value",
        "{value: 40, basis: stated by the party}",
        "{basis: inferred}",
        "value: expected this field",
    ),
    _change("a basis nobody knows", "basis: stated by the party", "basis: guessed", "one of"),
    _change("no basis anywhere", "basis: invented\n", "", "a basis", at="  A:\n    reservation"),
    _change(
        "a weight of nothing",
        "weights: {convoys: 2}",
        "weights: {convoy: 2}",
        "Did you mean 'convoys'?",
    ),
    _change("a weight in words", "weights: {convoys: 2}", "weights: {convoys: much}", "a number"),
    _change(
        "a value missing",
        "convoys: {10: 1, 20: 2, 33: 3}",
        "convoys: {10: 1, 20: 2}",
        "a value for every option",
    ),
    _change(
        "a value of an unknown option",
        "convoys: {10: 1, 20: 2, 33: 3}",
        "convoys: {10: 1, 20: 2, 33: 3, 34: 4}",
        "an option of convoys",
    ),
    _change(
        "a value in words",
        "convoys: {10: 1, 20: 2, 33: 3}",
        "convoys: {10: a, 20: 2, 33: 3}",
        "a number",
    ),
    _change(
        "a value twice",
        "convoys: {10: 1, 20: 2, 33: 3}",
        "convoys: {10: 1, 10: 2, 20: 2, 33: 3}",
        "each field once",
    ),
    _change(
        "values of an unknown issue",
        "      notice: {30: 1, 42: 2, 60: 3}",
        "      notise: {30: 1, 42: 2, 60: 3}",
        "Did you mean 'notice'?",
    ),
    _change(
        "an issue without values",
        "      toll: {200: 3, 400: 2, 600: 1}\n",
        "",
        "values for the issue 'toll'",
        at="    values:\n      convoys: {10: 3",
    ),
    _change(
        "a line on named options",
        "notice: {30: 1, 42: 2, 60: 3}",
        "notice: {line: [[30, 0], [60, 1]]}",
        "a line",
    ),
    _change(
        "a line of one point", "line: [[200, 0], [600, 20]]", "line: [[200, 0]]", "at least 2 of them"
    ),
    _change(
        "a line too short",
        "line: [[200, 0], [600, 20]]",
        "line: [[200, 0], [400, 20]]",
        "points that cover",
    ),
    _change(
        "a line with one number twice",
        "line: [[200, 0], [600, 20]]",
        "line: [[200, 0], [200, 1], [600, 2]]",
        "each number once",
    ),
    _change(
        "a point of three",
        "line: [[200, 0], [600, 20]]",
        "line: [[200, 0, 1], [600, 20]]",
        "at most 2 of them",
    ),
    _change(
        "values in a missing table", "notice: {30: 1, 42: 2, 60: 3}", "notice: t.csv", "a CSV file"
    ),
    _change(
        "a table outside the folder",
        "notice: {30: 1, 42: 2, 60: 3}",
        "notice: ../t.csv",
        "in the case's folder",
    ),
    _change("a discount above 1", "discount: 0.9", "discount: 1.9", "at most 1"),
    _change("a discount of 0", "discount: 0.9", "discount: 0", "above 0"),
    _change("a negative cost", "discount: 0.9", "cost_per_round: -1", "at least 0"),
    _change(
        "together over one issue",
        "over: [convoys, notice]",
        "over: [convoys]",
        "two or more different issues",
    ),
    _change(
        "together over an unknown issue",
        "over: [convoys, notice]",
        "over: [convoys, tol]",
        "Did you mean 'toll'?",
    ),
    _change(
        "together without the rest", "        otherwise: 0\n", "", "otherwise: 0", at="      - over"
    ),
    _change(
        "together with another column",
        "{convoys: 10, notice: 30, value: 5}",
        "{convoys: 10, value: 5}",
        "the fields",
    ),
    _change(
        "together with an unknown option",
        "notice: 30, value: 5",
        "notice: 31, value: 5",
        "an option of notice",
    ),
    _change("together in words", "value: 5}", "value: five}", "a number"),
    _change(
        "preferences in a record-only case",
        "kind: modelled",
        "kind: record-only",
        "no preferences",
        at="  A:\n    reservation",
    ),
]
REST = [
    _change(
        "a round without a status",
        "status: held, ",
        "",
        "status: expected this field",
        at="  - {id: one",
    ),
    _change("a misspelt status", "status: held", "status: hold", "Did you mean 'held'?"),
    _change(
        "a round twice",
        "place: There}\n",
        "place: There}\n  - {id: one, name: Two, status: planned}\n",
        "each round once",
        at="  - {id: one, name: Two",
    ),
    _change("a date that is none", "date: 2024-05", "date: last May", "an EDTF date"),
    _change("steps of nothing", "steps: 10", "steps: 0", "at least 1"),
    _change("rounds in words", "talks: {rounds: 2", "talks: {rounds: two", "a whole number"),
    _change("a misspelt talks", "talks: {rounds", "talk: {rounds", "Did you mean 'talks'?"),
]


def _table(name: str, csv: str, line: int | None, says: str) -> Malformed:
    text = BASE.replace("notice: {30: 1, 42: 2, 60: 3}", "notice: t.csv", 1)
    return Malformed(name, text, line, says, {"t.csv": csv})


TABLES = [
    _table("an empty table", "", 1, "the columns notice, value"),
    _table("a table with other columns", "notice,worth\n30,1\n", 1, "the columns notice, value"),
    _table("a table with a short row", "notice,value\n30,1\n42\n60,3\n", 3, "2 cells"),
    _table(
        "a table with an unknown option", "notice,value\n30,1\n43,2\n60,3\n", 3, "an option of notice"
    ),
    _table("a table with a word for a value", "notice,value\n30,1\n42,two\n60,3\n", 3, "a number"),
    _table(
        "a table with a row twice", "notice,value\n30,1\n42,2\n42,2\n60,3\n", 4, "each combination once"
    ),
]

MALFORMED = [*WHOLE, *FIELDS, *ISSUES, *LINKAGES, *PREFERENCES, *REST, *TABLES]
