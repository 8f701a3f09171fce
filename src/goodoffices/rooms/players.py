"""Players of the engine that can sit in an exercise, and their acts as documents of people.

A package is a text in clauses; the row of a critique or of a last yes or no is a party's answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from goodoffices.errors import UsageError
from goodoffices.model import Case, linked
from goodoffices.rooms.documents import Clause, Critique, YesNo
from goodoffices.talks.engine.players import MEDIATORS, STRATEGIES, mediator_named, strategy_named
from goodoffices.talks.engine.protocol import protocol_named
from goodoffices.talks.engine.table import too_few
from goodoffices.talks.engine.wire import Row
from goodoffices.wording import unknown

PROTOCOL = "single-text-critique"
"""The protocol of a mediation."""
OFFERS = "alternating-offers"
"""The protocol of a table without a mediator."""
SHUTTLE = "shuttle"
"""The protocol of a table at which all mediators sit, and letters are written beside the texts."""
PROTOCOLS = {"text": PROTOCOL, "alternating": OFFERS, "shuttle": SHUTTLE}
"""The protocols of an exercise, by their names on the command line."""
STEPS = {PROTOCOL: 8, OFFERS: 24, SHUTTLE: 12}
"""Texts, or offers of all sides together, for which machines plan; then they close or give up. In the shuttle
an invitation to confide is a step, too."""


def sitting_protocol(protocol: str) -> str:
    """Return the protocol in which people, and machines beside them, play a table of this protocol.

    The engine's shuttle fixes who speaks when. People write letters at any time, and put texts as in a
    mediation.
    """
    return PROTOCOL if protocol == SHUTTLE else protocol


def strategies(protocol: str) -> tuple[str, ...]:
    """Return the names of the strategies that can take a party's seat."""
    offers = protocol_named(protocol).offers()
    return tuple(name for name in STRATEGIES if not offers or strategy_named(name).offers)


def mediators(protocol: str) -> tuple[str, ...]:
    """Return the names of the mediators that can take a mediator's seat; none if there is no such seat."""
    played = sitting_protocol(protocol)
    return tuple(name for name in MEDIATORS if played in mediator_named(name).protocols)


def mediated(protocol: str) -> bool:
    """Return whether a mediator sits at a table."""
    return protocol_named(protocol).needs_mediator


def chairs(case: Case, protocol: str = PROTOCOL) -> tuple[str, ...]:
    """Return the ids of the seats at a table: every party and, if the protocol needs one, a mediator.

    In the shuttle every mediator of the case sits there.
    """
    parties = tuple(party.id for party in case.parties)
    mediators = tuple(mediator.id for mediator in case.mediators) if mediated(protocol) else ()
    return (*parties, *(mediators if protocol == SHUTTLE else mediators[:1]))


def usual_strategy(protocol: str) -> str:
    """Return the name of the strategy that takes a party's seat if none was chosen."""
    return protocol_named(sitting_protocol(protocol)).usual_strategy


def usual_mediator(protocol: str) -> str:
    """Return the name of the mediator that takes a mediator's seat if none was chosen; empty without it."""
    return protocol_named(sitting_protocol(protocol)).usual_mediator if mediated(protocol) else ""


def require_seats(case: Case, protocol: str = PROTOCOL) -> None:
    """Go on if people could sit down to a case in a room, or at a table of a protocol.

    Raises:
        UsageError: if the case has fewer than two parties, no mediator where one is needed, or no issues; or
            if nobody could carry letters at a table of the shuttle.
    """
    for name, found, least in (
        ("parties", len(case.parties), 2),
        ("mediators", len(case.mediators), int(mediated(protocol))),
        ("issues", len(case.issues), 1),
    ):
        if found < least:
            raise UsageError(f"{case.id}: expected at least {least} {name} for a room, found {found}.")
    if protocol == SHUTTLE:
        _require_letters(case)


def _require_letters(case: Case) -> None:
    """Go on if the mediators of a case can carry letters at a table.

    Raises:
        UsageError: if a party has no channel to any mediator, or no mediator reaches every party.
    """
    third = [mediator.id for mediator in case.mediators]
    alone = [p.id for p in case.parties if not any(linked(case, p.id, other) for other in third)]
    if alone:
        raise UsageError(
            f"{case.id}: expected a channel of every party to a mediator, found none of "
            f"{', '.join(alone)}: it could write to nobody."
        )
    if why := too_few(case, 1):
        raise UsageError(why)


def playable(case: Case) -> bool:
    """Return whether machines can play a case: it has numbers for every party."""
    return len(case.preferences) == len(case.parties)


def require_machines(case: Case, protocol: str, strategy: str, mediator: str) -> None:
    """Go on if these machines can play a case.

    Raises:
        UsageError: if a name is unknown, the strategy makes no offers and must, or the case has no numbers
            for some party.
    """
    if strategy not in STRATEGIES:
        raise UsageError(unknown("strategy", strategy, STRATEGIES))
    if strategy not in strategies(protocol):
        raise UsageError(f"{strategy}: expected a strategy that makes offers for {protocol}.")
    if mediated(protocol) and mediator not in mediators(protocol):
        able = ", ".join(mediators(protocol))
        raise UsageError(f"mediator: expected one of {able}, found '{mediator}'.")
    if not playable(case):
        raise UsageError(f"{case.id}: expected preferences of every party for machines to play it.")


def clauses(case: Case, codes: Sequence[int]) -> tuple[Clause, ...]:
    """Return the text of a package of option indices: a clause for each issue."""
    return clauses_of(case, package_of(case, codes))


def package_of(case: Case, codes: Sequence[int]) -> dict[str, str]:
    """Return a package of option indices by ids."""
    return {issue.id: issue.option_ids[code] for issue, code in zip(case.issues, codes, strict=True)}


def clauses_of(case: Case, package: Mapping[str, str]) -> tuple[Clause, ...]:
    """Return the text of a package: a clause for each of its issues, in the order of the case."""
    issues = [issue for issue in case.issues if issue.id in package]
    return tuple(
        Clause(
            f"c{number}",
            f"{issue.name}: {issue.text(package[issue.id])}.",
            "en",
            issue.id,
            package[issue.id],
        )
        for number, issue in enumerate(issues)
    )


def answer(case: Case, row: Row) -> Critique | YesNo:
    """Return the answer in the row of a critique or of a last yes or no."""
    if row["event"] == "Answer":
        return YesNo(row["yes"])
    issue = case.issues[row["issue"] - 1] if row["issue"] else None
    option = issue.option_ids[row["option"] - 1] if issue and row["option"] else ""
    return Critique((), level=row["level"], issue=issue.id if issue else "", option=option)
