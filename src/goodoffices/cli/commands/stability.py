"""goodoffices stability: the states of a conflict that no party leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import goodoffices as go
from goodoffices.cli.console import emit, heading, say, table
from goodoffices.cli.options import CasePath, Json
from goodoffices.cli.show_packages import Names
from goodoffices.wording import count, listing, within

if TYPE_CHECKING:
    from goodoffices.model.stability import ConflictState, Judgement, Ripeness
    from goodoffices.stability import Stable

EXAMPLE = "Example: goodoffices stability cases/strait/in-part.yaml"
RULES = {
    "nash": "no party can improve by itself",
    "gmr": "the others could answer each improvement so that it does not pay",
    "smr": "and the party could not escape that answer",
    "seq": "the others could answer so by moves that improve their own position",
}
"""Each concept as a rule."""


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
    say(names.case.title)
    heading("States that no party leaves")
    every = len(found.conflict.states)
    say(f"{count(every, 'state')}, {count(len(found.parties), 'party', 'parties')}.")
    rows = [
        [
            concept.upper() if concept != "nash" else "Nash",
            rule,
            ", ".join(found.equilibria[concept]) or "none",
            "not looked at"
            if found.for_coalitions is None
            else ", ".join(found.for_coalitions[concept]) or "none",
        ]
        for concept, rule in RULES.items()
    ]
    table(["rule", "stable if", "for every party", "for every coalition too"], rows)
    shown = {state for states in found.equilibria.values() for state in states}
    rows = [
        [state.id, _taken(found, state, names)] for state in found.conflict.states if state.id in shown
    ]
    if rows:
        say()
        table(["state", "options taken in it"], rows)
    say("These are rules of foresight. None of them says what will happen.")
    if found.conflict.ripeness:
        heading("Judgements on whether a party is ready to talk")
        for each in found.conflict.ripeness:
            _ripeness(each, names)
        say("Each judgement is its author's. They are not added up, and they are no score.")
    say()
    say(go.agreements.source_words(names.case))


def _taken(found: Stable, state: ConflictState, names: Names) -> str:
    words = []
    for party in found.parties:
        own = [c for c in found.conflict.courses if c.party == party]
        taken = [course.name for course in own if course.id in state.taken]
        open_ones = [course.name for course in own if course.id in state.either]
        parts = [f"'{name}'" for name in taken] + [f"'{name}' or not" for name in open_ones]
        if parts:
            words.append(f"{names.party(party)}: {listing(parts)}")
    return "; ".join(words) or "none"


def _ripeness(each: Ripeness, names: Names) -> None:
    who = names.party(each.party)
    say(f"{who}: {_judged('going on hurts it and cannot win', each.stalemate)}")
    say(f"{who}: {_judged('it sees a way out by talks', each.way_out)}")
    if each.settle is None:
        return
    least = each.least_success
    if least is None:
        say(f"By its numbers, a settlement is worth no more to {within(who)} than going on.")
        return
    say(
        f"By its numbers, an attempt is worth its cost to {within(who)} if at least {float(least):.0%} of "
        "such attempts succeed."
    )


def _judged(what: str, judgement: Judgement) -> str:
    if judgement.verdict == "unknown":
        return f"it is unknown whether {what}."
    word = "yes" if judgement.verdict == "yes" else "no"
    return f"{what}: {word}, by the judgement of {judgement.by} ({judgement.basis})."
