"""Reports that tests read again and again, read by grammar once in a process.

For tests of what is made of readings, such as pages and commands. Tests of the reader read for themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from goodoffices.reader.grammar_reader import Grammar
from goodoffices.reader.plugins import Context, Proposals

MOST = 3_000
"""Characters of a longer text, which a test of limits or of time makes, are read each time."""
known: dict[tuple[str, Context], Proposals] = {}


@pytest.fixture(scope="package", autouse=True)
def reports_read_once() -> Iterator[None]:
    """Let the reader by grammar return for a text what it returned before; new ones are read together."""
    read = Grammar.many

    def many(grammar: Grammar, texts: Sequence[tuple[str, Context]]) -> Iterator[Proposals]:
        new = [one for one in texts if one not in known]
        found = dict(zip(new, read(grammar, new), strict=True))
        known.update((one, found[one]) for one in found if len(one[0]) <= MOST)
        return (known[one] if one in known else found[one] for one in texts)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Grammar, "many", many)
        yield
