"""Sentences about stability: the same on the command line and on the page."""

from __future__ import annotations

from collections.abc import Mapping

from goodoffices.model.stability import ConflictState, Judgement, Ripeness
from goodoffices.stability.analysis import Stable
from goodoffices.stability.orders import Shares
from goodoffices.wording import count, listing, within

RULES = {
    "nash": "the party cannot improve by itself",
    "gmr": "the others can answer each of its improvements so that it does not pay",
    "smr": "as GMR, and the party cannot escape that answer",
    "seq": "as GMR, and the answer improves the others' own position",
}
"""Each concept as a rule."""
FORESIGHT = "These are rules of foresight. None of them says what will happen."
JUDGED = "Each judgement is its author's. Judgements are not added up to a score."


def orders_words(found: Shares, names: Mapping[str, str]) -> str:
    """Return the states left out, and that shares count orders; ``names`` are the parties' names by id."""
    left = [
        f"{count(len(states), 'state')} in that of {within(names[party])}"
        for party, states in found.left_out.items()
    ]
    return (
        f"Rankings are known in part: they leave out {listing(left)}. A share says in how many of "
        f"{found.orders:,} drawn orders a state is stable. All drawn orders fit what is said, and count "
        "alike. A share of orders is not a probability, and does not say if a state lasts."
    )


def leading_states(found: Stable) -> list[ConflictState]:
    """Return the states that are stable for every party by some rule, those by most rules first.

    Of rankings known in part, a rule counts by the share of drawn orders.
    """

    def total(state: ConflictState) -> float:
        if found.shares is None:
            return sum(state.id in found.equilibria[concept] for concept in RULES)
        return sum(found.shares.every[concept][state.id] for concept in RULES)

    kept = [state for state in found.conflict.states if total(state)]
    return sorted(kept, key=total, reverse=True)


def share_words(share: float) -> str:
    """Return a share in percent; 'all' and 'none' are said of no share that is only near."""
    if share in (0.0, 1.0):
        return "all" if share else "none"
    return f"{min(max(share, 0.01), 0.99):.0%}"


def rule_name(concept: str) -> str:
    """Return the name of a concept as the field has it: 'Nash', 'GMR'."""
    return "Nash" if concept == "nash" else concept.upper()


def taken_words(found: Stable, state: ConflictState, names: Mapping[str, str]) -> str:
    """Return the options that are taken in a state; ``names`` are those of the parties by id."""
    words = []
    for party in found.parties:
        own = [c for c in found.conflict.courses if c.party == party]
        taken = [course.name for course in own if course.id in state.taken]
        open_ones = [course.name for course in own if course.id in state.either]
        parts = [f"'{name}'" for name in taken] + [f"'{name}' or not" for name in open_ones]
        if parts:
            words.append(f"{names[party]}: {listing(parts)}")
    return "; ".join(words) or "No option is taken"


def ripeness_words(each: Ripeness, names: Mapping[str, str]) -> list[str]:
    """Return the judgements on whether a party is ready to talk, a sentence each."""
    who = names[each.party]
    found = [
        f"{who}: {_judged('it cannot win, and going on hurts it', each.stalemate)}",
        f"{who}: {_judged('it sees a way out by talks', each.way_out)}",
    ]
    if each.settle is None:
        return found
    least = each.least_success
    if least is None:
        worth = f"By its numbers, a settlement is worth no more to {within(who)} than going on."
    else:
        worth = (
            f"By its numbers, an attempt is worth its cost to {within(who)} if at least {float(least):.0%} "
            "of such attempts succeed."
        )
    return [*found, worth]


def _judged(what: str, judgement: Judgement) -> str:
    if judgement.verdict == "unknown":
        return f"{what}: unknown."
    word = "yes" if judgement.verdict == "yes" else "no"
    return f"{what}: {word}, in the judgement of {judgement.by} ({judgement.basis})."
