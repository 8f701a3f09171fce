"""goodoffices ask: the private question whose answer helps the most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

import goodoffices as go
from goodoffices.cli.console import emit, heading, say, table
from goodoffices.cli.options import (
    CasePath,
    Json,
    Seed,
    Spread,
    exact_number,
    profiles_number,
    shown_number,
)
from goodoffices.cli.show_packages import Names
from goodoffices.limits import USUAL_PROFILES

if TYPE_CHECKING:
    from goodoffices.agreements import Questions

EXAMPLE = (
    "Example: goodoffices ask cases/strait/in-part.yaml\n\n"
    "goodoffices ask cases/strait/in-part.yaml --party orsova --most 3\n\n"
    "goodoffices ask cases/strait --spread 0.2"
)


def command(
    case: CasePath,
    party: Annotated[str | None, typer.Option(help="Ask this party only.")] = None,
    most: Annotated[
        int, typer.Option(metavar="N", parser=shown_number, help="Number of questions shown.")
    ] = 5,
    cost: Annotated[
        float,
        typer.Option(
            min=0.0,
            max=1.0,
            help="Amount to subtract from the value for each bit you learn, so that a question that "
            "discloses less ranks higher.",
        ),
    ] = 0.0,
    profiles: Annotated[
        int,
        typer.Option(
            metavar="N",
            parser=profiles_number,
            help="Number of sets of preferences drawn for each party.",
        ),
    ] = USUAL_PROFILES,
    seed: Seed = 0,
    spread: Spread = None,
    json: Json = False,
) -> None:
    """Find the private question to a party whose answer improves your best proposal the most.

    Needs a case in which preferences are known in part. The value of a question is the share of profiles in
    which every party accepts the best proposal after the answer. The result is for the mediator only.

    Exit code 1 if there is nothing worth asking.
    """
    model = go.load(case).modelled()
    if spread is not None:
        model = go.agreements.loosened(model, exact_number("--spread", spread))
    found = go.agreements.ask(model, party, most, cost, profiles, seed)
    if json:
        emit(found.to_json())
    else:
        _show(found, Names(model))
    if not any(each.value > found.base for each in found.best):
        raise typer.Exit(1)


def _show(found: Questions, names: Names) -> None:
    # The sentences load the arrays of numpy, which --help does not need.
    from goodoffices.agreements.uncertain import wording

    say(names.case.title)
    say(wording.MEDIATOR_ONLY)
    heading("The question to ask next")
    say(wording.question_words(found, len(names.case.parties)))
    if not found.best:
        return
    rows = [
        [
            wording.share_words(each.value),
            f"{each.low:.1%}–{each.high:.1%}",
            f"{each.bits:.2f}",
            f"{each.told:.2f}",
            each.text,
        ]
        for each in found.best
    ]
    say()
    table(["value", "interval", "bits", "told", "question"], rows, numeric=range(4))
    say(wording.QUESTION_COLUMNS)
    say(wording.asked_words(found))
    _regrets(found, names)
    say()
    say(wording.TRUTHFUL)
    say(wording.CAVEAT)
    say(go.agreements.source_words(names.case))


def _regrets(found: Questions, names: Names) -> None:
    """Print the packages for a mediator who distrusts the prior."""
    from goodoffices.agreements.uncertain.robust import UNSOLVED

    heading("If you distrust the prior: the package with the smallest largest regret")
    if found.regrets is None:
        say(f"Regrets were {UNSOLVED}.")
        return
    base = found.regrets[0].package if found.regrets else None
    rows = [
        [
            names.party(each.party),
            f"{each.regret:.4g}",
            names.package(each.package, base if number else None) or "the same package",
        ]
        for number, each in enumerate(found.regrets)
    ]
    table(["party", "largest regret", "package"], rows, numeric=[1])
    say(
        "Largest regret: the most by which another of the most robust packages could be better for the "
        "party, over all preferences that fit."
    )
