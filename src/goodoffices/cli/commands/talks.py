"""goodoffices talks: simulated talks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

import goodoffices as go
from goodoffices.cli.console import emit, heading, meter, say, table
from goodoffices.cli.options import (
    CasePath,
    EngineAddress,
    Json,
    Parties,
    Seed,
    jobs_number,
    loaded,
    mediated,
    run_number,
)
from goodoffices.cli.show_packages import SHORT, Names
from goodoffices.wording import amount, count, in_words

if TYPE_CHECKING:
    from goodoffices.model import Case
    from goodoffices.talks import TalksResult

EXAMPLE = "Example: goodoffices talks cases/strait --protocol single-text --runs 100 --seed 1"
SHOWN = 10
"""Number of packages printed of those that talks reached; --json has them all."""


def command(
    case: CasePath,
    protocol: Annotated[
        str,
        typer.Option(
            help="alternating-offers, single-text, single-text-votes, single-text-critique, shuttle, "
            "mediator-vote, mediator-feedback, double-blind-close, double-blind-batch or post-settlement."
        ),
    ] = "alternating-offers",
    runs: Annotated[
        int, typer.Option(metavar="INTEGER", parser=run_number, help="Number of sessions to simulate.")
    ] = 100,
    seed: Seed = 0,
    strategy: Annotated[
        str | None,
        typer.Option(
            help="The parties' strategy, or one for each with / between: boulware, linear, conceder, "
            "pressed, tit-for-tat, relative-tit-for-tat, averaged-tit-for-tat, hybrid, micro, frequency, "
            "bayesian, nice, tough, stonewalling, inflated-reservation or exaggerated-weights; truthful, "
            "annealing or emphatic if parties only answer texts. NegMAS:NAME is a negotiator of NegMAS."
        ),
    ] = None,
    mediator: Annotated[
        str | None,
        typer.Option(
            help="The mediator's way of working: one-issue, two-issues, annealing, annealing-two-issues, "
            "learning, carrying, random-flip, fixed-order-flip, feedback or critique; several with / between "
            "lead the rounds in turn."
        ),
    ] = None,
    share: Annotated[
        bool, typer.Option("--share", help="Mediators tell each other what parties tell them.")
    ] = False,
    minutes: Annotated[
        bool, typer.Option("--minutes", help="Add the minutes of the first session.")
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option(
            metavar="INTEGER",
            parser=jobs_number,
            help="Number of sessions to run at the same time; one for each processor core by default.",
        ),
    ] = None,
    engine: EngineAddress = None,
    parties: Parties = None,
    json: Json = False,
) -> None:
    """Simulate talks through the case's mediators; a mediator sees no preferences, only answers.

    Exit code 1 if no session ended in agreement.
    """
    model = mediated(loaded(case, parties), case, protocol)
    with meter(show=not json) as progress:
        result = go.talks.run(
            model,
            protocol,
            runs=runs,
            seed=seed,
            strategy=strategy.split("/") if strategy and "/" in strategy else strategy,
            mediator=mediator,
            sharing=share,
            jobs=jobs,
            engine=engine,
            progress=lambda done, total: progress(f"Talks: {in_words(protocol)}", done, total),
        )
    if json:
        first = {"minutes": result.transcripts[0].to_json()} if minutes else {}
        emit(result.to_json() | first)
    else:
        _show(result, model)
        if minutes:
            say()
            say(result.transcripts[0].text())
    if not result.agreed:
        raise typer.Exit(1)


def _show(result: TalksResult, case: Case) -> None:
    names = Names(case)
    say(
        f"{case.title}: {in_words(result.protocol)}; the parties' strategy: {in_words(result.strategy)}"
    )
    rounds = amount(result.mean_rounds)
    say(
        f"{result.agreed} of {count(result.runs, 'session')} ended in agreement, after "
        f"{rounds} round{'' if rounds == '1' else 's'} on average."
    )
    if result.agreed:
        heading("Mean utility of the agreements, in each party's own units")
        means = [amount(m) if m is not None else "–" for m in result.mean_utilities.values()]
        table(names.parties(list(result.mean_utilities)), [means], numeric=range(len(means)))
    if result.measures["joint_gain"] is not None:
        share, least = result.measures["joint_gain"], result.measures["least"] or 0.0
        say(
            f"The agreements took {share:.0%} of the possible joint gain. The party that gained least got "
            f"{least:.0%} of what it could have had without costing the others anything."
        )
    if "joint_gain" in result.estimates and result.agreed:
        say(
            f"Over all sessions, with 95% intervals: {result.estimates['agreed'].text()} agreed, and they "
            f"took {result.estimates['joint_gain'].text()} of the possible joint gain. No agreement counts "
            "as no gain."
        )
    heading(f"Packages agreed: {len(result.packages)}")
    if result.packages:
        base = result.packages[0][0]
        rows = [
            [str(sessions), names.package(package, base if number else None)]
            for number, (package, sessions) in enumerate(result.packages[:SHOWN])
        ]
        title = f"package; after the first, {SHORT}" if len(rows) > 1 else "package"
        table(["sessions", title], rows, numeric=[0])
    if len(result.packages) > SHOWN:
        say(f"… and {len(result.packages) - SHOWN} more (--json lists them all).")
    _say_why(result, names)
    say()
    say("These are counts from simulations, not forecasts.")


def _say_why(result: TalksResult, names: Names) -> None:
    """Print why sessions broke down, and the confidences of each party with their recipients."""
    for reasons, title in (
        (result.breakdowns, "Why talks ended without agreement"),
        (result.remarks, "Notes of the mediator, for itself only"),
    ):
        if reasons:
            heading(title)
            rows = [[str(sessions), reason] for reason, sessions in reasons.items()]
            table(["sessions", "reason" if reasons is result.breakdowns else "note"], rows, numeric=[0])
    disclosed = {names.party(party): said for party, said in result.disclosed.items()}
    mediators = {third.id: third.name for third in names.case.mediators}
    if any(said.answers for said in disclosed.values()):
        heading("Confidential answers per session, and who heard them")
        heard = [
            [
                party,
                amount(said.answers / result.runs),
                *(amount(answers / result.runs) for answers in said.to_mediators.values()),
                amount(sum(said.to_parties.values()) / result.runs),
            ]
            for party, said in disclosed.items()
        ]
        third = [mediators[one] for one in next(iter(disclosed.values())).to_mediators]
        columns = ["party", "answers", *third, "other parties"]
        table(columns, heard, numeric=range(1, len(columns)))
    if any(said.ideas or any(said.released.values()) for said in disclosed.values()):
        heading("Confidences passed on per session, and their form")
        passed = [
            [
                party,
                *(amount(times / result.runs) for times in (*said.released.values(), said.ideas)),
            ]
            for party, said in disclosed.items()
        ]
        forms = next(iter(disclosed.values())).released
        columns = ["party", *(f"in its name, {form}" for form in forms), "put to it as an idea"]
        table(columns, passed, numeric=range(1, len(columns)))
