"""goodoffices talks: how simulated talks go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

import goodoffices as go
from goodoffices.cli.console import emit, heading, meter, say, table
from goodoffices.cli.options import CasePath, Json, Seed
from goodoffices.cli.show_packages import tabulate
from goodoffices.wording import amount, count

if TYPE_CHECKING:
    from goodoffices.model import Case
    from goodoffices.talks import TalksResult

EXAMPLE = "Example: goodoffices talks cases/strait --protocol single-text --runs 100 --seed 1"
SHOWN = 10


def command(
    case: CasePath,
    protocol: Annotated[
        str,
        typer.Option(
            help="alternating-offers, single-text, single-text-votes, single-text-critique, shuttle, "
            "mediator-vote, mediator-feedback, double-blind-close, double-blind-batch or post-settlement."
        ),
    ] = "alternating-offers",
    runs: Annotated[int, typer.Option(min=1, help="How many sessions.")] = 100,
    seed: Seed = 0,
    strategy: Annotated[
        str | None,
        typer.Option(
            help="How parties act, one for each with / between: boulware, linear, conceder, pressed, "
            "tit-for-tat, relative-tit-for-tat, averaged-tit-for-tat, hybrid, micro, frequency, bayesian, "
            "nice, tough, stonewalling, inflated-reservation or exaggerated-weights; to answer texts only, "
            "truthful, annealing or emphatic."
        ),
    ] = None,
    mediator: Annotated[
        str | None,
        typer.Option(
            help="How the mediator acts: one-issue, two-issues, annealing, annealing-two-issues, learning, "
            "carrying, random-flip, fixed-order-flip, feedback or critique; with / between, several that "
            "lead the rounds in turn."
        ),
    ] = None,
    share: Annotated[
        bool, typer.Option("--share", help="Mediators pass on to each other what they hear.")
    ] = False,
    minutes: Annotated[
        bool, typer.Option("--minutes", help="Show the minutes of the first session.")
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option(
            min=1,
            help="How many sessions at a time, where they go one by one; one for each core unless said.",
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Simulate talks through the case's mediators, each given only what reaches it.

    Exit code 1 when no session agreed.
    """
    model = go.load(case)
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
            progress=lambda done, total: progress(f"Talks: {protocol}", done, total),
        )
    if json:
        emit(result.to_json())
    else:
        _show(result, model)
        if minutes:
            say()
            say(result.transcripts[0].text())
    if not result.agreed:
        raise typer.Exit(1)


def _show(result: TalksResult, case: Case) -> None:
    say(f"{case.title}: {result.protocol}, parties play {result.strategy}")
    sessions = count(result.runs, "session")
    say(f"{result.agreed} of {sessions} agreed; {amount(result.mean_rounds)} rounds on average.")
    heading("Mean utility of agreements, each in its party's own units")
    means = [amount(m) if m is not None else "–" for m in result.mean_utilities.values()]
    table(list(result.mean_utilities), [means])
    if result.measures["joint_gain"] is not None:
        share, least = result.measures["joint_gain"], result.measures["least"] or 0.0
        say(
            f"Agreements took {share:.0%} of the joint gain there was; whoever had least gained {least:.0%} "
            "of what it could have while the others kept theirs."
        )
    heading(f"Packages reached: {len(result.packages)}")
    issues = [issue.id for issue in case.issues]
    rows = [
        [str(many), *(package[issue] for issue in issues)] for package, many in result.packages[:SHOWN]
    ]
    tabulate(["sessions", *(issue.name for issue in case.issues)], rows, len(issues), [0])
    if len(result.packages) > SHOWN:
        say(f"… and {len(result.packages) - SHOWN} more (--json lists them all).")
    _say_why(result)
    say("Counts of what the rules lead to on this case's numbers; not odds of anything.")


def _say_why(result: TalksResult) -> None:
    """Why runs broke down, and what each side said in confidence to whom."""
    if result.breakdowns:
        heading("Why talks broke down")
        rows = [[str(many), reason] for reason, many in result.breakdowns.items()]
        table(["sessions", "reason"], rows, numeric=[0])
    if result.remarks:
        heading("What the mediator noted for itself")
        rows = [[str(many), remark] for remark, many in result.remarks.items()]
        table(["sessions", "remark"], rows, numeric=[0])
    if any(said.answers for said in result.disclosed.values()):
        heading("Answers given in confidence, a session, and who heard them")
        heard = [
            [
                party,
                amount(said.answers / result.runs),
                *(amount(many / result.runs) for many in said.to_mediators.values()),
                amount(sum(said.to_parties.values()) / result.runs),
            ]
            for party, said in result.disclosed.items()
        ]
        third = list(next(iter(result.disclosed.values())).to_mediators)
        table(["party", "answers", *third, "other parties"], heard, numeric=range(1, len(third) + 3))
    if any(said.ideas or any(said.released.values()) for said in result.disclosed.values()):
        heading("Confidences passed on, a session, and in whose name")
        passed = [
            [party, *(amount(many / result.runs) for many in (*said.released.values(), said.ideas))]
            for party, said in result.disclosed.items()
        ]
        forms = next(iter(result.disclosed.values())).released
        names = [f"in its name, {form}" for form in forms]
        table(["party", *names, "put to it as an idea"], passed, numeric=range(1, len(names) + 2))
