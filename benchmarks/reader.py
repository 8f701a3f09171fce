"""What the reader finds in texts coded by hand, and how many it reads in a second.

Two golds are compared, each in halves. The second was written and coded apart from the author of the rules;
of its half ``second``, one part before the rules that are to pass it, the other after them by somebody who
had not seen them. That half is held back, and nobody may tune on it: it is what to expect of a new report.
Rules have been worked out on the half ``open`` since the reader was rewritten. Of the first gold, the
rules' author wrote both halves; rules were tuned on ``tune``, and on ``report`` none. The short texts
``agency`` were written and coded before the rules that they asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks import lenient, reports, second
from benchmarks.marks import as_text, dispatches
from benchmarks.strict import Match, placed
from benchmarks.tally import Strict
from goodoffices.reader import Reading, read

Row = dict[str, Any]
Read = Callable[[second.Text], Reading]
GOLDS = {
    "second": "Second gold, held back: written apart from the rules, one half before them, never tuned on",
    "open": "Second gold, open half: written before the rules, which have been worked out on it since",
    second.AGENCY: "Short texts in agencies’ manner, written before the rules, which were tuned on them",
    "report": "First gold, report half: by the author of the first rules, none was tuned on it",
    "tune": "First gold, tune half: by the author of the first rules, who tuned them on it",
}
CODED = (
    "contacts",
    "contacts with participants",
    "day, where a contact is found",
    "figures",
    "unit, where a figure is right",
    "persons with role",
    "positions",
    "parties and mediators seen",
    "folders: same contact",
    "folders: same figure",
    "folders: contradictions",
    "folders: parties and mediators proposed",
    "contact that was not, shown as fact",
)
"""What is coded in the short texts: of other kinds nothing can be said there."""
GOALS = {
    "statements": 0.75,
    "contacts": 0.80,
    "contacts with participants": 0.70,
    "outcomes": 0.75,
    "parties and mediators seen": 0.90,
    "figures": 0.95,
    "dates": 0.93,
    "persons with role": 0.92,
    "folders: same contact": 0.75,
    "folders: same outcome": 0.75,
    "folders: same figure": 0.75,
    "folders: contradictions": 0.60,
    "folders: parties and mediators proposed": 0.90,
}
"""The least F1 on the second gold, of shares and of contradictions the least recall."""
FALSE_FLAGS = 0.3


def by_default(text: second.Text) -> Reading:
    """Read a text as the command line does."""
    return read(text.words.encode(), published=text.published, name=text.name)


def strict_of(gold: str, reader: Read = by_default) -> tuple[Strict, float]:
    """Return the strict comparison of a gold, and the false damage flags in a thousand words."""
    strict = Strict()
    flags = words = 0
    for text, rich in _texts(gold):
        reading = reader(text)
        here = placed(text, reading.text)
        found = reading.to_json()
        Match(here, found, strict, rich).run()
        words += len(here.words.split())
        flags += sum(
            not any(d["start"] <= m.span.end and m.span.start <= d["end"] for m in here.of("d"))
            for d in found["damage"]
        )
    if gold in (*second.HALVES, second.AGENCY):
        for folder in second.folders(gold):
            reports.compare(folder, strict)
    return strict, 1000 * flags / words


def _texts(gold: str) -> Iterator[tuple[second.Text, bool]]:
    """Return the texts of a gold, and whether actors, assertions and so on are coded."""
    if gold in (*second.HALVES, second.AGENCY):
        reported = (one for folder in second.folders(gold) for one in folder.reports)
        for text in (*second.texts(gold), *reported):
            yield text, True
    else:
        for dispatch in dispatches(lenient.HERE / "gold" / f"{gold}.txt"):
            yield as_text(dispatch), False


def rows(gold: str, strict: Strict, flags: float) -> Iterator[Row]:
    """Return the rows of a gold: scores by kind, the gravest faults, false damage flags."""
    coded = CODED if gold == second.AGENCY else (*strict.tallies, *strict.faults)
    for name, tally in strict.tallies.items():
        if name not in coded:
            continue
        goal = GOALS.get(name) if gold == "second" else None
        yield {"gold": gold, "name": name, **tally.row(), "goal": goal}
    for name, found in strict.faults.items():
        if name not in coded:
            continue
        yield {"gold": gold, "name": name, "count": len(found), "of": strict.chances[name], "goal": 0}
    if gold == second.AGENCY:
        return
    goal = FALSE_FLAGS if gold == "second" else 1.0
    yield {"gold": gold, "name": "false damage flags in 1,000 words", "measured": flags, "goal": goal}


def main(quick: bool) -> list[Row]:
    """Measure all golds, print a table of each, and return the rows."""
    found: list[Row] = []
    for gold, title in GOLDS.items():
        strict, flags = strict_of(gold)
        mine = list(rows(gold, strict, flags))
        _show(title, mine)
        found += mine
    report = lenient.measure(lenient.HERE / "gold" / "report.txt", 1 if quick else 5)
    found.append(
        {"gold": "report", "name": "dispatches a second", "measured": report.per_second, "goal": 20}
    )
    Console().print(f"{report.per_second:.0f} dispatches a second on one core (goal 20)")
    return found


def _show(title: str, found: Iterable[Row]) -> None:
    table = Table(title=f"{title}. Strict")
    for name in ("found", "precision", "recall", "F1", "95%", "goal", "coded"):
        table.add_column(name, justify="left" if name == "found" else "right")
    for row in found:
        goal = "" if row.get("goal") is None else f"{row['goal']:g}"
        if "f1" in row:
            scores = (
                "" if row[key] is None else f"{row[key]:.2f}" for key in ("precision", "recall", "f1")
            )
            interval = f"{row['low']:.2f}–{row['high']:.2f}" if row["coded"] else ""
            table.add_row(row["name"], *scores, interval, goal, str(row["coded"]))
        elif "count" in row:
            table.add_row(row["name"], "", "", str(row["count"]), "", goal, str(row["of"]))
        else:
            table.add_row(row["name"], "", "", f"{row['measured']:.2f}", "", goal, "")
    Console().print(table)
