"""goodoffices stability: the states of a conflict that no party leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import goodoffices as go
from goodoffices.cli.console import emit, heading, say, table
from goodoffices.cli.options import CasePath, Json
from goodoffices.cli.show_packages import Names
from goodoffices.wording import count

if TYPE_CHECKING:
    from goodoffices.stability import Stable

EXAMPLE = "Example: goodoffices stability cases/strait/in-part.yaml"
NO_STATE = "no state"
"""Not 'none', which is the name of the state in which no option is taken."""


def command(case: CasePath, json: Json = False) -> None:
    """Find the states of a conflict that no party would leave, by four rules of how far parties look ahead.

    The case says which options each party can take or leave, which moves cannot be undone, and each party's
    ranking of the states. The rules are rules of foresight, not forecasts.
    """
    model = go.load(case).modelled()
    found = go.stability.stability(model)
    if json:
        emit(found.to_json())
    else:
        _show(found, Names(model))


def _show(found: Stable, names: Names) -> None:
    # The sentences load the arrays of numpy, which --help does not need.
    from goodoffices.stability import wording

    parties = {party.id: party.name for party in names.case.parties}
    say(names.case.title)
    heading("States that no party leaves")
    every = len(found.conflict.states)
    say(f"{count(every, 'state')}, {count(len(found.parties), 'party', 'parties')}.")
    rows = [
        [
            wording.rule_name(concept),
            rule,
            ", ".join(found.equilibria[concept]) or NO_STATE,
            "not looked at"
            if found.for_coalitions is None
            else ", ".join(found.for_coalitions[concept]) or NO_STATE,
        ]
        for concept, rule in wording.RULES.items()
    ]
    table(["rule", "stable if", "for every party", "for every coalition too"], rows)
    shown = {state for states in found.equilibria.values() for state in states}
    rows = [
        [state.id, wording.taken_words(found, state, parties)]
        for state in found.conflict.states
        if state.id in shown
    ]
    if rows:
        say()
        table(["state", "options taken in it"], rows)
    say(wording.FORESIGHT)
    if found.conflict.ripeness:
        heading("Judgements on whether a party is ready to talk")
        for each in found.conflict.ripeness:
            for line in wording.ripeness_words(each, parties):
                say(line)
        say(wording.JUDGED)
    say()
    say(go.agreements.source_words(names.case))
