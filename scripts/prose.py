"""Count watched words in docstrings, per 1,000 words, and compare each package with the budgets.

scripts/check runs it: python scripts/prose.py [src/goodoffices] [--files]. The exit code is 1 if a package
with at least 300 words of docstrings exceeds a budget. Counts are smells, not verdicts: read the file aloud,
too.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

PACKAGE = "src/goodoffices"
"""The folder that is read if none is named."""


class Budget(NamedTuple):
    """A watched word, and its largest or smallest count per 1,000 words."""

    name: str
    pattern: str
    limit: float
    at_most: bool

    def kept(self, count: float) -> bool:
        return count <= self.limit if self.at_most else count >= self.limit


# The limits are what h11, starlette, Axelrod, Nashpy and attrs keep in their docstrings.
BUDGETS = (
    Budget("where", r"\bwhere\b", 3, True),
    Budget("one(s)", r"\bones?\b", 4, True),
    Budget("what", r"\bwhat\b", 3, True),
    Budget("if", r"\bif\b", 5, False),
    Budget("return(s)", r"\breturns?\b", 5, False),
)
FEWEST_WORDS = 300
"""Packages with fewer words are counted in the total only: a single word would decide."""


def docstrings(source: str) -> str:
    """Return all docstrings of a module, attributes' docstrings included, as one text."""
    return "\n".join(
        node.value.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def counts(text: str) -> list[float]:
    """Return the count of each watched word per 1,000 words of a text."""
    words = max(len(text.split()), 1)
    return [1000 * len(re.findall(budget.pattern, text, re.IGNORECASE)) / words for budget in BUDGETS]


def row(name: str, text: str) -> str:
    """Return a line with the counts of a text; a count outside its budget is marked with ``*``."""
    cells = (
        f"{count:7.1f}{' ' if budget.kept(count) else '*'}"
        for budget, count in zip(BUDGETS, counts(text), strict=True)
    )
    return f"{name:<44}{len(text.split()):7}" + "".join(cells)


def packages(texts: dict[Path, str]) -> Iterator[tuple[str, str]]:
    """Yield each package's name and docstrings, then those of the whole tree."""
    names = sorted({path.parts[0] for path in texts})
    for name in names:
        yield name, "\n".join(text for path, text in texts.items() if path.parts[0] == name)
    yield "total", "\n".join(texts.values())


def main(arguments: Sequence[str]) -> int:
    root = Path(next((word for word in arguments if not word.startswith("-")), PACKAGE))
    texts = {
        path.relative_to(root): docstrings(path.read_text()) for path in sorted(root.rglob("*.py"))
    }
    lines = [
        f"{'per 1,000 docstring words':<44}{'words':>7}" + "".join(f"{b.name:>8}" for b in BUDGETS)
    ]
    limits = "".join(f"{'<=' if b.at_most else '>='}{b.limit:g}".rjust(8) for b in BUDGETS)
    lines.append(f"{'budget':<44}{'':7}{limits}")
    if "--files" in arguments:
        lines += [row(str(path), text) for path, text in texts.items() if text]
    exceeded = []
    for name, text in packages(texts):
        lines.append(row(name, text))
        kept = all(b.kept(count) for b, count in zip(BUDGETS, counts(text), strict=True))
        if not kept and len(text.split()) >= FEWEST_WORDS:
            exceeded.append(name)
    if exceeded:
        lines.append(f"Over budget: {', '.join(exceeded)}. Rewrite by CONTRIBUTING.md, 'English'.")
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if exceeded else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
