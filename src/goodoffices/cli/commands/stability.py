"""goodoffices stability: the states of a conflict that no party leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

import goodoffices as go
from goodoffices.cli.console import emit, heading, say, table
from goodoffices.cli.options import CasePath, Json, Seed, say_no_effect, whole_number
from goodoffices.cli.show_packages import Names
from goodoffices.limits import FEWEST_ORDERS, ORDERS, USUAL_ORDERS
from goodoffices.wording import count

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goodoffices.stability import Shares, Stable

EXAMPLE = "Example: goodoffices stability cases/strait/in-part.yaml"
NO_STATE = "no state"
"""Not 'none', which is the name of the state in which no option is taken."""


def command(
    context: typer.Context,
    case: CasePath,
    orders: Annotated[
        int,
        typer.Option(
            metavar="N",
            parser=whole_number(FEWEST_ORDERS, ORDERS),
            help="Number of orders drawn for each ranking that is known in part.",
        ),
    ] = USUAL_ORDERS,
    seed: Seed = 0,
    json: Json = False,
) -> None:
    """Find the states of a conflict that no party would leave, by four rules of how far parties look ahead.

    The case says which options each party can take or leave, which moves cannot be undone, and each party's
    ranking of the states. The rules assume how far parties look ahead; they are no forecasts. If a ranking
    leaves states out, the command shows how often a state is stable in the orders that fit.
    """
    model = go.load(case).modelled()
    found = go.stability.stability(model, orders, seed)
    if found.shares is None:
        say_no_effect(context, "every ranking is known in full", "orders", "seed")
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
    if found.shares is None:
        _rules(found, parties)
    else:
        say(wording.orders_words(found.shares, parties))
        _shares(found, found.shares, parties)
    say(wording.FORESIGHT)
    if found.conflict.ripeness:
        heading("Judgements on whether a party is ready to talk")
        for each in found.conflict.ripeness:
            for line in wording.ripeness_words(each, parties):
                say(line)
        say(wording.JUDGED)
    say()
    say(go.agreements.source_words(names.case))


def _shares(found: Stable, shares: Shares, parties: Mapping[str, str]) -> None:
    """Print how often each state is stable for every party in drawn orders."""
    from goodoffices.stability import wording

    rows = [
        [
            *(wording.share_words(shares.every[concept][state.id]) for concept in wording.RULES),
            state.id,
            wording.taken_words(found, state, parties),
        ]
        for state in wording.leading_states(found)
    ]
    say()
    titles = [wording.rule_name(concept) for concept in wording.RULES]
    table([*titles, "state", "options taken in it"], rows, numeric=range(len(titles)))
    say("; ".join(f"{wording.rule_name(rule)}: {words}" for rule, words in wording.RULES.items()) + ".")


def _rules(found: Stable, parties: Mapping[str, str]) -> None:
    """Print the states that are stable by each rule."""
    from goodoffices.stability import wording

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
