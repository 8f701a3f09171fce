"""goodoffices phases: in which steps to carry an agreement out, and the guarantee that this needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

import goodoffices as go
from goodoffices.cli.console import emit, heading, say, table
from goodoffices.cli.options import CasePath, Json, shares, whole_number
from goodoffices.cli.show_packages import Names
from goodoffices.limits import STEPS
from goodoffices.wording import amount, count, listing, within

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from goodoffices.model import Delivery
    from goodoffices.phases import Schedule

EXAMPLE = (
    "Example: goodoffices phases cases/strait\n\n"
    "goodoffices phases cases/strait --steps 5 --guarantee tavland=3"
)
NUMBERS = (
    "Costs and worths measure delay or a broken promise, for the giver and the receiver. They are not "
    "prices: people are delivered, never priced."
)


def command(
    case: CasePath,
    steps: Annotated[
        int | None,
        typer.Option(
            metavar="K",
            help="The largest number of steps. If not given: the fewest steps that are safe.",
            parser=whole_number(1, STEPS),
        ),
    ] = None,
    guarantee: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PARTY=NUMBER",
            help="The loss of a party that walks away, in its own units: to a guarantor, or in reputation. "
            "May be repeated; shows the least that the other parties then need.",
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Plan the steps in which an agreement is carried out, so that nobody gains by walking away.

    In a step one party delivers. A guarantee is the loss of a party that walks away, apart from deliveries
    that it is still owed. The command shows the least guarantee for every number of steps, the same for each
    party. Then it shows a schedule, and each party's gain by stopping after each step.

    Exit code 1 if no schedule is safe.
    """
    model = go.load(case).modelled()
    found = go.phases.schedule(model, steps, shares("--guarantee", guarantee or ()))
    if json:
        emit(found.to_json())
    else:
        _show(found, Names(model), steps)
    if not found.steps:
        raise typer.Exit(1)


def _show(found: Schedule, names: Names, asked: int | None) -> None:
    say(names.case.title)
    if found.phases.agreed:
        say(f"The agreement: {names.package(found.phases.agreed)}.")
    heading("Guarantee that each number of steps needs, the same for each party")
    if not found.needed:
        say("No schedule exists in so few steps.")
    else:
        table(
            ["steps", "guarantee"],
            [[f"{each.steps:,}", amount(each.guarantee)] for each in found.needed],
            numeric=[0, 1],
        )
        if found.needed[0].steps > 1:
            say(f"Fewer than {count(found.needed[0].steps, 'step')} cannot deliver everything.")
        _least(found)
    _own(found, names)
    _others(found, names)
    _schedule(found, names, asked)
    if not found.exact:
        say()
        say(f"Method: {found.method}. The guarantees are not proven exactly.")
    say()
    say(NUMBERS)
    say(
        "Safe means: by the numbers in the case, no party gains by walking away. It does not mean safe "
        "against spoilers, error or bad faith."
    )
    say(go.agreements.source_words(names.case))


def _least(found: Schedule) -> None:
    last = found.needed[-1].guarantee
    if found.settled and last:
        say(f"With a guarantee below {amount(last)} no schedule is safe, however many steps it has.")
    elif not found.settled and last:
        say("More steps may need a smaller guarantee; a larger --steps shows it.")


def _own(found: Schedule, names: Names) -> None:
    """Say from how many steps on the case's own guarantees are enough."""
    given = found.phases.guarantee
    if not given:
        return
    words = listing(
        [f"{amount(value)} for {within(names.party(party))}" for party, value in given.items()]
    )
    if found.enough is not None:
        say(f"The guarantees in the case ({words}) are enough from {count(found.enough, 'step')} on.")
    elif all(party in given for party in found.parties):
        say(f"The guarantees in the case ({words}) are not enough, however many steps there are.")
    else:
        say(f"The case has guarantees for some parties only ({words}).")


def _others(found: Schedule, names: Names) -> None:
    """Say the least guarantee of the other parties, and what suffices of one party alone."""
    for party, value in found.least.items():
        who = within(names.party(party))
        if value is None:
            say(
                "With the guarantees given no schedule is safe, whatever the other parties' guarantees."
            )
            break
        say(f"With the guarantees given, {who} needs at least {amount(value)}.")
    alone = [
        f"{amount(value)} for {within(names.party(party))} alone"
        for party, value in found.alone.items()
        if value is not None
    ]
    if alone and found.steps:
        say(f"A guarantee for one party alone can be enough: {' or '.join(alone)}.")


def _schedule(found: Schedule, names: Names, asked: int | None) -> None:
    if not found.steps:
        say()
        say("No schedule is safe with these guarantees" + (" in so few steps." if asked else "."))
        return
    heading(f"A schedule of {count(len(found.steps), 'step')}")
    say(f"{_guaranteed(found.within, names)} Other schedules may be as good.")
    known = {delivery.id: delivery for delivery in found.phases.deliveries}
    rows = []
    for number, step in enumerate(found.steps, 1):
        for place, (name, units) in enumerate(step.deliveries.items()):
            first = place == 0
            rows.append(
                [
                    f"{number}" if first else "",
                    names.party(step.by) if first else "",
                    _units(known[name], units),
                    _verified(known[name], names),
                    *(amount(step.exposed[party]) if first else "" for party in found.parties),
                ]
            )
    parties = names.parties(found.parties)
    table(
        ["step", "party", "delivers", "verified by", *parties],
        rows,
        numeric=[0, *range(4, 4 + len(parties))],
    )
    say("The last columns show each party's gain if it stopped after the step.")


def _guaranteed(guarantees: Mapping[str, Fraction], names: Names) -> str:
    values = set(guarantees.values())
    if len(values) == 1:
        (value,) = values
        return f"It is safe with a guarantee of {amount(value)} for each party."
    words = [f"{amount(value)} for {within(names.party(p))}" for p, value in guarantees.items()]
    return f"It is safe with guarantees of {listing(words)}."


def _units(delivery: Delivery, units: int) -> str:
    unit = f" {delivery.unit}" if delivery.unit else ""
    rest = "" if units == delivery.units else f" of {delivery.units:,}"
    return f"{delivery.name}: {units:,}{rest}{unit}"


def _verified(delivery: Delivery, names: Names) -> str:
    actors = {known.id: known.name for known in names.case.mediators}
    actors |= {known.id: known.name for known in names.case.parties}
    who = actors.get(delivery.verified_by or "", delivery.verified_by)
    parts = [part for part in (who, delivery.event) if part]
    return ": ".join(parts) or "not stated"
