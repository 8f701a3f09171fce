"""Players of the engine that can sit in an exercise, and their acts as documents of people.

A package is a text in clauses; the row of a critique or of a last yes or no is a party's answer.
"""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.errors import UsageError
from goodoffices.model import Case
from goodoffices.rooms.documents import Clause, Critique, YesNo
from goodoffices.talks.engine.players import MEDIATORS, STRATEGIES, mediator_named
from goodoffices.talks.engine.protocol import protocol_named
from goodoffices.talks.engine.wire import Row
from goodoffices.wording import unknown

PROTOCOL = "single-text-critique"
"""The protocol of a sitting."""
TEXTS = 8
"""Texts that a machine puts at most before it asks for a last yes or no, or gives up."""


def strategies() -> tuple[str, ...]:
    """Return the names of the strategies that can take a party's seat."""
    return STRATEGIES.names()


def mediators() -> tuple[str, ...]:
    """Return the names of the mediators that can take a mediator's seat."""
    return tuple(name for name in MEDIATORS if PROTOCOL in mediator_named(name).protocols)


def usual_strategy() -> str:
    """Return the name of the strategy that takes a party's seat if none was chosen."""
    return protocol_named(PROTOCOL).usual_strategy


def playable(case: Case) -> bool:
    """Return whether machines can play a case: it has numbers for every party."""
    return len(case.preferences) == len(case.parties)


def usual_mediator() -> str:
    """Return the name of the mediator that takes the mediator's seat if none was chosen."""
    return protocol_named(PROTOCOL).usual_mediator


def require_machines(case: Case, strategy: str, mediator: str) -> None:
    """Go on if these machines can play a case.

    Raises:
        UsageError: if a name is unknown, or the case has no numbers for some party.
    """
    if strategy not in strategies():
        raise UsageError(unknown("strategy", strategy, STRATEGIES))
    if mediator not in mediators():
        able = ", ".join(mediators())
        raise UsageError(f"mediator: expected one of {able}, found '{mediator}'.")
    if not playable(case):
        raise UsageError(f"{case.id}: expected preferences of every party for machines to play it.")


def clauses(case: Case, codes: Sequence[int]) -> tuple[Clause, ...]:
    """Return the text of a package: a clause for each issue."""
    options = [issue.option_ids[code] for issue, code in zip(case.issues, codes, strict=True)]
    return tuple(
        Clause(f"c{number}", f"{issue.name}: {issue.text(option)}.", "en", issue.id, option)
        for number, (issue, option) in enumerate(zip(case.issues, options, strict=True))
    )


def answer(case: Case, row: Row) -> Critique | YesNo:
    """Return the answer in the row of a critique or of a last yes or no."""
    if row["event"] == "Answer":
        return YesNo(row["yes"])
    issue = case.issues[row["issue"] - 1] if row["issue"] else None
    option = issue.option_ids[row["option"] - 1] if issue and row["option"] else ""
    return Critique((), level=row["level"], issue=issue.id if issue else "", option=option)
