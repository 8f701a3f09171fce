"""Reference pages made from the code. ``python -m tests.regenerate_golden`` writes them."""

from __future__ import annotations

import inspect
import sys
from functools import cache
from pathlib import Path
from typing import Any

from goodoffices.talks.engine.phases import Asks, Leads, Role, Row, TakesTurns
from goodoffices.talks.engine.players import MEDIATORS, STRATEGIES
from goodoffices.talks.engine.protocol import PROTOCOLS, Protocol
from tests.support import command_pages, schema_pages
from tests.support.protocol_drawings import drawing

DOCS = Path(__file__).parents[2] / "docs"
PICTURES = "protocols"
MADE = "This page is made from the code.\n"
WHO: dict[type[Role], str] = {
    Leads: "the mediator",
    TakesTurns: "the party in turn",
    Asks: "each party",
}


@cache
def pages() -> dict[Path, str]:
    """Return the text of each page that is made from the code, by its path."""
    reference = DOCS / "reference"
    return {
        reference / "protocols.md": protocols(),
        reference / "players.md": players(),
        reference / "commands.md": command_pages.reference(),
        reference / "case-yaml.md": schema_pages.case_page(),
        reference / "json.md": schema_pages.json_page(),
        **{reference / PICTURES / f"{n}.svg": drawing(PROTOCOLS[n], who) for n in sorted(PROTOCOLS)},
        **{command_pages.MAN / name: text for name, text in command_pages.man_pages().items()},
    }


def protocols() -> str:
    """Return the page of protocols: what each is, its source, its phases, and its diagram."""
    parts = [f"# Protocols\n\n{MADE}\nThe rules of talks, to be named with `--protocol`.\n"]
    parts += [protocol(PROTOCOLS[name]) for name in sorted(PROTOCOLS)]
    return "\n".join(parts)


def protocol(kind: type[Protocol]) -> str:
    """Return one protocol's section: its source, a row for each transition, its diagram."""
    lines = [f"## {kind.name}\n", described(kind), ""]
    if kind.needs_mediator:
        lines.append(
            f"Usual mediator: `{kind.usual_mediator}`. Usual strategy: `{kind.usual_strategy}`.\n"
        )
    else:
        lines.append(f"No mediator. Usual strategy: `{kind.usual_strategy}`.\n")
    lines += ["| phase | who acts | event | next phase |", "|---|---|---|---|"]
    for row in kind.table:
        private = " (private)" if row.event.private else ""
        last = f"; after the last: {row.last}" if row.last else ""
        lines.append(
            f"| {row.phase} | {who(kind, row)} | {row.event.__name__}{private} | {row.to}{last} |"
        )
    return "\n".join(
        [*lines, f"\n![The phases of {kind.name} as a drawing]({PICTURES}/{kind.name}.svg)\n"]
    )


def who(kind: type[Protocol], row: Row) -> str:
    """Return who does what a row says."""
    if row.event.by_the_clock:
        return "the clock"
    role = kind.phases[row.phase]
    names: dict[type[Role], str] = {
        Leads: "the mediator",
        TakesTurns: "the party in turn",
        Asks: "each party",
    }
    return names.get(type(role), type(role).__name__)


def players() -> str:
    """Return the page of strategies and mediators, a row each."""
    offering = dict(sorted(STRATEGIES.items()))
    rows = [
        f"| `{n}` | {first_line(m)} | {'yes' if m().offers else 'no'} |" for n, m in offering.items()
    ]
    drafting = dict(sorted(MEDIATORS.items()))
    mediators = [
        f"| `{n}` | {first_line(m)} | {', '.join(m().protocols)} |" for n, m in drafting.items()
    ]
    return "\n".join(
        [
            f"# Strategies and mediators\n\n{MADE}",
            "Each strategy's and mediator's file opens with its idea and its source.\n",
            "## Strategies\n",
            "How parties act, to be named with `--strategy`. A strategy that makes no offers answers",
            "texts only, and plays even if packages are too many to list.\n",
            "| name | idea | makes offers |",
            "|---|---|---|",
            *rows,
            "\n## Mediators\n",
            "How mediators draft, to be named with `--mediator`.\n",
            "| name | idea | protocols |",
            "|---|---|---|",
            *mediators,
            "",
        ]
    )


def described(part: Any) -> str:
    """Return the docstring of the module that defines a part, which names the source of the method."""
    return inspect.cleandoc(sys.modules[part.__module__].__doc__ or "").replace("``", "`")


def first_line(part: Any) -> str:
    """Return the first sentence of a part's docstring."""
    return inspect.cleandoc(part.__doc__ or "").split("\n\n")[0].replace("\n", " ").replace("``", "`")
