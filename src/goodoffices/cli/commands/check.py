"""goodoffices check: all problems in a case at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import typer

import goodoffices as go
from goodoffices.cli.console import emit, say
from goodoffices.cli.options import CasePath, Json, Parties, chosen, say_scenario
from goodoffices.errors import InputError, Problem
from goodoffices.wording import count

EXAMPLE = "Example: goodoffices check cases/strait"


def command(case: CasePath, parties: Parties = None, json: Json = False) -> None:
    """Check a case and list its problems: file, line, field, the expected value and the value found.

    The first problems are printed; --json lists all of them.
    """
    problems: Sequence[Problem] = ()
    try:
        say_scenario(go.load(case, chosen(parties)), case, parties)
    except InputError as error:
        problems = error.problems
    if json:
        emit({"case": str(case), "problems": [asdict(problem) for problem in problems]})
    elif problems:
        # Lines are not broken at the width of the window, so that there are no more than promised.
        say(str(InputError(problems)), broken=False)
        say(f"{count(len(problems), 'problem')}.")
    else:
        say(f"{case}: no problems.")
    if problems:
        raise typer.Exit(2)
